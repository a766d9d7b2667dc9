"""How values are compared with marks made by hand, and how right, extra and missed ones are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

import regex

_FOLDED = str.maketrans("，：；（）！？．～％＝０１２３４５６７８９“”—－–", ',:;()!?.~%=0123456789""---')
_SPACE = regex.compile(r"\s+")
_JOINTS = regex.compile("[、,;和与及或者以]")


def norm(value: str | None) -> str:
    """The value as the marks are compared: width of punctuation and digits and white space do not count."""
    text: str = _SPACE.sub("", (value or "").translate(_FOLDED))
    return "" if text == "-" else text


def names(value: str) -> str:
    """A list of bodies whatever joins them: 教育局、财政局和民政局 equals its three members laid end to end."""
    joined: str = _JOINTS.sub("", norm(value))
    return joined


@dataclass(frozen=True, slots=True)
class Tally:
    """Values found right, found although not marked, and marked but not found."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.extra + other.extra, self.missed + other.missed)

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    @property
    def empty(self) -> bool:
        return not (self.right or self.extra or self.missed)


def tally(found: Iterable[Hashable], marked: Iterable[Hashable]) -> Tally:
    """Two multisets laid side by side."""
    have, want = Counter(found), Counter(marked)
    right = (have & want).total()
    return Tally(right, have.total() - right, want.total() - right)


def judged(pairs: Iterable[bool]) -> Tally:
    """One verdict for each row matched with its mark: a wrong value is extra and missed at once."""
    verdicts = list(pairs)
    wrong = len(verdicts) - sum(verdicts)
    return Tally(len(verdicts) - wrong, wrong, wrong)
