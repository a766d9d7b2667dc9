"""Scans a sentence for words that say how often: sentence in, tokens in order out, each with its clause."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

import regex

from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.rules import load_rules
from pipeline.lexicon.sentences import Sentence, titles
from pipeline.stages.frequencies.values import iso_period

Kind = Literal["period", "event", "recurring", "count", "prefix"]
_KINDS: tuple[tuple[str, Kind], ...] = (
    ("EVERY", "period"),
    ("BY", "period"),
    ("WITHIN", "period"),
    ("WHOLE", "period"),
    ("EACH", "event"),
    ("RECURRING", "recurring"),
    ("COUNT", "count"),
    ("LEAST", "prefix"),
)
_CLAUSE_END = compile_pattern("[,;:]")
SCHOOL_PERIODS = ("学期", "学年", "学年度")


_SIGHT = 120
"""Characters of a clause before and behind a word that are looked at: a clause without end takes linear time too."""


@dataclass(slots=True)
class Token:
    """A word that says how often. `period` is ISO 8601, `event` what 每 is followed by; `clause` counts from 0.

    Nobody changes one.
    """

    kind: Kind
    start: int
    end: int
    clause: int
    match: regex.Match[str]
    period: str | None = None
    event: str | None = None


@dataclass
class Scan:
    """A sentence with its clause limits: clause `i` is `string[limits[i]:limits[i + 1]]`, its end mark included."""

    sentence: Sentence
    limits: tuple[int, ...]
    string: str = field(init=False)

    def __post_init__(self) -> None:
        self.string = self.sentence.string

    @property
    def states_purpose(self) -> bool:
        """Whether the sentence begins with what something is done for (为了定期…)."""
        return load_rules("frequencies")["purpose"].search(self.string) is not None

    def clause(self, token: Token) -> tuple[int, int]:
        """Start and end of the token's clause, as far as it is looked at."""
        start, end = self.limits[token.clause], self.limits[token.clause + 1]
        return max(start, token.start - _SIGHT), min(end, token.end + _SIGHT)

    def before(self, token: Token) -> str:
        """The clause up to the token."""
        return self.string[max(self.limits[token.clause], token.start - _SIGHT) : token.start]

    def after(self, token: Token) -> str:
        """The clause from behind the token on."""
        return self.string[token.end : min(self.limits[token.clause + 1], token.end + _SIGHT)]


def scan(sentence: Sentence) -> tuple[Scan, list[Token]]:
    """The sentence's clauses and the tokens whose surroundings do not refuse them."""
    string = sentence.string
    limits = (0, *(m.end() for m in _CLAUSE_END.finditer(string)), len(string) + 1)
    found = Scan(sentence, limits)
    named = titles(string)
    tokens = []
    for match in load_rules("frequencies")["token"].finditer(string):
        if not named or not any(start < match.start() < end for start, end in named):
            token = _token(match, limits)
            if not _is_refused(found, token):
                tokens.append(token)
    return found, tokens


def _token(match: regex.Match[str], limits: tuple[int, ...]) -> Token:
    for pair in _KINDS:
        if match[pair[0]] is not None:
            break
    group, kind = pair
    clause = bisect_right(limits, match.start()) - 1
    period, event = None, None
    if group == "EVERY":
        period = iso_period(match["unit"], match["size"], match["half"], match["gap"] is not None)
    elif group == "WITHIN":
        half = "半" if match["in_size"] == "半" else None
        period = iso_period(match["in_unit"], None if half else match["in_size"], half)
    elif group in ("BY", "WHOLE"):
        unit = next(match[g] for g in ("by_unit", "one_unit", "whole_unit", "inner_unit", "bare_unit") if match[g])
        if unit in SCHOOL_PERIODS:
            kind, event = "event", unit
        else:
            period = iso_period(unit)
    elif group == "EACH":
        event = match["feast"] or (match["about"] or match["event"])
    end = match.end() - match[0].endswith("的")
    return Token(kind, match.start(), end, clause, match, period, event)


def _is_refused(found: Scan, token: Token) -> bool:
    """Whether the clause is a condition, a breach or its penalty, or the sentence's first clause a purpose."""
    if token.kind == "period" and token.period is None:
        return True
    rules = load_rules("frequencies")
    start, end = found.clause(token)
    # 一年内同时符合…的,只享受一次: the condition names the period of the cap
    is_capped = token.match["capped"] is not None
    is_conditional = not is_capped and rules["conditional"].search(found.string, token.end, end) is not None
    if is_conditional or rules["negated"].search(found.before(token)):
        return True
    if rules["penalty"].search(found.string, start, end):
        return True
    is_of_purpose = token.clause == 0 and token.kind in ("recurring", "period") and found.states_purpose
    return is_of_purpose and rules["count"].search(found.string, token.end, end) is None
