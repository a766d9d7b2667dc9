"""Where results go: never over a notice, never to a place without a name; what stands in the way costs nothing else."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from asking import TEXT, Ask
from corpora import Quiet

from pipeline.corpus import Order, Report, extract
from pipeline.corpus.discover import NothingThere, is_passed_over

ROOT = Path(__file__).parent.parent
PAGE = f"<html><head><title>关于防汛的通知</title></head><body>{TEXT.replace(chr(10), '<p>')}</body></html>"


def run(*paths: str | Path, output: Path) -> Report:
    return extract(Order(tuple(map(str, paths)), str(output), jobs=1, forms=("json",)), Quiet())


def pack(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name in names:
            packed.writestr(name, TEXT)
    return stream.getvalue()


def test_a_report_is_not_written_over_a_page_that_is_none(tmp_path: Path, ask: Ask) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    assert ask("report", page, "-o", tmp_path).status == 0
    assert ask("report", page, "-o", tmp_path).status == 0
    assert page.read_text(encoding="utf-8") == PAGE
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index.html", "page.html", "page.html.html"]


@pytest.mark.parametrize("named", ["index.html", "other.txt"])
def test_nor_is_their_index(named: str, tmp_path: Path, ask: Ask) -> None:
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "other.txt").write_text(TEXT, encoding="utf-8")
    said = ask("report", tmp_path / named, "-o", tmp_path)
    assert (said.status, "index.html: is no page of ours" in said.err) == (2, True)
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == PAGE


def test_a_comparison_is_not_written_over_what_it_compares(notice: Path, tmp_path: Path, ask: Ask) -> None:
    other = tmp_path / "new.txt"
    other.write_text(TEXT * 2, encoding="utf-8")
    for into in (notice, other):
        said = ask("diff", notice, other, "-f", "html", "-o", into)
        assert (said.status, "would be written over" in said.err) == (2, True)
    assert notice.read_text(encoding="utf-8") == TEXT


def test_nor_a_calendar_over_its_notice(tmp_path: Path, ask: Ask) -> None:
    path = tmp_path / "a.ics"
    path.write_text(TEXT, encoding="utf-8")
    assert ask("calendar", path, "-o", tmp_path).status == 2
    assert path.read_text(encoding="utf-8") == TEXT


def test_bearers_whose_names_no_file_can_tell_apart_have_calendars_of_their_own(tmp_path: Path, ask: Ask) -> None:
    path = tmp_path / "a.txt"
    path.write_text("关于防汛的通知\n\n一、A局要每年检查1次。\n二、a局要每月检查1次。\n", encoding="utf-8")
    said = ask("calendar", path, "--each", "-o", tmp_path / "out")
    assert said.status == 0
    assert len(said.out.splitlines()) == len(list((tmp_path / "out").iterdir())) == 2


@pytest.mark.parametrize("given", ["", "/*", "/a.json", "/**/*.json"])
def test_what_lies_where_results_go_is_no_input(given: str, tmp_path: Path) -> None:
    output = tmp_path / "out"
    mine = output / "notices" / "a.json"
    mine.parent.mkdir(parents=True)
    mine.write_text(TEXT, encoding="utf-8")
    with pytest.raises(NothingThere, match="the results go there"):
        run(f"{mine.parent if '**' not in given else output}{given}", output=output)
    assert mine.read_text(encoding="utf-8") == TEXT


def test_other_folders_of_the_output_folder_are_inputs(notice: Path, tmp_path: Path) -> None:
    output = tmp_path / "in"
    (output / "raw").mkdir()
    notice.rename(output / "raw" / "ok.txt")
    (output / "b.txt").write_text(TEXT, encoding="utf-8")
    assert run(output / "raw", output / "b.txt", output=output).done == 2
    again = run(*output.iterdir(), output=output)
    assert (again.unchanged, again.done, again.failed) == (2, 0, 0)


@pytest.mark.parametrize(
    "words",
    [
        ("calendar", "{notice}", "-o", ""),
        ("calendar", "{notice}", "--start", ""),
        ("schema", "-o", ""),
        ("diff", "{notice}", "{notice}", "-o", ""),
        ("extract", "{notice}", "--address", ""),
        ("extract", "{notice}", "--jobs", "9" * 5000),
        ("schema", "nothing", "-o", "{notice}.d"),
    ],
    ids=" ".join,
)
def test_what_names_nothing_is_wrong_usage(
    words: tuple[str, ...],
    notice: Path,
    tmp_path: Path,
    ask: Ask,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    said = ask(*(word.replace("{notice}", str(notice)) for word in words))
    assert (said.status, bool(said.err)) == (2, True)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    "names", [(), ("folder/",), (".hidden.txt", "SOURCES.csv", "desktop.ini", "corrections/a.toml")]
)
def test_an_archive_without_a_notice_says_so(names: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(pack(*names))
    output = tmp_path / "out"
    assert run(tmp_path / "a.zip", output=output).failed == 1
    assert "a.zip,empty,The archive holds no file" in (output / "failures.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "so"),
    [("a.txt", False), ("b/Thumbs.db", True), (".b/a.txt", True), ("b/~$a.docx", True), ("Corrections/a.toml", True)],
)
def test_what_is_passed_over_by_its_name(path: str, so: bool) -> None:
    assert is_passed_over(path) is so


def test_an_archive_on_standard_input_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(pack("b.txt", "c/d.txt"))))
    assert run("-", output=tmp_path / "out").done == 2
    assert {path.name for path in (tmp_path / "out/notices").iterdir()} == {"stdin--b.json", "stdin--c--d.json"}


def test_a_disk_that_is_full_of_an_archive_costs_that_archive(
    notice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def members(data: bytes) -> Iterator[tuple[str, bytes]]:
        yield "a.txt", TEXT.encode()
        raise OSError(28, "No space left on device")

    (notice.parent / "b.zip").write_bytes(pack("a.txt"))
    monkeypatch.setattr("pipeline.inputs.archive.members", members)
    report = run(notice.parent, output=tmp_path / "out")
    assert (report.done, report.failed) == (2, 1)
    assert "b.zip,not-unpacked,No space left" in (tmp_path / "out/failures.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["show", "check", "restore"])
def test_want_of_memory_ends_a_command_with_the_name_of_the_notice(
    command: str, notice: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parse(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("pipeline.run.parse_notice", parse)
    said = ask(command, notice)
    assert (said.status, said.err) == (1, f"gongwen: {notice}: MemoryError (crashed)\n")


def test_a_notice_that_we_fail_at_costs_no_other_its_page(
    notice: Path, tmp_path: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.run import parse_notice

    def parse(data: bytes, name: str, notice_id: str) -> object:
        if name == "bad.txt":
            raise RecursionError("too deep")
        return parse_notice(data, name, notice_id)

    (notice.parent / "bad.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr("pipeline.run.parse_notice", parse)
    said = ask("report", notice.parent, "-o", tmp_path / "pages")
    assert (said.status, said.err) == (1, "gongwen: bad.txt: RecursionError: too deep (crashed)\n")
    assert (tmp_path / "pages/ok.html").exists()


def test_standard_input_that_cannot_be_read_is_named(notice: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pipeline", "extract", "-", str(notice), "-o", str(tmp_path / "out")]
    with Path(os.devnull).open("wb") as nothing:
        done = subprocess.run(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdin=nothing, capture_output=True)
    assert (done.returncode, b"stdin: Bad file descriptor (unreadable)" in done.stderr) == (1, True)
    assert (tmp_path / "out/notices/ok.json").exists()


def test_corrections_beside_a_file_are_found_from_above(notice: Path, tmp_path: Path, ask: Ask) -> None:
    said = ask("correct", notice, "--table=frequencies", "--row=f1", "--drop", "--reason=r", "--by=b")
    assert said.status == 0
    run(tmp_path, output=tmp_path / "out")
    made = json.loads((tmp_path / "out/notices/in--ok.json").read_text(encoding="utf-8"))
    assert [correction["table"] for correction in made["corrections"]] == ["frequencies"]
    (notice.parent / "corrections/ok.toml").write_text("x", encoding="utf-8")
    assert run(tmp_path, output=tmp_path / "out").failed == 1


@pytest.mark.parametrize(
    "words",
    [
        "--table obligations --row o1 --drop --value x",
        "--table obligations --row o1 --drop --field target",
        "--table obligations --row o1 --field target --value x --set verbs=x",
        "--table frequencies --add --row f1 --section s1 --text 每年",
        "--table obligations --add --section s1 --text 检查 --set verbs=检查 --set verbs=巡查",
    ],
)
def test_words_of_a_correction_that_do_not_go_together_are_wrong_usage(words: str, notice: Path, ask: Ask) -> None:
    assert ask("correct", notice, "--reason=r", "--by=b", *words.split()).status == 2


def test_a_result_is_not_corrected(notice: Path, tmp_path: Path, ask: Ask) -> None:
    run(notice, output=tmp_path / "out")
    result = tmp_path / "out/notices/ok.json"
    said = ask("correct", result, "--table=frequencies", "--row=f1", "--drop", "--reason=r", "--by=b")
    assert (said.status, "name the raw notice" in said.err) == (2, True)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("count_min", "-1"),
        ("count_min", "true"),
        ("rrule", "FREQ=NO"),
        ("rrule", "FREQ=DAILY\nX:1"),
        ("period", "一年"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_its_field(field: str, value: str, notice: Path, ask: Ask) -> None:
    words = (f"--field={field}", f"--value={value}")
    said = ask("correct", notice, "--reason=r", "--by=b", "--table=frequencies", "--row=f1", *words)
    assert (said.status, field in said.err) == (1, True)
