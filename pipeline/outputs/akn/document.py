"""Notice → the Akoma Ntoso document: preface, preamble, body, conclusions, one attachment per annex.

Assumptions: 1. the rows of a part stand together; 2. what precedes the first paragraph of a part is its preface, what
closes it (signature, date, copies) its conclusions, and rows of the layout in between stay paragraphs of the body.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any

from pipeline.model.notice import Notice, Section
from pipeline.outputs.akn.inline import Inliner
from pipeline.outputs.akn.meta import make_meta
from pipeline.outputs.akn.names import AKN, OWN, add, element

PREFACE = frozenset(
    {"red_head", "document_number", "copy_number", "secrecy", "urgency", "signatory", "title", "adoption", "addressees"}
)
CLOSING = frozenset({"attachments", "signature", "date", "note", "copies_to", "printed_by"})
ELEMENTS = {
    "bk": "book",
    "ch": "chapter",
    "sec": "section",
    "art": "article",
    "par": "paragraph",
    "item": "point",
    "p": "paragraph",
}
_LAST = re.compile(r"(?:^|[./])([a-z]*)\d[^./]*$")


def render_akn(notice: Notice) -> bytes:
    """The document as UTF-8 XML; the same notice gives the same bytes."""
    from lxml import etree

    namespaces: Any = {None: AKN, "gw": OWN}
    root = etree.Element(f"{{{AKN}}}akomaNtoso", nsmap=namespaces)
    parts = [(name, list(rows)) for name, rows in groupby(notice.sections, key=lambda s: s.part)]
    inliner = Inliner(notice)
    main = parts[0] if parts else ("main", [])
    doc = _make_doc(notice, "main", main[1], inliner)
    root.append(doc)
    if parts[1:]:
        attachments = add(doc, "attachments")
        for number, (name, rows) in enumerate(parts[1:], 1):
            attachment = add(attachments, "attachment", eId=f"attachment-{number}")
            attachment.append(_make_doc(notice, f"{name}-{number}", rows, inliner))
    data: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return data


def _make_doc(notice: Notice, part: str, rows: list[Section], inliner: Inliner) -> Any:
    kind = notice.header.document_type
    doc = element("doc", name=(kind.value if kind else "公文") if part == "main" else "附件")
    doc.append(make_meta(notice, part))
    preface, preamble, body, conclusions = _divide(rows)
    for name, own in (("preface", preface), ("preamble", preamble)):
        if own:
            _add_paragraphs(add(doc, name), own, inliner)
    main = add(doc, "mainBody")
    _add_body(main, body, inliner)
    if not len(main):
        add(main, "p")
    if conclusions:
        _add_paragraphs(add(doc, "conclusions"), conclusions, inliner)
    return doc


def _divide(rows: list[Section]) -> tuple[list[Section], list[Section], list[Section], list[Section]]:
    """Preface, preamble, body and conclusions, one after the other in the order of the text."""
    a = next((i for i, r in enumerate(rows) if r.kind not in PREFACE), len(rows))
    b = next((i for i, r in enumerate(rows[a:], a) if r.kind != "preamble"), len(rows))
    c = next((i for i in range(len(rows), b, -1) if rows[i - 1].kind not in CLOSING), b)
    return rows[:a], rows[a:b], rows[b:c], rows[c:]


def _add_paragraphs(parent: Any, rows: list[Section], inliner: Inliner) -> None:
    for row in rows:
        paragraph = add(parent, "p", eId=row.section_id, **{"class": row.kind})
        inliner.fill(paragraph, row.place.char_start, _end(row))


def _end(row: Section) -> int:
    """Where the text of a row ends, without its line ends."""
    return row.place.char_start + len(row.place.text.rstrip())


def _add_body(main: Any, rows: list[Section], inliner: Inliner) -> None:
    """Rows under their parents; a row without number or heading outside of any is a paragraph."""
    made: dict[str, Any] = {}
    parents = {r.parent_id for r in rows}
    for row in rows:
        above = made.get(row.parent_id or "")
        if above is None and row.marker is None and row.heading is None and row.section_id not in parents:
            _add_paragraphs(main, [row], inliner)
            continue
        unit = add(main if above is None else above, unit_name(row.section_id), eId=row.section_id)
        made[row.section_id] = unit
        _fill_unit(unit, row, row.section_id in parents, inliner)


def unit_name(section_id: str) -> str:
    """The element of a numbered row: 章 chapter, 条 article, 项 point …; 一、（一） 1. are levels."""
    match = _LAST.search(section_id)
    return ELEMENTS.get(match[1], "level") if match else "hcontainer"


def _fill_unit(unit: Any, row: Section, has_children: bool, inliner: Inliner) -> None:
    """Number, heading and text; the text of a row with rows under it is their introduction."""
    at, end = row.place.char_start, _end(row)
    if unit.tag.endswith("hcontainer"):
        unit.set("name", row.kind)
    for tag, quote in (("num", row.marker), ("heading", row.heading)):
        if quote and quote.char_start >= at and quote.char_end <= end:
            inliner.fill(add(unit, tag), at, quote.char_end)
            at = quote.char_end
    if at < end or not has_children:
        holder = add(unit, "intro" if has_children else "content")
        inliner.fill(add(holder, "p"), at, end)
