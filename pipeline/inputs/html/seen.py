"""Follows what is seen of a page from element to element: tags with what is seen around them in, what within out.

Assumptions: 1. a page is white and its text dark where it says nothing else; 2. light text where sheets of other
addresses may have made the ground dark is seen, but doubtful.
"""

from __future__ import annotations

from typing import NamedTuple

from pipeline.inputs.html.colours import CLEAR, UNKNOWN, WHITE
from pipeline.inputs.html.elements import PLAIN, Look, look_of
from pipeline.inputs.html.stylesheet import Sheets, compound_of
from pipeline.inputs.html.tokens import Tag

_LINK = "link"
"""The colour of links, whatever it is."""


class Seen(NamedTuple):
    """What the open elements make of the text that comes next."""

    hiding: frozenset[str] = frozenset()
    """The reasons for which it is not seen."""
    is_doubtful: bool = False
    """Whether it is seen only if the ground is not white."""
    colour: str = ""
    ground: str = ""
    """Colours of the text and behind it; empty where they are those of any page."""
    around: int = 0
    own: int = 0
    """Which of the elements that style sheets name around others are open, and which the innermost is, a bit each."""
    depth: int = 0
    """How many elements were open when the innermost of these was."""


class Viewer:
    """Looks at one page through its style sheets; what is hidden is seen if `shown`."""

    def __init__(self, sheets: Sheets, shown: bool) -> None:
        self._sheets = sheets
        self._shown = shown

    def look_at(self, tag: Tag, seen: Seen, depth: int) -> tuple[Look, Seen]:
        """How an element looks that stands within `depth` others, and what is seen of the text within."""
        sheets = self._sheets
        attributes = tag.attributes if len(tag.attributes) > 3 else ""
        if not attributes and not sheets.may_mean(tag.name):
            return (PLAIN, seen) if tag.name != "dialog" else self._see(look_of("", "dialog"), seen)
        if sheets.is_empty:
            return self._see(look_of(attributes, tag.name), seen)
        element = compound_of(attributes, tag.name)
        rules = sheets.rules_for(element, seen.around, seen.own if seen.depth == depth else 0)
        own = sheets.outer(element, seen.around)
        if own:
            seen = seen._replace(around=seen.around | own, own=own, depth=depth + 1)
        return self._see(look_of(attributes, tag.name, rules), seen)

    def _see(self, look: Look, seen: Seen) -> tuple[Look, Seen]:
        sight = look.sight
        if not (sight.matters or ((seen.colour or seen.ground) and (sight.colour or sight.ground or look.is_link))):
            return look, seen
        colour = sight.colour or (_LINK if look.is_link else seen.colour)
        ground = sight.ground or seen.ground
        hiding = (seen.hiding - sight.showing - {"colour"}) | sight.hiding
        is_white = colour == WHITE and not ground and self._sheets.has_others
        if colour == CLEAR or (colour not in ("", UNKNOWN) and colour == (ground or WHITE) and not is_white):
            hiding |= {"colour"}
        if self._shown:
            hiding = frozenset()
        within = Seen(hiding, is_white, colour, ground, *seen[4:])
        return look, seen if within == seen else within
