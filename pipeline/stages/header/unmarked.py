"""Dates that lost 年 and 月 (20211025, 2017822日): a line or the text goes in, the date or a remark comes out.

Assumption: a number is a date only where a signature stands above it, and where there is one way to read it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from pipeline.lexicon.numerals import make_date
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.text import Span, Text
from pipeline.stages.header.pages import rule

_YEAR = 4


def read_digits(string: str) -> datetime.date | None:
    """The date that a line of digits is, if it can be read in one way only."""
    found = rule("date_digits").match(string)
    if found is None:
        return None
    year, rest = found["date"][:_YEAR], found["date"][_YEAR:].lstrip("年")
    cuts = (2,) if len(rest) == _YEAR else (1, 2)
    ways = [(rest[:cut], rest[cut:]) for cut in cuts if cut < len(rest)]
    dates = {make_date(int(year), int(a), int(b)) for a, b in ways if len(rest) == _YEAR or "0" not in (a[0], b[0])}
    dates.discard(None)
    return dates.pop() if len(dates) == 1 else None


def remark_on_digits(text: Text) -> Iterator[Diagnostic]:
    """That dates within the text lost 年 and 月, with the first of them."""
    if found := rule("unmarked_date").search(text.string):
        message = "dates have lost 年 and 月: dates and spans of the text may be misread"
        yield Diagnostic(
            code="date-unmarked", severity="warning", message=message, place=text.quote(Span(*found.span()))
        )
