"""Takes the ruled lines of a PDF page: a pypdfium2 page in, the strokes of our page out."""

from __future__ import annotations

import ctypes
from typing import Any

from pipeline.inputs.layout.page import Page, Stroke

MAX_OBJECTS = 5_000
"""A page of more objects is a drawing; its lines are not looked at."""
MAX_SEGMENTS = 400
MAX_STROKES = 5_000
THIN = 2.5


def find_strokes(source: Any, page: Page, left: float, bottom: float) -> None:
    """Fill in the strokes of the page; a page turned upright gets none: its tables are read line by line."""
    import pypdfium2.raw as raw

    count = raw.FPDFPage_CountObjects(source.raw)
    if page.turn or count > MAX_OBJECTS:
        return
    for i in range(count):
        path = raw.FPDFPage_GetObject(source.raw, i)
        if raw.FPDFPageObj_GetType(path) == raw.FPDF_PAGEOBJ_PATH:
            for x0, y0, x1, y1 in _sides(path):
                page.strokes.append(Stroke(x0 - left, y0 - bottom, x1 - left, y1 - bottom))
        if len(page.strokes) > MAX_STROKES:
            page.strokes.clear()
            return


def _sides(path: Any) -> list[tuple[float, float, float, float]]:
    """A thin rectangle is one stroke; of any other path, its straight segments."""
    import pypdfium2.raw as raw

    x0, y0, x1, y1 = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(path, x0, y0, x1, y1):
        return []
    bounds = (x0.value, y0.value, x1.value, y1.value)
    if bounds[2] - bounds[0] < THIN or bounds[3] - bounds[1] < THIN:
        return [bounds]
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(path, mode, stroked) or not stroked.value:
        return []
    return _segments(path)


def _segments(path: Any) -> list[tuple[float, float, float, float]]:
    import pypdfium2.raw as raw

    matrix, x, y = raw.FS_MATRIX(), ctypes.c_float(), ctypes.c_float()
    raw.FPDFPageObj_GetMatrix(path, matrix)
    sides: list[tuple[float, float, float, float]] = []
    start = at = (0.0, 0.0)
    for i in range(min(raw.FPDFPath_CountSegments(path), MAX_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(path, i)
        if not raw.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        kind = raw.FPDFPathSegment_GetType(segment)
        point = (matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            sides.append(_ordered(at, point))
        if raw.FPDFPathSegment_GetClose(segment):
            sides.append(_ordered(point, start))
        at = point
    return sides


def _ordered(a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float, float, float]:
    return (min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
