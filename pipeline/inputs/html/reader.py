"""Reads a web page: bytes in, Reading out (text of the notice alone, evidence of the page beside it)."""

from __future__ import annotations

import re

from pipeline.inputs.charset import decode, report_losses
from pipeline.inputs.html.blocks import cut_page
from pipeline.inputs.html.content import choose_content, hidden_is_shown
from pipeline.inputs.html.doubts import report_page
from pipeline.inputs.html.layout import write_text
from pipeline.inputs.html.metadata import collect_evidence
from pipeline.inputs.misread import report_misreading
from pipeline.model.reading import Reading

_HEAD = 4096
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']?([\w.:-]+)|<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]+)""",
    re.IGNORECASE,
)


def read_html(data: bytes) -> Reading:
    """The notice on the page. Refuses what `decode` refuses and pages of millions of tags; content never raises."""
    decoded = decode(data, _declared_charset(data))
    page = cut_page(decoded.string)
    if hidden_is_shown(page):
        page = cut_page(decoded.string, shown=True)
    content = choose_content(page)
    text, marks = write_text(page, content)
    return Reading(
        text,
        "text/html",
        decoded.encoding,
        marks,
        collect_evidence(page, list(content.labelled), set(content.blocks)),
        (
            *report_misreading(decoded.string, text),
            *report_losses(decoded, text),
            *report_page(page, content.blocks, text),
        ),
    )


def _declared_charset(data: bytes) -> str | None:
    """The encoding that the page names in its first bytes; the charset of the reader decides whether it is true."""
    match = _DECLARED.search(data[:_HEAD].replace(b"\0", b""))
    return (match[1] or match[2]).decode("ascii", "replace") if match else None
