"""Finds where a row names an instrument: a row without blanks goes in, the mentions with title and number come out.

Assumptions: 1. what stands in 《》 is an instrument, nested 《》 belong to its title, but for forms and certificates;
2. without 《》, 关于…的通知 with a number in brackets after it is one, and so is a law after 依照; 3. the number stands
in the brackets after the title, or just before it; 4. a number or the name of a standard alone names one too.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from pipeline.lexicon.document_numbers import NumberFound, find_number, match_number
from pipeline.lexicon.guarded import Guarded
from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.rules import load_rules

_MARKS = compile_pattern("[《》]")
_INNER = compile_pattern("《([^《》]+)》")
_SPACE = compile_pattern(r"\s")
_LONGEST_TITLE = 160
_OPEN, _CLOSE = "（(〔[", "）)〕]"


@cache
def rule(name: str) -> Guarded:
    """The pattern of a rule of `references.toml`."""
    return load_rules("references")[name]


@dataclass(frozen=True, slots=True)
class Row:
    """What a row says, without blanks, and the place in the text of each of its characters."""

    string: str
    start: int
    places: tuple[int, ...] | None

    @classmethod
    def of(cls, string: str, start: int, end: int) -> Row:
        """The row that is `string[start:end]`."""
        piece = string[start:end]
        if _SPACE.search(piece) is None:
            return cls(piece, start, None)
        places = tuple(i for i, character in enumerate(piece, start) if not character.isspace())
        return cls("".join(string[i] for i in places), start, places)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text of a stretch of the row that is not empty."""
        if self.places is None:
            return self.start + start, self.start + end
        return self.places[start], self.places[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Mention:
    """An instrument named in a row: its title, its number if given, and the stretch that says both."""

    title: str
    number: NumberFound | None
    start: int
    end: int
    relation: str | None = None
    """The relation, where the way of naming implies it."""
    short: str | None = None
    """What the row calls it from here on (以下简称《方案》)."""
    alone: bool = False
    """Whether the number is all that is said: it stands for the title."""


def find_mentions(string: str) -> list[Mention]:
    """All mentions of a row, in its order."""
    mentions = list(_find_quoted(string)) if "《" in string else []
    if "关于" in string and "号" in string:
        mentions = sorted([*mentions, *_outside(mentions, _find_untitled(string))], key=lambda mention: mention.start)
    if "法" in string:
        mentions += _outside(mentions, _find_laws(string))
    mentions.sort(key=lambda mention: mention.start)
    mentions += _outside(mentions, _find_alone(string))
    return sorted(mentions, key=lambda mention: mention.start)


def _outside(known: list[Mention], found: Iterator[Mention]) -> list[Mention]:
    ends = [mention.end for mention in known]
    return [m for m in found if (i := bisect_right(ends, m.start)) == len(known) or known[i].start >= m.end]


def _find_quoted(string: str) -> Iterator[Mention]:
    """What stands in 《》; of a pair that is not closed, the inner ones."""
    for start, end in _outermost(string):
        title = string[start + 1 : end - 1]
        before = string[max(0, start - 8) : start]
        if not title or before.endswith(("简称", "下称")):
            continue
        number, stop = _number_after(string, end)
        if number is None:
            number, start = _number_before(string, start)
        if number is None and title.endswith(load_rules("references").words["forms"]):
            continue
        yield Mention(title, number, start, stop, short=_short_name(string, end))


def _outermost(string: str) -> Iterator[tuple[int, int]]:
    depth, start = 0, 0
    for mark in _MARKS.finditer(string):
        if mark[0] == "《":
            start = mark.start() if depth == 0 else start
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0 and mark.end() - start > _LONGEST_TITLE:
                yield from (inner.span() for inner in _INNER.finditer(string, start, mark.end()))
            elif depth == 0:
                yield start, mark.end()
    if depth:
        yield from (inner.span() for inner in _INNER.finditer(string, start))


def _bracket_after(string: str, end: int) -> tuple[int, int] | None:
    """The stretch inside the brackets that open at `end`."""
    if end >= len(string) or string[end] not in "（(":
        return None
    depth = 0
    for index in range(end, min(len(string), end + _LONGEST_TITLE)):
        depth += (string[index] in "（(") - (string[index] in "）)")
        if depth == 0:
            return end + 1, index
    return None


def _number_after(string: str, end: int) -> tuple[NumberFound | None, int]:
    """The number after a title, and where what belongs to the mention ends."""
    bracket = _bracket_after(string, end)
    if bracket is None:
        found = match_number(string, end, min(len(string), end + 40))
        return (found, found.end) if found and found.year else (None, end)
    found = find_number(string, *bracket) or _bare_number(string, *bracket)
    if found is None:
        return None, end
    return found, bracket[1] + 1 if found.end == bracket[1] else found.end


def _bare_number(string: str, start: int, end: int) -> NumberFound | None:
    """A number without an agency, of an announcement: 2012年第33号."""
    if load_rules("document_numbers")["bare_order"].match(string[start:end]) is None:
        return None
    return NumberFound(string[start:end], None, None, None, start, end)


def _number_before(string: str, start: int) -> tuple[NumberFound | None, int]:
    """The number that stands just before a title: 国发〔2018〕39号《意见》."""
    if start == 0 or string[start - 1] != "号":
        return None, start
    begin = max(0, start - 30)
    begin = max((word.end() for word in rule("before").finditer(string, begin, start)), default=begin)
    found = find_number(string, begin, start)
    return (found, found.start) if found and found.end == start else (None, start)


def _short_name(string: str, end: int) -> str | None:
    """What a title is called from here on, as the brackets after it say."""
    for _ in range(2):
        bracket = _bracket_after(string, end)
        if bracket is None:
            return None
        match = rule("abbreviation").search(string, *bracket)
        if match:
            return next(str(match[name]) for name in ("quoted", "marked", "plain") if match[name])
        end = bracket[1] + 1
    return None


def _find_untitled(string: str) -> Iterator[Mention]:
    for match in rule("untitled").finditer(string):
        number, stop = _number_after(string, match.end())
        if number is not None:
            yield Mention(match["title"], number, match.start(), stop)


def _find_laws(string: str) -> Iterator[Mention]:
    """Laws named without 《》 after 依照."""
    for match in rule("law").finditer(string):
        for law in rule("law_name").finditer(string, *match.span("laws")):
            yield Mention(law["law"], None, law.start("law"), law.end("law"), relation="based_on")


def _find_alone(string: str) -> Iterator[Mention]:
    """国发〔2022〕5号, GB 50016: numbers without a title, from behind what is no part of them."""
    if "号" in string:
        for match in load_rules("document_numbers")["any_number"].finditer(string):
            number = find_number(string, _agency_start(string, match), match.end())
            if number is not None and not match["standard"]:
                yield Mention(string[number.start : number.end], number, number.start, number.end, alone=True)
    if names_standard(string):
        for match in rule("standard_name").finditer(string):
            name = unicodedata.normalize("NFKC", match["standard"]).replace("—", "-").replace("–", "-")
            number = NumberFound(name, None, None, None, *match.span("standard"))
            yield Mention(match["standard"], number, number.start, number.end, alone=True)


def names_standard(string: str) -> bool:
    """Whether one of the codes stands there with which the numbers of standards begin."""
    return any(map(string.__contains__, load_rules("references").words["codes"]))


def _agency_start(string: str, match: regex.Match[str]) -> int:
    """Where the code of the agency begins: behind 根据 and its like, and behind 和 if an instrument stands before."""
    start: int = match.start()
    group = next((name for name in ("agency", "order") if match[name]), None)
    if group is None or match.start(group) > start:
        return start
    code = match[group]
    openers = load_rules("references").words["before_number"]
    cut = max((code.rfind(word) + len(word) for word in openers if word in code), default=0)
    cut = max(cut, int(string[max(0, start - 1) : start + 1] in openers))
    if cut == 0 and start and string[start - 1] in "号》）)、，,":
        cut = next((len(word) for word in ("以及", "和", "与", "及", "或") if code.startswith(word)), 0)
    return start + cut
