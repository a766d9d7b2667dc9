"""The scores of a gold folder: per notice and in total, and in words what was wrong."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from pipeline.model.notice import Notice
from pipeline.scoring import fields
from pipeline.scoring.differences import section_differences
from pipeline.scoring.fields import SURE_ROWS
from pipeline.scoring.gold import Gold
from pipeline.scoring.matching import found_rows, match_rows
from pipeline.scoring.stretch import Stretch
from pipeline.scoring.tally import Tally, tally


@dataclass
class NoticeScore:
    """One notice: a tally for each field, differences as lines; `failure` where it was not parsed: all is missed."""

    notice_id: str
    tallies: dict[str, Tally] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)
    failure: str | None = None


@dataclass
class Report:
    """All notices of a gold folder."""

    notices: list[NoticeScore]
    verbose: bool = False

    @property
    def total(self) -> dict[str, Tally]:
        """The tallies of all notices added up, field by field."""
        total: dict[str, Tally] = {}
        for notice in self.notices:
            for name, one in notice.tallies.items():
                total[name] = total.get(name, Tally()) + one
        return total

    @property
    def failures(self) -> list[str]:
        return [f"{n.notice_id}: {n.failure}" for n in self.notices if n.failure]

    def lines(self) -> Iterator[str]:
        """The report as text."""
        for notice in self.notices:
            yield f"== {notice.notice_id}" + (f"  FAILED: {notice.failure}" if notice.failure else "")
            yield from _table(notice.tallies)
            if self.verbose:
                yield from notice.differences
        yield f"== total of {len(self.notices)} notices, {len(self.failures)} failed"
        yield from _table(self.total)


def score_notice(gold: Gold, notice: Notice) -> NoticeScore:
    """One parsed notice against its marks."""
    stretch = Stretch.of(gold, notice)
    score = NoticeScore(gold.notice_id)
    if gold.header is not None:
        _score_header(score, gold.header, notice, stretch)
    if gold.outline:
        score.tallies["outline"], score.tallies["outline depth+kind"], wrong = fields.outline_tally(notice, stretch)
        score.differences += wrong
    if gold.rows:
        _score_demands(score, gold, notice, stretch)
    return score


def _score_header(score: NoticeScore, header: dict[str, Any], notice: Notice, stretch: Stretch) -> None:
    keys = [k for k in header if k != "citations"]
    have, want = fields.header_values(notice.header, keys), fields.marked_header(header)
    score.tallies["header"] = tally(have, want)
    score.differences += _set_difference("header", have, want)
    if "citations" in header:
        cited, marked = fields.found_citations(notice, stretch), fields.marked_citations(header)
        score.tallies["citations"] = tally(cited, marked)
        score.differences += _set_difference("citation", cited, marked)


def _score_demands(score: NoticeScore, gold: Gold, notice: Notice, stretch: Stretch) -> None:
    matching = match_rows(found_rows(notice, stretch), [r for r in gold.rows if gold.scores(r.section)])
    score.tallies["frequencies"] = fields.frequency_tally(notice, stretch)
    if any(r.deadline is not None for r in gold.rows):
        score.tallies["deadlines"] = fields.deadline_tally(notice, stretch)
    score.tallies |= fields.obligation_tallies(matching)
    score.differences += section_differences(notice, stretch, matching)


def _set_difference(name: str, have: AbstractSet[tuple[str, ...]], want: AbstractSet[tuple[str, ...]]) -> list[str]:
    lines = [f"- {name} {' | '.join(v)}" for v in sorted(want - have)]
    return lines + [f"+ {name} {' | '.join(v)}" for v in sorted(have - want)]


def _table(tallies: dict[str, Tally]) -> Iterator[str]:
    for name, t in tallies.items():
        if t.empty:
            continue
        if name == SURE_ROWS:
            yield f"  {name:26} P {t.precision:.3f}  ({t.right} right, {t.extra} extra)"
            continue
        yield (
            f"  {name:26} P {t.precision:.3f}  R {t.recall:.3f}  F1 {t.f1:.3f}"
            f"  ({t.right} right, {t.extra} extra, {t.missed} missed)"
        )
