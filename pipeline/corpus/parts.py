"""JSON files of notices → the tables over all of them: one file a table for small runs, a folder of parts for large.

Which notices share a part depends on their ids only: a part ends before an id whose hash says so, or when it is large
enough that others should not have to wait for it. So a new notice changes one part, seldom two, and the parts are the
same however the corpus grew. Within a part and over the parts of a small run
the notices stand in the order of their ids.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.corpus.job import Made
from pipeline.corpus.records import Entry
from pipeline.model.notice import Notice
from pipeline.outputs import output_path
from pipeline.outputs.atomic import Store
from pipeline.outputs.columns import TABLES
from pipeline.outputs.csv import csv_header, csv_rows
from pipeline.outputs.parquet import ROW_GROUP, arrow_schema, arrow_table
from pipeline.outputs.shapes import Row, Table
from pipeline.outputs.tables import table_rows

SINGLE_UP_TO = 500
"""Notices of which the tables are one file each; of more, a folder of parts."""
PER_PART = 250
"""Notices in a part, on average, were there no largest."""
LARGEST = 300
"""Notices in a part, at most."""
SECONDS_PER_NOTICE = 5.0
WHOLE = "all"
"""Key of the part that holds all notices of a small run."""


@dataclass(frozen=True, slots=True)
class PartJob:
    """The tables of some notices, to be written in the formats given; `notices` are those that are at hand."""

    key: str
    members: tuple[tuple[str, str], ...]
    """Of each notice its id, and the hash that its JSON file was written with."""
    digest: str
    forms: tuple[str, ...]
    store: Store
    size: int = 0
    notices: tuple[Notice, ...] = ()

    @property
    def seconds(self) -> float:
        return 60 + SECONDS_PER_NOTICE * len(self.members)

    @property
    def paths(self) -> dict[str, tuple[str, str]]:
        """The files to be written, each with its table and format."""
        return {table_path(name, self.key, form): (name, form) for name in TABLES for form in self.forms}


@dataclass(frozen=True, slots=True)
class PartOutcome:
    """The files of a part; without any, `message` says why it could not be written."""

    key: str
    digest: str
    made: tuple[Made, ...]
    message: str | None = None


def plan_parts(
    entries: Callable[[], Iterable[Entry]], count: int, forms: tuple[str, ...], asked: bool, store: Store, version: str
) -> Iterator[PartJob]:
    """What tables there must be. CSV of a large run is one file of all, so it is made only where it was asked for."""
    if count <= SINGLE_UP_TO:
        if forms:
            yield _part(WHOLE, entries(), forms, store, version)
        return
    if "csv" in forms and asked:
        yield _part(WHOLE, entries(), ("csv",), store, version)
    if "parquet" in forms:
        for key, members in _split(entries()):
            yield _part(key, members, ("parquet",), store, version)


def _split(entries: Iterable[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    """The notices part by part, each with its key: the hash of its first id, zeros for the first part."""
    key, members = "0" * 12, list[Entry]()
    for entry in entries:
        digest = hashlib.sha256(entry.notice_id.encode()).hexdigest()
        if len(members) == LARGEST or (members and int(digest[:8], 16) % PER_PART == 0):
            yield key, members
            key, members = digest[:12], []
        members.append(entry)
    if members:
        yield key, members


def _part(key: str, members: Iterable[Entry], forms: tuple[str, ...], store: Store, version: str) -> PartJob:
    digest, size, known = hashlib.sha256(f"{version}\0{key}\0{forms}\0".encode()), 0, list[tuple[str, str]]()
    for entry in members:
        digest.update(f"{entry.notice_id}\0{entry.made[0].sha256}\0".encode())
        size += entry.made[0].bytes
        known.append((entry.notice_id, entry.made[0].sha256))
    return PartJob(key, tuple(known), digest.hexdigest(), forms, store, size)


def do_part(job: PartJob) -> PartOutcome:
    """Read the notices and write all tables of the part."""
    try:
        return PartOutcome(job.key, job.digest, _write(job))
    except Exception as e:  # a library that finds no memory to load itself raises what it likes
        return give_up_part(job, "not-written", str(e) or type(e).__name__)


def give_up_part(job: PartJob, code: str, message: str) -> PartOutcome:
    return PartOutcome(job.key, job.digest, (), f"tables ({code}): {message}")


def table_path(table: str, key: str, form: str) -> str:
    return f"tables/{table}.{form}" if key == WHOLE else f"tables/{table}/part-{key}.{form}"


def _write(job: PartJob) -> tuple[Made, ...]:
    paths = job.paths
    with job.store.replacing_all(paths) as unfinished, ExitStack() as stack:
        sinks: dict[str, list[_Sink]] = {name: [] for name in TABLES}
        for path, (name, form) in paths.items():
            sink = (
                _CsvSink(TABLES[name], unfinished[path])
                if form == "csv"
                else _ParquetSink(TABLES[name], unfinished[path])
            )
            stack.callback(sink.close)
            sinks[name].append(sink)
        _fill(job, sinks)
        stack.close()
        return tuple(_describe(path, unfinished[path]) for path in paths)


def _fill(job: PartJob, sinks: dict[str, list[_Sink]]) -> None:
    """Rows are gathered to groups of fixed size, so that files do not depend on how the notices came."""
    gathered: dict[str, list[Row]] = {name: [] for name in TABLES}
    for notice in _notices(job):
        for name, rows in table_rows(notice).items():
            gathered[name] += rows
            while len(gathered[name]) >= ROW_GROUP:
                _put(sinks[name], gathered[name][:ROW_GROUP])
                del gathered[name][:ROW_GROUP]
    for name, rows in gathered.items():
        _put(sinks[name], rows)


def _notices(job: PartJob) -> Iterator[Notice]:
    at_hand = {n.notice_id: n for n in job.notices}
    for notice_id, sha256 in job.members:
        yield at_hand.get(notice_id) or _read_back(job.store, output_path(notice_id, "json"), sha256)


def _read_back(store: Store, path: str, sha256: str) -> Notice:
    """The notice in a JSON file of ours; ValueError where it has been changed: its rows would be told for ours."""
    data = store.read(path)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ValueError(f"{path} has been changed since it was written; --force writes it again")
    return Notice.model_validate_json(data)


def _put(sinks: list[_Sink], rows: list[Row]) -> None:
    if rows:
        for sink in sinks:
            sink.put(rows)


def _describe(path: str, file: Path) -> Made:
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return Made(path, digest, file.stat().st_size)


class _CsvSink:
    """A CSV file that is being written."""

    def __init__(self, table: Table, path: Path) -> None:
        self._file = path.open("wb")
        self._file.write(csv_header(table))

    def put(self, rows: list[Row]) -> None:
        self._file.write(csv_rows(rows))

    def close(self) -> None:
        self._file.close()


class _ParquetSink:
    """A Parquet file that is being written; each group of rows is one row group."""

    def __init__(self, table: Table, path: Path) -> None:
        import pyarrow.parquet as pq

        self._table = table
        self._writer: Any = pq.ParquetWriter(path, arrow_schema(table.name), compression="zstd")

    def put(self, rows: list[Row]) -> None:
        self._writer.write_table(arrow_table(self._table, rows), row_group_size=ROW_GROUP)

    def close(self) -> None:
        self._writer.close()


_Sink = _CsvSink | _ParquetSink
