"""Which files there are → `datapackage.json`, a Frictionless Data Package; columns → Table Schemas."""

from __future__ import annotations

import json
from typing import Any

from pipeline.model.notice import SCHEMA_VERSION
from pipeline.outputs.columns import TABLES
from pipeline.outputs.shapes import Column, Table

_CSV_TYPES = {"string": "string", "integer": "integer", "boolean": "boolean", "date": "date", "list": "string"}


def table_schema(table: Table) -> dict[str, Any]:
    """The Frictionless Table Schema of a table as CSV; a list is a text whose items stand between `；`."""
    schema: dict[str, Any] = {"fields": [_field(c) for c in table.columns]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.name != "notices":
        reference = {"resource": "notices", "fields": ["notice_id"]}
        schema["foreignKeys"] = [{"fields": ["notice_id"], "reference": reference}]
    return schema


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": _CSV_TYPES[column.type], "description": column.description}
    if column.required:
        field["constraints"] = {"required": True}
    return field


FAILURES = Table(
    "failures",
    "One row a file that could not be made into a notice",
    (
        Column("file", "string", "The file, below the folder that was given", required=True),
        Column("code", "string", "Readable and stable, e.g. unsupported-format", required=True),
        Column("message", "string", "In words"),
    ),
)


def render_datapackage(csv_tables: list[str], parquet_tables: dict[str, list[str]]) -> bytes:
    """The package: a resource for each CSV file, and where the same tables are as Parquet.

    Parquet files stand under `parquet`, a property of ours: not every program for data packages can read them, and
    the package must be valid for those that cannot.
    """
    resources = [_resource(TABLES[name], f"tables/{name}.csv", table_schema(TABLES[name])) for name in csv_tables]
    resources.append(_resource(FAILURES, "failures.csv", {"fields": [_field(c) for c in FAILURES.columns]}))
    package: dict[str, Any] = {
        "name": "gongwen",
        "title": "Official notices (公文) as data",
        "profile": "data-package",
        "version": SCHEMA_VERSION,
        "resources": resources,
    }
    if parquet_tables:
        package["parquet"] = parquet_tables
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(table: Table, path: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": table.name,
        "description": table.description,
        "type": "table",
        "path": path,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "dialect": {"csv": {"delimiter": ",", "lineTerminator": "\r\n"}},
        "schema": schema,
    }
