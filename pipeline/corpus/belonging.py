"""Whose an output folder is: what lies in one that is none of ours is written over by no result and is none itself."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable

from pipeline.corpus.discover import RESULTS_THERE, NothingThere
from pipeline.corpus.listing import LISTING, MANIFEST
from pipeline.outputs import TABLE_FORMATS, WRITERS, is_foreign, is_result, output_path
from pipeline.outputs.atomic import HIDDEN, Store
from pipeline.outputs.columns import TABLES

_BEGINNING = b'{"schema_version":'
"""Of a manifest of ours, blanks and line ends taken out: a program may have set it anew."""


def is_ours(store: Store) -> bool:
    """Whether it is the output folder of an earlier run, by its hidden folder, or by its manifest if it lacks that."""
    if store.remote or store.local(HIDDEN).is_dir():
        return True
    if not store.size(MANIFEST):
        return False
    with store.local(MANIFEST).open("rb") as file:
        return b"".join(file.read(100).split()).startswith(_BEGINNING)


def refuse_foreign(store: Store) -> None:
    """OSError where the folder holds a file that every run would write over."""
    for path in (*LISTING, *(f"tables/{name}.{form}" for name in TABLES for form in TABLE_FORMATS)):
        if store.size(path):
            _refuse(store, path)


def refuse_over(store: Store, notice_ids: Iterable[str], forms: Iterable[str]) -> None:
    """OSError where a file lies in the place of a result of one of these notices and was not made by its writer.

    A pipe there holds nothing that could be lost.
    """
    there = [form for form in forms if store.local(WRITERS[form].folder).is_dir()]
    for notice_id in notice_ids if there else ():
        for path, form in ((output_path(notice_id, form), form) for form in there):
            if not store.local(path).is_fifo() and is_foreign(store.local(path), form):
                _refuse(store, path)


def _refuse(store: Store, path: str) -> None:
    reason = "would be written over, and the folder is none of ours; name another with --output"
    raise FileExistsError(errno.EEXIST, reason, str(store.local(path)))


def tell_results(store: Store, ours: bool) -> Callable[[str], bool]:
    """What tells the results among the inputs that lie in the output folder.

    One that is none of ours has none: what lies in the place of one is refused, since the next run would pass it over.
    """

    def is_one(path: str) -> bool:
        if not (path in LISTING or path.startswith(f"{HIDDEN}/") or is_result(path)):
            return False
        if not ours:
            raise NothingThere(f"{store.local(path)}: {RESULTS_THERE}")
        return True

    return is_one
