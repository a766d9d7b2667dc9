"""Unfolds punctuation that a mirror folded to half width: text in, text with full-width marks out.

Assumptions: 1. a mirror folds all marks of a text, so a text with one full-width comma, bracket or colon is not
folded; 2. a folded mark has a Chinese character or mark beside it; 3. both brackets of a pair are folded alike; 4.
digits, times, Latin text and addresses of the web have their own half-width marks.
"""

from __future__ import annotations

import re

from pipeline.model.text import Edit, Span, Text
from pipeline.stages.restore.gbk import FOLDED, UNFOLDED

_WIDE = re.compile(f"[{''.join(map(chr, FOLDED))}]")
_CHINESE = "㐀-鿿、。《》〈〉“”‘’〔〕【】「」〇…％"
_SHOWS = re.compile(f"[{_CHINESE}],[{_CHINESE}]")
_MARK = re.compile(f"(?<=[{_CHINESE})])[,:;!?](?![/])|[,:;!?](?=[{_CHINESE}(])")
_BRACKETS = re.compile(r"\(([^()\n]*)\)")
_BESIDE = re.compile(f"[{_CHINESE},;:]")
_LEAST = 2
"""Half-width commas between Chinese characters that show the folding; one may be a slip."""


def is_folded(string: str) -> bool:
    """Whether the text has half-width marks where Chinese has full-width ones, and only those."""
    if _WIDE.search(string):
        return False
    shown = _SHOWS.finditer(string)
    return sum(1 for _ in zip(range(_LEAST), shown, strict=False)) == _LEAST


def unfold(text: Text) -> Text:
    """The text with its folded marks in full width again."""
    string = text.string
    places = {m.start() for m in _MARK.finditer(string)}
    for pair in _BRACKETS.finditer(string):
        start, end = pair.span()
        around = string[max(0, start - 1) : start] + pair[1] + string[end : end + 1]
        if _BESIDE.search(around):
            places |= {start, end - 1}
    return text.edit(
        Edit(Span(i, i + 1), UNFOLDED[string[i]], "folded-punctuation", aligned=True) for i in sorted(places)
    )
