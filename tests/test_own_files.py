"""What a user's own files are called like results of ours: none is written over without a word."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from asking import Ask
from corpora import Quiet

from pipeline.corpus import Order, extract


@pytest.mark.parametrize(
    "name", ["manifest.json", "datapackage.json", "failures.csv", "tables/places.csv", "tables/notices.parquet"]
)
def test_a_folder_that_is_none_of_ours_keeps_its_files(name: str, notice: Path, tmp_path: Path, ask: Ask) -> None:
    own = tmp_path / "project" / name
    own.parent.mkdir(parents=True)
    own.write_text('{"name": "mine"}', encoding="utf-8")
    said = ask("extract", notice, "-o", tmp_path / "project")
    assert (said.status, "would be written over" in said.err, str(own) in said.err) == (2, True, True)
    assert own.read_text(encoding="utf-8") == '{"name": "mine"}'
    assert [path for path in (tmp_path / "project").rglob("*") if path.is_file()] == [own]


@pytest.mark.parametrize("ends", [b"\n", b"\r\n", b"\n    "])
def test_an_output_folder_without_its_hidden_folder_is_ours(ends: bytes, notice: Path, tmp_path: Path) -> None:
    order = Order((str(notice),), str(tmp_path / "out"), jobs=1)
    extract(order, Quiet())
    shutil.rmtree(tmp_path / "out/.gongwen")
    manifest = tmp_path / "out/manifest.json"
    manifest.write_bytes(manifest.read_bytes().replace(b"\n", ends))
    assert extract(order, Quiet()).done == 1


def test_a_calendar_of_somebody_else_is_kept(notice: Path, tmp_path: Path, ask: Ask) -> None:
    own = tmp_path / "ok.ics"
    own.write_text("BEGIN:VCALENDAR\nPRODID:mine\nEND:VCALENDAR\n", encoding="utf-8")
    said = ask("calendar", notice, "-o", tmp_path)
    assert (said.status, "is no calendar of ours" in said.err) == (2, True)
    assert "PRODID:mine" in own.read_text(encoding="utf-8")
    own.unlink()
    assert [ask("calendar", notice, "-o", tmp_path).status for _ in range(2)] == [0, 0]
