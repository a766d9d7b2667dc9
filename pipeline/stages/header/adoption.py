"""Laws and rules by themselves: the lines that say who adopted them go in; issuer, date and number come out.

Assumptions: 1. the text is as of the last act named; 2. who adopted is the issuer, who only approved is not.
"""

from __future__ import annotations

from typing import Any

from pipeline.lexicon.document_numbers import find_number
from pipeline.model.notice import DocumentNumber, Said, SaidDate
from pipeline.model.text import Span
from pipeline.stages.header.dates import said_date
from pipeline.stages.header.front import Front
from pipeline.stages.header.issuers import STATE, common_name
from pipeline.stages.header.lists import split_issuer
from pipeline.stages.header.pages import Page, rule


def read_adoption(page: Page, front: Front, values: dict[str, Any]) -> None:
    """Who adopted a law or rule and when, where nothing else says who issued it."""
    events = []
    for index in front.lines_of("adoption"):
        begin = page.lines[index].start
        for match in rule("adoption_event").finditer(page.string(index)):
            date = said_date(page, begin + match.start("date"), begin + match.end("date"))
            if date is not None:
                events.append((date, match["what"], begin + match.start("what")))
    acts = [event for event in events if not event[1].endswith(("施行", "实施"))]
    if not acts:
        return
    last = max(acts, key=lambda event: event[0].value)
    values["date_issued"] = values["date_issued"] or last[0]
    if not values["issuers"]:
        makers = [event for event in acts if not event[1].endswith("批准")] or acts
        values["issuers"] = _of_adoption(page, max(makers, key=lambda event: event[0].value))
    if values["document_number"] is None:
        values["document_number"] = _order_number(page, last)


def _of_adoption(page: Page, event: tuple[SaidDate, str, int]) -> tuple[Said, ...]:
    """The body, or bodies, that adopted."""
    _, what, begin = event
    match = rule("assembly").search(what)
    if match is None:
        return ()
    named = split_issuer(page, begin + match.start("assembly"), begin + match.end("assembly"))
    return tuple(common_name(issuer) for issuer in named)


def _order_number(page: Page, event: tuple[SaidDate, str, int]) -> DocumentNumber | None:
    """The number of the order that published a regulation: 国务院令第617号."""
    _, what, begin = event
    found = find_number(what)
    if found is None or found.year is not None:
        return None
    place = page.text.quote(Span(begin + found.start, begin + found.end))
    return DocumentNumber.trusted(
        text=STATE.sub("", found.text), agency_code=None, year=None, sequence=None, place=place
    )
