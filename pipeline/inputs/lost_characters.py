"""Chooses a character one of whose bytes was lost: its neighbours and what it may be go in, the character comes out.

Assumption: it makes a word of the dictionary with its neighbours, and one much more frequent than any other would.
"""

from __future__ import annotations

from functools import cache, lru_cache
from math import log

from pipeline.lexicon.word_frequencies import LONGEST, words_beginning

_LEAST, _MARGIN, _PER_CHARACTER = log(30), log(10), log(12)
"""How frequent the word must be; how much more than the next; what each further character is worth."""
_REACH = LONGEST - 1
_NOTHING: set[str] = set()
_ALONE = log(300)
"""How much less frequent than a character by itself a word must be at most, to be believed."""
_LOST = "\ufffd"
"""Beside another lost character, a word of two is too little."""


def choose_lost(before: str, candidates: str, after: str) -> str | None:
    """The character that stands between, if one fits far better than the others.

    Only those that some word has beside a neighbour are weighed, a few of dozens.
    """
    before, after = before[-_REACH:], after[:_REACH]
    least = max(_LEAST, _most_alone(candidates) - _ALONE) + _PER_CHARACTER * (_LOST in (before[-1:], after[:1]))
    scored = sorted(((_fit(before, c, after), c) for c in _beside(before, candidates, after)), reverse=True)
    if not scored or scored[0][0] < least or (len(scored) > 1 and scored[0][0] < scored[1][0] + _MARGIN):
        return None
    return scored[0][1]


@lru_cache(maxsize=1 << 10)
def _most_alone(candidates: str) -> float:
    """The logarithm of how frequent the most frequent of the characters is by itself."""
    return max((log(words_beginning(c).count(c) or 1) for c in candidates), default=0.0)


def _beside(before: str, candidates: str, after: str) -> set[str]:
    """The characters with which a word goes on that begins before them, or which begin one with the next."""
    found = set(_beginning(candidates, after[0])) if after else set()
    for left in range(1, len(before) + 1):
        start = before[-left:]
        found |= _going_on(start[0]).get(start, _NOTHING).intersection(candidates)
    return found


@lru_cache(maxsize=1 << 14)
def _beginning(candidates: str, following: str) -> str:
    """Those of the characters that begin a word with the following one."""
    return "".join(c for c in candidates if c + following in words_beginning(c).beginnings)


@cache
def _going_on(first: str) -> dict[str, set[str]]:
    """The beginnings of the words that begin with the character, each with the characters that may come next."""
    following: dict[str, set[str]] = {}
    for beginning in words_beginning(first).beginnings:
        following.setdefault(beginning[:-1], set()).add(beginning[-1])
    return following


def _fit(before: str, character: str, after: str) -> float:
    """The logarithm of how frequent the best word is that the character makes."""
    best = 0.0
    for left in range(len(before) + 1):
        start = before[len(before) - left :] + character
        words = words_beginning(start[0])
        for right in range(min(len(after), _REACH - left) + 1):
            if left + right and (count := words.count(start + after[:right])):
                best = max(best, log(count) + _PER_CHARACTER * (left + right - 1))
    return best
