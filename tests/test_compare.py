"""What two revisions of a toy parser make of the same folder: rows gained and lost, nothing for what only moved."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from pipeline.compare import compare, find_files, say, tables_of

PARSER = """
import json
class Notice:
    def __init__(self, rows): self.rows = rows
    def model_dump_json(self): return json.dumps({"obligations": self.rows, "text": "x"})
def parse_notice(data, name):
    if b"bad" in data: raise ValueError("no notice")
    words = data.decode().split()
    return Notice([{"obligation_id": f"o{i}", "section_id": "s1", "verb": w} for i, w in enumerate(words) if KEEP])
"""


def git(root: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@b", *words], check=True)


@pytest.fixture
def code(tmp_path: Path) -> Path:
    """A repository whose first revision finds only long words, and whose working copy finds all."""
    root = tmp_path / "code"
    (root / "pipeline").mkdir(parents=True)
    (root / "pipeline/__init__.py").touch()
    (root / "pipeline/run.py").write_text(PARSER.replace("KEEP", "len(w) > 1"), "utf-8")
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "first")
    (root / "pipeline/run.py").write_text(PARSER.replace("KEEP", "w != '旧词'"), "utf-8")
    return root


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "notices"
    (folder / "县").mkdir(parents=True)
    (folder / "县/a.txt").write_text("查 督促 旧词", "utf-8")
    (folder / "b.txt").write_text("督促", "utf-8")
    (folder / "c.txt").write_text("bad", "utf-8")
    (folder / "SOURCES.csv").write_text("督促", "utf-8")
    return folder


def test_rows_gained_and_lost_are_listed_per_table_and_file(code: Path, folder: Path) -> None:
    assert list(compare("HEAD", folder, code)) == [
        "failures: 0 lost, 0 gained",
        "obligations: 1 lost, 1 gained",
        "  县/a.txt",
        "  - section_id=s1 verb=旧词",
        "  + section_id=s1 verb=查",
    ]


def test_no_worktree_is_left_behind(code: Path, folder: Path) -> None:
    list(compare("HEAD", folder, code))
    listed = subprocess.run(
        ["git", "-C", str(code), "worktree", "list"], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert len(listed) == 1


def test_an_unknown_revision_is_refused(code: Path, folder: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        list(compare("no-such-revision", folder, code))


def test_tables_of_data_are_passed_over(folder: Path) -> None:
    assert [p.name for p in find_files(folder)] == ["b.txt", "c.txt", "a.txt"]


def test_a_row_says_its_texts_but_neither_number_nor_place() -> None:
    quote = {"text": "督促", "char_start": 1, "char_end": 3, "source_start": 1, "source_end": 3}
    row = {"obligation_id": "o7", "section_id": "s1", "verbs": [quote], "party": None, "place": quote}
    assert say(row) == "section_id=s1 verbs=督促"
    assert tables_of({"header": {"title": {"value": "通知", "place": quote}, "note": None}, "text": "x"}) == {
        "header": {"title: value=通知": 1}
    }
