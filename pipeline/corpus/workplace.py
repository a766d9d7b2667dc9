"""An output folder → the right to work in it: lock, state, room for unpacked files. One run at a time.

Object stores cannot lock a file for us: there the state is fetched at the beginning and put back at the end, and who
runs must see to it that nobody else does.
"""

from __future__ import annotations

import errno
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.corpus.state import State
from pipeline.outputs import WRITERS
from pipeline.outputs.atomic import HIDDEN, Store

_STATE = f"{HIDDEN}/state.sqlite"


class OutputBusy(Exception):
    """Another run is at work in the same output folder."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where results go, where the state lies on this machine, and a folder for what is unpacked."""

    store: Store
    state: Path
    spool: Path


@contextmanager
def workplace(output: str) -> Iterator[Workplace]:
    """Ready to be worked in; OutputBusy if another run is, OSError where it cannot be written."""
    store = Store(output)
    with _remote(store) if store.remote else _local(store) as place:
        yield place


@contextmanager
def _local(store: Store) -> Iterator[Workplace]:
    from filelock import FileLock, Timeout

    hidden = store.local(HIDDEN)
    fresh = not hidden.exists()
    missing = [folder for folder in hidden.parents if not folder.exists()]
    _make_own(hidden)
    lock = FileLock(hidden / "lock", blocking=False)
    try:
        lock.acquire()
    except Timeout:
        raise OutputBusy(f"{store.root}: another run is writing to this folder") from None
    spool = hidden / "unpacked"
    try:
        (hidden / ".gitignore").write_text("*\n", encoding="utf-8")
        store.clear_workshop()
        shutil.rmtree(spool, ignore_errors=True)
        spool.mkdir()
        yield Workplace(store, store.local(_STATE), spool)
    except BaseException:
        fresh = fresh and _nothing_begun(store)
        raise
    else:
        fresh = False
    finally:
        shutil.rmtree(spool, ignore_errors=True)
        store.clear_workshop()
        if fresh:
            shutil.rmtree(hidden, ignore_errors=True)
            _take_away(missing)
        lock.release()


def _take_away(folders: Iterable[Path]) -> None:
    """The folders that were made for this run, from the innermost on, as far as nobody has put anything there."""
    with suppress(OSError):
        for folder in folders:
            folder.rmdir()


def _nothing_begun(store: Store) -> bool:
    """Whether a run that failed has begun no result: its folder is no output folder, and to be read among inputs.

    Where the record cannot be read, for the disk is full, the folders of results tell.
    """
    try:
        state = State(store.local(_STATE))
        nothing = state.is_empty()
        state.close()
    except sqlite3.Error:
        return not any(store.local(writer.folder).exists() for writer in WRITERS.values())
    return nothing


def _make_own(hidden: Path) -> None:
    """The hidden folder without links and pipes: one that came from elsewhere could lead us out, or keep us waiting."""
    if hidden.is_symlink():
        raise OSError(errno.ELOOP, "is a link; it must be a folder of the output", str(hidden))
    hidden.mkdir(parents=True, exist_ok=True)
    for entry in hidden.iterdir():
        if entry.is_symlink() or not (entry.is_file() or entry.is_dir()):
            entry.unlink()


@contextmanager
def _remote(store: Store) -> Iterator[Workplace]:
    with tempfile.TemporaryDirectory() as folder:
        state, spool = Path(folder, "state.sqlite"), Path(folder, "unpacked")
        spool.mkdir()
        with suppress(FileNotFoundError):
            state.write_bytes(store.read(_STATE))
        try:
            yield Workplace(store, state, spool)
        finally:
            if state.exists():
                store.write(_STATE, state.read_bytes())
