"""Gives a notice its paragraphs back: restored text and marks go in, the text whose lines are paragraphs comes out.

Assumptions: 1. whoever copied a page or file may have broken its lines by width, lost their ends, left page numbers
between them or doubled marks and paragraphs; 2. that shows in the text: a sound one comes out as it went in; 3. what
the carrier marks as layout (rows of tables, headings) is as it is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.lines import split_lines
from pipeline.model.reading import Mark
from pipeline.model.text import Edit, SourceSpan, Text
from pipeline.stages.paragraphs.again import find_again
from pipeline.stages.paragraphs.between import find_between
from pipeline.stages.paragraphs.cut import find_cut
from pipeline.stages.paragraphs.run_on import find_run_on
from pipeline.stages.paragraphs.slips import find_slips
from pipeline.stages.paragraphs.wrapped import find_wrapped

__all__ = ["Laid", "restore_paragraphs"]

_SAID = {
    "page-number": "lines with nothing but the number of a page are left out",
    "site-line": "lines that a site put between the paragraphs are left out",
    "repeated-paragraph": "paragraphs that stand twice, one below the other, are read once",
    "wrapped-line": "lines broken by the width of the page are joined",
    "cut-paragraph": "paragraphs that were cut in two are joined",
    "lost-line-end": "paragraphs that ran into each other are divided",
    "doubled-mark": "punctuation marks that stand twice are read once",
    "blank-between": "blanks between the characters of sentences are left out",
}


@dataclass(frozen=True)
class Laid:
    """The text whose lines are paragraphs, and what was done to it."""

    text: Text
    diagnostics: tuple[Diagnostic, ...] = ()


def restore_paragraphs(text: Text, marks: Sequence[Mark] = ()) -> Laid:
    """The text with one paragraph a line; each change is an edit, and each kind of change a remark."""
    done: dict[str, list[SourceSpan]] = {}
    laid, lines = text, split_lines(text.string)
    for find in (find_again, find_between, find_wrapped, find_cut, find_run_on, find_slips):
        edits = list(find(laid, lines))
        if edits:
            laid = _apply(laid, edits, marks, done)
            lines = split_lines(laid.string)
    return Laid(laid, tuple(_report(laid, rule, places) for rule, places in done.items()))


def _apply(text: Text, edits: list[Edit], marks: Sequence[Mark], done: dict[str, list[SourceSpan]]) -> Text:
    if marks:
        edits = _outside(text, edits, marks)
    for edit in edits:
        done.setdefault(edit.rule, []).append(text.origin(edit.span))
    return text.edit(edits)


def _outside(text: Text, edits: list[Edit], marks: Sequence[Mark]) -> list[Edit]:
    """The edits that reach into no line that the carrier marks."""
    spans = sorted(text.locate(mark.source) for mark in marks if mark.kind != "footnote")
    ends = [span.end for span in spans]

    def is_free(edit: Edit) -> bool:
        index = bisect_left(ends, edit.span.start)
        return index == len(spans) or edit.span.end < spans[index].start

    return [edit for edit in edits if is_free(edit)]


def _report(laid: Text, rule: str, places: Sequence[SourceSpan]) -> Diagnostic:
    return Diagnostic(
        code=rule,
        severity="info",
        message=f"{_SAID[rule]}: {len(places)}, first here",
        place=laid.quote(laid.locate(places[0])),
    )
