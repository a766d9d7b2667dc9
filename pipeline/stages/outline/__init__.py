"""Sections of a notice: restored text with its layout zones goes in, one row for each unit of the text comes out.

Assumptions: 1. a paragraph is a line; 2. zones of the kind `part` divide the file into documents, the other zones are
rows of the layout, all else is body; 3. the numbered sections of the first document that has any are named plainly,
those of others with the name of their document; 4. every character belongs to the row that begins before it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from pipeline.lexicon.rules import load_rules
from pipeline.model.reading import Mark, Zone
from pipeline.model.text import Text
from pipeline.stages.outline.nodes import Node
from pipeline.stages.outline.parts import Layout, Layouts, read_part
from pipeline.stages.outline.rows import Outline, Rows
from pipeline.stages.outline.tree import Tree

__all__ = ["Outline", "build_outline"]


def build_outline(text: Text, zones: Sequence[Zone], marks: Sequence[Mark]) -> Outline:
    """The rows of the restored text. Their places, laid end to end, are the text."""
    layouts = Layouts([_locate(text, mark) for mark in marks])
    decimal = load_rules("outline")["decimal_line"].search(text.string) is not None
    parts = [zone for zone in zones if zone.kind == "part"] or [Zone("part", 0, len(text))]
    inside = sorted((zone for zone in zones if zone.kind != "part"), key=lambda zone: zone.start)
    starts = [zone.start for zone in inside]
    trees = []
    for part in parts:
        own = inside[bisect_left(starts, part.start) : bisect_left(starts, part.end)]
        trees.append(read_part(text.string, part.start, part.end, own, layouts, decimal))
    if text.string and not any(tree.nodes for tree in trees):
        trees[0].nodes.append(Node("other", None, "other", 0, (0, len(text))))
    rows = Rows(text, _first_numbered(trees))
    for index, tree in enumerate(trees):
        rows.add(tree, index)
    return rows.finish()


def _locate(text: Text, mark: Mark) -> Layout:
    span = text.locate(mark.source)
    return Layout(span.start, span.end, mark.kind, mark.level)


def _first_numbered(trees: Sequence[Tree]) -> int:
    """Which document names its sections plainly."""
    return next((i for i, tree in enumerate(trees) if any(node.marker for node in tree.nodes)), 0)
