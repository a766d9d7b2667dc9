"""Makes the header's values of the zones found: page, top and documents go in, a `Header` comes out.

Assumptions: 1. the issuer is whom the red head names, else who signs, else whom the title begins with, or who adopted;
2. the date is that of the signature, else the one below the title, else that of the last adoption; 3. an order has the
title of what it publishes (govcn-033); 4. the kind is the last word of the title, else what the text says it does
(现将…通知如下), else 函 where the number says so.
"""

from __future__ import annotations

import datetime
from typing import Any

import regex

from pipeline.lexicon.document_numbers import find_number
from pipeline.lexicon.numerals import parse_integer
from pipeline.model.notice import DocumentNumber, Header, Instrument, Said, SaidDate
from pipeline.model.text import Span
from pipeline.stages.header.dates import read_date
from pipeline.stages.header.documents import Document
from pipeline.stages.header.front import Front
from pipeline.stages.header.lists import split_addressees, split_attachments, split_issuer, split_issuers
from pipeline.stages.header.pages import Page, compact, rule
from pipeline.stages.header.titles import Block, bare

_TERM = regex.compile("第[一二三四五六七八九十百]+届")
_HEAD_LINES = 400
_STATE = regex.compile("中华人民共和国(?=国务院|中央军)")


def read_header(page: Page, front: Front, documents: list[Document]) -> Header:
    """All elements of the header, without the carrier's evidence."""
    main = documents[0]
    values: dict[str, Any] = {}
    values |= _read_corner(page, front)
    values |= _read_closing(page, main)
    values |= _read_imprint(page, documents)
    values |= _read_addressees(page, front)
    values |= _read_validity(page)
    values["document_number"] = _read_number(page, front)
    values["issued_instrument"] = issued = _read_issued(page, front, main)
    values["title"] = title = _read_title(page, front, documents, issued)
    values["document_type"] = _read_kind(page, front, main, title, values["document_number"])
    values["issuers"] = _read_issuers(page, front, main, title)
    values["date_issued"] = _read_date_issued(page, front, main)
    _read_adoption(page, front, values)
    _read_labels(page, front, values)
    return Header(**{name: value for name, value in values.items() if value is not None})


def _read_corner(page: Page, front: Front) -> dict[str, Said | None]:
    """Copy number, secrecy, urgency and signatory."""
    found: dict[str, Said | None] = {}
    for index in front.lines_of("corner"):
        for name in ("copy_number", "secrecy", "urgency"):
            match = rule(name).search(page.string(index))
            if match and name not in found:
                begin = page.lines[index].start
                found[name] = page.said(begin + match.start(name), begin + match.end(name))
    for index in (*front.lines_of("signatory"), *(index for index, _ in front.numbers)):
        match = rule("signatory").search(page.string(index))
        if match and "signatory" not in found:
            begin = page.lines[index].start
            found["signatory"] = page.said(begin + match.start("signatory"), begin + match.end("signatory"))
    return found


def _read_number(page: Page, front: Front) -> DocumentNumber | None:
    """The number nearest to the body; of an order, with its head: 国务院令第707号."""
    if not front.numbers:
        return None
    index, found = front.numbers[-1]
    line = page.lines[index]
    start, end, text = line.start + found.start, line.start + found.end, found.text
    if front.order is not None and front.order == index - 1:
        start, end = page.lines[front.order].start, line.end
    return DocumentNumber(
        text=_STATE.sub("", text),
        agency_code=found.agency_code,
        year=found.year,
        sequence=found.sequence,
        place=page.text.quote(Span(start, end)),
    )


def _read_title(page: Page, front: Front, documents: list[Document], issued: Instrument | None) -> Said | None:
    block = front.title
    if block is not None:
        start, end = page.lines[block.first].start, page.lines[block.last - 1].end
        number = rule("title_number").match(page.text.string, start, end)
        return page.said(number.end() if number else start, end)
    if front.order is None:
        return None
    for document in documents[1:]:
        if document.title and issued and bare(page.text.string[slice(*document.title)]) == bare(issued.title):
            return page.said(*document.title)
    line = page.lines[front.order]
    return page.said(line.start, line.end)


def _squeeze(page: Page, start: int, end: int) -> tuple[str, list[int]]:
    """The characters of a stretch without blanks, and the place of each."""
    places = [i for i in range(start, end) if not page.text.string[i].isspace()]
    return "".join(page.text.string[i] for i in places), places


def _read_issued(page: Page, front: Front, main: Document) -> Instrument | None:
    """What the title of a notice, or the text of an order, says is issued."""
    block = front.title
    if block is not None:
        start, end = page.lines[block.first].start, page.lines[block.last - 1].end
    elif front.order is not None and front.body < len(page):
        start, end = page.lines[front.body].start, page.lines[front.body].end
    else:
        return None
    string, places = _squeeze(page, start, end)
    match = rule("issued").search(string)
    if match is None:
        return None
    name = next(group for group in ("quoted", "bare", "published", "passed") if match[group])
    version = rule("version").search(match[name])
    place = page.text.quote(Span(places[match.start(name)], places[match.end(name) - 1] + 1))
    return Instrument(title=match[name], version=compact(version["version"]) if version else None, place=place)


def _read_kind(
    page: Page, front: Front, main: Document, title: Said | None, number: DocumentNumber | None
) -> Said | None:
    """The kind of document, one of the fifteen of the regulation of 2012; a rule or law by itself has none."""
    if front.order is not None and (head := rule("order_head").match(page.string(front.order))):
        begin = page.lines[front.order].start
        return page.said(begin + head.start("kind"), begin + head.end("kind"))
    if title is not None:
        string, places = _squeeze(page, title.place.char_start, title.place.char_end)
        if match := rule("kind").search(string):
            return _kind(page, places[match.start("kind")], places[match.end("kind") - 1] + 1)
        if rule("title_of_act").search(string) is None:
            return None
    if front.body < len(page):
        start = page.lines[front.body].start
        if match := rule("kind_in_text").search(page.text.string, start, start + _HEAD_LINES):
            return _kind(page, match.start("kind"), match.end("kind"))
    if number is not None and number.agency_code and number.agency_code.endswith("函"):
        position = page.text.string.index("函", number.place.char_start)
        return page.said(position, position + 1)
    return None


def _kind(page: Page, start: int, end: int) -> Said:
    if page.text.string[start:end] == "复函":
        start = end - 1
    return page.said(start, end)


def _read_issuers(page: Page, front: Front, main: Document, title: Said | None) -> tuple[Said, ...]:
    if front.order is not None and (head := rule("order_head").match(page.string(front.order))):
        return _of_order(page, front.order, head)
    heads = [block for block in front.blocks if block.kind == "red_head"]
    if named := _of_red_head(page, heads):
        return named
    if main.signature and (signed := _of_signature(page, main.signature)):
        return signed
    if issuer_lines := front.lines_of("issuer"):
        return _of_signature(page, issuer_lines)
    return _of_title(page, title) if title else ()


def _of_order(page: Page, index: int, head: regex.Match[str]) -> tuple[Said, ...]:
    begin = page.lines[index].start
    named = split_issuer(page, begin + head.start("organ"), begin + head.end("organ"))
    return tuple(_common_name(issuer) for issuer in named)


def _common_name(issuer: Said) -> Said:
    """An issuer without the name of the state and the term: one body through all notices and terms."""
    return issuer.model_copy(update={"value": _TERM.sub("", _STATE.sub("", issuer.value))})


def _of_red_head(page: Page, heads: list[Block]) -> tuple[Said, ...]:
    """The issuers of the last red head with 文件, else of a line that is an issuer's name."""
    if not heads:
        return ()
    marked = [head for head in heads if _has_word(page, head)]
    head = (marked or heads)[-1]
    stretches = [_without_word(page, index) for index in range(head.first, head.last)]
    strings = [page.text.string[start:end].strip() for start, end in stretches]
    if len(stretches) > 1 and not all(not string or rule("organ_line").match(string) for string in strings):
        return (page.said(stretches[0][0], stretches[-1][1]),)
    return tuple(issuer for start, end in stretches if start < end for issuer in split_issuer(page, start, end))


def _has_word(page: Page, head: Block) -> bool:
    lines = [page.string(index) for index in range(head.first, head.last)]
    return any(compact(line) == "文件" or rule("red_head").match(line) for line in lines)


def _without_word(page: Page, index: int) -> tuple[int, int]:
    """The stretch of a line of a red head without 文件, which may stand beside any of several issuers."""
    line = page.lines[index]
    if compact(line.string) == "文件":
        return line.start, line.start
    match = rule("red_head").match(line.string)
    return (line.start + match.start("organ"), line.start + match.end("organ")) if match else (line.start, line.end)


def _of_signature(page: Page, lines: list[int]) -> tuple[Said, ...]:
    first = lines[0]
    if both := rule("signed_date_line").match(page.string(first)):
        begin = page.lines[first].start
        return split_issuer(page, begin + both.start("organ"), begin + both.end("organ"))
    return split_issuers(page, first, lines[-1] + 1)


def _of_title(page: Page, title: Said) -> tuple[Said, ...]:
    string, places = _squeeze(page, title.place.char_start, title.place.char_end)
    match = rule("title_issuer").match(string)
    if match is None or rule("organ_line").match(match["organ"]) is None:
        return ()
    named = split_issuer(page, places[0], places[match.end("organ") - 1] + 1)
    return tuple(_common_name(issuer) for issuer in named)


def _said_date(page: Page, start: int, end: int) -> SaidDate | None:
    value = read_date(page.text.string[start:end])
    return SaidDate(value=value, place=page.text.quote(Span(start, end))) if value else None


def _date_in(page: Page, index: int, name: str, group: str = "date") -> SaidDate | None:
    begin = page.lines[index].start
    match = rule(name).match(page.string(index))
    return _said_date(page, begin + match.start(group), begin + match.end(group)) if match else None


def _read_date_issued(page: Page, front: Front, main: Document) -> SaidDate | None:
    if main.date is not None:
        return _date_in(page, main.date, "date_line") or _date_in(page, main.date, "signed_date_line")
    for index in front.lines_of("date"):
        if found := _date_in(page, index, "date_line"):
            return found
    for index in front.lines_of("issuer"):
        return _date_in(page, index, "signed_date_line")
    return None


def _read_adoption(page: Page, front: Front, values: dict[str, Any]) -> None:
    """Who adopted a law or rule and when, where nothing else says who issued it."""
    events = []
    for index in front.lines_of("adoption"):
        begin = page.lines[index].start
        for match in rule("adoption_event").finditer(page.string(index)):
            date = _said_date(page, begin + match.start("date"), begin + match.end("date"))
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
    return tuple(_common_name(issuer) for issuer in named)


def _order_number(page: Page, event: tuple[SaidDate, str, int]) -> DocumentNumber | None:
    """The number of the order that published a regulation: 国务院令第617号."""
    _, what, begin = event
    found = find_number(what)
    if found is None or found.year is not None:
        return None
    place = page.text.quote(Span(begin + found.start, begin + found.end))
    return DocumentNumber(text=_STATE.sub("", found.text), agency_code=None, year=None, sequence=None, place=place)


def _read_addressees(page: Page, front: Front) -> dict[str, Any]:
    """Who is addressed, each and as one stretch without the colon."""
    for kind, name in (("addressees", "addressees_line"), ("addressees_open", "addressees_open")):
        for index in front.lines_of(kind):
            match = rule(name).match(page.string(index))
            if match is None:
                continue
            begin = page.lines[index].start
            start, end = begin + match.start("organs"), begin + match.end("organs")
            return {
                "addressees": split_addressees(page, start, end),
                "addressees_text": page.text.quote(Span(start, end)),
            }
    return {}


def _read_closing(page: Page, main: Document) -> dict[str, Any]:
    """Attachments, note and who signed for an order."""
    values: dict[str, Any] = {}
    if main.attachments:
        start, end = page.lines[main.attachments[0]].start, page.lines[main.attachments[-1]].end
        values["attachments"] = split_attachments(page, start, end)
    for index in main.notes[:1]:
        line = page.lines[index]
        match = rule("note").match(line.string)
        start, end = (match.span("note")) if match else (0, len(line.string))
        values["note"] = page.said(line.start + start, line.start + end)
    for index in main.signature:
        if leader := rule("leader_line").match(page.string(index)):
            begin = page.lines[index].start
            values["signatory"] = page.said(begin + leader.start("name"), begin + leader.end("name"))
    return values


def _read_imprint(page: Page, documents: list[Document]) -> dict[str, Any]:
    """Copies, and who printed when: below the signature or at the end of all that is attached."""
    values: dict[str, Any] = {}
    for document in documents:
        if document.copies:
            values["copies_to"] = _read_copies(page, document)
        if document.printed is not None and (match := rule("printed_by").match(page.string(document.printed))):
            begin = page.lines[document.printed].start
            values["date_printed"] = _date_in(page, document.printed, "printed_by")
            values["printed_by"] = page.said(begin + match.start("organ"), begin + match.end("organ"))
    return values


def _read_labels(page: Page, front: Front, values: dict[str, Any]) -> None:
    """What the lines of a page above the notice say of it, where the notice itself says nothing."""
    for index in front.lines_of("label"):
        match = rule("label_value").match(page.string(index))
        if match is None:
            continue
        name = next(group for group in ("title", "issuer", "date") if match[group])
        start, end = (page.lines[index].start + edge for edge in match.span(name))
        if name == "title" and values["title"] is None:
            values["title"] = page.said(start, end)
        elif name == "issuer" and not values["issuers"]:
            values["issuers"] = split_issuer(page, start, end)
        elif name == "date" and values["date_issued"] is None:
            values["date_issued"] = _said_date(page, start, end)


def _read_copies(page: Page, main: Document) -> tuple[Said, ...]:
    if not main.copies:
        return ()
    copies: list[Said] = []
    starts = [i for i in main.copies if rule("copies_to").match(page.string(i))]
    for first, following in zip(starts, [*starts[1:], main.copies[-1] + 1], strict=True):
        match = rule("copies_to").match(page.string(first))
        begin = page.lines[first].start + (match.end() if match else 0)
        copies += split_addressees(page, begin, page.lines[following - 1].end)
    return tuple(copies)


def _read_validity(page: Page) -> dict[str, SaidDate | None]:
    """From when to when the notice, or what it issues, is in force; the last place that says so."""
    values: dict[str, SaidDate | None] = {}
    for match in rule("effective").finditer(page.text.string):
        values["date_effective"] = effective = _said_date(page, *match.span("date"))
        if match["until"]:
            values["date_expires"] = _said_date(page, *match.span("until"))
        elif match["years"] and effective is not None and (years := parse_integer(match["years"])):
            end = _years_later(effective.value, years)
            if end:
                values["date_expires"] = SaidDate(value=end, place=page.text.quote(Span(*match.span("years"))))
    if "date_expires" not in values and (found := rule("expires").search(page.text.string)):
        values["date_expires"] = _said_date(page, *found.span("until"))
    return values


def _years_later(date: datetime.date, years: int) -> datetime.date | None:
    """The last day of so many years that begin with `date`."""
    try:
        return date.replace(year=date.year + years) - datetime.timedelta(days=1)
    except ValueError:
        return None
