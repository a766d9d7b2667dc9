"""Kinds of change → what they are called; two wordings → where they differ."""

from __future__ import annotations

import tomllib
from difflib import SequenceMatcher
from functools import cache
from importlib import resources

from pipeline.outputs.wording import Words

Piece = tuple[str, bool]
"""A stretch of a wording and whether the other wording lacks it."""
MOST = 4_000_000
"""Characters times characters up to which two wordings are compared character by character."""


@cache
def say_kind(kind: str) -> Words:
    """What a kind of change is called."""
    content = tomllib.loads(resources.files(__package__).joinpath("wording.toml").read_text(encoding="utf8"))
    return Words(*content[kind])


def mark_difference(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Both wordings in pieces; a single common character between two differences counts as different."""
    if len(old) * len(new) > MOST:
        return [(old, True)], [(new, True)]
    before: list[Piece] = []
    after: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        inner = a > 0 and c > 0 and b < len(old) and d < len(new)
        differs = tag != "equal" or (inner and b - a < 2)
        _append(before, old[a:b], differs)
        _append(after, new[c:d], differs)
    return before, after


def _append(pieces: list[Piece], text: str, differs: bool) -> None:
    if not text:
        return
    if pieces and pieces[-1][1] == differs:
        pieces[-1] = (pieces[-1][0] + text, differs)
    else:
        pieces.append((text, differs))
