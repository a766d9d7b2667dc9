"""Runs groups of tasks on a Ray cluster; the same functions on the same tasks, so the same results.

A task a document would cost milliseconds each, so a group is one Ray task. A group whose worker is lost is done again
with care: on some worker, in a process beside it, which may die or hang as it may in the local engine, and costs the
one task it was at. If that worker is lost as well, Ray starts it again elsewhere; a group that is lost every time is
parted, and a task that is then lost alone is given up.
"""

from __future__ import annotations

import faulthandler
import os
import socket
from collections import deque
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from pipeline.corpus.engines import Calling, EngineFailed, R, T, chunks
from pipeline.corpus.engines.processes import GRACE, run_processes

RETRIES = 2
"""How often a group that is done with care is started again when its worker is lost."""
PATIENCE = 10.0
"""Seconds in which a cluster must answer."""
AHEAD = 2
"""Groups under way for each core, so that none waits for us."""


def run_ray(calling: Calling[T, R], tasks: Iterator[T], address: str | None, jobs: int) -> Iterator[R]:
    """The results as they come; without an address, on a Ray of our own with that many workers."""
    ray = _import_ray()
    waiting = chunks(tasks)
    if (first := next(waiting, None)) is None:
        return
    started = not ray.is_initialized()
    if started:
        if address:
            _knock(address)
        where = {"address": address} if address else {"num_cpus": jobs, "include_dashboard": False}
        try:
            ray.init(**where, log_to_driver=False, configure_logging=False)
        except (ConnectionError, RuntimeError, ValueError) as e:
            raise EngineFailed(f"Ray at {address or 'this machine'}: {e}") from e
    try:
        yield from _run(ray, calling, chain([first], waiting))
    finally:
        if started:
            ray.shutdown()


def _knock(address: str) -> None:
    """Ray itself tries for many minutes to reach a `host:port` where nobody answers."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if not (host and port.isdigit()):
        return
    try:
        socket.create_connection((host, int(port)), PATIENCE).close()
    except OSError as e:
        raise EngineFailed(f"Ray at {address}: {e.strerror or e}") from None


def _import_ray() -> Any:
    try:
        import ray
    except ImportError:
        raise EngineFailed("Ray is not installed: pip install 'gongwen[ray]'") from None
    return ray


def _run(ray: Any, calling: Calling[T, R], waiting: Iterator[list[T]]) -> Iterator[R]:
    quickly = ray.remote(num_cpus=1, max_retries=0)(_do_all)
    with_care = ray.remote(num_cpus=1, max_retries=RETRIES)(_do_apart)
    again: deque[list[T]] = deque()
    running: dict[Any, tuple[list[T], bool]] = {}
    while True:
        while len(running) < _room(ray):
            if again:
                chunk = again.popleft()
                running[with_care.remote(calling, chunk)] = chunk, True
            elif new := next(waiting, None):
                running[quickly.remote(calling, new)] = new, False
            else:
                break
        if not running:
            return
        (done, *_), _ = ray.wait(list(running), num_returns=1)
        chunk, careful = running.pop(done)
        try:
            results: list[R] = ray.get(done)
        except ray.exceptions.RayTaskError as e:
            raise EngineFailed(f"Ray: a worker cannot do what it is asked for: {e.cause}") from e
        except ray.exceptions.RayError as e:
            if careful and len(chunk) == 1:
                yield calling.give_up(chunk[0], "worker-died", f"The worker was lost: {type(e).__name__}.")
            else:
                again.extend([[task] for task in chunk] if careful else [chunk])
        else:
            yield from results


def _room(ray: Any) -> int:
    """How many groups may be under way; asked again and again, since a cluster may grow."""
    return AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1)))


def _do_all(calling: Calling[T, R], chunk: list[T]) -> list[R]:
    """The worker's side. One that hangs ends itself, by an alarm that is no Python code: nothing can stop it."""
    results = []
    with Path(os.devnull).open("w") as nothing:
        for task in chunk:
            faulthandler.dump_traceback_later(task.seconds + GRACE, exit=True, file=nothing)
            results.append(calling.do(task))
        faulthandler.cancel_dump_traceback_later()
    return results


def _do_apart(calling: Calling[T, R], chunk: list[T]) -> list[R]:
    """The worker's side, with care."""
    return list(run_processes(calling, iter(chunk), 1))
