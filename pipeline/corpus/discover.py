"""Paths, folders, globs and addresses → the files that may be notices, lazily, in an order that never changes.

Passed over in folders: hidden files, `SOURCES.csv`, what programs leave behind, the folder `corrections`, the output
folder itself, and whatever is no regular file. A file that is named is taken as it is. Links to folders are not
followed, so that a loop of them cannot trap us.
"""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.outputs.atomic import is_remote, without_scheme

_PASSED_OVER = {"sources.csv", "thumbs.db", "desktop.ini"}
_HIDDEN = (".", "~$")
_FOLDERS_PASSED_OVER = {"corrections"}


class NothingThere(ValueError):
    """A path that names no file and no folder."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file: where to read it, and its name below the folder that was given."""

    place: str
    name: str
    size: int
    refusal: tuple[str, str] | None = None
    """Code and message, where it is already known that it cannot be read."""


def discover(paths: Iterable[str], output: str) -> Iterator[Found]:
    """Every file, the paths in the order given, what lies below each in the order of names; NothingThere for none."""
    reserved = Path(without_scheme(output)).resolve()
    for path in map(without_scheme, paths):
        if is_remote(path):
            yield from _remote(path)
        elif os.path.lexists(path):
            yield from _local(Path(path), reserved)
        elif glob.has_magic(path):
            yield from _matching(path, reserved)
        else:
            raise NothingThere(f"{path}: no such file or folder")


def _local(path: Path, reserved: Path) -> Iterator[Found]:
    if path.is_dir():
        yield from _below(path, "", reserved)
    else:
        yield Found(str(path), path.name, path.stat().st_size if path.exists() else 0)


def _below(folder: Path, prefix: str, reserved: Path) -> Iterator[Found]:
    """What lies in a folder; a folder that cannot be opened is one input that fails, so that it is named."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:
        yield Found(str(folder), prefix.rstrip("/") or folder.name, 0)
        return
    for entry in entries:
        if entry.name.startswith(_HIDDEN):
            continue
        if entry.is_dir(follow_symlinks=False):
            below = Path(entry.path)
            if entry.name.lower() not in _FOLDERS_PASSED_OVER and below.resolve() != reserved:
                yield from _below(below, f"{prefix}{entry.name}/", reserved)
        elif entry.name.lower() not in _PASSED_OVER:
            yield from _regular(entry, prefix)


def _regular(entry: os.DirEntry[str], prefix: str) -> Iterator[Found]:
    """The file, if it is one; a link that leads nowhere fails when it is read, and so is named."""
    try:
        status = entry.stat()
    except OSError:
        yield Found(entry.path, prefix + entry.name, 0)
        return
    if stat.S_ISREG(status.st_mode):
        yield Found(entry.path, prefix + entry.name, status.st_size)


def _matching(pattern: str, reserved: Path) -> Iterator[Found]:
    """The files of a glob; their names begin below the last folder that has no wildcard."""
    parts = Path(pattern).parts
    fixed = next(i for i, part in enumerate(parts) if glob.has_magic(part))
    base = Path(*parts[:fixed])
    matches = sorted(base.glob(str(Path(*parts[fixed:]))))
    if not matches:
        raise NothingThere(f"{pattern}: nothing matches")
    for path in matches:
        name = path.relative_to(base).as_posix()
        if path.is_dir():
            if parts[-1] != "**":
                yield from _below(path, f"{name}/", reserved)
        elif path.name.lower() not in _PASSED_OVER and not path.name.startswith(_HIDDEN):
            yield Found(str(path), name, path.stat().st_size)


def _remote(address: str) -> Iterator[Found]:
    """What lies below an address of an object store, by fsspec."""
    from fsspec.core import url_to_fs

    system, root = url_to_fs(address)
    if system.isfile(root):
        yield Found(address, PurePosixPath(root).name, system.size(root) or 0)
        return
    if not system.exists(root):
        raise NothingThere(f"{address}: no such file or folder")
    for path, info in sorted(system.find(root, detail=True).items()):
        name = path[len(root) :].lstrip("/")
        parts = [part.lower() for part in name.split("/")]
        if any(part.startswith(_HIDDEN) for part in parts) or _FOLDERS_PASSED_OVER.intersection(parts[:-1]):
            continue
        if parts[-1] not in _PASSED_OVER:
            yield Found(without_scheme(system.unstrip_protocol(path)), name, info.get("size") or 0)
