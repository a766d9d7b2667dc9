"""Keeps text that nothing is drawn of: a pypdfium2 page goes in, and its text page will hold that text."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

THIN = 0.05
DEEPEST = 8


def keep_faceless(source: Any) -> None:
    """Make each text object that has no width a little wide.

    pdfium leaves text objects without width out of its text page, and where no font draws a character (none in the
    file, none on the machine) its width is that of no ink: one character alone, or a line that stands sideways.
    Text drawn in outline is as wide as its pen at least.
    """
    import pypdfium2.raw as raw

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for text in _texts(raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, source.raw):
        if raw.FPDFPageObj_GetBounds(text, left, bottom, right, top) and right.value - left.value < THIN:
            raw.FPDFTextObj_SetTextRenderMode(text, raw.FPDF_TEXTRENDERMODE_STROKE)
            raw.FPDFPageObj_SetStrokeWidth(text, 1.0)
            raw.FPDFPageObj_Transform(text, 1, 0, 0, 1, 0, 0)  # has pdfium measure it again


def _texts(raw: Any, count: Any, get: Any, holder: Any, depth: int = 0) -> Iterator[Any]:
    kind_of, text, form = raw.FPDFPageObj_GetType, raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_FORM
    for i in range(count(holder)):
        thing = get(holder, i)
        kind = kind_of(thing)
        if kind == text:
            yield thing
        elif kind == form and depth < DEEPEST:
            yield from _texts(raw, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, thing, depth + 1)
