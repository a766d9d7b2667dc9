"""Sets small PDF files for tests: lines with places in, bytes out; the font is one that PDF readers bring along."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import NamedTuple

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
SIZE, LEFT, TOP, PITCH, EMS = 16.0, 72.0, 720.0, 28.0, 28


class Put(NamedTuple):
    """A text at a place in points; `wide` is added after each character."""

    text: str
    x: float
    y: float
    size: float = SIZE
    wide: float = 0.0


def make_pdf(
    pages: Sequence[Sequence[Put]],
    draw: Callable[[Canvas, int], None] | None = None,
    password: str | None = None,
    size: tuple[float, float] = (595.0, 842.0),
) -> bytes:
    """A PDF file; `draw` may put more on each page, counted from 1."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    stream = io.BytesIO()
    encrypt = StandardEncryption(password) if password else None
    canvas = Canvas(stream, pagesize=size, invariant=True, encrypt=encrypt)
    for number, page in enumerate(pages, 1):
        if draw:
            draw(canvas, number)
        for put in page:
            text = canvas.beginText(put.x, put.y)
            text.setFont(FONT, put.size)
            text.setCharSpace(put.wide)
            text.textOut(put.text)
            canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def set_text(paragraphs: Sequence[str], top: float = TOP) -> list[Put]:
    """Paragraphs with their first line set in by two characters, wrapped after 28."""
    puts, y = [], top
    for paragraph in paragraphs:
        x, room, rest = LEFT + 2 * SIZE, EMS - 2, paragraph
        while rest:
            puts.append(Put(rest[:room], x, y))
            x, rest, room, y = LEFT, rest[room:], EMS, y - PITCH
    return puts
