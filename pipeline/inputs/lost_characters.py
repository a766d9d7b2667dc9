"""Chooses a character one of whose bytes was lost: its neighbours and what it may be go in, the character comes out.

Assumption: it makes a word of the dictionary with its neighbours, and one much more frequent than any other would.
"""

from __future__ import annotations

from math import log

from pipeline.lexicon.word_frequencies import LONGEST, WordCounts, count_words

_LEAST, _MARGIN, _PER_CHARACTER = log(30), log(10), log(12)
"""How frequent the word must be; how much more than the next; what each further character is worth."""
_REACH = LONGEST - 1
_ALONE = log(300)
"""How much less frequent than a character by itself a word must be at most, to be believed."""
_LOST = "\ufffd"
"""Beside another lost character, a word of two is too little."""


def choose_lost(before: str, candidates: str, after: str) -> str | None:
    """The character that stands between, if one fits far better than the others.

    Only those that some word has beside a neighbour are weighed, a few of dozens.
    """
    before, after = before[-_REACH:], after[:_REACH]
    words = count_words(before + candidates + after)
    alone = max((log(words.count(c) or 1) for c in candidates), default=0.0)
    least = max(_LEAST, alone - _ALONE) + _PER_CHARACTER * (_LOST in (before[-1:], after[:1]))
    known = "\n".join(words.counts)
    beside = [c for c in candidates if before[-1:] + c in known or c + after[:1] in known]
    scored = sorted(((_fit(before, c, after, words), c) for c in beside), reverse=True)
    if not scored or scored[0][0] < least or (len(scored) > 1 and scored[0][0] < scored[1][0] + _MARGIN):
        return None
    return scored[0][1]


def _fit(before: str, character: str, after: str, words: WordCounts) -> float:
    """The logarithm of how frequent the best word is that the character makes."""
    best = 0.0
    for left in range(len(before) + 1):
        for right in range(min(len(after), _REACH - left) + 1):
            if left + right and (count := words.count(before[len(before) - left :] + character + after[:right])):
                best = max(best, log(count) + _PER_CHARACTER * (left + right - 1))
    return best
