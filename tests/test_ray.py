"""Ray does what the local engine does, whatever its workers come to. Most of it needs the extra."""

from __future__ import annotations

import importlib.util
import os
import signal
import sys
import types
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from corpora import Quiet, differences, make_corpus
from test_engines import CALLING, Sum

from pipeline.corpus import Order, extract
from pipeline.corpus.engines import Calling, EngineFailed
from pipeline.corpus.engines.processes import run_processes
from pipeline.corpus.engines.ray import run_ray

HERE = Path(__file__).parent
needs_ray = pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="gongwen[ray] is not installed")


@pytest.fixture(scope="module")
def two_workers() -> Iterator[None]:
    """A Ray of our own, whose workers can import the tests."""
    import ray

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", f"{HERE}{os.pathsep}{HERE.parent}")
        ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, configure_logging=False)
        yield
        ray.shutdown()


def test_without_ray_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(EngineFailed, match=r"gongwen\[ray\]"):
        list(run_ray(CALLING, iter([Sum(1)]), None, 2))


def test_an_address_where_nobody_answers_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = types.SimpleNamespace(is_initialized=lambda: False)
    monkeypatch.setitem(sys.modules, "ray", nothing)
    with pytest.raises(EngineFailed, match=r"127\.0\.0\.1:1: Connection refused"):
        list(run_ray(CALLING, iter([Sum(1)]), "127.0.0.1:1", 2))


@needs_ray
@pytest.mark.usefixtures("two_workers")
def test_a_worker_that_dies_or_hangs_costs_what_it_costs_in_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.corpus.engines.processes.GRACE", 1.0)
    kinds = {5: "die", 23: "exit", 41: "hang"}
    tasks = [Sum(n, kinds.get(n, "square"), seconds=0.5 if n in kinds else 60.0) for n in range(60)]
    results = sorted(run_ray(CALLING, iter(tasks), None, 2))
    assert results == sorted(run_processes(CALLING, iter(tasks), 2))
    assert sum("worker-died" in r for r in results) == 2
    assert sum("time-limit" in r for r in results) == 1


class Killing(Quiet):
    """A watch that kills the workers as soon as something is done."""

    def __init__(self) -> None:
        super().__init__()
        self.killed = 0

    def step(self, outcome: object) -> None:
        if not self.killed:
            for process in Path("/proc").glob("[0-9]*"):
                with suppress(OSError):
                    if (process / "cmdline").read_bytes().startswith(b"ray::_do_all"):
                        os.kill(int(process.name), signal.SIGKILL)
                        self.killed += 1


@needs_ray
@pytest.mark.usefixtures("two_workers")
def test_workers_that_are_lost_on_the_way_change_nothing(tmp_path: Path) -> None:
    corpus, watch = make_corpus(tmp_path / "in", 80), Killing()
    (corpus / "坏.pdf").write_bytes(b"%PDF-1.7 broken")
    extract(Order((str(corpus),), str(tmp_path / "local"), jobs=2), Quiet())
    report = extract(Order((str(corpus),), str(tmp_path / "ray"), jobs=2, engine="ray"), watch)
    assert watch.killed
    assert (report.done, watch.failures) == (80, {"坏.pdf": "broken-pdf"})
    assert differences(tmp_path / "local", tmp_path / "ray") == []


def lack(task: Sum) -> str:
    raise ModuleNotFoundError("No module named 'pipeline'")


@needs_ray
@pytest.mark.usefixtures("two_workers")
def test_a_cluster_that_lacks_what_is_needed_ends_the_run() -> None:
    with pytest.raises(EngineFailed, match="No module named 'pipeline'"):
        list(run_ray(Calling(lack, CALLING.give_up), iter([Sum(1)]), None, 2))
