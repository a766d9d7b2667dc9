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
_LAST_OF_GBK = 0xFFFF

_MAINLAND = {**dict.fromkeys("績跡蹟勣", "jì"), "幀": "zhēn", "桿": "gān", "槓": "gàng", "癥": "zhèng", "鉆": "zuān"}
"""Readings of the mainland that the table has for the simplified character only."""

_LOOKALIKES = str.maketrans("ɑɡ", "ag")


@cache
def _table() -> dict[int, str]:
    """Characters with their readings behind them, a line each, by blocks of Unicode."""
    table: dict[int, str] = kept_of("readings", _file(), _lay_out, __file__)
    return table


def _file() -> Path:
    spec = find_spec("pypinyin")
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).with_name("pinyin_dict.json")


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


def read_so(reading: str) -> str:
    """The characters of GBK that have this reading, with or without its tone."""
    return _by_reading().get(reading, "")


@cache
def _by_reading() -> dict[str, str]:
    table: dict[str, str] = kept_of("characters", _file(), _lay_out_by_reading, __file__)
    return table


def _lay_out_by_reading(data: bytes) -> dict[str, str]:
    """The characters of GBK by each of their readings."""
    toned: dict[str, list[str]] = {reading: [] for reading in _MAINLAND.values()}
    for character, reading in _MAINLAND.items():
        toned[reading].append(character)
    for code, said in json.loads(data).items():
        if (number := int(code)) <= _LAST_OF_GBK and chr(number).encode("gbk", "ignore"):
            for reading in filter(None, said.split(",")):
                toned.setdefault(reading, []).append(chr(number))
    spelled: dict[str, set[str]] = {}
    for reading, characters in toned.items():
        for spelling in (reading, *toneless(reading)):
            spelled.setdefault(spelling, set()).update(characters)
    return {reading: "".join(sorted(spelled[reading])) for reading in sorted(spelled)}


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
