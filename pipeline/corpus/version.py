"""The version of everything a result depends on: our code, our rules, the schema, the libraries that read or judge."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib import metadata
from pathlib import Path

_LIBRARIES = ("jieba", "rjieba", "lxml", "markdown-it-py", "opencc", "pydantic", "pypdfium2", "pypinyin", "regex")
_SUFFIXES = {".py", ".toml", ".txt", ".j2", ".css", ".js"}
_ROOT = Path(__file__).resolve().parent.parent


@cache
def code_version() -> str:
    """A hash of all files of the package and of the versions of the libraries."""
    digest = hashlib.sha256(f"python {sys.version_info[:2]}".encode())
    for path in sorted(p for p in _ROOT.rglob("*") if p.suffix in _SUFFIXES):
        digest.update(path.relative_to(_ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    for library in _LIBRARIES:
        digest.update(f"{library} {_version(library)}\0".encode())
    return digest.hexdigest()


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "none"
