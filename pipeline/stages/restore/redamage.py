"""Damages a sound text as mirrors do: text and a model of the mirror in, what the mirror publishes out.

Beside the restorer, so that a restoration can be checked: the restored text, damaged again, must be the source.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from pipeline.stages.restore.gbk import FOLDED, from_gbk, to_gbk, widen

_TEAR = b"\x01"
_NARROWED = {ord(widen(chr(code))): code for code in range(0x80) if widen(chr(code))}


@dataclass(frozen=True)
class Mirror:
    """What a mirror's program did, in this order: annotate by table, tear before marks, fold marks."""

    table: tuple[tuple[str, str], ...] = ()
    """Characters and the pinyin put behind them, in the order of replacement."""
    torn: str = ""
    """Full-width marks before which something without width was put."""
    folded: str = ""
    """Full-width marks folded to half width."""
    places: tuple[tuple[int, str], ...] = ()
    """Pinyin put behind characters at single places: position in the sound text, and the pinyin."""
    silent: bool = False
    """Whether a byte lost before a mark leaves nothing, not even a question mark."""
    vanishing: bool = False
    """Whether pairs of bytes of the user-defined areas leave nothing."""
    narrowed: bool = False
    """Whether full-width letters and digits are folded as well."""


def damage(sound: str, mirror: Mirror) -> str:
    """What the mirror makes of a sound text in its script."""
    data, foreign = to_gbk(_annotate_places(sound, mirror.places))
    for character, pinyin in mirror.table:
        pair = character.encode("gbk")
        data = data.replace(pair, pair + b"(" + pinyin.encode("gbk", "replace") + b")")
    for mark in mirror.torn:
        pair = mark.encode("gbk")
        data = data.replace(pair, _TEAR + pair)
    published = from_gbk(data, foreign, mirror.vanishing)
    if mirror.silent:
        published = published.replace("?" + _TEAR.decode(), "")
    published = published.replace(_TEAR.decode(), "")
    if mirror.narrowed:
        published = published.translate(_NARROWED)
    return published.translate({ord(mark): FOLDED[ord(mark)] for mark in mirror.folded})


def _annotate_places(sound: str, places: tuple[tuple[int, str], ...]) -> str:
    parts: list[str] = []
    end = 0
    for position, pinyin in places:
        parts += (sound[end:position], f"({pinyin})")
        end = position
    return "".join((*parts, sound[end:]))


def order_table(
    readings: dict[str, str], sound: str, reversed_pairs: Iterable[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """The table in an order of replacement that explains which of two overlapping characters was annotated.

    Where two characters of the table overlap in the bytes of the text, the first was replaced first (which breaks
    the second) except for the pairs given. A contradiction leaves the order of the text's characters.
    """
    data, _ = to_gbk(sound)
    pairs = {character: character.encode("gbk") for character in readings}
    by_lead: dict[int, list[str]] = {}
    for character, pair in pairs.items():
        by_lead.setdefault(pair[0], []).append(character)
    exceptions = set(reversed_pairs)
    sorter: TopologicalSorter[str] = TopologicalSorter(dict.fromkeys(readings, ()))
    for first, pair in pairs.items():
        for second in by_lead.get(pair[1], ()):
            if first != second and pair + pairs[second][1:] in data:
                later, earlier = (first, second) if (first, second) in exceptions else (second, first)
                sorter.add(later, earlier)
    try:
        order = list(sorter.static_order())
    except CycleError:
        order = list(readings)
    return tuple((character, readings[character]) for character in order)
