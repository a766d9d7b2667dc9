"""Takes out annotations and restores destroyed spots: raw text and what it shows of the mirror in, edits out.

Assumptions: 1. a lost byte stands before an annotation (`?pinyin)`) or before a mark; 2. of several readings of a
spot the one whose words are likeliest is right; 3. a question mark before a mark is a question mark if that is
likelier.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from pipeline.lexicon.readings import is_reading
from pipeline.lexicon.rules import load_rules
from pipeline.lexicon.word_frequencies import LONGEST
from pipeline.model.text import Certainty, Edit, Span, Text
from pipeline.stages.restore.annotations import READING, SWALLOWED, Findings
from pipeline.stages.restore.evidence import Witness
from pipeline.stages.restore.gbk import FOLDED, MARKS, UNFOLDED, decode_pair, encode
from pipeline.stages.restore.likelihood import Evidence, likeliest
from pipeline.stages.restore.spots import Reading, SpotReader

_EVENT = re.compile(
    rf"\((?P<pinyin>{READING} ?)\)|\?(?:{READING}\)|(?=[{re.escape(MARKS + ''.join(FOLDED.values()))}]))"
)
_CLOSES = {"》": "《", "〉": "〈", "」": "「", "』": "『", "】": "【", "〕": "〔", "’": "‘", "”": "“"}
_NEVER_LAST = "".join(_CLOSES.values()) + "、·～"
_PAIRED = re.compile(f"[{''.join(_CLOSES)}{_NEVER_LAST}]")
_TORN = re.compile(r"(?<!\?)\?{3}(?!\?)")
"""Two characters between which ？ was seen, and of which that is all that is left."""
_STOP = "。".encode("gbk")
_CONTEXT = 4
_LOOK_AHEAD = 40
_TABLE_BONUS = 6.0
"""How much likelier (logarithm) a reading is whose annotated characters are all known from the table."""

_TYPICAL = -7.0
"""How likely (logarithm) a character of a sound text is: stands for a spot that comes later and is not read yet."""

_MANY = 3
"""Choices of the dictionary from which on a second look with the restored text pays."""

_LEAST_EFFORT = 80_000
_EFFORT = 1
"""Steps a text is worth, and each of its characters: hardly any real text needs them, and time stays linear."""

_MARGIN = 2.0
"""How much likelier (logarithm) than the raw characters a reading of a question mark must be."""


@dataclass
class Repairs:
    """The edits of the layer, and what they say of the mirror."""

    edits: list[Edit] = field(default_factory=list)
    readings: dict[str, str] = field(default_factory=dict)
    reversed_pairs: set[tuple[str, str]] = field(default_factory=set)
    torn: str = ""
    silent: bool = False
    """Whether a byte lost before a mark leaves nothing, not even a question mark."""
    places: list[tuple[int, str]] = field(default_factory=list)
    """Where annotations stood, by position in the text without them."""


@dataclass(frozen=True)
class _Choice:
    """The reading chosen for a spot and the characters chosen among its candidates."""

    reading: Reading
    string: str
    certainty: Certainty


def repair(raw: str, findings: Findings, simplify: Callable[[str], str]) -> Repairs:
    """The edits that undo annotations and destroyed bytes; `simplify` gives a string's simplified characters.

    Where the dictionary chose often, it chooses again with the text so restored as evidence: what came right in one
    place helps in another.
    """
    repairs = _Repairer(raw, findings, Witness(raw, raw, simplify)).run()
    if sum(edit.certainty == "likely" for edit in repairs.edits) < _MANY:
        return repairs
    sound = Text.of(raw).edit(repairs.edits).string
    return _Repairer(raw, findings, Witness(raw, sound, simplify)).run()


class _Repairer:
    """Goes through a raw text from left to right; remembers the sound character before the current place."""

    def __init__(self, raw: str, findings: Findings, witness: Witness) -> None:
        self.raw = raw
        self.findings = findings
        self.repairs = Repairs(readings=dict(findings.readings))
        self._reader = SpotReader(raw, findings)
        self._witness = witness
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
        return (self._tail + self.raw[max(self._end, start - _CONTEXT) : start])[-_CONTEXT:]

    def _go_on(self, start: int, end: int, instead: str, annotated: bool) -> None:
        self._tail = (self._before(start) + instead)[-_CONTEXT:]
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
        torn = _TORN.match(self.raw, start)
        if torn or SWALLOWED.match(self.raw, start):
            span = Span(start, torn.end() if torn else event.end())
            stretch = self.raw[span.start : span.end]
            self.repairs.edits.append(Edit(span, stretch, "destroyed-bytes", "unresolved", aligned=True))
            return span.end
        return event.end()

    def _look(self, start: int) -> _Choice | None:
        annotated = self._annotated and start == self._end
        readings = self._reader.read(start, self._before(start)[-1:], annotated)
        self._reader.effort += sum(map(_cost, readings))
        return self._choose(start, readings)

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
        before = self._witness.plain(self._before(start))
        after = self._witness.plain(self.raw[end : end + _LOOK_AHEAD])[:_CONTEXT] or "\n"
        evidence = self._witness.testify(letters | set(before + self.raw[start:end] + after))
        readings = [replace(r, characters=(*r.characters[:-1], "：")) if self._announces(r) else r for r in readings]
        readings = [replace(r, characters=self._in_their_place(r)) for r in readings]
        scored = [(*self._score(before, r, self.raw[start:end], after, evidence), r) for r in readings]
        score, string, reading = max(scored, key=lambda s: s[0])
        if _TORN.fullmatch(self.raw, start, reading.end) and not _goes_with(before, string, after, evidence):
            return None
        if not swallowed:
            as_it_is = before + self._witness.plain(self.raw[start:end]) + after
            if score < likeliest(as_it_is, evidence)[0] + _MARGIN:
                return None
        return _Choice(reading, string, "likely")

    def _score(self, before: str, reading: Reading, spot: str, after: str, evidence: Evidence) -> tuple[float, str]:
        """How likely the reading is in its surroundings, and the likeliest of its characters."""
        plain = [self._witness.simplify(candidates) for candidates in reading.characters]
        rest, question, unread = self._witness.plain(spot[reading.length :]).partition("?")
        repeated = self._witness.count(spot[: reading.length])
        score, chosen = likeliest([*before, *plain, *rest, *after], evidence, repeated)
        indexes = [simple.index(c) for simple, c in zip(plain, chosen[len(before) :], strict=False)]
        string = "".join(c[i] for c, i in zip(reading.characters, indexes, strict=True))
        known = all(c in self.repairs.readings for c, _ in reading.annotated)
        return score + _TABLE_BONUS * known + _TYPICAL * len(question + unread), string

    def _announces(self, reading: Reading) -> bool:
        """Whether the spot ends a line that announces a list, with a mark that may be a colon."""
        if "：" not in reading.characters[-1] or self.raw[reading.end : reading.end + 1] not in ("", "\n"):
            return False
        line = self.raw[self.raw.rfind("\n", 0, reading.start) + 1 : reading.start]
        return any(word in line for word in load_rules("restore").words["announcing"])

    def _in_their_place(self, reading: Reading) -> tuple[str, ...]:
        """The candidates without marks that close what is not open on the line or never end one, if others remain."""
        if not any(map(_PAIRED.search, reading.characters)):
            return reading.characters
        line = self.raw[self.raw.rfind("\n", 0, reading.start) + 1 : reading.start]
        wrong = {c for c, opens in _CLOSES.items() if line.rfind(opens) <= line.rfind(c)}
        kept = ["".join(c for c in candidates if c not in wrong) or candidates for candidates in reading.characters]
        if self.raw[reading.end : reading.end + 1] in ("", "\n"):
            kept[-1] = "".join(c for c in kept[-1] if c not in _NEVER_LAST) or kept[-1]
        return tuple(kept)

    def _apply(self, start: int, choice: _Choice) -> None:
        reading = choice.reading
        span = Span(start, reading.end)
        self.repairs.edits.append(Edit(span, choice.string, "destroyed-bytes", choice.certainty))
        self.repairs.reversed_pairs.update(reading.reversed_pairs)
        self.repairs.torn += "".join(m for m in reading.torn if m not in self.repairs.torn)
        for character, pinyin in reading.annotated:
            self.repairs.readings.setdefault(character, pinyin)
        self._go_on(start, reading.end, choice.string, reading.ends_annotated)


def _goes_with(before: str, string: str, after: str, evidence: Evidence) -> bool:
    """Whether the characters on either side make words with those of a spot; alone, it may be any of many words."""
    return all(evidence.words.count(pair) for pair in (before[-1:] + string[:1], string[-1:] + after[:1]))


def _cost(reading: Reading) -> int:
    """Steps that choosing among the candidates of a reading takes: words are tried with all candidates in reach."""
    sizes = [len(candidates) for candidates in reading.characters]
    return sum(sizes) + sum(a * max(sizes[i + 1 : i + LONGEST], default=0) for i, a in enumerate(sizes)) // 10
