"""Comparison → one self-contained HTML page, old and new side by side."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.comparison.changes import Comparison, ObligationSide, SectionSide
from pipeline.comparison.wording import Piece, mark_difference, say_kind
from pipeline.outputs.report.page import Language, render_page
from pipeline.outputs.wording import Words


@dataclass(frozen=True)
class Pair:
    """A line of the page: kinds of change, both sides, and their words in pieces that differ or not."""

    kinds: tuple[tuple[str, Words], ...]
    old: ObligationSide | SectionSide | None
    new: ObligationSide | SectionSide | None
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


def render_html(comparison: Comparison, language: Language = "zh") -> str:
    """The page; filters by kind of change."""
    counts = comparison.counts()
    return render_page(
        "comparison.html.j2",
        language,
        comparison=comparison,
        kinds=[(kind, say_kind(kind), n) for kind, n in counts.items()],
        obligations=[
            _pair(c.kinds, c.old, c.new, c.old.clause if c.old else "", c.new.clause if c.new else "")
            for c in comparison.obligations
        ],
        sections=[
            _pair(c.kinds, c.old, c.new, c.old.text if c.old else "", c.new.text if c.new else "")
            for c in comparison.sections
        ],
        headers=[
            (c.field, *map(tuple, mark_difference("、".join(c.old), "、".join(c.new)))) for c in comparison.header
        ],
    )


def _pair(
    kinds: tuple[str, ...],
    old: ObligationSide | SectionSide | None,
    new: ObligationSide | SectionSide | None,
    before: str,
    after: str,
) -> Pair:
    pieces = mark_difference(before, after) if old and new else ([(before, False)], [(after, False)])
    return Pair(tuple((k, say_kind(k)) for k in kinds), old, new, tuple(pieces[0]), tuple(pieces[1]))
