"""Turns a page so that most of its text stands upright: signs with their turn in, glyphs of the page out.

1. What stands askew, or otherwise than most of the page, is a watermark or a note in the margin and left out; what
   stands wholly beyond the edges is not shown. Where that is most of the page, the edges are wrong.
2. What is large and pale behind the text is a watermark too, and unseen text that lies on text that is seen (the layer
   of character recognition) is left out.
3. Signs one below the other are set vertically; if most of a page is, its columns are its lines, from right to left.
"""

from __future__ import annotations

import math
from collections import Counter
from statistics import median
from typing import NamedTuple

from pipeline.inputs.layout.page import Box, Glyph, Page

ASKEW = 5.0
"""Degrees off a quarter turn from which text is a watermark."""
FEWEST_VERTICAL = 16
LARGE = 1.5
"""How many times as large as the usual text a pale sign is a watermark's."""
COVERING = 0.8
"""Share of the unseen signs that lie on others from which all of them repeat these."""
LEAST_SIDE = 10.0
"""Points; a page with a shorter side has edges that cannot be believed."""


class Sign(NamedTuple):
    """A character as the page has it: its box, the place of its origin, and by how much its text is turned.

    Characters that stand one below the other may be one sign; `unseen` says that nothing is drawn of it, `pale` that it
    is drawn so that it can be read through.
    """

    sign: str
    box: Box
    origin: tuple[float, float]
    size: float
    turn: int | None
    red: bool
    unseen: bool = False
    pale: bool = False


def quarter_turn(angle: float) -> int | None:
    """The angle of a baseline, counter-clockwise in radians, as 0, 90, 180 or 270 degrees; None for text askew."""
    degrees = math.degrees(angle) % 360
    quarter = round(degrees / 90) * 90
    return quarter % 360 if abs(degrees - quarter) < ASKEW else None


def set_upright(page: Page, signs: list[Sign]) -> None:
    """Turn the page as most of the signs are turned; those turned otherwise are left out."""
    shown = _within(page, signs)
    standing = _as_columns(shown)
    page.vertical = standing is not shown
    turns = Counter(s.turn for s in standing if s.turn is not None)
    page.turn = turns.most_common(1)[0][0] if turns else 0
    width, height = page.width, page.height
    if page.turn in (90, 270):
        page.width, page.height = height, width
    kept = _without_watermark(page, [s for s in standing if s.turn == page.turn])
    kept = _without_cover(page, kept)
    page.glyphs = [_turned(s, page.turn, width, height) for s in kept]
    page.askew = "".join(s.sign for s in standing if s.turn != page.turn).strip()
    unseen = [s.sign for s in kept if s.unseen]
    page.unseen = "".join(unseen).strip() if len(unseen) < len(kept) else ""


def _within(page: Page, signs: list[Sign]) -> list[Sign]:
    """The signs that stand on the page, if most do."""
    if min(page.width, page.height) < LEAST_SIDE:
        return signs
    beyond = [not _touches(s.box, page) for s in signs]
    if not any(beyond) or 2 * sum(beyond) > len(signs):
        return signs
    page.outside = "".join(s.sign for s, out in zip(signs, beyond, strict=True) if out).strip()
    return [s for s, out in zip(signs, beyond, strict=True) if not out]


def _without_watermark(page: Page, signs: list[Sign]) -> list[Sign]:
    """The signs without those that are pale and much larger than the text, if they are few."""
    if not any(s.pale for s in signs):
        return signs
    usual = median(s.size for s in signs)
    behind = [s.pale and s.size > LARGE * usual for s in signs]
    if not any(behind) or 2 * sum(behind) > len(signs):
        return signs
    page.pale = "".join(s.sign for s, out in zip(signs, behind, strict=True) if out).strip()
    return [s for s, out in zip(signs, behind, strict=True) if not out]


def _without_cover(page: Page, signs: list[Sign]) -> list[Sign]:
    """The signs without the unseen ones, if most of these lie on others that are seen.

    White on a dark ground is unseen too, and close above the next row of its table: what repeats stands on one line.
    """
    unseen = [s for s in signs if s.unseen]
    if not unseen or len(unseen) == len(signs):
        return signs
    step = max(median(s.size for s in signs), 1.0)
    seen = {_place(s, step) for s in signs if not s.unseen}
    places = [_place(s, step) for s in unseen]
    on_others = sum(any((x + i, y + j) in seen for i in (-1, 0, 1) for j in range(-2, 3)) for x, y in places)
    if on_others < COVERING * len(unseen):
        return signs
    page.covered = "".join(s.sign for s in unseen).strip()
    return [s for s in signs if not s.unseen]


def _place(sign: Sign, step: float) -> tuple[int, int]:
    """Where a sign stands, in steps to the right and quarters of one upwards."""
    return round(sign.origin[0] / step), round(4 * sign.origin[1] / step)


def _touches(box: Box, page: Page) -> bool:
    return box[2] >= 0 and box[0] <= page.width and box[3] >= 0 and box[1] <= page.height


def _as_columns(signs: list[Sign]) -> list[Sign]:
    """The signs with columns turned into lines, if most stand in columns; the same list otherwise."""
    down = {i + k for i in range(len(signs) - 1) if _follows_below(signs[i], signs[i + 1]) for k in (0, 1)}
    down |= {i for i, s in enumerate(signs) if len(s.sign) > 1 and s.turn == 0}
    length = sum(len(signs[i].sign) for i in down)
    if length < FEWEST_VERTICAL or 2 * length < sum(len(s.sign) for s in signs):
        return signs
    level = {i + k for i in range(len(signs) - 1) if _follows_beside(signs[i], signs[i + 1]) for k in (0, 1)}
    return [part for i, s in enumerate(signs) for part in ([s] if s.turn != 0 or i in level - down else _laid(s))]


def _laid(sign: Sign) -> list[Sign]:
    """The characters of a sign, one below the other, as signs of a line."""
    left, bottom, right, top = sign.box
    step = (top - bottom) / len(sign.sign)
    edges = [top - i * step for i in range(len(sign.sign) + 1)]
    return [sign._replace(sign=c, turn=270, box=(left, edges[i + 1], right, edges[i])) for i, c in enumerate(sign.sign)]


def _follows_below(sign: Sign, following: Sign) -> bool:
    x, y = _step(sign, following)
    return sign.turn == following.turn == 0 and abs(x) < 0.3 and 0.5 < y < 2.5


def _follows_beside(sign: Sign, following: Sign) -> bool:
    x, y = _step(sign, following)
    return sign.turn == following.turn == 0 and abs(y) < 0.3 and 0.2 < x < 2.5


def _step(sign: Sign, following: Sign) -> tuple[float, float]:
    """How far the next sign stands to the right and below, as parts of the size."""
    size = max(sign.size, 0.1)
    return (following.origin[0] - sign.origin[0]) / size, (sign.origin[1] - following.origin[1]) / size


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
