"""Takes out annotations and restores destroyed spots: raw text and what it shows of the mirror in, edits out.

Assumptions: 1. a lost byte stands before an annotation (`?pinyin)`) or before a mark; 2. of several readings of a
spot the one whose words are likeliest is right; 3. a question mark before a mark is a question mark if that is
likelier.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.lexicon.readings import is_reading
from pipeline.model.text import Certainty, Edit, Span
from pipeline.stages.restore.annotations import READING, SWALLOWED, Findings
from pipeline.stages.restore.evidence import Witness
from pipeline.stages.restore.gbk import FOLDED, MARKS
from pipeline.stages.restore.likelihood import Evidence, likeliest
from pipeline.stages.restore.spots import Reading, SpotReader

_EVENT = re.compile(rf"\((?P<pinyin>{READING})\)|\?(?:{READING}\)|(?=[{re.escape(MARKS + ''.join(FOLDED.values()))}]))")
_CONTEXT = 4
_LOOK_AROUND = 40
_TABLE_BONUS = 6.0
"""How much likelier (logarithm) a reading is whose annotated characters are all known from the table."""

_MARGIN = 2.0
"""How much likelier (logarithm) than the raw characters a reading of a question mark must be."""


@dataclass
class Repairs:
    """The edits of the layer, and what they say of the mirror."""

    edits: list[Edit] = field(default_factory=list)
    readings: dict[str, str] = field(default_factory=dict)
    reversed_pairs: set[tuple[str, str]] = field(default_factory=set)
    torn: str = ""
    places: list[tuple[int, str]] = field(default_factory=list)
    """Where annotations stood, by position in the text without them."""


@dataclass(frozen=True)
class _Choice:
    """The reading chosen for a spot and the characters chosen among its candidates."""

    reading: Reading
    string: str
    certainty: Certainty


def repair(raw: str, findings: Findings, simplify: Callable[[str], str]) -> Repairs:
    """The edits that undo annotations and destroyed bytes; `simplify` gives a string's simplified characters."""
    repairer = _Repairer(raw, findings, simplify)
    position = 0
    while event := _EVENT.search(raw, position):
        position = repairer.handle(event)
    return repairer.repairs


class _Repairer:
    """Goes through a raw text from left to right; remembers the sound character before the current place."""

    def __init__(self, raw: str, findings: Findings, simplify: Callable[[str], str]) -> None:
        self.raw = raw
        self.findings = findings
        self.repairs = Repairs(readings=dict(findings.readings))
        self._reader = SpotReader(raw, findings)
        self._witness = Witness(raw, simplify)
        self._end = 0
        self._left = ""
        self._annotated = False
        self._removed = 0

    def handle(self, event: re.Match[str]) -> int:
        """Undo one annotation or destroyed spot; where to go on is returned."""
        if event.start() > self._end or not self._left:
            self._left, self._annotated = self.raw[event.start() - 1 : event.start()], False
        if event["pinyin"]:
            self._take_out(event)
        elif self.findings.by_table:
            return self._mend(event)
        return event.end()

    def _take_out(self, event: re.Match[str]) -> None:
        if self._left not in self.findings.readings or not is_reading(self._left, event["pinyin"]):
            return
        self.repairs.edits.append(Edit(Span(*event.span()), "", "pinyin-annotation"))
        self.repairs.places.append((event.start() - self._removed, event["pinyin"]))
        self._removed += len(event.group())
        self._end, self._annotated = event.end(), True

    def _mend(self, event: re.Match[str]) -> int:
        start = event.start()
        choice = self._choose(start, self._reader.read(start, self._left, self._annotated))
        if choice:
            self._apply(start, choice)
            return choice.reading.end
        if SWALLOWED.match(self.raw, start):
            stretch = self.raw[start : event.end()]
            self.repairs.edits.append(Edit(Span(*event.span()), stretch, "destroyed-bytes", "unresolved", aligned=True))
        return event.end()

    def _choose(self, start: int, readings: list[Reading]) -> _Choice | None:
        """The reading that fits best, if one does; `unique` if it is the only one and proved by an annotation."""
        swallowed = SWALLOWED.match(self.raw, start)
        only = readings[0] if len(readings) == 1 and all(len(c) == 1 for c in readings[0].characters) else None
        if only and swallowed:
            return _Choice(only, "".join(only.characters), "unique")
        if not readings:
            return None
        end = max(r.end for r in readings)
        letters = {c for r in readings for cs in r.characters for c in cs}
        before, after = self._around(start, end)
        evidence = self._witness.testify(letters | set(before + self.raw[start:end] + after))
        scored = [(*self._score(before, r, end, after, evidence), r) for r in readings]
        score, string, reading = max(scored, key=lambda s: s[0])
        if not swallowed:
            as_it_is = self._witness.plain(before + self.raw[start:end]) + after
            if score < likeliest(as_it_is, evidence)[0] + _MARGIN:
                return None
        return _Choice(reading, string, "likely")

    def _around(self, start: int, end: int) -> tuple[str, str]:
        before = self._witness.plain(self.raw[max(0, start - _LOOK_AROUND) : start])[-_CONTEXT:]
        after = self._witness.plain(self.raw[end : end + _LOOK_AROUND])[:_CONTEXT]
        return before, after or "\n"

    def _score(self, before: str, reading: Reading, end: int, after: str, evidence: Evidence) -> tuple[float, str]:
        """How likely the reading is in its surroundings, and the likeliest of its characters."""
        plain = [self._witness.simplify(candidates) for candidates in reading.characters]
        rest = self._witness.plain(self.raw[reading.end : end])
        score, chosen, _ = likeliest([*before, *plain, *rest, *after], evidence)
        first = len(before)
        indexes = [simple.index(chosen[first + i]) for i, simple in enumerate(plain)]
        string = "".join(c[i] for c, i in zip(reading.characters, indexes, strict=True))
        known = all(c in self.repairs.readings for c, _ in reading.annotated)
        return score + _TABLE_BONUS * known, string

    def _apply(self, start: int, choice: _Choice) -> None:
        reading = choice.reading
        span = Span(start, reading.end)
        self.repairs.edits.append(Edit(span, choice.string, "destroyed-bytes", choice.certainty))
        self.repairs.reversed_pairs.update(reading.reversed_pairs)
        self.repairs.torn += "".join(m for m in reading.torn if m not in self.repairs.torn)
        for character, pinyin in reading.annotated:
            self.repairs.readings.setdefault(character, pinyin)
        self._end, self._left, self._annotated = reading.end, choice.string[-1], reading.ends_annotated
