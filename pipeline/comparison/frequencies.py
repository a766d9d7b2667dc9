"""Frequencies of an obligation before and after → raised, lowered, or otherwise changed."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from pipeline.comparison.changes import KindOfChange
from pipeline.model.notice import Frequency
from pipeline.outputs.rates import least_count, periods_a_year
from pipeline.outputs.wording import say_frequency

Bounds = tuple[Fraction | None, Fraction | None]


def compare_frequencies(old: Sequence[Frequency], new: Sequence[Frequency]) -> KindOfChange | None:
    """How the frequency changed, null where it did not. Raised: oftener at least, or oftener allowed."""
    if not old or not new:
        return None if not old and not new else "frequency-added" if new else "frequency-removed"
    if sorted(map(say_frequency, old)) == sorted(map(say_frequency, new)):
        return None
    if {f.unit for f in old if f.unit} != {f.unit for f in new if f.unit}:
        return "frequency-changed"
    before, after = _bounds(old), _bounds(new)
    changes = {_order(b, a) for b, a in zip(before, after, strict=True)} - {0}
    if changes == {1}:
        return "frequency-raised"
    return "frequency-lowered" if changes == {-1} else "frequency-changed"


def _bounds(frequencies: Sequence[Frequency]) -> Bounds:
    """At least so often and at most so often a year."""
    low, high = [], []
    for frequency in frequencies:
        rate, count = periods_a_year(frequency.period), least_count(frequency)
        if rate is not None and count is not None:
            low.append(rate * count)
        if rate is not None and frequency.count_max is not None:
            high.append(rate * (frequency.count_max - (not frequency.max_inclusive)))
    return max(low, default=None), min(high, default=None)


def _order(before: Fraction | None, after: Fraction | None) -> int | None:
    """1 for more, -1 for less, 0 for the same; null where only one side says a number."""
    if before is None or after is None:
        return 0 if before is after else None
    return (after > before) - (after < before)
