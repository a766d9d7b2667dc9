"""Reads a plain text file: bytes in, a reading whose paragraphs are lines ended by line feeds out.

Assumptions: 1. each line of the file is a paragraph; 2. white space at either end of a line is layout; 3. characters
without width and control characters mean nothing; a form feed ends a line; 4. lines with tabs or strokes between
several words, one below the other, are the rows of a table if one of the first names columns of duties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from pipeline.inputs.charset import decode, report_losses
from pipeline.inputs.misread import undo_misreading
from pipeline.lexicon.columns import CELL_END, FIRST_ROWS, read_head
from pipeline.model.diagnostic import carry_over
from pipeline.model.reading import Mark, Reading
from pipeline.model.text import Edit, Source, Span, Text

_SPACE = "\t \xa0\u2000-\u200a\u202f\u3000"
_WIDTHLESS = "\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_LINE_END = "\n\r\x0b\x0c\x85\u2028\u2029"
_LAYOUT = re.compile(
    f"(?P<line_end>\r\n|[{_LINE_END[1:]}])"
    f"|(?:(?<=[{_LINE_END}])|\\A)(?P<indentation>[{_WIDTHLESS}]*[{_SPACE}][{_SPACE}{_WIDTHLESS}]*)"
    f"|(?P<zero_width>[{_WIDTHLESS}]+)"
    f"|(?P<control_character>[\x00-\x08\x0e-\x1f\x7f]+)"
    f"|(?<![{_SPACE}])(?P<trailing_space>[{_SPACE}]+)(?=[{_LINE_END}]|\\Z)"
)

_REFERENCE = re.compile(
    "&(?:nbsp|ensp|emsp|thinsp|ldquo|rdquo|lsquo|rsquo|middot|bull|mdash|ndash|hellip|times|quot|amp|lt|gt"
    "|#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,5});"
)
_FEWEST_CELLS = 3


def read_plain(data: bytes) -> Reading:
    """The text in `data`. Refuses empty, binary and oversized files; undecodable bytes are diagnostics."""
    decoded = decode(data)
    meant, misread = undo_misreading(Text.of(Source(decoded.string)))
    meant = meant.edit(_find_references(meant.string))
    text = strip_layout(meant)
    diagnostics = (*carry_over(misread, meant, text), *report_losses(decoded, text))
    return Reading(text, "text/plain", decoded.encoding, tuple(_mark_rows(text)), diagnostics=diagnostics)


def _find_references(string: str) -> Iterator[Edit]:
    """An edit for each character reference (&nbsp; &ldquo;) that a copy of a page's source left in the text."""
    if "&" in string:
        for match in _REFERENCE.finditer(string):
            if len(character := unescape(match[0])) == 1:
                yield Edit(Span(*match.span()), character, "entity")


def _mark_rows(text: Text) -> Iterator[Mark]:
    """The lines of a copied table of duties: they fall into three cells or more, and one of the first names them."""
    if "\t" not in text.string and "|" not in text.string:
        return
    rows: list[Span] = []
    position = 0
    for line in [*text.string.split("\n"), ""]:
        cells = sum(1 for cell in CELL_END.split(line) if cell.strip())
        if cells >= _FEWEST_CELLS or (rows and cells > 1):
            rows.append(Span(position, position + len(line)))
        else:
            if len(rows) > 1 and _is_of_duties(text, rows[:FIRST_ROWS]):
                yield from (Mark(text.origin(row), "table_row") for row in rows)
            rows = []
        position += len(line) + 1


def _is_of_duties(text: Text, rows: list[Span]) -> bool:
    return any(read_head(CELL_END.split(text[row].rstrip("|"))) is not None for row in rows)


def strip_layout(text: Text) -> Text:
    """The text with line feeds for all line ends, without indentation and characters that have no width."""
    return text.edit(
        Edit(Span(*match.span()), "\n" if match.lastgroup == "line_end" else "", str(match.lastgroup).replace("_", "-"))
        for match in _LAYOUT.finditer(text.string)
    )
