"""Rows → Parquet, every column with its type: dates as date32, integers, truth values, lists of texts."""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.outputs.columns import TABLES
from pipeline.outputs.shapes import ColumnType, Row, Table

_EPOCH = datetime.date(1970, 1, 1)
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False)
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
    """The rows as columns in memory, by way of JSON lines: `pyarrow.array` would import pandas, half a second."""
    import pyarrow as pa
    from pyarrow import json as arrow_json

    schema = arrow_schema(table.name)
    if not rows:
        return schema.empty_table()
    names = [column.name for column in table.columns]
    dated = [index for index, column in enumerate(table.columns) if column.type == "date"]
    lines = "\n".join(_ENCODER.encode(dict(zip(names, _with_days(row, dated), strict=True))) for row in rows).encode()
    read = arrow_json.read_json(
        io.BytesIO(lines),
        read_options=arrow_json.ReadOptions(use_threads=False, block_size=len(lines) + 1),
        parse_options=arrow_json.ParseOptions(explicit_schema=schema, newlines_in_values=False),
    )
    return pa.Table.from_arrays([read.column(name) for name in names], schema=schema)


def _with_days(row: Row, dated: list[int]) -> Row:
    """The row with its dates as days since 1970, which is how Arrow counts them."""
    if not dated:
        return row
    cells = list(row)
    for index in dated:
        day = cells[index]
        if isinstance(day, str):
            cells[index] = (datetime.date.fromisoformat(day) - _EPOCH).days
    return tuple(cells)
