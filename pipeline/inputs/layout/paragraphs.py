"""Joins hard-wrapped lines into paragraphs: flows in, for each line what stands between it and the next, and marks.

1. The text has a left and a right edge that many lines share; a full line ends where the first unbreakable piece of
   the next would not have fitted before the right edge.
2. A paragraph goes on from a full line to a line at the left edge. A line set in begins a paragraph, except after a
   label that hangs out (附件：, 抄送：, 1.), and where indent and sense say that a whole block is set in.
3. A line in the middle or on the right, of another size or colour stands alone.
4. An entry of a table of contents, full by its leader, ends with its line.
5. Lines with several wide gaps, one below the other, are rows.
6. Where nothing is set in, a paragraph ends at a full line that ends a sentence before a numbered line or a wide gap.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.inputs.layout.page import Cell, Flow, Line, Row
from pipeline.inputs.layout.tables import is_full
from pipeline.lexicon.rules import load_rules

INDENT = 0.8
CENTRED = 0.7
RIGHT_SIDE = 0.35
SAME_SIZE = 0.12
WIDEST_MARGIN = 6
"""By how many characters the right margin may be wider than the left; beyond, short lines only look like an edge."""
WIDE_GAP = 1.55


_Kind = tuple[int, int, int | None]
"""Width and height of a page in round numbers, and the column."""


@dataclass(frozen=True)
class Frame:
    """The edges of the text of a flow, the size of its characters, the usual distance of baselines."""

    left: float
    right: float
    em: float
    pitch: float
    supposed: bool = False
    """Whether no lines show the right edge, so that it is only supposed from the margins."""


@dataclass(frozen=True)
class Placed:
    """A line of the notice in its frame."""

    line: Line
    flow: Flow
    frame: Frame
    align: str
    """`centered`, `right`, or empty for a line of running text."""


def place_lines(flows: list[Flow], furniture: dict[Line, str]) -> dict[Line, Placed]:
    """The lines outside tables and furniture, each in the frame of its flow."""
    em = _body_size(flows)
    bodies = [[line for line in flow.lines if line not in furniture] for flow in flows]
    like: dict[_Kind, list[Line]] = {}
    for flow, lines in zip(flows, bodies, strict=True):
        like.setdefault(_kind(flow), []).extend(_of_size(lines, em))
    edges = {kind: _find_edges(lines, em) for kind, lines in like.items()}
    placed: dict[Line, Placed] = {}
    for flow, lines in zip(flows, bodies, strict=True):
        frame = _find_frame(_of_size(lines, em), edges[_kind(flow)], em, flow)
        for line in lines:
            placed[line] = Placed(line, flow, frame, _align(line, frame))
    return placed


def find_glue(flows: list[Flow], placed: dict[Line, Placed]) -> dict[Line, str]:
    """What stands for the end of each line that goes on in the next line of its paragraph: nothing or a space."""
    glue: dict[Line, str] = {}
    previous: Placed | None = None
    for flow in flows:
        for item in flow.items:
            if isinstance(item, Row):
                previous = None
            elif (current := placed.get(item)) is not None:
                if previous is not None and _goes_on(previous, current):
                    glue[previous.line] = _seam(previous.line.text, current.line.text)
                previous = current
    return glue


def join_cell(cell: Cell) -> list[str]:
    """What stands between the lines of a cell: a space where the upper one is not full."""
    return [_seam(a.text, b.text) if is_full(a, cell.right) else " " for a, b in pairwise(cell.lines)]


def _seam(before: str, after: str) -> str:
    latin = before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()
    return " " if latin else ""


def _kind(flow: Flow) -> _Kind:
    return round(flow.page.width / 4), round(flow.page.height / 4), flow.column


def _body_size(flows: list[Flow]) -> float:
    sizes: Counter[float] = Counter()
    for flow in flows:
        for line in flow.lines:
            sizes[round(line.size * 2) / 2] += len(line.glyphs)
    return max(sizes.most_common(1)[0][0], 1.0) if sizes else 1.0


def _of_size(lines: list[Line], em: float) -> list[Line]:
    return [line for line in lines if abs(line.size - em) <= SAME_SIZE * em and len(line.text) > 1]


def _find_edges(lines: list[Line], em: float) -> tuple[float, float | None]:
    """The left edge of these lines, and the right one if they show it."""
    return _lowest([line.left for line in lines], em), _right_edge([line.right for line in lines], em)


def _find_frame(own: list[Line], like: tuple[float, float | None], em: float, flow: Flow) -> Frame:
    """The edges by the page's own lines where they show both edge and indent, else by those of all pages like it."""
    lefts, rights = [line.left for line in own], [line.right for line in own]
    left = _lowest(lefts, em) if _has_indents(lefts, em) else like[0]
    right = _right_edge(rights, em) or like[1]
    margin = flow.page.width - left if flow.column is None else 0.0  # the margins of a whole page are alike
    supposed = right is None or right < margin - WIDEST_MARGIN * em
    if right is None or supposed:
        right = max(margin, *rights, left)
    steps = [a.base - b.base for a, b in pairwise(own) if 0 < a.base - b.base < 4 * em]
    return Frame(left, right, em, median(steps) if steps else 2 * em, supposed)


def _lowest(values: list[float], em: float) -> float:
    """The lowest value that others share, if there are several; 0 if there are none."""
    ordered = sorted(values)
    need = max(2, len(ordered) // 30)
    near = (a for a, b in zip(ordered, ordered[need - 1 :], strict=False) if b - a < 0.4 * em)
    return next(near, ordered[0] if ordered else 0.0)


def _right_edge(rights: list[float], em: float) -> float | None:
    """Where most full lines end; a stop or comma may hang out beyond it."""
    if not rights:
        return None
    farthest = -_lowest([-r for r in rights], em)
    near = sorted(r for r in rights if r > farthest - 1.6 * em)
    shared = [bisect_right(near, r + 0.3 * em) - bisect_left(near, r - 0.3 * em) for r in near]
    most = max(shared)
    return max(r for r, count in zip(near, shared, strict=True) if count == most) if most > 1 else None


def _has_indents(lefts: list[float], em: float) -> bool:
    if len(lefts) < 6:
        return False
    lowest = _lowest(lefts, em)
    return any(1.2 * em < left - lowest < 3 * em for left in lefts)


def _align(line: Line, frame: Frame) -> str:
    before, after = line.left - frame.left, frame.right - line.right
    width = max(frame.right - frame.left, 1.0)
    larger = line.size > frame.em * (1 + SAME_SIZE)
    if abs(before - after) < CENTRED * max(line.size, frame.em) and (before > 3 * frame.em or larger):
        return "centered"
    if before > RIGHT_SIDE * width and (line.left + line.right) / 2 > frame.left + 0.58 * width:
        return "right"
    return ""


def _goes_on(a: Placed, b: Placed) -> bool:
    rules = load_rules("layout")
    above, below, em = a.line, b.line, b.frame.em
    if a.align or b.align or above.red != below.red or (_is_row(above) and _is_row(below)):
        return False
    if abs(above.size - below.size) > SAME_SIZE * max(above.size, below.size):
        return False
    wide = a.flow is b.flow and above.base - below.base > WIDE_GAP * b.frame.pitch
    if wide or not _is_full(a, below) or rules["contents_leader"].search(above.text):
        return False
    before, indent = above.left - a.frame.left, below.left - b.frame.left
    ends = bool(rules["sentence_end"].search(above.text))
    if rules["list_marker"].match(below.text) and (ends or indent > INDENT * em):
        return False
    if indent <= INDENT * em:
        return True
    hanging = bool(rules["hanging_label"].match(above.text)) and indent > before + 0.5 * em
    block = abs(indent - before) < 0.4 * em
    return (hanging or block) and not ends


def _is_row(line: Line) -> bool:
    """Whether words stand in columns: lines of a table without rules."""
    return line.text.count("  ") > 1


def _is_full(a: Placed, below: Line) -> bool:
    """Whether the first unbreakable piece of the line below would not have fitted after the line above."""
    token = load_rules("layout")["first_token"].match(below.text)
    length = token.end() if token else 1
    end = min(length, len(below.glyphs)) - 1
    width = below.glyphs[end].right - below.left
    if a.frame.supposed and not load_rules("layout")["sentence_end"].search(a.line.text):
        width = max(width, WIDEST_MARGIN * a.frame.em)
    return a.frame.right - a.line.right < width + 0.3 * a.frame.em
