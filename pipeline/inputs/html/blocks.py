"""Cuts a page into the lines a browser shows: markup in, blocks (lines) and elements (what holds them) out.

No tree of nodes is built: an element is the range of blocks it holds, so that any question about its text is one
subtraction. End tags may lack or cross, as in browsers; nothing recurses.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from pipeline.inputs.html.cells import Cells
from pipeline.inputs.html.elements import (
    BLOCKS,
    CELLS,
    CLOSE_PARAGRAPH,
    UNSEEN,
    VOID,
    Look,
    parse_attributes,
)
from pipeline.inputs.html.lines import LineCollector
from pipeline.inputs.html.numbering import ListNumbers, count_items
from pipeline.inputs.html.page import Element, Page, State
from pipeline.inputs.html.seen import Seen, Viewer
from pipeline.inputs.html.stylesheet import Sheets
from pipeline.inputs.html.tokens import RAW, SHOWN_RAW, Tag, find_tags
from pipeline.model.errors import Refused

MAX_TAGS = 3_000_000
MAX_DEPTH = 512
"""Elements deeper than this do not nest any more, as in browsers."""

_BARRIERS = CELLS | {"table", "caption"}
_SHEET = re.compile("<style", re.IGNORECASE)
_LINKED = re.compile(r"<link\b[^<>]{0,500}?stylesheet", re.IGNORECASE)
_LIST_ITEMS = {"li": ("ul", "ol", "menu", "dir"), "dt": ("dl",), "dd": ("dl",)}


def cut_page(source: str, shown: bool = False) -> Page:
    """The blocks and elements of a page or a piece of one, hidden ones too as if they were `shown`.

    Refuses a page of more than MAX_TAGS tags.
    """
    tags: Iterable[Tag] = find_tags(source)
    sheets = Sheets(_LINKED.search(source) is not None)
    if _SHEET.search(source):
        tags = list(islice(tags, MAX_TAGS + 2))
        sheets.read_all(source, tags)
    cutter = _Cutter(Page(source), sheets, shown)
    position = 0
    for count, tag in enumerate(tags):
        if count > MAX_TAGS:
            raise Refused("too-large", f"The page has more than {MAX_TAGS} tags.")
        if tag.start > position:
            cutter.line.add(position, tag.start, cutter.state)
        cutter.add_tag(tag)
        position = tag.content_end
        cutter.page.last = tag
    cutter.line.add(position, len(source), cutter.state)
    return cutter.finish()


class _Cutter:
    """Reads tag after tag, keeping the open elements and the line that is being filled."""

    def __init__(self, page: Page, sheets: Sheets, shown: bool) -> None:
        self.page = page
        self.viewer = Viewer(sheets, shown)
        self.state = State()
        self.stack: list[tuple[str, State]] = []
        self.scopes: list[Counter[str]] = [Counter()]
        self.line = LineCollector(page)
        self.cells = Cells()

    def add_tag(self, tag: Tag) -> None:
        name = tag.name
        if not name:
            return
        if name in BLOCKS or name == "br":
            self.line.end(self.state)
        if name in RAW:
            self._note_raw(tag)
        elif name in VOID:
            if name == "meta":
                self.page.metas.append(tag)
        elif tag.closing:
            self._close(name)
        else:
            self._open(tag)

    def _note_raw(self, tag: Tag) -> None:
        if tag.closing:
            return
        if tag.name == "title" and self.page.title is None:
            self.page.title = tag
        elif tag.name in SHOWN_RAW:
            self.line.add(tag.end, tag.content_end, replace(self.state, preformatted=True))
            self.line.end(self.state)

    def _open(self, tag: Tag) -> None:
        name = tag.name
        self._close_implied(name)
        if len(self.stack) >= MAX_DEPTH or (tag.attributes.endswith("/") and name not in BLOCKS):
            return
        before = self.state
        look, seen = self.viewer.look_at(tag, before.seen, len(self.stack))
        if look.sight.is_block:
            self.line.end(self.state)
        if name in BLOCKS or name in UNSEEN or look.matters or seen is not before.seen:
            self.state = self._enter(tag, look, seen)
        if name == "sup":
            self.state = replace(self.state, raised=True)
        if name == "li" and self.state.numbers:
            self.line.number = self.state.numbers.next(parse_attributes(tag.attributes[:4000]))
        self.stack.append((name, before))
        if name in _BARRIERS:
            self.scopes.append(Counter())
        self.scopes[-1][name] += 1

    def _enter(self, tag: Tag, look: Look, seen: Seen) -> State:
        name, state = tag.name, self.state
        blocks = state.blocks + look.sight.is_block
        kept = look.sight.keeps_lines
        preformatted = name == "pre" or state.preformatted if kept is None else kept
        if name not in BLOCKS and not look.names:
            unseen, link = state.unseen or name in UNSEEN, state.link or look.is_link
            return replace(state, seen=seen, unseen=unseen, link=link, blocks=blocks, preformatted=preformatted)
        elements = self.page.elements
        elements.append(Element(name, look.names, state.element, len(self.page.blocks), table=state.table))
        number = len(elements) - 1
        table, row, cell = self._table_place(tag, number)
        align = "" if name == "table" else (look.align if name in BLOCKS else "") or state.align
        return State(
            element=number,
            align="center" if name == "center" else align,
            heading=int(name[1]) if len(name) == 2 and name[0] == "h" and name[1] in "123456" else state.heading,
            table=table,
            row=row,
            cell=cell,
            seen=seen,
            blocks=blocks,
            raised=state.raised,
            unseen=state.unseen or name in UNSEEN,
            link=state.link or look.is_link,
            preformatted=preformatted,
            numbers=_numbers_of(tag, look, state, self.page.source),
        )

    def _table_place(self, tag: Tag, number: int) -> tuple[int, int, int]:
        """Table, row and cell of the text in the element `number` that the tag opens."""
        state, elements = self.state, self.page.elements
        if tag.name == "table":
            elements[state.table].nests_table = True
            return number, 0, 0
        if tag.name == "tr":
            elements[state.table].rows += 1
            elements[number].rows = elements[state.table].rows
            return state.table, number, 0
        if tag.name in CELLS:
            places = state.table, state.row
            self.cells.place(elements[number], elements[state.row], elements[state.table], places, tag)
            return state.table, state.row, number
        return state.table, state.row, state.cell

    def _close_implied(self, name: str) -> None:
        """Ends what cannot hold the element that begins: a paragraph, a list item, a cell, a row."""
        if name in CLOSE_PARAGRAPH and self.scopes[-1]["p"]:
            self._pop_to("p")
        if name in _LIST_ITEMS:
            self._close_item(name)
        elif name in CELLS or name == "tr":
            for cell in (*CELLS, "caption"):
                if self.scopes[-1][cell]:
                    self._pop_to(cell)
            if name == "tr" and self.scopes[-1]["tr"]:
                self._pop_to("tr")

    def _close_item(self, name: str) -> None:
        """Ends the open item of the same list, which stands above the list's own start on the stack."""
        lists = _LIST_ITEMS[name]
        siblings = ("dt", "dd") if name != "li" else ("li",)
        if not any(self.scopes[-1][sibling] for sibling in siblings):
            return
        for open_name, _ in reversed(self.stack):
            if open_name in lists or open_name in _BARRIERS:
                return
            if open_name in siblings:
                self._pop_to(open_name)
                return

    def _close(self, name: str) -> None:
        if name == "p" and not self.scopes[-1]["p"]:
            return
        if self.scopes[-1][name]:
            self._pop_to(name)
        elif name in ("tr", "tbody", "thead", "tfoot", "table"):
            self._close_table_part(name)

    def _close_table_part(self, name: str) -> None:
        """A row or table ends although its cell is still open; not beyond the innermost table."""
        for cell in (*CELLS, "caption"):
            if self.scopes[-1][cell] and len(self.scopes) > 2 and self.scopes[-2][name]:
                self._pop_to(cell)
                self._pop_to(name)
                return

    def _pop_to(self, name: str) -> None:
        """Ends open elements up to the nearest of this name, of which there must be one in the scope."""
        while True:
            open_name, before = self.stack.pop()
            self._leave(before)
            self.scopes[-1][open_name] -= 1
            if open_name in _BARRIERS:
                self.scopes.pop()
            if open_name == name:
                return

    def _leave(self, before: State) -> None:
        if before.blocks != self.state.blocks:
            self.line.end(self.state)
        if before.element != self.state.element:
            elements = self.page.elements
            element = elements[self.state.element]
            element.last = len(self.page.blocks)
            empty = element.first == element.last and not self.line.begins_in(self.state)
            if empty and self.state.element == len(elements) - 1:
                elements.pop()
        self.state = before

    def finish(self) -> Page:
        self.line.end(self.state)
        for element in self.page.elements:
            if element.last < 0:
                element.last = len(self.page.blocks)
        self.cells.settle()
        return self.page


def _numbers_of(tag: Tag, look: Look, state: State, source: str) -> ListNumbers | None:
    if tag.name == "ol":
        attributes = parse_attributes(tag.attributes[:4000])
        if "reversed" in attributes and "start" not in attributes:
            attributes["start"] = str(count_items(source, tag.end))
        return ListNumbers(attributes, look.list_style)
    return None if tag.name in ("ul", "menu", "dir", "dl") else state.numbers
