"""Puts the cells of a page's tables in columns: elements with their tags in, their columns filled in."""

from __future__ import annotations

from itertools import chain

from pipeline.inputs.grid import MOST_COLUMNS, columns_of
from pipeline.inputs.html.elements import parse_attributes
from pipeline.inputs.html.page import Element
from pipeline.inputs.html.tokens import Tag


class Cells:
    """The cells of each row of each table, empty ones too."""

    def __init__(self) -> None:
        self._tables: dict[int, dict[int, list[Element]]] = {}

    def place(self, cell: Element, row: Element, table: Element, places: tuple[int, int], tag: Tag) -> None:
        """Put a cell at the next line of the grid of its row that no cell from above reaches; `places` are the numbers
        of table and row."""
        column, merged = row.column, table.merged
        while merged.get(column, 0) >= row.rows > 0:
            column += 1
        cell.column, row.column = column, column + _span(tag, "colspan")
        if (rows := _span(tag, "rowspan")) > 1:
            merged.update(dict.fromkeys(range(column, row.column), row.rows + rows - 1))
        self._tables.setdefault(places[0], {}).setdefault(places[1], []).append(cell)

    def settle(self) -> None:
        """Make the lines of the grid columns, now that all rows are there."""
        for rows in self._tables.values():
            columns = columns_of([[cell.column for cell in row] for row in rows.values()])
            for cell, column in zip(chain(*rows.values()), chain(*columns), strict=True):
                cell.column = column


def _span(tag: Tag, name: str) -> int:
    """How many columns or rows a cell takes."""
    span = parse_attributes(tag.attributes[:4000]).get(name, "1") if name in tag.attributes.lower() else "1"
    number = span.lstrip("0")
    fits = number.isascii() and number.isdigit() and len(number) < 4 and int(number) <= MOST_COLUMNS
    return int(number) if fits else 1
