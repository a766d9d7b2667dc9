"""What an output folder holds and what it was made from, on disk, so that memory does not grow with the corpus.

The database lies in the hidden folder of the output. It holds no clock and no path of the machine, and is written anew
at the end of a run: the same input gives the same file, however often a run was interrupted before.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path

from pipeline.corpus.arrange import arrange
from pipeline.corpus.discover import Found
from pipeline.corpus.job import Made, Outcome
from pipeline.corpus.records import Entry, Known, dump, known_file, load, row_of, with_planned

_TABLES = """
CREATE TABLE IF NOT EXISTS notices (
  id TEXT PRIMARY KEY, name TEXT, status TEXT, fingerprint TEXT, sha256 TEXT, size INTEGER,
  code TEXT, message TEXT, made TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS parts (key TEXT PRIMARY KEY, digest TEXT, made TEXT) WITHOUT ROWID;
"""
_AS_KEPT = {sql.strip().replace("IF NOT EXISTS ", "") for sql in _TABLES.split(";") if sql.strip()}
"""The tables as SQLite remembers them."""
_PAGE = 1000
_COMMIT_SECONDS = 1.0


class State:
    """The database of one output folder. Only one run may have it open: see `extract`."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self.trouble: str | None = None
        """Why something could not be kept on record: the disk is full."""
        self._open()
        self._committed = time.monotonic()

    def _open(self) -> None:
        """Open the database; one that is broken or not of this form is of no use: it can be found out again."""
        try:
            self._connect()
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            self._connection.close()
            _remove_database(self._path)
            self._connect()

    def _connect(self) -> None:
        self._connection = sqlite3.connect(self._path)
        self._connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;" + _TABLES)
        if {sql for (sql,) in self._connection.execute("SELECT sql FROM sqlite_master")} - {None} != _AS_KEPT:
            raise sqlite3.DatabaseError("the tables are not ours")
        if self._connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("its pages are damaged")

    def is_empty(self) -> bool:
        return self._connection.execute("SELECT 1 FROM notices LIMIT 1").fetchone() is None

    def adopt(self, notice_id: str, made: tuple[Made, ...]) -> None:
        """Take files of an earlier run, whose state is lost, for ours: nothing is known of what they were made from."""
        self._connection.execute(
            "INSERT OR IGNORE INTO notices (id, name, status, size, made) VALUES (?, '', 'done', 0, ?)",
            (notice_id, dump(made)),
        )

    def take(self, found: Iterable[Found]) -> int:
        """Remember the files of this run, give each its id, and say how many there are."""
        return arrange(self._connection, found)

    def ids(self) -> Iterator[str]:
        """The ids of the files of this run."""
        for (notice_id,) in self._connection.execute("SELECT id FROM found ORDER BY sequence"):
            yield notice_id

    def files(self, paths: Callable[[str], tuple[str, ...]]) -> Iterator[Known]:
        """The files of this run with what is known of them; results may be recorded meanwhile.

        What may be written for an id is on record before it is handed out: a run that is killed leaves nothing that
        the next one does not know of.
        """
        last = 0
        while rows := self._connection.execute(
            "SELECT f.sequence, f.id, f.name, f.place, f.size, f.refusal, "
            "CASE WHEN n.status IN ('done', 'failed') THEN n.fingerprint END, n.code, n.message, n.made "
            "FROM found f LEFT JOIN notices n ON n.id = f.id WHERE f.sequence > ? ORDER BY f.sequence LIMIT ?",
            (last, _PAGE),
        ).fetchall():
            known = [known_file(row) for row in rows]
            self._begin((each.notice_id, each.made, with_planned(paths(each.notice_id), each.made)) for each in known)
            yield from known
            last = rows[-1][0]

    def _begin(self, files: Iterable[tuple[str, tuple[Made, ...], tuple[Made, ...]]]) -> None:
        new = [(notice_id, dump(planned)) for notice_id, made, planned in files if len(planned) > len(made)]
        with self._where_there_is_room():
            self._connection.executemany(
                "INSERT INTO notices (id, name, status, size, made) VALUES (?, '', 'begun', 0, ?) "
                "ON CONFLICT (id) DO UPDATE SET made = excluded.made",
                new,
            )
        self.commit()

    def gone(self) -> list[Entry]:
        """Some of what is on record of files that are no longer there; none when all that is forgotten."""
        return list(islice(self._entries("WHERE id NOT IN (SELECT id FROM found)"), _PAGE))

    def forget(self, notice_id: str) -> None:
        self._connection.execute("DELETE FROM notices WHERE id = ?", (notice_id,))

    def record(self, outcome: Outcome) -> list[str]:
        """Keep what became of a file; which files of its earlier result to take away, before it is kept on disk."""
        obsolete = list[str]()
        if outcome.status == "unchanged":
            return obsolete
        with self._where_there_is_room():
            kept = {m.path for m in outcome.made}
            earlier = self._connection.execute("SELECT made FROM notices WHERE id = ?", (outcome.notice_id,)).fetchone()
            obsolete = [m.path for m in load(earlier and earlier[0]) if m.path not in kept]
            self._connection.execute(
                "INSERT OR REPLACE INTO notices VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row_of(outcome)
            )
        return obsolete

    def commit_now_and_then(self) -> None:
        """Keep on disk what was recorded, about once a second."""
        if time.monotonic() - self._committed > _COMMIT_SECONDS:
            self.commit()

    def commit(self) -> None:
        with self._where_there_is_room():
            self._connection.commit()
        self._committed = time.monotonic()

    @contextmanager
    def _where_there_is_room(self) -> Iterator[None]:
        """On a full disk the run goes on; what could not be kept on record is done again by the next one."""
        try:
            yield
        except sqlite3.OperationalError as e:
            self.trouble = str(e)
            self._connection.rollback()

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
            yield Entry(notice_id, name, status, sha256, size, code, message, load(made))

    def part(self, key: str) -> tuple[str, tuple[Made, ...]] | None:
        """The digest and the files of a part of the tables."""
        row = self._connection.execute("SELECT digest, made FROM parts WHERE key = ?", (key,)).fetchone()
        return (row[0], load(row[1])) if row else None

    def part_files(self, key: str) -> tuple[Made, ...]:
        known = self.part(key)
        return known[1] if known else ()

    def part_keys(self) -> list[str]:
        return [key for (key,) in self._connection.execute("SELECT key FROM parts ORDER BY key")]

    def begin_part(self, key: str, paths: Iterable[str]) -> None:
        """Keep on record, before a part is written, which files it may leave when we are stopped meanwhile."""
        made = with_planned(paths, self.part_files(key))
        with self._where_there_is_room():
            self._connection.execute("INSERT OR REPLACE INTO parts VALUES (?, '', ?)", (key, dump(made)))
        self.commit()

    def record_part(self, key: str, digest: str, made: tuple[Made, ...]) -> list[str]:
        """Keep what a part was made into; which of its earlier files to take away."""
        kept = {m.path for m in made}
        obsolete = [m.path for m in self.part_files(key) if m.path not in kept]
        with self._where_there_is_room():
            self._connection.execute("INSERT OR REPLACE INTO parts VALUES (?, ?, ?)", (key, digest, dump(made)))
        return obsolete

    def forget_part(self, key: str) -> list[str]:
        """Forget a part; its files are to be taken away."""
        files = [m.path for m in self.part_files(key)]
        with self._where_there_is_room():
            self._connection.execute("DELETE FROM parts WHERE key = ?", (key,))
        return files

    def close(self) -> None:
        self.commit()
        self._connection.close()

    def finish(self) -> None:
        """Write the database anew, so that its bytes depend on what it says only, and close it."""
        self.commit()
        fresh = self._path.with_suffix(".fresh")
        _remove_database(fresh)
        try:
            self._write_anew(fresh)
        except sqlite3.OperationalError as e:
            self.trouble = str(e)
            _remove_database(fresh)
        self._connection.close()
        if fresh.exists():
            fresh.replace(self._path)

    def _write_anew(self, fresh: Path) -> None:
        """What failed has made nothing, whatever an earlier result or another attempt may have left.

        That is said as rows are copied: to change them afterwards would leave traces of what they were.
        """
        with closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
            connection.executescript(_TABLES)
            connection.execute("ATTACH ? AS old", (str(self._path),))
            connection.execute("BEGIN")
            connection.execute(
                "INSERT INTO notices SELECT id, name, status, fingerprint, sha256, size, code, message, "
                "CASE status WHEN 'failed' THEN ? ELSE made END FROM old.notices ORDER BY id",
                (dump(()),),
            )
            connection.execute("INSERT INTO parts SELECT * FROM old.parts ORDER BY key")
            connection.execute("COMMIT")


def _remove_database(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
