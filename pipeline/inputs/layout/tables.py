"""Finds ruled tables on a page: strokes and glyphs in, rows of cells and the glyphs outside tables out.

1. Strokes that touch belong together; a table is a set with at least two cells beside each other.
2. Two neighbouring fields of its grid with no stroke between them are one cell; it belongs to its first row.
3. Lines that stand side by side in several cells, none of them full, are rows of their own, though no rule parts them.
4. Fields one above the other only (a frame around text, an imprint between rules) are no table.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from pipeline.inputs.layout.lines import find_lines
from pipeline.inputs.layout.page import Cell, Glyph, Line, Page, Row, Stroke
from pipeline.lexicon.patterns import compile_pattern

TOUCH = 2.5
_WORDS = compile_pattern(r"\p{L}.*\p{L}.*\p{L}")
"""Numbers in a narrow column are full lines, too, and go on in nothing."""
SHORTEST = 6.0
MAX_STROKES = 300
"""More than this on a page, pieces of one line counted once, is a drawing."""
MAX_FIELDS = 4_000


@dataclass
class _Grid:
    xs: list[float]
    ys: list[float]
    level: list[Stroke]
    upright: list[Stroke]
    root: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def field_of(self, x: float, y: float) -> tuple[int, int] | None:
        """Row from the top and column of the cell at a place."""
        column, above = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if not (0 <= column < len(self.xs) - 1 and 0 <= above < len(self.ys) - 1):
            return None
        return self.root[len(self.ys) - 2 - above, column]


def find_tables(page: Page) -> tuple[list[Row], list[Glyph]]:
    """The rows of all tables, and the glyphs that stand in none."""
    grids = [g for g in map(_make_grid, _touching(page.strokes)) if g]
    if not grids:
        return [], page.glyphs
    cells: list[dict[tuple[int, int], list[Glyph]]] = [{} for _ in grids]
    outside: list[Glyph] = []
    for glyph in page.glyphs:
        x, y = (glyph.left + glyph.right) / 2, glyph.base + 0.3 * glyph.size
        for grid, content in zip(grids, cells, strict=True):
            place = grid.field_of(x, y)
            if place is not None:
                content.setdefault(place, []).append(glyph)
                break
        else:
            outside.append(glyph)
    return [row for grid, content in zip(grids, cells, strict=True) for row in _rows(grid, content)], outside


def _rows(grid: _Grid, content: dict[tuple[int, int], list[Glyph]]) -> list[Row]:
    edges: dict[tuple[int, int], float] = {}
    for (_, column), head in grid.root.items():
        edges[head] = max(edges.get(head, 0.0), grid.xs[column + 1])
    rows = []
    for index in range(len(grid.ys) - 1):
        heads = sorted(head for head in edges if head[0] == index)
        cells = [Cell(tuple(find_lines(content.get(head, ()))), edges[head]) for head in heads]
        while cells and not cells[-1].lines:
            cells.pop()
        if cells:
            rows.extend(_unruled(Row(tuple(cells), grid.ys[len(grid.ys) - 1 - index])))
    return rows


def is_full(line: Line, right: float) -> bool:
    """Whether a line of a cell may go on in the next line."""
    return right - line.right < 1.6 * line.size


def _is_wrapped(cell: Cell) -> bool:
    """Whether a line of words goes on in the next; a narrow column of numbers is full without that."""
    return any(is_full(line, cell.right) and _WORDS.search(line.text) for line in cell.lines[:-1])


def _is_upright_label(cell: Cell) -> bool:
    """Whether the cell names the whole row in characters one below the other."""
    signs = [line.text for line in cell.lines]
    return all(len(sign) == 1 and sign.isalpha() for sign in signs) and len(set(signs)) > 1


def _unruled(row: Row) -> list[Row]:
    """The row, or the rows that it holds without rules between them."""
    deep = [cell for cell in row.cells if len(cell.lines) > 2]
    if len(deep) < 2 or any(_is_wrapped(cell) or _is_upright_label(cell) for cell in deep):
        return [row]
    bases = [line.base for line in max(deep, key=lambda cell: len(cell.lines)).lines]
    parted: list[list[list[Line]]] = [[[] for _ in row.cells] for _ in bases]
    for column, cell in enumerate(row.cells):
        for line in cell.lines:
            nearest = min(range(len(bases)), key=lambda i: abs(bases[i] - line.base))
            parted[nearest][column].append(line)
    return [
        Row(tuple(Cell(tuple(lines), cell.right) for lines, cell in zip(part, row.cells, strict=True)), base)
        for part, base in zip(parted, bases, strict=True)
    ]


def _touching(strokes: list[Stroke]) -> list[tuple[list[Stroke], list[Stroke]]]:
    """Level and upright strokes, by sets that touch."""
    level = _whole([s for s in strokes if s.y1 - s.y0 < TOUCH])
    upright = [_crossed(s) for s in _whole([_crossed(s) for s in strokes if s.x1 - s.x0 < TOUCH])]
    if not level or not upright or len(level) + len(upright) > MAX_STROKES:
        return []
    todo = [*level, *upright]
    sets = []
    while todo:
        found, queue = [], [todo.pop()]
        while queue:
            stroke = queue.pop()
            found.append(stroke)
            near = [s for s in todo if _touch(stroke, s)]
            if near:
                queue.extend(near)
                todo = [s for s in todo if not _touch(stroke, s)]
        sets.append(([s for s in found if s.x1 - s.x0 >= s.y1 - s.y0], [s for s in found if s.x1 - s.x0 < s.y1 - s.y0]))
    return sets


def _crossed(stroke: Stroke) -> Stroke:
    """The stroke with its axes exchanged."""
    return Stroke(stroke.y0, stroke.x0, stroke.y1, stroke.x1)


def _whole(strokes: list[Stroke]) -> list[Stroke]:
    """Level strokes put together from their pieces; what remains short is no rule."""
    whole: list[Stroke] = []
    for stroke in sorted(strokes, key=lambda s: (round(s.y0 / TOUCH), s.x0)):
        last = whole[-1] if whole else None
        if last and abs(last.y0 - stroke.y0) < TOUCH and stroke.x0 <= last.x1 + TOUCH:
            whole[-1] = Stroke(last.x0, last.y0, max(last.x1, stroke.x1), last.y1)
        else:
            whole.append(stroke)
    return [s for s in whole if s.x1 - s.x0 >= SHORTEST]


def _touch(a: Stroke, b: Stroke) -> bool:
    return a.x0 <= b.x1 + TOUCH and b.x0 <= a.x1 + TOUCH and a.y0 <= b.y1 + TOUCH and b.y0 <= a.y1 + TOUCH


def _make_grid(strokes: tuple[list[Stroke], list[Stroke]]) -> _Grid | None:
    level, upright = strokes
    xs, ys = _distinct([s.x0 for s in upright]), _distinct([s.y0 for s in level])
    if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > MAX_FIELDS:
        return None
    grid = _Grid(xs, ys, level, upright)
    _join_fields(grid)
    return grid if len({head[1] for head in grid.root.values()}) > 1 else None


def _distinct(values: list[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > 2 * TOUCH:
            kept.append(value)
    return kept


def _join_fields(grid: _Grid) -> None:
    """Give each field the first field of its cell; rows count from the top."""
    rows, columns = len(grid.ys) - 1, len(grid.xs) - 1
    for row in range(rows):
        top = grid.ys[rows - row]
        middle = (top + grid.ys[rows - row - 1]) / 2
        for column in range(columns):
            centre = (grid.xs[column] + grid.xs[column + 1]) / 2
            above = row and not any(abs(s.y0 - top) <= 2 * TOUCH and s.x0 <= centre <= s.x1 for s in grid.level)
            beside = column and not any(
                abs(s.x0 - grid.xs[column]) <= 2 * TOUCH and s.y0 <= middle <= s.y1 for s in grid.upright
            )
            head = (row, column)
            if beside:
                head = grid.root[row, column - 1]
            elif above:
                head = grid.root[row - 1, column]
            grid.root[row, column] = head
