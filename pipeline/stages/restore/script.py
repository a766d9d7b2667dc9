"""Converts traditional characters to simplified ones: text in, text with one edit a run of changed characters out.

Assumptions: 1. a text is traditional if it has more characters of that script only than of the other; 2. words of the
mainland, and characters a converter leaves (于, 并), show that a mirror converted it; words of Taiwan, Hong Kong and
Macau show that it is traditional by right.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import compress, count
from operator import ne
from typing import Any, Literal

from pipeline.lexicon.rules import load_rules
from pipeline.model.notice import Script
from pipeline.model.text import Edit, Span, Text

Standard = Literal["mainland", "taiwan", "hong_kong"]
_CONFIGURATIONS = {"mainland": "t2s", "taiwan": "tw2s", "hong_kong": "hk2s"}
_PARAGRAPH = re.compile("[^\n]*\n?")


@lru_cache(maxsize=1)
def _classes() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load_rules("script").words
    return re.compile(f"[{''.join(words['traditional'])}]"), re.compile(f"[{''.join(words['simplified'])}]")


def script_of(string: str) -> Script:
    """The script that most of the characters are in that only one of the two has."""
    traditional, simplified = _classes()
    if not traditional.search(string):
        return "Hans"
    return "Hant" if len(traditional.findall(string)) > len(simplified.findall(string)) else "Hans"


def standard_of(string: str) -> Standard:
    """Whose traditional characters these are: the mainland's (converted by a mirror), Taiwan's or Hong Kong's."""
    words = load_rules("script").words
    score = {key: sum(map(string.count, words[key])) for key in ("taiwan", "hong_kong", "mainland")}
    by_hand = sum(map(string.count, words["by_hand"])) - sum(map(string.count, words["left_over"]))
    if score["mainland"] >= max(score["taiwan"], score["hong_kong"]) and (score["mainland"] or by_hand <= 0):
        return "mainland"
    return "hong_kong" if score["hong_kong"] > score["taiwan"] else "taiwan"


@lru_cache(maxsize=3)
def _converter(standard: Standard) -> Any:
    from opencc import OpenCC

    return OpenCC(_CONFIGURATIONS[standard])


def simplify(string: str, standard: Standard = "mainland") -> str:
    """The string in simplified characters; every character stays in its place."""
    converted = _converter(standard).convert(string)
    if len(converted) == len(string):
        return str(converted)
    pieces = _PARAGRAPH.findall(string) if "\n" in string[:-1] else list(string)
    return "".join(simplify(p, standard) for p in pieces) if len(string) > 1 else string


def convert_script(text: Text, standard: Standard) -> Text:
    """The text in simplified characters."""
    before = text.string
    after = simplify(before, standard)
    edits = []
    start = end = -1
    for position in compress(count(), map(ne, before, after)):
        if position != end:
            if end > start:
                edits.append(Edit(Span(start, end), after[start:end], "script", aligned=True))
            start = position
        end = position + 1
    if end > start:
        edits.append(Edit(Span(start, end), after[start:end], "script", aligned=True))
    return text.edit(edits)
