"""Hostile input: whatever the bytes, a sound notice or a named refusal; the command line ends in order; nothing escapes.

What the fuzzers of `tests/fuzz` found is under `fuzz/findings` and comes here by itself.
"""

from __future__ import annotations

import csv
import json
import os
import resource
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from carriers.docx import write_docx
from fuzz.invariants import check_notice, parse_or_refuse
from fuzz.targets import HERE, TARGETS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.inputs.archive import members
from pipeline.inputs.package import open_package
from pipeline.model.errors import Refused
from pipeline.model.notice import Notice
from pipeline.model.sound import find_fault
from pipeline.run import parse_notice

ROOT = Path(__file__).parent.parent
SEED = ROOT / "raw" / "chengdu-anwei-2020-9.txt"
FINDINGS = sorted(path for path in (HERE / "findings").glob("*/*") if path.is_file())
MODEST = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
WORDS = st.sampled_from(
    *[
        ["每年", "不少于", "2次", "一、", "（一）", "1.", "\n", "《", "》", "〔2024〕3号", "负责", "督促", "各单位", "将", "纳入", "，", "。", "："]
        + ["(shù)", "?(", "?", "附件：", "第一条", "\x00", "\u202e", "\ufeff", "\r", "\u2028", "<p>", "&#xD800;", "]]>", "|---|", "。。", " "]
    ]
)  # fmt: skip


# --- any bytes -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TARGETS)
def test_the_seeds_of_each_target_hold(name: str) -> None:
    for seed in TARGETS[name].seeds():
        TARGETS[name].check(seed)


@pytest.mark.parametrize("path", FINDINGS, ids=lambda p: f"{p.parent.name}-{p.name}")
def test_what_fuzzing_found_stays_mended(path: Path) -> None:
    TARGETS[path.parent.name].check(path.read_bytes())


@MODEST
@given(st.lists(WORDS, max_size=60).map("".join))
def test_any_words_give_a_sound_notice(text: str) -> None:
    parse_or_refuse(text.encode())


@MODEST
@given(st.one_of(st.binary(max_size=400), st.text(max_size=200).map(lambda t: t.encode("utf-8", "surrogatepass"))))
def test_any_bytes_give_a_sound_notice_or_a_named_refusal(data: bytes) -> None:
    parse_or_refuse(data)
    parse_or_refuse(data, "notice.md")


HARD = {
    **{sign: sign for sign in ("2", "每", "(", "《", "（", "(a)", "、", "的", "两", "第", "\u3000x", "<p>", "# ", "|", "&")},
    "periods": "每年两", "counts": "每年检查22222222", "items": "一、检查\n", "decimals": "1.1.1 检查\n",
    "articles": "第一条\n", "annexes": "附件1：\n", "parties": "督促各单位", "frames": "负责将各项工作纳入",
    "numbers": "安〔2024〕3号", "dates": "2024年1月1日\n", "destroyed": "據?質?", "annotated": "據(jù)", "titles": "关于印发通知的通知\n",
}  # fmt: skip


@pytest.mark.parametrize("name", HARD)
def test_time_grows_with_length(name: str) -> None:
    """60 KB within what 10 s per MB allow, and generously more for a slow machine; deep nesting ends no run."""
    data = (HARD[name] * 60_000)[:20_000].encode()
    started = time.process_time()
    try:
        check_notice(parse_notice(data))
    except Refused:
        pass
    assert time.process_time() - started < 6


# --- packages --------------------------------------------------------------------------------------------------------


def test_an_entry_without_a_name_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x", b"1")
        archive.writestr("b.txt", b"2")
    nameless = _without_name(path.read_bytes())
    assert list(members(nameless)) == [("b.txt", b"2")]
    assert open_package(nameless).names == ("b.txt",)


def _without_name(data: bytes) -> bytes:
    """The directory's entry `x` with no name; the directory gets shorter, and says so."""
    at = data.index(b"PK\x01\x02")
    entry = data[at : at + 46 + 1]
    assert entry.endswith(b"x")
    end = data.index(b"PK\x05\x06")
    size = int.from_bytes(data[end + 12 : end + 16], "little") - 1
    shorter = entry[:28] + b"\0\0" + entry[30:46]
    return data[:at] + shorter + data[at + 47 : end + 12] + size.to_bytes(4, "little") + data[end + 16 :]


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_DEFLATED])
def test_spoilt_entries_of_any_packing_are_refused(tmp_path: Path, method: int) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("a.txt", bytes(range(256)) * 40)
    data = path.read_bytes()
    refused = 0
    for at in range(35, 120):
        try:
            list(members(data[:at] + bytes([data[at] ^ 255]) + data[at + 1 :]))
        except Refused:
            refused += 1
    assert refused > 40


# --- the JSON file of a notice is input too --------------------------------------------------------------------------


def test_false_places_are_found() -> None:
    notice = parse_notice("各单位：\n一、每年检查不少于2次。\n".encode())
    assert find_fault(notice) is None
    for old, new in (('"char_start":0', '"char_start":-1'), ('"source_end":', '"source_end":9'), ("检查", "检验")):
        changed = notice.model_dump_json().replace(old, new, 1)
        assert find_fault(Notice.model_validate_json(changed)) is not None


# --- the command line ------------------------------------------------------------------------------------------------


def gongwen(*words: str | bytes | Path, **options: object) -> subprocess.CompletedProcess[bytes]:
    """The command as a user calls it; whatever happens, no traceback."""
    env = os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "100"} | dict(options.pop("env", {}))  # type: ignore[call-overload]
    command = [sys.executable, "-m", "pipeline", *words]
    settings_of_run = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 120, **options}
    done: subprocess.CompletedProcess[bytes] = subprocess.run(command, env=env, **settings_of_run)  # type: ignore[call-overload]
    assert b"Traceback" not in (done.stderr or b"") + (done.stdout or b""), done.stderr.decode(errors="replace")
    return done


COMMANDS = ("extract", "show", "restore", "check", "report", "diff", "correct", "calendar", "schema", "score")


@pytest.mark.parametrize("command", COMMANDS)
def test_wrong_usage_ends_with_2(command: str, tmp_path: Path) -> None:
    assert gongwen(command, "--no-such-option", cwd=tmp_path).returncode == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [
        *(["--time-limit", "inf"], ["--time-limit", "nan"], ["--time-limit", "0"], ["--format", ""], ["-o", ""]),
        *(["--format", "../x"], ["--jobs", "-1"], ["--jobs", "x"], ["--engine", "x"]),
    ],
)
def test_values_that_make_no_sense_are_refused(words: list[str], tmp_path: Path) -> None:
    assert gongwen("extract", SEED, *words, cwd=tmp_path).returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_streams_that_are_closed_or_full_or_left() -> None:
    close = {"preexec_fn": lambda: os.close(0)}
    assert gongwen("show", "-", **close).returncode == 2
    assert gongwen("restore", SEED, stdout=None, preexec_fn=lambda: os.close(1)).returncode == 0
    if Path("/dev/full").exists():
        with Path("/dev/full").open("wb") as full:
            done = gongwen("restore", SEED, stdout=full)
        assert (done.returncode, b"No space left" in done.stderr) == (1, True)
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as left:
        assert gongwen("restore", "--json", SEED, stdout=left).stderr == b""


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no /dev/zero here")
def test_input_without_end_is_refused(tmp_path: Path) -> None:
    assert b"too-large" in gongwen("show", "/dev/zero").stderr
    assert b"too-large" in gongwen("extract", "/dev/zero", "-o", tmp_path).stderr


def test_a_run_that_is_interrupted_says_no_more_than_that(tmp_path: Path) -> None:
    for number in range(60):
        (tmp_path / f"{number}.txt").write_bytes(SEED.read_bytes())
    command = [sys.executable, "-m", "pipeline", "extract", tmp_path, "-o", tmp_path / "out", "-j", "1"]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        deadline = time.monotonic() + 60
        while not list((tmp_path / "out").glob("notices/*.json")) and time.monotonic() < deadline:
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert b"Traceback" not in said
    assert running.returncode != 0
    for path in (tmp_path / "out").glob("notices/*.json"):
        Notice.model_validate_json(path.read_bytes())


@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"LANG": "C"}, {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}])
def test_chinese_names_in_any_locale(tmp_path: Path, locale: dict[str, str]) -> None:
    path = tmp_path / "关于检查的通知.txt"
    path.write_bytes(SEED.read_bytes())
    done = gongwen("extract", path, "-o", tmp_path / "结果", env=locale)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "结果/notices/关于检查的通知.json").exists()
    assert gongwen("show", path, env=locale).returncode == 0


# --- names, links, disks ---------------------------------------------------------------------------------------------

NAMES = [
    "a:b.txt",
    "CON.txt",
    "a\nb.txt",
    "-rf.txt",
    "é.txt",
    "e\u0301.txt",
    "A.TXT",
    "a.txt",
    "长" * 83 + ".txt",
    "=1+1.txt",
]
NAMES += [
    "\u202etxt.exe.txt",
    "a.txt.txt",
    " .txt",
    "%2e%2e%2fx.txt",
    "$(touch x).txt",
    "'; x.txt",
    "<b>.txt",
    "a\\..\\b.txt",
]


def test_any_file_name_is_safe(tmp_path: Path) -> None:
    folder, output = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    text = "各单位：\n一、每年检查不少于2次。\n".encode()
    for name in NAMES:
        (folder / name).write_bytes(text)
    (folder / os.fsdecode(b"bad\xff\xfe.txt")).write_bytes(text)
    done = gongwen("extract", folder, "-o", output)
    assert done.returncode == 0, done.stderr
    written = sorted(output.glob("notices/*.json"))
    assert len(written) == len(NAMES) + 1
    assert len({path.name.casefold() for path in written}) == len(written)
    assert all(len(path.name.encode()) < 256 and not set(path.name) & set(':\\*?"<>|\n\u202e') for path in written)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in", "out"]
    rows = list(csv.reader((output / "tables/notices.csv").read_text("utf-8-sig").splitlines()))
    assert not [cell for row in rows for cell in row if cell[:1] in "=+-@\t" and cell]


def test_archives_write_nowhere_else(tmp_path: Path) -> None:
    for number, name in enumerate(("../evil.txt", "/tmp/gongwen-evil.txt", "a/../../evil.txt", "..\\evil.txt")):
        with zipfile.ZipFile(tmp_path / f"{number}.zip", "w") as archive:
            archive.writestr(name, "各单位：\n")
    done = gongwen("extract", tmp_path, "-o", tmp_path / "out")
    assert done.returncode == 1 and done.stderr.count(b"unsafe-path") == 4
    assert not list(tmp_path.parent.rglob("*evil*")) and not Path("/tmp/gongwen-evil.txt").exists()


def test_links_that_loop_or_dangle_or_lead_away(tmp_path: Path) -> None:
    folder, output = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.txt").write_bytes(SEED.read_bytes())
    (folder / "self").symlink_to(".")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "gone.txt").symlink_to("/no/such/file")
    done = gongwen("extract", folder, "-o", output)
    assert done.returncode == 1
    assert [p.stem for p in output.glob("notices/*.json")] == ["a"]
    assert b"loop.txt" in done.stderr and b"gone.txt" in done.stderr


def test_a_result_that_is_a_link_is_replaced_and_its_target_untouched(tmp_path: Path) -> None:
    victim, output = tmp_path / "victim", tmp_path / "out"
    victim.write_text("mine")
    (output / "notices").mkdir(parents=True)
    (output / "notices/chengdu-anwei-2020-9.json").symlink_to(victim)
    (output / "failures.csv").symlink_to(victim)
    assert gongwen("extract", SEED, "-o", output).returncode == 0
    assert victim.read_text() == "mine"
    assert json.loads((output / "notices/chengdu-anwei-2020-9.json").read_bytes())["notice_id"]


def test_an_output_folder_that_is_a_link_is_used(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    assert gongwen("extract", SEED, "-o", tmp_path / "out").returncode == 0
    assert (tmp_path / "real/notices/chengdu-anwei-2020-9.json").exists()


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    done = gongwen("extract", SEED, "-o", tmp_path / "out")
    assert done.returncode == 2 and done.stderr


def test_a_disk_that_is_full_leaves_only_whole_files(tmp_path: Path) -> None:
    """A limit on the size of files stands for the disk: what does not fit is named, and no half file is left."""
    output = tmp_path / "out"
    small = tmp_path / "in" / "small.txt"
    small.parent.mkdir()
    small.write_text("各单位：\n一、每年检查不少于2次。\n", encoding="utf-8")
    (tmp_path / "in" / "large.txt").write_bytes(SEED.read_bytes())

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    done = gongwen("extract", tmp_path / "in", "-o", output, "--format", "json", "-j", "1", preexec_fn=limit)
    assert done.returncode in (1, 2) and done.stderr
    for path in output.rglob("*.json"):
        json.loads(path.read_bytes())
    assert not list(output.glob("notices/large*"))


# --- writers ---------------------------------------------------------------------------------------------------------

NASTY = (
    '=HYPERLINK("http://x")\n+1\n-1\n@x\n\t=1\n'
    "一、]]><script>alert(1)</script>&amp;<!--每年检查\x01\x0b不少于2次-->\n"
    "二、\u202e负责\u200f检查《</w:t>》，每月5日前报送\u2028。\n三、" + "应当检查" + "长" * 100_000 + "。\n"
)


def test_every_writer_takes_hostile_text(tmp_path: Path) -> None:
    path = tmp_path / "n.txt"
    path.write_text(NASTY, encoding="utf-8")
    (tmp_path / "d.docx").write_bytes(write_docx())
    done = gongwen("extract", tmp_path, "-o", tmp_path / "out", "--format", "json,csv,xlsx,ics,akn,html,parquet")
    assert done.returncode == 0, done.stderr
    from lxml import etree, html

    for akn in (tmp_path / "out").rglob("*.xml"):
        etree.fromstring(akn.read_bytes())
    pages = list((tmp_path / "out").rglob("*.html"))
    assert pages
    for page in pages:
        scripts = html.fromstring(page.read_text(encoding="utf-8")).xpath("//script")
        assert not any("alert(1)" in (script.text or "") for script in scripts)
    for table in (tmp_path / "out/tables").glob("*.csv"):
        for row in csv.reader(table.open(encoding="utf-8-sig", newline="")):
            assert not [cell for cell in row if cell and cell[0] in "=+@\t\r"]
    for command in ("show", "restore", "check", "calendar"):
        assert gongwen(command, path).returncode in (0, 1)
