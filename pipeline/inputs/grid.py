"""Puts the cells of a table's rows in columns: where each cell of each row begins goes in, its column comes out.

A table made in an editor has a line of its grid for every border that somebody moved a little, so that the cells of
one column may begin at different lines. Assumptions: 1. the first of the rows with most cells has all columns; 2. as
many cells in another row are in the same columns; 3. in a shorter row a cell stands where a column begins nearest.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

MOST_COLUMNS = 100
"""Columns or rows that a cell takes, and columns between two cells of a row, at most."""


def columns_of(rows: Sequence[Sequence[int]]) -> list[list[int]]:
    """The columns of the cells of each row, rising, by the lines of the grid where they begin."""
    whole = max(rows, key=len, default=())
    return [[*range(len(row))] if len(row) == len(whole) else _nearest(row, whole) for row in rows]


def _nearest(row: Sequence[int], whole: Sequence[int]) -> list[int]:
    columns: list[int] = []
    for start in row:
        after = bisect_left(whole, start)
        near = min((c for c in (after - 1, after) if 0 <= c < len(whole)), key=lambda c: abs(whole[c] - start))
        columns.append(max(near, columns[-1] + 1) if columns else near)
    return columns
