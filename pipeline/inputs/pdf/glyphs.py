"""Takes the characters of a PDF page with their places: a pypdfium2 page in, the glyphs of our page out.

What is read must not depend on the fonts of the machine: where the file brings no font and the machine has none for
it, pdfium draws nothing and knows a character by its place and advance only.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple

from pipeline.inputs.layout.page import RED_HEAD, Box, Page
from pipeline.inputs.layout.turn import Sign, quarter_turn, set_upright
from pipeline.inputs.pdf.faceless import keep_faceless
from pipeline.model.errors import Refused

MAX_ON_PAGE = 200_000


_FILLING, _DRAWING = (-1, 0, 4), (1, 2, 5, 6)
"""Ways to show text: it is filled only (or pdfium does not know); it is drawn around."""


_PALE, _CLEAR = 0xB0, 0x66
"""The least of red, green and blue of a pale colour; the most alpha of one that is seen through."""


class _Look(NamedTuple):
    """What the characters of one text object share: quarter turns of the text, or None if it stands askew."""

    size: float
    turn: int | None
    red: bool
    unseen: bool
    pale: bool


def find_glyphs(source: Any, page: Page, left: float, bottom: float) -> None:
    """Fill in the glyphs of the page, turned upright, counted from its lower left corner."""
    keep_faceless(source)
    text_page = source.get_textpage()
    try:
        count = text_page.count_chars()
        if count > MAX_ON_PAGE:
            raise Refused("too-large", f"page {page.number} holds more than {MAX_ON_PAGE} characters")
        signs = _read_signs(text_page.raw, max(count, 0), left, bottom)
    finally:
        text_page.close()
    set_upright(page, signs)


def _read_signs(text_page: Any, count: int, left: float, bottom: float) -> list[Sign]:
    import pypdfium2.raw as raw

    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    signs: list[Sign] = []
    looks: dict[int, _Look] = {}
    for i, sign in _characters(text_page, count):
        raw.FPDFText_GetLooseCharBox(text_page, i, box)
        raw.FPDFText_GetCharOrigin(text_page, i, x, y)
        key = ctypes.cast(raw.FPDFText_GetTextObject(text_page, i), ctypes.c_void_p).value or 0
        look = looks.get(key)
        if look is None:
            look = looks[key] = _read_look(raw, text_page, i, box)
        place = (box.left - left, box.bottom - bottom, box.right - left, box.top - bottom)
        origin = (x.value - left, y.value - bottom)
        if all(map(math.isfinite, (*place, *origin))):
            signs.append(Sign(sign, _filled(place, sign, look), origin, *look))
    return signs


def _filled(box: Box, sign: str, look: _Look) -> Box:
    """The box of a character; one without advance and drawing is as long as its kind usually is."""
    left, bottom, right, top = box
    upright = look.turn not in (90, 270)
    if (right > left if upright else top > bottom) or unicodedata.combining(sign):
        return box
    long = look.size if unicodedata.east_asian_width(sign) in "WF" else look.size / 2
    return (left, bottom, left + long, top) if upright else (left, bottom, right, bottom + long)


def _characters(text_page: Any, count: int) -> Iterator[tuple[int, str]]:
    """Index and character; halves of a surrogate pair put together, spaces that pdfium made up left out."""
    import pypdfium2.raw as raw

    high = 0
    for i in range(count):
        code = raw.FPDFText_GetUnicode(text_page, i)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        sign = _sign_of(code)
        if not (sign.isspace() and raw.FPDFText_IsGenerated(text_page, i) == 1):
            yield i, sign


def _sign_of(code: int) -> str:
    if code == 2:  # pdfium's sign for a hyphen at the end of a line
        return "-"
    if code < 0x20:
        return " " if code in (9, 10, 13) else "\ufffd"
    return "\ufffd" if code in (0xFFFE, 0xFFFF) or code > 0x10FFFF else chr(code)


def _read_look(raw: Any, text_page: Any, index: int, box: Any) -> _Look:
    matrix = raw.FS_MATRIX()
    size = float(raw.FPDFText_GetFontSize(text_page, index))
    turn: int | None = 0
    if raw.FPDFText_GetMatrix(text_page, index, matrix):
        size *= math.hypot(matrix.c, matrix.d)
        turn = quarter_turn(math.atan2(matrix.b, matrix.a))
    if not 0.5 < size < 2000:
        size = max(box.top - box.bottom, 1.0)
    red, green, blue, alpha = _ink(raw, text_page, index)
    is_red = size >= RED_HEAD and red >= 0xB0 and green <= 0x50 and blue <= 0x50
    mode = raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(text_page, index))
    filled = mode in _FILLING and alpha > 0 and min(red, green, blue) < 0xFA
    unseen = not (filled or mode in _DRAWING)
    pale = mode in _FILLING and not unseen and (min(red, green, blue) >= _PALE or alpha <= _CLEAR)
    return _Look(round(size, 1), turn, is_red, unseen, pale)


def _ink(raw: Any, text_page: Any, index: int) -> tuple[int, int, int, int]:
    """Red, green, blue and alpha of the filling; black where it is not known."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFText_GetFillColor(text_page, index, red, green, blue, alpha):
        return 0, 0, 0, 0xFF
    return red.value, green.value, blue.value, alpha.value
