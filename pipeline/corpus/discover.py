"""Paths, folders, globs and addresses → the files that may be notices, lazily, as the file system lists them.

The order is made later, on disk (see `State.take`): a folder of a million files is never held in memory.
Passed over in folders: hidden files, `SOURCES.csv`, what programs leave behind, the folder `corrections`, the output
folder itself and those of other runs, and whatever is no regular file, also where a glob matches it. A file that is
named is taken as it is, but for the results that lie in the output folder: they would be written over. What may not
be looked at fails when it is read, and so is named. Links to folders are not followed unless they are named, so that
none leads us out or around.
"""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path, PurePosixPath

from pipeline.outputs.atomic import HIDDEN, is_remote, without_scheme

_PASSED_OVER = {"sources.csv", "thumbs.db", "desktop.ini"}
_HIDDEN = (".", "~$")
_FOLDERS_PASSED_OVER = {"corrections"}
RESULTS_THERE = "the results go there; name another folder with --output"


def is_passed_over(path: str) -> bool:
    """Whether what lies at that path below a folder is no notice by its name, or lies in a folder of none."""
    *folders, name = path.lower().split("/")
    hidden = any(part.startswith(_HIDDEN) for part in (*folders, name))
    return hidden or name in _PASSED_OVER or not _FOLDERS_PASSED_OVER.isdisjoint(folders)


class NothingThere(ValueError):
    """A path that names no file and no folder, or nothing but the folder that the results go to."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file: where to read it, and its name below the folder that was given."""

    place: str
    name: str
    size: int
    refusal: tuple[str, str] | None = None
    """Code and message, where it is already known that it cannot be read."""
    argument: int = 0
    """Which of the paths given it was found in."""


def discover(paths: Iterable[str], output: str, is_result: Callable[[str], bool] = lambda _: False) -> Iterator[Found]:
    """Every file of every path; NothingThere for a path without any, and where there is nothing but results.

    `is_result` tells of a path within the output folder whether a result goes there.
    """
    output, given = without_scheme(output), [without_scheme(path) for path in paths]
    if len(given) == 1 and _is_folder(given[0], output):
        raise NothingThere(f"{given[0]}: {RESULTS_THERE}")
    passed_over, taken = "", 0
    for argument, path in enumerate(given, 1):
        results = _results_below(path, output, is_result)
        for found in _found(path, output):
            if results and results(found.place):
                passed_over = path
                continue
            taken += 1
            yield Found(found.place, found.name, found.size, found.refusal, argument)
    if passed_over and not taken:
        raise NothingThere(f"{passed_over}: {RESULTS_THERE}")


def _results_below(path: str, output: str, is_result: Callable[[str], bool]) -> Callable[[str], bool] | None:
    """What tells the results among the files of a path; none where it leads to no place within the output folder."""
    if is_remote(path) or is_remote(output):
        return None
    reserved = _real(output)
    fixed = path if os.path.lexists(path) else str(_base(Path(path).parts))
    if not _real(fixed).is_relative_to(reserved):
        return None

    def is_one(place: str) -> bool:
        folder, name = os.path.split(place)
        below = _real(folder) / name
        return below.is_relative_to(reserved) and is_result(below.relative_to(reserved).as_posix())

    return is_one


def _base(parts: tuple[str, ...]) -> Path:
    """The last folder of a glob that has no wildcard."""
    return Path(*takewhile(lambda part: not glob.has_magic(part), parts))


def _is_folder(path: str, output: str) -> bool:
    """Whether a path is the output folder, which `*` matches when it lies beside the notices."""
    if is_remote(path) or is_remote(output):
        return path.rstrip("/") == output.rstrip("/")
    return _is_dir(path) and _real(path) == _real(output)


def _real(path: str | Path) -> Path:
    """Where a path leads; unlike `Path.resolve`, a link to itself is no error before Python 3.13 either."""
    return Path(os.path.realpath(path))


def _found(path: str, output: str) -> Iterator[Found]:
    if is_remote(path):
        yield from _remote(path, output)
    elif os.path.lexists(path):
        yield from _local(Path(path), _real(output))
    elif glob.has_magic(path):
        yield from _matching(path, _real(output))
    else:
        raise NothingThere(f"{path}: no such file or folder")


def _local(path: Path, reserved: Path) -> Iterator[Found]:
    if _is_dir(path):
        if _real(path) != reserved:
            yield from _below(path, "", reserved)
    else:
        yield Found(str(path), path.name, _size(path))


def _below(folder: Path, prefix: str, reserved: Path) -> Iterator[Found]:
    """What lies in a folder; a folder that cannot be opened is one input that fails, so that it is named."""
    folders = [(folder, prefix)]
    while folders:
        folder, prefix = folders.pop()
        try:
            listing = os.scandir(folder)
        except OSError:
            yield Found(str(folder), prefix.rstrip("/") or folder.name, 0)
            continue
        with listing:
            for entry in listing:
                if entry.name.startswith(_HIDDEN):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    below = Path(entry.path)
                    if entry.name.lower() not in _FOLDERS_PASSED_OVER and not _holds_results(below, reserved):
                        folders.append((below, f"{prefix}{entry.name}/"))
                elif entry.name.lower() not in _PASSED_OVER:
                    yield from _regular(entry, prefix)


def _holds_results(folder: Path, reserved: Path) -> bool:
    """Whether it is the output folder of this run, or by its record that of an earlier one."""
    return _real(folder) == reserved or _is_dir(folder / HIDDEN)


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
    if parts[-1] == "**":  # folders only, to some versions of Python
        parts = (*parts, "*")
    base = _base(parts)
    matched = False
    try:
        for path in base.glob(str(Path(*parts[len(base.parts) :]))):
            matched = True
            name = path.relative_to(base).as_posix()
            if any(_holds_results(base / folder, reserved) for folder in path.relative_to(base).parents[:-1]):
                continue
            if _is_dir(path):
                if not path.is_symlink() and not _holds_results(path, reserved):
                    yield from _below(path, f"{name}/", reserved)
            elif path.name.lower() not in _PASSED_OVER and not path.name.startswith(_HIDDEN) and _may_be_file(path):
                yield Found(str(path), name, _size(path))
    except ValueError as e:  # `a**` and the like
        raise NothingThere(f"{pattern}: {e}") from e
    if not matched:
        raise NothingThere(f"{pattern}: nothing matches")


def _kind(path: str | Path) -> int:
    """What it is, as `stat` tells; 0 for what is not there or may not be looked at, where `Path.is_dir` may raise."""
    try:
        return Path(path).stat().st_mode
    except (OSError, ValueError):
        return 0


def _is_dir(path: str | Path) -> bool:
    return stat.S_ISDIR(_kind(path))


def _may_be_file(path: Path) -> bool:
    """A file, or a link that leads nowhere; a pipe or device may have no end, or nothing to give."""
    kind = _kind(path)
    return not kind or stat.S_ISREG(kind)


def _size(path: Path) -> int:
    """Its size; nothing for what cannot be looked at, which fails when it is read, and so is named."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _remote(address: str, output: str) -> Iterator[Found]:
    """What lies below an address of an object store, by fsspec; NothingThere for one that leads nowhere."""
    try:
        yield from _listed(address, output)
    except NothingThere:
        raise
    except Exception as e:  # whatever its driver raises: none of that name, none installed, no way in
        raise NothingThere(f"{address}: {type(e).__name__}: {e}") from e


def _listed(address: str, output: str) -> Iterator[Found]:
    from fsspec.core import url_to_fs

    system, root = url_to_fs(address)
    if system.isfile(root):
        yield Found(address, PurePosixPath(root).name, system.size(root) or 0)
        return
    if not system.exists(root):
        raise NothingThere(f"{address}: no such file or folder")
    reserved = url_to_fs(output)[1].rstrip("/") if is_remote(output) else None
    for folder, folders, files in system.walk(root, detail=True):
        for name in list(folders):
            passed_over = name.startswith(_HIDDEN) or name.lower() in _FOLDERS_PASSED_OVER
            if passed_over or f"{folder.rstrip('/')}/{name}" == reserved:
                del folders[name]
        for name, info in files.items():
            if not name.startswith(_HIDDEN) and name.lower() not in _PASSED_OVER:
                path = info["name"]
                below = path[len(root) :].lstrip("/")
                yield Found(without_scheme(system.unstrip_protocol(path)), below, info.get("size") or 0)
