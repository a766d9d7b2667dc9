"""Sets the notice on pages: paragraphs in, lines with places out, for the carriers that know nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from carriers.notice import Paragraph, numbered

POINT = 25.4 / 72
SIZE = 16 * POINT
WIDTH, HEIGHT = 210.0, 297.0
LEFT, TOP, EMS, PITCH, LINES = 28.0, 37.0, 27, 10.2, 22
_CLOSING = "，。、；：？！）》”"


@dataclass(frozen=True)
class SetLine:
    """A line whose first character stands on its baseline `x`, `y` millimetres from the upper left corner."""

    text: str
    x: float
    y: float
    size: float = SIZE
    red: bool = False


def advance(sign: str) -> float:
    """The width of a character in ems."""
    return 0.5 if sign.isascii() else 1.0


def _wrap(text: str, first: float) -> list[str]:
    rows, row, room = [], "", EMS - first
    for sign in text:
        if advance(sign) > room and sign not in _CLOSING:
            rows.append(row)
            row, room = "", float(EMS)
        row += sign
        room -= advance(sign)
    return [*rows, row]


def _place(paragraph: Paragraph, text: str) -> list[tuple[str, float, float, bool]]:
    """The lines of a paragraph: text, indent in ems, size in millimetres, red."""
    em = SIZE
    if paragraph.kind in ("red_head", "number", "title"):
        size = {"red_head": 30 * POINT, "number": SIZE, "title": 22 * POINT}[paragraph.kind]
        rows = text.split("\n")
        indents = [(EMS * em - sum(map(advance, row)) * size) / 2 / em for row in rows]
        return [(row, indent, size, paragraph.kind == "red_head") for row, indent in zip(rows, indents, strict=True)]
    if paragraph.kind == "signature":
        return [(text, EMS - 4 - sum(map(advance, text)), em, False)]
    first = {"addressees": 0.0, "copies": 0.0, "printed": 0.0}.get(paragraph.kind, 2.0)
    if paragraph.kind == "attachment" and not text.startswith("附件"):
        first = 5.0
    rows = _wrap(text, first)
    return [(row, first if i == 0 else 0.0, em, False) for i, row in enumerate(rows)]


def set_pages() -> list[list[SetLine]]:
    """The pages, with their numbers between dashes at the foot."""
    pages: list[list[SetLine]] = []
    row = LINES
    for paragraph, text in numbered():
        for content, indent, size, red in _place(paragraph, text):
            if row >= LINES:
                pages.append([])
                row = 0
            pages[-1].append(SetLine(content, LEFT + indent * SIZE, TOP + row * PITCH, size, red))
            row += 2 if size > SIZE else 1
    for number, page in enumerate(pages, 1):
        foot = f"— {number} —"
        page.append(SetLine(foot, (WIDTH - sum(map(advance, foot)) * SIZE) / 2, HEIGHT - 25, 14 * POINT))
    return pages
