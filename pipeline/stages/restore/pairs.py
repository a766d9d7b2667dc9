"""What two bytes of GBK may be where one or both are not known: the bytes in, characters out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from pipeline.lexicon.readings import read_so
from pipeline.lexicon.word_frequencies import second_characters, words_beginning
from pipeline.stages.restore.gbk import MARKS, VANISHING_LEADS, VANISHING_TRAILS, decode_pair, encode

_FIRST_TRAIL = 0x80
"""A lost byte was none of ASCII."""

_EVERYDAY = 5000
"""Count from which on a word of one character may stand between two of which as little is known."""


def fits(pair: bytes, lead: int | None, trail: int | None) -> bool:
    """Whether a pair may be the two bytes."""
    return lead in (None, pair[0]) and (pair[1] >= _FIRST_TRAIL if trail is None else pair[1] == trail)


def pairs_read(reading: str, lead: int | None, trail: int | None) -> list[bytes]:
    """The pairs that two bytes may be, of which one at least is unknown, and whose character is read so."""
    return [pair for pair in _pairs_of(reading) if fits(pair, lead, trail)]


@lru_cache(maxsize=1 << 11)
def _pairs_of(reading: str) -> tuple[bytes, ...]:
    return tuple(map(encode, read_so(reading)))


@lru_cache(maxsize=1 << 12)
def characters_of(lead: int | None, trail: int | None) -> tuple[tuple[int, int, str], ...]:
    """The Chinese characters and marks that two bytes may be, of which one may be unknown."""
    return tuple(p for p in _pairs_of_bytes(lead, trail) if "一" <= p[2] <= "龥" or p[2] in MARKS)


@lru_cache(maxsize=1 << 10)
def characters_between(before: str) -> tuple[str, ...]:
    """The characters of which both bytes vanished: everyday ones, and those that make words with one of `before`; of
    all that it may be there are nine hundred."""
    begun = frozenset().union(*map(second_characters, before))
    return tuple(sorted(_everyday_between() | (_between() & begun)))


@lru_cache(maxsize=1)
def _between() -> frozenset[str]:
    """Characters of the second byte of a vanished pair and the first one of the next."""
    pairs = (decode_pair(first, second) for first, second in product(VANISHING_TRAILS, VANISHING_LEADS))
    return frozenset(character for character in pairs if "一" <= character <= "龥")


@lru_cache(maxsize=1)
def _everyday_between() -> frozenset[str]:
    return frozenset(c for c in _between() if words_beginning(c).count(c) >= _EVERYDAY)


def _pairs_of_bytes(lead: int | None, trail: int | None) -> Iterator[tuple[int, int, str]]:
    leads = range(0x81, 0xFF) if lead is None else (lead,)
    trails = range(_FIRST_TRAIL, 0xFF) if trail is None else (trail,)
    pairs = ((first, second, decode_pair(first, second)) for first, second in product(leads, trails))
    return (pair for pair in pairs if pair[2])
