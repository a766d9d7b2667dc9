"""`gongwen schema [NAME]`: the contract of the output, as JSON Schema and Table Schemas."""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser
from pathlib import Path

from pipeline.commands import refuse, refuse_output
from pipeline.commands.arguments import place


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", default="notice", metavar="NAME", help="notice, or the name of a table")
    parser.add_argument("--output", "-o", type=place, metavar="DIR", help="write all schemas into this folder")


def run(name: str, output: Path | None) -> None:
    from pipeline.outputs.atomic import write_file
    from pipeline.outputs.schemas import schema_files

    if sys.flags.optimize > 1:
        refuse("Python was told to forget descriptions (-OO, PYTHONOPTIMIZE), which a schema needs")
    files = schema_files()
    path = "notice.schema.json" if name == "notice" else f"tables/{name}.schema.json"
    if path not in files:
        refuse(f"{name}: no such schema")
    if output is None:
        sys.stdout.write(files[path].decode())
        return
    try:
        for path, content in files.items():
            if _is_foreign(output / path, content):
                refuse(f"{output / path}: is no schema of ours; name another folder with --output")
        for path, content in files.items():
            write_file(output / path, content)
    except OSError as e:
        refuse_output(output, e)


def _is_foreign(file: Path, ours: bytes) -> bool:
    """Whether something lies there that does not say first what ours says first, in this version or another."""
    if not file.is_file():
        return os.path.lexists(file)
    try:
        there = json.loads(file.read_bytes() or b"{}")
        return bool(there) and not set(list(json.loads(ours))[:2]) <= set(there)
    except (ValueError, TypeError, RecursionError):
        return True
