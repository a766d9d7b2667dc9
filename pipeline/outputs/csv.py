"""Rows → a CSV file that spreadsheet programs open right: RFC 4180, UTF-8 with BOM, no cell that runs as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from pipeline.outputs.shapes import Cell, Row, Table

BOM = "\ufeff"
LIST_MARK = "；"
_RISKY = frozenset("'=+-@\t\r\n＝＋－＠")
"""First characters with which a cell may be run; `'` too, so that the mark can be told from the text."""


def render_csv(table: Table, rows: Iterable[Row]) -> bytes:
    """The whole file, header first."""
    return csv_header(table) + csv_rows(rows)


def csv_header(table: Table) -> bytes:
    return BOM.encode() + csv_rows([tuple(table.column_names)])


def csv_rows(rows: Iterable[Row]) -> bytes:
    """The rows without header, so that large tables can be written piece by piece."""
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\r\n").writerows(
        [cell if cell is None or type(cell) is int else _as_text(cell) for cell in row] for row in rows
    )
    return file.getvalue().encode()


def _as_text(cell: Cell) -> str:
    """A list joined by `；`, a truth value in lower case, risky text behind `'`."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    text = LIST_MARK.join(cell) if isinstance(cell, list) else str(cell)
    return "'" + text if text[:1] in _RISKY else text
