"""Readings of characters: character in, possible pinyin out. The table is pypinyin's, read when first needed."""

from __future__ import annotations

import json
import unicodedata
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from pipeline.lexicon.kept import kept_of

PINYIN = "a-zɑɡüāáǎàēéěèêīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
"""Characters that pinyin is written with, for use in a character class; no syllable is longer than LONGEST."""

LONGEST = 6
_BLOCK = 64

_MAINLAND = {**dict.fromkeys("績跡蹟勣", "jì"), "幀": "zhēn", "桿": "gān", "槓": "gàng", "癥": "zhèng", "鉆": "zuān"}
"""Readings of the mainland that the table has for the simplified character only."""

_LOOKALIKES = str.maketrans("ɑɡ", "ag")


@cache
def _table() -> dict[int, str]:
    """Characters with their readings behind them, a line each, by blocks of Unicode."""
    spec = find_spec("pypinyin")
    assert spec is not None and spec.origin is not None
    table: dict[int, str] = kept_of("readings", Path(spec.origin).with_name("pinyin_dict.json"), _lay_out, __file__)
    return table


def _lay_out(data: bytes) -> dict[int, str]:
    """The table from pypinyin's file; importing the package would cost ten times more."""
    lines: dict[int, str] = {}
    for code, toned in json.loads(data).items():
        block = int(code) // _BLOCK
        lines[block] = f"{lines.get(block, '')}\n{chr(int(code))}{toned}"
    return lines


@lru_cache(maxsize=1 << 15)
def readings(character: str) -> frozenset[str]:
    """All readings of the character, each with and without its tone; empty for what is no Chinese character."""
    behind = _table().get(ord(character) // _BLOCK, "").partition(f"\n{character}")[2]
    toned = [r for r in (*behind.partition("\n")[0].split(","), _MAINLAND.get(character)) if r]
    return frozenset(toned).union(*map(toneless, toned))


def is_reading(character: str, pinyin: str) -> bool:
    """Whether the pinyin, with its tone or without any, is a reading of the character."""
    return normal(pinyin) in readings(character)


def normal(pinyin: str) -> str:
    """The pinyin with the look-alike letters of some converters replaced, its marks composed, no blank behind it."""
    return unicodedata.normalize("NFC", pinyin.rstrip().translate(_LOOKALIKES))


@lru_cache(maxsize=1 << 12)
def toneless(pinyin: str) -> tuple[str, ...]:
    """The spellings of a syllable without its tone: lǜ → lü, lv, lu."""
    bare = "".join(c for c in unicodedata.normalize("NFD", pinyin) if c == "\u0308" or not unicodedata.combining(c))
    spelled = unicodedata.normalize("NFC", bare)
    return (spelled, spelled.replace("ü", "v"), spelled.replace("ü", "u")) if "ü" in spelled else (spelled,)
