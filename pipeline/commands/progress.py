"""How far a run is: a bar with rate, remaining time and failures on a terminal, plain lines in a log."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from pipeline.commands import complain
from pipeline.corpus.extract import Watch
from pipeline.corpus.job import Outcome
from pipeline.corpus.parts import PartOutcome
from pipeline.outputs.unseen import one_line

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

LINE_EVERY = 10.0
"""Seconds between the lines of a log."""


@contextmanager
def open_watch() -> Iterator[Watch]:
    """A bar if somebody is looking, lines if not."""
    if sys.stderr.isatty() and not os.environ.get("CI"):
        with ExitStack() as stack:
            yield _Bar(stack)
    else:
        yield _Lines()


def _make_bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = ("{task.description}", BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[note]}"))
    return Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True)


class _Bar:
    """The bar of rich; one for the notices, one for the tables. A single notice has none: rich is not imported."""

    def __init__(self, stack: ExitStack) -> None:
        self.stack = stack
        self.bar: Progress | None = None
        self.task: TaskID | None = None
        self.begun = time.monotonic()
        self.steps = self.failures = 0

    def begin(self, stage: str, total: int | None) -> None:
        if self.bar is None and total is not None and total > 1:
            self.bar = self.stack.enter_context(_make_bar())
        if self.bar is not None:
            self.task = self.bar.add_task(stage, total=total, note="")
        self.begun, self.steps = time.monotonic(), 0

    def step(self, outcome: Outcome | PartOutcome) -> None:
        self.steps += 1
        self.failures += isinstance(outcome, Outcome) and outcome.code is not None
        rate = self.steps / max(time.monotonic() - self.begun, 0.001)
        note = f"{rate:.1f}/s" + (f", {self.failures} failed" if self.failures else "")
        if self.bar is not None and self.task is not None:
            self.bar.update(self.task, advance=1, note=note)

    def failed(self, name: str, code: str, message: str) -> None:
        said = f"{name}: {message} ({code})"
        if self.bar is None:
            complain(said)
        else:
            self.bar.console.print(one_line(said), markup=False, highlight=False, soft_wrap=True)


class _Lines:
    """A line every ten seconds."""

    def __init__(self) -> None:
        self.stage = ""
        self.total: int | None = None
        self.steps = self.failures = 0
        self.begun = self.said = time.monotonic()

    def begin(self, stage: str, total: int | None) -> None:
        self.stage, self.total, self.steps = stage, total, 0
        self.begun = self.said = time.monotonic()

    def step(self, outcome: Outcome | PartOutcome) -> None:
        self.steps += 1
        self.failures += isinstance(outcome, Outcome) and outcome.code is not None
        now = time.monotonic()
        if now - self.said >= LINE_EVERY:
            self.said = now
            rate = self.steps / (now - self.begun)
            of = f" of {self.total}" if self.total else ""
            complain(f"{self.stage}: {self.steps}{of}, {rate:.1f}/s, {self.failures} failed")

    def failed(self, name: str, code: str, message: str) -> None:
        complain(f"{name}: {message} ({code})")
