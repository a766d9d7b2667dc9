"""How frequent words are: characters in, the dictionary's words that are written with them and their counts out.

The dictionary is jieba's data file. Of it just those words are read that begin with a character asked for, which takes
a tenth of the time that loading it takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from mmap import ACCESS_READ, mmap
from pathlib import Path

from pipeline.lexicon.kept import kept_of

TOTAL = 60_101_967
"""Sum of all counts of the dictionary, as jieba itself computes it."""

LONGEST = 4

_OF_ONE_CHARACTER = re.compile(rb"([\x00-\x7f]|[\xc0-\xff][\x80-\xbf]+)[^\n]*\n?(?:\1[^\n]*\n?)*")

_SHORT = re.compile(f"\n([^ \n]{{1,{LONGEST}}}) ([0-9]+)")


@dataclass(frozen=True)
class WordCounts:
    """Words with their counts, as the file writes them, and beginnings of two or more characters that words have."""

    counts: dict[str, str]
    beginnings: set[str]

    def count(self, word: str) -> int:
        return int(self.counts.get(word, 0))


def count_words(characters: Iterable[str]) -> WordCounts:
    """The words of up to LONGEST characters that are written with the given ones."""
    letters = sorted(c for c in set(characters) if not c.isspace())  # a line end would join the lines of the file
    if not letters:
        return WordCounts({}, set())
    lines = b"".join(map(words_from, letters)).decode()
    written = "".join(map(re.escape, letters))
    return _with_beginnings(dict(re.findall(f"\n([{written}]{{1,{LONGEST}}}) ([0-9]+)", lines)))


@cache
def words_beginning(character: str) -> WordCounts:
    """The words of up to LONGEST characters that begin with the character, for questions about single words."""
    return _with_beginnings(dict(_SHORT.findall(words_from(character).decode())))


@cache
def second_characters(character: str) -> frozenset[str]:
    """What may follow a character at the beginning of a word."""
    return frozenset(word[1] for word in words_beginning(character).beginnings if len(word) == 2)


@lru_cache(maxsize=1)
def all_words() -> WordCounts:
    """The whole dictionary, for many questions."""
    fields = _file().read_text(encoding="utf8").split()
    return _with_beginnings(dict(zip(fields[::3], fields[1::3], strict=True)))


def _with_beginnings(counts: dict[str, str]) -> WordCounts:
    long = [word for word in counts if 2 < len(word) <= LONGEST]
    return WordCounts(counts, {word[:2] for word in long} | {word[:3] for word in long} | counts.keys())


@cache
def words_from(character: str) -> bytes:
    """The lines of the words that begin with the character, a line break before each."""
    firsts, bounds = _stretches()
    lines = b"\n"
    at = firsts.find(character)
    while at >= 0:
        lines += _dictionary()[bounds[at] : bounds[at + 1]]
        at = firsts.find(character, at + 1)
    return lines


@cache
def _stretches() -> tuple[str, tuple[int, ...]]:
    """With what character each stretch of the dictionary begins its words, and where the stretches begin and end."""
    firsts, bounds = kept_of("dictionary", _file(), _find_stretches, __file__)
    return firsts, bounds


def _find_stretches(content: bytes) -> tuple[str, tuple[int, ...]]:
    found = [*_OF_ONE_CHARACTER.finditer(content)]
    return b"".join(s[1] for s in found).decode(), (*(s.start() for s in found), len(content))


@cache
def _dictionary() -> mmap:
    """jieba's data file, of which only those pages are read that are looked at."""
    with _file().open("rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ)


@cache
def _file() -> Path:
    spec = find_spec("jieba")
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).with_name("dict.txt")
