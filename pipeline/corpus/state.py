"""What an output folder holds and what it was made from, on disk, so that memory does not grow with the corpus.

The database lies in the hidden folder of the output. It holds no clock and no path of the machine, and is written anew
at the end of a run: the same input gives the same file, however often a run was interrupted before.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pipeline.corpus.discover import Found
from pipeline.corpus.identify import base_id, folded, full_id, numbered, readable
from pipeline.corpus.work import Made, Outcome

_TABLES = """
CREATE TABLE IF NOT EXISTS notices (
  id TEXT PRIMARY KEY, name TEXT, status TEXT, fingerprint TEXT, sha256 TEXT, size INTEGER,
  code TEXT, message TEXT, made TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS parts (key TEXT PRIMARY KEY, digest TEXT, made TEXT) WITHOUT ROWID;
"""
_FOUND = """
CREATE TEMP TABLE found (
  sequence INTEGER PRIMARY KEY, id TEXT, folded TEXT, name TEXT, place BLOB, size INTEGER,
  refusal TEXT);
CREATE INDEX temp.found_folded ON found (folded);
"""
_PAGE = 1000
_COMMIT_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Known:
    """A file with its id, and what is known of an earlier result: its fingerprint and the files made of it."""

    notice_id: str
    name: str
    place: str
    size: int
    refusal: tuple[str, str] | None
    fingerprint: str | None
    made: tuple[Made, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A notice on record, done or failed."""

    notice_id: str
    name: str
    status: str
    sha256: str | None
    size: int
    code: str | None
    message: str | None
    made: tuple[Made, ...]


class State:
    """The database of one output folder. Only one run may have it open: see `extract`."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._open()
        self._committed = time.monotonic()

    def _open(self) -> None:
        """Open the database; one that is broken is of no use, and what it knew can be found out again."""
        try:
            self._connect()
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            self._connection.close()
            for suffix in ("", "-wal", "-shm"):
                self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
            self._connect()

    def _connect(self) -> None:
        self._connection = sqlite3.connect(self._path)
        self._connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;" + _TABLES + _FOUND)

    def is_empty(self) -> bool:
        return self._connection.execute("SELECT 1 FROM notices LIMIT 1").fetchone() is None

    def adopt(self, notice_id: str, made: tuple[Made, ...]) -> None:
        """Take files of an earlier run, whose state is lost, for ours: nothing is known of what they were made from."""
        self._connection.execute(
            "INSERT OR IGNORE INTO notices (id, name, status, size, made) VALUES (?, '', 'done', 0, ?)",
            (notice_id, _dump(made)),
        )

    def take(self, found: Iterable[Found]) -> int:
        """Remember the files of this run, give each its id, and say how many there are."""
        self._connection.executemany(
            "INSERT INTO found (id, folded, name, place, size, refusal) VALUES (?, ?, ?, ?, ?, ?)", map(_row, found)
        )
        self._part_clashes()
        count: int = self._connection.execute("SELECT count(*) FROM found").fetchone()[0]
        return count

    def _part_clashes(self) -> None:
        """Of several files with one id, all but the first get ids of their own."""
        later = self._connection.execute(
            "SELECT sequence, name FROM (SELECT sequence, name, row_number() OVER "
            "(PARTITION BY folded ORDER BY sequence) AS place FROM found) WHERE place > 1 ORDER BY sequence"
        ).fetchall()
        for sequence, name in later:
            notice_id, number = full_id(name), 2
            while self._connection.execute("SELECT 1 FROM found WHERE folded = ?", (folded(notice_id),)).fetchone():
                notice_id, number = numbered(full_id(name), number), number + 1
            self._connection.execute(
                "UPDATE found SET id = ?, folded = ? WHERE sequence = ?", (notice_id, folded(notice_id), sequence)
            )

    def files(self) -> Iterator[Known]:
        """The files of this run with what is known of them; results may be recorded meanwhile."""
        last = 0
        while rows := self._connection.execute(
            "SELECT f.sequence, f.id, f.name, f.place, f.size, f.refusal, n.fingerprint, n.made FROM found f "
            "LEFT JOIN notices n ON n.id = f.id WHERE f.sequence > ? ORDER BY f.sequence LIMIT ?",
            (last, _PAGE),
        ).fetchall():
            for _, notice_id, name, place, size, refusal, fingerprint, made in rows:
                why = tuple(json.loads(refusal)) if refusal else None
                yield Known(notice_id, name, os.fsdecode(place), size, why, fingerprint, _load(made))
            last = rows[-1][0]

    def gone(self) -> list[Entry]:
        """What is on record of files that are no longer there."""
        return list(self._entries("WHERE id NOT IN (SELECT id FROM found)"))

    def forget(self, notice_id: str) -> None:
        self._connection.execute("DELETE FROM notices WHERE id = ?", (notice_id,))

    def record(self, outcome: Outcome) -> list[str]:
        """Keep what became of a file, to disk about once a second; which files of its earlier result to take away."""
        obsolete = list[str]()
        if outcome.status != "unchanged":
            kept = {m.path for m in outcome.made}
            earlier = self._connection.execute("SELECT made FROM notices WHERE id = ?", (outcome.notice_id,)).fetchone()
            obsolete = [m.path for m in _load(earlier and earlier[0]) if m.path not in kept]
            self._connection.execute(
                "INSERT OR REPLACE INTO notices VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    outcome.notice_id,
                    outcome.name,
                    outcome.status,
                    outcome.fingerprint,
                    outcome.sha256,
                    outcome.size,
                    outcome.code,
                    outcome.message,
                    _dump(outcome.made),
                ),
            )
        if time.monotonic() - self._committed > _COMMIT_SECONDS:
            self.commit()
        return obsolete

    def commit(self) -> None:
        self._connection.commit()
        self._committed = time.monotonic()

    def entries(self, status: str) -> Iterator[Entry]:
        """The notices on record with that status, in the order of their ids."""
        return self._entries("WHERE status = ?", status)

    def count(self, status: str) -> int:
        number: int = self._connection.execute("SELECT count(*) FROM notices WHERE status = ?", (status,)).fetchone()[0]
        return number

    def _entries(self, where: str, *values: str) -> Iterator[Entry]:
        columns = "id, name, status, sha256, size, code, message, made"
        for row in self._connection.execute(f"SELECT {columns} FROM notices {where} ORDER BY id", values):
            notice_id, name, status, sha256, size, code, message, made = row
            yield Entry(notice_id, name, status, sha256, size, code, message, _load(made))

    def part(self, key: str) -> tuple[str, tuple[Made, ...]] | None:
        """The digest and the files of a part of the tables."""
        row = self._connection.execute("SELECT digest, made FROM parts WHERE key = ?", (key,)).fetchone()
        return (row[0], _load(row[1])) if row else None

    def part_keys(self) -> list[str]:
        return [key for (key,) in self._connection.execute("SELECT key FROM parts ORDER BY key")]

    def record_part(self, key: str, digest: str, made: tuple[Made, ...]) -> list[str]:
        """Keep what a part was made into; which of its earlier files to take away."""
        kept = {m.path for m in made}
        obsolete = [path for path in self._part_files(key) if path not in kept]
        self._connection.execute("INSERT OR REPLACE INTO parts VALUES (?, ?, ?)", (key, digest, _dump(made)))
        self.commit()
        return obsolete

    def forget_part(self, key: str) -> list[str]:
        """Forget a part; its files are to be taken away."""
        files = self._part_files(key)
        self._connection.execute("DELETE FROM parts WHERE key = ?", (key,))
        return files

    def _part_files(self, key: str) -> list[str]:
        known = self.part(key)
        return [m.path for m in known[1]] if known else []

    def close(self) -> None:
        self._connection.commit()
        self._connection.close()

    def finish(self) -> None:
        """Write the database anew, so that its bytes depend on what it says only, and close it."""
        self._connection.commit()
        fresh = self._path.with_suffix(".fresh")
        fresh.unlink(missing_ok=True)
        with closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
            connection.executescript(_TABLES)
            connection.execute("ATTACH ? AS old", (str(self._path),))
            connection.execute("BEGIN")
            for table, key in (("notices", "id"), ("parts", "key")):
                connection.execute(f"INSERT INTO {table} SELECT * FROM old.{table} ORDER BY {key}")
            connection.execute("COMMIT")
        self._connection.close()
        fresh.replace(self._path)


def _row(found: Found) -> tuple[str, str, str, bytes, int, str | None]:
    name = readable(found.name)
    refusal = json.dumps(found.refusal, ensure_ascii=False) if found.refusal else None
    return base_id(name), folded(base_id(name)), name, os.fsencode(found.place), found.size, refusal


def _dump(made: tuple[Made, ...]) -> str:
    return json.dumps([[m.path, m.sha256, m.bytes] for m in made], ensure_ascii=False)


def _load(made: str | None) -> tuple[Made, ...]:
    return tuple(Made(*each) for each in json.loads(made)) if made else ()
