"""Tells tables that hold data from those that lay the page out: a page in, the places of data tables out."""

from __future__ import annotations

from collections import Counter

from pipeline.inputs.html.page import Page


def find_data_tables(page: Page) -> frozenset[int]:
    """The tables that hold data, not the page's layout: no table within, rows of cells, no cell that holds it all."""
    rows: dict[int, set[int]] = {}
    cells: Counter[int] = Counter()
    lines: Counter[int] = Counter()
    tables: dict[int, set[int]] = {}
    for block in page.blocks:
        state = block.state
        if state.cell and not page.elements[state.table].nests_table:
            rows.setdefault(state.row, set()).add(state.cell)
            tables.setdefault(state.table, set()).add(state.row)
            cells[state.cell] += len(block.text)
            lines[state.cell] += 1
    return frozenset(table for table, parts in tables.items() if _is_data([rows[r] for r in parts], cells, lines))


def _is_data(rows: list[set[int]], cells: Counter[int], lines: Counter[int]) -> bool:
    if not any(len(row) > 1 for row in rows):
        return False
    largest = max((cell for row in rows for cell in row), key=lambda cell: cells[cell])
    return lines[largest] <= 2 or cells[largest] < 0.7 * sum(cells[cell] for row in rows for cell in row)
