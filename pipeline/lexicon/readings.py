"""Readings of characters: character in, possible pinyin out. The table is pypinyin's, read when first needed."""

from __future__ import annotations

import json
import unicodedata
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

PINYIN = "a-zɑɡüāáǎàēéěèêīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
"""Characters that pinyin is written with, for use in a character class; no syllable is longer than LONGEST."""

LONGEST = 6

_LOOKALIKES = str.maketrans("ɑɡ", "ag")


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    """Readings by code point, both as text, from the data file; importing the package would cost ten times more."""
    spec = find_spec("pypinyin")
    assert spec is not None and spec.origin is not None
    table: dict[str, str] = json.loads(Path(spec.origin).with_name("pinyin_dict.json").read_bytes())
    return table


@lru_cache(maxsize=1 << 15)
def readings(character: str) -> frozenset[str]:
    """All readings of the character, each with and without its tone; empty for what is no Chinese character."""
    toned = [r for r in _table().get(str(ord(character)), "").split(",") if r]
    return frozenset(toned).union(*map(toneless, toned))


def is_reading(character: str, pinyin: str) -> bool:
    """Whether the pinyin, with its tone or without any, is a reading of the character."""
    return normal(pinyin) in readings(character)


def normal(pinyin: str) -> str:
    """The pinyin with the look-alike letters of some converters replaced and its marks composed."""
    return unicodedata.normalize("NFC", pinyin.translate(_LOOKALIKES))


@lru_cache(maxsize=1 << 12)
def toneless(pinyin: str) -> tuple[str, ...]:
    """The spellings of a syllable without its tone: lǜ → lü, lv, lu."""
    bare = "".join(c for c in unicodedata.normalize("NFD", pinyin) if c == "\u0308" or not unicodedata.combining(c))
    spelled = unicodedata.normalize("NFC", bare)
    return (spelled, spelled.replace("ü", "v"), spelled.replace("ü", "u")) if "ü" in spelled else (spelled,)
