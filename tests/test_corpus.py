"""Many notices: only new work is done, nothing is lost, each failure is named and costs nothing else."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import random
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pytest
from corpora import GOLD, Quiet, differences, make_corpus
from filelock import FileLock

from pipeline.corpus import Order, Report, extract, parts
from pipeline.corpus.discover import NothingThere
from pipeline.corpus.workplace import OutputBusy
from pipeline.outputs.columns import TABLES


def run(folder: Path, output: Path, **more: object) -> Report:
    order = Order((str(folder),), str(output), jobs=2)
    return extract(replace(order, **more), Quiet())  # type: ignore[arg-type]


def ids(output: Path) -> set[str]:
    return {p.stem for p in (output / "notices").glob("*.json")}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return make_corpus(tmp_path / "in", 6)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "out"


def test_ids_are_paths_without_suffix(corpus: Path, output: Path) -> None:
    report = run(corpus, output)
    assert (report.done, report.failed) == (6, 0)
    assert ids(output) == {f"{2020 + n % 3}--通知-{n:04}" for n in range(6)}
    notices = pd.read_parquet(output / "tables/notices.parquet")
    assert list(notices.notice_id) == sorted(ids(output))
    assert set(notices.source_name) == {f"{2020 + n % 3}/通知-{n:04}.txt" for n in range(6)}


def test_nothing_is_done_twice(corpus: Path, output: Path) -> None:
    run(corpus, output)
    before = {p: p.stat().st_mtime_ns for p in (output / "notices").iterdir()}
    report = run(corpus, output)
    assert (report.done, report.unchanged, report.removed) == (0, 6, 0)
    assert {p: p.stat().st_mtime_ns for p in (output / "notices").iterdir()} == before
    assert run(corpus, output, force=True).done == 6


def test_where_nothing_has_changed_no_worker_is_started_and_nothing_written(
    corpus: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (corpus / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    (corpus / "empty.txt").touch()
    run(corpus, output)
    before = {p: p.stat().st_mtime_ns for p in output.rglob("*.*") if ".gongwen" not in p.parts}
    monkeypatch.setattr("pipeline.corpus.engines.processes._Worker", None)
    report = run(corpus, output)
    assert (report.unchanged, report.failed) == (8, 2)
    assert {p: p.stat().st_mtime_ns for p in before} == before


def test_a_change_that_keeps_size_and_time_is_seen(corpus: Path, output: Path) -> None:
    run(corpus, output)
    changed = corpus / "2020/通知-0000.txt"
    status = changed.stat()
    changed.write_text(changed.read_text(encoding="utf-8").replace("王0", "李0"), encoding="utf-8")
    os.utime(changed, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert changed.stat().st_size == status.st_size
    assert run(corpus, output).done == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes")
def test_a_pipe_is_read_once(tmp_path: Path, output: Path) -> None:
    pipe = tmp_path / "通知.txt"
    os.mkfifo(pipe)
    for counts in ((1, 0), (0, 1)):
        with subprocess.Popen(["cp", GOLD / "emergency-flood.txt", pipe]):
            report = run(pipe, output)
        assert (report.done, report.unchanged) == counts


def test_changed_new_and_removed_files_lead_to_what_a_first_run_gives(
    corpus: Path, output: Path, tmp_path: Path
) -> None:
    run(corpus, output)
    changed, removed = corpus / "2020/通知-0000.txt", corpus / "2021/通知-0001.txt"
    changed.write_text(changed.read_text(encoding="utf-8").replace("王0", "李零"), encoding="utf-8")
    removed.unlink()
    make_corpus(corpus / "new", 1)
    report = run(corpus, output)
    assert (report.done, report.unchanged, report.removed) == (2, 4, 1)
    run(corpus, tmp_path / "first")
    assert differences(output, tmp_path / "first") == []


def test_what_was_taken_away_or_damaged_comes_back(corpus: Path, output: Path, tmp_path: Path) -> None:
    run(corpus, output)
    run(corpus, tmp_path / "first")
    (output / "notices/2020--通知-0000.json").unlink()
    (output / "notices/2021--通知-0001.json").write_bytes(b"{}")
    (output / "tables/duties.csv").unlink()
    (output / "manifest.json").unlink()
    assert run(corpus, output).done == 2
    assert differences(output, tmp_path / "first") == []


def test_a_state_that_is_lost_or_broken_is_made_again(corpus: Path, output: Path, tmp_path: Path) -> None:
    run(corpus, output)
    run(corpus, tmp_path / "first")
    (output / ".gongwen/state.sqlite").write_bytes(b"no database" * 100)
    (corpus / "2021/通知-0001.txt").unlink()
    report = run(corpus, output)
    assert (report.done, report.removed) == (5, 1)
    assert "2021--通知-0001" not in ids(output)


def test_the_number_of_workers_changes_nothing(corpus: Path, output: Path, tmp_path: Path) -> None:
    run(corpus, output, jobs=1)
    run(corpus, tmp_path / "other", jobs=3)
    assert differences(output, tmp_path / "other") == []


def test_a_correction_is_laid_over_and_parsed_anew_when_it_changes(corpus: Path, output: Path) -> None:
    run(corpus, output)
    (corpus / "corrections").mkdir()
    correction = corpus / "corrections/2020--通知-0000.toml"
    correction.write_text(
        '[[correction]]\naction = "change"\ntable = "header"\nfield = "urgency"\nvalue = "特急"\n'
        'text = "通知"\nreason = "盖章"\nby = "王芳"\n',
        encoding="utf-8",
    )
    report = run(corpus, output)
    assert (report.done, report.unchanged) == (1, 5)
    said = json.loads((output / "notices/2020--通知-0000.json").read_bytes())
    assert said["corrections"] or any(d["code"].startswith("correction") for d in said["diagnostics"])
    correction.write_text("not toml", encoding="utf-8")
    assert run(corpus, output).failed == 1


def test_two_files_with_one_id_both_come_out(tmp_path: Path, output: Path) -> None:
    text = (GOLD / "emergency-flood.txt").read_bytes()
    for name in ("a/b.txt", "a--b.md", "A/b.txt", "a/b.md", "x/con.txt", "x/" + "长" * 70 + ".txt", "x/a:b?.txt"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)
    report = run(tmp_path / "in", output)
    assert (report.done, report.failed) == (7, 0)
    folded = {i.casefold() for i in ids(output)}
    assert len(folded) == 7
    assert {"A--b", "a--b.md", "x--con", "x--a_b_"} <= ids(output)
    assert all(len(i.encode()) < 240 for i in folded)


def test_files_that_are_no_notices_are_passed_over(corpus: Path, output: Path) -> None:
    for name in ("SOURCES.csv", ".hidden.txt", ".git/x.txt", "corrections/x.toml", "~$open.docx", "Thumbs.db"):
        (corpus / name).parent.mkdir(exist_ok=True)
        (corpus / name).write_text("x", encoding="utf-8")
    assert run(corpus, corpus / "out").failed == 0
    assert run(corpus, corpus / "out").unchanged == 6


def test_good_notices_are_written_and_each_bad_file_is_named(corpus: Path, output: Path) -> None:
    (corpus / "empty.txt").touch()
    (corpus / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (corpus / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    (corpus / "broken.docx").write_bytes(b"PK\x03\x04broken")
    (corpus / "gone.txt").symlink_to("nowhere")
    (corpus / "unreadable.txt").symlink_to("/proc/self/mem")
    (corpus / "loop").symlink_to(corpus)
    os.mkfifo(corpus / "pipe.txt")
    (corpus / "large.txt").write_bytes(b"")
    os.truncate(corpus / "large.txt", 200_000_000)
    watch = Quiet()
    report = extract(Order((str(corpus),), str(output), jobs=2), watch)
    bad = {"empty.txt", "binary.txt", "broken.pdf", "broken.docx", "gone.txt", "large.txt", "unreadable.txt"}
    assert bad <= set(watch.failures) <= bad | {"loop"}
    assert watch.failures["gone.txt"] == watch.failures["unreadable.txt"] == "unreadable"
    assert watch.failures["large.txt"] == "too-large"
    assert report.done == 6
    rows = list(csv.DictReader((output / "failures.csv").open(encoding="utf-8-sig")))
    assert {r["file"] for r in rows} == set(watch.failures)
    assert all(r["code"] and r["message"] and str(corpus) not in r["message"] for r in rows)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(corpus: Path, output: Path) -> None:
    (corpus / "2020/通知-0000.txt").chmod(0)
    assert run(corpus, output).failed == 1


def test_what_failed_is_tried_again_only_when_it_has_changed(corpus: Path, output: Path) -> None:
    (corpus / "x.pdf").write_bytes(b"%PDF-1.7 broken")
    assert run(corpus, output).failed == 1
    watch = Quiet()
    report = extract(Order((str(corpus),), str(output), jobs=2), watch)
    assert (report.unchanged, report.failed) == (7, 1)
    assert watch.failures == {"x.pdf": "broken-pdf"}, "it is named again"
    (corpus / "x.pdf").write_bytes((GOLD / "emergency-flood.txt").read_bytes())
    assert run(corpus, output).failed == 0
    assert "x" in ids(output)
    (corpus / "x.pdf").write_bytes(b"%PDF-1.7 broken")
    assert run(corpus, output).failed == 1
    assert "x" not in ids(output)


def test_the_state_is_the_same_however_often_it_was_written(corpus: Path, output: Path, tmp_path: Path) -> None:
    for number in range(40):
        (corpus / f"{number}.pdf").write_bytes(b"%PDF-1.7 broken")
    run(corpus, output)
    run(corpus, tmp_path / "again")
    run(corpus, tmp_path / "again")
    assert differences(output, tmp_path / "again") == []


def test_a_notice_that_takes_too_long_is_given_up(corpus: Path, output: Path) -> None:
    line = (GOLD / "county-plan-elderly.txt").read_text(encoding="utf-8")
    (corpus / "long.txt").write_text(line * 300, encoding="utf-8")
    watch = Quiet()
    report = extract(Order((str(corpus / "long.txt"), str(corpus / "2020")), str(output), 2, seconds=0.2), watch)
    assert watch.failures.get("long.txt") == "time-limit"
    assert report.done + len(watch.failures) == 3


def test_a_notice_that_took_too_long_is_tried_again_when_it_is_given_more_time(tmp_path: Path, output: Path) -> None:
    text = (GOLD / "county-plan-elderly.txt").read_text(encoding="utf-8")
    (tmp_path / "long.txt").write_text(text * 5, encoding="utf-8")
    assert run(tmp_path / "long.txt", output, seconds=0.01).failed == 1
    report = run(tmp_path / "long.txt", output, seconds=0.01)
    assert (report.unchanged, report.failed) == (1, 1)
    assert run(tmp_path / "long.txt", output, seconds=60).done == 1


def test_a_zip_file_is_what_it_holds(tmp_path: Path, output: Path) -> None:
    (tmp_path / "in").mkdir()
    with zipfile.ZipFile(tmp_path / "in/years.zip", "w") as archive:
        for name in ("2020/a.txt", "2021/a.txt", "../../evil.txt"):
            archive.writestr(name, (GOLD / "emergency-flood.txt").read_bytes())
    run(tmp_path / "in", output)
    assert {"years.zip--2020--a", "years.zip--2021--a"} <= ids(output)
    assert not (tmp_path / "evil.txt").exists()
    assert not list((output / ".gongwen").glob("unpacked*/*"))


def test_a_zip_file_may_begin_with_the_mark_of_a_disk(tmp_path: Path, output: Path) -> None:
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as archive:
        archive.writestr("a.txt", (GOLD / "emergency-flood.txt").read_bytes())
    (tmp_path / "in.zip").write_bytes(b"PK00" + (tmp_path / "in.zip").read_bytes())
    run(tmp_path / "in.zip", output)
    assert ids(output) == {"in.zip--a"}


def test_a_second_run_on_the_same_folder_is_refused(corpus: Path, output: Path) -> None:
    (output / ".gongwen").mkdir(parents=True)
    with FileLock(output / ".gongwen/lock"), pytest.raises(OutputBusy, match="another run"):
        run(corpus, output)


def test_a_path_that_names_nothing_is_refused(output: Path, tmp_path: Path) -> None:
    with pytest.raises(NothingThere, match="nowhere"):
        run(tmp_path / "nowhere", output)


def test_large_tables_are_folders_of_parts_that_read_as_one(
    corpus: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(corpus, output)
    single = {n: pd.read_parquet(output / f"tables/{n}.parquet") for n in TABLES}
    monkeypatch.setattr(parts, "SINGLE_UP_TO", 3)
    monkeypatch.setattr(parts, "PER_PART", 2)
    run(corpus, output)
    assert not list((output / "tables").glob("*.*"))
    assert len(list((output / "tables/duties").iterdir())) > 1
    for name in ("duties", "obligations", "frequencies"):
        key = TABLES[name].key
        many = pd.read_parquet(output / f"tables/{name}").sort_values(list(key)).reset_index(drop=True)
        pd.testing.assert_frame_equal(many, single[name].sort_values(list(key)).reset_index(drop=True))
        assert pl.read_parquet(output / f"tables/{name}").height == len(many)
        counted = duckdb.sql(f"SELECT count(*) FROM '{output}/tables/{name}/*.parquet'").fetchall()
        assert counted == [(len(many),)]
    monkeypatch.setattr(parts, "LARGEST", 1)
    run(corpus, output)
    assert len(list((output / "tables/duties").iterdir())) == 6
    monkeypatch.setattr(parts, "LARGEST", 3)
    run(corpus, output)
    before = {p: p.stat().st_mtime_ns for p in (output / "tables/duties").iterdir()}
    make_corpus(corpus / "new", 1)
    run(corpus, output)
    after = {p: p.stat().st_mtime_ns for p in (output / "tables/duties").iterdir()}
    assert sum(before.get(p) == t for p, t in after.items()) >= len(before) - 2, "only one part is touched"
    monkeypatch.undo()
    run(corpus, output)
    assert not (output / "tables/duties").exists()
    assert (output / "tables/duties.csv").exists()


def test_csv_of_a_large_run_is_made_when_asked_for(corpus: Path, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "SINGLE_UP_TO", 3)
    run(corpus, output, forms=("json", "csv"))
    assert len(pd.read_csv(output / "tables/notices.csv")) == 6


def test_other_formats_come_and_go_with_the_order(corpus: Path, output: Path) -> None:
    run(corpus, output, forms=("json", "ics", "akn"))
    assert len(list((output / "calendars").iterdir())) == len(list((output / "akn").iterdir())) == 6
    assert not (output / "tables").exists()
    run(corpus, output)
    assert not (output / "calendars").exists()
    assert not (output / "akn").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9")
def test_killed_at_any_moment_only_whole_files_are_left_and_the_next_run_finishes(tmp_path: Path) -> None:
    corpus = make_corpus(tmp_path / "in", 12)
    run(corpus, tmp_path / "undisturbed")
    output, chance = tmp_path / "out", random.Random(20200727)
    command = [sys.executable, "-m", "pipeline", "extract", str(corpus), "-o", str(output), "--jobs", "2"]
    for _ in range(5):
        started = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for_work(output, chance.random() * 3)
        started.kill()
        started.wait()
        for file in (output / "notices").glob("*"):
            assert file.read_bytes() == (tmp_path / "undisturbed/notices" / file.name).read_bytes()
        for file in (output / "tables").glob("*.parquet"):
            pd.read_parquet(file)
    assert run(corpus, output).in_order
    assert differences(output, tmp_path / "undisturbed") == []


def wait_for_work(output: Path, seconds: float) -> None:
    """Until the run has begun, and then some time longer."""
    for _ in range(200):
        if (output / ".gongwen/lock").exists():
            break
        time.sleep(0.05)
    time.sleep(seconds)


def test_the_manifest_tells_inputs_hashes_counts_and_failures(corpus: Path, output: Path) -> None:
    (corpus / "empty.txt").touch()
    run(corpus, output)
    manifest = json.loads((output / "manifest.json").read_bytes())
    assert manifest["counts"] == {"notices": 6, "failures": 1}
    assert {i["name"] for i in manifest["inputs"]} == {f"{2020 + n % 3}/通知-{n:04}.txt" for n in range(6)}
    assert [f["name"] for f in manifest["failures"]] == ["empty.txt"]
    for file in [*manifest["tables"], *(f for i in manifest["inputs"] for f in i["files"])]:
        content = (output / file["path"]).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file["bytes"], file["sha256"])


def test_addresses_of_fsspec_are_read_and_written(corpus: Path, output: Path, tmp_path: Path) -> None:
    run(corpus, output)
    for scheme in ("file", "local"):
        order = Order((f"{scheme}://{corpus}",), f"{scheme}://{tmp_path / scheme}", jobs=2)
        assert extract(order, Quiet()).done == 6
        assert extract(order, Quiet()).unchanged == 6
        assert [d for d in differences(output, tmp_path / scheme) if not d.startswith(".gongwen")] == []
    (corpus / "2020/通知-0000.txt").unlink()
    assert extract(order, Quiet()).removed == 1
    assert len(list((tmp_path / "local/notices").iterdir())) == 5


def test_a_store_without_folders_is_read_and_written(output: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    memory.pipe_file("/bucket/in/a/通知.txt", (GOLD / "emergency-flood.txt").read_bytes())
    extract(Order(("memory://bucket/in",), "memory://bucket/out"), Quiet())
    assert json.loads(memory.cat_file("/bucket/out/notices/a--通知.json"))["notice_id"] == "a--通知"
    assert memory.exists("/bucket/out/tables/duties.parquet")


def test_at_an_address_zip_files_are_opened_and_the_output_is_no_input() -> None:
    memory, packed = pytest.importorskip("fsspec").filesystem("memory"), io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("2020/a.txt", (GOLD / "emergency-flood.txt").read_bytes())
    memory.pipe_file("/year/2020.zip", packed.getvalue())
    order = Order(("memory://year",), "memory://year/out")
    assert extract(order, Quiet()).done == 1
    assert memory.exists("/year/out/notices/2020.zip--2020--a.json")
    report = extract(order, Quiet())
    assert (report.done, report.unchanged) == (0, 1)
