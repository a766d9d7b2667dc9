"""Chooses among the candidates of a destroyed spot by the words they make with their neighbours.

In go the possible characters of each place, out comes the likeliest string. Words and counts are the dictionary's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log, log1p

from pipeline.lexicon.word_frequencies import LONGEST, TOTAL, WordCounts, second_characters
from pipeline.lexicon.words import words

_PAIR_WEIGHT = 3
_REPETITION_WEIGHT = 2
_LEAST_SIZE = 1000
"""A shorter text says no more of its letters than a text of this size with as many of them."""

_OF_NOTICES = log(8)
"""How much likelier a word of notices is in a notice than in the novels and newspapers that the dictionary counts."""

_USUAL = {"。": 1.0, "，": 0.9}
"""How often a mark stands at least in any text; of the others none is likelier than another."""

_FEW = 8
"""Characters of a place that are tried each."""

_OPEN = "\0"
"""Stands for a place with several characters to choose among."""

_UNKNOWN = log(0.05 / TOTAL)


@dataclass
class Evidence:
    """What the choice rests on: counts of words in the dictionary, of letters and pairs of letters in the text."""

    words: WordCounts
    letters: dict[str, int]
    pairs: dict[tuple[str, str], int]
    size: int = field(init=False)
    _asked: dict[str, float] = field(init=False, default_factory=dict)
    """What words came to: all readings of a spot have the same neighbours."""

    def __post_init__(self) -> None:
        self.size = max(_LEAST_SIZE, sum(self.letters.values()))

    def of_word(self, word: str) -> float:
        """The logarithm of the word's likelihood; marks, which the dictionary lacks, are as likely as in the text."""
        known = self._asked.get(word)
        if known is None:
            known = self._asked[word] = self._of_word(word)
        return known

    def _of_word(self, word: str) -> float:
        count = self.words.count(word)
        if count:
            return log(count / TOTAL) + _OF_NOTICES * (word in words("restore", "of_notices"))
        if len(word) > 1:
            return _UNKNOWN * 9
        if word.isalpha():
            return _UNKNOWN
        return max(_UNKNOWN, log(max(self.letters.get(word, 0), _USUAL.get(word, 0.001)) / self.size))

    def of_pair(self, first: str, second: str) -> float:
        """What speaks for the pair beyond what its letters alone would make likely."""
        count = self.pairs.get((first, second), 0)
        expected = self.letters.get(first, 0) * self.letters.get(second, 0) / self.size
        return log1p(_PAIR_WEIGHT * count / (1 + expected))


def likeliest(places: Sequence[str], evidence: Evidence, repeated: int = 1) -> tuple[float, str]:
    """The likeliest characters for the places, with the logarithm of their likelihood.

    `repeated` says how often the text has these places: a word that comes once in a text comes again, a chance
    meeting of characters does not.
    """
    bonus = _REPETITION_WEIGHT * log(repeated)
    scores = [_scores(places, i, evidence) for i in range(len(places))]
    known = "".join(p if len(p) == 1 else _OPEN for p in places)
    best = [(0.0, "")]
    for end in range(1, len(places) + 1):
        options = []
        for length in range(1, min(LONGEST, end) + 1):
            word = known[end - length : end]
            if _OPEN not in word:
                score = evidence.of_word(word)
            else:
                score, word = _best_word(scores[end - length : end], evidence)
                score += bonus if length > 1 else 0
            options.append((best[end - length][0] + score, best[end - length][1] + word))
        best.append(max(options))
    return best[-1]


def _scores(places: Sequence[str], index: int, evidence: Evidence) -> dict[str, float]:
    """The characters of a place, each with what the text's own pairs with its known neighbours speak for it."""
    if len(places[index]) == 1:
        return {places[index]: 0.0}
    before = places[index - 1] if index else ""
    after = places[index + 1] if index + 1 < len(places) else ""
    return {c: evidence.of_pair(before, c) + evidence.of_pair(c, after) for c in places[index]}


def _best_word(places: Sequence[dict[str, float]], evidence: Evidence) -> tuple[float, str]:
    """The likeliest word with its score; beginnings that no word has are not followed."""
    beginnings = [(score, letter) for letter, score in places[0].items()]
    for place in places[1:]:
        longer = ((s + place[c], b + c) for s, b in beginnings for c in _next(place, b))
        beginnings = [(s, b) for s, b in longer if b in evidence.words.beginnings]
    if len(places) == 2 and all(len(place) > 1 for place in places):
        beginnings = [(s + evidence.of_pair(b[0], b[1]), b) for s, b in beginnings]
    options = [(score + evidence.of_word(word), word) for score, word in beginnings]
    return max(options, default=(_UNKNOWN * 9, "".join(next(iter(p)) for p in places)))


def _next(place: dict[str, float], beginning: str) -> Iterable[str]:
    """Those of the place that may go on with the beginning of a word; of many only those of which words are known."""
    return place.keys() & second_characters(beginning) if len(beginning) == 1 and len(place) > _FEW else place
