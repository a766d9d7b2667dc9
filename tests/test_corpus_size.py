"""The memory of a run does not grow with its files: they are looked for as they are needed, and kept on disk."""

from __future__ import annotations

import os
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.corpus import state
from pipeline.corpus.discover import Found, discover
from pipeline.corpus.job import Made, Outcome
from pipeline.corpus.listing import write_listing
from pipeline.corpus.state import State
from pipeline.outputs.atomic import Store

FEW, MANY = 500, 2_500


def found(number: int) -> Iterator[Found]:
    for n in range(number):
        yield Found(f"/srv/notices/{n}.txt", f"{n}.txt", 700)


def outcome(notice_id: str, name: str) -> Outcome:
    made = (Made(f"notices/{notice_id}.json", "0" * 64, 9000),)
    return Outcome(notice_id, name, "done", "1" * 64, "2" * 64, 700, made)


def test_a_run_keeps_its_files_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "_PAGE", 100)
    peak_of_run(tmp_path / "first", FEW)
    assert peak_of_run(tmp_path / "many", MANY) < 1.2 * peak_of_run(tmp_path / "few", FEW)


def peak_of_run(folder: Path, number: int) -> int:
    """The most memory that Python takes for a run, and for one that finds all files gone."""
    tracemalloc.start()
    try:
        first = State(folder / "state.sqlite")
        assert first.take(found(number)) == number
        for known in first.files(lambda notice_id: (f"notices/{notice_id}.json",)):
            first.record(outcome(known.notice_id, known.name))
        write_listing(first, Store(str(folder)))
        first.finish()
        second = State(folder / "state.sqlite")
        second.take(iter(()))
        while gone := second.gone():
            for entry in gone:
                second.forget(entry.notice_id)
        second.finish()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_folder_is_not_listed_before_its_files_are_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(50):
        (tmp_path / f"{number}.txt").touch()
    looked_at = []
    scandir = os.scandir

    class Listing:
        def __init__(self, folder: Path) -> None:
            self.entries = scandir(folder)

        def __enter__(self) -> Listing:
            return self

        def __exit__(self, *_: object) -> None:
            self.entries.close()

        def __iter__(self) -> Iterator[os.DirEntry[str]]:
            for entry in self.entries:
                looked_at.append(entry.name)
                yield entry

    monkeypatch.setattr(os, "scandir", Listing)
    files = discover([str(tmp_path)], "output")
    next(files)
    assert len(looked_at) == 1
    assert sum(1 for _ in files) == 49


def test_the_order_is_that_of_the_paths_and_of_the_names_below_each(tmp_path: Path) -> None:
    names = [(2, "a.txt"), (1, "b/c.txt"), (1, "b.txt"), (1, "a/z.txt"), (1, "a-b.txt"), (2, "b.md"), (1, "b/c.md")]
    order = State(tmp_path / "state.sqlite")
    order.take(Found(f"/{argument}/{name}", name, 1, argument=argument) for argument, name in names)
    ids = [(known.notice_id, known.name) for known in order.files(lambda _: ())]
    assert ids == [
        ("a--z", "a/z.txt"),
        ("a-b", "a-b.txt"),
        ("b--c", "b/c.md"),
        ("b--c.txt", "b/c.txt"),
        ("b", "b.txt"),
        ("a", "a.txt"),
        ("b.md", "b.md"),
    ]
