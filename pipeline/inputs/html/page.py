"""What a page is made of, once cut: lines (blocks) and elements, each of which is the range of blocks it holds."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.inputs.html.elements import Align
from pipeline.inputs.html.numbering import ListNumbers
from pipeline.inputs.html.seen import Seen
from pipeline.inputs.html.tokens import Tag

_SEEN = Seen()


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
    rows: int = 0
    """Of a table, how many rows have begun; of a row, which of them it is."""
    merged: dict[int, int] = field(default_factory=dict)
    """Of a table, up to which row a cell from above reaches, by column."""


@dataclass(frozen=True, slots=True)
class State:
    """What the open elements say about the text that comes next; numbers are places in the list of elements."""

    element: int = 0
    align: Align = ""
    heading: int = 0
    table: int = 0
    row: int = 0
    cell: int = 0
    seen: Seen = _SEEN
    unseen: bool = False
    link: bool = False
    preformatted: bool = False
    numbers: ListNumbers | None = None
    raised: bool = False
    """Whether it is set above the line."""
    blocks: int = 0
    """How many of the open elements are blocks by their style."""

    @property
    def hidden(self) -> bool:
        return bool(self.seen.hiding)


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
    raised: set[int] = field(default_factory=set)
    """Where the stretches begin that are set above the line."""
    doubtful: list[tuple[int, int]] = field(default_factory=list)
    """The stretches that are seen only if the ground is not white."""
    last: Tag | None = None
    """The last tag or comment."""
