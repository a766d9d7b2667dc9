"""Engines: the same results whatever they run on; a worker that dies or hangs costs the task it was at."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess

import pytest

from pipeline.corpus.engines import CHUNK_TASKS, Calling, EngineFailed, chunks
from pipeline.corpus.engines.processes import run_processes
from pipeline.corpus.engines.serial import run_serial


@dataclass(frozen=True)
class Sum:
    """A task for the tests: what to do, and to which number."""

    number: int
    kind: str = "square"
    size: int = 10
    seconds: float = 60.0


def do(task: Sum) -> str:
    if task.kind == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if task.kind == "exit":
        os._exit(7)
    if task.kind == "hang":
        time.sleep(600)
    return f"{task.number}²={task.number**2}"


def give_up(task: Sum, code: str, message: str) -> str:
    return f"{task.number} {code}: {message}"


CALLING = Calling(do, give_up)


def test_processes_give_what_one_process_gives() -> None:
    tasks = [Sum(n) for n in range(100)]
    assert sorted(run_processes(CALLING, iter(tasks), 3)) == sorted(run_serial(CALLING, iter(tasks)))


def test_no_tasks_no_workers() -> None:
    assert list(run_processes(CALLING, iter([]), 2)) == []


@pytest.mark.parametrize(("kind", "said"), [("die", "worker-died: .*SIGKILL"), ("exit", "worker-died: .*status 7")])
def test_a_worker_that_dies_costs_one_task(kind: str, said: str) -> None:
    tasks = [Sum(n, kind if n in (0, 5, 39) else "square") for n in range(40)]
    results = sorted(run_processes(CALLING, iter(tasks), 2))
    lost = [r for r in results if "worker-died" in r]
    assert len(results) == 40
    assert [int(r.split()[0]) for r in lost] == [0, 39, 5]
    assert all(pytest.importorskip("re").search(said, r) for r in lost)


def test_a_worker_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.corpus.engines.processes.GRACE", 0.5)
    tasks = [Sum(n, "hang" if n == 3 else "square", seconds=0.5 if n == 3 else 60.0) for n in range(10)]
    results = list(run_processes(CALLING, iter(tasks), 2))
    assert len(results) == 10
    assert [r for r in results if "time-limit" in r] == ["3 time-limit: Not finished in time; the worker was stopped."]


def test_tasks_are_taken_as_they_are_needed() -> None:
    taken = []

    def tasks():  # type: ignore[no-untyped-def]
        for n in range(10_000):
            taken.append(n)
            yield Sum(n)

    results = run_processes(CALLING, tasks(), 2)
    next(results)
    assert len(taken) <= 5 * CHUNK_TASKS
    results.close()  # type: ignore[attr-defined]


def test_large_tasks_go_alone() -> None:
    sizes = [len(c) for c in chunks(iter([Sum(1), Sum(2), Sum(3, size=10**9), Sum(4)]))]
    assert sizes == [2, 1, 1]


@pytest.mark.parametrize("started", [0, 1])
def test_workers_that_cannot_be_started_are_done_without(started: int, monkeypatch: pytest.MonkeyPatch) -> None:
    start, begun = ForkServerProcess.start, []

    def start_some(process: ForkServerProcess) -> None:
        if len(begun) >= started:
            raise OSError(24, "Too many open files")
        begun.append(process)
        start(process)

    monkeypatch.setattr(ForkServerProcess, "start", start_some)
    if started:
        assert len(list(run_processes(CALLING, iter([Sum(n) for n in range(100)]), 3))) == 100
    else:
        with pytest.raises(EngineFailed, match=r"no worker process can be started: .*Too many open files"):
            list(run_processes(CALLING, iter([Sum(1), Sum(2)]), 2))
