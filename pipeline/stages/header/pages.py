"""What the parts of the header are read from: the lines of a notice with their layout, as values."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from pipeline.lexicon.guarded import Guarded
from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.rules import load_rules
from pipeline.model.lines import Line, split_lines
from pipeline.model.notice import Said
from pipeline.model.reading import Mark, Zone
from pipeline.model.text import Span, Text

_BLANK = compile_pattern(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])")


@cache
def rule(name: str) -> Guarded:
    """The pattern of a rule of `header.toml`."""
    return load_rules("header")[name]


def compact(string: str) -> str:
    """A string without the blanks and line ends of layout; those between Latin words stay."""
    return str(_BLANK.sub("", string.strip()))


@dataclass(frozen=True)
class Page:
    """The notice as lines; `layout` names the kind of mark that lies on a line, by the line's index."""

    text: Text
    lines: tuple[Line, ...]
    layout: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, text: Text, marks: Sequence[Mark]) -> Page:
        """The lines of the text, and which of them a mark lies on."""
        lines = tuple(split_lines(text.string))
        starts = [line.start for line in lines]
        layout: dict[int, str] = {}
        for mark in marks:
            span = text.locate(mark.source)
            index = max(bisect_right(starts, span.start) - 1, 0)
            while index < len(lines) and lines[index].start < span.end:
                if lines[index].end > span.start:
                    layout[index] = mark.kind
                index += 1
        return cls(text, lines, layout)

    def __len__(self) -> int:
        return len(self.lines)

    def string(self, index: int) -> str:
        """What a line says; nothing beyond the last line."""
        lines = self.lines
        return lines[index].string if 0 <= index < len(lines) else ""

    def joined(self, first: int, last: int) -> str:
        """What the lines from `first` up to `last`, exclusive, say without blanks."""
        return compact("".join(line.string for line in self.lines[first:last]))

    def zone(self, kind: str, first: int, last: int) -> Zone:
        """The zone of the lines from `first` up to `last`, exclusive."""
        return Zone(kind, self.lines[first].start, self.lines[last - 1].end)

    def said(self, start: int, end: int, value: str | None = None) -> Said:
        """A value and its place; without `value`, the characters of the place without blanks."""
        quote = self.text.quote(Span(start, end))
        return Said.trusted(value=compact(quote.text) if value is None else value, place=quote)


def is_bare(string: str) -> bool:
    """Whether a line may be part of a title: short, without the punctuation of a sentence, without a marker.

    Within 《 a line may end on a comma.
    """
    longest = 160 if "《" in string or "关于" in string else 60
    return (
        len(string) <= (60 if string.endswith(("...", "…")) else longest)
        and (string[-1] not in "。；;，,：:！!？?" or (string[-1] in "，," and string.count("《") > string.count("》")))
        and string[0] not in "。；;，,：:、"
        and "。" not in string
        and rule("marked_line").match(string) is None
        and (rule("title_number").match(string) is None or rule("title_end").search(string) is not None)
    )


def squeeze(page: Page, start: int, end: int) -> tuple[str, list[int]]:
    """The characters of a stretch without blanks, and the place of each."""
    places = [i for i in range(start, end) if not page.text.string[i].isspace()]
    return "".join(page.text.string[i] for i in places), places
