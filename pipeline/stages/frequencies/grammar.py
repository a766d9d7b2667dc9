"""Puts tokens together: those of one sentence in, what they say (a reading per frequency) out."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.lexicon.numerals import parse_integer
from pipeline.model.notice import FrequencyKind
from pipeline.stages.frequencies.contexts import (
    absorbs,
    continues,
    covers,
    is_coordinated,
    is_occasion,
    names_a_thing,
    parts,
)
from pipeline.stages.frequencies.tokens import Scan, Token
from pipeline.stages.frequencies.values import Count, bounded, iso_period

Stretch = tuple[int, int]


@dataclass(slots=True)
class Reading:
    """One frequency: the stretches of its words in order, its kind and values. Nobody changes one."""

    kind: FrequencyKind
    words: tuple[Stretch, ...]
    count: Count | None = None
    period: str | None = None
    event: str | None = None
    exact_period: bool = True


@dataclass
class _Named:
    """The periods named last (several if coordinated), and the counts found under them.

    `beside` holds what belongs to their words: a 至少 before them, a 定期 that says no more than they do.
    """

    periods: list[Token] = field(default_factory=list)
    beside: list[Token] = field(default_factory=list)
    counts: list[Token] = field(default_factory=list)

    def words(self, period: Token, *others: Token) -> tuple[Stretch, ...]:
        """The stretches of a period, of what stands beside it in its clause, and of others."""
        beside = [token for token in self.beside if token.clause == period.clause]
        return tuple(sorted({(t.start, t.end) for t in (period, *beside, *others)}))


def read(found: Scan, tokens: list[Token]) -> list[Reading]:
    """The frequencies of a sentence in order of their first words.

    A period covers the counts after it until another is named; one without a count in its clause is periodic.
    """
    readings: list[Reading] = []
    named, prefix = _Named(), None
    for i, token in enumerate(tokens):
        if prefix is not None and prefix.clause != token.clause:
            prefix = None
        if token.kind == "prefix":
            prefix = token
        elif token.kind in ("period", "event"):
            if not is_coordinated(found, named.periods, named.counts, token):
                readings += _uncounted(found, named)
                named = _Named(beside=_beside(found, tokens, i, prefix))
            named.periods.append(token)
        elif token.kind == "count":
            readings += _counted(found, named, token, prefix)
            prefix = None
        elif not any(absorbs(found, tokens, other, token) for other in tokens if other.kind == "period"):
            readings.append(Reading("recurring", ((token.start, token.end),)))
    readings += _uncounted(found, named)
    return sorted(readings, key=lambda reading: reading.words)


def _beside(found: Scan, tokens: list[Token], i: int, prefix: Token | None) -> list[Token]:
    """What belongs to the words of period `tokens[i]`: 至少 before it, 定期 in its clause."""
    period = tokens[i]
    beside = [t for t in tokens if t.kind == "recurring" and t.clause == period.clause]
    beside = [t for t in beside if period.kind == "period" and absorbs(found, tokens, period, t)]
    return beside if prefix is None else [prefix, *beside]


def _counted(found: Scan, named: _Named, token: Token, prefix: Token | None) -> list[Reading]:
    """The count as one frequency for each period that covers it; none where nothing does."""
    if prefix is None:
        prefix = next((t for t in named.beside if t.kind == "prefix" and t.clause == token.clause), None)
    count = _value(token, prefix, parts(found, named.periods, token))
    if count is None:
        return []
    others = [token] if prefix is None else [token, prefix]
    if token.match["per_unit"] is not None:
        return _with_own_period(token, count, others)
    if not covers(found, named.periods, named.counts, token, prefix is not None):
        return []
    readings = [_under(named, period, count, others) for period in named.periods]
    named.counts.append(token)
    return readings


def _value(token: Token, prefix: Token | None, times: int) -> Count | None:
    match = token.match
    bound = match["bound"] or (prefix.match["prefix"] if prefix is not None else None)
    if match["pace"] is not None:
        return bounded(match["amount"], bound, None, "次", times)
    unit = match["times"] or match["pieces"] or match["lasting"].removeprefix("个")
    return bounded(match["amount"], bound, match["post"], unit, times)


def _with_own_period(token: Token, count: Count, words: list[Token]) -> list[Reading]:
    """`2次/年`."""
    match = token.match
    half = "半" if match["per_size"] == "半" else None
    period = iso_period(match["per_unit"], None if half else match["per_size"], half)
    stretches = tuple(sorted((t.start, t.end) for t in words))
    return [Reading("counted", stretches, count, period)] if period else []


def _under(named: _Named, period: Token, count: Count, others: list[Token]) -> Reading:
    """The count within one period, whose words are given with its first count and those of its own clause."""
    with_period = not named.counts or period.clause == others[0].clause
    words = named.words(period, *others) if with_period else tuple(sorted((t.start, t.end) for t in others))
    kind: FrequencyKind = "per_event" if period.kind == "event" else "counted"
    size = period.match["size"]
    has_one_length = size is None or parse_integer(size) is not None
    return Reading(kind, words, count, period.period, period.event, has_one_length)


def _uncounted(found: Scan, named: _Named) -> list[Reading]:
    """The periods as periodic (or per event) where no count stands in their clause or goes on from it."""
    if any(count.clause == named.periods[-1].clause or continues(found, count) for count in named.counts[:1]):
        return []
    readings = []
    for token in named.periods:
        if token.kind == "event" and is_occasion(found, token):
            readings.append(Reading("per_event", named.words(token), None, None, token.event))
        elif token.kind == "period" and not names_a_thing(found, token):
            readings.append(Reading("periodic", named.words(token), None, token.period))
    return readings
