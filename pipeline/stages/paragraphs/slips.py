"""Mends what a copy doubled or set apart within lines: lines go in, edits come out.

Assumptions: 1. of marks that stand side by side one is meant, the one that ends more; three stops are an ellipsis;
2. blanks between Chinese characters of sentences are damage where they come again and again; one may be meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from pipeline.model.lines import Line
from pipeline.model.text import Edit, Span, Text

_MARKS = regex.compile("[。，、；：]{2,6}")
_BY_STRENGTH = "。；：、，"
_BLANK = regex.compile(r"(?<=\p{Han})[ \u3000]{1,2}(?=\p{Han})")
_MARKER = regex.compile(r"(?:第\s?[〇零一二三四五六七八九十百0-9]{1,7}\s?[编章节条款]|[一二三四五六七八九十]{1,3}) ?$")
_SENTENCE = regex.compile("[，。；]")
_SHORTEST_SENTENCE, _LONGEST_MARKER = 20, 12
_FEWEST_BLANKS, _FEWEST_LINES, _LEAST_SHARE = 5, 3, 0.01


def find_slips(text: Text, lines: Sequence[Line]) -> Iterator[Edit]:
    """An edit for each run of marks, and for each blank where the text is full of them."""
    for run in _MARKS.finditer(text.string):
        mark = next(mark for mark in _BY_STRENGTH if mark in run[0])
        if run[0].count("。") < 3:
            yield Edit(Span(*run.span()), mark, "doubled-mark", "likely")
    yield from _blanks(lines)


def _blanks(lines: Sequence[Line]) -> Iterator[Edit]:
    found: list[Span] = []
    characters = within = 0
    for line in lines:
        if len(line.string) < _SHORTEST_SENTENCE or not _SENTENCE.search(line.string):
            continue
        characters += len(line.string)
        if " " not in line.string and "\u3000" not in line.string:
            continue
        before = len(found)
        found += (
            Span(line.start + blank.start(), line.start + blank.end())
            for blank in _BLANK.finditer(line.string)
            if blank.start() > _LONGEST_MARKER or not _MARKER.match(line.string[: blank.start()])
        )
        within += len(found) > before
    if len(found) >= max(_FEWEST_BLANKS, _LEAST_SHARE * characters) and within >= _FEWEST_LINES:
        yield from (Edit(span, "", "blank-between") for span in found)
