"""Unfolds punctuation that a mirror folded to half width: text in, text with full-width marks out.

Assumptions: 1. a mirror folds all marks of a text, so a text with one full-width comma, bracket or colon is not
folded; 2. a folded mark has a Chinese character or mark beside it; 3. both brackets of a pair are folded alike; 4.
digits, times, Latin text and addresses of the web have their own half-width marks.
"""

from __future__ import annotations

import re

from pipeline.lexicon.patterns import compile_pattern
from pipeline.model.text import Edit, Span, Text
from pipeline.stages.restore.annotations import SWALLOWED
from pipeline.stages.restore.gbk import FOLDED, UNFOLDED

_WIDE = re.compile(f"[{''.join(map(chr, FOLDED))}]")
_CHINESE = "㐀-鿿、。《》〈〉“”‘’〔〕【】「」〇…％"
"""Sets of so many characters are made in a tenth of the time by `regex`; `re` makes a table of all characters first."""
_SHOWS = compile_pattern(f"[{_CHINESE}],[{_CHINESE}]")
_MARK = compile_pattern(
    f"(?<=[{_CHINESE})])(?!{SWALLOWED.pattern})[,:;!?)](?!/)|(?!{SWALLOWED.pattern})[,:;!?(](?=[{_CHINESE}])"
)
_BRACKETS = re.compile(r"[(（]([^()（）\n]*)[)）]")
_BESIDE = compile_pattern(f"[{_CHINESE}]")
_LEAST = 2
"""Half-width commas between Chinese characters that show the folding; one may be a slip."""


def is_folded(raw: str, mended: str, damaged: bool) -> bool:
    """Whether the raw text has no full-width marks, and the mended one half-width ones where Chinese has wide ones.

    In a text damaged otherwise one mark is enough.
    """
    if _WIDE.search(raw):
        return False
    least = 1 if damaged else _LEAST
    shown = (_MARK if damaged else _SHOWS).finditer(mended)
    return sum(1 for _ in zip(range(least), shown, strict=False)) == least


def unfold(text: Text) -> Text:
    """The text with its folded marks in full width again."""
    string = text.string
    places = {m.start() for m in _MARK.finditer(string)}
    for pair in _BRACKETS.finditer(string):
        start, end = pair.span()
        around = string[max(0, start - 1) : start] + pair[1] + string[end : end + 1]
        if _BESIDE.search(around):
            places |= {i for i in (start, end - 1) if string[i] in UNFOLDED}
    return text.edit(
        Edit(Span(i, i + 1), UNFOLDED[string[i]], "folded-punctuation", aligned=True) for i in sorted(places)
    )
