"""Comparison → Markdown, for a review or a memo."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.comparison.changes import Comparison, ObligationSide, SectionSide
from pipeline.comparison.wording import say_kind
from pipeline.outputs.unseen import show_unseen
from pipeline.outputs.wording import say

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~&])")


def render_markdown(comparison: Comparison) -> str:
    """The whole comparison as tables."""
    parts = [f"# {_cell(comparison.old.title)} → {_cell(comparison.new.title)}", _summary(comparison)]
    if comparison.header:
        rows = [(say("header", c.field).zh, "、".join(c.old), "、".join(c.new)) for c in comparison.header]
        parts.append("## 公文要素\n\n" + _table(("要素", "旧", "新"), rows))
    if comparison.obligations:
        parts.append(
            "## 义务\n\n" + _table(("变化", "旧", "新"), [_row(c.kinds, c.old, c.new) for c in comparison.obligations])
        )
    if comparison.sections:
        parts.append(
            "## 段落\n\n" + _table(("变化", "旧", "新"), [_row(c.kinds, c.old, c.new) for c in comparison.sections])
        )
    return "\n\n".join(parts) + "\n"


def _summary(comparison: Comparison) -> str:
    if comparison.same:
        return "两份内容相同。"
    counts = "，".join(f"{say_kind(kind).zh} {n}" for kind, n in comparison.counts().items())
    return f"义务：{counts or '无变化'}；未变 {comparison.unchanged_obligations}。"


def _row(
    kinds: tuple[str, ...], old: ObligationSide | SectionSide | None, new: ObligationSide | SectionSide | None
) -> tuple[str, str, str]:
    return "、".join(say_kind(k).zh for k in kinds), describe(old), describe(new)


def describe(side: ObligationSide | SectionSide | None) -> str:
    """One side of a change in a line: where, who, what, how often, by when."""
    if side is None:
        return ""
    if isinstance(side, SectionSide):
        return f"{side.section_id}：{side.text}"
    extra = [*side.frequencies, *side.deadlines]
    who = "、".join(side.bearers) or "未指明"
    return f"{side.section_id}【{who}】{side.clause}" + (f"（{'；'.join(extra)}）" if extra else "")


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *(tuple(_cell(c) for c in row) for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _cell(text: str) -> str:
    return show_unseen(" ".join(_SPECIAL.sub(r"\\\1", text).split()))
