"""Reads the bytes of a destroyed spot back together: the raw characters from a lost byte on in, readings out.

A spot begins with a lost byte (`?`) and ends where the pairs of bytes of the raw characters and of the original ones
meet again. Assumptions: 1. each `?` is one lost byte or a question mark; 2. the two bytes before an annotation are
its character; 3. a byte is lost only before an annotation, before something put before a full-width mark, or where
it begins no pair; 4. a character of the table stands without annotation only where another annotation broke it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from pipeline.lexicon.readings import normal, readings
from pipeline.stages.restore.annotations import ANNOTATION, SWALLOWED, Findings
from pipeline.stages.restore.gbk import MARKS, UNFOLDED, decode_pair, encode

_MOST_PATHS = 500
_LONGEST_SPOT = 120


@dataclass(frozen=True)
class Path:
    """One way to read a spot. `data` begins with the last byte before the spot; None is a byte not determined yet."""

    end: int
    data: tuple[int | None, ...]
    odd: bool = False
    annotated: frozenset[int] = frozenset()
    """Indexes in `data` of the last bytes of annotated characters."""
    lost: tuple[int, ...] = ()


@dataclass(frozen=True)
class Reading:
    """One reading of a spot: for each of its characters the candidates that fit, and what it says of the mirror."""

    end: int
    characters: tuple[str, ...]
    annotated: tuple[str, ...] = ()
    reversed_pairs: tuple[tuple[str, str], ...] = ()
    torn: str = ""
    """Full-width marks before which bytes were lost."""


class SpotReader:
    """Reads the spots of one raw text, given what is known of the mirror."""

    def __init__(self, raw: str, findings: Findings) -> None:
        self.raw = raw
        self.findings = findings
        self._known = {encode(c): c for c in findings.readings}

    def read(self, start: int, left: str, left_annotated: bool) -> list[Reading]:
        """All readings of the spot at `start`, whose left neighbour in the sound text is `left`."""
        before = (encode(UNFOLDED.get(left, left)) or b"\n")[-1]
        first = Path(start, (before,), annotated=frozenset({0}) if left_annotated else frozenset())
        stack, done = [first], []
        while stack and len(done) < _MOST_PATHS:
            for path in self._step(stack.pop()):
                if not path.odd and not ANNOTATION.match(self.raw, path.end):
                    done.append(path)
                elif path.end - start < _LONGEST_SPOT:
                    stack.append(path)
        return [reading for path in done for reading in self._resolve(path, left)]

    def _step(self, path: Path) -> Iterator[Path]:
        """The path continued by one raw token, in each way the token can be read."""
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

    def _lose(self, path: Path) -> Path:
        index = len(path.data)
        return Path(path.end + 1, (*path.data, None), not path.odd, path.annotated, (*path.lost, index))

    def _append(self, path: Path, pair: bytes) -> Iterator[Path]:
        odd = path.odd
        for byte in pair:
            if (not odd and byte == 0x80) or (odd and byte < 0x40):
                return
            odd = not odd if odd else byte > 0x80
        if pair:
            yield Path(path.end + 1, (*path.data, *pair), odd, path.annotated, path.lost)

    def _annotate(self, path: Path, pinyin: str, end: int) -> Iterator[Path]:
        """The path with its last two bytes being a character of the table that is read so."""
        if len(path.data) < 2:
            return
        lead, trail = path.data[-2:]
        annotated = path.annotated | {len(path.data) - 1}
        for pair in self._pairs(lead, trail, pinyin):
            yield Path(end, (*path.data[:-2], *pair), path.odd, annotated, path.lost)

    def _pairs(self, lead: int | None, trail: int | None, pinyin: str) -> Iterator[bytes]:
        leads = range(0x81, 0xFF) if lead is None else (lead,)
        trails = range(0x40, 0xFF) if trail is None else (trail,)
        for pair in product(leads, trails):
            if self._may_be_in_table(decode_pair(*pair), pinyin):
                yield bytes(pair)

    def _may_be_in_table(self, character: str, pinyin: str) -> bool:
        if not character:
            return False
        known = self.findings.readings.get(character)
        if known is not None:
            return known == pinyin
        return normal(pinyin) in readings(character) and character not in self.findings.bare

    def _resolve(self, path: Path, left: str) -> Iterator[Reading]:
        """The readings of a finished path: its bytes cut into characters, each with the candidates that fit."""
        data = path.data
        torn = self._torn(path)
        if torn is None:
            return
        characters, index = [], 1
        while index < len(data):
            lead = data[index]
            if lead is not None and lead < 0x81:
                characters.append(chr(lead))
                index += 1
                continue
            candidates = self._candidates(path, index)
            if not candidates:
                return
            characters.append(candidates)
            index += 2
        hits = {i: self._character(path, i, left) for i in path.annotated}
        pairs = tuple((hits[i], hits[i + 1]) for i in sorted(hits) if i + 1 in hits)
        yield Reading(path.end, tuple(characters), tuple(hits[i] for i in sorted(hits) if i), pairs, torn)

    def _character(self, path: Path, last: int, left: str) -> str:
        lead, trail = path.data[last - 1 : last + 1] if last else (None, None)
        return left if lead is None or trail is None else decode_pair(lead, trail)

    def _torn(self, path: Path) -> str | None:
        """The marks that bytes were lost before; None if a byte was lost for no reason."""
        marks = ""
        for index in path.lost:
            if index in path.annotated:
                continue
            after = path.data[index + 1 : index + 3]
            follower = self.raw[path.end : path.end + 1]
            if len(after) == 2 and None not in after:
                mark = decode_pair(*(b for b in after if b is not None))
            elif not after:
                mark = UNFOLDED.get(follower, follower)
            else:
                return None
            if mark in MARKS and mark:
                marks += mark
            elif after or mark >= "@":
                return None
        return marks

    def _candidates(self, path: Path, index: int) -> str:
        lead, trail = path.data[index : index + 2]
        leads = range(0x81, 0xFF) if lead is None else (lead,)
        trails = range(0x80, 0xFF) if trail is None else (trail,)
        found = []
        for pair in product(leads, trails):
            character = decode_pair(*pair)
            if character and self._fits(path, index, pair, character):
                found.append(character)
        return "".join(found)

    def _fits(self, path: Path, index: int, pair: tuple[int, int], character: str) -> bool:
        """Whether the character may stand there: a Chinese one or a mark, annotated if the table has it."""
        if not ("一" <= character <= "龥" or character in MARKS):
            return False
        data = [*path.data[:index], *pair, *path.data[index + 2 :]]
        for last in range(index, min(index + 3, len(data))):
            two = data[last - 1 : last + 1]
            if last in path.annotated or last - 1 in path.annotated:
                continue
            if bytes(b or 0 for b in two) in self._known:
                return False
        return True
