"""Header of a notice: restored text, the carrier's marks and evidence go in; the elements of GB/T 9704-2012 come out.

The zones that the elements stand in come out with them: the outline makes rows of them. Zones of the kind `part`
divide the text into the main document and what is attached to it.

Assumptions: 1. a paragraph is a line; 2. elements are told by what they are, not by where they stand, but within the
top of the notice or its closing; 3. the text's own value is better than the carrier's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.model.diagnostic import NO_TITLE, Diagnostic
from pipeline.model.notice import Evidence, Header
from pipeline.model.reading import Mark, Zone
from pipeline.model.text import Span, Text
from pipeline.stages.header.anew import begin_anew
from pipeline.stages.header.closing import Document
from pipeline.stages.header.contents import contents_zone
from pipeline.stages.header.documents import find_documents
from pipeline.stages.header.evidence import weigh_evidence
from pipeline.stages.header.fields import read_header
from pipeline.stages.header.front import Front as Top
from pipeline.stages.header.front import is_broken_number, read_front
from pipeline.stages.header.pages import Page, rule
from pipeline.stages.header.titles import is_complete
from pipeline.stages.header.unmarked import remark_on_digits

__all__ = ["Front", "find_header"]
_LONGEST_TITLE = 200


@dataclass(frozen=True)
class Front:
    """The header, the zones of the layout in text order, and what is odd."""

    header: Header
    zones: tuple[Zone, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def find_header(text: Text, marks: Sequence[Mark], evidence: Sequence[Evidence]) -> Front:
    """The elements of the header, and the zones of the layout."""
    page = Page.of(text, marks)
    if not page.lines:
        header, diagnostics = weigh_evidence(text, Header(), evidence)
        return Front(header, (), diagnostics)
    top = begin_anew(page, read_front(page))
    documents = find_documents(page, top)
    header, diagnostics = weigh_evidence(text, read_header(page, top, documents), evidence)
    if header.title is None:
        diagnostics = (*diagnostics, NO_TITLE)
    elif _is_doubtful(header.title.value):
        message = "what is taken for the title does not read like the title of a notice"
        place = header.title.place
        diagnostics = (
            *diagnostics,
            Diagnostic(code="title-doubtful", severity="warning", message=message, place=place),
        )
    diagnostics = (*diagnostics, *_remark_on_number(page, top, header), *remark_on_digits(text))
    return Front(header, tuple(_zones(page, documents)), diagnostics)


def _is_doubtful(title: str) -> bool:
    """Whether nothing in a title tells that it is one, or something that it is a page's own line."""
    if rule("title_odd").search(title) or len(title) > _LONGEST_TITLE:
        return True
    return not is_complete(title) and rule("title_of_act").search(title) is None


def _remark_on_number(page: Page, top: Top, header: Header) -> Iterator[Diagnostic]:
    """That a line of the top begins like a document number and is none."""
    for index in sorted(top.kinds) if header.document_number is None else ():
        line = page.lines[index]
        if is_broken_number(line.string):
            place = page.text.quote(Span(line.start, line.end))
            message = "a line like a document number (发文字号) could not be read"
            yield Diagnostic(code="document-number-unread", severity="warning", message=message, place=place)


def _zones(page: Page, documents: Sequence[Document]) -> list[Zone]:
    """The documents as parts that tile the text, then all zones in text order."""
    zones: list[Zone] = []
    starts = [0, *(page.lines[document.first].start for document in documents[1:])]
    ends = [*starts[1:], len(page.text)]
    for document, start, end in zip(documents, starts, ends, strict=True):
        inside = list(document.zones)
        contents = contents_zone(page, document)
        if contents and not any(
            z.kind == "title" and z.start < contents.end and contents.start < z.end for z in inside
        ):
            inside.append(contents)
        zones.append(Zone("part", start, end))
        zones += sorted(inside, key=lambda zone: zone.start)
    return zones
