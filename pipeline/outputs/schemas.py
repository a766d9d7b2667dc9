"""The model and the columns → the files of `schemas/`: JSON Schema of a notice, Table Schema of each table."""

from __future__ import annotations

import json
from typing import Any

from pipeline.model.notice import SCHEMA_VERSION, Notice
from pipeline.outputs.columns import TABLES
from pipeline.outputs.datapackage import table_schema


def notice_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) that every file of `output/notices/` meets."""
    schema = Notice.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "version": SCHEMA_VERSION, **schema}


def schema_files() -> dict[str, bytes]:
    """Each file of `schemas/` by its path there."""
    files = {"notice.schema.json": notice_schema()}
    for name, table in TABLES.items():
        files[f"tables/{name}.schema.json"] = {"description": table.description, **table_schema(table)}
    return {
        path: (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode() for path, content in files.items()
    }
