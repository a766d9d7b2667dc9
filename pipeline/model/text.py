"""A string that knows, for each of its characters, which stretch of the decoded source it stands for.

`Text.edit` is the only way to change a text and composes the map from text to source; `Text.quote` is the only
way to make a `Quote`, so that a value and its place cannot disagree. What a place is says `places`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Literal, NamedTuple

from pipeline.model.places import Anchor, Quote, Source, SourceSpan, Span

__all__ = ["Anchor", "Certainty", "Edit", "Piece", "Quote", "Source", "SourceSpan", "Span", "Text"]

Certainty = Literal["sure", "unique", "likely", "unresolved"]
"""How sure an edit is: no other reading; exactly one candidate fits; the dictionary chose; left as it was."""


class Edit(NamedTuple):
    """One replacement in the text it is applied to: `span` becomes `after`.

    `aligned` says that `after` stands for the stretch character by character (script, width), so that each
    character keeps its own place; otherwise the whole replacement stands for the whole stretch. `before` is
    filled in by `Text.edit`.
    """

    span: Span
    after: str
    rule: str
    certainty: Certainty = "sure"
    aligned: bool = False
    before: str = ""


class Piece(NamedTuple):
    """A stretch of text with one origin: characters one by one if `aligned`, else as a whole."""

    start: int
    source_start: int
    source_end: int
    aligned: bool


@dataclass(frozen=True)
class Text:
    """A string with origin. Make one with `Text.of`, change it with `edit`."""

    string: str
    source: Source
    pieces: tuple[Piece, ...]
    layers: tuple[tuple[Edit, ...], ...] = ()
    """The edits that led here, outermost last; spans of a layer count in the text before that layer."""
    _starts: tuple[int, ...] = field(default=(), repr=False)
    previous: Text | None = field(default=None, repr=False, compare=False)
    """The text that the last layer was applied to; null for the source itself."""

    @classmethod
    def of(cls, source: Source | str) -> Text:
        """The source itself as text, unedited."""
        origin = Source(source) if isinstance(source, str) else source
        pieces = (Piece(0, 0, len(origin.string), True),) if origin.string else ()
        return cls(origin.string, origin, pieces, (), tuple(p.start for p in pieces))

    def __len__(self) -> int:
        return len(self.string)

    def __getitem__(self, span: Span) -> str:
        return self.string[span.start : span.end]

    def edit(self, edits: Iterable[Edit]) -> Text:
        """The text with all edits applied at once; they must not overlap (ValueError), order does not matter.

        An insertion (empty span) stands before the character at its place.
        """
        ordered = sorted(edits, key=lambda e: (e.span.start, e.span.end))
        if not ordered:
            return self
        builder = _Builder(self)
        layer = []
        for edit in ordered:
            before = self[edit.span]
            if edit.aligned and len(before) != len(edit.after):
                raise ValueError(f"aligned edit {edit.rule} at {edit.span} changes the length")
            builder.apply(edit)
            layer.append(Edit(edit.span, edit.after, edit.rule, edit.certainty, edit.aligned, before))
        string, pieces = builder.finish()
        starts = tuple(p.start for p in pieces)
        return Text(string, self.source, pieces, (*self.layers, tuple(layer)), starts, self)

    def origin(self, span: Span) -> SourceSpan:
        """The smallest stretch of the source that the span's characters stand for.

        An empty span has an empty origin: the place in the source where its place in the text begins.
        """
        return SourceSpan(*self._origin(span.start, span.end))

    def _origin(self, start: int, end: int) -> tuple[int, int]:
        """Plain numbers: every quote asks."""
        if start >= end:
            return self._origin_of_point(start)
        starts = self._starts
        first = bisect_right(starts, start) - 1
        if first + 1 == len(starts) or end <= starts[first + 1]:
            piece = self.pieces[first]
            if not piece.aligned:
                return piece.source_start, piece.source_end
            shift = piece.source_start - piece.start
            return (start + shift, end + shift) if shift else (start, end)
        last = bisect_left(starts, end, first) - 1
        head_start, head_end = self._origin_in(first, start, starts[first + 1])
        tail_start, tail_end = self._origin_in(last, starts[last], end)
        return min(head_start, tail_start), max(head_end, tail_end)

    def _origin_in(self, index: int, start: int, end: int) -> tuple[int, int]:
        piece = self.pieces[index]
        if not piece.aligned:
            return piece.source_start, piece.source_end
        shift = piece.source_start - piece.start
        return start + shift, end + shift

    def _origin_of_point(self, position: int) -> tuple[int, int]:
        """Where the character at the position begins; a stretch where the characters beside it share their origin."""
        if not self.pieces:
            return 0, 0
        left, right = self.pieces[0].source_start, self.pieces[-1].source_end
        if position > 0:
            left = self._origin_in(bisect_left(self._starts, position) - 1, position - 1, position)[1]
        if position < len(self.string):
            right = self._origin_in(bisect_right(self._starts, position) - 1, position, position + 1)[0]
        elif position > 0:
            right = left
        return right, max(left, right)

    def locate(self, source: SourceSpan) -> Span:
        """The smallest span of text that holds every character standing for any part of the source stretch.

        Insertions at either end of the stretch belong to it, so that `locate(origin(span))` holds the span.
        """
        pieces, start, end = self.pieces, source.start, source.end
        first = bisect_right(pieces, start, key=attrgetter("source_end"))
        while first and pieces[first - 1].source_start == start == pieces[first - 1].source_end:
            first -= 1
        last = bisect_left(pieces, end, key=attrgetter("source_start")) - 1
        while last + 1 < len(pieces) and pieces[last + 1].source_end == end:
            last += 1
        if last < first:
            position = self._starts[first] if first < len(self.pieces) else len(self.string)
            return Span(position, position)
        return Span(self._text_start(first, start), self._text_end(last, end))

    def _text_start(self, index: int, source_start: int) -> int:
        piece = self.pieces[index]
        if not piece.aligned:
            return piece.start
        return piece.start + max(0, source_start - piece.source_start)

    def _text_end(self, index: int, source_end: int) -> int:
        piece = self.pieces[index]
        if not piece.aligned:
            return self._starts[index + 1] if index + 1 < len(self._starts) else len(self.string)
        return piece.start + min(piece.source_end, source_end) - piece.source_start

    def quote(self, span: Span) -> Quote:
        """The characters of the span with both their places."""
        start, end = span.start, span.end
        source_start, source_end = self._origin(start, end)
        return _quoted(
            {
                "text": self.string[start:end],
                "char_start": start,
                "char_end": end,
                "source_start": source_start,
                "source_end": source_end,
            }
        )


_quoted = Quote.full


class _Builder:
    """Copies pieces of a text up to each edit and puts the replacement in their place. One pass, linear."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.parts: list[str] = []
        self.pieces: list[Piece] = []
        self.length = 0
        self.position = 0
        self.index = 0

    def apply(self, edit: Edit) -> None:
        if edit.span.start < self.position or edit.span.end < edit.span.start or edit.span.end > len(self.text):
            raise ValueError(f"edit {edit.rule} at {edit.span} overlaps another or lies outside the text")
        self._copy(edit.span.start)
        if edit.aligned:
            self._copy(edit.span.end, edit.after)
            return
        self.position = edit.span.end
        if edit.after:
            self._add(edit.after, *self.text._origin(edit.span.start, edit.span.end), False)

    def finish(self) -> tuple[str, tuple[Piece, ...]]:
        self._copy(len(self.text))
        return "".join(self.parts), tuple(self.pieces)

    def _add(self, string: str, source_start: int, source_end: int, aligned: bool) -> None:
        """A piece behind the others; what goes on where the last one ends is part of it."""
        last = self.pieces[-1] if aligned and self.pieces else None
        if last and last.aligned and last.source_end == source_start:
            self.pieces[-1] = Piece(last.start, last.source_start, source_end, True)
        else:
            self.pieces.append(Piece(self.length, source_start, source_end, aligned))
        self.parts.append(string)
        self.length += len(string)

    def _copy(self, end: int, replacement: str | None = None) -> None:
        """Copy the text up to `end`; with a replacement of the same length, its characters instead."""
        string, pieces, starts = self.text.string, self.text.pieces, self.text._starts
        begin, last = self.position, len(starts) - 1
        while self.position < end:
            while self.index < last and starts[self.index + 1] <= self.position:
                self.index += 1
            piece = pieces[self.index]
            stop = end if self.index == last else min(end, starts[self.index + 1])
            if replacement is None:
                copied = string[self.position : stop]
            else:
                copied = replacement[self.position - begin : stop - begin]
            if piece.aligned:
                shift = piece.source_start - piece.start
                self._add(copied, self.position + shift, stop + shift, True)
            else:
                self._add(copied, piece.source_start, piece.source_end, False)
            self.position = stop
