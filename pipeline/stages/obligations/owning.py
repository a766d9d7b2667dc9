"""Whose a frequency or deadline is: the predicates of a sentence and a place in it go in, the owner's id comes out.

A table is one sentence of thousands of predicates and frequencies, so they are looked up and not gone through.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from pipeline.stages.obligations.frames import Frame

Pair = tuple[Frame, str]


class Owning:
    """The predicates of a sentence with their ids, by where their clauses begin."""

    def __init__(self, flat: list[Pair]) -> None:
        self.flat = flat
        self.order = sorted(range(len(flat)), key=lambda n: flat[n][0].clause.start)
        self.starts = [flat[n][0].clause.start for n in self.order]
        self.reach = list(accumulate((flat[n][0].clause.end for n in self.order), max))
        """How far the clauses up to here go."""

    def owner(self, anchor: int) -> str | None:
        """The innermost predicate whose clause holds the place, else the next one behind it, else the last before."""
        behind = bisect_right(self.starts, anchor)
        inside = self._inside(anchor, behind)
        if inside:
            around, owner = min(inside, key=lambda pair: (pair[0].clause.length, -pair[0].clause.start))
            return (self._within(around, behind) if around.children else None) or owner
        if behind < len(self.order):
            return self.flat[self.order[behind]][1]
        return self.flat[-1][1] if self.flat else None

    def owners(self, following: str, place: int, stop: int) -> list[str | None]:
        """Those of a deadline at this place; at the head of the sentence, before a comma, it is of all up to `stop`."""
        if following in "，," and not (self.starts and self.starts[0] < place):
            return [owner for frame, owner in self.flat if frame.clause.start < stop] or [None]
        return [self.owner(place)]

    def _inside(self, anchor: int, behind: int) -> list[Pair]:
        """Those whose clause holds the place, in the order of the sentence."""
        found = []
        at = behind - 1
        while at >= 0 and self.reach[at] > anchor:
            if self.flat[self.order[at]][0].clause.end > anchor:
                found.append(self.order[at])
            at -= 1
        return [self.flat[n] for n in sorted(found)]

    def _within(self, around: Frame, behind: int) -> str | None:
        """The first behind the place that lies in the clause of the frame."""
        for at in range(behind, len(self.order)):
            frame, owner = self.flat[self.order[at]]
            if frame.clause.start > around.clause.end:
                return None
            if frame.clause.end <= around.clause.end and frame is not around:
                return owner
        return None
