"""Reads one document of the file: its layout zones and lines go in, nodes in text order come out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast, get_args

from pipeline.lexicon.rules import load_rules
from pipeline.model.lines import Line, split_lines
from pipeline.model.notice import SectionKind
from pipeline.model.reading import Zone
from pipeline.stages.outline.headings import names_holder
from pipeline.stages.outline.markers import DIVISIONS, Marker, read_marker, without_fraction
from pipeline.stages.outline.nodes import Node
from pipeline.stages.outline.tree import Tree

KINDS = frozenset(get_args(SectionKind))
_CLOSED = "。！？!?；;：:）)”》"
_LONGEST_HEADING = 30
_SHORTEST_WRAP, _RAGGED = 25, 8
_STOPS = frozenset("。；;")


@dataclass(frozen=True, slots=True)
class Layout:
    """What the carrier says of a stretch of the text: a heading of a level, a centred line, a row of a table."""

    start: int
    end: int
    kind: str
    level: int


class Layouts:
    """Layout by place."""

    def __init__(self, layouts: Sequence[Layout]) -> None:
        self._layouts = sorted(layouts, key=lambda layout: layout.start)
        self._starts = [layout.start for layout in self._layouts]

    def at(self, line: Line) -> Layout | None:
        """The layout of a line: the last one that begins at or before it and reaches into it."""
        index = bisect_right(self._starts, line.start) - 1
        if index >= 0 and self._layouts[index].end > line.start:
            return self._layouts[index]
        index += 1
        found = self._layouts[index] if index < len(self._layouts) else None
        return found if found is not None and found.start < line.end else None


def read_part(string: str, start: int, end: int, zones: Sequence[Zone], layouts: Layouts, decimal: bool) -> Tree:
    """The tree of `string[start:end]`; layout zones become rows of their own between the sections."""
    tree = Tree()
    position = start
    for zone in [*zones, Zone("", end, end)]:
        _read_body(tree, split_lines(string, position, zone.start), layouts, decimal)
        if zone.start < zone.end:
            tree.nodes.append(_make_layout_node(string, zone))
        position = zone.end
    return tree


def _make_layout_node(string: str, zone: Zone) -> Node:
    """The row of a zone; the title of an attached document has its label (附件1) as marker."""
    kind = cast(SectionKind, zone.kind if zone.kind in KINDS else "other")
    node = Node(kind, None, kind, zone.start, (zone.start, zone.end))
    if kind == "title" and (label := load_rules("outline")["annex_label"].match(string[zone.start : zone.end])):
        node.marker = (zone.start, zone.start + label.end())
        node.body = (zone.start + label.end(), zone.end)
    return node


def _read_body(tree: Tree, lines: list[Line], layouts: Layouts, decimal: bool) -> None:
    markers = [_read_marker(line, decimal) for line in lines]
    parts = _find_letter_parts(lines, markers)
    width = max((len(line.string) for line in lines), default=0)
    previous: Line | None = None
    for index, line in enumerate(lines):
        layout = layouts.at(line)
        following = markers[index + 1] if index + 1 < len(lines) else None
        marker = markers[index]
        level = layout.level if layout is not None and layout.kind == "heading" else 0
        before, previous = previous, None
        if marker is not None and not marker.spaced and not tree.expects(marker):
            marker = markers[index] = without_fraction(marker, line.string)
        if layout is not None and layout.kind == "table_row":
            _add_row(tree, line)
        elif marker is not None and (marker.spaced or tree.expects(marker)):
            _add_marked(tree, line, marker, level)
            previous = line if not level or marker.family in DIVISIONS.values() else None
        elif (
            before is not None
            and not level
            and (_continues(before, line, width) or _ends_division(tree, line, following))
        ):
            tree.nodes[-1].body = (tree.nodes[-1].body[0], line.end)
            previous = line
        elif layout is not None and layout.kind == "centered" and index and _heads(tree, lines[index - 1], layouts):
            tree.nodes[-1].body = (tree.nodes[-1].body[0], line.end)
        elif (
            level
            or index in parts
            or _is_bare_heading(line, layout, following, tree, lines[index - 1].string if index else "")
            or (following is None and _heads_rules(tree, lines, index))
        ):
            tree.add_heading(line.start, (line.start, line.end), level, following)
        else:
            tree.add_paragraph(line.start, (line.start, line.end))
            previous = line


def _find_letter_parts(lines: Sequence[Line], markers: Sequence[Marker | None]) -> set[int]:
    """The lines 说明： and 办法： of a letter with more than one list; with one, its items need no heading."""
    part = load_rules("outline")["letter_part"]
    found = {
        index
        for index, (line, marker) in enumerate(zip(lines, markers[1:], strict=False))
        if marker is not None and marker.path == (1,) and line.string[-1] in "：:" and part.match(line.string)
    }
    return found if len(found) > 1 else set()


def _read_marker(line: Line, decimal: bool) -> Marker | None:
    marker = read_marker(line.string)
    return None if marker is not None and marker.plain and not decimal else marker


def _add_marked(tree: Tree, line: Line, marker: Marker, level: int) -> None:
    """A line with a marker. What an article says on its own line is its first 款."""
    body = (line.start + marker.end, line.end)
    node = tree.add_numbered(marker, line.start, (line.start, line.start + marker.end), body, level)
    node.opens = bool(level) or line.string[-1] in "：:" or line.string[-1] not in _CLOSED
    if marker.family != "art":
        return
    heading = load_rules("outline")["article_heading"].match(line.string, marker.end)
    begin = (
        heading.end()
        if heading
        else marker.end + len(line.string[marker.end :]) - len(line.string[marker.end :].lstrip())
    )
    node.body = (line.start + begin, line.start + begin)
    if begin < len(line.string):
        tree.add_paragraph(line.start + begin, (line.start + begin, line.end))


def _add_row(tree: Tree, line: Line) -> None:
    """A row of a table; rows that follow each other are one section."""
    last = tree.nodes[-1] if tree.nodes else None
    if last is not None and last.kind == "table":
        last.body = (last.body[0], line.end)
    else:
        tree.add_paragraph(line.start, (line.start, line.end), "table")


def _continues(previous: Line, line: Line, width: int) -> bool:
    """Whether a line is the rest of the one before, broken by the `width` of the page.

    A line without a stop that ends well before it is a heading.
    """
    last = previous.string[-1]
    if last in "，,、（(《“":
        return True
    if last in _CLOSED or len(previous.string) < _SHORTEST_WRAP:
        return False
    if not last.isascii() and len(previous.string) + _RAGGED < width and _STOPS.isdisjoint(previous.string):
        return False
    return len(line.string) >= _SHORTEST_WRAP or line.string[-1] in "。；;：:"


def _ends_division(tree: Tree, line: Line, following: Marker | None) -> bool:
    """Whether a line is the rest of a chapter's heading: nothing but an article follows it."""
    last = tree.nodes[-1]
    if last.family not in DIVISIONS.values() or line.string[-1] in _CLOSED:
        return False
    return following is not None and following.family == "art"


def _heads(tree: Tree, before: Line, layouts: Layouts) -> bool:
    """Whether the line before is a centred heading without a marker, which this centred line goes on."""
    layout = layouts.at(before)
    last = tree.nodes[-1]
    return last.headed and last.level == 0 and layout is not None and layout.kind == "centered"


def _is_bare_heading(line: Line, layout: Layout | None, following: Marker | None, tree: Tree, above: str) -> bool:
    """Whether an unnumbered line is a heading without the carrier saying so.

    Labels one below the other (甲方：, 乙方：) are blanks to fill in.
    """
    begins_list = following is not None and following.path == (1,) and following.family != "plain"
    if begins_list and line.string[-1] in "：:" and names_holder(line.string[:-1]):
        return not tree.in_article and not above.endswith(("方：", "方:"))
    if len(line.string) > _LONGEST_HEADING or line.string[-1] in "。；;，,、：:？?！!…" or "：" in line.string:
        return False
    if tree.in_article:
        return load_rules("outline")["supplement"].search(line.string) is not None
    if load_rules("outline")["bracketed"].match(line.string):
        return True
    if layout is not None and layout.kind == "centered":
        return True
    return begins_list and "　" not in line.string


def _heads_rules(tree: Tree, lines: Sequence[Line], index: int) -> bool:
    """保安员岗位职责, 员工纪律: a line between sentences that names rules, a sentence without number below it."""
    named = load_rules("outline")["rules_named"].match(lines[index].string)
    if named is None or tree.in_article or index + 1 >= len(lines):
        return False
    above, below = lines[index - 1].string[-1:] if index else "", lines[index + 1].string
    return (index == 0 or above in _CLOSED) and below[-1] in "。；;" and len(below) > len(lines[index].string)
