"""Obligations → a table of who must do how much how often: a line a bearer, a column a period."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from pipeline.outputs.rates import periods_a_year
from pipeline.outputs.report.rows import Row
from pipeline.outputs.wording import Words, say, say_period

SHADES = 5
UNSAID = Words("未说频次", "no frequency")


@dataclass(frozen=True)
class Cell:
    """How many obligations, how many times a year they ask for at least, how dark it is (0 to 5)."""

    count: int
    times: int
    shade: int


@dataclass(frozen=True)
class Line:
    """One bearer."""

    bearer: str
    cells: tuple[Cell, ...]
    count: int
    times: int


@dataclass(frozen=True)
class Chart:
    """`columns` holds the key of each period with its name."""

    columns: tuple[tuple[str, Words], ...]
    lines: tuple[Line, ...]


def make_chart(rows: Sequence[Row]) -> Chart:
    """The chart of these obligations; bearers with most to do at fixed times come first, then by number of duties."""
    counts: Counter[tuple[str, str]] = Counter()
    times: Counter[tuple[str, str]] = Counter()
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        for bearer in row.bearers or ("",):
            totals[bearer][0] += 1
            totals[bearer][1] += sum(t for _, t in row.rates)
            for key, rate in row.rates or (("none", 0),):
                counts[bearer, key] += 1
                times[bearer, key] += rate
    columns = sorted({key for _, key in counts}, key=_column_order)
    most = max((n for (_, key), n in counts.items() if key != "none"), default=1)
    lines = [
        Line(bearer, tuple(_cell(counts[bearer, k], times[bearer, k], k, most) for k in columns), count, total)
        for bearer, (count, total) in totals.items()
    ]
    lines.sort(key=lambda line: (-line.times, -line.count, line.bearer))
    return Chart(tuple((k, _column_name(k)) for k in columns), tuple(lines))


def _cell(count: int, times: int, key: str, most: int) -> Cell:
    shade = 0 if not count or key == "none" else 1 + int((SHADES - 1) * sqrt((count - 1) / max(1, most - 1)))
    return Cell(count, times, shade)


def _column_order(key: str) -> tuple[int, float, str]:
    rate = periods_a_year(key)
    if rate is not None:
        return 0, float(rate), key
    return 1 + ("recurring", "per_event", "none").index(key), 0.0, key


def _column_name(key: str) -> Words:
    if key == "none":
        return UNSAID
    return say("frequency_kind", key) if key in ("recurring", "per_event") else say_period(key)
