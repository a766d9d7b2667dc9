"""What is kept beside the bytecode is what was worked out, taken only for the same origin, written politely."""

import subprocess
import sys
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from pipeline.lexicon import kept, patterns, readings, rules, word_frequencies
from pipeline.lexicon.rules import load_rules

FILES = sorted(p.name[:-5] for p in resources.files("pipeline.lexicon").iterdir() if p.name.endswith(".toml"))
load = load_rules.__wrapped__


@pytest.fixture(autouse=True)
def _bytecode_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def find_rules(name: str, behind: bytes = b"") -> Any:
    toml = resources.files("pipeline.lexicon").joinpath(f"{name}.toml").read_bytes()
    return kept.find_kept(name, rules._origin(toml + behind))


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
    assert find_rules("bearers")
    assert find_rules("bearers", b"\n") is None
    monkeypatch.setattr(rules.regex, "__version__", "0")
    assert find_rules("bearers") is None


def test_a_damaged_size_that_no_memory_holds_is_passed_over_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """No command ran until somebody took the file away."""
    rules_kept = load("bearers")
    monkeypatch.setattr("marshal.loads", Mock(side_effect=MemoryError))
    assert find_rules("bearers") is None
    assert load("bearers").words == rules_kept.words


@pytest.mark.parametrize("damage", [b"", b"\0", b"N", b"{}", "规则".encode()])
def test_a_damaged_file_is_passed_over_and_written_anew(damage: bytes, tmp_path: Path) -> None:
    load("bearers")
    (place,) = tmp_path.rglob("bearers.*.kept")
    whole = place.read_bytes()
    place.write_bytes(damage)
    assert find_rules("bearers") is None
    load("bearers")
    assert place.read_bytes() == whole
    assert len([*place.parent.iterdir()]) == 1


def test_patterns_that_are_no_rules_are_kept_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_kept", cache(patterns._kept.__wrapped__))
    made = [patterns.compile_pattern(source) for source in (r"\p{Han}+", "[一二]月")]
    patterns._kept.cache_clear()
    monkeypatch.setattr(patterns.regex, "compile", None)
    for pattern, text in zip(made, ("a每年b", "十二月"), strict=True):
        again = patterns.compile_pattern(pattern.pattern)
        assert again.search(text).span() == pattern.search(text).span()


def test_what_is_made_of_data_is_made_again_when_that_has_changed(tmp_path: Path) -> None:
    data, made = tmp_path / "data.txt", []

    def count(content: bytes) -> int:
        made.append(content)
        return len(content)

    for content, expected in ((b"one", 3), (b"one", 3), (b"three", 5)):
        if not data.exists() or data.read_bytes() != content:
            data.write_bytes(content)
        assert kept.kept_of("data", data, count, __file__) == expected
    assert made == [b"one", b"three"]


@pytest.mark.parametrize("made", [readings._table, word_frequencies._stretches])
def test_dictionaries_are_the_same_when_kept(made: Any) -> None:
    assert made.__wrapped__() == made.__wrapped__()


def test_nothing_is_written_where_no_bytecode_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert load("bearers").rules
    assert not [*tmp_path.rglob("*.kept")]


def test_a_folder_that_cannot_be_written_is_no_matter(tmp_path: Path) -> None:
    (tmp_path / "work").write_text("in the way")
    sys.pycache_prefix = str(tmp_path / "work")
    assert load("bearers").rules


def test_a_disk_that_is_full_leaves_nothing_unfinished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    kept.keep("any", 1, {})
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_all_are_kept_ahead_even_where_python_writes_no_bytecode(tmp_path: Path) -> None:
    environment = {"PYTHONPATH": str(Path(__file__).parent.parent), "PYTHONPYCACHEPREFIX": str(tmp_path)}
    command = [sys.executable, "-B", "-m", "pipeline.lexicon"]
    subprocess.run(command, check=True, env=environment)
    names = {place.name.partition(".")[0] for place in tmp_path.rglob("*.kept")}
    assert names == {*FILES, "dictionary", "readings"}
