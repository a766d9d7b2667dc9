"""Precision and recall of each field against marks made by hand: a gold folder in, a `Report` out."""

from __future__ import annotations

from pathlib import Path

from pipeline.scoring.gold import Gold, read_gold
from pipeline.scoring.report import NoticeScore, Report, score_notice

__all__ = ["NoticeScore", "Report", "score", "score_notice"]


def score(folder: Path, notices: Path | None = None, verbose: bool = False, only: str = "") -> Report:
    """All marked notices of `folder`, or those whose id contains `only`, parsed and compared.

    A notice lies beside its marks, or below `notices` where the marks' `# source:` says.
    """
    return Report([_score_one(gold) for gold in read_gold(folder, notices) if only in gold.notice_id], verbose)


def _score_one(gold: Gold) -> NoticeScore:
    from pipeline.model.errors import Refused
    from pipeline.run import parse_notice

    if gold.path is None:
        return NoticeScore(gold.notice_id, failure="its notice was not found")
    try:
        notice = parse_notice(gold.path.read_bytes(), gold.path.name, gold.notice_id)
    except Refused as error:
        return NoticeScore(gold.notice_id, failure=str(error))
    return score_notice(gold, notice)
