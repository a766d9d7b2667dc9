"""The wheel of `make wheel`: compiled, of these sources, and of the same results, byte for byte.

Skipped where none is built: it takes a C compiler and minutes.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from benchmarks.hostile import HOSTILE
from pipeline import parse_notice
from pipeline.model.errors import Refused

ROOT = Path(__file__).parents[1]
PRINTS = """
import hashlib, sys
from pathlib import Path
from pipeline import parse_notice
from pipeline.model.errors import Refused
from pipeline.stages.obligations import tokens
print(tokens.__file__)
for name in sys.argv[1:]:
    try:
        said = parse_notice(Path(name).read_bytes(), Path(name).name).model_dump_json()
    except Refused as refused:
        said = str(refused)
    print(hashlib.sha256(said.encode(errors="replace")).hexdigest())
"""
PLAIN = (".txt", ".md", ".html")


@pytest.fixture(scope="module")
def notices(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Those of raw/ and of the gold, and hostile ones: compiled code has no limit of its own on how deep it calls."""
    folder = tmp_path_factory.mktemp("hostile")
    for number, make in enumerate(HOSTILE.values()):
        (folder / f"{number:02}.txt").write_text(make(20_000), encoding="utf8")
    gold = (p for p in (ROOT / "tests" / "gold").iterdir() if p.suffix in PLAIN and "." not in p.stem)
    return [*sorted((ROOT / "raw").iterdir()), *sorted(gold), *sorted(folder.iterdir())]


@pytest.fixture(scope="module")
def wheel() -> Path:
    built = next((ROOT / "dist").glob("gongwen-*-cp*.whl"), None)
    if built is None:
        pytest.skip("no compiled wheel: make wheel")
    with zipfile.ZipFile(built) as archive:
        for name in archive.namelist():
            source = ROOT / name
            if name.startswith("pipeline/") and source.suffix in (".py", ".toml", ".txt"):
                if not source.exists() or archive.read(name) != source.read_bytes():
                    pytest.skip(f"the wheel was built when {name} was another: make wheel")
    return built


@pytest.fixture(scope="module")
def lines(wheel: Path, notices: list[Path], tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Where the wheel's code stands, and a digest for each notice."""
    folder = tmp_path_factory.mktemp("compiled")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    command = [sys.executable, "-c", PRINTS, *map(str, notices)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=folder, env={"PYTHONPATH": str(folder)}
    )
    assert not done.returncode, done.stderr
    return done.stdout.splitlines()


def test_nothing_that_is_compiled_is_a_cached_property() -> None:
    """Compiled, it makes its value at each call: words were cut seventeen times as slowly as without."""
    hook = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["tool"]["hatch"]["build"]["targets"]
    places = [ROOT / name.strip("/") for name in hook["wheel"]["hooks"]["mypyc"]["include"]]
    files = [path for place in places for path in ([place] if place.is_file() else place.rglob("*.py"))]
    assert len(files) > 100
    assert [path for path in files if "cached_property" in path.read_text(encoding="utf8")] == []


def test_what_parses_is_compiled(lines: list[str]) -> None:
    assert Path(lines[0]).suffix in (".so", ".pyd")


def test_results_are_those_of_the_sources(lines: list[str], notices: list[Path]) -> None:
    assert dict(zip(notices, lines[1:], strict=True)) == {p: _digest(p) for p in notices}


def _digest(path: Path) -> str:
    try:
        said = parse_notice(path.read_bytes(), path.name).model_dump_json()
    except Refused as refused:
        said = str(refused)
    return hashlib.sha256(said.encode(errors="replace")).hexdigest()
