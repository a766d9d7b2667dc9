"""Makes `notice.pdf` with reportlab and a TrueType font: python -m carriers.make_pdf FONT.ttc (in tests/)

The file in this folder was made with WenQuanYi Zen Hei (Debian package fonts-wqy-zenhei), embedded as a subset. It is
kept as data because the font is not on every machine; make it again when `notice.py` changes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from carriers.typeset import HEIGHT, WIDTH, advance, set_pages

MILLIMETRE = 72 / 25.4


def write_pdf(font: str, target: Path) -> None:
    """Write the notice with this font."""
    pdfmetrics.registerFont(TTFont("notice", font))
    canvas = Canvas(str(target), pagesize=(WIDTH * MILLIMETRE, HEIGHT * MILLIMETRE), invariant=True)
    for page in set_pages():
        for line in page:
            canvas.setFillColorRGB(1 if line.red else 0, 0, 0)
            canvas.setFont("notice", line.size * MILLIMETRE)
            x = line.x * MILLIMETRE
            for sign in line.text:
                canvas.drawString(x, (HEIGHT - line.y) * MILLIMETRE, sign)
                x += advance(sign) * line.size * MILLIMETRE
        canvas.showPage()
    canvas.save()


if __name__ == "__main__":
    write_pdf(sys.argv[1], Path(__file__).parent / "notice.pdf")
