"""Signs that copying left for others: codes of radicals for characters (⼈⺠ for 人民), blanks of the web for blanks.

A reading goes in, the same with these undone comes out; signs that are not seen (which way to read, which form of a
character to draw) are taken out. What was lost before the file was saved (U+FFFD, 锟斤拷, question marks in
place of most characters) is told of.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.rules import load_rules
from pipeline.model.diagnostic import Diagnostic, carry_over
from pipeline.model.reading import Reading
from pipeline.model.text import Edit, Span

_LOST = compile_pattern("\ufffd+|(?:锟斤拷){1,200}")
_MARKS = compile_pattern(r"\?{1,4000}")
_FEWEST_MARKS, _MOST_MARKS = 10, 0.3
"""How many question marks, and what share of the text, were characters."""
_TOLD = frozenset({"misread-bytes", "undecodable-bytes"})
_SIGN = compile_pattern(
    "[\u2e80-\u2fdf]|(?P<blank>[\xa0\u2000-\u200a\u202f\u205f])"
    "|(?P<unseen>[\xad\u034f\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]++)"
)


def fold_signs(reading: Reading) -> Reading:
    """The reading with plain characters and blanks; a remark where characters were lost before the file was saved."""
    text = reading.text
    if edits := list(_find(text.string)):
        text = text.edit(edits)
    folded = replace(reading, text=text, diagnostics=carry_over(reading.diagnostics, reading.text, text))
    string = folded.text.string
    marks = string.count("?")
    asked = marks >= _FEWEST_MARKS and marks >= _MOST_MARKS * len(string)
    lost = [match.span() for match in (_MARKS if asked else _LOST).finditer(string)]
    if not lost or any(remark.code in _TOLD for remark in reading.diagnostics):
        return folded
    message = f"Characters were lost before the file was saved: {len(lost)} places, first here."
    remark = Diagnostic(
        code="lost-characters", severity="warning", message=message, place=folded.text.quote(Span(*lost[0]))
    )
    return replace(folded, diagnostics=(*folded.diagnostics, remark))


def character_of(sign: str) -> str:
    """The character that a radical's code stands for; what is no such code stays."""
    return _characters().get(sign, sign)


def _find(string: str) -> Iterator[Edit]:
    for match in _SIGN.finditer(string):
        if match["blank"]:
            yield Edit(Span(*match.span()), " ", "blank", aligned=True)
        elif match["unseen"]:
            yield Edit(Span(*match.span()), "", "zero-width")
        elif (character := character_of(match[0])) != match[0]:
            yield Edit(Span(*match.span()), character, "radical-code", aligned=True)


@lru_cache(maxsize=1)
def _characters() -> dict[str, str]:
    kangxi = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    return kangxi | {pair[0]: pair[1] for pair in load_rules("layout").words["radicals"]}
