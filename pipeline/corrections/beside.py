"""The corrections that lie beside a notice: `corrections/<id>.toml`, at the top of the folder the notice is from.

Where there are none, those in the folder of the file itself, where `gongwen correct` puts them: under `by-name` where
another file there has the same id.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.model.errors import Refused

if TYPE_CHECKING:
    from pipeline.model.notice import Notice

FOLDER = "corrections"
BY_NAME = "by-name"
MAX_BYTES = 10_000_000
"""Of a file of corrections: nobody writes more by hand."""


def corrections_path(file: Path) -> Path:
    """Where the corrections of a file are written: under its id, or its whole name where that has been done or must."""
    from pipeline.corpus.identify import base_id, full_id, readable

    folder, name = file.parent / FOLDER, readable(file.name)
    by_name = folder / BY_NAME / f"{full_id(name)}.toml"
    return by_name if by_name.exists() or _shares_id(file) else folder / f"{base_id(name)}.toml"


def _shares_id(file: Path) -> bool:
    """Whether another file of the folder has the same id: of a page and its text, the page comes first in a run."""
    from pipeline.corpus.identify import base_id, folded, readable

    own = folded(base_id(readable(file.name)))
    with os.scandir(file.parent) as entries:
        return any(e.name != file.name and e.is_file() and folded(base_id(readable(e.name))) == own for e in entries)


def _path(place: str, name: str, notice_id: str) -> str:
    """For the file at `place`, which is called `name` below the folder that was given."""
    root = place[: -len(name)] if name and place.endswith(name) else f"{Path(place).parent}/"
    return f"{root}{FOLDER}/{notice_id}.toml"


def read_file(path: str | Path) -> bytes:
    """The bytes of a file of corrections, none where there is no file; Refused for what is no plain file."""
    name = os.path.basename(path)  # noqa: PTH119 - asked for every notice of a run
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (FileNotFoundError, NotADirectoryError):
        return b""
    except OSError as e:
        if e.errno == errno.ENAMETOOLONG:
            return b""
        raise Refused("broken-corrections", f"{name}: {e.strerror or e}") from e
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
        os.close(handle)
        raise Refused("broken-corrections", f"{name}: no file, or one larger than {MAX_BYTES:,} bytes")
    with os.fdopen(handle, "rb") as file:
        return file.read(MAX_BYTES)


def read_beside(place: str, name: str, notice_id: str) -> tuple[str, bytes]:
    """The corrections for the file at `place` and the name of their file, the bytes empty where there are none."""
    from pipeline.corpus.identify import base_id, full_id

    own = name.rpartition("/")[2]
    paths = [_path(place, name, notice_id)] if own != name else []
    paths += [
        _path(place, own, f"{BY_NAME}/{full_id(own)}"),
        _path(place, own, base_id(own) if own != name else notice_id),
    ]
    path, content = "", b""
    for path in paths:
        if content := read_file(path):
            break
    return os.path.basename(path), content  # noqa: PTH119 - asked for every notice of a run


def lay_over_beside(notice: Notice, place: str, name: str) -> Notice:
    """The notice with the corrections beside it; Refused where their file is not well formed."""
    written, content = read_beside(place, name, notice.notice_id)
    if not content:
        return notice
    from pipeline.corrections.lay_over import lay_over
    from pipeline.corrections.planned import read_corrections

    return lay_over(notice, read_corrections(content, written))
