"""The values of a frequency: matched units and bounds in; ISO 8601, TIMEX3 and RFC 5545 out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.lexicon.numerals import parse_range
from pipeline.lexicon.rules import load_rules

_LENGTHS = {
    "year": (1, "Y"),
    "season": (3, "M"),
    "month": (1, "M"),
    "tenday": (10, "D"),
    "week": (1, "W"),
    "day": (1, "D"),
    "hour": (1, "TH"),
    "minute": (1, "TM"),
}
_HALVES = {"year": "P6M", "month": "P15D", "day": "PT12H", "hour": "PT30M"}
_CALENDAR = {"Y": "YEARLY", "M": "MONTHLY", "W": "WEEKLY", "D": "DAILY"}
_IRREGULAR = frozenset({"P10D", "P15D"})
"""旬 and 半月 do not come every 10 or 15 days: months differ."""
_GRANULARITIES = {"小时": "H", "天": "D", "日": "D", "工作日": "D"}


@dataclass(slots=True, unsafe_hash=True)
class Count:
    """How many times at least and at most; null where not bounded. Nobody changes one."""

    least: int | None
    most: int | None
    least_inclusive: bool = True
    most_inclusive: bool = True
    unit: str | None = None


@lru_cache(maxsize=1000)
def iso_period(unit: str, size: str | None = None, half: str | None = None, gap: bool = False) -> str | None:
    """`每(gap 隔)(half 半|双)(size)unit` as ISO 8601 duration; of a range the longest that is still allowed."""
    name = _unit_names().get(unit)
    if name is None:
        return None
    if half == "半":
        return _HALVES.get(name)
    bounds = parse_range(size) if size else (1, 1)
    if bounds is None or bounds[1] < 1:
        return None
    each, letter = _LENGTHS[name]
    number = (2 if half == "双" or (gap and bounds[1] == 1) else bounds[1]) * each
    return f"PT{number}{letter[1]}" if letter.startswith("T") else f"P{number}{letter}"


@cache
def _unit_names() -> dict[str, str]:
    words = load_rules("frequencies").words
    return {unit: name for name in _LENGTHS for unit in words[name]}


@lru_cache(maxsize=1000)
def bounded(amount: str, bound: str | None, post: str | None, unit: str, times: int = 1) -> Count | None:
    """The count of `bound amount unit post` (不少于 · 2 · 次 · 以上); without a bound an exact count or a range."""
    numbers = parse_range(amount.replace("次", ""))
    if numbers is None:
        return None
    least, most = numbers[0] * times, numbers[1] * times
    kind = _bound_kinds().get(bound or "") or _bound_kinds().get(post or "")
    if kind in ("at_least", "or_more"):
        return Count(least, None, unit=unit)
    if kind == "more_than":
        return Count(least, None, least_inclusive=False, unit=unit)
    if kind in ("at_most", "or_fewer"):
        return Count(None, most, unit=unit)
    if kind == "fewer_than":
        return Count(None, most, most_inclusive=False, unit=unit)
    return Count(least, most, unit=unit)


@cache
def _bound_kinds() -> dict[str, str]:
    words = load_rules("frequencies").words
    kinds = ("at_least", "more_than", "at_most", "fewer_than", "or_more", "or_fewer")
    return {word: kind for kind in kinds for word in words[kind]}


@lru_cache(maxsize=1000)
def timex(count: Count) -> tuple[str | None, str | None]:
    """TIMEX3 `freq` and `mod`: (`2X`, EQUAL_OR_MORE). Of a range, which it cannot say, the lower bound."""
    mark = _GRANULARITIES.get(count.unit or "", "X")
    if count.least is not None:
        freq = f"{count.least}{mark}"
        if not count.least_inclusive:
            return freq, "MORE_THAN"
        return freq, None if count.most == count.least else "EQUAL_OR_MORE"
    if count.most is not None:
        return f"{count.most}{mark}", "EQUAL_OR_LESS" if count.most_inclusive else "LESS_THAN"
    return None, None


@lru_cache(maxsize=1000)
def recurrence_rule(count: Count, period: str | None, exact_period: bool) -> str | None:
    """RFC 5545 rule for exactly once per calendar period, else None: an RRULE cannot say 至少."""
    if period is None or not exact_period or count.unit in _GRANULARITIES or not count.least == count.most == 1:
        return None
    frequency = _CALENDAR.get(period[-1])
    if frequency is None or "T" in period or period in _IRREGULAR:
        return None
    interval = int(period[1:-1])
    return f"FREQ={frequency}" if interval == 1 else f"FREQ={frequency};INTERVAL={interval}"
