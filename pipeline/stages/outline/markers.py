"""Reads the number a line begins with: a line goes in, family, ordinal and place of its marker come out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from pipeline.lexicon.numerals import parse_integer
from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.rules import load_rules

RANKS = {
    "part": 0, "bk": 1, "subbk": 2, "ch": 3, "sec": 4, "art": 5, "par": 6,
    "comma_han": 7, "stem": 7, "roman": 7, "bracket_han": 8, "arabic": 9, "bracket_arabic": 10, "half_bracket": 11,
    "circled": 12, "letter": 13,
}  # fmt: skip
"""Families of markers, the highest first. 1. 1、 and 1.1 are one family."""

DIVISIONS = {"编": "bk", "分编": "subbk", "章": "ch", "节": "sec", "部分": "part", "篇": "part"}
_FAMILIES = {
    "comma_han": "comma_han", "bracket_han": "bracket_han", "bracket_sign": "bracket_han", "comma_arabic": "arabic",
    "decimal": "arabic", "plain": "arabic", "bracket_arabic": "bracket_arabic", "bracket_digit": "bracket_arabic",
    "weak_arabic": "arabic", "half_bracket": "half_bracket", "circled": "circled", "letter": "letter", "stem": "stem",
    "roman": "roman", "spaced_han": "comma_han",
}  # fmt: skip
_SIGNS = "㈠⑴①", "甲乙丙丁戊己庚辛壬癸"
_ROMAN = "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"
_LONGEST_DIVISION = 60
_POINT = compile_pattern("[.．]")


@dataclass(slots=True)
class Marker:
    """The number of a line. `path` holds the components of a decimal number, else the ordinal alone.

    Nobody changes one.
    """

    family: str
    path: tuple[int, ...]
    end: int
    """Where the text after the marker begins, within the line."""
    branch: int | None = None
    """第五条之一: 1."""
    spaced: bool = True
    """Whether the marker is set off from the text; if not, the sequence must speak for it (第三条为了, 4.1风险)."""
    plain: bool = False
    """A number and a space: a marker only in a document with decimal numbers."""

    @property
    def ordinal(self) -> int:
        return self.path[-1]


def read_marker(line: str) -> Marker | None:
    """The marker that `line` begins with, or None."""
    match = load_rules("outline")["marker"].match(line)
    if match is None:
        return None
    name = str(match.lastgroup)
    if match["division"]:
        return _read_division(line, match)
    if match["article"]:
        branch = match["branch"] or match["branch_digits"]
        ordinal = parse_integer(match["article"])
        if ordinal is None:
            return None
        return Marker(
            "art",
            (ordinal,),
            match.end(),
            parse_integer(branch) if branch else None,
            match["apart"] is not None or match["comma"] is not None,
        )
    if match["decimal"]:
        path = tuple(parse_integer(piece) or 0 for piece in _POINT.split(match["decimal"]))
        if len(path) == 2 and path[1] == 0 and path[0]:
            path = path[:1]
        return Marker("arabic", path, match.end(), spaced=bool(match["decimal_gap"]))
    name = next(group for group in _FAMILIES if match[group])
    ordinal = _read_ordinal(name, match[name])
    plain = name == "plain"
    spaced = name not in ("weak_arabic", "spaced_han") and (not plain or match["plain_gap"] is not None)
    return Marker(_FAMILIES[name], (ordinal,), match.end(), spaced=spaced, plain=plain) if ordinal else None


def without_fraction(marker: Marker, line: str) -> Marker:
    """11.121人才梯队项目: number 11 of a list, and what it says begins with a number of its own."""
    if len(marker.path) != 2 or marker.family != "arabic":
        return marker
    point = _POINT.search(line)
    return Marker("arabic", marker.path[:1], point.end(), spaced=False) if point else marker


def _read_division(line: str, match: regex.Match[str]) -> Marker | None:
    """第一章 总则; a sentence that begins so is none."""
    ordinal = parse_integer(match["division"])
    if ordinal is None or len(line) > _LONGEST_DIVISION or "。" in line:
        return None
    return Marker(DIVISIONS[match["unit"]], (ordinal,), match.end())


@lru_cache(maxsize=10_000)
def _read_ordinal(name: str, sign: str) -> int | None:
    if name == "letter":
        return ord(sign.lower()) - ord("a") + 1
    if name == "roman":
        return ord(sign) - ord("Ⅰ") + 1 if sign >= "Ⅰ" else _ROMAN.index(sign) + 1
    if name == "stem":
        return _SIGNS[1].index(sign) + 1
    if name == "circled" and sign >= "㉑":
        return ord(sign) - ord("㉑") + 21 if sign <= "㉟" else ord(sign) - ord("㊱") + 36
    for first in _SIGNS[0]:
        if first <= sign <= chr(ord(first) + 19) and name in ("bracket_sign", "bracket_digit", "circled"):
            return ord(sign) - ord(first) + 1
    return parse_integer(sign)
