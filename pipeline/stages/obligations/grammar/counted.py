"""How often as a sign of where a predicate is: each deed that is counted is one of its own.

In: a clause and a place in it. Out: whether a deed with its own count or period begins there, or what 各 says of when.
"""

from __future__ import annotations

from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.words import MODAL, VERB, Flag, words
from pipeline.stages.obligations.grammar.kinds import Tokens, is_list_joiner, is_verb
from pipeline.stages.obligations.tokens import MARK, TIME, WORD, Token

_PARTS = frozenset(["早", "中", "晚", "早晚", "上午", "下午", "白天", "夜间", "春", "夏", "秋", "冬"])
_DURATION = compile_pattern(r"[\d一二两三四五六七八九十百半]{0,6}(?:个)?(?:年|月|季度|周|日|天|小时|分钟)?")
KEEPING = frozenset(["保存", "保留", "留存", "保管", "存放", "公示", "公告", "持续", "存档"])
_CLOSES = frozenset("年月度周日天时钟上内查")
"""Last characters of how long, of 以上, 以内 and 备查."""
_AT_LEAST = frozenset(["不", "不得", "不少", "于", "少于", "低于", "不低于", "不少于", "至少", "应"])
_NO_TIMES = Flag.PREPOSITION | Flag.BODY | MODAL


def done_as_often(tokens: Tokens, k: int, end: int) -> bool:
    """排污一次和冲洗水位表一次, 每日检查、每周调度, 动态管理、定期更新: behind the joiner a counted deed."""
    verb = k + 1
    if tokens[verb].kind == TIME:
        while verb + 2 < end and tokens[verb + 1].flags & Flag.ADVERB and not is_verb(tokens[verb + 1]):
            verb += 1
        how = k > 1 and tokens[k - 2].flags & Flag.ADVERB and is_verb(tokens[k - 1]) and verb + 2 == end
        return tokens[k].text == "、" and verb + 1 < end and is_verb(tokens[verb + 1]) and (how or _timed(tokens, k))
    if not is_verb(tokens[verb]) or verb + 1 >= end or any(t.text == "的" for t in tokens[verb:end]):
        return False
    counted = tokens[k - 1].kind == TIME or tokens[verb + 1].kind == TIME
    return counted and any(t.kind == TIME for t in tokens[verb:end])


def before_duration(tokens: Tokens, i: int, end: int) -> int:
    """会议记录保存一年以上, 将情况记录在案: where the clause ends, how long, where it is kept and marks left out."""
    while end > i and tokens[end - 1].kind == MARK:
        end -= 1
    if end - i > 1 and tokens[end - 1].text in ("在案", "在册") and is_verb(tokens[end - 2]):
        return end - 1
    if end <= i or tokens[end - 1].text[-1] not in _CLOSES:
        return end
    last = end - (end > i and tokens[end - 1].text in ("以上", "以内", "备查"))
    first = last
    while first > i and _DURATION.fullmatch(tokens[first - 1].text):
        first -= 1
    if not i < first < last or not lasts(tokens[first]):
        return end
    keeps = first - 1
    while keeps > i and tokens[keeps].text in _AT_LEAST:
        keeps -= 1
    return keeps + 1 if tokens[keeps].text in KEEPING else end


def at_least(tokens: Tokens, k: int) -> int:
    """Past the words of a bound (保存|不少于|90天)."""
    while k + 1 < len(tokens) and tokens[k].text in _AT_LEAST:
        k += 1
    return k


def lasts(token: Token) -> bool:
    """三年, 30: a number, or how long."""
    return bool(_DURATION.fullmatch(token.text)) and token.text[0] not in "年月季周日天小分"


def _timed(tokens: Tokens, k: int) -> bool:
    """Whether the deed before the joiner has its time right before it too."""
    while k > 1 and tokens[k - 1].kind == WORD and tokens[k - 1].flags & (VERB | Flag.ADVERB):
        k -= 1
    return tokens[k - 1].kind == TIME


def each_end(tokens: Tokens, i: int, end: int) -> int | None:
    """上班前、下班后各检查一次: behind 各, if what stands before it says when and a verb with a count follows."""
    k = i + 1
    while k < end - 2 and tokens[k].text != "各":
        k += 1
    if k >= end - 2 or not is_verb(tokens[k + 1]) or not any(_counts(t) for t in tokens[k + 2 : end]):
        return None
    when = tokens[i:k]
    if not (when[-1].kind == TIME or when[-1].flags & Flag.LOCALIZER or when[-1].text in _PARTS):
        return None
    if any((t.flags & _NO_TIMES and not is_list_joiner(t)) or t.text == "的" for t in when):
        return None
    return k + 1


def _counts(token: Token) -> bool:
    return token.kind == TIME or (token.text[-1] == "次" and len(token.text) > 1)


def says_when(tokens: Tokens, k: int, end: int) -> bool:
    """班组长|班前检查X, 各县|汛前开展演练: behind the name when it is done, before a verb, an adverb or a modal."""
    m = k + 1 + (k + 1 < end and bool(tokens[k + 1].flags & Flag.LOCALIZER))
    if m >= end or not (tokens[m].kind == TIME or tokens[m].flags & (VERB | MODAL | Flag.ADVERB)):
        return False
    return "".join(t.text for t in tokens[k:m]) in words("clauses", "moment")
