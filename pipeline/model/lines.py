"""Lines of a string, the paragraphs of a notice: a string goes in, the lines that hold anything come out."""

from __future__ import annotations

from dataclasses import dataclass

BLANK = " \t\u00a0\u2002\u2003\u2009\u200b\u3000\ufeff\f\v\r"
"""What only lays a line out: it is no part of what the line says."""


@dataclass(slots=True)
class Line:
    """What a line says, without the blanks around it, and where that stands. Nobody changes one."""

    string: str
    start: int
    end: int


def split_lines(string: str, start: int = 0, end: int | None = None) -> list[Line]:
    """The lines of `string[start:end]` that are not blank."""
    lines = []
    position = start
    for piece in string[start:end].split("\n"):
        inner = piece.strip(BLANK)
        if inner:
            begin = position + len(piece) - len(piece.lstrip(BLANK))
            lines.append(Line(inner, begin, begin + len(inner)))
        position += len(piece) + 1
    return lines
