"""Names, links and disks made to hurt: nothing is written elsewhere, nothing half, and what fails is named."""

from __future__ import annotations

import contextlib
import csv
import errno
import json
import os
import re
import resource
import signal
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from corpora import Quiet

from pipeline.corpus import Order, Report, extract
from pipeline.corpus.discover import NothingThere
from pipeline.outputs.atomic import HIDDEN, Store, write_file

ROOT = Path(__file__).parent.parent
TEXT = "各单位：\n一、每年检查不少于2次。\n"


def run(folder: Path, output: Path, **more: object) -> Report:
    """Extract JSON and tables in this process."""
    order = Order((str(folder),), str(output), jobs=1, forms=("json", "csv"))
    return extract(replace(order, **more), Quiet())  # type: ignore[arg-type]


def gongwen(*words: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    """The command as a user calls it; whatever happens, no traceback."""
    env = os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "100"}
    command = [sys.executable, "-m", "pipeline", *map(str, words)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, **options)  # type: ignore[call-overload]
    assert "Traceback" not in done.stderr + done.stdout, done.stderr
    return done  # type: ignore[no-any-return]


NAMES = [
    *("a:b.txt", "CON.txt", "a\nb.txt", "-rf.txt", "é.txt", "e\u0301.txt", "A.TXT", "a.txt", "长" * 83 + ".txt"),
    *("x" * 251 + ".txt", "=1+1.txt", "\u202etxt.exe.txt", "a.txt.txt", " .txt", "%2e%2e%2fx.txt", "$(touch x).txt"),
    *("'; x.txt", "<b>.txt", "a\\..\\b.txt", "..txt", "index.txt", "manifest.txt"),
    *("sub/a.txt", "sub--a.txt", "SUB/a.txt"),
]


def test_any_file_name_gives_a_safe_one_of_its_own(tmp_path: Path) -> None:
    folder, output = tmp_path / "in", tmp_path / "out"
    for name in NAMES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(TEXT, encoding="utf-8")
    with contextlib.suppress(OSError):  # where the file system takes UTF-8 only
        (folder / os.fsdecode(b"bad\xff\xfe.txt")).write_text(TEXT, encoding="utf-8")
    found = [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")]
    report = run(folder, output, forms=("json", "csv", "html"))
    assert (report.done, report.failed) == (len(found), 0)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]
    for form in ("notices", "reports"):
        written = [path.name for path in (output / form).iterdir()]
        assert len({name.casefold() for name in written}) == len(found)
        assert all(len(name.encode()) < 256 for name in written)
        assert not [name for name in written if set(name) & set(':\\*?"<>|\n\u202e\ufeff') or name.startswith(".")]
    for table in (output / "tables").glob("*.csv"):
        with table.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert cells and not [cell for cell in cells if re.match(r"[=+\-@\t\r](?!\d+$)", cell)]


def test_pages_of_two_inputs_with_one_name_are_two(tmp_path: Path) -> None:
    """And the page of a notice called index is not the index."""
    names = ("a/x.txt", "b/x.txt", "c/X.txt", "c/index.txt")
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT + name, encoding="utf-8")
    done = gongwen("report", *(tmp_path / name for name in names), "-o", tmp_path / "out")
    assert "4 written" in done.stdout
    pages = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "out").glob("*.html")}
    assert len({name.casefold() for name in pages}) == 5
    linked = re.findall(r'href="([^"#]+\.html)"', pages["index.html"])
    assert sorted(linked) == sorted(set(pages) - {"index.html"})
    assert {n for n in names for name, page in pages.items() if n in page and name != "index.html"} == set(names)


def test_archives_write_nowhere_else(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b" / "in"
    folder.mkdir(parents=True)
    names = (
        "../evil.txt",
        f"{tmp_path}/evil.txt",
        "a/../../evil.txt",
        "..\\evil.txt",
        "C:\\evil.txt",
        "a\0/../evil.txt",
    )
    for number, name in enumerate(names):
        with zipfile.ZipFile(folder / f"{number}.zip", "w") as archive:
            archive.writestr(name, TEXT)
    with zipfile.ZipFile(folder / "link.zip", "w") as archive:
        link = zipfile.ZipInfo("evil.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "../../target")
    run(folder, tmp_path / "a" / "b" / "out")
    evil = [path for path in tmp_path.rglob("*evil*") if (tmp_path / "a" / "b" / "out") not in path.parents]
    assert not evil
    assert not [path for path in tmp_path.rglob("*") if path.is_symlink()]


def test_links_that_loop_or_dangle_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "self").symlink_to(".")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "gone.txt").symlink_to("/no/such/file")
    for path in (folder, folder / "*.txt"):
        watch = Quiet()
        extract(Order((str(path),), str(tmp_path / "out"), forms=("json",)), watch)
        assert [p.stem for p in (tmp_path / "out" / "notices").iterdir()] == ["a"]
        assert set(watch.failures) == {"loop.txt", "gone.txt"}


@pytest.mark.parametrize("pattern", ["**x/*", "a**", "[", "no*"])
def test_a_pattern_that_matches_nothing_or_is_none_is_refused(pattern: str, tmp_path: Path) -> None:
    with pytest.raises(NothingThere):
        run(tmp_path / pattern, tmp_path / "out")


def test_a_result_that_is_a_link_is_replaced_and_its_target_untouched(tmp_path: Path) -> None:
    victim, output = tmp_path / "victim", tmp_path / "out"
    victim.write_text("mine", encoding="utf-8")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (output / "notices").mkdir(parents=True)
    (output / "tables").mkdir()
    (output / HIDDEN).mkdir()
    for name in ("notices/a.json", "failures.csv", "manifest.json", "tables/duties.csv"):
        (output / name).symlink_to(victim)
    assert run(tmp_path / "a.txt", output).done == 1
    assert victim.read_text(encoding="utf-8") == "mine"
    assert not [path for path in output.rglob("*") if path.is_symlink()]
    assert json.loads((output / "notices/a.json").read_bytes())["notice_id"] == "a"


def test_an_output_folder_that_is_a_link_is_used(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    run(tmp_path / "a.txt", tmp_path / "out")
    assert (tmp_path / "real/notices/a.json").exists()


def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    """Permissions bind no administrator, so a folder of the system that takes no files stands for them too."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    places = [Path("/proc/gongwen")] if Path("/proc").exists() else []
    if os.geteuid() != 0:
        (tmp_path / "closed").mkdir(mode=0o500)
        places.append(tmp_path / "closed" / "out")
    for place in places:
        for words in (("extract", tmp_path / "a.txt"), ("schema",)):
            done = gongwen(*words, "-o", place)
            assert done.returncode == 2
            assert f"{place}: cannot be written" in done.stderr


def test_a_disk_that_is_full_leaves_only_whole_files(tmp_path: Path) -> None:
    """A limit on the size of files stands for the disk: what does not fit is named, and no half file is left."""
    folder, output = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "small.txt").write_text(TEXT, encoding="utf-8")
    (folder / "large.txt").write_text(TEXT * 200, encoding="utf-8")

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (70_000, 70_000))

    done = gongwen("extract", folder, "-o", output, "--format", "json", "-j", "1", preexec_fn=limit)
    assert done.returncode in (1, 2) and done.stderr
    for path in output.rglob("*.json"):
        json.loads(path.read_bytes())
    assert not list(output.glob("notices/large*"))


@pytest.mark.parametrize("room", [0, 1_000])
def test_a_disk_that_is_full_from_the_first_leaves_no_output_folder(room: int, tmp_path: Path) -> None:
    """It would be passed over among inputs: the notices beside it were lost without a word."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    assert gongwen("extract", tmp_path / "a.txt", "-o", tmp_path, preexec_fn=limit).returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_file_that_is_written_anew_keeps_who_may_read_it(tmp_path: Path) -> None:
    secret = tmp_path / "corrections.json"
    secret.write_bytes(b"old")
    secret.chmod(0o600)
    write_file(secret, b"new")
    assert secret.read_bytes() == b"new"
    assert secret.stat().st_mode & 0o777 == 0o600


def test_a_write_that_breaks_off_leaves_the_earlier_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    target = tmp_path / "page.html"
    target.write_text("whole", encoding="utf-8")
    monkeypatch.setattr(os, "fsync", full)
    for write in (lambda: write_file(target, b"half"), lambda: Store(str(tmp_path)).write("page.html", b"half")):
        with pytest.raises(OSError, match="No space"):
            write()
    assert target.read_text(encoding="utf-8") == "whole"
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == ["page.html"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_device_is_written_to_and_not_replaced() -> None:
    with pytest.raises(OSError, match="No space"):
        write_file(Path("/dev/full"), b"x")
    write_file(Path("/dev/null"), b"x")
    assert Path("/dev/full").is_char_device() and Path("/dev/null").is_char_device()


def test_names_and_texts_give_a_terminal_nothing_to_obey(tmp_path: Path) -> None:
    """Colours, titles, a turned reading order: in names of files, in names within archives, in a comparison."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "e\x1b]0;x\x07\ngongwen: all is well.pdf").write_bytes(b"%PDF-1.7 broken")
    with zipfile.ZipFile(tmp_path / "in" / "z.zip", "w") as archive:
        archive.writestr("x\x1b[31m\u202e.pdf", b"%PDF-1.7 broken")
        archive.writestr("y.txt", TEXT)
    for count in (2, 3):
        page = f"<p>关于防汛的通知</p><p>一、每年&#27;]0;x&#7;检查堤防不少于{count}次&#x202e;。</p>"
        (tmp_path / f"{count}.html").write_text(page, encoding="utf-8")
    compared = ("diff", tmp_path / "2.html", tmp_path / "3.html")
    runs = [
        gongwen("extract", tmp_path / "in", "-o", tmp_path / "out", "-f", "json"),
        gongwen(*compared),
        gongwen(*compared, "-f", "md"),
    ]
    assert [done.returncode for done in runs] == [1, 0, 0]
    said = "".join(done.stdout + done.stderr for done in runs)
    assert not set(said) & set("\x1b\x07\u202e")
    assert "\ngongwen: all is well" not in said


def test_restored_text_on_a_terminal_is_shown_and_not_obeyed(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text("<p>一、每年\x9b检查堤防。</p>", encoding="utf-8")
    assert "\x9b" in gongwen("restore", page).stdout, "a program that reads us gets the text as it is"
    screen, ours = os.openpty()
    command = [sys.executable, "-m", "pipeline", "restore", str(page)]
    subprocess.run(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=ours, timeout=120, check=True)
    os.close(ours)
    with os.fdopen(screen, "rb") as seen:
        shown = os.read(seen.fileno(), 10_000)
    assert "检查堤防".encode() in shown and "\x9b".encode() not in shown


def test_findings_and_corrections_give_a_terminal_nothing_to_obey(tmp_path: Path) -> None:
    """A finding is one line whatever the file is called; JSON says the same with escapes."""
    folder = tmp_path / "f\x1b[31m\u200f"
    folder.mkdir()
    bad = folder / "a\n\u202eerror.txt"
    bad.write_text(f"关于\u202e防汛\u061c的通知\n{TEXT}一、每年\x9b31m检查（堤防。\n", encoding="utf-8")
    field = ("--table", "header", "--field", "title", "--value", "通知", "--reason", "a", "--by", "b")
    runs = [
        gongwen("check", bad),
        gongwen("check", bad, "--json"),
        gongwen("check", bad, "--sarif"),
        gongwen("restore", bad, "--json"),
        gongwen("diff", bad, bad, "-f", "json"),
        gongwen("correct", bad, *field),
        gongwen("calendar", bad, "-o", folder / "out"),
    ]
    assert [done.returncode for done in runs] == [1, 1, 1, 0, 0, 0, 0]
    said = "".join(done.stdout + done.stderr for done in runs)
    assert not set(said) & set("\x1b\x9b\u202e\u061c\u200f")
    assert "\x9b" in json.loads(runs[3].stdout)["text"]
    *found, _ = runs[0].stdout.splitlines()
    assert found and all(line.startswith("a �error.txt:") for line in found)


@pytest.mark.skipif(os.name != "posix", reason="names of files are bytes here")
def test_chinese_names_whatever_python_is_told_of_the_locale(tmp_path: Path) -> None:
    folder = tmp_path / "通知"
    folder.mkdir()
    (folder / "关于.txt").write_text(TEXT, encoding="utf-8")
    told = {"PYTHONPATH": str(ROOT), "LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for jobs in ("1", "2"):
        command = [sys.executable, "-m", "pipeline", "extract", "通知", "-o", f"出{jobs}", "-j", jobs, "-f", "json"]
        done = subprocess.run(
            command, cwd=tmp_path, env=os.environ | told, capture_output=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        assert (tmp_path / f"出{jobs}/notices/关于.json").exists()


def bind_to_permissions() -> None:
    """Of an administrator's process, that it too may only do what the permissions of files say (Linux)."""
    import ctypes

    drop_from_bounding_set, override, read_and_search = 24, 1, 2
    for capability in (override, read_and_search):
        ctypes.CDLL(None).prctl(drop_from_bounding_set, capability, 0, 0, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="an administrator may read all")
@pytest.mark.parametrize("mode", [0o000, 0o400])
def test_a_folder_that_may_not_be_read_costs_no_other_file(mode: int, tmp_path: Path) -> None:
    closed = tmp_path / "in/closed"
    closed.mkdir(parents=True)
    for path in (closed / "a.txt", tmp_path / "in/b.txt", tmp_path / "in/c.txt"):
        path.write_text(TEXT, encoding="utf-8")
    (tmp_path / "in/c.txt").chmod(0)
    closed.chmod(mode)
    try:
        for path in ("in", "in/*", "in/**"):
            words = ("extract", tmp_path / path, "-o", tmp_path / "out", "-f", "json", "-j", "1")
            done = gongwen(*words, preexec_fn=bind_to_permissions)
            assert done.returncode == 1 and "c.txt" in done.stderr and "closed" in done.stderr, done.stderr
            assert [found.name for found in (tmp_path / "out/notices").iterdir()] == ["b.json"]
        done = gongwen("extract", closed / "a.txt", "-o", tmp_path / "other", preexec_fn=bind_to_permissions)
        assert done.returncode and "a.txt" in done.stderr
    finally:
        closed.chmod(0o700)
