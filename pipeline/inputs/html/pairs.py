"""A label of a page and its value: the value as written goes in, as consumers compare it it comes out."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.lexicon.document_numbers import match_number
from pipeline.lexicon.numerals import make_date, parse_date
from pipeline.lexicon.rules import load_rules

DATES = frozenset(("date_issued", "date_published", "date_effective", "date_expires"))


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and its value, with the place of the value in the source."""

    field: str
    value: str
    start: int
    end: int
    colon: bool = True


def normalise(name: str, value: str) -> str:
    """The value as consumers compare it: white space closed up, dates as ISO 8601, numbers in canonical form."""
    plain = " ".join(value.split())
    if name in DATES:
        return _iso_date(plain) or plain
    if name == "document_number":
        compact = plain.replace(" ", "")
        number = match_number(compact)
        return number.text if number and number.end == len(compact) else compact
    return plain if name in ("subject", "keywords", "issuer") else plain.replace(" ", "")


def _iso_date(value: str) -> str | None:
    match = load_rules("web_page")["calendar_date"].search(value)
    date = make_date(int(match["year"]), int(match["month"]), int(match["day"])) if match else parse_date(value)
    return date.isoformat() if date else None
