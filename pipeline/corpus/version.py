"""The version of everything a result depends on: our code, our rules, the schema, the libraries that read or judge."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

_LIBRARIES = ("jieba", "rjieba", "lxml", "opencc", "pydantic", "pypdfium2", "pypinyin", "regex")
_SUFFIXES = (".py", ".toml", ".txt", ".j2", ".css", ".js")
_ROOT = str(Path(__file__).resolve().parent.parent)


@cache
def code_version() -> str:
    """A hash of all files of the package and of the versions of the libraries."""
    digest = hashlib.sha256(f"python {sys.version_info[:2]}".encode())
    for name in sorted(_files(_ROOT, "")):
        with open(f"{_ROOT}/{name}", "rb") as file:  # noqa: PTH123 - a Path takes twice as long
            digest.update(name.encode() + b"\0" + file.read() + b"\0")
    versions = _versions()
    for library in _LIBRARIES:
        digest.update(f"{library} {versions.get(library, 'none')}\0".encode())
    return digest.hexdigest()


def _files(folder: str, prefix: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _files(entry.path, f"{prefix}{entry.name}/")
            elif entry.name.endswith(_SUFFIXES):
                yield prefix + entry.name


def _versions() -> dict[str, str]:
    """The version of each library that is installed, by the names of the folders that say so.

    `importlib.metadata` reads the same, but takes as long to import as all our files to hash.
    """
    found = dict[str, str]()
    for folder in sys.path:
        with suppress(OSError), os.scandir(folder or ".") as entries:
            for entry in entries:
                stem, _, kind = entry.name.rpartition(".")
                if kind in ("dist-info", "egg-info"):
                    name, _, version = stem.partition("-")
                    found.setdefault(name.lower().replace("_", "-"), version)
    return found
