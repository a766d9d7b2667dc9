"""The time limit of a notice: a block of code goes in, and is left by an alarm when its time is over."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_AGAIN = 0.5
"""Seconds after which the alarm comes again."""


class TimeUp(BaseException):
    """The time is over; no error of content, so that no stage takes it for one."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds

    def __str__(self) -> str:
        from pipeline.lexicon.guarded import rule_at_work

        rule = rule_at_work(self)
        return f"Not finished within {self.seconds:g} seconds" + (f"; rule {rule} was at work." if rule else ".")


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeUp when the time is over, where the system has such an alarm; who started us may kill us later.

    Where the alarm comes while Python calls back from C or takes an object away, TimeUp is lost: it comes again.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    is_over = False

    def raise_time_up(*_: Any) -> None:
        if not is_over:
            raise TimeUp(seconds)

    before = signal.signal(signal.SIGALRM, raise_time_up)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        is_over = True
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
