"""Turns a page so that most of its text stands upright: signs with their turn in, glyphs of the page out."""

from __future__ import annotations

import math
from collections import Counter
from typing import NamedTuple

from pipeline.inputs.layout.page import Box, Glyph, Page

ASKEW = 5.0
"""Degrees off a quarter turn from which text is a watermark."""


class Sign(NamedTuple):
    """A character as the page has it: its box, the place of its origin, and by how much its text is turned."""

    sign: str
    box: Box
    origin: tuple[float, float]
    size: float
    turn: int | None
    red: bool


def quarter_turn(angle: float) -> int | None:
    """The angle of a baseline, counter-clockwise in radians, as 0, 90, 180 or 270 degrees; None for text askew."""
    degrees = math.degrees(angle) % 360
    quarter = round(degrees / 90) * 90
    return quarter % 360 if abs(degrees - quarter) < ASKEW else None


def set_upright(page: Page, signs: list[Sign]) -> None:
    """Turn the page as most of the signs are turned; those turned otherwise are left out."""
    turns = Counter(s.turn for s in signs if s.turn is not None)
    page.turn = turns.most_common(1)[0][0] if turns else 0
    width, height = page.width, page.height
    if page.turn in (90, 270):
        page.width, page.height = height, width
    page.glyphs = [_turned(s, page.turn, width, height) for s in signs if s.turn == page.turn]


def _turned(sign: Sign, turn: int, width: float, height: float) -> Glyph:
    left, bottom, right, top = sign.box
    x, y = sign.origin
    if turn == 90:
        left, right, y = bottom, top, width - x
    elif turn == 180:
        left, right, y = width - right, width - left, height - y
    elif turn == 270:
        left, right, y = height - top, height - bottom, x
    return Glyph(sign.sign, left, right, y, sign.size, sign.red)
