"""What was made of each word once: a dictionary that makes what it lacks, and begins anew when it holds too much.

Every word of a notice is looked up several times. `functools.lru_cache` moves what is asked to the end of a list at
every look-up, which takes three times as long, and the garbage collector goes through that list.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

Made = TypeVar("Made")
_MOST: Final = 200_000


class Remembered(dict[str, Made]):
    """What `make` makes of words, by the word."""

    def __init__(self, make: Callable[[str], Made]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> Made:
        if len(self) >= _MOST:
            self.clear()
        made = self[word] = self._make(word)
        return made
