"""Runs tasks in worker processes of this machine; one that dies or hangs costs the task it was at, and is replaced.

Each worker has a pipe of its own and answers after every task, so that it is always known which one it is at. Workers
are started clean (`forkserver`, or `spawn` where there is none) and end when their pipe does.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, SpawnContext
from pathlib import Path
from typing import Generic, TypeAlias

from pipeline.corpus.engines import Calling, EngineFailed, R, T, chunks

_Context: TypeAlias = ForkServerContext | SpawnContext

GRACE = 10.0
"""Seconds that a task may take over its limit before its worker is killed: it should have ended itself."""


def run_processes(calling: Calling[T, R], tasks: Iterator[T], workers: int) -> Iterator[R]:
    """The results as they come."""
    pool = _Pool(calling, chunks(tasks))
    try:
        yield from pool.run(workers)
    finally:
        pool.stop()


def _context() -> _Context:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pipeline.corpus.preload"])
    return context


class _Pool(Generic[T, R]):
    """The workers, and the groups of tasks that wait for one."""

    def __init__(self, calling: Calling[T, R], waiting: Iterator[list[T]]) -> None:
        self.context = _context()
        self.calling = calling
        self.waiting = waiting
        self.left: deque[list[T]] = deque()
        self.workers: list[_Worker[T, R]] = []

    def run(self, number: int) -> Iterator[R]:
        while len(self.workers) < number and (chunk := self._next()):
            if not self._add(chunk):
                break
        while self.workers:
            for worker, answered in self._ready():
                yield from self._attend(worker, answered)

    def stop(self) -> None:
        for worker in self.workers:
            worker.end()

    def _next(self) -> list[T] | None:
        return self.left.popleft() if self.left else next(self.waiting, None)

    def _add(self, chunk: list[T]) -> bool:
        """One worker more, if it can be started; those that are there do without."""
        try:
            worker: _Worker[T, R] = _Worker(self.context, self.calling.do)
        except EngineFailed:
            if not self.workers:
                raise
            self.left.append(chunk)
            return False
        worker.give(chunk)
        self.workers.append(worker)
        return True

    def _ready(self) -> list[tuple[_Worker[T, R], bool]]:
        """The workers that have answered or died, and those that have had time enough."""
        patience = min(w.deadline for w in self.workers) - time.monotonic()
        answered = set(wait([w.pipe for w in self.workers], max(0.0, patience)))
        now = time.monotonic()
        return [(w, w.pipe in answered) for w in self.workers if w.pipe in answered or w.deadline <= now]

    def _attend(self, worker: _Worker[T, R], answered: bool) -> Iterator[R]:
        try:
            if answered:
                yield worker.take()
            else:
                yield self._give_up(worker, "time-limit", "Not finished in time; the worker was stopped.")
                return
        except (EOFError, OSError):
            yield self._give_up(worker, "worker-died", worker.last_words())
            return
        if not worker.tasks:
            self._occupy(worker)

    def _occupy(self, worker: _Worker[T, R]) -> None:
        if chunk := self._next():
            worker.give(chunk)
        else:
            worker.end()
            self.workers.remove(worker)

    def _give_up(self, worker: _Worker[T, R], code: str, message: str) -> R:
        """Report the task the worker was at, and hand the rest of its group to a new one."""
        worker.kill()
        task = worker.tasks.popleft()
        if worker.tasks:
            self.left.append(list(worker.tasks))
        self.workers.remove(worker)
        if chunk := self._next():
            self._add(chunk)
        return self.calling.give_up(task, code, message)


def _why(error: Exception) -> object:
    """Python asks for the current folder to start a process, and its error does not say that it was that."""
    try:
        Path.cwd().stat()
    except OSError:
        return "the folder that gongwen was started in is gone, or its path too long"
    return error


class _Worker(Generic[T, R]):
    """One process, seen from here: what it was given and until when it should answer."""

    def __init__(self, context: _Context, do: Callable[[T], R]) -> None:
        self.pipe, theirs = multiprocessing.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, do), daemon=True)
        try:
            Path.cwd().stat()  # the process goes there, and cannot say that it is not let in
            self.process.start()
        except (OSError, EOFError, RuntimeError) as e:
            self.pipe.close()
            raise EngineFailed(f"no worker process can be started: {_why(e)}") from e
        finally:
            theirs.close()
        self.tasks: deque[T] = deque()
        self.deadline = 0.0

    def give(self, chunk: list[T]) -> None:
        self.tasks.extend(chunk)
        self._set_deadline()
        with suppress(ConnectionError):
            self.pipe.send(chunk)

    def take(self) -> R:
        result: R = self.pipe.recv()
        self.tasks.popleft()
        self._set_deadline()
        return result

    def end(self) -> None:
        """Let it end by itself: its pipe closes."""
        self.pipe.close()
        self.process.join(1)
        if self.process.is_alive():
            self.kill()

    def kill(self) -> None:
        self.process.kill()
        self.process.join()

    def last_words(self) -> str:
        """How it ended, as far as the system tells."""
        self.process.join(5)
        code = self.process.exitcode
        if code is not None and code < 0:
            return f"The worker was ended by {signal.Signals(-code).name}."
        return f"The worker ended with status {code}."

    def _set_deadline(self) -> None:
        if self.tasks:
            self.deadline = time.monotonic() + self.tasks[0].seconds + GRACE


def _serve(pipe: Connection, do: Callable[[T], R]) -> None:
    """The worker's side: answer every task of every group, until the pipe ends. Interrupts are for who started us."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, ConnectionError):  # reset: of a run that was ended, with answers of ours unread
        while True:
            for task in pipe.recv():
                pipe.send(do(task))


def _end_with_parent() -> None:
    """Who started us was killed: end at once, so that nothing is written beside the run that comes next."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)
