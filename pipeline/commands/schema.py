"""`gongwen schema [NAME]`: the contract of the output, as JSON Schema and Table Schemas."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands import refuse, refuse_output


def run(
    name: Annotated[str, typer.Argument(help="notice, or the name of a table.")] = "notice",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write all schemas into this folder.")] = None,
) -> None:
    """Print a schema, or write all of them into a folder."""
    from pipeline.outputs.atomic import write_file
    from pipeline.outputs.schemas import schema_files

    files = schema_files()
    if output is None:
        path = "notice.schema.json" if name == "notice" else f"tables/{name}.schema.json"
        if path not in files:
            refuse(f"{name}: no such schema")
        sys.stdout.write(files[path].decode())
        return
    try:
        for path, content in files.items():
            write_file(output / path, content)
    except OSError as e:
        refuse_output(output, e)
