"""The command line called in this process, and the notice that it is asked about."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipeline import cli, commands

TEXT = "关于防汛的通知\n各单位：\n一、各单位要每年检查不少于2次，每日巡查。\n市政府\n"


class Said:
    """What a command said, and how it ended."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err


def _fail(error: OSError) -> None:
    raise AssertionError("ended at once") from error


class Ask:
    """Calls the command line in this process; nothing but a status may come of it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.monkeypatch, self.capsys = monkeypatch, capsys

    def __call__(self, *words: str | Path) -> Said:
        self.monkeypatch.setattr(sys, "argv", ["gongwen", *map(str, words)])
        self.monkeypatch.setattr(commands, "_stop", _fail)
        status = 0
        try:
            cli.main()
        except SystemExit as ended:
            status = int(ended.code or 0)
        said = self.capsys.readouterr()
        return Said(status, said.out, said.err)
