"""What the pipeline wants to tell about a notice that is not a value: doubt, damage, disagreement, with its place."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from pipeline.model.record import Record
from pipeline.model.text import Quote, SourceSpan, Span, Text

MOST_ALIKE = 1_000
"""Diagnostics of one code that are told one by one: nobody reads a hundred thousand slips of numbering."""

Severity = Literal["error", "warning", "info"]


class Diagnostic(Record):
    """One remark. `code` is readable and stable, e.g. `section-gap`; `place` is null where none can be named.

    Of one code the first thousand with a place are told; one more then says how many there are besides, and from where
    to where.
    """

    code: str
    severity: Severity
    message: str
    place: Quote | None = None


NO_TITLE = Diagnostic(code="title-missing", severity="error", message="no title (标题) found")


class Remarks:
    """Collects diagnostics on places of a text, bounded for each code."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._told: list[Diagnostic] = []
        self._counts = Counter[str]()
        self._more: dict[str, tuple[Severity, Span, int]] = {}
        """Of each code that goes on: the first place that is not told, and where the last one ends."""

    def note(self, code: str, severity: Severity, message: str, span: Span) -> None:
        """One remark on a stretch of the text."""
        self._counts[code] += 1
        if self._counts[code] <= MOST_ALIKE:
            self._told.append(_tell(self._text, code, severity, message, span))
        else:
            _, first, last = self._more.get(code, (severity, span, 0))
            self._more[code] = (severity, first, max(last, span.end))

    def finish(self) -> tuple[Diagnostic, ...]:
        """What was noted in its order, then for each code that goes on how many more there are."""
        for code, (severity, first, last) in self._more.items():
            more = self._counts[code] - MOST_ALIKE
            message = f"and {more} more of this kind, between characters {first.start} and {last}"
            self._told.append(_tell(self._text, code, severity, message, first))
        return tuple(self._told)


def _tell(text: Text, code: str, severity: Severity, message: str, span: Span) -> Diagnostic:
    return Diagnostic.trusted(code=code, severity=severity, message=message, place=text.quote(span))


def carry_over(remarks: tuple[Diagnostic, ...], before: Text, after: Text) -> tuple[Diagnostic, ...]:
    """Remarks on a text as remarks on what was made of it: where the same stretch of the source stands there."""
    return remarks if before is after else tuple(_carried(remark, after) for remark in remarks)


def _carried(remark: Diagnostic, text: Text) -> Diagnostic:
    if (place := remark.place) is None:
        return remark
    quote = text.quote(text.locate(SourceSpan(place.source_start, place.source_end)))
    return remark if quote == place else remark.model_copy(update={"place": quote})
