"""Orders and folders made to hurt: what is asked wrongly, or came from elsewhere, is named and harms nothing else."""

from __future__ import annotations

import json
import os
import select
import shlex
import sqlite3
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from asking import TEXT, Ask
from corpora import Quiet

from pipeline.corpus import Order, Report, extract
from pipeline.corpus.discover import NothingThere, discover

ROOT = Path(__file__).parent.parent


def run(*paths: Path, output: Path) -> Report:
    return extract(Order(tuple(map(str, paths)), str(output), forms=("json",)), Quiet())


def manifest(*files: object) -> str:
    return json.dumps({"schema_version": "1", "inputs": [{"notice_id": "x", "files": files}]})


def state(folder: Path, sql: str) -> None:
    (folder / ".gongwen").mkdir(parents=True)
    connection = sqlite3.connect(folder / ".gongwen/state.sqlite")
    connection.executescript(sql)
    connection.close()


TABLES = """
CREATE TABLE notices (
  id TEXT PRIMARY KEY, name TEXT, status TEXT, fingerprint TEXT, sha256 TEXT, size INTEGER,
  code TEXT, message TEXT, made TEXT) WITHOUT ROWID;
CREATE TABLE parts (key TEXT PRIMARY KEY, digest TEXT, made TEXT) WITHOUT ROWID;
"""


@pytest.mark.parametrize("way", ["{victim}", "../victim", "notices/../../victim"])
def test_records_that_came_with_a_folder_take_no_file_elsewhere_away(notice: Path, tmp_path: Path, way: str) -> None:
    victim = tmp_path / "victim"
    victim.write_text("kept")
    made = way.format(victim=victim)
    (tmp_path / "a").mkdir()
    (tmp_path / "a/manifest.json").write_text(manifest({"path": made, "sha256": "", "bytes": 4}))
    rows = json.dumps([[made, "", 4]])
    state(tmp_path / "b", TABLES + f"INSERT INTO notices VALUES ('x', '', 'done', '', '', 0, '', '', '{rows}');")
    for folder in ("a", "b"):
        assert run(notice, output=tmp_path / folder).removed == 1
        assert victim.read_text() == "kept"


@pytest.mark.parametrize(
    "content",
    [
        '{"inputs": [{"notice_id": ["x"], "files": [{"path": {}, "sha256": [], "bytes": 1}]}]}',
        '{"inputs": [{"notice_id": "x", "files": [{"path": "a", "sha256": "", "bytes": "many"}]}]}',
        '{"inputs": 5}',
        "[" * 100_000,
        "\udcff[",
    ],
    ids=["kinds", "numbers", "no list", "depth", "bytes"],
)
def test_a_broken_manifest_is_no_hindrance(notice: Path, tmp_path: Path, content: str) -> None:
    (tmp_path / "out/.gongwen").mkdir(parents=True)
    (tmp_path / "out/manifest.json").write_text(content, encoding="utf-8", errors="surrogateescape")
    assert run(notice, output=tmp_path / "out").done == 1


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE notices (x);",
        "CREATE VIEW notices AS SELECT 1;",
        TABLES + "INSERT INTO notices VALUES ('ok', '', 'done', '', '', 0, '', '', 'no JSON');",
        TABLES + "INSERT INTO parts VALUES ('../../x', '', '[[5]]');",
    ],
)
def test_a_state_of_another_form_is_made_again(notice: Path, tmp_path: Path, sql: str) -> None:
    state(tmp_path / "out", sql)
    assert run(notice, output=tmp_path / "out").done == 1


def test_links_in_the_hidden_folder_lead_nowhere(notice: Path, tmp_path: Path) -> None:
    hidden, victims = tmp_path / "out/.gongwen", tmp_path / "victims"
    hidden.mkdir(parents=True)
    for name in ("unfinished", "unpacked"):
        (victims / name).mkdir(parents=True)
        (victims / name / "file").write_text("kept")
        (hidden / name).symlink_to(victims / name)
    for name in (".gitignore", "lock", "state.sqlite"):
        (victims / name).write_text("kept")
        (hidden / name).symlink_to(victims / name)
    assert run(notice, output=tmp_path / "out").done == 1
    files = [path for path in victims.rglob("*") if path.is_file()]
    assert [path.read_text() for path in files] == ["kept"] * 5


def test_a_hidden_folder_that_is_a_link_is_refused(notice: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/.gongwen").symlink_to(tmp_path / "in")
    with pytest.raises(OSError, match="is a link"):
        run(notice, output=tmp_path / "out")
    assert [path.name for path in (tmp_path / "in").iterdir()] == ["ok.txt"]


def test_what_stands_in_the_way_of_one_result_costs_no_other(notice: Path, tmp_path: Path) -> None:
    (notice.parent / "second.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "out/notices/ok.json/folder").mkdir(parents=True)
    (tmp_path / "out/.gongwen/unfinished/folder").mkdir(parents=True)
    (tmp_path / "out/manifest.json").mkdir()
    report = run(notice.parent, output=tmp_path / "out")
    assert (report.done, report.failed, len(report.problems)) == (1, 1, 1)
    assert (tmp_path / "out/notices/second.json").exists()


def test_a_file_that_is_named_twice_is_one_notice(notice: Path, tmp_path: Path) -> None:
    assert run(notice, notice.parent, notice.parent / "." / "ok.txt", output=tmp_path / "out").done == 1


def test_a_path_that_is_spelt_otherwise_is_the_same_file(
    notice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each row of such a file stood twice in the tables."""
    monkeypatch.chdir(notice.parent)
    Path("deeper").mkdir()
    with zipfile.ZipFile("more.zip", "w") as archive:
        archive.writestr("other.txt", TEXT)
    same = (Path(), notice.parent, Path("ok.txt"), Path("deeper/../ok.txt"), Path("deeper/../more.zip"))
    assert run(*same, output=tmp_path / "out").done == 2
    Path("linked.txt").symlink_to("ok.txt")
    assert run(*same, output=tmp_path / "out").done == 1, "a link is a file of its own"


def test_a_terminal_of_absurd_width_is_filled_with_no_blanks(
    notice: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "99999")
    later = notice.with_name("later.txt")
    later.write_text(TEXT.replace("2次", "3次"), encoding="utf-8")
    assert max(map(len, ask("diff", notice, later).out.splitlines())) < 2000


def test_results_are_no_inputs(notice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(notice, output=notice.parent / "earlier")
    assert [found.name for found in discover([str(notice.parent)], "elsewhere")] == ["ok.txt"]
    monkeypatch.chdir(notice.parent)
    for pattern in ("*", "**/*", "**"):
        assert [found.name for found in discover([pattern], "earlier")] == ["ok.txt"]
    assert [found.name for found in discover(["earlier", "ok.txt"], "earlier")] == ["ok.txt"]
    with pytest.raises(NothingThere, match="another folder"):
        list(discover(["."], str(notice.parent)))


@pytest.mark.parametrize("address", ["nothing://a/b", "github://a/b", "a://"])
def test_an_address_that_leads_nowhere_is_refused(address: str, notice: Path, tmp_path: Path, ask: Ask) -> None:
    said = ask("extract", address, "-o", tmp_path / "out")
    assert said.status == 2 and address in said.err
    if not address.startswith("a:"):
        said = ask("extract", notice, "-o", address)
        assert said.status == 2 and address in said.err


@pytest.mark.parametrize(
    "words",
    [
        "extract {notice} -o {out} --address ray://x",
        "calendar {notice} -o {out} --each --bearer 各单位",
        "report {notice} -o ''",
        "check nowhere.txt",
        "diff - -",
        "check - {notice} -",
        "report - {notice} - -o {out}",
        "check {notice} nowhere.txt",
        "show ''",
        "score {out}",
        "score {marks} --notices nowhere",
    ],
)
def test_orders_that_contradict_themselves_are_wrong_usage(words: str, notice: Path, tmp_path: Path, ask: Ask) -> None:
    for name in ("out", "marks"):
        (tmp_path / name).mkdir()
    filled = words.format(notice=notice, out=tmp_path / "out", marks=tmp_path / "marks")
    said = ask(*shlex.split(filled))
    assert said.status == 2 and said.err
    assert not list((tmp_path / "out").iterdir())


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_calendars_at_the_ends_of_time(year: str, notice: Path, tmp_path: Path, ask: Ask) -> None:
    notice.write_text(TEXT + f"{year}年12月1日\n", encoding="utf-8")
    assert ask("calendar", notice, "-o", tmp_path / "out").status == 0
    assert ask("calendar", notice, "-o", tmp_path / "out", "--start", f"{year}-01-01").status == 0
    assert ask("calendar", notice, "-o", tmp_path / "out", "--start", f"{year}-12-31").status == 0


def spoil(path: Path, kind: str) -> None:
    path.parent.mkdir(exist_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "loop":
        path.symlink_to(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        path.write_bytes({"bytes": b"\xff\xfe\x00", "depth": b"a=" + b"[" * 100_000, "keys": b"x = 1"}[kind])


@pytest.mark.parametrize("kind", ["pipe", "folder", "device", "loop", "bytes", "depth", "keys"])
def test_a_broken_file_of_corrections_costs_its_notice_only(kind: str, notice: Path, tmp_path: Path, ask: Ask) -> None:
    (notice.parent / "second.txt").write_text(TEXT, encoding="utf-8")
    spoil(notice.parent / "corrections/ok.toml", kind)
    for command in ("show", "check"):
        said = ask(command, notice)
        assert said.status == 1 and "ok.toml" in said.err and "broken-corrections" in said.err
    report = run(notice.parent, output=tmp_path / "out")
    assert (report.done, report.failed) == (1, 1)
    said = ask("correct", notice, "--table", "obligations", "--row", "o1", "--drop", "--reason", "a", "--by", "b")
    assert said.status == 1 and "ok.toml" in said.err


@pytest.mark.parametrize("table", ["header", "text", "source", "nothing"])
def test_a_correction_of_what_is_no_table_is_refused(table: str, notice: Path, ask: Ask) -> None:
    said = ask("correct", notice, "--table", table, "--row", "o1", "--drop", "--reason", "a", "--by", "b")
    assert said.status == 1 and said.err


def test_a_value_that_is_no_toml_is_words() -> None:
    from pipeline.commands.correct import read_value

    assert [read_value(v) for v in ("3", "[1", "9" * 5000, "[" * 100_000)] == [3, "[1", "9" * 5000, "[" * 100_000]


MARKS = {
    "a.header.json": [
        "{",
        "[]",
        '{"title": 5}',
        '{"colour": "red"}',
        '{"citations": [5]}',
        '{"a":' * 100_000,
        "\udcff",
    ],
    "a.outline.tsv": ["section_id\tdepth\n1\t2\n", "section_id\tdepth\tkind\ttext\ns1\tx\theading\tt\n"],
    "a.obligations.txt": [
        "# loose frequency: s1",
        "> | a",
        "s1 | " * 20,
        "s1 | a | - | - | - | 2..P1Y",
        "# loose frequency: s1 | often",
        "s1 | a | - | - | - | " + "9" * 5000 + "../P1Y",
        "\udcff",
    ],
    "a.bearers.tsv": ["x\ty\na\tb\n"],
}


@pytest.mark.parametrize(("name", "content"), [(name, c) for name, contents in MARKS.items() for c in contents])
def test_marks_that_cannot_be_read_are_named(name: str, content: str, tmp_path: Path, ask: Ask) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / name).write_text(content, encoding="utf-8", errors="surrogateescape")
    said = ask("score", tmp_path)
    assert said.status == 2 and name in said.err, said.err


def test_marks_of_a_notice_with_a_pattern_for_a_name_find_it(notice: Path, ask: Ask) -> None:
    notice.rename(notice.with_name("通知[1]*.txt"))
    (notice.parent / "通知[1]*.obligations.txt").write_text("s1 | 检查 | - | - | - | 2../P1Y\n", encoding="utf-8")
    said = ask("score", notice.parent)
    assert (said.status, "FAILED" in said.out) == (0, False)


def test_marks_that_are_a_folder_are_named(tmp_path: Path, ask: Ask) -> None:
    (tmp_path / "a.obligations.txt").mkdir()
    said = ask("score", tmp_path)
    assert said.status == 2 and "a.obligations.txt: Is a directory" in said.err


@pytest.mark.skipif(os.name != "posix", reason="closes what a shell would")
def test_closed_streams_change_no_status_and_take_nothing_in(notice: Path, tmp_path: Path) -> None:
    out = shlex.quote(str(tmp_path / "out"))
    command = f"{shlex.quote(sys.executable)} -m pipeline extract {shlex.quote(str(notice))} nowhere.txt -o {out}"
    done = subprocess.run(["sh", "-c", command + " 0<&- 1>&- 2>&-"], env=os.environ | {"PYTHONPATH": str(ROOT)})
    assert done.returncode == 2


def test_a_system_without_devices_is_no_hindrance(
    notice: Path, tmp_path: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "devnull", str(tmp_path / "dev/null"))
    assert ask("show", notice).status == 0


@pytest.mark.skipif(os.name != "posix", reason="pipes of a shell")
def test_streams_that_were_told_never_to_wait_are_waited_for() -> None:
    """Who starts us may leave them so: what had come so far was taken for the whole, and nothing was a traceback."""
    ours, theirs = os.pipe()
    os.set_blocking(ours, False)
    os.write(theirs, TEXT[:30].encode())
    command = [sys.executable, "-m", "pipeline", "restore", "-"]
    with subprocess.Popen(command, stdin=ours, stdout=subprocess.PIPE, cwd=ROOT) as started:
        while select.select([ours], [], [], 0)[0]:
            time.sleep(0.1)
        os.set_blocking(ours, False)  # another program that has it open may say so meanwhile
        for part in (TEXT[30:35], TEXT[35:]):
            os.write(theirs, part.encode())
            time.sleep(0.3)
        os.close(theirs)
        assert started.stdout and started.stdout.read().decode() == TEXT


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
def test_a_log_that_is_full_costs_no_notice_its_result(notice: Path, tmp_path: Path) -> None:
    """The first failure that could not be told ended the run."""
    (notice.parent / "a.bin").write_bytes(bytes(100))
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    asked = ((["extract", notice.parent, "-o", tmp_path / "out"], 1), (["show", "nowhere"], 2), (["no"], 2))
    with Path("/dev/full").open("w") as full:
        for words, status in asked:
            command = [sys.executable, "-m", "pipeline", *words]
            done = subprocess.run(command, stderr=full, stdout=subprocess.DEVNULL, env=buffered)
            assert done.returncode == status
    assert (tmp_path / "out/notices/ok.json").exists() and (tmp_path / "out/failures.csv").exists()


@pytest.mark.skipif(os.name != "posix", reason="a folder somebody is in cannot be taken away")
@pytest.mark.parametrize(
    "leave", ["os.rmdir(os.getcwd())", "[(os.mkdir('d' * 200), os.chdir('d' * 200)) for _ in range(25)]"]
)
def test_a_current_folder_that_is_gone_or_too_deep_is_named(notice: Path, tmp_path: Path, leave: str) -> None:
    """It said that there was no such file, and not which; workers ended in tracebacks where they could not go there."""
    (tmp_path / "gone").mkdir()
    (notice.parent / "other.txt").write_text(TEXT)
    code = f"import os, sys; {leave}; from pipeline.__main__ import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "extract", notice.parent, "-o", tmp_path / "out"]
    told = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path / "gone", env=told, check=False)
    assert done.returncode == 2 and "started in is gone" in done.stderr and "Traceback" not in done.stderr


def test_schemas_are_not_printed_without_their_descriptions() -> None:
    done = subprocess.run([sys.executable, "-OO", "-m", "pipeline", "schema"], capture_output=True, check=False)
    assert (done.returncode, b"-OO" in done.stderr, done.stdout) == (2, True, b"")


@pytest.mark.parametrize("command", ["extract", "report", "calendar", "schema"])
def test_an_output_that_is_a_link_to_itself_is_refused(command: str, notice: Path, tmp_path: Path, ask: Ask) -> None:
    (tmp_path / "loop").symlink_to("loop")
    said = ask(command, *([] if command == "schema" else [notice]), "-o", tmp_path / "loop")
    assert said.status == 2 and "loop: cannot be written" in said.err


@pytest.mark.parametrize("name", ["-o", "--", "--help", "--force", "-x.txt", "--=.txt"])
def test_a_file_called_like_an_option_is_read_behind_two_dashes(name: str, notice: Path, ask: Ask) -> None:
    ask.monkeypatch.chdir(notice.parent)
    (notice.parent / name).write_text(TEXT, encoding="utf-8")
    for words in (("show",), ("check",), ("restore",), ("extract", "-o", "out"), ("diff", "ok.txt")):
        said = ask(*words, "--", name)
        assert said.status == 0, said.err
    assert ask("diff", "-f", "json", "--", name, name).status == 0


@pytest.mark.parametrize("option", ["--value", "--reason", "--by"])
def test_a_correction_that_is_no_text_is_refused(option: str, notice: Path, ask: Ask) -> None:
    asked = {"--table": "frequencies", "--row": "f1", "--field": "unit", "--value": "回", "--reason": "a", "--by": "b"}
    said = ask("correct", notice, *(word for pair in (asked | {option: "\udcff"}).items() for word in pair))
    assert said.status == 1 and "ok.txt" in said.err
    assert not (notice.parent / "corrections").exists()
