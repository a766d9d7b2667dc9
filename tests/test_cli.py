"""The command line as a user types it: what it prints, where it writes, how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from corpora import make_corpus

from pipeline.cli import COMMANDS

SEED = Path(__file__).parent.parent / "raw" / "chengdu-anwei-2020-9.txt"


def gongwen(*words: str | Path, data: bytes | None = None, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", *map(str, words)],
        input=data,
        capture_output=True,
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(SEED.parent.parent), "COLUMNS": "100"},
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in err, err
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


def complaints(errors: str) -> list[str]:
    """What was said beside how far the run is, which a slow machine says every ten seconds."""
    return [line for line in errors.splitlines() if not line.startswith(("notices: ", "tables: "))]


def test_extract_ends_with_0_when_all_is_done(tmp_path: Path) -> None:
    corpus = make_corpus(tmp_path / "通知", 2)
    done = gongwen("extract", corpus, "-o", tmp_path / "结果")
    assert (done.returncode, complaints(done.stderr)) == (0, [])
    assert "2 written" in done.stdout
    assert (tmp_path / "结果/notices/2020--通知-0000.json").exists()


def test_extract_ends_with_1_and_names_what_failed(tmp_path: Path) -> None:
    corpus = make_corpus(tmp_path / "in", 2)
    (corpus / "坏.pdf").write_bytes(b"%PDF-1.4 broken")
    done = gongwen("extract", corpus, "-o", tmp_path / "out")
    assert done.returncode == 1
    assert complaints(done.stderr)[0].startswith("坏.pdf: ")
    assert len(list((tmp_path / "out/notices").iterdir())) == 2


@pytest.mark.parametrize(
    "words",
    [
        ("extract", "nowhere.txt"),
        ("extract", "no*.txt"),
        ("extract",),
        ("extract", str(SEED), "--format", "docx"),
        ("extract", str(SEED), "--engine", "spark"),
        ("extract", str(SEED), "--jobs", "-1"),
        ("show", "nowhere.txt"),
        ("restore", "nowhere.txt"),
        ("schema", "nothing"),
        ("nonsense",),
    ],
)
def test_wrong_usage_ends_with_2_and_a_reason(words: tuple[str, ...], tmp_path: Path) -> None:
    done = gongwen(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr
    assert not list(tmp_path.glob("output/notices/*"))


def test_extract_refuses_an_output_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    done = gongwen("extract", SEED, "-o", tmp_path / "out")
    assert done.returncode == 2
    assert "cannot be written" in done.stderr


def test_extract_reads_standard_input_files_and_globs(tmp_path: Path) -> None:
    corpus = make_corpus(tmp_path / "in", 6)
    done = gongwen(
        "extract", "-", "in/2020/*.txt", corpus / "2021/通知-0001.txt", "-o", "o", data=SEED.read_bytes(), cwd=tmp_path
    )
    assert done.returncode == 0
    assert {p.stem for p in (tmp_path / "o/notices").iterdir()} == {"stdin", "通知-0000", "通知-0003", "通知-0001"}


def test_json_alone_needs_neither_pandas_nor_pyarrow(tmp_path: Path) -> None:
    code = (
        "import sys; sys.argv = ['gongwen', 'extract', *sys.argv[1:]]\n"
        "from pipeline.cli import main\n"
        "try: main()\n"
        "finally: print(sorted({'pandas', 'pyarrow', 'numpy', 'jieba', 'rich'} & set(sys.modules)))\n"
    )
    words = [sys.executable, "-c", code, str(SEED), "-o", str(tmp_path / "o"), "--format", "json"]
    done = subprocess.run(words, capture_output=True, text=True, cwd=SEED.parent.parent)
    loaded = done.stdout.splitlines()[-1]
    assert "pandas" not in loaded
    assert "pyarrow" not in loaded
    assert not (tmp_path / "o/tables").exists()


def test_importing_the_package_imports_nothing(tmp_path: Path) -> None:
    code = "import sys, pipeline; print(len([m for m in sys.modules if m.startswith(('pydantic', 'pipeline.'))]))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=SEED.parent.parent)
    assert done.stdout.strip() == "0"


def test_public_names() -> None:
    import pipeline

    notice = pipeline.parse_notice(SEED.read_bytes(), SEED.name)
    assert isinstance(notice, pipeline.Notice)
    with pytest.raises(pipeline.UnsupportedFormat):
        pipeline.parse_notice(b"PK\x03\x04" + bytes(100), "x.zip")
    with pytest.raises(AttributeError):
        pipeline.nonsense  # noqa: B018


def test_show_tells_header_outline_duties_frequencies() -> None:
    done = gongwen("show", SEED)
    assert done.returncode == 0
    for said in ("成安委〔2020〕9号", "发文机关", "● 2.", "[每年不少于2次]", "频次 17", "（一）党委主要职责"):
        assert said in done.stdout


def test_show_tells_diagnostics_with_line_and_column(tmp_path: Path) -> None:
    (tmp_path / "n.txt").write_text(
        "关于防汛的通知\n各乡镇：\n一、准备\n检查堤防。\n三、值守\n二十四小时值守。\n", encoding="utf-8"
    )
    done = gongwen("show", tmp_path / "n.txt")
    assert "5:1 " in done.stdout
    assert "section-gap" in done.stdout


def test_show_gives_a_terminal_nothing_to_obey(tmp_path: Path) -> None:
    (tmp_path / "n.html").write_text("<p>关于防汛的通知</p><p>一、检查&#27;[2J堤防\u202e。</p>", encoding="utf-8")
    done = gongwen("show", tmp_path / "n.html")
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout


def test_restore_gives_the_text_or_every_edit() -> None:
    text = gongwen("restore", SEED).stdout
    answer = json.loads(gongwen("restore", SEED, "--json").stdout)
    assert answer["text"] + "\n" == text
    assert answer["reproduced"] is True
    assert {"rule", "certainty", "before", "after", "source_start"} <= set(answer["edits"][0])
    assert "(" not in text


def test_restore_reads_standard_input() -> None:
    assert gongwen("restore", "-", data="國發〔2010〕23號\n".encode()).stdout == "国发〔2010〕23号\n"


def test_what_cannot_be_read_ends_show_with_1(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.4 broken")
    done = gongwen("show", tmp_path / "x.pdf")
    assert done.returncode == 1
    assert "x.pdf" in done.stderr


def test_schema_prints_one_or_writes_all(tmp_path: Path) -> None:
    assert json.loads(gongwen("schema").stdout)["title"] == "Notice"
    assert json.loads(gongwen("schema", "duties").stdout)["primaryKey"] == ["notice_id", "duty_id"]
    gongwen("schema", "-o", tmp_path / "s")
    assert len(list((tmp_path / "s/tables").iterdir())) == 11


def test_help_names_every_command() -> None:
    done = gongwen("--help")
    assert done.returncode == 0
    for command in ("extract", "show", "restore", "schema"):
        assert command in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_says_what_it_does_and_takes(command: str) -> None:
    done = gongwen(command, "--help")
    assert done.returncode == 0
    said = " ".join(done.stdout.split())
    assert f"usage: gongwen {command} [-h]" in said and COMMANDS[command] in said
    assert not done.stderr


def test_without_words_the_commands_are_named() -> None:
    done = gongwen()
    assert done.returncode == 2
    assert all(command in done.stdout for command in COMMANDS)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["nonsense"], "invalid choice: 'nonsense'"),
        (["--forc"], "--forc"),
        (["extract"], "the following arguments are required: PATH"),
        (["extract", "x", "--jobs", "-1"], "--jobs/-j: -1: must be a whole number from 0 on"),
        (["extract", "x", "--time-limit", "nan"], "--time-limit: nan: must be a number between 0.1 and 86400"),
        (["extract", "x", "--forc"], "unrecognized arguments: --forc"),
        (["extract", "x", "--\x1b[2J\n"], "unrecognized arguments: --�[2J "),
        (["correct", "x", "--table", "duties"], "the following arguments are required: --reason, --by"),
        (["score", "nowhere"], "nowhere: no such folder"),
        (["show", "a", "b"], "unrecognized arguments: b"),
    ],
)
def test_wrong_words_are_told_with_the_usage(words: list[str], reason: str) -> None:
    done = gongwen(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("usage: gongwen ")
    assert reason in done.stderr.splitlines()[-1]


def test_options_may_stand_between_files(tmp_path: Path) -> None:
    for name in ("a.txt", "-b.txt"):
        (tmp_path / name).write_bytes(SEED.read_bytes())
    done = gongwen("extract", "a.txt", "-o", "o", "--format=json,csv", "-j1", "--", "-b.txt", cwd=tmp_path)
    assert (done.returncode, complaints(done.stderr)) == (0, [])
    assert "2 written" in done.stdout
    done = gongwen("check", "--strict", "a.txt", "--json", "./-b.txt", cwd=tmp_path)
    assert done.stdout.count('"findings"') == 2


def test_help_needs_no_libraries() -> None:
    code = (
        "import sys; sys.argv = ['gongwen', '--help']\n"
        "from pipeline.cli import main\n"
        "try: main()\n"
        "finally: print(sorted({'pydantic', 'regex', 'rich', 'lxml', 'fsspec'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=SEED.parent.parent)
    assert done.stdout.splitlines()[-1] == "[]"
