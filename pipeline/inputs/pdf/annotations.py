"""Finds what annotations show on a PDF page: a pypdfium2 page in, typed notes and the values of form fields out."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

MOST = 500
"""Annotations of a page that are looked at."""
LONGEST = 500
"""Characters of each that are told."""


def find_annotations(source: Any) -> Iterator[str]:
    """What is shown beside the text of the page; comments that only open on a click are not shown."""
    import pypdfium2.raw as raw

    said = {raw.FPDF_ANNOT_FREETEXT: b"Contents", raw.FPDF_ANNOT_WIDGET: b"V"}
    for i in range(min(raw.FPDFPage_GetAnnotCount(source.raw), MOST)):
        annotation = raw.FPDFPage_GetAnnot(source.raw, i)
        if not annotation:
            continue
        try:
            key = said.get(raw.FPDFAnnot_GetSubtype(annotation))
            hidden = raw.FPDFAnnot_GetFlags(annotation) & (raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW)
            if key and not hidden and (text := _string(raw, annotation, key)):
                yield text
        finally:
            raw.FPDFPage_CloseAnnot(annotation)


def _string(raw: Any, annotation: Any, key: bytes) -> str:
    length = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    return " ".join(buffer.raw.decode("utf-16-le", "replace").rstrip("\0").split())[:LONGEST]
