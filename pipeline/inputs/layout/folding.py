"""Undoes typesetting in extracted text: glyph codes for characters, letter-spacing, leaders of contents entries.

Text in, Text out; each change is an edit with its rule, so that the source keeps what the carrier holds.
"""

from __future__ import annotations

from pipeline.inputs.signs import character_of
from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.rules import load_rules
from pipeline.model.text import Edit, Span, Text

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
_GUILLEMETS = {"«": "《", "»": "》"}
_SPACES = compile_pattern(r"[ \u3000\u00a0]+")
_GLYPH = compile_pattern(r"[\u2e80-\u2fdf«»ﬀ-ﬄ]")
_HAN = compile_pattern(r"\p{Han}")


def fold(text: Text) -> Text:
    """The text with all of these undone."""
    text = text.edit(_fold_glyphs(text.string))
    text = text.edit(_close_spacing(text.string))
    return text.edit(_thin_contents(text.string))


def _fold_glyphs(string: str) -> list[Edit]:
    edits = []
    for match in _GLYPH.finditer(string):
        sign, span = match[0], Span(match.start(), match.end())
        if sign in _LIGATURES:
            edits.append(Edit(span, _LIGATURES[sign], "ligature"))
        elif sign in _GUILLEMETS:
            if _HAN.search(string, max(0, span.start - 12), span.end + 12):
                edits.append(Edit(span, _GUILLEMETS[sign], "guillemets", aligned=True))
        elif (character := character_of(sign)) != sign:
            edits.append(Edit(span, character, "radical-code", aligned=True))
    return edits


def _close_spacing(string: str) -> list[Edit]:
    pattern = load_rules("layout")["letter_spaced"]
    return [
        Edit(Span(space.start(), space.end()), "", "letter-spacing")
        for line in pattern.finditer(string)
        for space in _SPACES.finditer(string, line.start(), line.end())
    ]


def _thin_contents(string: str) -> list[Edit]:
    pattern = load_rules("layout")["contents_leader"]
    return [Edit(Span(m.start(), m.end()), "", "contents") for m in pattern.finditer(string)]
