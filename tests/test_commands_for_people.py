"""`gongwen report`, `diff`, `check` and `correct` as they are typed."""

from __future__ import annotations

import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

from pipeline.cli import main
from pipeline.commands import calendar, check, correct, diff, report
from pipeline.run import parse_notice

NOTICE = """临江县人民政府文件
临政发〔2024〕3号
临江县人民政府关于加强检查工作的通知
各镇人民政府：
现就加强检查工作通知如下。
一、镇人民政府职责
（一）每年检查企业不少于2次。
（二）每季度至少召开1次会议。
临江县人民政府
2024年3月15日
"""


class Result(NamedTuple):
    exit_code: int
    stdout: str
    stderr: str


def call(command: ModuleType, *arguments: str | Path, stdin: str = "") -> Result:
    name, status, out, err = command.__name__.rpartition(".")[2], 0, StringIO(), StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(sys, "argv", ["gongwen", name, *map(str, arguments)])
        patch.setattr(sys, "stdin", TextIOWrapper(BytesIO(stdin.encode())))
        try:
            main()
        except SystemExit as e:
            status = int(e.code or 0)
    return Result(status, out.getvalue(), err.getvalue())


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "raw" / "县通知 1.txt"
    path.parent.mkdir()
    path.write_text(NOTICE, encoding="utf8")
    return path


def test_report_writes_a_page_each_and_an_index(notice: Path, tmp_path: Path) -> None:
    (notice.parent / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    result = call(report, notice.parent, "-o", tmp_path / "pages", "-l", "en")
    assert result.exit_code == 1
    assert "broken.pdf" in result.stderr
    assert {"index.html", "县通知 1.html"} == {p.name for p in (tmp_path / "pages").iterdir()}
    assert 'lang="en"' in (tmp_path / "pages" / "县通知 1.html").read_text(encoding="utf8")


def test_report_of_an_extracted_notice(notice: Path, tmp_path: Path) -> None:
    extracted = tmp_path / "one.json"
    extracted.write_text(parse_notice(NOTICE.encode(), "one.txt").model_dump_json(), encoding="utf8")
    assert call(report, extracted, "-o", tmp_path / "pages").exit_code == 0
    assert (tmp_path / "pages" / "one.html").exists()
    extracted.write_text('{"schema_version":"0"}', encoding="utf8")
    assert call(report, extracted, "-o", tmp_path / "pages").exit_code == 1


def test_report_of_what_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    assert call(report, tmp_path / "none").exit_code == 2
    assert call(report, tmp_path, "-l", "fr").exit_code == 2


@pytest.mark.parametrize("form", ["table", "md", "json", "html"])
def test_diff_in_every_form(notice: Path, form: str) -> None:
    new = notice.with_name("new.txt")
    new.write_text(NOTICE.replace("不少于2次", "不少于4次"), encoding="utf8")
    result = call(diff, notice, new, "-f", form)
    assert result.exit_code == 0
    assert "frequency-raised" in result.stdout or "频次提高" in result.stdout
    if form == "json":
        assert json.loads(result.stdout)["obligations"][0]["kinds"] == ["frequency-raised"]


def test_diff_into_a_file_and_of_a_missing_one(notice: Path, tmp_path: Path) -> None:
    assert call(diff, notice, notice, "-f", "md", "-o", tmp_path / "same.md").exit_code == 0
    assert "相同" in (tmp_path / "same.md").read_text(encoding="utf8")
    assert call(diff, notice, tmp_path / "none.txt").exit_code == 2
    assert call(diff, notice, notice, "-f", "doc").exit_code == 2


def test_check_speaks_of_what_is_wrong(notice: Path) -> None:
    assert call(check, notice).exit_code == 0
    bad = NOTICE.replace("〔2024〕", "[2024]").replace("检查企业", "检查《企业")
    result = call(check, "-", stdin=bad)
    assert result.exit_code == 1
    assert "bracket-unbalanced" in result.stdout
    assert "number-brackets" in result.stdout
    assert json.loads(call(check, "--json", "-", stdin=bad).stdout)["findings"]
    assert json.loads(call(check, "--sarif", "-", stdin=bad).stdout)["version"] == "2.1.0"
    assert call(check, "--strict", "-", stdin=NOTICE.replace("〔2024〕", "[2024]")).exit_code == 1


def test_a_correction_is_written_and_laid_over_from_then_on(notice: Path, tmp_path: Path) -> None:
    said = ["--table", "frequencies", "--row", "f1", "--field", "count_min", "--value", "4"]
    result = call(correct, notice, *said, "--reason", "新版", "--by", "王芳")
    assert result.exit_code == 0, result.stderr
    assert (notice.parent / "corrections" / "县通知 1.toml").exists()
    call(report, notice, "-o", tmp_path / "pages")
    page = (tmp_path / "pages" / "县通知 1.html").read_text(encoding="utf8")
    assert "每年不少于4次" in page
    assert "王芳" in page
    copy = tmp_path / notice.name
    copy.write_bytes(notice.read_bytes())
    changes = json.loads(call(diff, copy, notice, "-f", "json").stdout)["obligations"]
    assert [c["kinds"] for c in changes] == [["frequency-raised"]]


@pytest.mark.parametrize(
    "said",
    [
        ["--table", "frequencies", "--row", "f99", "--field", "count_min", "--value", "4"],
        ["--table", "frequencies", "--row", "f1", "--field", "count_min", "--value", "often"],
        ["--table", "frequencies", "--row", "f1"],
    ],
)
def test_a_correction_that_does_not_fit_is_not_written(notice: Path, said: list[str]) -> None:
    result = call(correct, notice, *said, "--reason", "r", "--by", "b")
    assert result.exit_code == 1
    assert not (notice.parent / "corrections").exists()


def test_rows_are_added_and_dropped(notice: Path) -> None:
    rest = ["--reason", "r", "--by", "b"]
    added = ["--add", "--table", "obligations", "--section", "preamble.p1", "--text", "加强检查工作"]
    result = call(correct, notice, *added, "--set", 'verbs=["加强"]', "--set", "target=检查工作", *rest)
    assert result.exit_code == 0, result.stderr
    result = call(correct, notice, "--drop", "--table", "obligations", "--row", "o1", *rest)
    assert result.exit_code == 0, result.stderr
    assert (notice.parent / "corrections" / "县通知 1.toml").read_text(encoding="utf8").count("[[correction]]") == 2
    assert call(correct, notice, "--drop", "--add", "--table", "obligations", *rest).exit_code == 2


def test_calendars_of_all_of_one_and_of_each(notice: Path, tmp_path: Path) -> None:
    assert call(calendar, notice, "-o", tmp_path / "all", "--start", "2025-01-01").exit_code == 0
    (whole,) = (tmp_path / "all").iterdir()
    assert (whole.name, whole.read_text(encoding="utf8").count("BEGIN:VEVENT")) == ("县通知 1.ics", 6)
    assert call(calendar, notice, "-o", tmp_path / "each", "--each").exit_code == 0
    assert "县通知 1-镇人民政府.ics" in {p.name for p in (tmp_path / "each").iterdir()}
    assert call(calendar, notice, "--bearer", "某局").exit_code == 2
    assert call(calendar, notice, "--start", "tomorrow").exit_code == 2
