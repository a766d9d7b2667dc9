"""Writes down a carrier's text from front to back: strings in, a Reading out, with every change, place and mark.

What the carrier shows and the text keeps is said; what it shows and the text does not keep (a page number) is cut;
what the reader adds (an automatic number) is added: cuts and additions become edits, so nothing is lost silently.
"""

from __future__ import annotations

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.reading import Mark, MarkKind, Reading
from pipeline.model.text import Anchor, Edit, Source, SourceSpan, Span, Text


class Transcript:
    """The text so far; `length` is the source position at which the next string will stand."""

    def __init__(self) -> None:
        self.length = 0
        self._parts: list[str] = []
        self._edits: list[Edit] = []
        self._anchors: list[Anchor] = []
        self._marks: list[Mark] = []

    def say(self, string: str) -> None:
        """Text of the carrier that the text keeps."""
        self._parts.append(string)
        self.length += len(string)

    def replace(self, string: str, after: str, rule: str) -> None:
        """Text of the carrier for which the text has something else, or nothing."""
        start = self.length
        self.say(string)
        self._edits.append(Edit(Span(start, self.length), after, rule))

    def add(self, string: str, rule: str) -> None:
        """Text that the carrier shows without holding it as characters."""
        self._edits.append(Edit(Span(self.length, self.length), string, rule))

    def anchor(
        self, part: str | None = None, page: int | None = None, box: tuple[float, float, float, float] | None = None
    ) -> None:
        """What follows stands in this part, or in this box of this page."""
        if self._anchors and self._anchors[-1].start == self.length:
            self._anchors.pop()
        self._anchors.append(Anchor.trusted(start=self.length, part=part, page=page, box=box))

    def mark(self, start: int, kind: MarkKind, level: int = 0) -> None:
        """What was written since `start` has this layout."""
        if self.length > start:
            self._marks.append(Mark(SourceSpan(start, self.length), kind, level))

    def text(self) -> Text:
        """The text with all edits so far as its first layer."""
        return Text.of(Source("".join(self._parts), tuple(self._anchors))).edit(self._edits)

    def reading(self, text: Text, media_type: str, diagnostics: tuple[Diagnostic, ...] = ()) -> Reading:
        """The finished reading of `text`, which may have been edited further."""
        return Reading(text, media_type, None, tuple(self._marks), (), diagnostics)
