"""Records made without pydantic's check are what its check would have made: every field, in order, of its type."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import Notice, parse_notice
from pipeline.outputs.json import render_json

GOLD = Path(__file__).parent / "gold"
NOTICES = sorted(p for p in GOLD.iterdir() if p.suffix in (".txt", ".md", ".html") and ".obligations" not in p.name)


def test_there_are_notices() -> None:
    assert len(NOTICES) > 10


@pytest.mark.parametrize("path", NOTICES, ids=lambda p: p.name)
def test_unchecked_records_pass_the_check_and_keep_its_order(path: Path) -> None:
    notice = parse_notice(path.read_bytes(), path.name)
    written = notice.model_dump_json()
    checked = Notice.model_validate_json(written, strict=True)
    assert checked == notice
    assert checked.model_dump_json() == written == render_json(notice).decode()
