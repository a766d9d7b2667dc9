"""Makes the header's values of the zones found: page, top and documents go in, a `Header` comes out.

Assumptions: 1. an order has the title of what it publishes (govcn-033); 2. the kind is the last word of the title, else
what the text says it does (现将…通知如下), else 函 where the number says so; 3. copies and printing stand at the end of
the notice or of all that is attached to it.
"""

from __future__ import annotations

from typing import Any

from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.rules import load_rules
from pipeline.model.notice import DocumentNumber, Header, Instrument, Said
from pipeline.model.text import Span
from pipeline.stages.header.adoption import read_adoption
from pipeline.stages.header.closing import Document
from pipeline.stages.header.dates import read_date_issued, read_validity
from pipeline.stages.header.ending import read_closing_values, read_imprint
from pipeline.stages.header.front import Front
from pipeline.stages.header.issuers import STATE, first_of_order, read_issuers
from pipeline.stages.header.labelled import number_before, number_behind, read_labels, read_number
from pipeline.stages.header.letters import read_letter
from pipeline.stages.header.lists import split_addressees
from pipeline.stages.header.pages import Page, compact, rule, squeeze
from pipeline.stages.header.titles import bare, is_complete

_HEAD_LINES = 400
_VERSION_BEHIND = compile_pattern("》[（(](?P<version>[0-9]{4}年?版|试行|暂行|[0-9.]{1,4}版|修订版?)[）)]")


def read_header(page: Page, front: Front, documents: list[Document]) -> Header:
    """All elements of the header, without the carrier's evidence."""
    main = documents[0]
    values: dict[str, Any] = {}
    values |= _read_corner(page, front)
    values |= read_closing_values(page, main, documents)
    values |= read_imprint(page, documents)
    values |= _read_addressees(page, front)
    values |= read_validity(page)
    values["document_number"] = _read_number(page, front)
    values["issued_instrument"] = issued = _read_issued(page, front)
    values["title"] = title = _read_title(page, front, documents, issued)
    values["document_type"] = _read_kind(page, front, title, values["document_number"])
    values["issuers"] = read_issuers(page, front, main, title)
    values["date_issued"] = read_date_issued(page, front, main)
    read_adoption(page, front, values)
    read_letter(page, front, values)
    read_labels(page, front.lines_of("label"), values)
    if values["title"] is not title and values["document_type"] is None:
        values["document_type"] = _read_kind(page, front, values["title"], values["document_number"])
    return Header.trusted(**{name: value for name, value in values.items() if value is not None})


def _read_corner(page: Page, front: Front) -> dict[str, Said | None]:
    """Copy number, secrecy, urgency and signatory."""
    found: dict[str, Said | None] = {}
    for index in front.lines_of("corner"):
        for name in ("copy_number", "secrecy", "urgency"):
            match = rule(name).search(page.string(index))
            if match and name not in found:
                begin = page.lines[index].start
                found[name] = page.said(begin + match.start(name), begin + match.end(name))
    for index in (*front.lines_of("label"), *front.lines_of("document_number")):
        for rule_name, name in (("graded", "urgency"), ("classed", "secrecy")):
            match = rule(rule_name).search(page.string(index))
            if match and name not in found:
                begin = page.lines[index].start
                found[name] = page.said(begin + match.start(name), begin + match.end(name))
    for index in (*front.lines_of("signatory"), *(index for index, _ in front.numbers)):
        match = rule("signatory").search(page.string(index))
        if match and "signatory" not in found:
            begin = page.lines[index].start
            last = index
            while last + 1 in front.kinds and front.kinds[last + 1] == "signatory":
                last += 1
            end = page.lines[last].end if last > index else begin + match.end("signatory")
            found["signatory"] = _read_signatories(page, begin + match.start("signatory"), end)
    return found


def _read_signatories(page: Page, start: int, end: int) -> Said:
    """Who signs, the blanks of layout within a name left out (李 四), those between names kept (张三 李四)."""
    names = page.text.string[start:end].split()
    between = " " if names and all(len(name) > 1 for name in names) else ""
    return page.said(start, end, between.join(names))


def _read_number(page: Page, front: Front) -> DocumentNumber | None:
    """The number nearest to the body; of an order, with its head: 国务院令第707号. Else that beside a title."""
    if not front.numbers:
        return _read_number_beside_title(page, front)
    index, found = front.numbers[-1]
    line = page.lines[index]
    start, end, text = line.start + found.start, line.start + found.end, found.text
    if front.order is not None and front.order == index - 1:
        first = first_of_order(page, front.order)
        start, end, text = page.lines[first].start, line.end, page.joined(first, front.order) + text
    return DocumentNumber.trusted(
        text=STATE.sub("", text),
        agency_code=found.agency_code,
        year=found.year,
        sequence=found.sequence,
        place=page.text.quote(Span(start, end)),
    )


def _read_number_beside_title(page: Page, front: Front) -> DocumentNumber | None:
    """The number behind the title or before it, or that with which a page's own headline above it begins."""
    block = front.title
    if block is None:
        return None
    start, end = page.lines[block.first].start, page.lines[block.last - 1].end
    if opened := number_behind(page, start, end):
        return read_number(page, opened + 1, end)
    for line in (page.lines[index] for index in (block.first, *range(block.first))):
        number = read_number(page, line.start, line.end)
        again = number is not None and bare(block.string).endswith(bare(line.string[len(number.place.text) :]))
        if again or number_before(page, line.start, line.end) > line.start:
            return number
    return None


def _read_title(page: Page, front: Front, documents: list[Document], issued: Instrument | None) -> Said | None:
    block = front.title
    if block is not None:
        start, end = page.lines[block.first].start, page.lines[block.last - 1].end
        last = page.lines[block.last - 1]
        if (tail := rule("title_tail").search(last.string)) and is_complete(block.string):
            end = last.start + tail.start()
        end = number_behind(page, start, end) or end
        start = number_before(page, start, end)
        if bullet := rule("bullet").match(page.text.string, start, end):
            start = bullet.end()
        number = rule("title_number").match(page.text.string, start, end)
        if prefix := rule("title_prefix").match(page.text.string[start:end]):
            start += prefix.end()
        if rule("title_in_brackets").fullmatch(page.text.string, start, end):
            return page.said(start + 1, end - 1)
        return page.said(number.end() if number else start, end)
    if front.order is None and len(documents) > 1 and documents[1].first == 0 and documents[1].title:
        return page.said(*documents[1].title)
    if front.order is None:
        return _read_despatch(page, front)
    for document in documents[1:]:
        if document.title and issued and bare(page.text.string[slice(*document.title)]) == bare(issued.title):
            return page.said(*document.title)
    line = page.lines[front.order]
    return page.said(line.start, line.end)


def _read_despatch(page: Page, front: Front) -> Said | None:
    """第98/2000号行政长官批示 has no title but its number."""
    for index, found in front.numbers[-1:]:
        if load_rules("document_numbers")["despatch"].match(page.string(index)):
            return page.said(page.lines[index].start + found.start, page.lines[index].start + found.end)
    return None


def _read_issued(page: Page, front: Front) -> Instrument | None:
    """What the title of a notice, or the text of an order or of a notice without title, says is issued."""
    block, body = front.title, front.body
    stretches = [(page.lines[block.first].start, page.lines[block.last - 1].end)] if block is not None else []
    if body < len(page) and (block is None or _is_order(front)):
        goes_on = body + 1 < len(page) and page.string(body)[-1] not in "。：:"
        stretches.append((page.lines[body].start, page.lines[body + goes_on].end))
    return next((found for stretch in stretches if (found := _issued_in(page, *stretch))), None)


def _is_order(front: Front) -> bool:
    return front.order is not None or any("令" in found.text for _, found in front.numbers[-1:])


def _issued_in(page: Page, start: int, end: int) -> Instrument | None:
    string, places = squeeze(page, start, end)
    match = rule("issued").search(string)
    if match is None:
        return None
    name = next(group for group in ("quoted", "bare", "published", "passed", "sent") if match[group])
    version = rule("version").search(match[name]) or _VERSION_BEHIND.match(string, match.end(name))
    place = page.text.quote(Span(places[match.start(name)], places[match.end(name) - 1] + 1))
    return Instrument.trusted(title=match[name], version=compact(version["version"]) if version else None, place=place)


def _read_kind(page: Page, front: Front, title: Said | None, number: DocumentNumber | None) -> Said | None:
    """The kind of document, one of the fifteen of the regulation of 2012; a rule or law by itself has none."""
    if front.order is not None and (head := rule("order_head").match(page.string(front.order))):
        begin = page.lines[front.order].start
        return page.said(begin + head.start("kind"), begin + head.end("kind"))
    if number is not None and (order := rule("order_number").match(number.place.text)):
        begin = number.place.char_start
        return page.said(begin + order.start("kind"), begin + order.end("kind"))
    if title is not None:
        string, places = squeeze(page, title.place.char_start, title.place.char_end)
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


def _read_addressees(page: Page, front: Front) -> dict[str, Any]:
    """Who is addressed, each and as one stretch without the colon."""
    for kind, name in (("addressees", "addressees_line"), ("addressees_open", "addressees_open")):
        for index in front.lines_of(kind):
            string = page.string(index)
            found = (rule(n).match(string) for n in (name, "addressees_bare", "addressees_named"))
            match = next((match for match in found if match is not None), None)
            if match is None:
                continue
            begin = page.lines[index].start
            start, end = begin + match.start("organs"), begin + match.end("organs")
            return _addressed(page, start, end)
    for index in front.lines_of("label"):
        if match := rule("addressed_to").match(page.string(index)):
            begin = page.lines[index].start
            return _addressed(page, begin + match.start("organs"), begin + match.end("organs"))
    return {}


def _addressed(page: Page, start: int, end: int) -> dict[str, Any]:
    return {"addressees": split_addressees(page, start, end), "addressees_text": page.text.quote(Span(start, end))}
