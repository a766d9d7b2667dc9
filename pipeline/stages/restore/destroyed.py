"""Takes out annotations and restores destroyed spots: raw text and what it shows of the mirror in, edits out.

Assumptions: 1. a lost byte stands before an annotation (`?pinyin)`) or before a mark; 2. of several readings of a
spot the one whose words are likeliest is right; 3. a question mark before a mark is a question mark if that is
likelier.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from pipeline.lexicon.readings import is_reading
from pipeline.model.text import Edit, Span, Text
from pipeline.stages.restore.annotations import READING, SWALLOWED, Findings
from pipeline.stages.restore.choosing import CONTEXT, TORN, Choice, Chooser, cost
from pipeline.stages.restore.evidence import Witness
from pipeline.stages.restore.gbk import FOLDED, MARKS, UNFOLDED, decode_pair, encode
from pipeline.stages.restore.paths import Reading
from pipeline.stages.restore.spots import SpotReader

_EVENT = re.compile(
    rf"\((?P<pinyin>{READING} ?)\)|\?(?:{READING}\)|(?=[{re.escape(MARKS + ''.join(FOLDED.values()))}]))"
)
_STOP = "。".encode("gbk")
_MANY = 3
"""Choices of the dictionary from which on a second look with the restored text pays."""

_LEAST_EFFORT, _LEAST_EFFORT_ON_GAPS = 80_000, 150_000
_EFFORT, _EFFORT_ON_GAPS = 1, 0.3
"""Steps a text is worth, and each of its characters: hardly any real text needs them, and time stays linear."""

_REACH = 16
"""Raw characters among which bytes may have vanished, where no reading says how far a spot goes."""

_MOST_GAPS = 4

_DOUBTFUL, _SOUND = -3.0, 0.0
"""How likely (logarithm) the characters of a spot have to be, else it is asked whether bytes vanished among them; and
how likely where nothing but them would fit if none had."""


@dataclass
class Repairs:
    """The edits of the layer, and what they say of the mirror."""

    edits: list[Edit] = field(default_factory=list)
    readings: dict[str, str] = field(default_factory=dict)
    reversed_pairs: set[tuple[str, str]] = field(default_factory=set)
    torn: str = ""
    silent: bool = False
    """Whether a byte lost before a mark leaves nothing, not even a question mark."""
    vanishing: bool = False
    """Whether pairs of bytes that are no character leave nothing."""
    narrowed: bool = False
    """Whether full-width letters are folded as well."""
    places: list[tuple[int, str]] = field(default_factory=list)
    """Where annotations stood, by position in the text without them."""


def repair(raw: str, findings: Findings, simplify: Callable[[str], str]) -> Repairs:
    """The edits that undo annotations and destroyed bytes; `simplify` gives a string's simplified characters.

    Where the dictionary chose often, it chooses again with the text so restored as evidence: what came right in one
    place helps in another.
    """
    gaps: dict[str, dict[int, int] | None] = {}
    repairs = _Repairer(raw, findings, Witness(raw, raw, simplify), gaps).run()
    if sum(edit.certainty == "likely" for edit in repairs.edits) < _MANY:
        return repairs
    sound = Text.of(raw).edit(repairs.edits).string
    return _Repairer(raw, findings, Witness(raw, sound, simplify), gaps).run()


class _Repairer:
    """Goes through a raw text from left to right; remembers the sound character before the current place."""

    def __init__(self, raw: str, findings: Findings, witness: Witness, gaps: dict[str, dict[int, int] | None]) -> None:
        """`gaps` holds, for spots that were seen before, where in them pairs of bytes vanished; None if not known."""
        self.raw = raw
        self.findings = findings
        self.repairs = Repairs(readings=dict(findings.readings))
        self._reader = SpotReader(raw, findings)
        self._gaps = gaps
        self._effort_on_gaps = 0
        self._most_effort_on_gaps = _LEAST_EFFORT_ON_GAPS + _EFFORT_ON_GAPS * len(raw)
        self._chooser = Chooser(raw, witness, self.repairs.readings)
        self._most_effort = _LEAST_EFFORT + _EFFORT * len(raw)
        self._end = 0
        self._tail = ""
        self._annotated = False
        self._removed = 0

    def run(self) -> Repairs:
        position = 0
        while event := _EVENT.search(self.raw, position):
            position = self._handle(event)
        return self.repairs

    def _handle(self, event: re.Match[str]) -> int:
        """Undo one annotation or destroyed spot; where to go on is returned."""
        if event["pinyin"]:
            self._take_out(event)
        elif self.findings.by_table:
            return self._mend(event)
        return event.end()

    def _before(self, start: int) -> str:
        """The last sound characters before a place."""
        return (self._tail + self.raw[max(self._end, start - CONTEXT) : start])[-CONTEXT:]

    def _go_on(self, start: int, end: int, instead: str, annotated: bool) -> None:
        self._tail = (self._before(start) + instead)[-CONTEXT:]
        self._end, self._annotated = end, annotated

    def _take_out(self, event: re.Match[str]) -> None:
        left = self._before(event.start())[-1:]
        if "@" <= left <= "~" and self._mend_silent(event, left):
            return
        if left not in self.findings.readings or not is_reading(left, event["pinyin"]):
            return
        self.repairs.edits.append(Edit(Span(*event.span()), "", "pinyin-annotation"))
        self.repairs.places.append((event.start() - self._removed, event["pinyin"]))
        self._removed += len(event.group())
        self._go_on(*event.span(), "", True)

    def _mend_silent(self, event: re.Match[str], letter: str) -> bool:
        """，F(xiàn): 。現, whose full stop lost its first byte without a trace before what looked like a comma."""
        start = event.start() - 2
        mark = encode(UNFOLDED.get(self.raw[start], self.raw[start])) if start >= self._end else b""
        character = decode_pair(mark[-1], ord(letter)) if len(mark) > 1 and mark[0] == _STOP[-1] else ""
        if not character or self.findings.readings.get(character) != event["pinyin"]:
            return False
        instead = _STOP.decode("gbk") + character
        span = Span(start, event.end())
        self.repairs.edits.append(Edit(span, instead, "destroyed-bytes", "likely"))
        self.repairs.torn += mark.decode("gbk") if mark.decode("gbk") not in self.repairs.torn else ""
        self.repairs.silent = True
        self._go_on(span.start, span.end, instead, True)
        return True

    def _mend(self, event: re.Match[str]) -> int:
        start = event.start()
        choice = self._look(start) if self._reader.effort < self._most_effort else None
        if choice:
            self._apply(start, choice)
            return choice.reading.end
        torn = TORN.match(self.raw, start)
        if torn or SWALLOWED.match(self.raw, start):
            span = Span(start, torn.end() if torn else event.end())
            stretch = self.raw[span.start : span.end]
            self.repairs.edits.append(Edit(span, stretch, "destroyed-bytes", "unresolved", aligned=True))
            return span.end
        return event.end()

    def _look(self, start: int) -> Choice | None:
        choice = self._choose(start, self._read(start, {}))
        swallowed = SWALLOWED.match(self.raw, start) is not None
        if choice.score >= (_SOUND if _is_proved(choice) else _DOUBTFUL) if choice else not swallowed:
            return choice
        found = self._with_gaps(start, choice, choice.reading.end if choice else start + _REACH)
        if choice and found and choice.string == found.string and choice.score >= _DOUBTFUL:
            return choice if self._gaps.get(self._spot(start, choice.reading.end)) is not None else _as_likely(choice)
        return _as_likely(found) if found and found.score < _DOUBTFUL else found

    def _with_gaps(self, start: int, choice: Choice | None, end: int) -> Choice | None:
        """The choice made likelier by pairs of bytes that vanished, one place after the other."""
        spot = self._spot(start, end)
        if spot in self._gaps:
            return self._wider(start, choice, [{start + at: n for at, n in (self._gaps[spot] or {}).items()}])
        for _ in range(_MOST_GAPS):
            gaps = choice.reading.gaps if choice else {}
            wider = [{**gaps, at: n} for at in range(start + 1, end) if at not in gaps for n in (1, 2)]
            found = self._wider(start, choice, wider)
            if not found or (choice and (found.reading.gaps == gaps or _marks(found) != _marks(choice))):
                break
            choice, end = found, max(end, found.reading.end)
        found_at = {at - start: n for at, n in choice.reading.gaps.items()} if choice else {}
        self._gaps[spot] = found_at if found_at or self._effort_on_gaps < self._most_effort_on_gaps else None
        return choice

    def _spot(self, start: int, end: int) -> str:
        return self._before(start)[-1:] + self.raw[start:end]

    def _wider(self, start: int, choice: Choice | None, gaps: list[dict[int, int]]) -> Choice | None:
        """The likeliest of the choice and of what can be read with the one or other set of gaps."""
        readings: list[Reading] = []
        for tried in gaps:
            effort = self._reader.effort
            if tried and self._effort_on_gaps < self._most_effort_on_gaps:
                readings += self._read(start, tried)
            self._effort_on_gaps += self._reader.effort - effort
            self._reader.effort = effort
        return self._choose(start, [*([choice.reading] if choice else []), *readings]) if readings else choice

    def _read(self, start: int, gaps: Mapping[int, int]) -> list[Reading]:
        annotated = self._annotated and start == self._end
        readings = self._reader.read(start, self._before(start)[-1:], annotated, gaps)
        self._reader.effort += sum(map(cost, readings))
        return readings

    def _choose(self, start: int, readings: list[Reading]) -> Choice | None:
        return self._chooser.choose(self._before(start), start, readings)

    def _apply(self, start: int, choice: Choice) -> None:
        reading = choice.reading
        span = Span(start, reading.end)
        self.repairs.edits.append(Edit(span, choice.string, "destroyed-bytes", choice.certainty))
        self.repairs.vanishing |= bool(reading.gaps)
        self.repairs.narrowed |= reading.narrowed
        self.repairs.reversed_pairs.update(reading.reversed_pairs)
        self.repairs.torn += "".join(m for m in reading.torn if m not in self.repairs.torn)
        for character, pinyin in reading.annotated:
            self.repairs.readings.setdefault(character, pinyin)
        self._go_on(start, reading.end, choice.string, reading.ends_annotated)


def _as_likely(choice: Choice) -> Choice:
    return replace(choice, certainty="likely")


def _is_proved(choice: Choice) -> bool:
    """Whether the choice is to be called unique; bytes vanish between two characters, never within one."""
    return choice.certainty == "unique" and len(choice.string) > 1


def _marks(choice: Choice) -> list[str]:
    """What vanished was half of characters, never a mark: 省（區 does not become 省，專區."""
    return [c for c in choice.string if c in MARKS]
