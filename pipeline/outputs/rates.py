"""Frequency → how often that is in a year, and how long its period is."""

from __future__ import annotations

import math
import re
from fractions import Fraction

from pipeline.model.notice import Frequency

_PERIOD = re.compile(
    r"P(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?)?"
)
"""Numbers as long as a notice has them; a file that came from elsewhere may have any."""
_YEAR_IN = (Fraction(1), Fraction(12), Fraction(52), Fraction(365), Fraction(365 * 24), Fraction(365 * 24 * 60))


def periods_a_year(period: str | None) -> Fraction | None:
    """How many such periods fit in a year: P3M → 4; null for no period or one of no length."""
    match = _PERIOD.fullmatch(period or "")
    if match is None:
        return None
    length = sum((Fraction(int(n)) / unit for n, unit in zip(match.groups(), _YEAR_IN, strict=True) if n), Fraction(0))
    return 1 / length if length else None


def least_count(frequency: Frequency) -> int | None:
    """The smallest number of times that keeps the duty: more than 2 is 3; a period without number asks for one."""
    if frequency.kind == "periodic" and frequency.count_min is None and frequency.count_max is None:
        return 1
    if frequency.count_min is None:
        return None
    return frequency.count_min + (not frequency.min_inclusive)


MOST = 10**9
"""Times a year that are still said."""


def times_a_year(frequency: Frequency) -> int | None:
    """How many times a year at least, rounded up; null where it cannot be said (定期, 每次, 40学时, at most).

    Nor where no calendar and no cell could hold it, which only a file that was changed can ask for.
    """
    rate, count = periods_a_year(frequency.period), least_count(frequency)
    if rate is None or count is None or not is_counted_in_times(frequency):
        return None
    times = math.ceil(rate * count)
    return times if times <= MOST else None


_TIMES = frozenset({"次", "场", "期", "轮", "遍", "回", "批", "届", "份", "篇", "个", "项"})


def is_counted_in_times(frequency: Frequency) -> bool:
    """Whether the number counts occasions (次, 场) and not an amount (学时, 天)."""
    return frequency.unit is None or frequency.unit in _TIMES
