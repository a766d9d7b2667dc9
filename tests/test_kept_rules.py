"""What is kept of rule files beside the bytecode: the same patterns, taken only for the same file, written politely."""

import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest

from pipeline.lexicon import kept
from pipeline.lexicon.rules import load_rules

FILES = sorted(p.name[:-5] for p in resources.files("pipeline.lexicon").iterdir() if p.name.endswith(".toml"))
load = load_rules.__wrapped__


@pytest.fixture(autouse=True)
def _bytecode_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def toml(name: str) -> bytes:
    return resources.files("pipeline.lexicon").joinpath(f"{name}.toml").read_bytes()


@pytest.mark.parametrize("name", FILES)
def test_what_was_kept_is_what_was_loaded(name: str) -> None:
    first, second = load(name), load(name)
    assert first == second
    assert [rule.parts for rule in first.rules.values()] == [None] * len(first.rules)
    for rule in second.rules.values():
        assert rule.parts and rule.pattern.pattern == rule.source
        assert [text for text in rule.yes if not rule.pattern.search(text)] == []
        assert [text for text in rule.no if rule.pattern.search(text)] == []


def test_it_is_taken_for_the_same_toml_and_regex_only(monkeypatch: pytest.MonkeyPatch) -> None:
    load("bearers")
    assert kept.find_kept("bearers", toml("bearers"))
    assert kept.find_kept("bearers", toml("bearers") + b"\n") is None
    monkeypatch.setattr(kept.regex, "__version__", "0")
    assert kept.find_kept("bearers", toml("bearers")) is None


@pytest.mark.parametrize("damage", [b"", b"\0", b"N", b"{}", "规则".encode()])
def test_a_damaged_file_is_passed_over_and_written_anew(damage: bytes, tmp_path: Path) -> None:
    load("bearers")
    (place,) = tmp_path.rglob("bearers.*.rules")
    whole = place.read_bytes()
    place.write_bytes(damage)
    assert kept.find_kept("bearers", toml("bearers")) is None
    load("bearers")
    assert place.read_bytes() == whole
    assert len([*place.parent.iterdir()]) == 1


def test_nothing_is_written_where_no_bytecode_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert load("bearers").rules
    assert not [*tmp_path.rglob("*.rules")]


def test_a_folder_that_cannot_be_written_is_no_matter(tmp_path: Path) -> None:
    (tmp_path / "work").write_text("in the way")
    sys.pycache_prefix = str(tmp_path / "work")
    assert load("bearers").rules


def test_all_are_kept_ahead_even_where_python_writes_no_bytecode(tmp_path: Path) -> None:
    environment = {"PYTHONPATH": str(Path(__file__).parent.parent), "PYTHONPYCACHEPREFIX": str(tmp_path)}
    command = [sys.executable, "-B", "-m", "pipeline.lexicon"]
    subprocess.run(command, check=True, env=environment)
    assert [place.name.partition(".")[0] for place in sorted(tmp_path.rglob("*.rules"))] == FILES
