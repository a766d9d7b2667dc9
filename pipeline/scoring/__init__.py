"""Precision and recall of each field against marks made by hand: a gold folder in, a `Report` out."""

from __future__ import annotations

from pathlib import Path

from pipeline.model.notice import Header, Notice, SourceInfo
from pipeline.scoring.gold import BrokenMarks, Gold, read_gold
from pipeline.scoring.report import NoticeScore, Report, score_notice

__all__ = ["BrokenMarks", "NoticeScore", "Report", "score", "score_notice"]


def score(folder: Path, notices: Path | None = None, verbose: bool = False, only: str = "") -> Report:
    """All marked notices of `folder`, or those whose id contains `only`, parsed and compared.

    A notice lies beside its marks, or below `notices` where the marks' `# source:` says. BrokenMarks where there are
    none, or where they cannot be read.
    """
    marked = [gold for gold in read_gold(folder, notices) if only in gold.notice_id]
    if not marked:
        raise BrokenMarks(f"{folder}: holds no marks" + (f" of {only}" if only else ""))
    return Report([_score_one(gold) for gold in marked], verbose)


def _score_one(gold: Gold) -> NoticeScore:
    """A notice that is not found or cannot be parsed, by a refusal or a bug, has missed everything, and says why."""
    from pipeline.run import parse_notice

    try:
        if gold.path is None or not gold.path.is_file():
            raise FileNotFoundError("no notice of that name")
        return score_notice(gold, parse_notice(gold.path.read_bytes(), gold.path.name, gold.notice_id))
    except Exception as error:
        nothing = score_notice(gold, _nothing(gold.notice_id))
        return NoticeScore(gold.notice_id, nothing.tallies, failure=f"{type(error).__name__}: {error}")


def _nothing(notice_id: str) -> Notice:
    source = SourceInfo(name=notice_id, sha256="", media_type="", encoding=None, script="Hans")
    return Notice(notice_id=notice_id, source=source, header=Header(), text="", source_text="")
