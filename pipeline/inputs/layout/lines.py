"""Gathers characters into lines of text: glyphs in, lines from top to bottom out.

1. Characters whose baselines lie less than half their size apart stand on one line (raised notes, mixed fonts).
2. The same sign drawn twice in nearly the same place is one sign (bold type made by overprinting).
3. A gap between signs is a space where the letters are Latin, or where it is wider than half a character; two spaces
   where two characters would fit in it. In a line set wide, what all gaps have in common is no space.
4. A digit that is small and raised is one (10⁴, a note): it is none of the number before it.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from statistics import median

from pipeline.inputs.layout.page import Glyph, Line
from pipeline.inputs.signs import raise_digits
from pipeline.lexicon.patterns import compile_pattern

_LATIN = compile_pattern(r"[A-Za-z0-9\p{Latin}\p{Greek}\p{Cyrillic}]")
SAME_LINE = 0.5
LARGER = 1.3
"""From here on a sign gives the line its baseline: what came first was a raised note."""
SAME_PLACE = 0.2
LATIN_SPACE = 0.15
SPACE = 0.5
TRUE_SPACE = 0.15
"""A space character counts from this width on; narrower ones are traces of the typesetter."""
RAISED = 0.8
WIDE = 1.9
SET_WIDE = 0.25


def find_lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines, from top to bottom; blank ones are left out."""
    lines = []
    for group in _group_by_baseline(glyphs):
        signs = _drop_overprint(sorted(group, key=lambda g: g.left))
        visible = tuple(g for g in signs if not g.sign.isspace())
        if visible:
            lines.append(Line(visible, _write(signs, visible)))
    return lines


def _group_by_baseline(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    groups: list[list[Glyph]] = []
    base = size = 0.0
    for glyph in sorted(glyphs, key=lambda g: -g.base):
        if not groups or base - glyph.base > SAME_LINE * max(size, glyph.size):
            groups.append([glyph])
            base, size = glyph.base, glyph.size
            continue
        groups[-1].append(glyph)
        if glyph.size > LARGER * size:
            base, size = glyph.base, glyph.size
    return groups


def _drop_overprint(glyphs: list[Glyph]) -> list[Glyph]:
    kept: list[Glyph] = []
    for glyph in glyphs:
        near = (k for k in kept[-3:] if k.sign == glyph.sign)
        if not any(glyph.left - k.left < SAME_PLACE * glyph.size for k in near):
            kept.append(glyph)
    return kept


def _write(signs: list[Glyph], visible: tuple[Glyph, ...]) -> str:
    spread = _spread(visible)
    parts: list[str] = []
    previous: Glyph | None = None
    level: Glyph | None = None
    spaced = False
    for glyph in signs:
        if glyph.sign.isspace():
            spaced = True
            continue
        if previous is not None:
            parts.append(_space(previous, glyph, spread, spaced))
        if level is not None and _is_raised(glyph, level):
            parts.append(raise_digits(glyph.sign))
        else:
            parts.append(glyph.sign)
            level = glyph
        previous, spaced = glyph, False
    return "".join(parts)


def _is_raised(glyph: Glyph, level: Glyph) -> bool:
    """Whether a sign is small and above the line of the one before: 10⁴."""
    return glyph.size <= RAISED * level.size and glyph.base > level.base + (1 - RAISED) * level.size


def _spread(glyphs: tuple[Glyph, ...]) -> float:
    if len(glyphs) < 4:
        return 0.0
    gaps = [b.left - a.right for a, b in pairwise(glyphs)]
    usual = median(gaps)
    return usual if usual > SET_WIDE * glyphs[0].size else 0.0


def _space(previous: Glyph, glyph: Glyph, spread: float, spaced: bool) -> str:
    em = min(previous.size, glyph.size)
    gap = glyph.left - previous.right
    if gap - spread > WIDE * em:
        return "  "
    if spaced:
        return " " if gap > TRUE_SPACE * em else ""
    latin = _LATIN.match(previous.sign) and _LATIN.match(glyph.sign)
    return " " if gap - spread > (LATIN_SPACE if latin else SPACE) * em else ""
