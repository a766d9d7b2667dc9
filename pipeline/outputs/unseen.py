"""A text → one line that a terminal shows and does not obey."""

from __future__ import annotations

import re

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Controls of the terminal (colours, titles, the cursor) and of the order in which signs are shown."""


def show_unseen(string: str) -> str:
    """The text with a `�` for each sign that would be obeyed."""
    return _UNSEEN.sub("�", string)


def escape_unseen(json: str) -> str:
    """JSON with an escape for each such sign, so that it says the same and may be shown."""
    return _UNSEEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json)


def one_line(string: str) -> str:
    """The same in one line: a file may be called anything."""
    return show_unseen(string.replace("\n", " "))
