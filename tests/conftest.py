"""What several tests begin with: a notice in a folder, and a command line to ask."""

from __future__ import annotations

from pathlib import Path

import pytest
from asking import TEXT, Ask


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "ok.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    return Ask(monkeypatch, capsys)
