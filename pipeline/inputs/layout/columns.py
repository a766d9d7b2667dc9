"""Parts a page into what is read one after the other: a page in, its columns as flows out.

1. Two columns have a gutter: a gap that most lines share, and on both sides of it most lines are full to the same
   edge. That tells them (and two pages side by side on a large sheet) from tables and from names side by side.
2. In the red head of a joint notice 文件 stands beside the names of the issuers, at half their height: it is read last.
3. What stands above the first two-column line is read first, what stands below the last one is read last.
"""

from __future__ import annotations

from pipeline.inputs.layout.lines import find_lines
from pipeline.inputs.layout.page import Flow, Glyph, Line, Page, Row
from pipeline.inputs.layout.tables import find_tables

FEWEST_LINES = 8
SHARE = 0.6
FULL = 0.5
GUTTER = 1.4
NARROWEST = 4.0
"""Characters of a column of text; narrower ones are numbers before what they count."""
WIDE_SHEET = 1.25
"""Width by height of a sheet from which it may hold two pages side by side."""


def find_flows(page: Page) -> list[Flow]:
    """The columns of a page in reading order; one for a page without columns."""
    rows, glyphs = find_tables(page)
    lines = _put_side_heads_last(find_lines(glyphs))
    gutter = None if rows else _find_fold(page, lines) or _find_gutter(lines)
    if gutter is None:
        return [Flow(page, _in_order(lines, rows))]
    return [Flow(page, tuple(find_lines(part)), i) for i, part in enumerate(_part(glyphs, lines, gutter)) if part]


def _put_side_heads_last(lines: list[Line]) -> list[Line]:
    """Move a red line below the red lines that it stands beside."""
    ordered = list(lines)
    for i in range(len(ordered) - 1):
        if ordered[i].red and _stands_beside(ordered[i], ordered[i + 1]):
            ordered[i], ordered[i + 1] = ordered[i + 1], ordered[i]
    return ordered


def _stands_beside(line: Line, lower: Line) -> bool:
    return lower.red and line.left >= lower.right and line.base - lower.base < 4 * line.size


def _in_order(lines: list[Line], rows: list[Row]) -> tuple[Line | Row, ...]:
    items: list[Line | Row] = [*lines, *rows]
    if rows:
        items.sort(key=lambda item: -(item.top if isinstance(item, Row) else item.base + 0.8 * item.size))
    return tuple(items)


def _gaps(line: Line) -> list[tuple[float, float]]:
    return [
        (a.right, b.left)
        for a, b in zip(line.glyphs, line.glyphs[1:], strict=False)
        if b.left - a.right > GUTTER * line.size
    ]


def _find_fold(page: Page, lines: list[Line]) -> float | None:
    """The middle of a sheet that holds two pages: nothing crosses it, and there is running text left of it."""
    middle = page.width / 2
    if page.width < WIDE_SHEET * page.height or not lines:
        return None
    em = lines[len(lines) // 2].size
    if any(g.left < middle + em and g.right > middle - em for line in lines for g in line.glyphs):
        return None
    left = [[g for g in line.glyphs if g.right < middle] for line in lines]
    long = sum(1 for glyphs in left if glyphs and glyphs[-1].right - glyphs[0].left > 12 * em)
    beyond = sum(1 for line in lines if line.right > middle)
    return middle if long >= FEWEST_LINES and beyond >= 2 else None


def _find_gutter(lines: list[Line]) -> float | None:
    """Where the gutter stands, if the lines have one."""
    if len(lines) < FEWEST_LINES:
        return None
    gaps = [(line, gap) for line in lines for gap in _gaps(line)]
    if len(gaps) < FEWEST_LINES:
        return None
    middles = sorted((start + end) / 2 for _, (start, end) in gaps)
    x = middles[len(middles) // 2]
    crossed = [(line, gap) for line, gap in gaps if gap[0] < x < gap[1]]
    if len(crossed) < FEWEST_LINES or len(crossed) < SHARE * len(lines):
        return None
    left_edges = [gap[0] for _, gap in crossed]
    right_edges = [line.right for line, _ in crossed]
    em = lines[len(lines) // 2].size
    if sum(gap[0] - line.left > NARROWEST * em for line, gap in crossed) < FULL * len(crossed):
        return None
    full = min(sum(max(edges) - e < 1.2 * em for e in edges) for edges in (left_edges, right_edges))
    return x if full >= FULL * len(crossed) else None


def _part(glyphs: list[Glyph], lines: list[Line], gutter: float) -> list[list[Glyph]]:
    """Glyphs above the columns, left, right, below."""
    crossing = [line for line in lines if line.left < gutter < line.right and not _leaves(line, gutter)]
    paired = [line.base for line in lines if line.left < gutter < line.right and _leaves(line, gutter)]
    top, bottom = max(paired, default=float("inf")), min(paired, default=float("-inf"))
    high = [line.base for line in crossing if line.base > top]
    low = [line.base for line in crossing if line.base < bottom]
    ceiling, floor = min(high, default=float("inf")), max(low, default=float("-inf"))
    parts: list[list[Glyph]] = [[], [], [], []]
    for glyph in glyphs:
        if glyph.base >= ceiling - 1:
            parts[0].append(glyph)
        elif glyph.base <= floor + 1:
            parts[3].append(glyph)
        else:
            parts[1 if glyph.left < gutter else 2].append(glyph)
    return parts


def _leaves(line: Line, gutter: float) -> bool:
    return any(start < gutter < end for start, end in _gaps(line))
