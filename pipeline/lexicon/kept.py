"""What loading a rule file comes to, kept for the next start: its TOML read, its patterns compiled.

All files take half a second to load, and a hundredth of one from here. It lies where Python keeps the bytecode of this
package, is written when that would be (not where PYTHONDONTWRITEBYTECODE is set or the folder is read-only) and is
believed as that is. A file is taken only for the same TOML and the same `regex`, a pattern only for the same text.
"""

from __future__ import annotations

import copyreg
import hashlib
import marshal
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, NamedTuple

import regex

FLAGS = int(regex.VERBOSE | regex.V1)
_take_apart = copyreg.dispatch_table[regex.Pattern]
_put_together: Any = _take_apart(regex.compile(""))[0]
"""How `regex` pickles a pattern that is compiled: the function that makes it again, and the values to call it with."""


class Kept(NamedTuple):
    """The content of a rule file, and what its patterns are made from, by their text."""

    content: dict[str, Any]
    patterns: dict[str, tuple[Any, ...]]


def find_kept(name: str, toml: bytes) -> Kept | None:
    """What was kept of the rule file with these bytes, if it was."""
    with suppress(OSError, ValueError, EOFError, TypeError, NotImplementedError):
        key, *kept = marshal.loads(_place(name).read_bytes())
        if key == _key(toml):
            return Kept(*kept)
    return None


def keep(name: str, toml: bytes, content: dict[str, Any], patterns: Mapping[str, regex.Pattern[str]]) -> None:
    """Keep this for the next start, whole or not at all; where that cannot be written, the next start does without."""
    place = _place(name)
    parts = {source: _take_apart(pattern)[1] for source, pattern in patterns.items()}
    unfinished = place.with_name(f"{place.name}.{os.getpid()}")
    with suppress(OSError):
        unfinished.write_bytes(marshal.dumps((_key(toml), content, parts)))
        unfinished.replace(place)


def may_keep(name: str) -> bool:
    """Whether Python would write bytecode there, and the folder for it."""
    if sys.dont_write_bytecode or sys.implementation.cache_tag is None:
        return False
    folder = _place(name).parent
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return os.access(folder, os.W_OK)


def compile_pattern(source: str, parts: tuple[Any, ...] | None) -> regex.Pattern[str]:
    """The pattern of a rule, from its text or from what was kept of it."""
    pattern: regex.Pattern[str] = _put_together(*parts) if parts else regex.compile(source, FLAGS)
    return pattern


def _place(name: str) -> Path:
    """Beside the bytecode of this module; the tag of the Python version is in the name of that."""
    bytecode = Path(cache_from_source(__file__))
    return bytecode.with_name(f"{name}.{bytecode.stem.partition('.')[2]}.rules")


def _key(toml: bytes) -> tuple[str, int, bytes]:
    return regex.__version__, FLAGS, hashlib.sha256(toml).digest()
