"""Chooses among the candidates of a destroyed spot by the words they make with their neighbours.

In go the possible characters of each place, out comes the likeliest string. Words and counts are the dictionary's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import log, log1p, prod
from operator import getitem

from pipeline.lexicon.word_frequencies import LONGEST, TOTAL

_CHINESE = re.compile("[㐀-鿿]")
_MOST_COMBINATIONS = 3_000
_PAIR_WEIGHT = 3
_UNKNOWN = log(0.05 / TOTAL)


@dataclass(frozen=True)
class Evidence:
    """What the choice rests on: counts of words in the dictionary, of letters and pairs of letters in the text."""

    words: dict[str, int]
    letters: dict[str, int]
    pairs: dict[tuple[str, str], int]

    @cached_property
    def size(self) -> int:
        return max(1, sum(self.letters.values()))

    def of_word(self, word: str) -> float:
        """The logarithm of the word's likelihood; marks, which the dictionary lacks, are as likely as in the text."""
        count = self.words.get(word)
        if count is not None:
            return log(max(count, 0.5) / TOTAL)
        if len(word) > 1:
            return _UNKNOWN * 9
        return _UNKNOWN if _CHINESE.match(word) else max(_UNKNOWN, log(max(self.letters.get(word, 0), 0.001) / self.size))

    def of_pair(self, first: str, second: str) -> float:
        """What speaks for the pair beyond what its letters alone would make likely."""
        count = self.pairs.get((first, second), 0)
        expected = self.letters.get(first, 0) * self.letters.get(second, 0) / self.size
        return log1p(_PAIR_WEIGHT * count / (1 + expected))


def likeliest(places: Sequence[str], evidence: Evidence) -> tuple[float, str, list[int]]:
    """The likeliest characters for the places with the logarithm of their likelihood, and each word's length."""
    scores = [_scores(places, i, evidence) for i in range(len(places))]
    best: list[tuple[float, str, tuple[int, ...]]] = [(0.0, "", ())]
    for end in range(1, len(places) + 1):
        options = []
        for length in range(1, min(LONGEST, end) + 1):
            score, word = _best_word(scores[end - length : end], evidence)
            before = best[end - length]
            options.append((before[0] + score, before[1] + word, (*before[2], length)))
        best.append(max(options, key=lambda o: o[0]))
    score, string, lengths = best[-1]
    return score, string, list(lengths)


def _scores(places: Sequence[str], index: int, evidence: Evidence) -> dict[str, float]:
    """The characters of a place, each with what the text's own pairs with its known neighbours speak for it."""
    if len(places[index]) == 1:
        return {places[index]: 0.0}
    before = places[index - 1] if index else ""
    after = places[index + 1] if index + 1 < len(places) else ""
    return {c: evidence.of_pair(before, c) + evidence.of_pair(c, after) for c in places[index]}


def _best_word(places: Sequence[dict[str, float]], evidence: Evidence) -> tuple[float, str]:
    if prod(map(len, places)) > _MOST_COMBINATIONS:
        return _UNKNOWN * 9, "".join(next(iter(p)) for p in places)
    return max(
        (evidence.of_word("".join(letters)) + sum(map(getitem, places, letters)), "".join(letters))
        for letters in product(*places)
    )
