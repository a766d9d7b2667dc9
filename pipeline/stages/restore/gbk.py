"""GBK as a mirror's program saw it: characters to pairs of bytes and back, the back way with losses."""

from __future__ import annotations

import codecs
from functools import lru_cache

FOLDED = {ord(wide): narrow for wide, narrow in zip("，：；（）？！", ",:;()?!", strict=True)}
"""Full-width marks that mirrors fold to half width."""

UNFOLDED = {narrow: chr(wide) for wide, narrow in FOLDED.items()}

MARKS = "，：；（）？！、。．“”‘’《》〈〉「」『』【】〔〕…—～·％"
"""Full-width marks before which a mirror may put something without width."""

VANISHING_LEADS, VANISHING_TRAILS = (*range(0xAA, 0xB0), *range(0xF8, 0xFF)), range(0xA1, 0xFF)
"""The bytes of pairs in GBK's user-defined areas 1 and 2, which are no character: of many a mirror's leave nothing."""

_FOREIGN = "\x02"
_LOST_BYTE = "gongwen-lost-byte"
_VANISHED_PAIR = "gongwen-vanished-pair"


def _lose_byte(error: UnicodeError) -> tuple[str, int]:
    """A byte that begins no valid pair becomes `?`; an opening bracket after it is swallowed."""
    assert isinstance(error, UnicodeDecodeError)
    after = error.start + 1
    return "?", after + (error.object[after : after + 1] == b"(")


def _lose_pair(error: UnicodeError) -> tuple[str, int]:
    """What is no character but might be one somebody defined leaves nothing."""
    assert isinstance(error, UnicodeDecodeError)
    pair = error.object[error.start : error.start + 2]
    is_defined = len(pair) == 2 and pair[0] in VANISHING_LEADS and pair[1] in VANISHING_TRAILS
    return ("", error.start + 2) if is_defined else _lose_byte(error)


codecs.register_error(_LOST_BYTE, _lose_byte)
codecs.register_error(_VANISHED_PAIR, _lose_pair)


def to_gbk(string: str) -> tuple[bytes, list[str]]:
    """The string in GBK, and the characters GBK does not know, in order: each is a single control byte in it."""
    foreign: list[str] = []
    try:
        return string.encode("gbk"), foreign
    except UnicodeEncodeError:
        known = [c if c != _FOREIGN and encode(c) else _FOREIGN for c in string]
        foreign = [c for c, kept in zip(string, known, strict=True) if kept == _FOREIGN]
        return "".join(known).encode("gbk"), foreign


def from_gbk(data: bytes, foreign: list[str], vanishing: bool = False) -> str:
    """The reverse of `to_gbk` as the mirror did it: a byte that begins no valid pair is lost; with `vanishing`, pairs
    of the user-defined areas leave nothing."""
    string = data.decode("gbk", _VANISHED_PAIR if vanishing else _LOST_BYTE)
    if not foreign:
        return string
    parts = string.split(_FOREIGN)
    return "".join(p + f for p, f in zip(parts, [*foreign, ""], strict=True))


def widen(character: str) -> str:
    """The full-width form of a half-width letter or digit; nothing for others."""
    return chr(ord(character) + 0xFEE0) if character.isascii() and character.isalnum() else ""


@lru_cache(maxsize=1 << 15)
def encode(character: str) -> bytes:
    """The GBK bytes of one character; none if GBK does not know it."""
    return character.encode("gbk", "ignore")


@lru_cache(maxsize=1 << 15)
def decode_pair(lead: int, trail: int) -> str:
    """The character of two bytes; empty if they are no pair."""
    if lead < 0x81:
        return ""
    character = bytes((lead, trail)).decode("gbk", "ignore")
    return character if len(character) == 1 and ord(character) > 0x7F else ""
