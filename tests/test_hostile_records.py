"""Output folders that came from elsewhere: their records and hidden files harm nothing and hinder nothing."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from asking import Ask
from corpora import Quiet

from pipeline import Notice, parse_notice
from pipeline.comparison import compare_notices, render_html
from pipeline.corpus import Order, Report, extract
from pipeline.corpus.discover import Found
from pipeline.corpus.state import _TABLES
from pipeline.corpus.unpack import unpack
from pipeline.outputs import WRITERS, is_result, output_path, render

ROOT = Path(__file__).parent.parent
TEXT = "关于防汛的通知\n各单位：\n一、各单位要每年检查不少于2次，每日巡查。\n市政府\n"


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "ok.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(path: Path, output: Path) -> Report:
    return extract(Order((str(path),), str(output), forms=("json",)), Quiet())


def write_state(folder: Path, notices: list[tuple[object, ...]], parts: list[tuple[object, ...]] | None = None) -> Path:
    path = folder / ".gongwen/state.sqlite"
    path.parent.mkdir(parents=True)
    connection = sqlite3.connect(path)
    connection.executescript(_TABLES)
    connection.executemany("INSERT INTO notices VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", notices)
    connection.executemany("INSERT INTO parts VALUES (?, ?, ?)", parts or [])
    connection.commit()
    connection.close()
    return path


MADE = {
    "no number": '[["notices/x.json", "", Infinity]]',
    "a zero byte": '[["a\\u0000b", "", 1]]',
    "half a character": '[["notices/\\ud800.json", "", 1]]',
    "a long name": json.dumps([["notices/" + "a" * 300 + ".json", "", 1]]),
    "a long path": json.dumps([["a/" * 3000 + "b", "", 1]]),
    "bytes": b"\xff",
}


@pytest.mark.parametrize("made", MADE.values(), ids=MADE)
@pytest.mark.parametrize("notice_id", ["ok", "gone"])
def test_files_on_record_that_cannot_be_are_not_looked_for(
    made: str | bytes, notice_id: str, notice: Path, tmp_path: Path
) -> None:
    write_state(tmp_path / "out", [(notice_id, "n", "done", "", "", 0, "", "", made)], [("all", "", made)])
    assert run(notice, tmp_path / "out").in_order
    assert run(notice, tmp_path / "out").unchanged == 1
    if isinstance(made, str):
        files = [dict(zip(("path", "sha256", "bytes"), file, strict=True)) for file in json.loads(made)]
        (tmp_path / "other").mkdir()
        content = json.dumps({"schema_version": "1", "inputs": [{"notice_id": notice_id, "files": files}]})
        (tmp_path / "other/manifest.json").write_text(content)
        assert run(notice, tmp_path / "other").in_order


@pytest.mark.parametrize("way", ["{}/x.json", "../empty/x", "notices/../../empty/x.json"])
def test_records_take_no_empty_folder_elsewhere_away(way: str, notice: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    made = json.dumps([[way.format(tmp_path / "empty"), "", 1]])
    write_state(tmp_path / "out", [("x", "", "done", "", "", 0, "", "", made)], [("x", "", made)])
    assert run(notice, tmp_path / "out").removed == 1
    assert (tmp_path / "empty").is_dir()


def test_records_take_nothing_away_that_is_no_result(notice: Path, tmp_path: Path) -> None:
    mine = tmp_path / "out/notes/thesis.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    write_state(tmp_path / "out", [("x", "", "done", "", "", 0, "", "", '[["notes/thesis.txt", "", 4]]')])
    run(notice, tmp_path / "out")
    assert mine.read_text() == "mine"


def test_what_is_written_is_a_result() -> None:
    for notice_id in ("a", "长" * 60, "=1+1", " x"):
        assert all(is_result(output_path(notice_id, form)) for form in ("json", "html", "xlsx", "ics", "akn"))
    assert is_result("tables/duties.csv") and is_result("tables/duties/part-000000000000.parquet")
    assert not [path for path in ("", "/", "manifest.json", "notices/..", "tables/../x.csv") if is_result(path)]


def test_a_state_whose_pages_are_damaged_is_made_again(notice: Path, tmp_path: Path) -> None:
    rows = [(f"n{i}", "n" * 50, "done", "f" * 60, "s" * 60, 0, "", "", "[]") for i in range(500)]
    path = write_state(tmp_path / "out", rows)
    data = bytearray(path.read_bytes())
    data[3 * 4096 :: 3] = bytes(len(data[3 * 4096 :: 3]))
    path.write_bytes(data)
    assert run(notice, tmp_path / "out").in_order


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.parametrize("name", [".gongwen/.gitignore", ".gongwen/lock", "manifest.json", "notices/ok.json"])
def test_pipes_in_an_output_folder_keep_nobody_waiting(name: str, notice: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "out" / name
    pipe.parent.mkdir(parents=True)
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "pipeline", "extract", notice, "-o", tmp_path / "out", "-f", "json"]
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, timeout=120, check=False)
    assert done.returncode == 0 and not pipe.is_fifo()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_glob_passes_over_pipes(notice: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert run(tmp_path / "*.txt", tmp_path / "out").done == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_that_is_called_like_an_archive_is_not_looked_into(tmp_path: Path) -> None:
    """It was, without end, before anything was done; what comes out of a pipe comes once."""
    os.mkfifo(tmp_path / "pipe.zip")
    pipe = Found(str(tmp_path / "pipe.zip"), "pipe.zip", 0)
    assert list(unpack([pipe], tmp_path / "unpacked")) == [pipe]


def test_a_glob_follows_no_link_to_a_folder(notice: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/b.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "in").mkdir()
    notice.rename(tmp_path / "in/ok.txt")
    (tmp_path / "in/link").symlink_to(tmp_path / "elsewhere")
    for pattern in ("*", "**"):
        assert run(tmp_path / "in" / pattern, tmp_path / "out").in_order
        assert [path.name for path in (tmp_path / "out/notices").iterdir()] == ["ok.json"]
    assert run(tmp_path / "in/link", tmp_path / "other").done == 1, "one that is named"


@pytest.mark.parametrize("where", ["pipeline.corpus.work.open_source", "pipeline.corpus.parts._write"])
def test_want_of_memory_costs_what_it_befalls(
    where: str, notice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def want(_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(where, want)
    report = extract(Order((str(notice),), str(tmp_path / "out"), forms=("json", "csv")), Quiet())
    assert report.failed == 1 or report.problems == ["tables (not-written): MemoryError"]


@pytest.mark.parametrize("digits", [10, 400, 4200, 5000])
def test_numbers_without_measure_in_a_notice_that_was_changed_end_no_writer(digits: int) -> None:
    written = parse_notice(TEXT.encode()).model_dump_json()
    for old, new in (('"period":"P1Y"', '"period":"P{}Y"'), ('"count_min":2', '"count_min":{}')):
        assert old in written
        try:
            changed = Notice.model_validate_json(written.replace(old, new.format("9" * digits), 1))
        except ValueError:
            continue
        assert all(render(changed, form) for form in WRITERS)
        assert render_html(compare_notices(changed, changed))


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE notices SET made = '[]'",
        "UPDATE notices SET made = 'no JSON'",
        "UPDATE notices SET status = 'begun'",
        "UPDATE parts SET made = '[]'",
        "UPDATE parts SET made = 'no JSON'",
    ],
)
def test_a_result_that_is_not_on_record_is_made_again(sql: str, notice: Path, tmp_path: Path) -> None:
    order = Order((str(notice),), str(tmp_path / "out"), forms=("json", "csv"))
    extract(order, Quiet())
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file() and path.name != "lock"]
    before = {path: path.read_bytes() for path in files}
    with sqlite3.connect(tmp_path / "out/.gongwen/state.sqlite") as connection:
        connection.execute(sql)
    connection.close()
    assert extract(order, Quiet()).in_order
    assert {path: path.read_bytes() for path in files} == before


def test_the_code_of_a_remark_gives_a_terminal_nothing_to_obey(tmp_path: Path) -> None:
    changed = parse_notice(TEXT.encode()).model_dump_json(exclude={"diagnostics"})[:-1]
    said = json.dumps([{"code": "\x1b[31m", "severity": "error", "message": "\x9b", "place": None}])
    (tmp_path / "a.json").write_text(f'{changed},"diagnostics":{said}}}', encoding="utf-8")
    command = [sys.executable, "-m", "pipeline", "show", tmp_path / "a.json"]
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, check=True)
    assert b"\x1b" not in done.stdout and "�[31m".encode() in done.stdout


@pytest.mark.parametrize("set_anew", ["{0}", "\ufeff{0}", "\r\n{0}", "{1}"])
def test_a_result_that_a_program_has_set_anew_is_read_as_one(
    set_anew: str, notice: Path, tmp_path: Path, ask: Ask
) -> None:
    said = parse_notice(TEXT.encode()).model_dump_json()
    path = tmp_path / "a.json"
    path.write_text(set_anew.format(said, json.dumps(json.loads(said), indent=2)), encoding="utf-8", newline="")
    assert ask("show", path).out == ask("show", notice).out
    assert ask("correct", path, "--table=frequencies", "--row=f1", "--drop", "--reason=r", "--by=b").status == 2


@pytest.mark.parametrize(
    ("was", "is_now", "where"),
    [
        ('"kind":"title"', '"kind":"x"', "sections.0.kind"),
        ('{"schema_version":"1.', '{"schema_version":"9.', "schema_version"),
        ('"section_id":"s1","parent_id":null', '"section_id":"s1","parent_id":"s1"', "parent_id of s1 in sections"),
        ('"section_id":"s1","parent_id":null', '"section_id":"title","parent_id":null', "two rows of sections"),
        ('"obligation_id":"o1","section_id"', '"obligation_id":"o9","section_id"', "obligation_id of f1"),
        ('"duty_id":"d1","section_id":"s1","bearer"', '"duty_id":"d9","section_id":"s1","bearer"', "duty_id of o1"),
        ('"inherited_from":null', '"inherited_from":"s9"', "inherited_from of o1 in obligations names 's9'"),
        ('"section_id":"s1","kind"', '"section_id":"../s1","kind"', "section_id of f1"),
        ('"text":"市政府\\n","char_start":35', '"text":"","char_start":39', "laid end to end"),
    ],
)
def test_what_is_wrong_with_a_result_is_said_with_its_place(
    was: str, is_now: str, where: str, tmp_path: Path, ask: Ask
) -> None:
    path = tmp_path / "a.json"
    written = parse_notice(TEXT.encode()).model_dump_json()
    assert was in written
    path.write_text(written.replace(was, is_now, 1), encoding="utf-8")
    said = ask("show", path)
    assert (said.status, str(path) in said.err, where in said.err) == (1, True, True)


def test_a_result_that_has_been_changed_is_not_believed(notice: Path, tmp_path: Path, ask: Ask) -> None:
    """`diff` told somebody's number for the notice's, and so did the tables of the next run."""
    other = tmp_path / "other.txt"
    other.write_text(TEXT, encoding="utf-8")
    order = Order((str(notice),), str(tmp_path / "out"), forms=("json", "csv"))
    extract(order, Quiet())
    made = tmp_path / "out/notices/ok.json"
    assert not ask("diff", notice, made).err
    whole = made.read_bytes()
    made.write_bytes(whole.replace(b'"count_min":2', b'"count_min":5'))
    assert made.read_bytes() != whole
    for command in (("diff", notice), ("show",), ("report", "-o", tmp_path / "pages")):
        said = ask(*command, made)
        assert (said.status, f"{made}: has been changed since it was written" in said.err) == (0, True)
    order = replace(order, paths=(str(notice), str(other)))
    report = extract(order, Quiet())
    assert "notices/ok.json has been changed since it was written" in report.problems[0]
    assert extract(replace(order, force=True), Quiet()).in_order
    assert made.read_bytes() == whole


@pytest.mark.parametrize("content", ["", "[" * 100_000, '{"inputs": 5}', '{"inputs": [{"files": [{"path": []}]}]}'])
def test_a_manifest_that_is_none_hinders_no_reading(content: str, notice: Path, tmp_path: Path, ask: Ask) -> None:
    extract(Order((str(notice),), str(tmp_path / "out"), forms=("json",)), Quiet())
    (tmp_path / "out/manifest.json").write_text(content, encoding="utf-8")
    said = ask("show", tmp_path / "out/notices/ok.json")
    assert (said.status, said.err) == (0, "")
