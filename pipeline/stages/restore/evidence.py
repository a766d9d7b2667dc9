"""What speaks for one reading of a destroyed spot: the dictionary's words and what the text itself says elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

from pipeline.lexicon.word_frequencies import all_words, count_words
from pipeline.stages.restore.annotations import ANNOTATION
from pipeline.stages.restore.gbk import UNFOLDED
from pipeline.stages.restore.likelihood import Evidence

_LONGEST = 300_000
"""Characters of the text that its own pairs are counted in."""

_FEW = 4
"""Questions that are answered by scanning the dictionary; for more it is loaded whole."""

_WIDE = {ord(narrow): wide for narrow, wide in UNFOLDED.items() if narrow != "?"}


class Witness:
    """Gives evidence on the spots of a raw text; `sound` is the same text as far as it is restored already."""

    def __init__(self, raw: str, sound: str, simplify: Callable[[str], str]) -> None:
        self._raw = raw
        self._sound = sound
        self._asked = 0
        self._told: tuple[dict[str, int], dict[tuple[str, str], int]] | None = None
        """How often the text has letters and pairs of letters."""
        self._counted: dict[str, int] = {}
        """How often the text has spots: what they may be is weighed for each way to read them."""
        self.simplify = simplify

    def testify(self, letters: set[str]) -> Evidence:
        """The evidence on strings of these letters."""
        self._asked += 1
        few = self._asked <= _FEW
        words = count_words(self.simplify("".join(sorted(letters)))) if few else all_words()
        if self._told is None:
            own = self.plain(self._sound[:_LONGEST])
            self._told = Counter(own), Counter(pairwise(own))
        return Evidence(words, *self._told)

    def plain(self, string: str) -> str:
        """The string as evidence counts it: simplified, with full-width marks, without annotations."""
        return self.simplify(ANNOTATION.sub("", string)).translate(_WIDE)

    def count(self, spot: str) -> int:
        """How often the raw text has a spot, at least once."""
        known = self._counted.get(spot)
        if known is None:
            known = self._counted[spot] = max(1, self._raw.count(spot, 0, _LONGEST))
        return known
