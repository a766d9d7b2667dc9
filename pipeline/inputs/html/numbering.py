"""Counts the items of an ordered list as a browser does: the list's attributes and style in, its numbers out."""

from __future__ import annotations

import re
from itertools import islice

from pipeline.inputs.docx.numerals import write_number

_FORMATS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "decimal-leading-zero": "decimalZero",
    "cjk-ideographic": "chineseCounting",
    "trad-chinese-informal": "chineseCounting",
    "simp-chinese-informal": "chineseCounting",
    "cjk-decimal": "ideographDigital",
    "cjk-heavenly-stem": "ideographTraditional",
    "cjk-earthly-branch": "ideographZodiac",
}
_CHINESE = frozenset(("chineseCounting", "ideographTraditional", "ideographZodiac", "ideographDigital"))
_UNNUMBERED = frozenset(("none", "disc", "circle", "square"))

_LIST_TAG = re.compile(r"<(/?)(ol|ul|menu|dir|li)(?=[\s/>])", re.IGNORECASE)
MOST_TAGS = 1_000
"""Tags of a list that are looked at to count its items."""


def count_items(source: str, start: int) -> int:
    """How many items the list has whose start tag ends there."""
    depth, items = 1, 0
    for tag in islice(_LIST_TAG.finditer(source, start), MOST_TAGS):
        if tag[2].lower() != "li":
            depth += -1 if tag[1] else 1
        elif depth == 1 and not tag[1]:
            items += 1
        if not depth:
            break
    return items


class ListNumbers:
    """The numbers of one `<ol>`; its attributes say where it begins and in which signs it counts."""

    def __init__(self, attributes: dict[str, str], style: str) -> None:
        self._value = _integer(attributes.get("start"), 1)
        self._step = -1 if "reversed" in attributes else 1
        self._silent = style in _UNNUMBERED
        self._format = _FORMATS.get(style) or _FORMATS.get(attributes.get("type", ""), "decimal")

    def next(self, attributes: dict[str, str]) -> str:
        """The number before the item with these attributes, as a browser writes it; empty where none is shown."""
        value = _integer(attributes.get("value"), self._value)
        self._value = value + self._step
        if self._silent:
            return ""
        return write_number(value, self._format) + ("、" if self._format in _CHINESE else ".")


def _integer(string: str | None, default: int) -> int:
    """The number an attribute states; longer ones than six digits are no list numbers."""
    digits = (string or "").strip()
    return int(digits) if digits.lstrip("-").isascii() and digits.lstrip("-").isdigit() and len(digits) < 7 else default
