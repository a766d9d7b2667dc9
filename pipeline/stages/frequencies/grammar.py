"""Puts tokens together: those of one sentence in, what they say (a reading per frequency) out."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.lexicon.numerals import parse_integer
from pipeline.lexicon.rules import load_rules
from pipeline.model.notice import FrequencyKind
from pipeline.stages.frequencies.tokens import Scan, Token
from pipeline.stages.frequencies.values import Count, bounded, iso_period

_SCHOOL = ("学期", "学年", "学年度")
_INHERITED = ("次", "场次", "遍", "趟")


@dataclass(frozen=True, slots=True)
class Reading:
    """One frequency: the stretches of its words, its kind and values."""

    kind: FrequencyKind
    words: tuple[tuple[int, int], ...]
    count: Count | None = None
    period: str | None = None
    event: str | None = None
    exact_period: bool = True


@dataclass
class _Periods:
    """The periods named last, coordinated or single, and what has become of them."""

    tokens: list[Token] = field(default_factory=list)
    prefix: Token | None = None
    counted: bool = False


def read(found: Scan, tokens: list[Token]) -> list[Reading]:
    """The frequencies of a sentence in order of their first words.

    A period covers the counts after it until another is named; one without a count in its clause is periodic.
    """
    readings: list[Reading] = []
    periods = _Periods()
    prefix: Token | None = None
    for i, token in enumerate(tokens):
        if prefix is not None and prefix.clause != token.clause:
            prefix = None
        if token.kind == "prefix":
            prefix = token
        elif token.kind in ("period", "event"):
            if not _joins(found, periods, token):
                readings += _uncounted(found, periods, tokens[i:])
                periods = _Periods(prefix=prefix)
            periods.tokens.append(token)
        elif token.kind == "count":
            readings += _counted(found, periods, token, prefix or periods.prefix)
            prefix = None
        elif not _is_absorbed(found, tokens, i):
            readings.append(Reading("recurring", ((token.start, token.end),)))
    readings += _uncounted(found, periods, [])
    return sorted(readings, key=lambda reading: reading.words)


def _joins(found: Scan, periods: _Periods, token: Token) -> bool:
    """Whether the period is coordinated with the one before: 每月、每季度至少一次."""
    if not periods.tokens or periods.counted:
        return False
    return load_rules("frequencies")["joins"].search(found.string[periods.tokens[-1].end : token.start]) is not None


def _counted(found: Scan, periods: _Periods, token: Token, prefix: Token | None) -> list[Reading]:
    """The count as one frequency for each period that covers it; none where nothing does."""
    own = token.match["per_unit"]
    if own is None and not _covers(found, periods, token):
        return []
    bound = token.match["bound"] or (prefix.match["prefix"] if prefix is not None else None)
    unit = token.match["times"] or token.match["lasting"]
    split = 2 if token.match["split"] and load_rules("frequencies")["parts"].search(found.before(token)) else 1
    count = bounded(token.match["amount"], bound, token.match["post"], unit.removeprefix("个"), split)
    if count is None:
        return []
    words = [(token.start, token.end)]
    if prefix is not None and prefix.clause == token.clause:
        words.append((prefix.start, prefix.end))
    if own is not None:
        half = "半" if token.match["per_size"] == "半" else None
        period = iso_period(own, None if half else token.match["per_size"], half)
        return [Reading("counted", tuple(words), count, period)] if period else []
    readings = [_of_period(periods, period, token, words, count) for period in periods.tokens]
    periods.counted = True
    return readings


def _of_period(periods: _Periods, period: Token, token: Token, words: list[tuple[int, int]], count: Count) -> Reading:
    """The count within one period; the words of the period are given once, with its first count."""
    if not periods.counted or period.clause == token.clause:
        words = [*words, (period.start, period.end)]
        if periods.prefix is not None:
            words.append((periods.prefix.start, periods.prefix.end))
    kind: FrequencyKind = "per_event" if period.kind == "event" else "counted"
    return Reading(kind, tuple(sorted(set(words))), count, period.period, period.event, _is_exact(period))


def _is_exact(period: Token) -> bool:
    """Whether the period has one length (每年) and not a choice of several (每三至五年)."""
    size = period.match["size"]
    return size is None or parse_integer(size) is not None


def _covers(found: Scan, periods: _Periods, token: Token) -> bool:
    """Whether the last period reaches to the count: 次 always; 学时, 天 if bounded and not the length of one time."""
    if not periods.tokens:
        return False
    period = periods.tokens[-1]
    same_clause = period.clause == token.clause
    bounded_ = token.match["bound"] or token.match["post"]
    if token.match["lasting"]:
        if period.kind == "event" and period.event not in _SCHOOL:
            return False
        if same_clause:
            return bool(bounded_ or token.match["lasting"] != "日")
        return bool(bounded_) and not load_rules("frequencies")["length_of_one"].search(found.before(token))
    return bool(same_clause or bounded_ or token.match["times"] in _INHERITED)


def _uncounted(found: Scan, periods: _Periods, following: list[Token]) -> list[Reading]:
    """The periods as periodic (or per event) where no count came and what follows does not make them names."""
    if periods.counted:
        return []
    readings = []
    for token in periods.tokens:
        if token.kind == "event" and not _is_occasion(found, token):
            continue
        if token.kind == "period" and _names_a_thing(found, token):
            continue
        words = {(token.start, token.end)}
        if periods.prefix is not None and periods.prefix.clause == token.clause:
            words.add((periods.prefix.start, periods.prefix.end))
        kind: FrequencyKind = "per_event" if token.kind == "event" else "periodic"
        readings.append(Reading(kind, tuple(sorted(words)), None, token.period, token.event))
    return readings


def _is_occasion(found: Scan, token: Token) -> bool:
    """每学期, 每次上岗前, 每逢节日 tell when to act; 每次, 每届, 每班 only where an act follows."""
    if token.event in _SCHOOL or token.match["feast"] or token.match["about"]:
        return True
    return load_rules("frequencies")["acts"].search(found.after(token)) is not None


def _names_a_thing(found: Scan, token: Token) -> bool:
    rules = load_rules("frequencies")
    if token.match["WITHIN"] is not None or token.match["WHOLE"] is not None:
        return True
    after = found.after(token)
    if rules["names_a_thing"].search(after) or rules["measures_goods"].search(after):
        return True
    return ":" in token.match[0] or (
        rules["clock"].search(token.match[0]) is not None and "不得" in found.before(token)
    )


def _is_absorbed(found: Scan, tokens: list[Token], i: int) -> bool:
    """Whether 定期 only repeats a period: 每年定期, or 定期检查,每月至少一次."""
    token, rules = tokens[i], load_rules("frequencies")
    for other in tokens:
        if other.kind != "period":
            continue
        between = found.string[min(token.end, other.end) : max(token.start, other.start)]
        if other.clause == token.clause and not rules["new_predicate"].search(between):
            return True
        if other.clause == token.clause + 1 and rules["goes_on"].search(found.before(other)):
            counts = [t for t in tokens if t.kind == "count" and t.clause == other.clause]
            return bool(counts) and rules["goes_on"].search(found.string[other.end : counts[0].start]) is not None
    return False
