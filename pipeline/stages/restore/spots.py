"""Reads the bytes of a destroyed spot back together: the raw characters from a lost byte on in, readings out.

A spot begins with a lost byte (`?`) and ends where the pairs of bytes of the raw characters and of the original ones
meet again. Assumptions: 1. each `?` is one lost byte or a question mark; 2. the two bytes before an annotation are
its character; 3. a byte is lost only before an annotation, before something put before a full-width mark, or where
it begins no pair; 4. a character of the table stands without annotation only where another annotation broke it;
5. bytes that form a pair of the user-defined area may have left nothing: where, whoever reads a spot has to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipeline.lexicon.readings import normal, readings
from pipeline.stages.restore.annotations import ANNOTATION, SWALLOWED, Findings
from pipeline.stages.restore.gbk import MARKS, UNFOLDED, VANISHING_LEADS, VANISHING_TRAILS, decode_pair, encode, widen
from pipeline.stages.restore.pairs import characters_between, characters_of, fits, pairs_read
from pipeline.stages.restore.paths import Path, Reading

_MOST_STEPS = 800
"""Steps after which a spot is given up: it is no spot, or hopeless."""

_MOST_PATHS = 150
_STEPS_OF_A_BYTE = 5
_LONGEST_SPOT = 120


class SpotReader:
    """Reads the spots of one raw text, given what is known of the mirror."""

    def __init__(self, raw: str, findings: Findings) -> None:
        self.raw = raw
        self.findings = findings
        self.effort = 0
        """Steps taken so far, for whoever must keep time in proportion to the text."""
        self._gaps: Mapping[int, int] = {}
        self._known = {tuple(encode(c)) for c in findings.readings}
        self._pairs_of: dict[str, list[bytes]] = {}
        """What the table has, by its readings there."""
        for character, pinyin in findings.readings.items():
            if len(pair := encode(character)) > 1:
                self._pairs_of.setdefault(pinyin, []).append(pair)

    def read(self, start: int, left: str, left_annotated: bool, gaps: Mapping[int, int] | None = None) -> list[Reading]:
        """All readings of the spot at `start`, whose left neighbour in the sound text is `left`.

        `gaps` says before which raw characters how many pairs vanished.
        """
        self._gaps = gaps or {}
        before = (encode(UNFOLDED.get(left, left)) or b"\n")[-1]
        first = Path(start, (before,), annotated={0: left} if left_annotated else {})
        stack = [first]
        done: list[Path] = []
        last = self.effort + _MOST_STEPS
        while stack and self.effort < last and len(done) < _MOST_PATHS:
            self.effort += 1
            for path in self._step(stack.pop()):
                if not path.odd and not ANNOTATION.match(self.raw, path.end):
                    done += [path] if len(path.vanished) == sum(self._gaps.values()) else []
                elif path.end - start < _LONGEST_SPOT:
                    stack.append(path)
        self.effort += _STEPS_OF_A_BYTE * sum(len(path.data) for path in done)
        return [reading for path in done for reading in self._resolve(start, path, left)]

    def _step(self, path: Path) -> Iterator[Path]:
        """The path continued by one raw token, in each way the token can be read."""
        if path.end in self._gaps and path.gap != path.end:
            if not path.odd:
                return
            path = self._leave_gap(path, self._gaps[path.end])
        if annotation := ANNOTATION.match(self.raw, path.end):
            yield from self._annotate(path, annotation[1], annotation.end())
        elif swallowed := SWALLOWED.match(self.raw, path.end):
            yield from self._annotate(self._lose(path), swallowed[1], swallowed.end())
        else:
            token = self.raw[path.end : path.end + 1]
            if token == "?":
                yield self._lose(path)
            if path.odd:
                yield from self._append(path, encode(UNFOLDED.get(token, token)))
                yield from self._append(replace(path, narrowed=True), encode(widen(token)))

    def _leave_gap(self, path: Path, count: int) -> Path:
        """The path with pairs of which nothing is left: the second half of a character and the first of another."""
        indexes = range(len(path.data), len(path.data) + 2 * count, 2)
        data = (*path.data, *(None,) * (2 * count))
        return replace(path, data=data, vanished=(*path.vanished, *indexes), gap=path.end)

    def _lose(self, path: Path) -> Path:
        index = len(path.data)
        data, lost = (*path.data, None), (*path.lost, index)
        return replace(path, end=path.end + 1, data=data, odd=not path.odd, lost=lost)

    def _append(self, path: Path, pair: bytes) -> Iterator[Path]:
        """The path with the bytes of a token, if the first of them completes a character."""
        if not pair or (path.data[-1] is not None and not characters_of(path.data[-1], pair[0])):
            return
        if pair[0] < 0x40 or pair[1:] == b"\x80":
            return
        is_odd = pair[-1] > 0x80 and len(pair) > 1
        yield replace(path, end=path.end + 1, data=(*path.data, *pair), odd=is_odd)

    def _annotate(self, path: Path, pinyin: str, end: int) -> Iterator[Path]:
        """The path with its last two bytes being a character of the table that is read so."""
        if len(path.data) < 2:
            return
        lead, trail = path.data[-2:]
        annotated = {**path.annotated, len(path.data) - 1: pinyin}
        for pair in self._pairs(lead, trail, pinyin):
            yield replace(path, end=end, data=(*path.data[:-2], *pair), annotated=annotated)

    def _pairs(self, lead: int | None, trail: int | None, pinyin: str) -> list[bytes]:
        """The pairs of which these may be the bytes and that are read so, the table's as it has them."""
        if lead is not None and trail is not None:
            character = decode_pair(lead, trail)
            is_read_so = bool(character) and self._is_read_so(character, pinyin)
            return [bytes((lead, trail))] if is_read_so else []
        read_so = pairs_read(normal(pinyin), lead, trail)
        of_table = (pair for pair in self._pairs_of.get(pinyin, ()) if fits(pair, lead, trail))
        return sorted([*of_table, *(pair for pair in read_so if self._is_new(pair))])

    def _is_read_so(self, character: str, pinyin: str) -> bool:
        known = self.findings.readings.get(character)
        if known is not None:
            return known == pinyin
        return normal(pinyin) in readings(character) and character not in self.findings.bare

    def _is_new(self, pair: bytes) -> bool:
        """Whether its character may be in the table although no other place of the text says so."""
        character = decode_pair(*pair)
        return character not in self.findings.readings and character not in self.findings.bare

    def _resolve(self, start: int, path: Path, left: str) -> Iterator[Reading]:
        """The readings of a finished path: its bytes cut into characters, each with the candidates that fit."""
        data = path.data
        characters, index = [], 1
        while index < len(data):
            lead = data[index]
            if lead is not None and lead < 0x80:
                characters.append(chr(lead))
                index += 1
                continue
            candidates = self._candidates(path, index, "".join(characters[-1:]))
            if not candidates:
                return
            characters.append(candidates)
            index += 2
        hits = {i: self._character(path, i) if i else left for i in sorted(path.annotated)}
        annotated = tuple((character, path.annotated[i]) for i, character in hits.items() if i)
        pairs = tuple((hits[i], hits[i + 1]) for i in hits if i + 1 in hits)
        yield Reading(
            start,
            path.end,
            tuple(characters),
            annotated,
            pairs,
            self._torn(path),
            ends_annotated=len(data) - 1 in hits,
            gaps=self._gaps,
            narrowed=path.narrowed,
        )

    def _character(self, path: Path, last: int) -> str:
        lead, trail = path.data[last - 1 : last + 1]
        return decode_pair(lead, trail) if lead and trail else ""

    def _torn(self, path: Path) -> str:
        """The marks that bytes were lost before."""
        marks = (self._mark_after(path, index) for index in path.lost if index not in path.annotated)
        return "".join(mark for mark in marks if mark)

    def _mark_after(self, path: Path, index: int) -> str:
        """The full-width mark that the two bytes after the index are, if they are one."""
        lead, trail = (*path.data[index + 1 : index + 3], *self._follower(path))[:2]
        mark = decode_pair(lead, trail) if lead and trail else ""
        return mark if mark and mark in MARKS else ""

    def _follower(self, path: Path) -> tuple[int, int]:
        """The two bytes after the end of the path; zeros where half-width characters follow."""
        token = self.raw[path.end : path.end + 1]
        pair = encode(UNFOLDED.get(token, token))
        return (pair[0], pair[1]) if len(pair) == 2 else (0, 0)

    def _candidates(self, path: Path, index: int, left: str) -> str:
        """What the two bytes may be behind what may stand on their left; nothing if both were lost, which they cannot
        be in a row."""
        lead, trail = path.data[index : index + 2]
        if lead is None and trail is None:
            is_between = index + 1 in path.vanished and index - 1 in path.vanished
            return "".join(characters_between(left)) if is_between else ""
        before, after = path.data[index - 1], (*path.data[index + 2 : index + 3], *self._follower(path))[0]
        found = [
            character
            for first, second, character in characters_of(lead, trail)
            if self._may_be_lost(path, index, first, second)
            and self._may_be_lost(path, index + 1, second, after)
            and not self._bare(path, index, before, first)
            and not self._bare(path, index + 1, first, second)
            and not self._bare(path, index + 2, second, after)
        ]
        return "".join(found)

    def _may_be_lost(self, path: Path, index: int, byte: int, after: int | None) -> bool:
        """Whether the byte, if it was lost, could be: the next one makes no pair with it, or a tear came between."""
        if index in path.vanished:
            return byte in VANISHING_LEADS
        if index - 1 in path.vanished:
            return byte in VANISHING_TRAILS
        if index not in path.lost or index in path.annotated:
            return True
        return bool(self._mark_after(path, index)) or (after is not None and not decode_pair(byte, after))

    def _bare(self, path: Path, last: int, first: int | None, second: int | None) -> bool:
        """Whether two bytes are a character of the table that should have an annotation here and has none."""
        if first is None or second is None or (first, second) not in self._known:
            return False
        return last < len(path.data) and last not in path.annotated and last - 1 not in path.annotated
