"""Reads a TextObject of an OFD page: the element in, its characters with places out."""

from __future__ import annotations

import math
import unicodedata
from itertools import chain, repeat
from typing import TYPE_CHECKING

from pipeline.inputs.layout.page import RED_HEAD
from pipeline.inputs.layout.turn import Sign, quarter_turn
from pipeline.inputs.ofd.elements import Matrix, children, number, place_of
from pipeline.model.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from pipeline.inputs.ofd.resources import Ink

POINTS = 72 / 25.4
MAX_CODES = 100_000
"""Characters of one text object."""


def read_signs(element: _Element, outer: Matrix, height: float, ink: Ink) -> Iterator[Sign]:
    """The characters; places in points from the lower left corner of a page that is `height` points high."""
    matrix = place_of(element, outer)
    size = abs(number(element.get("Size"), 1.0)) or 1.0
    scale = number(element.get("HScale"), 1.0) or 1.0
    x = y = 0.0
    for code in children(element, "TextCode"):
        x, y = number(code.get("X"), x), number(code.get("Y"), y)
        string = _printable("".join(map(str, code.itertext())))
        if len(string) > MAX_CODES:
            raise Refused("too-large", f"a piece of text holds more than {MAX_CODES} characters")
        steps_x, steps_y = _steps(code.get("DeltaX"), len(string)), _steps(code.get("DeltaY"), len(string))
        if string and _is_upright_column(string, steps_x, steps_y, size):
            yield _column(string, x, y, steps_y, size, matrix, height, ink)
            continue
        at_x, at_y = x, y
        for i, sign in enumerate(string):
            width = _width(sign) * size * scale
            step = steps_x[i] if i < len(steps_x) else (0.0 if i < len(steps_y) else width)
            width = min(width, step) if step > 0.1 * size else width
            yield _sign(sign, at_x, at_y, width, size, matrix, height, ink)
            at_x += step
            at_y += steps_y[i] if i < len(steps_y) else 0.0


def _printable(string: str) -> str:
    """Line ends come from the layout of the XML, and are no characters of the page."""
    return string.strip("\r\n\t").replace("\r", "").replace("\n", "")


def _steps(text: str | None, count: int) -> list[float]:
    """The distances to the next character: `g n d` stands for n times d; if one is missing, the last one holds."""
    if not text:
        return []
    tokens = text.replace(",", " ").split()
    steps: list[float] = []
    i = 0
    while i < len(tokens) and len(steps) < count:
        if tokens[i] == "g" and i + 2 < len(tokens):
            times = min(int(number(tokens[i + 1])), count)
            steps.extend(repeat(number(tokens[i + 2]), times))
            i += 3
        else:
            steps.append(number(tokens[i]))
            i += 1
    last = steps[-1] if steps else 0.0
    return list(chain(steps, repeat(last, max(0, count - len(steps)))))


def _width(sign: str) -> float:
    return 1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.5


def _is_upright_column(string: str, steps_x: list[float], steps_y: list[float], size: float) -> bool:
    """Whether characters stand one below the other."""
    return len(string) > 1 and not any(abs(s) > 0.2 * size for s in steps_x) and any(s > 0.5 * size for s in steps_y)


def _sign(sign: str, x: float, y: float, width: float, size: float, matrix: Matrix, height: float, ink: Ink) -> Sign:
    turn = quarter_turn(math.atan2(-matrix.b, matrix.a))
    corners = [matrix.apply(x, y - 0.85 * size), matrix.apply(x + width, y + 0.15 * size)]
    xs = sorted(c[0] * POINTS for c in corners)
    ys = sorted(height - c[1] * POINTS for c in corners)
    at_x, at_y = matrix.apply(x, y)
    points = round(size * math.hypot(matrix.c, matrix.d) * POINTS, 1)
    return Sign(
        sign,
        (xs[0], ys[0], xs[1], ys[1]),
        (at_x * POINTS, height - at_y * POINTS),
        points,
        turn,
        ink.red and points >= RED_HEAD,
        ink.unseen,
        ink.pale,
    )


def _column(
    string: str, x: float, y: float, steps: list[float], size: float, matrix: Matrix, height: float, ink: Ink
) -> Sign:
    """Characters one below the other are read as one sign in the middle of the column."""
    length = sum(steps[: len(string) - 1])
    first = _sign(string, x, y, size, size, matrix, height, ink)
    last = _sign(string, x, y + length, size, size, matrix, height, ink)
    middle = _sign(string, x, y + length / 2, size, size, matrix, height, ink)
    left, bottom, right, top = first.box
    others = last.box
    box = (min(left, others[0]), min(bottom, others[1]), max(right, others[2]), max(top, others[3]))
    return middle._replace(box=box)
