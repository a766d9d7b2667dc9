"""Two lists of items → which is which: equal ones by hash first, the rest by likeness of their words.

Cost grows with the length of the lists, not with its square: an item is held against those only that share its rarest
pairs of characters, of these to the nearest, and of these to those that share most.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

LIKE = 0.5
"""Share of common character pairs (Dice) from which two items are versions of one."""
RAREST = 8
NEAREST = 30
BEST = 12
SAME_HOME = 0.1
"""What the same home (bearer, section) adds to the likeness."""


@dataclass(frozen=True)
class Item:
    """`keys` from strictest to loosest: items that share one are the same. `home` makes likeness likelier."""

    text: str
    keys: tuple[Hashable, ...]
    home: Hashable = None


def plain(text: str) -> str:
    """Text without white space and differences of width."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def match_items(old: Sequence[Item], new: Sequence[Item]) -> dict[int, int]:
    """Which old item is which new one, by position; each at most once."""
    pairs: dict[int, int] = {}
    for level in range(max((len(i.keys) for i in (*old[:1], *new[:1])), default=0)):
        _match_keys(old, new, level, pairs)
    _match_likeness(old, new, pairs)
    return pairs


def _match_keys(old: Sequence[Item], new: Sequence[Item], level: int, pairs: dict[int, int]) -> None:
    """Items with equal keys, the first with the first, the second with the second."""
    taken = set(pairs.values())
    waiting: defaultdict[Hashable, list[int]] = defaultdict(list)
    for j in range(len(new) - 1, -1, -1):
        if j not in taken:
            waiting[new[j].keys[level]].append(j)
    for i, item in enumerate(old):
        if i not in pairs and waiting.get(item.keys[level]):
            pairs[i] = waiting[item.keys[level]].pop()


def _match_likeness(old: Sequence[Item], new: Sequence[Item], pairs: dict[int, int]) -> None:
    taken = set(pairs.values())
    left = [i for i in range(len(old)) if i not in pairs]
    right = [j for j in range(len(new)) if j not in taken]
    if not left or not right:
        return
    found = sorted(_candidates(old, new, left, right))
    for _, _, i, j in found:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)


def _candidates(
    old: Sequence[Item], new: Sequence[Item], left: list[int], right: list[int]
) -> Iterable[tuple[float, int, int, int]]:
    """Likely pairs as (unlikeness, distance, old, new)."""
    grams = {j: _grams(new[j].text) for j in right}
    postings: defaultdict[str, list[int]] = defaultdict(list)
    for j in right:
        for gram in grams[j]:
            postings[gram].append(j)
    for i in left:
        own = _grams(old[i].text)
        rarest = sorted((g for g in own if g in postings), key=lambda g: (len(postings[g]), g))[:RAREST]
        shared = Counter(j for g in rarest for j in _nearest(postings[g], i))
        for j, _ in shared.most_common(BEST):
            likeness = _likeness(own, grams[j]) + SAME_HOME * (old[i].home == new[j].home)
            if likeness >= LIKE:
                yield -likeness, abs(i - j), i, j


def _nearest(positions: list[int], position: int) -> list[int]:
    middle = bisect_left(positions, position)
    return positions[max(0, middle - NEAREST // 2) : middle + NEAREST // 2]


def _grams(text: str) -> Counter[str]:
    return Counter(text[k : k + 2] for k in range(len(text) - 1)) if len(text) > 1 else Counter([text])


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def in_order(values: Sequence[int]) -> set[int]:
    """Positions of a longest rising subsequence: what kept its order; the rest was moved."""
    ends: list[int] = []
    tails: list[int] = []
    before: list[int] = []
    for k, value in enumerate(values):
        at = bisect_left(ends, value)
        before.append(tails[at - 1] if at else -1)
        ends[at : at + 1] = [value]
        tails[at : at + 1] = [k]
    kept, k = set(), tails[-1] if tails else -1
    while k >= 0:
        kept.add(k)
        k = before[k]
    return kept
