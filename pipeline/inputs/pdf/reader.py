"""Reads a PDF file with pypdfium2: bytes in, Reading out.

1. The text layer is taken by the place of its characters, never in the order of the file.
2. A file without text layer (a scan), or with one that names no characters, is refused: an empty result would pass
   for an empty notice. Single pages without text are remarked on.
3. Text that stands askew (a watermark) or beyond the edges is left out and told of; a page whose text stands sideways
   is turned. Notes typed on a page and filled-in fields are annotations, and told of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pipeline.inputs.layout.doubts import refuse_without_text, report_pages
from pipeline.inputs.layout.page import Page
from pipeline.inputs.layout.write import write_pages
from pipeline.inputs.pdf.annotations import find_annotations
from pipeline.inputs.pdf.glyphs import find_glyphs
from pipeline.inputs.pdf.strokes import find_strokes
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.errors import Refused
from pipeline.model.reading import Reading

MEDIA_TYPE = "application/pdf"
MAX_BYTES = 200 * 1024 * 1024
MAX_PAGES = 3_000
MAX_CHARACTERS = 3_000_000
MAX_OBJECTS = 1_000_000
LONGEST_SIDE = 1_000_000.0
"""Points; a page with a longer side, or one that is no number, is taken for A4."""
A4 = (0.0, 0.0, 595.0, 842.0)
_SWITCHED_OFF = re.compile(rb"/OFF\s*+\[\s*+\d")
"""How a file that is not compressed says which of its layers are not shown."""
MOST_UNKNOWN = 0.3
"""With more of its characters without a code than this, a text layer is no text."""


def read_pdf(data: bytes) -> Reading:
    """The text layer as paragraphs; `Refused` for what is encrypted, broken, too large or without text."""
    if len(data) > MAX_BYTES:
        raise Refused("too-large", f"the PDF file is larger than {MAX_BYTES} bytes")
    with _open(data) as document:
        count = len(document)
        if count > MAX_PAGES:
            raise Refused("too-many-pages", f"the PDF file has {count} pages, more than {MAX_PAGES}")
        pages = list(_read_pages(document, count))
    known = sum(len(page.glyphs) for page in pages)
    unknown = sum(g.sign == "\ufffd" for page in pages for g in page.glyphs)
    refuse_without_text(pages, "the PDF file has no text layer (a scan?): it needs character recognition first")
    if unknown > MOST_UNKNOWN * known:
        raise Refused("no-text-layer", "the text layer of the PDF file gives no character codes")
    return write_pages(pages, MEDIA_TYPE, (*_remarks(pages, unknown), *_remark_layers(data)))


@contextmanager
def _open(data: bytes) -> Iterator[Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise Refused("encrypted", "the PDF file is encrypted; it cannot be read without its password") from error
        raise Refused("broken-pdf", f"the PDF file cannot be opened: {error}") from error
    try:
        yield document
    finally:
        document.close()


def _read_pages(document: Any, count: int) -> Iterator[Page]:
    import pypdfium2

    characters = objects = 0
    for index in range(count):
        try:
            source = document[index]
        except pypdfium2.PdfiumError:
            yield Page(index + 1, 0.0, 0.0)
            continue
        try:
            objects += pypdfium2.raw.FPDFPage_CountObjects(source.raw)
            if objects > MAX_OBJECTS:
                raise Refused("too-many-objects", f"the PDF file draws more than {MAX_OBJECTS} objects")
            page = _read_page(source, index + 1)
        finally:
            source.close()
        characters += len(page.glyphs)
        if characters > MAX_CHARACTERS:
            raise Refused("too-large", f"the PDF file holds more than {MAX_CHARACTERS} characters")
        yield page


def _read_page(source: Any, number: int) -> Page:
    box = source.get_cropbox()
    left, bottom, right, top = box if all(abs(edge) <= LONGEST_SIDE for edge in box) else A4
    page = Page(number, right - left, top - bottom)
    find_glyphs(source, page, left, bottom)
    find_strokes(source, page, left, bottom)
    page.beside = "; ".join(find_annotations(source))
    return page


def _remarks(pages: list[Page], unknown: int) -> tuple[Diagnostic, ...]:
    remarks = report_pages(pages)
    if not unknown:
        return remarks
    message = f"{unknown} characters of the text layer have no code"
    return (*remarks, Diagnostic(code="unknown-glyphs", severity="warning", message=message))


def _remark_layers(data: bytes) -> tuple[Diagnostic, ...]:
    if b"/OCProperties" not in data or not _SWITCHED_OFF.search(data):
        return ()
    message = "the file has layers that are switched off: their text is read too, for the PDF library does not tell it"
    return (Diagnostic(code="unseen-text", severity="info", message=message),)
