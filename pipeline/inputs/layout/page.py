"""What a page shows: characters with places, ruled lines; and what is made of them: lines of text, rows of tables.

Places count in points from the lower left corner of the page as it is read (upright).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

RED_HEAD = 18.0
"""Points from which red counts: a red head is large, and red in running text is emphasis."""

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


class Glyph(NamedTuple):
    """A character (or ligature) on its baseline."""

    sign: str
    left: float
    right: float
    base: float
    size: float
    red: bool = False


class Stroke(NamedTuple):
    """A straight ruled line, upright or level."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass
class Page:
    """One page; `turn` is by how many degrees it was turned clockwise to be upright.

    `askew`, `outside`, `pale`, `covered` and `unseen` hold characters of it: those left out because they stand
    otherwise than the most or beyond its edges, are a watermark, or repeat unseen what others show, and those that are
    read though nothing is drawn of them; `beside`, what annotations show. `vertical`: it is set in columns from
    top to bottom, which are read as lines.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    turn: int = 0
    askew: str = ""
    outside: str = ""
    unseen: str = ""
    pale: str = ""
    covered: str = ""
    beside: str = ""
    vertical: bool = False

    def unturned(self, box: Box) -> Box:
        """A box on the page as the carrier counts it, before it was turned upright."""
        left, bottom, right, top = box
        if self.turn == 90:
            return (self.height - top, left, self.height - bottom, right)
        if self.turn == 180:
            return (self.width - right, self.height - top, self.width - left, self.height - bottom)
        if self.turn == 270:
            return (bottom, self.width - right, top, self.width - left)
        return box


@dataclass(frozen=True, eq=False)
class Line:
    """Characters on one baseline, from left to right, and the text they make."""

    glyphs: tuple[Glyph, ...]
    text: str

    @cached_property
    def left(self) -> float:
        return self.glyphs[0].left

    @cached_property
    def right(self) -> float:
        return max(g.right for g in self.glyphs)

    @cached_property
    def size(self) -> float:
        """The size of most of its characters."""
        return Counter(g.size for g in self.glyphs).most_common(1)[0][0]

    @cached_property
    def base(self) -> float:
        """The baseline of most of its characters."""
        return Counter(g.base for g in self.glyphs).most_common(1)[0][0]

    @cached_property
    def red(self) -> bool:
        return sum(g.red for g in self.glyphs) * 2 > len(self.glyphs)

    @property
    def box(self) -> Box:
        return (self.left, self.base - 0.2 * self.size, self.right, self.base + 0.88 * self.size)


@dataclass(frozen=True)
class Cell:
    """A cell of a table: the lines in it and its right edge."""

    lines: tuple[Line, ...]
    right: float


@dataclass(frozen=True, eq=False)
class Row:
    """A row of a table."""

    cells: tuple[Cell, ...]
    top: float


@dataclass(frozen=True)
class Flow:
    """What is read in one go: a page, or a column of one; lines and rows from top to bottom."""

    page: Page
    items: tuple[Line | Row, ...]
    column: int | None = None
    """Which of its columns; None for a whole page."""

    @cached_property
    def lines(self) -> list[Line]:
        """The lines outside tables."""
        return [item for item in self.items if isinstance(item, Line)]
