"""Reads a PathObject of an OFD page: the element in, the ruled lines it draws out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.inputs.layout.page import Stroke
from pipeline.inputs.ofd.elements import Matrix, child, number, place_of, text_of
from pipeline.inputs.ofd.signs import POINTS

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_TOKENS = 400
"""A path of more is a drawing."""
THIN = 2.5
_ARGUMENTS = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


def read_strokes(element: _Element, outer: Matrix, height: float) -> list[Stroke]:
    """The straight sides; a thin rectangle is one stroke, a filled one that is not drawn around is none."""
    data = text_of(child(element, "AbbreviatedData"))
    if len(data) > 20 * MAX_TOKENS:
        return []
    tokens = data.split()
    if not tokens or len(tokens) > MAX_TOKENS:
        return []
    matrix = place_of(element, outer)
    sides = _sides(tokens, matrix, height)
    if not sides:
        return []
    whole = Stroke(
        min(s.x0 for s in sides), min(s.y0 for s in sides), max(s.x1 for s in sides), max(s.y1 for s in sides)
    )
    if whole.x1 - whole.x0 < THIN or whole.y1 - whole.y0 < THIN:
        return [whole]
    return sides if (element.get("Stroke") or "true").lower() != "false" else []


def _sides(tokens: list[str], matrix: Matrix, height: float) -> list[Stroke]:
    sides: list[Stroke] = []
    start = at = (0.0, 0.0)
    i = 0
    while i < len(tokens):
        kind = tokens[i]
        count = _ARGUMENTS.get(kind)
        if count is None or i + count >= len(tokens) + (count == 0):
            i += 1
            continue
        values = [number(t) for t in tokens[i + 1 : i + 1 + count]]
        i += 1 + count
        point = start
        if values:
            x, y = matrix.apply(values[-2], values[-1])
            point = (x * POINTS, height - y * POINTS)
        if kind in ("M", "S"):
            start = point
        elif kind in ("L", "C"):
            sides.append(Stroke(min(at[0], point[0]), min(at[1], point[1]), max(at[0], point[0]), max(at[1], point[1])))
        at = point
    return sides
