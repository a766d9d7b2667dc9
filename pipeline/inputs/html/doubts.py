"""Says of a web page what was not read or is doubtful: page, chosen lines and text in, diagnostics out."""

from __future__ import annotations

import re

from pipeline.inputs.html.page import Page
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.text import SourceSpan, Span, Text

LONGEST = 200
MUCH = 0.05
"""Share of the text from which what is left out of its midst is more than a slip."""

_HAN, _SENTENCE = re.compile("[一-鿿]"), re.compile("[，。；]")
_FEWEST = 20
"""Chinese characters that text has at least."""


def report_page(page: Page, blocks: tuple[int, ...], text: Text) -> tuple[Diagnostic, ...]:
    """One diagnostic a kind of doubt."""
    if not blocks:
        message = "The page shows no text of a notice; a script may have to load it."
        return (
            *_report_unended(page, text),
            Diagnostic(code="no-text", severity="error", message=message),
        )
    return (*_report_unended(page, text), *_report_hidden(page, blocks, text), *_report_doubtful(page, text))


def _report_unended(page: Page, text: Text) -> tuple[Diagnostic, ...]:
    """A remark where a comment or script that does not end takes sentences with it."""
    last, source = page.last, page.source
    if last is None or last.content_end < len(source):
        return ()
    is_comment = source.startswith("<!--", last.start) and not source.endswith(("-->", "--!>"))
    taken = source[last.start if is_comment else last.end :]
    if not taken or not _is_text(taken):
        return ()
    message = (
        f"A {last.name or 'comment'} that does not end takes {len(taken)} characters with it, to the end of the page."
    )
    place = text.quote(Span(max(0, len(text) - 20), len(text)))
    return (Diagnostic(code="unended-markup", severity="warning", message=message, place=place),)


def _report_hidden(page: Page, blocks: tuple[int, ...], text: Text) -> tuple[Diagnostic, ...]:
    """A remark where sentences stand in the midst of the notice that are there but cannot be seen: a script or another
    sheet might show them."""
    within = page.blocks[blocks[0] : blocks[-1] + 1]
    hidden = [b for b in within if b.state.hidden and "gone" not in b.state.seen.hiding and _is_text(b.text)]
    if not hidden:
        return ()
    much = sum(len(block.text) for block in hidden) > MUCH * len(text)
    said = "; ".join(block.text[:LONGEST] for block in hidden)[:LONGEST]
    return (
        Diagnostic(
            code="unseen-text-left-out",
            severity="warning" if much else "info",
            message=f"left out, for the page does not show it: {said}",
            place=text.quote(text.locate(SourceSpan(hidden[0].start, hidden[0].end))),
        ),
    )


def _report_doubtful(page: Page, text: Text) -> tuple[Diagnostic, ...]:
    """A remark where white text is read, whose ground may be dark by a sheet of another address."""
    spans = (text.locate(SourceSpan(start, end)) for start, end in page.doubtful)
    read = [span for span in spans if text[span].strip()]
    if not read:
        return ()
    said = "; ".join(text[span][:LONGEST] for span in read)[:LONGEST]
    message = f"read though it is white, for the page does not say on what ground: {said}"
    return (Diagnostic(code="unseen-text", severity="warning", message=message, place=text.quote(read[0])),)


def _is_text(string: str) -> bool:
    return len(_HAN.findall(string)) >= _FEWEST and _SENTENCE.search(string) is not None
