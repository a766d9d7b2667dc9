"""Rows → Parquet, every column with its type: dates as date32, integers, truth values, lists of texts."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.outputs.columns import TABLES, ColumnType, Row, Table

ROW_GROUP = 65_536
"""Rows written together: enough for compression and skipping, few enough to be held in memory."""


@cache
def arrow_schema(name: str) -> Any:
    """The pyarrow schema of a table, descriptions included."""
    import pyarrow as pa

    types: dict[ColumnType, Callable[[], Any]] = {
        "string": pa.string,
        "integer": pa.int64,
        "boolean": pa.bool_,
        "date": pa.date32,
        "list": lambda: pa.list_(pa.string()),
    }
    fields = [
        pa.field(c.name, types[c.type](), nullable=not c.required, metadata={"description": c.description})
        for c in TABLES[name].columns
    ]
    return pa.schema(fields, metadata={"description": TABLES[name].description})


def write_parquet(path: Path, table: Table, batches: Iterable[list[Row]]) -> None:
    """One file; each batch of rows is at least one row group. Without rows, a file that still has its columns."""
    import pyarrow.parquet as pq

    schema = arrow_schema(table.name)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for rows in batches:
            writer.write_table(arrow_table(table, rows), row_group_size=ROW_GROUP)


def arrow_table(table: Table, rows: list[Row]) -> Any:
    """The rows as columns in memory."""
    import pyarrow as pa

    schema = arrow_schema(table.name)
    columns: Iterable[tuple[Any, ...]] = zip(*rows, strict=True) if rows else ((),) * len(table.columns)
    arrays = []
    for column, cells, field in zip(table.columns, columns, schema, strict=True):
        values = [d and datetime.date.fromisoformat(d) for d in cells] if column.type == "date" else cells
        arrays.append(pa.array(values, type=field.type))
    return pa.table(arrays, schema=schema)
