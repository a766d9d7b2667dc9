"""Tells by its style whether and how an element is seen: the values that hold for it in, `Sight` out.

Assumptions: 1. what a browser does not draw is not read, whatever hides it: display, visibility, opacity, a size of
nothing, a colour like the ground's, a place beyond the page, a box of no size that cuts off what it holds; 2. what a
script or a movement may still bring into sight (opacity with an animation) is seen.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from pipeline.inputs.html.colours import CLEAR, UNKNOWN, WHITE, colour_of, ground_of

Kind = Literal["line", "block", "table", "cell"]
"""Whether an element stands within a line, is a block of its own, a table, or a part of one."""

_KINDS: dict[str, Kind] = {"table": "table", "inline-table": "table"}
_BLOCKS = re.compile("block|flex|grid|list-item|table|flow-root|block flow")
_BOXES = re.compile("(?:inline-)?(?:block|flex|grid|list-item|flow-root)|inline-block|block flow")
_NUMBER = re.compile(
    r"([+-]?(?:\d++(?:\.\d*+)?|\.\d++)(?:e-?\d++)?)(px|pt|pc|em|rem|ex|ch|in|cm|mm|q|vw|vh|%|)(?=$|[\s,;)/])"
)
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "em": 16.0, "rem": 16.0, "ex": 8.0, "ch": 8.0, "in": 96.0,
           "cm": 37.8, "mm": 3.78, "q": 0.94, "vw": 13.0, "vh": 9.0, "%": 9.0}  # fmt: skip
"""About how many pixels a unit has."""
_FAR, _SPECK = 900, 1.34
"""Pixels beyond which nothing is on the page, and up to which a character is no more than a speck: a point."""
_OF_OUTER = ("em", "ex", "ch", "%")
_SIZE = re.compile(
    r"(?:^|.*?\s)(?P<size>[+-]?[\d.]+(?:[a-z]{1,3}|%)|\+?(?:0++(?:\.0*+)?|\.0++)|(?:x{1,3}-)?(?:small|large)|medium)(?:\s?/\s?\S+)?\s\S"
)
"""The size in the shorthand of a font."""
_CLIPPED = re.compile(
    r"inset\((?:[5-9]\d|100)(?:\.\d+)?%\)|circle\(0(?:px|%)?(?: at [^()]*)?\)|polygon\((?:0(?:px|%)? 0(?:px|%)?,? ?)+\)"
)
_MOVED = re.compile(r"translate(?:[xy]|3d)?\(([^()]*)\)")
_SHRUNK = re.compile(r"scale(?:3d|x|y)?\((?:[^(),]*,\s?)?0(?:\.0+)?\s?(?:,[^()]*)?\)")
_NOTHING = re.compile(r"-[\d.]++%?|\+?(?:0++(?:\.0*+)?|\.0++)%?")


class Sight(NamedTuple):
    """What a style does to the text within."""

    hiding: frozenset[str] = frozenset()
    """Why it is not seen: gone or undrawn with all that is in it, or until an element within is seen again."""
    showing: frozenset[str] = frozenset()
    """Of these reasons, those that hold no longer."""
    colour: str = ""
    ground: str = ""
    """Colours of the text and behind it, where they change."""
    is_block: bool = False
    """Whether it is a paragraph of its own."""
    keeps_lines: bool | None = None
    """Whether its line ends are line ends."""

    @property
    def matters(self) -> bool:
        """Whether it says more of what is seen than the colour of dark text on a light page."""
        if self.hiding or self.showing:
            return True
        return self.colour in (WHITE, CLEAR) or self.ground not in ("", WHITE)


PLAIN_SIGHT = Sight()


def sight_of(held: dict[str, str], kind: Kind) -> Sight:
    """What is seen of an element for which these values hold."""
    display = held.get("display", "")
    boxed = _kind_of_box(held, kind)
    hiding = {"gone"} if display == "none" or _is_struck(held) else set()
    if _is_undrawn(held, boxed) or _is_away(held, boxed):
        hiding.add("undrawn")
    showing: set[str] = set()
    for reason, seen in (("visibility", _visible(held)), ("size", _legible(held)), ("indent", _within(held, boxed))):
        if seen is not None:
            (showing if seen else hiding).add(reason)
    space = held.get("white-space", "inherit")
    return Sight(
        frozenset(hiding),
        frozenset(showing),
        _colour(held),
        _ground(held),
        _BLOCKS.fullmatch(display) is not None,
        None if space == "inherit" else space.startswith(("pre", "break-spaces")),
    )


def _kind_of_box(held: dict[str, str], kind: Kind) -> Kind:
    """Width and height say nothing of elements within a line, and of tables only how small they are at least."""
    if display := held.get("display"):
        kind = _KINDS.get(display, "cell" if "table" in display else "block" if _BOXES.fullmatch(display) else "line")
    out_of_line = held.get("position") in ("absolute", "fixed") or held.get("float") in ("left", "right")
    return "block" if kind in ("line", "cell") and out_of_line else kind


def _is_struck(held: dict[str, str]) -> bool:
    return "line-through" in held.get("text-decoration", "") + held.get("text-decoration-line", "")


def _is_undrawn(held: dict[str, str], boxed: Kind) -> bool:
    """Whether nothing is drawn of it, where it stands."""
    moves = any(name.startswith(("animation", "transition", "-webkit-animation")) for name in held)
    if _NOTHING.fullmatch(held.get("opacity", "1")) and not moves:
        return True
    if "opacity(0)" in held.get("filter", "") or _CLIPPED.search(held.get("clip-path", "")):
        return True
    if held.get("position") in ("absolute", "fixed") and held.get("clip", "").startswith("rect("):
        edges = _pixels(held["clip"][5:])
        if len(edges) == 4 and (edges[1] <= edges[3] or edges[2] <= edges[0]):
            return True
    if boxed == "line":
        return False
    if _SHRUNK.search(held.get("transform", "")):
        return True
    cuts = any(
        held.get(name, "visible") not in ("visible", "inherit") for name in ("overflow", "overflow-x", "overflow-y")
    )
    sides = [
        side for name in ("width", "max-width", "height", "max-height") for side in _pixels(held.get(name, ""))[:1]
    ]
    narrow = cuts and any(0 <= side <= 1 for side in sides)
    return boxed == "block" and (narrow or held.get("content-visibility") == "hidden")


def _is_away(held: dict[str, str], boxed: Kind) -> bool:
    """Whether it stands beyond the left or upper edge of the page."""
    moved = [held.get("margin-left", ""), held.get("margin-top", "")]
    if held.get("position") in ("absolute", "fixed", "relative", "sticky"):
        moved += [held.get("left", ""), held.get("top", "")]
        if any(distance >= _FAR for name in ("right", "bottom") for distance in _pixels(held.get(name, ""))):
            return True
    if boxed != "line":
        moved += [part for part in _MOVED.findall(held.get("transform", "")) if "%" not in part]
    return any(distance <= -_FAR for value in moved if "-" in value for distance in _pixels(value))


def _visible(held: dict[str, str]) -> bool | None:
    value = held.get("visibility", "inherit")
    return None if value in ("inherit", "unset") else value not in ("hidden", "collapse")


def _legible(held: dict[str, str]) -> bool | None:
    """Whether characters have a size; None where it is that of the text around."""
    seen: bool | None = None
    for name, value in held.items():
        if name == "font" and (match := _SIZE.match(value)):
            value = match["size"]
        elif name != "font-size":
            continue
        if sizes := _pixels(value):
            if sizes[0] <= _SPECK:
                seen = False
            else:
                seen = True if not value.endswith(_OF_OUTER) or value.endswith("rem") else None
        else:
            seen = None if value in ("larger", "smaller", "inherit", "unset") else True
    return seen


def _within(held: dict[str, str], boxed: Kind) -> bool | None:
    indent = _pixels(held.get("text-indent", "")) if boxed != "line" else []
    return indent[0] > -_FAR if indent else None


def _colour(held: dict[str, str]) -> str:
    if held.get("text-shadow", "none") != "none" or "text" in (
        held.get("background-clip"),
        held.get("-webkit-background-clip"),
    ):
        return UNKNOWN
    return colour_of(held.get("-webkit-text-fill-color", "")) or colour_of(held.get("color", ""))


def _ground(held: dict[str, str]) -> str:
    """The colour behind the text; clear ground is that of what lies below."""
    ground = ""
    for name, value in held.items():
        if name in ("background", "background-color"):
            ground = ground_of(value) or ground
        elif name == "background-image" and value not in ("none", "initial"):
            return UNKNOWN
    return "" if ground == CLEAR else ground


def _pixels(value: str) -> list[float]:
    """The lengths in a value, in pixels."""
    return [float(number) * _PIXELS[unit] for number, unit in _NUMBER.findall(value)]
