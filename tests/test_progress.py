"""How far a run is: a bar for who looks on, lines for a log."""

from __future__ import annotations

import io
import sys

import pytest

from pipeline.commands import progress
from pipeline.corpus.job import Outcome


class Terminal(io.StringIO):
    """Standard error that somebody looks at."""

    def isatty(self) -> bool:
        return True


def watch_three() -> None:
    with progress.open_watch() as watch:
        watch.begin("notices", 3)
        watch.step(Outcome("a", "a.txt", "done"))
        watch.step(Outcome("b", "b.txt", "failed", code="empty", message="The file is empty."))
        watch.failed("b.txt", "empty", "The file is empty.")
        watch.step(Outcome("c", "c.txt", "unchanged", code="empty", message="The file is empty."))


def test_a_terminal_shows_a_bar_with_rate_and_failures(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    watch_three()
    shown = terminal.getvalue()
    assert "3/3" in shown
    assert "/s, 2 failed" in shown
    assert "b.txt: The file is empty. (empty)" in shown


def test_a_single_notice_has_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.delenv("CI", raising=False)
    with progress.open_watch() as watch:
        watch.begin("notices", 1)
        watch.step(Outcome("b", "b.txt", "failed", code="empty", message="The file is empty."))
        watch.failed("b.txt", "empty", "The file is empty.")
        watch.begin("tables", None)
    assert terminal.getvalue() == "b.txt: The file is empty. (empty)\n"


@pytest.mark.parametrize("kind", ["log", "CI"])
def test_a_log_gets_lines(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    log = Terminal() if kind == "CI" else io.StringIO()
    monkeypatch.setattr(sys, "stderr", log)
    monkeypatch.setattr(progress, "LINE_EVERY", 0.0)
    monkeypatch.setenv("CI", "true" if kind == "CI" else "")
    watch_three()
    lines = log.getvalue().splitlines()
    assert [line.split(",")[0] for line in lines] == [
        "notices: 1 of 3",
        "notices: 2 of 3",
        "b.txt: The file is empty. (empty)",
        "notices: 3 of 3",
    ]
    assert lines[-1].endswith("/s, 2 failed")
    assert "\x1b" not in log.getvalue()
