"""Says of pages what was not read or is doubtful: pages in, diagnostics out, or the refusal of what has no text."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.inputs.layout.page import Page
from pipeline.model.diagnostic import Diagnostic, Severity
from pipeline.model.errors import Refused

LONGEST = 500
MUCH = 0.05
"""Share of all characters from which what stands askew is more than a watermark."""


def refuse_without_text(pages: Iterable[Page], message: str) -> None:
    """`Refused` if no page holds a visible character."""
    if any(not g.sign.isspace() for page in pages for g in page.glyphs):
        return
    if any(page.askew for page in pages):
        raise Refused("text-askew", "all text of the file stands askew: it cannot be put into lines")
    raise Refused("no-text-layer", message)


def report_pages(pages: list[Page], missing: Iterable[int] = ()) -> tuple[Diagnostic, ...]:
    """One diagnostic a kind of doubt; pages that are `missing` have been told of."""
    without = [page.number for page in pages if not page.glyphs and page.number not in set(missing)]
    said = []
    if without:
        numbers = ", ".join(map(str, without))
        said.append(_tell("page-without-text", "warning", f"no text layer on page {numbers} of {len(pages)} (a scan?)"))
    if vertical := [page.number for page in pages if page.vertical]:
        numbers = ", ".join(map(str, vertical))
        said.append(_tell("vertical-text", "warning", f"page {numbers}: columns from top to bottom were read as lines"))
    askew = {page.number: page.askew for page in pages if page.askew}
    if askew:
        much = sum(map(len, askew.values())) > MUCH * sum(len(page.glyphs) for page in pages)
        said.append(
            _tell("text-askew", "warning" if much else "info", f"left out, for it stands askew: {_list(askew)}")
        )
    if outside := {page.number: page.outside for page in pages if page.outside}:
        said.append(_tell("text-outside-page", "info", f"left out, for it stands beyond the edges: {_list(outside)}"))
    if pale := {page.number: page.pale for page in pages if page.pale}:
        said.append(_tell("watermark-left-out", "info", f"left out, for it is large and pale: {_list(pale)}"))
    if covered := {page.number: page.covered for page in pages if page.covered}:
        said.append(_tell("unseen-text-left-out", "info", f"left out, for it lies unseen on text: {_list(covered)}"))
    if unseen := {page.number: page.unseen for page in pages if page.unseen}:
        said.append(
            _tell("unseen-text", "warning", f"read though it is drawn without ink or in white: {_list(unseen)}")
        )
    if beside := {page.number: page.beside for page in pages if page.beside}:
        said.append(_tell("annotation-left-out", "info", f"not part of the text: {_list(beside)}"))
    return tuple(said)


def _list(texts: dict[int, str]) -> str:
    """The texts, each with the first page that has it."""
    first: dict[str, int] = {}
    for number, text in texts.items():
        first.setdefault(text[:LONGEST], number)
    return "; ".join(f"page {number}: {text}" for text, number in first.items())[:LONGEST]


def _tell(code: str, severity: Severity, message: str) -> Diagnostic:
    return Diagnostic(code=code, severity=severity, message=message)
