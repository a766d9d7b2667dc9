"""What a start worked out, kept for the next one: rule files read and compiled, other patterns, places in dictionaries.

Together they take a third of a second to work out, and a twentieth of that from here. They lie where Python keeps the
bytecode of this package, are written when that would be (not where PYTHONDONTWRITEBYTECODE is set or the folder is
read-only) and are believed as that is. What was worked out of another origin (another file, another `regex`) is passed
over.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

_WITHOUT_REFERENCES = 2
"""The version of marshal that writes what is equal alike, whether it is one object or several."""


def find_kept(name: str, origin: Any) -> Any:
    """What was kept under this name, if it was and has this origin; else nothing."""
    with suppress(OSError, ValueError, EOFError, TypeError, MemoryError, NotImplementedError):
        kept_of, kept = marshal.loads(_place(name).read_bytes())
        if kept_of == origin:
            return kept
    return None


def keep(name: str, origin: Any, made: Any) -> None:
    """Keep this for the next start, whole or not at all; where that cannot be written, the next start does without."""
    if not may_keep():
        return
    place = _place(name)
    unfinished = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        unfinished.write_bytes(marshal.dumps((origin, made), _WITHOUT_REFERENCES))
        unfinished.replace(place)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()


def kept_of(name: str, file: Path, work_out: Callable[[bytes], Any], code: str) -> Any:
    """What `work_out`, which stands in the file `code`, makes of a data file."""
    origin = stamp(file), stamp(Path(code))
    made = find_kept(name, origin)
    if made is None:
        made = work_out(file.read_bytes())
        keep(name, origin, made)
    return made


def stamp(file: Path) -> tuple[int, int]:
    """What a file is known by, as Python knows its sources: size and time."""
    status = file.stat()
    return status.st_size, status.st_mtime_ns


def may_keep() -> bool:
    """Whether Python would write bytecode there, and the folder for it."""
    if sys.dont_write_bytecode or sys.implementation.cache_tag is None:
        return False
    folder = _place("any").parent
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return os.access(folder, os.W_OK)


def _place(name: str) -> Path:
    """Beside the bytecode of this module; the tag of the Python version is in the name of that."""
    bytecode = Path(cache_from_source(__file__))
    return bytecode.with_name(f"{name}.{bytecode.stem.partition('.')[2]}.kept")
