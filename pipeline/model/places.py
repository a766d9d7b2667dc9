"""Places: a stretch of text or source, a quotation with both its places, and the source with its lines and pages.

Positions count characters (code points), are zero-based and half open. A `Span` counts in the text, a `SourceSpan`
in the decoded source.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import regex

from pipeline.model.record import Record

_LINE_END = regex.compile("\r\n|[\n\r\x85\u2028]")


@dataclass(slots=True, order=True, unsafe_hash=True)
class _Stretch:
    """From `start` to `end`, exclusive. Nobody changes one; no tuple, whose `len` would be 2 whatever its length."""

    start: int
    end: int

    def __iter__(self) -> Iterator[int]:
        return iter((self.start, self.end))

    @property
    def length(self) -> int:
        """Characters in it."""
        return self.end - self.start


class Span(_Stretch):
    """A stretch of the text."""

    __slots__ = ()


class SourceSpan(_Stretch):
    """A stretch of the decoded source."""

    __slots__ = ()


class Quote(Record):
    """A piece of the restored text with its places: `restored[char_start:char_end] == text`."""

    text: str
    char_start: int
    char_end: int
    source_start: int
    source_end: int

    @property
    def span(self) -> Span:
        return Span(self.char_start, self.char_end)

    @property
    def source_span(self) -> SourceSpan:
        return SourceSpan(self.source_start, self.source_end)


class Anchor(Record):
    """From character `start` of the source on, the source is this part (a file inside a package) or page.

    `box` is (left, bottom, right, top) in points from the lower left corner of the page, where a page has places.
    """

    start: int
    part: str | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True)
class Source:
    """The decoded source of a notice, and where in the carrier its stretches stand."""

    string: str
    anchors: tuple[Anchor, ...] = ()

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(m.end() for m in _LINE_END.finditer(self.string))]

    @cached_property
    def _anchor_starts(self) -> list[int]:
        return [a.start for a in self.anchors]

    def line_column(self, position: int) -> tuple[int, int]:
        """Line and column of a source position, both counted from 1."""
        line = bisect_right(self._line_starts, position)
        return line, position - self._line_starts[line - 1] + 1

    def anchor(self, position: int) -> Anchor | None:
        """The part, page and box that a source position belongs to."""
        i = bisect_right(self._anchor_starts, position)
        return self.anchors[i - 1] if i else None
