"""Frequencies and deadlines → the days on which something is due.

Assumptions: a period runs from the start date on, not from New Year; the times of a period are spread evenly and each
is due on the last day of its share, so that twice a year from 1 January is 30 June and 31 December.
"""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from dataclasses import dataclass

from pipeline.model.notice import Deadline, Frequency, Header
from pipeline.outputs.rates import is_counted_in_times, least_count

MOST = 60
"""So many reminders of one frequency at most; what is due oftener is said by a rule of recurrence."""
_PERIOD = re.compile(r"P(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?:\d{1,9}H)?)?")
"""Numbers as long as a notice has them; a file that came from elsewhere may have any."""
_FROM_ISSUE = re.compile("印发|发布|公布|下发|发文|成文|本通知")
_FROM_FORCE = re.compile("施行|实施|生效")


@dataclass(frozen=True)
class Due:
    """A day on which something is due: the `number`th of `total` times; `rule` repeats it (RFC 5545)."""

    day: datetime.date
    number: int = 1
    total: int = 1
    rule: str | None = None


def add_period(day: datetime.date, period: str, share: tuple[int, int] = (1, 1)) -> datetime.date | None:
    """The day a share of an ISO 8601 period later; null for a period of no whole days, or past the year 9999."""
    match = _PERIOD.fullmatch(period)
    if match is None:
        return None
    years, months, weeks, days = (int(n or 0) for n in match.groups())
    part, whole = share
    months += 12 * years
    if months > 12_000 or weeks + days > 400_000 or not months + weeks + days:
        return None
    if months and not weeks + days and months * part % whole == 0:
        return _add_months(day, months * part // whole)
    end = _add_days(_add_months(day, months), 7 * weeks + days)
    return _add_days(day, (end - day).days * part // whole) if end else None


def _add_months(day: datetime.date, months: int) -> datetime.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = min(year, datetime.MAXYEAR)
    return datetime.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _add_days(day: datetime.date, days: int) -> datetime.date | None:
    """So many days later; null past the year 9999."""
    try:
        return day + datetime.timedelta(days=days)
    except OverflowError:
        return None


def reminders(frequency: Frequency, start: datetime.date) -> list[Due]:
    """The days of one year from the start (or of one period, if that is longer); none for 定期, 每次 and at-most."""
    count = least_count(frequency)
    if frequency.kind not in ("counted", "periodic") or frequency.period is None or not count:
        return []
    shares = count if is_counted_in_times(frequency) else 1
    horizon = _add_months(start, 12)
    due: list[datetime.date] = []
    begin, number = start, 0
    while begin < horizon:
        number += 1
        following = add_period(start, frequency.period, (number, 1))
        if following is None or following <= begin:
            return []
        if (horizon - start).days // (following - begin).days * shares > MOST:
            return [_by_rule(following - begin, shares, start, horizon)]
        due += _spread(begin, following, shares)
        begin = following
    return [Due(d, i, len(due)) for i, d in enumerate(due, 1)]


def _spread(begin: datetime.date, following: datetime.date, shares: int) -> list[datetime.date]:
    """The last day of each share of a period."""
    one = datetime.timedelta(days=1)
    months = (following.year - begin.year) * 12 + following.month - begin.month
    whole_months = following.day == begin.day and months % shares == 0
    ends = (
        [_add_months(begin, months // shares * i) for i in range(1, shares + 1)]
        if whole_months
        else [begin + (following - begin) * i // shares for i in range(1, shares + 1)]
    )
    return [max(begin, end - one) for end in ends]


def _by_rule(period: datetime.timedelta, shares: int, start: datetime.date, horizon: datetime.date) -> Due:
    interval = max(1, period.days // shares)
    first = start + datetime.timedelta(days=interval - 1)
    until = horizon - datetime.timedelta(days=1)
    return Due(first, rule=f"FREQ=DAILY;INTERVAL={interval};UNTIL={until.isoformat().replace('-', '')}")


def deadline_day(deadline: Deadline, header: Header, start: datetime.date) -> Due | None:
    """The day of a deadline: its date; the first of recurring days; a duration from issue or from entry into force."""
    if deadline.kind == "date" and deadline.date:
        return Due(deadline.date)
    if deadline.kind == "recurring_day" and deadline.rrule:
        return _first_of(deadline.rrule, start)
    if deadline.kind == "duration" and deadline.duration and deadline.anchor:
        begin = _anchor_day(deadline.anchor.text, header)
        day = add_period(begin, deadline.duration) if begin else None
        return Due(day) if day else None
    return None


def _anchor_day(anchor: str, header: Header) -> datetime.date | None:
    if _FROM_FORCE.search(anchor):
        return header.date_effective.value if header.date_effective else None
    if _FROM_ISSUE.search(anchor):
        return header.date_issued.value if header.date_issued else None
    return None


def _first_of(rule: str, start: datetime.date) -> Due | None:
    """The first day of a recurrence; a month without a day is due by its end. Hours have no place on a day."""
    parts = dict(
        part.split("=", 1) for part in rule.split(";") if "=" in part and not part.startswith(("BYHOUR", "BYMIN"))
    )
    if "BYMONTH" in parts and not parts.keys() & {"BYMONTHDAY", "BYDAY"}:
        parts["BYMONTHDAY"] = "-1"
    days = (_add_days(start, n) for n in range(4 * 366))
    first = next((day for day in days if day and _recurs_on(day, parts)), None)
    return Due(first, rule=";".join("=".join(part) for part in parts.items())) if first else None


def _recurs_on(day: datetime.date, parts: dict[str, str]) -> bool:
    days_in_month = monthrange(day.year, day.month)[1]
    actual = {
        "BYMONTH": {str(day.month)},
        "BYMONTHDAY": {str(day.day), str(day.day - days_in_month - 1)},
        "BYDAY": {("MO", "TU", "WE", "TH", "FR", "SA", "SU")[day.weekday()]},
    }
    return all(actual[key] & set(parts[key].split(",")) for key in actual if key in parts)
