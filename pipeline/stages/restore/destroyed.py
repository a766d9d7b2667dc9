"""Takes out annotations and restores destroyed spots: raw text and what it shows of the mirror in, edits out.

Assumptions: 1. a lost byte stands before an annotation (`?pinyin)`) or before a mark; 2. of several readings of a
spot the one whose words are likeliest is right; 3. a question mark that no reading makes words of is a question mark.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.lexicon.readings import is_reading
from pipeline.lexicon.word_frequencies import count_words
from pipeline.model.text import Certainty, Edit, Span
from pipeline.stages.restore.annotations import ANNOTATION, READING, SWALLOWED, Findings
from pipeline.stages.restore.gbk import FOLDED, MARKS
from pipeline.stages.restore.likelihood import likeliest
from pipeline.stages.restore.spots import Reading, SpotReader

_EVENT = re.compile(rf"\((?P<pinyin>{READING})\)|\?(?:{READING}\)|(?=[{re.escape(MARKS + ''.join(FOLDED.values()))}]))")
_CHINESE = re.compile("[一-龥]")
_CONTEXT = 4
_TABLE_BONUS = 6.0
"""How much likelier (logarithm) a reading is whose annotated characters are all known from the table."""


@dataclass
class Repairs:
    """The edits of the layer, and what they say of the mirror."""

    edits: list[Edit] = field(default_factory=list)
    readings: dict[str, str] = field(default_factory=dict)
    reversed_pairs: set[tuple[str, str]] = field(default_factory=set)
    torn: str = ""
    places: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True)
class _Spot:
    """A destroyed spot that needs a choice: where it begins, its readings, and the sound text before it."""

    start: int
    readings: list[Reading]
    before: str


def repair(raw: str, findings: Findings, simplify: Callable[[str], str]) -> Repairs:
    """The edits that undo annotations and destroyed bytes; `simplify` gives a string's simplified characters."""
    repairs = Repairs(readings=dict(findings.readings))
    spots = []
    reader = SpotReader(raw, findings)
    end = shift = 0
    left, annotated = "", False
    for event in _EVENT.finditer(raw):
        start = event.start()
        if start < end:
            continue
        if start > end or not end:
            left, annotated = raw[start - 1 : start], False
        if event["pinyin"]:
            if left in findings.readings and is_reading(left, event["pinyin"]):
                repairs.edits.append(Edit(Span(*event.span()), "", "pinyin-annotation"))
                repairs.places.append((start - shift, event["pinyin"]))
                shift += len(event.group())
                end, annotated = event.end(), True
            continue
        if not findings.by_table:
            continue
        found = reader.read(start, left, annotated)
        if found:
            spots.append(_Spot(start, found, _before(raw, start)))
            end = max(r.end for r in found)
            left, annotated = found[0].characters[-1][0], False
        elif SWALLOWED.match(raw, start):
            repairs.edits.append(_unresolved(raw, start, event.end()))
    _settle(raw, spots, repairs, simplify)
    return repairs


def _before(raw: str, start: int) -> str:
    return _sound(raw[max(0, start - 40) : start])[-_CONTEXT:]


def _sound(stretch: str) -> str:
    return ANNOTATION.sub("", stretch)


def _settle(raw: str, spots: list[_Spot], repairs: Repairs, simplify: Callable[[str], str]) -> None:
    words: dict[str, int] | None = None
    if any(_open(spot) for spot in spots):
        letters = {c for spot in spots if _open(spot) for c in _letters(raw, spot)}
        words = count_words(simplify("".join(sorted(letters))))
    for spot in spots:
        if not _open(spot):
            _apply(raw, spot.start, spot.readings[0], "".join(spot.readings[0].characters), "unique", repairs)
        elif words is not None:
            _choose(raw, spot, words, repairs, simplify)


def _open(spot: _Spot) -> bool:
    return len(spot.readings) > 1 or any(len(c) > 1 for c in spot.readings[0].characters)


def _letters(raw: str, spot: _Spot) -> set[str]:
    end = max(r.end for r in spot.readings)
    return set(spot.before + _sound(raw[spot.start : end + 40])).union(
        *(c for r in spot.readings for c in r.characters)
    )


def _choose(raw: str, spot: _Spot, words: dict[str, int], repairs: Repairs, simplify: Callable[[str], str]) -> None:
    end = max(r.end for r in spot.readings)
    after = _sound(raw[end : end + 40])[:_CONTEXT]
    ranked = []
    for reading in spot.readings:
        rest = raw[reading.end : end] + after
        places = [*spot.before, *reading.characters, *rest]
        score, chosen, lengths = likeliest([simplify(p) for p in places], words)
        score += _TABLE_BONUS * all(c in repairs.readings for c in reading.annotated)
        ranked.append((score, chosen, lengths, reading))
    score, chosen, lengths, reading = max(ranked, key=lambda r: r[0])
    first = len(spot.before)
    string = "".join(
        c if len(c) == 1 else next(o for o in c if simplify(o) == chosen[first + i])
        for i, c in enumerate(reading.characters)
    )
    if SWALLOWED.match(raw, spot.start) or _all_in_words(lengths, first, reading.characters):
        _apply(raw, spot.start, reading, string, "likely", repairs)


def _all_in_words(lengths: list[int], first: int, characters: tuple[str, ...]) -> bool:
    in_words = [length > 1 for length in lengths for _ in range(length)]
    return all(in_words[first + i] for i, c in enumerate(characters) if len(c) > 1)


def _apply(raw: str, start: int, reading: Reading, string: str, certainty: Certainty, repairs: Repairs) -> None:
    repairs.edits.append(Edit(Span(start, reading.end), string, "destroyed-bytes", certainty))
    repairs.reversed_pairs.update(reading.reversed_pairs)
    repairs.torn += "".join(m for m in reading.torn if m not in repairs.torn)
    for character, pinyin in zip(reading.annotated, ANNOTATED_PINYIN.findall(raw, start, reading.end), strict=False):
        repairs.readings.setdefault(character, pinyin)


ANNOTATED_PINYIN = re.compile(rf"[(?]({READING})\)")


def _unresolved(raw: str, start: int, end: int) -> Edit:
    return Edit(Span(start, end), raw[start:end], "destroyed-bytes", "unresolved", aligned=True)
