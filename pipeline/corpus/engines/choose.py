"""The engine asked for → a function that runs tasks on it; a single file is done here, without another process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pipeline.corpus.engines import Calling
from pipeline.corpus.engines.serial import run_serial

Engine = Callable[[Calling[Any, Any], Iterator[Any]], Iterator[Any]]


def choose_engine(name: str, jobs: int, total: int, address: str | None) -> Engine:
    """Serial, processes or Ray."""
    if name == "ray":
        from pipeline.corpus.engines.ray import run_ray

        return lambda calling, tasks: run_ray(calling, tasks, address, jobs)
    if total <= 1:
        return run_serial
    from pipeline.corpus.engines.processes import run_processes

    return lambda calling, tasks: run_processes(calling, tasks, max(1, min(jobs, total)))
