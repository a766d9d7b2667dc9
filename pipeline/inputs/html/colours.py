"""Compares colours of a style: a value as written in, one writing for each colour out."""

from __future__ import annotations

import colorsys
import re

WHITE, CLEAR, UNKNOWN = "#ffffff", "clear", "?"

_HEX = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_CALL = re.compile(r"(rgb|hsl)a?\(([^()]*)\)")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)%?")
_NAMED = {
    "white": WHITE, "black": "#000000", "red": "#ff0000", "green": "#008000", "blue": "#0000ff", "yellow": "#ffff00",
    "gray": "#808080", "grey": "#808080", "silver": "#c0c0c0", "maroon": "#800000", "navy": "#000080",
    "snow": "#fffafa", "ivory": "#fffff0", "ghostwhite": "#f8f8ff", "whitesmoke": "#f5f5f5", "orange": "#ffa500",
    "lightgray": "#d3d3d3", "lightgrey": "#d3d3d3", "darkred": "#8b0000", "transparent": CLEAR,
}  # fmt: skip
_WORD = re.compile("[a-z]{3,20}")
_NONE = frozenset(("inherit", "initial", "unset", "revert", "currentcolor", "none"))


def colour_of(value: str) -> str:
    """`#rrggbb`, the name of a rarer colour, CLEAR for what is not seen at all; empty where no colour is named."""
    if value in _NAMED:
        return _NAMED[value]
    if _HEX.fullmatch(value):
        digits = value[1:] if len(value) > 5 else "".join(digit * 2 for digit in value[1:])
        return CLEAR if digits[6:] == "00" else f"#{digits[:6]}"
    if call := _CALL.fullmatch(value):
        return _called(call[1], _NUMBER.findall(call[2]))
    return value if _WORD.fullmatch(value) and value not in _NONE else ""


def ground_of(value: str) -> str:
    """The colour of a background as the shorthand gives it; UNKNOWN where a picture lies on it."""
    if re.search(r"url\(|gradient\(|image", value):
        return UNKNOWN
    if whole := colour_of(value):
        return whole
    for part in re.findall(r"[a-z-]+\([^()]*\)|\S+", value):
        found = colour_of(part)
        if found.startswith("#") or found == CLEAR or _is_called(part):
            return found
    return ""


def _is_called(part: str) -> bool:
    """Whether it is a colour that is called."""
    return _CALL.fullmatch(part) is not None


def _called(kind: str, written: list[str]) -> str:
    if not 3 <= len(written) <= 4:
        return UNKNOWN
    values = [float(number.rstrip("%")) for number in written]
    if len(values) == 4 and values[3] <= 0:
        return CLEAR
    if kind == "hsl":
        channels = [255 * part for part in colorsys.hls_to_rgb(values[0] / 360, values[2] / 100, values[1] / 100)]
    else:
        channels = [v * 2.55 if n.endswith("%") else v for v, n in zip(values, written[:3], strict=False)]
    return "#" + "".join(f"{min(255, max(0, round(part))):02x}" for part in channels[:3])
