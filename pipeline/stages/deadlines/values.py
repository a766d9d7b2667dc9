"""The values of a deadline: a matched day or term in; dates, RFC 5545 rules and ISO 8601 durations out."""

from __future__ import annotations

import datetime
from functools import cache

import regex

from pipeline.lexicon.numerals import last_day, make_date, parse_integer, parse_range
from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.rules import load_rules

_LENGTHS = {
    "year": (1, "Y"),
    "season": (3, "M"),
    "month": (1, "M"),
    "week": (1, "W"),
    "day": (1, "D"),
    "hour": (1, "TH"),
    "minute": (1, "TM"),
    "working_day": (1, "W_D"),
}
_HALVES = {"year": "P6M", "month": "P15D", "day": "PT12H", "hour": "PT30M"}
_THIRDS = {"上旬": 10, "中旬": 20, "下旬": -1}
_WEEKDAYS = dict(zip("一二三四五六日天", ("MO", "TU", "WE", "TH", "FR", "SA", "SU", "SU"), strict=True))
_QUARTER_MONTHS = {
    "首": "1,4,7,10",
    "次": "2,5,8,11",
    "末": "3,6,9,12",
    "最": "3,6,9,12",
    "一": "1,4,7,10",
    "二": "2,5,8,11",
    "三": "3,6,9,12",
}
_NUMERAL = compile_pattern(r"\d+|[〇零一二两三四五六七八九十]+")


@cache
def _unit_names() -> dict[str, str]:
    words = load_rules("deadlines").words
    return {unit: name for name in _LENGTHS for unit in words[name]}


def working_days(match: regex.Match[str]) -> int | None:
    """How many 工作日 the term is; null where it is counted in other units."""
    bounds = parse_range(match["size"])
    return bounds[1] if bounds and _unit_names()[match["unit"]] == "working_day" else None


def duration(match: regex.Match[str]) -> str | None:
    """The term as ISO 8601 duration, of a range the longest; null for 工作日."""
    name = _unit_names()[match["unit"]]
    if match["size"] == "半":
        return _HALVES.get(name)
    bounds = parse_range(match["size"])
    if bounds is None or name == "working_day":
        return None
    each, letter = _LENGTHS[name]
    return f"PT{bounds[1] * each}{letter[1]}" if letter.startswith("T") else f"P{bounds[1] * each}{letter}"


def calendar_date(match: regex.Match[str], year: int | None) -> datetime.date | None:
    """The last day on which the deadline `2020年12月底前` is kept; null where the year is not said."""
    month = parse_integer(match["month"] or "")
    quarter = parse_integer(match["quarter"] or "")
    if year is None or match["relative"] or (match["end"] or "").startswith("月") > (month is not None):
        return None
    if quarter is not None:
        return last_day(year, quarter * 3)
    day = parse_integer(match["day"] or "") or _THIRDS.get(match["part"] or "")
    if month is None:
        return last_day(year) if day is None else None
    return make_date(year, month, day) if day and day > 0 else last_day(year, month)


def recurring_rule(match: regex.Match[str]) -> str | None:
    """RFC 5545 rule of `每月5日前`, `每季度末月20日前`, `每年2月底前`; null where the day is not said."""
    unit = _unit_names()[match["every"]]
    day = _month_day(match)
    if match["in_quarter"]:
        return _year_rule(str((parse_integer(match["in_quarter"]) or 0) * 3), "-1")
    months = ",".join(str(parse_integer(m)) for m in _NUMERAL.findall(match["months"] or ""))
    if unit == "year":
        return _year_rule(months, day)
    if unit == "season":
        months = _QUARTER_MONTHS.get((match["quarter_end"] or "").lstrip("季第")[:1], "3,6,9,12" if day == "-1" else "")
        return _year_rule(months, day) if months else None
    if unit == "month":
        return f"FREQ=MONTHLY;BYMONTHDAY={day}" if day else _working_day_rule(match)
    if unit == "week":
        return f"FREQ=WEEKLY;BYDAY={_WEEKDAYS[match['weekday']]}" if match["weekday"] else None
    return _clock_rule(match) if unit in ("day", "working_day") else None


def yearly_rule(match: regex.Match[str]) -> str:
    """RFC 5545 rule of a date without year (`3月底前`) that comes every year."""
    day = parse_integer(match["day"] or "") or _THIRDS.get(match["part"] or "", -1)
    return f"FREQ=YEARLY;BYMONTH={parse_integer(match['month'])};BYMONTHDAY={day}"


def _month_day(match: regex.Match[str]) -> str | None:
    if match["on_day"]:
        return ",".join(str(parse_integer(day)) for day in _NUMERAL.findall(match["on_day"]))
    if match["third"]:
        return str(_THIRDS[match["third"]])
    return "-1" if match["at_end"] else None


def _working_day_rule(match: regex.Match[str]) -> str | None:
    """每月最后一个工作日前, 每月第3个工作日前."""
    which = "-1" if match["nth"] == "最后" else parse_integer(match["nth"] or "")
    return f"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS={which}" if which else None


def _year_rule(months: str, day: str | None) -> str | None:
    if not months:
        return "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1" if day == "-1" else None
    return f"FREQ=YEARLY;BYMONTH={months}" + (f";BYMONTHDAY={day}" if day else "")


def _clock_rule(match: regex.Match[str]) -> str | None:
    hour = parse_integer(match["hour"] or "")
    if hour is None:
        return None
    if hour < 12 and any(word in match["place"] for word in ("下午", "晚", "傍晚")):
        hour += 12
    workdays = ";BYDAY=MO,TU,WE,TH,FR" if match["every"] == "工作日" else ""
    minutes = 30 if match["half_hour"] else parse_integer(match["minutes"] or "")
    return f"FREQ=DAILY{workdays};BYHOUR={hour}" + (f";BYMINUTE={minutes}" if minutes else "")


def following_rule(match: regex.Match[str]) -> str | None:
    """RFC 5545 rule of `次月5日前`, `次年1月31日前`, which come after each month or year reported on."""
    day = parse_integer(match["next_day"] or "")
    month = parse_integer(match["next_month"] or "")
    if match["next"] == "月" and day:
        return f"FREQ=MONTHLY;BYMONTHDAY={day}"
    if match["next"] == "年" and month:
        return f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day or -1}"
    return None
