"""Text → the words of jieba's dictionary in it, as jieba cuts them without its model for unknown words.

Of the dictionary only those words are read that begin with a character of the text. For a few pages that takes a third
of the time in which rjieba loads all.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from math import log

from pipeline.lexicon.word_frequencies import TOTAL, dictionary

_WRITTEN = re.compile(r"([\u4E00-\u9FD5a-zA-Z0-9+#&\._%\-]+)")
_BLANK = re.compile(r"(\r\n|\s)")
_LATIN = re.compile("[a-zA-Z0-9]")
_OF_ONE_CHARACTER = re.compile(r"\n(.)[^\n]*(?:\n\1[^\n]*)*")
_LOG_TOTAL = log(TOTAL)


def cut(text: str) -> list[str]:
    """The words of the text in order; joined, they are the text."""
    words: list[str] = []
    for stretch in _WRITTEN.split(text):
        if _WRITTEN.match(stretch):
            words += _join_latin(_likeliest(stretch))
        else:
            for piece in _BLANK.split(stretch):
                words += [piece] if _BLANK.match(piece) else piece
    return words


def _likeliest(stretch: str) -> list[str]:
    """The words into which the stretch falls most likely, from its end on; of ways alike the longer word."""
    size = len(stretch)
    best = [(0.0, size)] * (size + 1)
    for start in range(size - 1, -1, -1):
        options = []
        for end in range(start + 1, size + 1):
            count = _count(stretch[start:end])
            if count is None:
                break
            if count:
                options.append((log(count) - _LOG_TOTAL + best[end][0], end))
        best[start] = max(options) if options else (-_LOG_TOTAL + best[start + 1][0], start + 1)
    words, start = [], 0
    while start < size:
        end = best[start][1]
        words.append(stretch[start:end])
        start = end
    return words


def _join_latin(words: list[str]) -> list[str]:
    """Single letters and digits that stand together are one word."""
    joined: list[str] = []
    open_end = False
    for word in words:
        is_latin = len(word) == 1 and _LATIN.match(word) is not None
        if is_latin and open_end:
            joined[-1] += word
        else:
            joined.append(word)
        open_end = is_latin
    return joined


@lru_cache(maxsize=1 << 15)
def _count(word: str) -> int | None:
    """How frequent the word is; 0 for the beginning of a longer one, None where no word begins so."""
    known = None
    for start, end in _places().get(word[0], ()):
        if (first := dictionary().find(f"\n{word}", start, end)) >= 0:
            known = known or 0
            if (line := dictionary().rfind(f"\n{word} ", first, end)) >= 0:
                known = int(dictionary()[line + len(word) + 2 : line + len(word) + 12].partition(" ")[0])
    return known


@cache
def _places() -> dict[str, list[tuple[int, int]]]:
    """Where in the dictionary the words of each first character stand, most of them together."""
    places: dict[str, list[tuple[int, int]]] = {}
    for lines in _OF_ONE_CHARACTER.finditer(dictionary()):
        places.setdefault(lines[1], []).append(lines.span())
    return places
