"""What a table is made of: columns with their types, rows of cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["string", "integer", "boolean", "date", "list"]
Cell = str | int | bool | list[str] | None
"""A value of a row; a date is ISO 8601 text, a list holds texts."""
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `required` says that no row leaves it empty."""

    name: str
    type: ColumnType
    description: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table; `key` names the columns that together tell its rows apart, if any do."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()

    @property
    def column_names(self) -> list[str]:
        return [c.name for c in self.columns]
