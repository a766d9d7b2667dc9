"""The packages we need at run time: locked with hashes, under licences that bind nobody who uses us, each explained."""

from __future__ import annotations

import importlib.metadata
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKED = re.compile(r"^([a-z0-9._-]+)==[^\n\\]*((?:\\\n[ ]+--hash=\S+ *)*)", re.MULTILINE)
FREE = re.compile(r"\b(?:MIT|BSD|Apache|ISC|PSF|0BSD|Zlib)\b", re.IGNORECASE)
BINDING = re.compile(r"\b[AL]?GPL|GNU|Affero|SSPL|Business Source|Commons Clause", re.IGNORECASE)


def _locked(name: str) -> dict[str, str]:
    return {m[1]: m[2] for m in LOCKED.finditer((ROOT / name).read_text(encoding="utf-8"))}


RUN_TIME = sorted(_locked("requirements-run.lock"))


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-run.lock", "requirements-build.lock"])
def test_every_package_is_locked_with_its_hashes(lock: str) -> None:
    packages = _locked(lock)
    assert packages
    assert [name for name, hashes in packages.items() if "--hash=sha256:" not in hashes] == []


@pytest.mark.parametrize("name", RUN_TIME)
def test_the_licence_is_free_and_binds_nobody(name: str) -> None:
    try:
        package = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("not for this system")
    classes = [c for c in package.get_all("Classifier", []) if c.startswith("License ::")]
    said = " ".join([package["License-Expression"] or "", (package["License"] or "")[:200], *classes])
    assert FREE.search(said) and not BINDING.search(said), said


def test_every_package_we_name_is_explained() -> None:
    wanted = re.search(
        r"^dependencies = \[\n(.*?)^\]", (ROOT / "pyproject.toml").read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    assert wanted
    names = set(re.findall(r'^ *"([a-z0-9-]+)', wanted[1], re.MULTILINE))
    table = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("## Dependencies")[2]
    explained = {name.strip() for row in re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE) for name in row.split(",")}
    assert names - explained == set()


def test_every_package_that_comes_along_is_listed() -> None:
    """By name, so that a new one is looked at before it is locked."""
    said = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("## Dependencies")[2]
    assert [name for name in RUN_TIME if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", said)] == []
