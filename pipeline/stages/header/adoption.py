"""Laws and rules by themselves: the lines that say who adopted them go in; issuer, date and number come out.

Assumptions: 1. the text is as of the last act named; 2. who adopted is the issuer, who only approved is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.lexicon.document_numbers import find_number
from pipeline.model.notice import DocumentNumber, Said, SaidDate
from pipeline.model.text import Span
from pipeline.stages.header.dates import said_date
from pipeline.stages.header.front import Front
from pipeline.stages.header.issuers import STATE, common_name
from pipeline.stages.header.lists import split_issuer
from pipeline.stages.header.pages import Page, rule, squeeze

_Event = tuple[SaidDate, str, list[int]]
"""The day of an act, what was done, and the place of each character that says so."""


def read_adoption(page: Page, front: Front, values: dict[str, Any]) -> None:
    """Who adopted a law or rule and when, where nothing else says who issued it."""
    events = [event for first, last in _stretches(page, front) for event in _events(page, first, last)]
    acts = [event for event in events if not event[1].endswith(("施行", "实施"))]
    for date, what, _ in events:
        if what.startswith("起") and values.get("date_effective") is None:
            values["date_effective"] = date
    if not acts:
        return
    last = max(acts, key=lambda event: event[0].value)
    values["date_issued"] = values["date_issued"] or last[0]
    if not values["issuers"]:
        makers = [event for event in acts if not event[1].endswith("批准")] or acts
        values["issuers"] = _of_adoption(page, max(makers, key=lambda event: event[0].value))
    if values["document_number"] is None:
        values["document_number"] = _order_number(page, last)


def _stretches(page: Page, front: Front) -> Iterator[tuple[int, int]]:
    """The lines of adoptions, first and last; an act that its line does not end goes on in the next."""
    lines = front.lines_of("adoption")
    taken = -1
    for index in lines:
        if index > taken:
            is_open = rule("adoption_open").match(page.string(index)) is not None
            taken = index + 1 if is_open and index + 1 in lines else index
            yield index, taken


def _events(page: Page, first: int, last: int) -> Iterator[_Event]:
    """Each act with its day."""
    string, places = squeeze(page, page.lines[first].start, page.lines[last].end)
    for match in rule("adoption_event").finditer(string):
        date = said_date(page, places[match.start("date")], places[match.end("date") - 1] + 1)
        if date is not None:
            yield date, match["what"], places[match.start("what") : match.end("what")]


def _of_adoption(page: Page, event: _Event) -> tuple[Said, ...]:
    """The body, or bodies, that adopted."""
    _, what, places = event
    match = rule("assembly").search(what)
    if match is None:
        return ()
    start, end = places[match.start("assembly")], places[match.end("assembly") - 1] + 1
    broken = "\n" in page.text.string[start:end]
    named = (page.said(start, end),) if broken else split_issuer(page, start, end)
    return tuple(common_name(issuer) for issuer in named)


def _order_number(page: Page, event: _Event) -> DocumentNumber | None:
    """The number of the order that published a regulation: 国务院令第617号."""
    _, what, places = event
    found = find_number(what)
    if found is None or found.year is not None:
        return None
    place = page.text.quote(Span(places[found.start], places[found.end - 1] + 1))
    return DocumentNumber.trusted(
        text=STATE.sub("", found.text), agency_code=None, year=None, sequence=None, place=place
    )
