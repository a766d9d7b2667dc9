"""Writes the chosen lines of a page as text: page and content in, Text and marks out, everything else an edit.

One line a block; the cells of a row of a data table are one line, joined by tabs. Between two characters that the
text keeps there is at most one edit, whatever tags stand there (see `Excerpt`).
"""

from __future__ import annotations

from pipeline.inputs.excerpt import Excerpt
from pipeline.inputs.grid import MOST_COLUMNS
from pipeline.inputs.html.content import Content
from pipeline.inputs.html.page import Block, Page
from pipeline.inputs.signs import raise_digits
from pipeline.model.reading import Mark
from pipeline.model.text import SourceSpan, Text


def write_text(page: Page, content: Content) -> tuple[Text, tuple[Mark, ...]]:
    """The notice's text, made from the page's markup by one layer of edits, and the layout it loses."""
    writer = Excerpt(page.source)
    marks: list[Mark] = []
    before = -1
    for number in content.blocks:
        block = page.blocks[number]
        joint = joint_of(page, page.blocks[before], block, content.tables) if before >= 0 else ""
        writer.begin(joint, skipped=number > before + 1, number=block.number)
        _add_marks(marks, _write_block(writer, block, page.raised), block, joint, content.tables)
        before = number
    return writer.finish(skipped=before + 1 < len(page.blocks)), tuple(marks)


def joint_of(page: Page, before: Block, block: Block, tables: frozenset[int]) -> str:
    """What stands between two lines: in one row of a data table a tab a column, in one cell of it a space."""
    if block.state.table not in tables or before.state.row != block.state.row or not block.state.row:
        return "\n"
    elements = page.elements
    apart = elements[block.state.cell].column - elements[before.state.cell].column
    return "\t" * min(apart, MOST_COLUMNS) or " "


def _write_block(writer: Excerpt, block: Block, raised: set[int]) -> SourceSpan:
    """Keeps the characters of a line; their place from the first to the last."""
    for start, end in block.runs:
        above = raise_digits(writer.source[start:end]) if start in raised else ""
        if above and above != writer.source[start:end]:
            writer.keep_as(start, end, above, "superscript")
        else:
            writer.keep_text(start, end)
    return writer.line_span()


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
