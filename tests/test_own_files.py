"""What a user's own files are called like results of ours: none is written over without a word."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from asking import TEXT, Ask
from corpora import Quiet

from pipeline.corpus import Order, extract
from pipeline.outputs import WRITERS, is_foreign, output_path, render
from pipeline.run import parse_notice


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


@pytest.mark.parametrize("form", WRITERS)
def test_a_file_in_the_place_of_a_result_is_kept_in_a_folder_that_is_none_of_ours(
    form: str, notice: Path, tmp_path: Path, ask: Ask
) -> None:
    own = tmp_path / "project" / output_path("ok", form)
    own.parent.mkdir(parents=True)
    own.write_text("mine", encoding="utf-8")
    for _ in range(2):
        said = ask("extract", notice, "-o", tmp_path / "project", "-f", form)
        assert (said.status, "would be written over" in said.err, str(own) in said.err) == (2, True, True)
    assert [path for path in (tmp_path / "project").rglob("*") if path.is_file()] == [own]
    assert own.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("form", WRITERS)
def test_a_result_is_told_from_other_files_by_what_it_says(form: str, tmp_path: Path) -> None:
    made = tmp_path / "a"
    made.write_bytes(render(parse_notice(TEXT.encode()), form))
    assert is_foreign(made, form) == (form == "xlsx")


def test_a_notice_in_the_place_of_a_result_is_not_passed_over_unsaid(notice: Path, tmp_path: Path, ask: Ask) -> None:
    page = tmp_path / "in/reports/b.html"
    page.parent.mkdir()
    page.write_text(f"<html><body>{TEXT}</body></html>", encoding="utf-8")
    said = ask("extract", notice, page.parent, "-o", notice.parent)
    assert (said.status, f"{page}: the results go there" in said.err) == (2, True)


@pytest.mark.parametrize("asked", ["nothing.txt", "no*", "--engine=ray"])
def test_an_order_that_comes_to_nothing_leaves_no_output_folder(asked: str, notice: Path, tmp_path: Path) -> None:
    """A folder with our record in it is passed over among inputs, and what is in it may be written over."""
    command = [sys.executable, "-m", "pipeline", "extract", asked, *([notice] if asked[0] == "-" else [])]
    assert subprocess.run([*command, "-o", notice.parent], cwd=tmp_path, capture_output=True, check=False).returncode
    assert list(notice.parent.iterdir()) == [notice]
    assert extract(Order((str(tmp_path),), str(tmp_path / "out"), jobs=1), Quiet()).done == 1


@pytest.mark.parametrize("asked", ["nothing.txt", "no*", "--engine=ray"])
def test_an_order_that_comes_to_nothing_leaves_no_empty_folder(asked: str, notice: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pipeline", "extract", asked, *([notice] if asked[0] == "-" else [])]
    for output in ("out", "a/b/c", "in/out"):
        subprocess.run([*command, "-o", tmp_path / output], cwd=tmp_path, capture_output=True, check=False)
    assert sorted(tmp_path.rglob("*")) == [notice.parent, notice]
    (tmp_path / "made").mkdir()
    subprocess.run([*command, "-o", tmp_path / "made"], cwd=tmp_path, capture_output=True, check=False)
    assert (tmp_path / "made").is_dir(), "what was there stays"


def test_commands_for_one_notice_leave_no_output_folder(
    notice: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor while they write: were they killed, the notices beside would be passed over from then on."""
    monkeypatch.setattr("pipeline.outputs.atomic.Store._workshop", lambda _: pytest.fail("a hidden folder"))
    assert ask("calendar", notice, "-o", notice.parent).status == 0
    assert ask("report", notice, "-o", notice.parent).status == 0
    assert {path.name for path in notice.parent.iterdir()} == {"ok.txt", "ok.ics", "ok.html", "index.html"}


def test_a_comparison_is_written_through_a_link_and_to_standard_output(notice: Path, tmp_path: Path) -> None:
    """`-o /dev/stdout` is a link to the file that standard output is, and would be replaced by the comparison."""
    linked, real, out = tmp_path / "link.md", tmp_path / "real.md", tmp_path / "out.md"
    real.write_text("old", encoding="utf-8")
    linked.symlink_to(real)
    command = [sys.executable, "-m", "pipeline", "diff", notice, notice, "-f", "md", "-o"]
    subprocess.run([*command, linked], check=True)
    assert linked.is_symlink() and real.read_text(encoding="utf-8").startswith("# 关于防汛的通知")
    linked.unlink()
    linked.symlink_to("/proc/self/fd/1")
    with out.open("w", encoding="utf-8") as file:
        file.write("before\n")
        file.flush()
        subprocess.run([*command, linked], stdout=file, check=True)
    assert linked.is_symlink()
    assert out.read_text(encoding="utf-8") == "before\n" + real.read_text(encoding="utf-8")


def test_corrections_of_a_file_that_shares_its_id_are_its_own(notice: Path, tmp_path: Path, ask: Ask) -> None:
    page = notice.with_suffix(".html")
    page.write_text("<p>关于防汛的通知</p><p>一、各单位要每年检查不少于2次，每日巡查。</p>", encoding="utf-8")
    words = ("--table=frequencies", "--row=f1", "--drop", "--reason=r", "--by=b")
    assert ask("correct", notice, *words).out.startswith(str(notice.parent / "corrections/by-name/ok.txt.toml"))
    for given in (notice.parent, tmp_path, notice, page):
        output = tmp_path / "out"
        extract(Order((str(given),), str(output), jobs=1), Quiet())
        made = [json.loads(path.read_bytes()) for path in (output / "notices").iterdir()]
        corrected = {m["source"]["name"].rpartition("/")[2] for m in made if m["corrections"]}
        assert corrected == (set() if given == page else {"ok.txt"})
        shutil.rmtree(output)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
def test_pipes_keep_no_command_for_one_notice_waiting(notice: Path, tmp_path: Path, ask: Ask) -> None:
    for name in ("ok.ics", "ok.html", "notice.schema.json"):
        os.mkfifo(tmp_path / name)
    assert ask("calendar", notice, "-o", tmp_path).status == 2
    assert ask("report", notice, "-o", tmp_path).status == 0
    assert (tmp_path / "ok.txt.html").is_file()
    assert ask("schema", "-o", tmp_path).status == 2
    (tmp_path / "marks").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    asked = ("--table", "frequencies", "--row", "f1", "--field", "unit", "--value", "回", "--reason", "a", "--by", "b")
    said = ask("correct", tmp_path / "pipe.txt", *asked)
    assert (said.status, "pipe.txt: is no file" in said.err) == (2, True)
    os.mkfifo(tmp_path / "marks/a.obligations.txt")
    said = ask("score", tmp_path / "marks")
    assert (said.status, "a.obligations.txt: is no file" in said.err) == (2, True)
    (tmp_path / "marks/a.obligations.txt").unlink()
    (tmp_path / "marks/a.obligations.txt").write_text("s1 | a\n", encoding="utf-8")
    os.mkfifo(tmp_path / "marks/a.txt")
    assert "no notice of that name" in ask("score", tmp_path / "marks").out


@pytest.mark.parametrize("content", ['{"mine": 1}', "no JSON", "[1]", "3"])
@pytest.mark.parametrize("name", ["notice.schema.json", "tables/duties.schema.json"])
def test_a_schema_of_somebody_else_is_kept(name: str, content: str, tmp_path: Path, ask: Ask) -> None:
    assert [ask("schema", "-o", tmp_path).status for _ in range(2)] == [0, 0]
    (tmp_path / name).write_text(content, encoding="utf-8")
    said = ask("schema", "-o", tmp_path)
    assert (said.status, "is no schema of ours" in said.err) == (2, True)
    assert (tmp_path / name).read_text(encoding="utf-8") == content
