"""Where jobs are run: in this process, in worker processes, on a Ray cluster. The results are the same.

An engine is a function: (what to do with a task, what a task comes to that could not be done, the tasks) → the
results, in any order. Tasks are taken from their iterator as workers fall idle, so that their number does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


class Task(Protocol):
    """What an engine must know of a task: its size in bytes and how long it may take."""

    @property
    def size(self) -> int: ...

    @property
    def seconds(self) -> float: ...


class EngineFailed(Exception):
    """The engine asked for cannot be used, and why."""


T = TypeVar("T", bound=Task)
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Calling(Generic[T, R]):
    """What to do with each task. Both functions must be importable, since they are sent to other processes."""

    do: Callable[[T], R]
    give_up: Callable[[T, str, str], R]
    """What a task comes to when its worker died or hung: task, code and message in."""


CHUNK_TASKS = 16
CHUNK_BYTES = 400_000


def chunks(tasks: Iterator[T]) -> Iterator[list[T]]:
    """Tasks in small groups, so that sending costs little; large ones go alone."""
    chunk: list[T] = []
    size = 0
    for task in tasks:
        if chunk and (len(chunk) >= CHUNK_TASKS or size + task.size > CHUNK_BYTES):
            yield chunk
            chunk, size = [], 0
        chunk.append(task)
        size += task.size
    if chunk:
        yield chunk
