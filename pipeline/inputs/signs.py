"""Signs that copying left for others: codes of radicals for characters (⼈⺠ for 人民), of symbol fonts for symbols and
of other forms (marks set upright, digits in a keycap) for the usual ones, blanks of the web for blanks, references that
a page escaped twice (&ldquo; to be read) for what they mean.

A reading goes in, the same with these undone comes out; signs that are not seen (which way to read, which form of a
character to draw) are taken out. What was lost before the file was saved (U+FFFD, 锟斤拷, question marks in
place of most characters) is told of, so is what has no meaning outside of one font or machine (private use).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from html import unescape

from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.rules import load_rules
from pipeline.model.diagnostic import Diagnostic, carry_over
from pipeline.model.reading import Reading
from pipeline.model.text import Edit, Span, Text

_LOST = compile_pattern("\ufffd+|(?:锟斤拷){1,200}")
_MARKS = compile_pattern(r"\?{1,4000}")
_FEWEST_MARKS, _MOST_MARKS = 10, 0.3
"""How many question marks, and what share of the text, were characters."""
_TOLD = frozenset({"misread-bytes", "undecodable-bytes"})
_SYMBOLS = {0x52: "☑", 0x54: "☒", 0xA8: "□", 0xFE: "☑", 0xFC: "✓", 0xFB: "✗", 0x6C: "●", 0x6E: "■", 0x6F: "□",
            0x71: "□", 0x75: "◆", 0xD8: "➢", 0xB7: "·"}  # fmt: skip
"""Characters of the Wingdings and Symbol fonts that forms use, by their code without the private-use offset."""
_SET_UPRIGHT = dict(
    zip(
        "︐︑︒︓︔︕︖︗︘︙︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹐﹑﹔﹕﹖﹗",
        "，、。：；！？〖〗…（）｛｝〔〕【】《》〈〉「」『』，、；：？！",
        strict=True,
    )
)
"""Marks as they are set in columns, and small ones."""
_OWN_USE = compile_pattern("[\ue000-\uf8ff]")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_FORMS = (
    "\u2e80-\u2fdf\uf020-\uf0ff\uf900-\ufad9\ufe10-\ufe19\ufe35-\ufe44\ufe50-\ufe57\uff61-\uff64\U0001d7ce-\U0001d7ff"
    "\U0002f800-\U0002fa1d"
)
_BLANKS = "\xa0\u2000-\u200a\u202f\u205f\u2800\u3164\uffa0"
_UNSEEN = (
    "\xad\u034f\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufffc\ufffe\uffff\u0332\u0333"
    "\U000e0000-\U000e0fff"
)
_SIGN = compile_pattern(
    f"[{_FORMS}]|(?P<keycap>[0-9]\ufe0f?\u20e3)|(?P<reference>&(?:nbsp|e[mn]sp|[lr][ds]quo|middot|mdash|hellip);)"
    f"|(?P<blank>[{_BLANKS}])|(?P<unseen>[{_UNSEEN}]++)"
)
_OF_SIGN = re.compile(f"[{_FORMS}{_BLANKS}{_UNSEEN}\u20e3&]")
"""One of these stands in every sign, at most two characters behind its beginning. `re` looks up what `regex` compares
one by one, and most texts hold none."""


def fold_signs(reading: Reading) -> Reading:
    """The reading with plain characters and blanks; a remark where characters were lost before the file was saved."""
    text = reading.text
    if edits := list(_find(text.string)):
        text = text.edit(edits)
    told = (*carry_over(reading.diagnostics, reading.text, text), *_report_own_use(text))
    folded = replace(reading, text=text, diagnostics=told)
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


def _report_own_use(text: Text) -> Iterator[Diagnostic]:
    places = [match.span() for match in _OWN_USE.finditer(text.string)]
    if places:
        message = f"{len(places)} characters are for private use, and mean nothing outside of their font; first here."
        place = text.quote(Span(*places[0]))
        yield Diagnostic(code="private-use", severity="warning", message=message, place=place)


def raise_digits(string: str) -> str:
    """A number that is set above the line, in characters that are: 10⁴, not 104."""
    return string.translate(_RAISED) if string.strip().isdecimal() else string


def symbol_of(sign: str) -> str:
    """The character that a code of the symbol fonts (Wingdings) stands for; what is no such code stays."""
    return _SYMBOLS.get(ord(sign) - 0xF000, sign)


def character_of(sign: str) -> str:
    """The character that a radical's code or another form of it stands for; what is no such code stays."""
    return _characters().get(sign, sign)


def _find(string: str) -> Iterator[Edit]:
    first = _OF_SIGN.search(string)
    if first is None:
        return
    for match in _SIGN.finditer(string, max(0, first.start() - 2)):
        if match["reference"]:
            yield Edit(Span(*match.span()), unescape(match[0]).replace("\xa0", " "), "entity")
        elif match["blank"]:
            yield Edit(Span(*match.span()), " ", "blank", aligned=True)
        elif match["unseen"]:
            yield Edit(Span(*match.span()), "", "zero-width")
        elif match["keycap"]:
            yield Edit(Span(*match.span()), "⓪①②③④⑤⑥⑦⑧⑨"[int(match[0][0])], "keycap")
        elif (character := symbol_of(match[0])) != match[0]:
            yield Edit(Span(*match.span()), character, "symbol-code", aligned=True)
        elif (character := character_of(match[0])) != match[0]:
            rule = "radical-code" if match[0] < "\u2fe0" else "compatibility-form"
            yield Edit(Span(*match.span()), character, rule, aligned=True)


@lru_cache(maxsize=1)
def _characters() -> dict[str, str]:
    codes = (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFADA), *range(0xFF61, 0xFF65), *range(0x1D7CE, 0x1D800),
             *range(0x2F800, 0x2FA1E))  # fmt: skip
    plain = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in codes}
    return plain | _SET_UPRIGHT | {pair[0]: pair[1] for pair in load_rules("layout").words["radicals"]}
