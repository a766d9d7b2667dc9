"""Judges tokens by what stands around them: a scanned sentence and tokens in, yes or no out."""

from __future__ import annotations

from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.rules import load_rules
from pipeline.stages.frequencies.tokens import SCHOOL_PERIODS, Scan, Token

_MONTH = compile_pattern("[0-9〇一二三四五六七八九十]+月")
_TIMES_THAT_NEED_NO_BOUND = ("次", "场次", "遍", "趟")


def is_coordinated(found: Scan, periods: list[Token], counts: list[Token], token: Token) -> bool:
    """Whether the period joins the one before, so that both share what follows: 每月、每季度至少一次."""
    if not periods or counts:
        return False
    return load_rules("frequencies")["joins"].search(found.string[periods[-1].end : token.start]) is not None


def parts(found: Scan, periods: list[Token], token: Token) -> int:
    """In how many parts of the period the count holds: 早晚各一次 two, 汛前、汛中、汛后各一次 three, else one."""
    rules = load_rules("frequencies")
    match = rules["parts"].search(found.before(token))
    if match is None or not periods:
        return 1
    if match["twice"]:
        return 2
    if match["listed"]:
        return sum(1 for _ in rules["moment"].finditer(match["listed"]))
    return max(1, len(_MONTH.findall(periods[-1].match[0])))


def continues(found: Scan, count: Token) -> bool:
    """Whether the count's clause has no predicate before it, and so belongs to the clause before."""
    return load_rules("frequencies")["goes_on"].search(found.before(count)) is not None


def covers(found: Scan, periods: list[Token], counts: list[Token], token: Token, has_prefix: bool) -> bool:
    """Whether the period named last reaches to the count: 次 always; 学时, 天 unless they say how long a time is."""
    if not periods:
        return False
    period, match = periods[-1], token.match
    if period.clause != token.clause and not is_adverbial(found, period):
        return False
    if match["pace"] is not None:
        return period.end == token.start
    is_bounded = has_prefix or match["bound"] is not None or match["post"] is not None
    if match["times"] is not None:
        return period.clause == token.clause or is_bounded or match["times"] in _TIMES_THAT_NEED_NO_BOUND
    if match["pieces"] is not None:
        return is_bounded
    if period.kind == "event" and period.event not in SCHOOL_PERIODS:
        return False
    if period.clause == token.clause:
        return is_bounded or match["lasting"] != "日"
    return is_bounded and load_rules("frequencies")["sums_up"].search(found.before(token)) is not None


def is_adverbial(found: Scan, token: Token) -> bool:
    """Whether a period or event without a count in its clause tells how often, and does not name a thing."""
    if token.kind == "event":
        return is_occasion(found, token)
    return token.match["WITHIN"] is not None or token.match["WHOLE"] is not None or not names_a_thing(found, token)


def is_occasion(found: Scan, token: Token) -> bool:
    """每学期, 每次上岗前, 每逢节日 tell when to act; so do 每次, 每届, 每班 where an act and no measure follows."""
    if token.event in SCHOOL_PERIODS or token.match["feast"] or token.match["about"]:
        return True
    after, rules = found.after(token), load_rules("frequencies")
    if rules["limits_each"].search(after):
        return False
    if token.event == "次":
        return not (rules["names_each"].search(after) or rules["takes_each"].search(found.before(token)))
    return rules["acts"].search(after) is not None


def names_a_thing(found: Scan, token: Token) -> bool:
    """Whether the period without a count tells what something is (每日工资, 每年11月为宣传月) or costs."""
    rules = load_rules("frequencies")
    if token.match["WITHIN"] is not None or token.match["WHOLE"] is not None:
        return True
    before, after = found.before(token), found.after(token)
    if rules["names_a_thing"].search(after) or rules["measures_goods"].search(after):
        return True
    if rules["is_defined"].search(before) and rules["ends_clause"].search(after):
        return True
    return "不得" in before and rules["clock"].search(token.match[0]) is not None


def absorbs(found: Scan, tokens: list[Token], period: Token, recurring: Token) -> bool:
    """Whether 定期 only repeats the period: 每年定期, or 定期检查,每月至少一次."""
    rules = load_rules("frequencies")
    if period.clause == recurring.clause:
        between = found.string[min(recurring.end, period.end) : max(recurring.start, period.start)]
        return rules["new_predicate"].search(between) is None
    if period.clause != recurring.clause + 1 or found.string[found.limits[period.clause] - 1] != ",":
        return False
    count = next((t for t in tokens if t.kind == "count" and t.start >= period.start), None)
    if count is None or count.clause != period.clause or not rules["goes_on"].search(found.before(period)):
        return False
    return rules["goes_on"].search(found.string[period.end : count.start]) is not None
