"""Runs groups of tasks on a Ray cluster; the same functions on the same tasks, so the same results.

A task a document would cost milliseconds each, so a group is one Ray task. Ray itself starts a lost group again on
another worker; a group that is lost every time is tried task by task, and what is then lost alone is given up.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

from pipeline.corpus.engines import Calling, R, T, chunks

RETRIES = 2
"""How often a group is started again when its worker is lost."""
AHEAD = 2
"""Groups under way for each core, so that none waits for us."""


def run_ray(calling: Calling[T, R], tasks: Iterator[T], address: str | None, jobs: int) -> Iterator[R]:
    """The results as they come; without an address, on a Ray of our own with that many workers."""
    import ray

    started = not ray.is_initialized()
    if started:
        where = {"address": address} if address else {"num_cpus": jobs, "include_dashboard": False}
        ray.init(**where, log_to_driver=False, configure_logging=False)
    try:
        yield from _run(ray, calling, chunks(tasks))
    finally:
        if started:
            ray.shutdown()


def _run(ray: Any, calling: Calling[T, R], waiting: Iterator[list[T]]) -> Iterator[R]:
    remote = ray.remote(num_cpus=1, max_retries=RETRIES)(_do_all)
    room = AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1)))
    again: deque[list[T]] = deque()
    running: dict[Any, list[T]] = {}
    while True:
        while len(running) < room and (chunk := again.popleft() if again else next(waiting, None)):
            running[remote.remote(calling.do, chunk)] = chunk
        if not running:
            return
        done, _ = ray.wait(list(running), num_returns=1)
        chunk = running.pop(done[0])
        try:
            yield from ray.get(done[0])
        except ray.exceptions.RayError as e:
            if len(chunk) == 1:
                yield calling.give_up(chunk[0], "worker-died", f"The worker was lost: {type(e).__name__}.")
            again.extend([task] for task in chunk if len(chunk) > 1)


def _do_all(do: Callable[[T], R], chunk: list[T]) -> list[R]:
    return [do(task) for task in chunk]
