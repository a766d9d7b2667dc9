"""Comparison → what `rich` shows in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.comparison.changes import Comparison, ObligationSide, SectionSide
from pipeline.comparison.markdown import describe
from pipeline.comparison.wording import mark_difference, say_kind
from pipeline.outputs.unseen import one_line
from pipeline.outputs.wording import say

if TYPE_CHECKING:
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

Side = ObligationSide | SectionSide | None
STYLES = {"added": "green", "removed": "red", "frequency-raised": "bold yellow", "frequency-lowered": "bold magenta"}


def render_terminal(comparison: Comparison) -> Group:
    """Tables of what changed; the differing characters stand out."""
    from rich.console import Group
    from rich.text import Text

    counts = "  ".join(f"{say_kind(kind).zh} {n}" for kind, n in comparison.counts().items())
    head = Text(f"{one_line(comparison.old.title)}\n→ {one_line(comparison.new.title)}", style="bold")
    tail = "两份内容相同。" if comparison.same else f"{counts}  未变 {comparison.unchanged_obligations}".strip()
    parts: list[Text | Table] = [head]
    if comparison.header:
        parts.append(_header_table(comparison))
    if comparison.obligations:
        parts.append(_table("义务", [(c.kinds, c.old, c.new) for c in comparison.obligations]))
    if comparison.sections:
        parts.append(_table("段落", [(c.kinds, c.old, c.new) for c in comparison.sections]))
    return Group(*parts, Text(tail))


def _header_table(comparison: Comparison) -> Table:
    table = _empty_table("公文要素")
    for change in comparison.header:
        old, new = _differing("、".join(change.old), "、".join(change.new))
        table.add_row(say("header", change.field).zh, old, new)
    return table


def _table(title: str, rows: list[tuple[tuple[str, ...], Side, Side]]) -> Table:
    from rich.text import Text

    table = _empty_table(title)
    for kinds, old, new in rows:
        style = next((STYLES[k] for k in kinds if k in STYLES), "cyan")
        table.add_row(Text("、".join(say_kind(k).zh for k in kinds), style), *_differing(describe(old), describe(new)))
    return table


def _empty_table(title: str) -> Table:
    from rich.table import Table

    table = Table(title=title, title_justify="left", expand=True, show_lines=True)
    table.add_column("变化", ratio=1, overflow="fold")
    table.add_column("旧", ratio=4, overflow="fold")
    table.add_column("新", ratio=4, overflow="fold")
    return table


def _differing(old: str, new: str) -> tuple[Text, Text]:
    """Both wordings with their differences in red and green; a side that stands alone is plain."""
    from rich.text import Text

    old, new = one_line(old), one_line(new)
    if not old or not new:
        return Text(old), Text(new)
    before, after = mark_difference(old, new)
    return (
        Text.assemble(*((text, "red" if differs else "") for text, differs in before)),
        Text.assemble(*((text, "green" if differs else "") for text, differs in after)),
    )
