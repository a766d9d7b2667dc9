"""Runs tasks one after the other in this process: for a single file, where another process would cost more."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.corpus.engines import Calling, R, T


def run_serial(calling: Calling[T, R], tasks: Iterator[T]) -> Iterator[R]:
    """The results in the order of the tasks."""
    return map(calling.do, tasks)
