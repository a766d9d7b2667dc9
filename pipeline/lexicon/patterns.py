"""Patterns of `regex`, from their text or from what was kept of them, which takes a tenth of the time.

Those of rules are kept with their file, all others in one.
"""

from __future__ import annotations

import copyreg
from functools import cache
from typing import Any

import regex

from pipeline.lexicon.kept import find_kept, keep

Parts = tuple[Any, ...]
"""What a compiled pattern can be made from again."""

_take_apart: Any = copyreg.dispatch_table[regex.Pattern]
_put_together: Any = _take_apart(regex.compile(""))[0]
"""How `regex` pickles a pattern that is compiled: the function that makes it again, and the values to call it with."""
_NAME = "patterns"


def compile_pattern(source: str) -> regex.Pattern[str]:
    """A pattern that is no rule; one that was not kept is kept now, beside the others."""
    kept = _kept()
    if parts := kept.get(source):
        return put_together(parts)
    pattern = regex.compile(source)
    kept[source] = take_apart(pattern)
    keep(_NAME, regex.__version__, kept)
    return pattern


def take_apart(pattern: regex.Pattern[str]) -> Parts:
    """The values that a compiled pattern is made from."""
    parts: Parts = _take_apart(pattern)[1]
    return parts


def put_together(parts: Parts) -> regex.Pattern[str]:
    """The pattern that was taken apart."""
    pattern: regex.Pattern[str] = _put_together(*parts)
    return pattern


@cache
def _kept() -> dict[str, Parts]:
    """What was kept of patterns, by their text."""
    kept: dict[str, Parts] | None = find_kept(_NAME, regex.__version__)
    return kept or {}
