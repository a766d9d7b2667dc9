"""The files of a run, as they were found → a temporary table of them in a settled order, each with an id of its own.

The order is the paths as given, and what lies below each by name, folder by folder; a file that is found twice,
however its path is spelt, is taken once. The database sorts, on disk if need be, so that the number of files does not
matter.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from pipeline.corpus.discover import Found
from pipeline.corpus.identify import base_id, folded, full_id, numbered, readable
from pipeline.outputs.atomic import is_remote

_FOLDERS = 1000
"""So many folders are remembered with where they lead."""
_ARRIVED = """
CREATE TEMP TABLE arrived (
  file BLOB, argument INTEGER, id TEXT, folded TEXT, name TEXT, place BLOB, size INTEGER, refusal TEXT);
CREATE TEMP TABLE found (
  sequence INTEGER PRIMARY KEY, id TEXT, folded TEXT, name TEXT, place BLOB, size INTEGER, refusal TEXT);
"""
_ORDER = """
INSERT INTO found (id, folded, name, place, size, refusal) SELECT id, folded, name, place, size, refusal
  FROM arrived WHERE rowid IN (SELECT min(rowid) FROM arrived GROUP BY file)
  ORDER BY argument, replace(name, '/', char(1)), place, rowid;
DROP TABLE arrived;
CREATE INDEX temp.found_folded ON found (folded);
"""
_LATER = """
SELECT sequence, name FROM (
  SELECT sequence, name, row_number() OVER (PARTITION BY folded ORDER BY sequence) AS place FROM found)
WHERE place > 1 ORDER BY sequence
"""


def arrange(connection: sqlite3.Connection, found: Iterable[Found]) -> int:
    """Fill the temporary table `found` of this connection; how many files there are."""
    connection.executescript(_ARRIVED)
    connection.executemany("INSERT INTO arrived VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _rows(found))
    connection.commit()
    connection.executescript(_ORDER)
    _part_clashes(connection)
    connection.execute("CREATE INDEX temp.found_id ON found (id)")
    connection.commit()
    count: int = connection.execute("SELECT count(*) FROM found").fetchone()[0]
    return count


def _part_clashes(connection: sqlite3.Connection) -> None:
    """Of several files with one id, all but the first get ids of their own."""
    for sequence, name in connection.execute(_LATER).fetchall():
        notice_id, number = full_id(name), 2
        while connection.execute("SELECT 1 FROM found WHERE folded = ?", (folded(notice_id),)).fetchone():
            notice_id, number = numbered(full_id(name), number), number + 1
        connection.execute(
            "UPDATE found SET id = ?, folded = ? WHERE sequence = ?", (notice_id, folded(notice_id), sequence)
        )


def _rows(found: Iterable[Found]) -> Iterator[tuple[bytes, int, str, str, str, bytes, int, str | None]]:
    real = lru_cache(_FOLDERS)(os.path.realpath)
    for file in found:
        name = readable(file.name)
        refusal = json.dumps(file.refusal, ensure_ascii=False) if file.refusal else None
        notice_id = base_id(name)
        one, place = os.fsencode(lies_at(file.place, real)), os.fsencode(file.place)
        yield one, file.argument, notice_id, folded(notice_id), name, place, file.size, refusal


def lies_at(place: str, real: Callable[[str], str] = os.path.realpath) -> str:
    """Where a file lies, however the way to its folder is spelt; a link to a file is one of its own."""
    if is_remote(place):
        return place
    folder, name = os.path.split(place)
    return f"{real(folder)}/{name}"
