"""Dates of a notice: page, top and documents go in; when it was issued, and from when to when it is in force, come out.

Assumptions: 1. the date of issue is that of the signature, else the one below the title; 2. the last place that says
from when this notice (本通知, 本办法) is in force counts; 3. so many years of validity end a day before their return.
"""

from __future__ import annotations

import datetime
import re

from pipeline.lexicon.numerals import make_date, parse_date, parse_integer
from pipeline.model.notice import SaidDate
from pipeline.model.text import Span
from pipeline.stages.header.closing import Document
from pipeline.stages.header.front import Front
from pipeline.stages.header.pages import Page, rule
from pipeline.stages.header.unmarked import read_digits

_REPUBLIC = re.compile(r"中华民国\s*(\w{1,4})\s*年\s*(\w{1,3})\s*月\s*(\w{1,3})\s*日")
_FIRST_YEAR = 1912
_ISO = re.compile(r"([0-9]{4})[-/.．]([0-9]{1,2})[-/.．]([0-9]{1,2})")


def read_date(string: str) -> datetime.date | None:
    """The date that the string begins with (2018-12-21, 2018/12/21, 2018.12.21) or is (二〇一八年十二月二十一日)."""
    if republic := _REPUBLIC.fullmatch(string.strip()):
        year, month, day = (parse_integer(part) for part in republic.groups())
        return make_date(year and year + _FIRST_YEAR - 1, month, day)
    match = _ISO.match(string.strip())
    return make_date(int(match[1]), int(match[2]), int(match[3])) if match else parse_date(string.strip())


def said_date(page: Page, start: int, end: int) -> SaidDate | None:
    value = read_date(page.text.string[start:end])
    return SaidDate.trusted(value=value, place=page.text.quote(Span(start, end))) if value else None


def date_in(page: Page, index: int, name: str, group: str = "date") -> SaidDate | None:
    begin = page.lines[index].start
    match = rule(name).match(page.string(index))
    return said_date(page, begin + match.start(group), begin + match.end(group)) if match else None


def read_date_issued(page: Page, front: Front, main: Document) -> SaidDate | None:
    if main.date is not None:
        names = ("date_line", "signed_day", "signed_date_line")
        found = next((date for name in names if (date := date_in(page, main.date, name))), None)
        return found or _of_digits(page, main.date)
    for index in front.lines_of("date"):
        if found := date_in(page, index, "date_line"):
            return found
    for index, _ in front.numbers[-1:]:
        if dated := rule("number_dated").search(page.string(index)):
            begin = page.lines[index].start
            return said_date(page, begin + dated.start("date"), begin + dated.end("date"))
    for index in front.lines_of("issuer"):
        return date_in(page, index, "signed_date_line") or date_in(page, index, "dated_maker")
    return None


def _of_digits(page: Page, index: int) -> SaidDate | None:
    line = page.lines[index]
    value = read_digits(line.string)
    return SaidDate.trusted(value=value, place=page.text.quote(Span(line.start, line.end))) if value else None


def read_validity(page: Page) -> dict[str, SaidDate | None]:
    """From when to when the notice, or what it issues, is in force; the last place that says so."""
    values: dict[str, SaidDate | None] = {}
    for match in rule("effective").finditer(page.text.string):
        values["date_effective"] = effective = said_date(page, *match.span("date"))
        if match["until"]:
            values["date_expires"] = said_date(page, *match.span("until"))
        elif match["years"] and effective is not None and (years := parse_integer(match["years"])):
            end = _years_later(effective.value, years)
            if end:
                values["date_expires"] = SaidDate.trusted(value=end, place=page.text.quote(Span(*match.span("years"))))
    if "date_expires" not in values and (found := rule("expires").search(page.text.string)):
        values["date_expires"] = said_date(page, *found.span("until"))
    return values


def _years_later(date: datetime.date, years: int) -> datetime.date | None:
    """The last day of so many years that begin with `date`."""
    try:
        return date.replace(year=date.year + years) - datetime.timedelta(days=1)
    except ValueError:
        return None
