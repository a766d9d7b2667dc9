"""Reads a plain text file: bytes in, a reading whose paragraphs are lines ended by line feeds out.

Assumptions: 1. each line of the file is a paragraph; 2. white space at either end of a line is layout; 3. characters
without width and control characters mean nothing; a form feed ends a line.
"""

from __future__ import annotations

import re

from pipeline.inputs.charset import decode, report_losses
from pipeline.inputs.misread import undo_misreading
from pipeline.model.reading import Reading
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


def read_plain(data: bytes) -> Reading:
    """The text in `data`. Refuses empty, binary and oversized files; undecodable bytes are diagnostics."""
    decoded = decode(data)
    meant, misread = undo_misreading(Text.of(Source(decoded.string)))
    text = strip_layout(meant)
    return Reading(text, "text/plain", decoded.encoding, diagnostics=(*misread, *report_losses(decoded, text)))


def strip_layout(text: Text) -> Text:
    """The text with line feeds for all line ends, without indentation and characters that have no width."""
    return text.edit(
        Edit(Span(*match.span()), "\n" if match.lastgroup == "line_end" else "", str(match.lastgroup).replace("_", "-"))
        for match in _LAYOUT.finditer(text.string)
    )
