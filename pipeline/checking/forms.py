"""Notice → document numbers and dates that are not written as GB/T 9704-2012 wants them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from pipeline.lexicon.rules import load_rules
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.notice import Notice
from pipeline.model.replay import Places

FORMS = (
    ("number_bracket", "number-brackets", "warning", "the year of a document number stands in 〔〕: {}"),
    ("number_with_di", "number-with-di", "warning", "no 第 before the sequence of a document number: {}"),
    ("number_padded", "number-padded", "warning", "the sequence of a document number has no leading zero: {}"),
    ("date_padded", "date-padded", "warning", "months and days have no leading zero: {}"),
    ("date_short_year", "date-short-year", "warning", "a year has four digits: {}"),
    ("date_separated", "date-form", "warning", "a date is written with 年月日: {}"),
)


def check_forms(notice: Notice) -> Iterator[Diagnostic]:
    """Everything in the text that is a document number or a date in another form, and days that do not exist."""
    rules, places = load_rules("checking"), Places(notice)
    for rule, code, severity, message in FORMS:
        for match in rules[rule].finditer(notice.text):
            quote = places.quote(match.start(), match.end())
            said = {"code": code, "severity": severity, "message": message.format(quote.text), "place": quote}
            yield Diagnostic.model_validate(said)
    for match in rules["date_written"].finditer(notice.text):
        if not _exists(*(int(match[part]) for part in ("year", "month", "day"))):
            quote = places.quote(match.start(), match.end())
            yield Diagnostic(
                code="date-impossible", severity="error", message=f"there is no such day: {quote.text}", place=quote
            )


def _exists(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


def check_number(notice: Notice) -> Iterator[Diagnostic]:
    """A document number whose year is not the year of issue."""
    number, issued = notice.header.document_number, notice.header.date_issued
    if number and issued and number.year and number.year != issued.value.year:
        message = f"the number says {number.year}, the date of issue {issued.value.year}"
        yield Diagnostic(code="number-year", severity="warning", message=message, place=number.place)


def check_date_issued(notice: Notice) -> Iterator[Diagnostic]:
    """A date of issue in Chinese numerals (GB/T 9704-2012: Arabic ones)."""
    issued = notice.header.date_issued
    if issued and load_rules("checking")["date_chinese_numerals"].search(issued.place.text):
        message = "the date of issue is written in Arabic numerals since 2012"
        yield Diagnostic(code="date-numerals", severity="info", message=message, place=issued.place)
