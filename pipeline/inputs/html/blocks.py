"""Cuts a page into the lines a browser shows: markup in, blocks (lines) and elements (what holds them) out.

No tree of nodes is built: an element is the range of blocks it holds, so that any question about its text is one
subtraction. End tags may lack or cross, as in browsers; nothing recurses.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass, field, replace

from pipeline.inputs.html.elements import (
    BLOCKS,
    CELLS,
    CLOSE_PARAGRAPH,
    PLAIN,
    UNSEEN,
    VOID,
    Align,
    Look,
    look_of,
    parse_attributes,
)
from pipeline.inputs.html.numbering import ListNumbers
from pipeline.inputs.html.stylesheet import hidden_names
from pipeline.inputs.html.tokens import RAW, Tag, find_tags
from pipeline.model.errors import Refused

MAX_TAGS = 3_000_000
MAX_DEPTH = 512
"""Elements deeper than this do not nest any more, as in browsers."""

_BLANK_ENTITY = "nbsp|ensp|emsp|thinsp|hairsp|zwnj|zwj|shy|#160|#8194|#8195|#12288|#[xX][aA]0|#[xX]3000"
_VISIBLE = re.compile(f"[^\\s&\u200b-\u200f\u2060\ufeff\xad\x00-\x1f]|&(?!(?:{_BLANK_ENTITY})\\b)")
_NUMBERED = re.compile(
    r"[（(\[]?[0-9０-９一二三四五六七八九十]{1,3}[）)\]、.．]|[①-⑳⑴-⒛]|第[0-9一二三四五六七八九十百]+[条章节]"
)
_BARRIERS = CELLS | {"table", "caption"}
_LIST_ITEMS = {"li": ("ul", "ol", "menu", "dir"), "dt": ("dl",), "dd": ("dl",)}


@dataclass(slots=True)
class Element:
    """An element and the range of blocks it holds."""

    name: str
    names: tuple[str, ...]
    parent: int
    first: int
    last: int = -1
    table: int = 0
    """The table it stands in (or 0)."""
    nests_table: bool = False
    column: int = 0
    """Of a cell, its place in the row; of a row, how many columns have begun."""


@dataclass(frozen=True, slots=True)
class State:
    """What the open elements say about the text that comes next; numbers are places in the list of elements."""

    element: int = 0
    align: Align = ""
    heading: int = 0
    table: int = 0
    row: int = 0
    cell: int = 0
    hidden: bool = False
    unseen: bool = False
    link: bool = False
    preformatted: bool = False
    numbers: ListNumbers | None = None


@dataclass(slots=True)
class Block:
    """One line of the page: the stretches of markup that hold its text, and how it looks."""

    runs: list[tuple[int, int]]
    text: str
    """Its characters without white space, entities resolved."""
    state: State
    linked: int = 0
    """How many of the characters are links."""
    number: str = ""
    """The number that the browser puts before a list item."""

    @property
    def start(self) -> int:
        return self.runs[0][0]

    @property
    def end(self) -> int:
        return self.runs[-1][1]

    @property
    def is_links(self) -> bool:
        return 2 * self.linked > len(self.text)


@dataclass(slots=True)
class Page:
    """The page as a browser shows it. `elements[0]` is the page itself."""

    source: str
    blocks: list[Block] = field(default_factory=list)
    elements: list[Element] = field(default_factory=lambda: [Element("", (), 0, 0)])
    title: Tag | None = None
    metas: list[Tag] = field(default_factory=list)


def cut_page(source: str) -> Page:
    """The blocks and elements of a page or a piece of one. Refuses a page of more than MAX_TAGS tags."""
    cutter = _Cutter(Page(source))
    position = 0
    for count, tag in enumerate(find_tags(source)):
        if count > MAX_TAGS:
            raise Refused("too-large", f"The page has more than {MAX_TAGS} tags.")
        if tag.start > position:
            cutter.add_text(position, tag.start)
        cutter.add_tag(tag)
        position = tag.content_end
    cutter.add_text(position, len(source))
    return cutter.finish()


class _Cutter:
    """Reads tag after tag, keeping the open elements and the line that is being filled."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.state = State()
        self.stack: list[tuple[str, State]] = []
        self.scopes: list[Counter[str]] = [Counter()]
        self.runs: list[tuple[int, int]] = []
        self.shown: State | None = None
        self.linked = 0
        self.hidden_runs: list[tuple[int, int]] = []
        self.number = ""
        self.hidden_names: set[str] = set()

    def add_text(self, start: int, end: int) -> None:
        if self.state.unseen:
            return
        if self.state.preformatted and not self.state.hidden:
            for line in re.finditer(r"[^\n]+|\n", self.page.source[start:end]):
                if line[0] == "\n":
                    self.end_line()
                else:
                    self._add_run(start + line.start(), start + line.end())
            return
        self._add_run(start, end)

    def _add_run(self, start: int, end: int) -> None:
        if self.state.hidden:
            self.hidden_runs.append((start, end))
            return
        if self.shown is None:
            visible = _VISIBLE.search(self.page.source, start, end)
            if not visible:
                return
            self.shown = self.state
        self.runs.append((start, end))
        if self.state.link:
            self.linked += len("".join(self.page.source[start:end].split()))

    def end_line(self) -> None:
        if self.shown is not None:
            if text := self._compact(self.runs):
                number = "" if _NUMBERED.match(text) else self.number
                self.page.blocks.append(Block(self.runs, text, self.shown, self.linked, number))
            self.runs, self.shown, self.linked, self.number = [], None, 0, ""
        if self.hidden_runs:
            if text := self._compact(self.hidden_runs):
                self.page.blocks.append(Block(self.hidden_runs, text, replace(self.state, hidden=True)))
            self.hidden_runs = []

    def _compact(self, runs: list[tuple[int, int]]) -> str:
        string = "".join([self.page.source[start:end] for start, end in runs])
        return "".join((html.unescape(string) if "&" in string else string).split())

    def add_tag(self, tag: Tag) -> None:
        name = tag.name
        if not name:
            return
        if name in BLOCKS or name == "br":
            self.end_line()
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
        elif tag.name == "style":
            self.hidden_names |= hidden_names(self.page.source[tag.end : tag.content_end])

    def _open(self, tag: Tag) -> None:
        name = tag.name
        self._close_implied(name)
        if len(self.stack) >= MAX_DEPTH or (tag.attributes.endswith("/") and name not in BLOCKS):
            return
        before = self.state
        look = look_of(tag.attributes) if len(tag.attributes) > 3 else PLAIN
        if name in BLOCKS or name in UNSEEN or look.hidden or look.is_link or look.names:
            self.state = self._enter(tag, look)
        if name == "li" and self.state.numbers:
            self.number = self.state.numbers.next(parse_attributes(tag.attributes[:4000]))
        self.stack.append((name, before))
        if name in _BARRIERS:
            self.scopes.append(Counter())
        self.scopes[-1][name] += 1

    def _enter(self, tag: Tag, look: Look) -> State:
        name, state = tag.name, self.state
        hidden = state.hidden or look.hidden or bool(self.hidden_names and self.hidden_names.intersection(look.names))
        if name not in BLOCKS and not look.names:
            return replace(state, hidden=hidden, unseen=state.unseen or name in UNSEEN, link=state.link or look.is_link)
        elements = self.page.elements
        elements.append(Element(name, look.names, state.element, len(self.page.blocks), table=state.table))
        number = len(elements) - 1
        table, row, cell, align = state.table, state.row, state.cell, state.align
        if name == "table":
            elements[table].nests_table = True
            table, row, cell, align = number, 0, 0, ""
        elif name == "tr":
            row, cell = number, 0
        elif name in CELLS:
            cell = number
            elements[number].column = elements[row].column
            elements[row].column += _columns(tag)
        elif name == "center":
            align = "center"
        if name in BLOCKS and name != "table" and look.align:
            align = look.align
        return State(
            element=number,
            align=align,
            heading=int(name[1]) if len(name) == 2 and name[0] == "h" and name[1] in "123456" else state.heading,
            table=table,
            row=row,
            cell=cell,
            hidden=hidden,
            unseen=state.unseen or name in UNSEEN,
            link=state.link or look.is_link,
            preformatted=state.preformatted or name == "pre",
            numbers=_numbers_of(tag, look, state),
        )

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
        if before.element != self.state.element:
            elements = self.page.elements
            element = elements[self.state.element]
            element.last = len(self.page.blocks)
            if element.first == element.last and self.state.element == len(elements) - 1:
                elements.pop()
        self.state = before

    def finish(self) -> Page:
        self.end_line()
        for element in self.page.elements:
            if element.last < 0:
                element.last = len(self.page.blocks)
        return self.page


def _columns(tag: Tag) -> int:
    span = parse_attributes(tag.attributes[:4000]).get("colspan", "1") if "colspan" in tag.attributes.lower() else "1"
    return int(span) if span.isascii() and span.isdigit() and 0 < int(span[:4]) <= 100 else 1


def _numbers_of(tag: Tag, look: Look, state: State) -> ListNumbers | None:
    if tag.name == "ol":
        return ListNumbers(parse_attributes(tag.attributes[:4000]), look.list_style)
    return None if tag.name in ("ul", "menu", "dir", "dl") else state.numbers
