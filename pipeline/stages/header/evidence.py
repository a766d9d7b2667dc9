"""Weighs what the carrier says beside the text: header and evidence go in, the completed header and remarks come out.

Assumptions: 1. the text's own value wins; 2. a value that only the carrier states is taken from it: it is
quoted from the text where it stands there, else its place in the text is empty and its place in the source is the
carrier's (a number in a hidden paragraph); 3. a date of publication is no element of the header; 4. a
page's title may have the site's words around that of the notice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pipeline.lexicon.document_numbers import find_number
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.notice import DocumentNumber, Evidence, Header, Said, SaidDate
from pipeline.model.text import Quote, SourceSpan, Text
from pipeline.stages.header.dates import read_date
from pipeline.stages.header.pages import rule
from pipeline.stages.header.titles import bare

_DATES = frozenset({"date_issued", "date_effective", "date_expires"})
_DIGITS = re.compile("[0-9]+")
_SITE = re.compile("网站?|门户|首页|频道|栏目|平台|专栏")


def weigh_evidence(text: Text, header: Header, evidence: Sequence[Evidence]) -> tuple[Header, tuple[Diagnostic, ...]]:
    """The header with its evidence, completed from it, and where text and evidence disagree."""
    values: dict[str, Any] = {"evidence": tuple(evidence)}
    diagnostics = []
    for item in evidence:
        said = _said(header, item.field)
        if said is None:
            if (found := _complete(text, item)) and not found.keys() & values.keys():
                values |= found
                message = f"{item.field}: {item.value} is stated by the page's own metadata only"
                diagnostics.append(Diagnostic(code="metadata-only", severity="info", message=message))
        elif item.field == "document_number" and header.document_number and _is_order(said[0], item.value):
            values["document_number"] = header.document_number.with_(text=item.value.strip())
        elif not _agrees(header, item):
            message = f"{item.field}: the text says {said[0]}, the page's own metadata {item.value}"
            diagnostics.append(
                Diagnostic(code="metadata-disagrees", severity="warning", message=message, place=said[1])
            )
    if header.document_type is None and (title := values.get("title")) and (kind := rule("kind").search(title.value)):
        values["document_type"] = Said(value=kind["kind"].removeprefix("复"), place=title.place)
    return header.with_(**values), tuple(diagnostics)


def _said(header: Header, field: str) -> tuple[str, Quote] | None:
    """What the text says of a field, and where; None where it says nothing or the field is none of the header's."""
    if field == "document_number" and header.document_number:
        return header.document_number.text, header.document_number.place
    if field == "title" and header.title:
        return header.title.value, header.title.place
    if field == "issuer" and header.issuers:
        return "、".join(issuer.value for issuer in header.issuers), header.issuers[0].place
    if field in _DATES and (date := getattr(header, field)):
        return date.value.isoformat(), date.place
    return None


def _agrees(header: Header, item: Evidence) -> bool:
    said = _said(header, item.field)
    if said is None:
        return True
    if item.field in _DATES:
        date, own = read_date(item.value), getattr(header, item.field)
        return date is None or own is None or date == own.value
    if item.field == "document_number":
        return _same_number(said[0], item.value)
    text, value = bare(said[0]), bare(item.value)
    return text == value or (item.field == "title" and (text in value or value in text or _is_site(item.value)))


def _is_site(title: str) -> bool:
    """Whether the page is named after the site and its column, not after the notice."""
    return _SITE.search(title) is not None and rule("title_of_act").search(title) is None


def _same_number(text: str, value: str) -> bool:
    found = find_number(value)
    return bare(text) == bare(found.text if found else value)


def _is_order(text: str, value: str) -> bool:
    """Whether both are the number of one order: it is registered as 国令第707号 and written 国务院令第707号."""
    return "令" in text and "令" in value and _DIGITS.findall(text) == _DIGITS.findall(value)


def _is_number(value: str) -> bool:
    """Some pages are named by the number of their notice."""
    found = find_number(value)
    return found is not None and bare(value) == bare(found.text)


def _complete(text: Text, item: Evidence) -> dict[str, Any]:
    """The header's value that a piece of evidence gives, by field."""
    quote = _quote(text, item)
    if item.field == "title" and not _is_number(item.value):
        return {"title": Said(value=item.value, place=quote)}
    if item.field == "issuer":
        return {"issuers": (Said(value=item.value, place=quote),)}
    if item.field in _DATES and (date := read_date(item.value)):
        return {item.field: SaidDate(value=date, place=quote)}
    if item.field == "document_number" and (found := find_number(item.value)):
        number = DocumentNumber(
            text=found.text, agency_code=found.agency_code, year=found.year, sequence=found.sequence, place=quote
        )
        return {"document_number": number}
    return {}


def _quote(text: Text, item: Evidence) -> Quote:
    """The evidence as the text says it; where the text does not, the place in the source alone."""
    quote = text.quote(text.locate(SourceSpan(item.source_start, item.source_end)))
    if bare(item.value) in bare(quote.text):
        return quote
    return Quote(
        text="",
        char_start=quote.char_start,
        char_end=quote.char_start,
        source_start=item.source_start,
        source_end=item.source_end,
    )
