"""Puts back blanks that a copy saved as question marks: text in, the text with blanks in their place out.

Pages indent and pad with no-break spaces, which GBK does not have: `2022年12月12日??????`. Assumptions: 1. question
marks that open a line, or close one that asks nothing, two or more of them, or that are a line were blanks; 2. so
were four or more within a line of a text that a mirror damaged, or three beside a blank, letter or digit (between
two characters they are what is left of these); in another text three lines or three marks show it, four within a
line; 3. a text that is question marks in good part lost its characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.lexicon.patterns import compile_pattern
from pipeline.model.text import Edit, Span, Text

_AT_EDGE = compile_pattern(
    r"(?<![^\n])(?:(?P<opens>\?{2,40})(?=[^\n?])(?!\w{1,8}\))|(?P<alone>\?{1,40})(?=\n|$))"
    r"|(?P<closes>\?{2,40})(?=[ \t]{0,8}(?:\n|$))"
)
_WITHIN = compile_pattern(
    r"(?<=[^\n?])(?:\?{4,40}|(?<![\p{Han}\p{P}]\?{0,2})\?{3}|\?{3}(?![\p{Han}\p{P}]))(?=[^\n?])(?![a-zà-ǜ]{1,8}\))"
)
_SURE = 4
_ASKS = re.compile("[什怎何谁誰吗嗎呢哪多几幾么麼否]|是不是")
_FEWEST, _LONG, _MOST = 3, 3, 0.3


def put_back_blanks(text: Text, damaged: bool) -> Text:
    """The text with a blank for each question mark that was one."""
    if not 0 < text.string.count("?") < _MOST * len(text):
        return text
    edges = list(_edges(text.string))
    within = [Span(*run.span()) for run in _WITHIN.finditer(text.string)]
    if not damaged:
        within = [span for span in within if span.end - span.start >= _SURE and not _asks(text.string, span.start)]
    if not damaged and len(edges) < _FEWEST and max((end - start for start, end in edges), default=0) < _LONG:
        edges = []
    if not edges and not within:
        return text
    found = edges + within
    return text.edit(
        [Edit(span, " " * (span.end - span.start), "lost-blank", "likely", aligned=True) for span in sorted(set(found))]
    )


def _edges(string: str) -> Iterator[Span]:
    """The runs at the edges of lines."""
    for run in _AT_EDGE.finditer(string):
        if run["opens"] or run["alone"] or not _asks(string, run.start()):
            yield Span(*run.span())


def _asks(string: str, end: int) -> bool:
    """Whether what stands before on the line asks something."""
    before = string[string.rfind("\n", 0, end) + 1 : end]
    return _ASKS.search(before) is not None
