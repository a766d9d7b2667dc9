"""Chooses among the candidates of a destroyed spot by the words they make with their neighbours.

In go the possible characters of each place, out comes the likeliest string. Words and counts are the dictionary's.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import log, prod

from pipeline.lexicon.word_frequencies import LONGEST, TOTAL

_MOST_COMBINATIONS = 20_000
_UNKNOWN = log(0.05 / TOTAL)


def likeliest(places: Sequence[str], words: dict[str, int]) -> tuple[float, str, list[int]]:
    """The likeliest characters for the places with the logarithm of their likelihood, and each word's length."""
    best: list[tuple[float, str, tuple[int, ...]]] = [(0.0, "", ())]
    for end in range(1, len(places) + 1):
        options = []
        for length in range(1, min(LONGEST, end) + 1):
            score, word = _best_word(places[end - length : end], words)
            before = best[end - length]
            options.append((before[0] + score, before[1] + word, (*before[2], length)))
        best.append(max(options, key=lambda o: o[0]))
    score, string, lengths = best[-1]
    return score, string, list(lengths)


def _best_word(places: Sequence[str], words: dict[str, int]) -> tuple[float, str]:
    if prod(map(len, places)) > _MOST_COMBINATIONS:
        return _UNKNOWN * 4, "".join(p[0] for p in places)
    word = max(map("".join, product(*places)), key=lambda w: words.get(w, 0))
    if word in words:
        return log(max(words[word], 0.5) / TOTAL), word
    return _UNKNOWN * len(places) * (1 if len(places) == 1 else 2), word
