"""Makes a text from the stretches of a source that are kept: stretches in, Text out, all between them edits.

Between two characters that are kept there is at most one edit, whatever stood there: `paragraph` or `cell` at the
beginning of a line or cell, `left-out` where lines were passed over, `white-space`, `zero-width` or `markup` within a
line; a character written as `entity` has an edit of its own. Assumptions: 1. a run of white space says no more than
one space of its kind; 2. a line end between two Chinese characters is none of the text's (Word saves pages so).
"""

from __future__ import annotations

import html
import re

from pipeline.model.text import Edit, Source, SourceSpan, Span, Text

_BLANK_ENTITY = (
    "&(?:nbsp|ensp|emsp|thinsp|hairsp|zwnj|zwj|shy|#160|#819[45]|#12288|#[xX](?:[aA]0|3000))(?![0-9A-Za-z]);?"
)
_WIDTHLESS = "\u200b-\u200f\u2060\ufeff\xad"
_SPECIAL = re.compile(
    f"(?=[\\s{_WIDTHLESS}\x00-\x1f\x7f&])(?:"  # what any begins with, so that they are tried there only
    f"(?P<blank>(?:[\\s{_WIDTHLESS}\x00-\x1f\x7f]++|{_BLANK_ENTITY})++)"
    "|(?P<entity>&(?:#\\d{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});?))"
)
_NO_SPACE = re.compile(f"(?:[{_WIDTHLESS}\x00-\x08\x0e-\x1b\x7f]++|&(?:zwnj|zwj|shy);?)++")
_WIDE = re.compile("[\u3000\u2003]|&(?:emsp|#8195|#12288|#[xX]3000)")
_ENDLESS = re.compile("&#[0-9]{4000,}")
_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u2018-\u201d]")


def unescape(string: str) -> str:
    """Characters for entities; a number too long for Python to read is that of no character."""
    try:
        return html.unescape(string)
    except ValueError:
        return html.unescape(_ENDLESS.sub("&#1114112", string))


class Excerpt:
    """Notes what is kept, in order; `finish` makes the text."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._edits: list[Edit] = []
        self.position = 0
        self.blank = ""
        self._joint = ""
        self._number = ""
        self._skipped = False
        self.at_line_start = True
        self._last = ""
        self._line_first = 0

    def begin(self, joint: str, skipped: bool, number: str) -> None:
        """A line begins, after lines that were left out or none; the browser puts `number` before it."""
        self._joint, self._skipped, self._number = joint, skipped, number
        self.at_line_start, self.blank = True, ""

    def keep_text(self, start: int, end: int) -> None:
        """The stretch without its white space, of which one space is kept between characters, and with characters
        for entities."""
        position = start
        for match in _SPECIAL.finditer(self.source, start, end):
            if match.start() > position:
                self.keep(position, match.start())
            position = match.end()
            if match.lastgroup == "blank":
                self.blank += match[0]
            else:
                self.keep_entity(*match.span())
        if end > position:
            self.keep(position, end)

    def keep(self, start: int, end: int) -> None:
        """The stretch of the source as it is."""
        self._fill(start, self.source[start])
        self.position, self._last = end, self.source[end - 1]

    def keep_entity(self, start: int, end: int) -> None:
        """The characters that an entity stands for; an ampersand that begins none stays as it is."""
        self.keep_as(start, end, unescape(self.source[start:end]), "entity")

    def keep_as(self, start: int, end: int, characters: str, rule: str) -> None:
        """The stretch of the source as other characters."""
        self._fill(start, characters[:1])
        if characters != self.source[start:end]:
            self._edits.append(Edit(Span(start, end), characters, rule))
        self.position, self._last = end, characters[-1:]

    def line_span(self) -> SourceSpan:
        """The place of what was kept since the line began."""
        return SourceSpan(self._line_first, self.position)

    def finish(self, skipped: bool) -> Text:
        if self.position < len(self.source):
            self._edit(len(self.source), "", "left-out" if skipped else "markup")
        return Text.of(Source(self.source)).edit(self._edits)

    def _fill(self, start: int, following: str) -> None:
        """The edit between what was kept last and what comes at `start`."""
        if self.at_line_start:
            self._line_first = start
            rule = "left-out" if self._skipped else "cell" if self._joint[:1] in ("\t", " ") else "paragraph"
            self._edit(start, self._joint, rule if self._joint or self._skipped else "markup")
            if self._number:
                self._edits.append(Edit(Span(start, start), self._number, "list-number"))
        elif self.blank or start > self.position:
            space = self._space(following)
            self._edit(start, space, self._inner_rule(start))
        self.at_line_start, self.blank, self._number = False, "", ""

    def _inner_rule(self, start: int) -> str:
        if start - self.position > len(self.blank):
            return "markup"
        return "zero-width" if _NO_SPACE.fullmatch(self.blank) else "white-space"

    def _space(self, following: str) -> str:
        """What the white space since the last character comes to."""
        if not self.blank or _NO_SPACE.fullmatch(self.blank):
            return ""
        if _WIDE.search(self.blank):
            return "\u3000"
        wrapped = "\n" in self.blank and (_HAN.match(following) or _HAN.match(self._last))
        return "" if wrapped else " "

    def _edit(self, end: int, after: str, rule: str) -> None:
        if self.source[self.position : end] != after:
            self._edits.append(Edit(Span(self.position, end), after, rule))
