"""Makes values of what closes a notice: page and documents go in, attachments, note, copies and printing come out."""

from __future__ import annotations

from typing import Any

from pipeline.model.notice import Said
from pipeline.stages.header.closing import Document
from pipeline.stages.header.dates import date_in
from pipeline.stages.header.leaders import find_glued_leader, find_leader
from pipeline.stages.header.lists import split_addressees, split_attachments
from pipeline.stages.header.pages import Page, rule


def read_closing_values(page: Page, main: Document, documents: list[Document]) -> dict[str, Any]:
    """Attachments (of the notice, else of what it issues), note and who signed for an order."""
    values: dict[str, Any] = {}
    listed = next((document.attachments for document in documents[:2] if document.attachments), None)
    if listed:
        start, end = page.lines[listed[0]].start, page.lines[listed[-1]].end
        values["attachments"] = split_attachments(page, start, end)
    for index in main.notes[:1]:
        line = page.lines[index]
        if (match := rule("note").match(line.string)) or rule("bare_note").match(line.string):
            start, end = match.span("note") if match else (0, len(line.string))
            values["note"] = page.said(line.start + start, line.start + end)
        else:
            values["note"] = page.said(line.start + 1, page.lines[index + 1].end - 1)
    for index in main.signature:
        string, begin = page.string(index), page.lines[index].start
        if leader := find_leader(string) or find_glued_leader(string):
            values["signatory"] = page.said(begin + leader.start("name"), begin + leader.end("name"))
    return values


def read_imprint(page: Page, documents: list[Document]) -> dict[str, Any]:
    """Copies, and who printed when: below the signature or at the end of all that is attached."""
    values: dict[str, Any] = {}
    for document in documents:
        if document.copies:
            values["copies_to"] = _read_copies(page, document)
        if (index := document.printed) is None:
            continue
        line = page.lines[index]
        if match := rule("printed_by").match(line.string):
            values["date_printed"] = date_in(page, index, "printed_by")
            values["printed_by"] = page.said(line.start + match.start("organ"), line.start + match.end("organ"))
        else:
            values["date_printed"] = date_in(page, index + 1, "printed_date")
            label = rule("printed_label").match(line.string)
            values["printed_by"] = page.said(line.start + (label.start("organ") if label else 0), line.end)
    return values


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
