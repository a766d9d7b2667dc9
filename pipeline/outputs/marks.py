"""A text and marks that may overlap → runs of text, each with the marks that cover it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the restored text that is something; `key` tells which one of its kind."""

    start: int
    end: int
    kind: str
    key: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch that the same marks cover from end to end, the longest mark first."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def cut_runs(start: int, end: int, marks: Iterable[Mark]) -> list[Run]:
    """The stretch from `start` to `end` in runs; laid end to end they are the stretch."""
    inside = sorted((m for m in marks if m.start < end and m.end > start), key=lambda m: (m.start, -m.end))
    borders = sorted({start, end, *(max(start, m.start) for m in inside), *(min(end, m.end) for m in inside)})
    runs, active, following = [], list[Mark](), 0
    for left, right in pairwise(borders):
        while following < len(inside) and inside[following].start <= left:
            active.append(inside[following])
            following += 1
        active = [m for m in active if m.end > left]
        runs.append(Run(left, right, tuple(active)))
    return runs


class MarkIndex:
    """Marks in order, so that those of one row are found without looking at all; rows are asked for in order."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self._marks = sorted(marks, key=lambda m: (m.start, -m.end))
        self._next = 0
        self._open: list[Mark] = []

    def between(self, start: int, end: int) -> list[Mark]:
        """The marks that touch the stretch; `start` never goes back from one call to the next."""
        while self._next < len(self._marks) and self._marks[self._next].start < end:
            self._open.append(self._marks[self._next])
            self._next += 1
        self._open = [m for m in self._open if m.end > start]
        return list(self._open)
