"""Edits of a notice → what a reader checks: each restored spot in its context, conversions of script in sum."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import get_args

from pipeline.model.notice import EditRecord, Notice
from pipeline.model.text import Certainty, Source

CONTEXT = 8
"""Characters shown on either side of a spot."""
REPAIRS = frozenset({"pinyin-annotation", "destroyed-bytes"})
"""Rules that undo damage; what they take out is not layout."""
SHOWN = 24
VISIBLE = str.maketrans({"\n": "↵", "\r": "↵", "\t": "⇥", " ": "␣", "\u3000": "□", "\xa0": "␣"})


@dataclass(frozen=True)
class Spot:
    """One restored spot: raw and restored, each with what stands around it."""

    edit: EditRecord
    raw: tuple[str, str, str]
    restored: tuple[str, str, str]
    line: int
    column: int


@dataclass(frozen=True)
class Conversion:
    """All edits of one rule that only exchange characters or are layout: how many, which pairs how often."""

    rule: str
    count: int
    pairs: tuple[tuple[str, str, int], ...]


def is_spot(edit: EditRecord) -> bool:
    """Damage undone, or a choice made: a reader may want to check it. Script, width and layout are summed up."""
    return edit.certainty != "sure" or edit.rule in REPAIRS


def make_spots(notice: Notice) -> tuple[Spot, ...]:
    """Every restored spot, the least certain first, then in the order of the text."""
    source = Source(notice.source_text)
    edits = sorted(filter(is_spot, notice.edits), key=_by_doubt)
    return tuple(_make_spot(notice, e, source) for e in edits)


def _by_doubt(edit: EditRecord) -> tuple[int, int, int]:
    return -get_args(Certainty).index(edit.certainty), edit.char_start, edit.layer


def _make_spot(notice: Notice, edit: EditRecord, source: Source) -> Spot:
    line, column = source.line_column(edit.source_start)
    return Spot(
        edit,
        _in_context(notice.source_text, edit.source_start, edit.source_end),
        _in_context(notice.text, edit.char_start, edit.char_end),
        line,
        column,
    )


def _in_context(text: str, start: int, end: int) -> tuple[str, str, str]:
    before = text[max(0, start - CONTEXT) : start].rpartition("\n")[2]
    after = text[end : end + CONTEXT].partition("\n")[0]
    return before, text[start:end], after


def sum_conversions(notice: Notice, most: int = 60) -> tuple[Conversion, ...]:
    """The other edits by rule, with the commonest pairs."""
    by_rule: dict[str, Counter[tuple[str, str]]] = {}
    for edit in notice.edits:
        if not is_spot(edit):
            by_rule.setdefault(edit.rule, Counter())[_visible(edit.before), _visible(edit.after)] += 1
    return tuple(
        Conversion(rule, pairs.total(), tuple((b, a, n) for (b, a), n in pairs.most_common(most)))
        for rule, pairs in sorted(by_rule.items())
    )


def _visible(text: str) -> str:
    """The text with signs for its white space, cut where it is long."""
    return (text if len(text) <= SHOWN else text[:SHOWN] + "…").translate(VISIBLE)
