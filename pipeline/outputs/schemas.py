"""The model and the columns → the files of `schemas/`: JSON Schema of a notice, Table Schema of each table."""

from __future__ import annotations

import ast
import inspect
import json
from itertools import pairwise
from typing import Any

from pipeline.model.notice import SCHEMA_VERSION, Notice
from pipeline.model.record import Record
from pipeline.outputs.columns import TABLES
from pipeline.outputs.datapackage import table_schema


def notice_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) that every file of `output/notices/` meets."""
    schema = Notice.model_json_schema(mode="serialization")
    described = {"Notice": schema, **schema["$defs"]}
    for record in Record.__subclasses__():
        for name, words in _read_descriptions(record).items() if record.__name__ in described else ():
            field = described[record.__name__]["properties"][name]
            described[record.__name__]["properties"][name] = dict(sorted({**field, "description": words}.items()))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "version": SCHEMA_VERSION, **schema}


def _read_descriptions(record: type[Record]) -> dict[str, str]:
    """What is written below the fields of a record, by field."""
    (source,) = ast.parse(inspect.getsource(record)).body
    assert isinstance(source, ast.ClassDef)
    described = {}
    for field, below in pairwise(source.body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(below, ast.Expr):
            if isinstance(below.value, ast.Constant) and isinstance(below.value.value, str):
                described[field.target.id] = inspect.cleandoc(below.value.value)
    return described


def schema_files() -> dict[str, bytes]:
    """Each file of `schemas/` by its path there."""
    files = {"notice.schema.json": notice_schema()}
    for name, table in TABLES.items():
        files[f"tables/{name}.schema.json"] = {"description": table.description, **table_schema(table)}
    return {
        path: (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode() for path, content in files.items()
    }
