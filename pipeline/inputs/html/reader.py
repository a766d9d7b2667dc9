"""Reads a web page: bytes in, Reading out (text of the notice alone, evidence of the page beside it)."""

from __future__ import annotations

import re

from pipeline.inputs.charset import decode, report_losses
from pipeline.inputs.html.blocks import cut_page
from pipeline.inputs.html.content import choose_content, hidden_is_shown
from pipeline.inputs.html.layout import write_text
from pipeline.inputs.html.metadata import collect_evidence
from pipeline.inputs.html.page import Page
from pipeline.inputs.misread import report_misreading
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.reading import Reading
from pipeline.model.text import Span, Text

_HEAD = 4096
_HAN, _SENTENCE = re.compile("[一-鿿]"), re.compile("[，。；]")
_FEWEST = 20
"""Chinese characters that text has at least."""
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
            *_report_unended(page, text),
            *_report_nothing(content.blocks),
        ),
    )


def _declared_charset(data: bytes) -> str | None:
    """The encoding that the page names in its first bytes; the charset of the reader decides whether it is true."""
    match = _DECLARED.search(data[:_HEAD].replace(b"\0", b""))
    return (match[1] or match[2]).decode("ascii", "replace") if match else None


def _report_unended(page: Page, text: Text) -> tuple[Diagnostic, ...]:
    """A remark where a comment or script that does not end takes sentences with it."""
    last, source = page.last, page.source
    if last is None or last.content_end < len(source):
        return ()
    is_comment = source.startswith("<!--", last.start) and not source.endswith(("-->", "--!>"))
    taken = source[last.start if is_comment else last.end :]
    if not taken or len(_HAN.findall(taken)) < _FEWEST or not _SENTENCE.search(taken):
        return ()
    message = (
        f"A {last.name or 'comment'} that does not end takes {len(taken)} characters with it, to the end of the page."
    )
    place = text.quote(Span(max(0, len(text) - 20), len(text)))
    return (Diagnostic(code="unended-markup", severity="warning", message=message, place=place),)


def _report_nothing(blocks: tuple[int, ...]) -> tuple[Diagnostic, ...]:
    if blocks:
        return ()
    message = "The page shows no text of a notice; a script may have to load it."
    return (Diagnostic(code="no-text", severity="error", message=message),)
