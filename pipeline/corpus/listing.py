"""What is on record ↔ `failures.csv`, `datapackage.json` and `manifest.json` of the output folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.corpus.job import Made
from pipeline.corpus.source import MAX_BYTES
from pipeline.corpus.state import State
from pipeline.model.notice import SCHEMA_VERSION
from pipeline.outputs.atomic import Store
from pipeline.outputs.columns import TABLES
from pipeline.outputs.csv import csv_header, csv_rows
from pipeline.outputs.datapackage import FAILURES, render_datapackage

MANIFEST = "manifest.json"
LISTING = ("failures.csv", "datapackage.json", MANIFEST)
_encode = json.JSONEncoder(ensure_ascii=False).encode


def write_listing(state: State, store: Store) -> None:
    """Write the three files, the long ones entry by entry."""
    made = [m for key in state.part_keys() for m in state.part_files(key) if m.sha256]
    with store.replacing_all(LISTING) as files:
        with files["failures.csv"].open("wb") as failures:
            failures.write(csv_header(FAILURES))
            failures.writelines(csv_rows([(e.name, e.code, e.message)]) for e in state.entries("failed"))
        files["datapackage.json"].write_bytes(_datapackage(made))
        with files[MANIFEST].open("w", encoding="utf-8", newline="\n") as manifest:
            manifest.writelines(_manifest(state, made))


def adopt_manifest(state: State, store: Store) -> None:
    """Learn from the manifest which files of an earlier run lie here, where its state was not kept."""
    if not state.is_empty() or store.size(MANIFEST) is None:
        return
    try:
        for entry in json.loads(store.read(MANIFEST))["inputs"]:
            files = tuple(Made(str(f["path"]), str(f["sha256"]), int(f["bytes"])) for f in entry["files"])
            state.adopt(str(entry["notice_id"]), files)
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return


def is_changed(file: Path, data: bytes) -> bool:
    """Whether a result lies in an output folder whose manifest says that other bytes were written there."""
    known = _hashes(file.parent.parent / MANIFEST).get(f"{file.parent.name}/{file.name}")
    return known is not None and known != hashlib.sha256(data).hexdigest()


@lru_cache(1)
def _hashes(manifest: Path) -> dict[str, str]:
    """The hash of every file of a notice that a manifest names; none where it is none, or larger than any file read."""
    try:
        if not manifest.is_file() or manifest.stat().st_size > MAX_BYTES:
            return {}
        inputs = json.loads(manifest.read_bytes())["inputs"]
        return {str(made["path"]): str(made["sha256"]) for entry in inputs for made in entry["files"]}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}


def _datapackage(made: list[Made]) -> bytes:
    paths = {m.path for m in made}
    csv_tables = [name for name in TABLES if f"tables/{name}.csv" in paths]
    parquet: dict[str, list[str]] = {}
    for name in TABLES:
        files = sorted(p for p in paths if p == f"tables/{name}.parquet" or p.startswith(f"tables/{name}/"))
        if files:
            parquet[name] = files
    return render_datapackage(csv_tables, parquet)


def _manifest(state: State, made: list[Made]) -> Iterator[str]:
    """The manifest as JSON, a line an entry, so that a change shows as one."""
    counts = {"notices": state.count("done"), "failures": state.count("failed")}
    yield '{\n"schema_version": ' + json.dumps(SCHEMA_VERSION) + ',\n"counts": ' + json.dumps(counts) + ",\n"
    yield '"tables": [' + _lines(_file(m) for m in sorted(made, key=lambda m: m.path)) + "],\n"
    yield '"inputs": ['
    yield from _separated(
        {
            "notice_id": entry.notice_id,
            "name": entry.name,
            "sha256": entry.sha256,
            "bytes": entry.size,
            "files": [_file(m) for m in entry.made],
        }
        for entry in state.entries("done")
    )
    yield '],\n"failures": ['
    yield from _separated(
        {"name": e.name, "sha256": e.sha256, "bytes": e.size, "code": e.code, "message": e.message}
        for e in state.entries("failed")
    )
    yield "]\n}\n"


def _file(made: Made) -> dict[str, Any]:
    return {"path": made.path, "sha256": made.sha256, "bytes": made.bytes}


def _lines(entries: Iterable[dict[str, Any]]) -> str:
    return "".join(_separated(entries))


def _separated(entries: Iterable[dict[str, Any]]) -> Iterator[str]:
    mark = "\n"
    for entry in entries:
        yield mark + _encode(entry)
        mark = ",\n"
    if mark != "\n":
        yield "\n"
