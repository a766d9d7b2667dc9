"""Converts traditional characters to simplified ones: text in, text with one edit a run of changed characters out.

Assumptions: 1. a text is traditional if it has more characters of that script only than of the other; 2. words and
quotation marks of Taiwan, Hong Kong and Macau show that it is traditional by right, those of the mainland that a
mirror converted it, which is so in doubt: this is about notices of the mainland.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import compress, count
from operator import ne
from typing import Any, Literal

from pipeline.lexicon.rules import load_rules
from pipeline.model.notice import Script
from pipeline.model.text import Edit, Span, Text

Configuration = Literal["t2s", "tw2s", "hk2s"]
_PARAGRAPH = re.compile("[^\n]*\n?")
_REPLIES = re.compile("覆(?=函)|(?<=[答批函])覆")
"""What the tables leave as it is: 答覆, 批覆 and 覆函 of Taiwan and of converters are 答复, 批复 and 复函."""
_LOOK_ALIKES = str.maketrans("陜", "陕")
"""陜, a rare character, is what converters write for 陝."""


@cache
def _only_in(script: Literal["traditional", "simplified"]) -> frozenset[str]:
    """The characters that only this script has."""
    return frozenset("".join(load_rules("script").words[script]))


def script_of(string: str) -> Script:
    """The script that most of the characters are in that only one of the two has."""
    traditional = _only_in("traditional")
    if traditional.isdisjoint(string):
        return "Hans"
    more = sum(map(traditional.__contains__, string)) > sum(map(_only_in("simplified").__contains__, string))
    return "Hant" if more else "Hans"


def is_by_right(string: str) -> bool:
    """Whether a traditional text was written so: it has more that Taiwan and Hong Kong write than the mainland does."""
    words = load_rules("script").words
    by_right, converted = (sum(map(string.count, words[key])) for key in ("by_right", "converted"))
    return by_right > converted


def configuration_of(string: str) -> Configuration:
    """Which of OpenCC's standards the traditional characters follow, by characters that only one of them has."""
    if "衞" in string:
        return "hk2s"
    return "tw2s" if "裡" in string or ("著" in string and "着" not in string) else "t2s"


@lru_cache(maxsize=3)
def _converter(configuration: Configuration) -> Any:
    from opencc import OpenCC

    return OpenCC(configuration)


def simplify(string: str, configuration: Configuration = "t2s") -> str:
    """The string in simplified characters; every character stays in its place."""
    converted = _converter(configuration).convert(string)
    if len(converted) == len(string):
        return str(converted)
    pieces = _PARAGRAPH.findall(string) if "\n" in string[:-1] else list(string)
    return "".join(simplify(p, configuration) for p in pieces) if len(string) > 1 else string


def convert_script(text: Text) -> Text:
    """The text in simplified characters."""
    before = text.string
    after = _REPLIES.sub("复", simplify(before, configuration_of(before))).translate(_LOOK_ALIKES)
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
