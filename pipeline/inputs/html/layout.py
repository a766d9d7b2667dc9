"""Writes the chosen lines of a page as text: page and content in, Text and marks out, everything else an edit.

One line a block; the cells of a row of a data table are one line, joined by tabs. Between two characters that the
text keeps there is at most one edit, whatever tags stand there: `paragraph`, `cell`, `white-space`, `zero-width`,
`markup`, or `left-out` where text of the page was passed over; a character written as `entity` has its own.
Assumptions: 1. a run of white space says no more than one space of its kind; 2. a line end between two Chinese
characters is none of the text's (Word saves pages so).
"""

from __future__ import annotations

import html
import re

from pipeline.inputs.html.blocks import Block, Page
from pipeline.inputs.html.content import Content
from pipeline.model.reading import Mark
from pipeline.model.text import Edit, Source, SourceSpan, Span, Text

_BLANK_ENTITY = (
    "&(?:nbsp|ensp|emsp|thinsp|hairsp|zwnj|zwj|shy|#160|#819[45]|#12288|#[xX](?:[aA]0|3000))(?![0-9A-Za-z]);?"
)
_WIDTHLESS = "\u200b-\u200f\u2060\ufeff\xad"
_SPECIAL = re.compile(
    f"(?P<blank>(?:[\\s{_WIDTHLESS}\x00-\x1f\x7f]|{_BLANK_ENTITY})+)"
    "|(?P<entity>&(?:#\\d{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});?)"
)
_NO_SPACE = re.compile(f"(?:[{_WIDTHLESS}\x00-\x08\x0e-\x1b\x7f]|&(?:zwnj|zwj|shy);?)+")
_WIDE = re.compile("[\u3000\u2003]|&(?:emsp|#8195|#12288|#[xX]3000)")
_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u2018-\u201d]")


def write_text(page: Page, content: Content) -> tuple[Text, tuple[Mark, ...]]:
    """The notice's text, made from the page's markup by one layer of edits, and the layout it loses."""
    writer = _Writer(page.source)
    marks: list[Mark] = []
    before = -1
    for number in content.blocks:
        block = page.blocks[number]
        joint = _joint(page.blocks[before], block, content.tables) if before >= 0 else ""
        writer.begin(joint, skipped=number > before + 1, number=block.number)
        _add_marks(marks, _write_block(writer, block), block, joint, content.tables)
        before = number
    return writer.finish(skipped=before + 1 < len(page.blocks)), tuple(marks)


def _joint(before: Block, block: Block, tables: frozenset[int]) -> str:
    """What stands between two lines: in one row of a data table a tab, in one cell of it a space."""
    if block.state.table not in tables or before.state.row != block.state.row or not block.state.row:
        return "\n"
    return " " if before.state.cell == block.state.cell else "\t"


def _write_block(writer: _Writer, block: Block) -> SourceSpan:
    """Keeps the characters of a line; their place from the first to the last."""
    first = -1
    for start, end in block.runs:
        position = start
        for match in _SPECIAL.finditer(writer.source, start, end):
            if match.start() > position:
                first = position if first < 0 else first
                writer.keep(position, match.start())
            position = match.end()
            if match.lastgroup == "blank":
                writer.blank += match[0]
            else:
                first = match.start() if first < 0 else first
                writer.keep_entity(*match.span())
        if end > position:
            first = position if first < 0 else first
            writer.keep(position, end)
    return SourceSpan(max(first, 0), writer.position)


def _add_marks(marks: list[Mark], span: SourceSpan, block: Block, joint: str, tables: frozenset[int]) -> None:
    """Notes layout; the lines of one row have one mark together."""
    state = block.state
    if state.table in tables and state.row:
        if joint != "\n" and marks and marks[-1].kind == "table_row":
            span = SourceSpan(marks.pop().source.start, span.end)
        marks.append(Mark(span, "table_row"))
        return
    if state.heading:
        marks.append(Mark(span, "heading", state.heading))
    if state.align == "center":
        marks.append(Mark(span, "centered"))
    elif state.align == "right":
        marks.append(Mark(span, "right"))


class _Writer:
    """Notes what is kept, in order; all that stands between becomes one edit each."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.edits: list[Edit] = []
        self.position = 0
        self.blank = ""
        self._joint = ""
        self._number = ""
        self._skipped = False
        self._line_start = True
        self._last = ""

    def begin(self, joint: str, skipped: bool, number: str) -> None:
        """A line begins, after lines that were left out or none; the browser puts `number` before it."""
        self._joint, self._skipped, self._number = joint, skipped, number
        self._line_start, self.blank = True, ""

    def keep(self, start: int, end: int) -> None:
        """The stretch of the source as it is."""
        self._fill(start, self.source[start])
        self.position, self._last = end, self.source[end - 1]

    def keep_entity(self, start: int, end: int) -> None:
        """The characters that an entity stands for; an ampersand that begins none stays as it is."""
        written = self.source[start:end]
        characters = html.unescape(written)
        self._fill(start, characters[:1])
        if characters != written:
            self.edits.append(Edit(Span(start, end), characters, "entity"))
        self.position, self._last = end, characters[-1:]

    def finish(self, skipped: bool) -> Text:
        if self.position < len(self.source):
            self._edit(len(self.source), "", "left-out" if skipped else "markup")
        return Text.of(Source(self.source)).edit(self.edits)

    def _fill(self, start: int, following: str) -> None:
        """The edit between what was kept last and what comes at `start`."""
        if self._line_start:
            rule = "left-out" if self._skipped else "cell" if self._joint in ("\t", " ") else "paragraph"
            self._edit(start, self._joint, rule if self._joint or self._skipped else "markup")
            if self._number:
                self.edits.append(Edit(Span(start, start), self._number, "list-number"))
        elif self.blank or start > self.position:
            space = self._space(following)
            self._edit(start, space, self._inner_rule(start))
        self._line_start, self.blank, self._number = False, "", ""

    def _inner_rule(self, start: int) -> str:
        if start - self.position > len(self.blank):
            return "markup"
        return "zero-width" if _NO_SPACE.fullmatch(self.blank) else "white-space"

    def _space(self, following: str) -> str:
        """What the white space since the last character comes to."""
        if not self.blank or _NO_SPACE.fullmatch(self.blank):
            return ""
        if _WIDE.search(self.blank):
            return "\u3000"
        wrapped = "\n" in self.blank and _HAN.match(following) and _HAN.match(self._last)
        return "" if wrapped else " "

    def _edit(self, end: int, after: str, rule: str) -> None:
        if self.source[self.position : end] != after:
            self.edits.append(Edit(Span(self.position, end), after, rule))
