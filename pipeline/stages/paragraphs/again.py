"""Finds a notice that a page says twice, one below the other: lines go in, the edit that takes the second out comes.

Assumption: what stands at the end, several lines with whole sentences, and stands above just so, is meant once; forms
and signatures may come again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model.lines import Line
from pipeline.model.text import Edit, Span, Text

_FEWEST, _LEAST, _SENTENCE = 3, 100, 30


def find_again(text: Text, lines: Sequence[Line]) -> Iterator[Edit]:
    """The edit that leaves out the end of the text where that stands above already."""
    if len(lines) < 2 * _FEWEST:
        return
    end = len(lines) - 1
    last = next((i for i in range(end - 1, -1, -1) if lines[i].string == lines[end].string), None)
    if last is None:
        return
    length = 0
    while length <= last and lines[last - length].string == lines[end - length].string and end - length > last:
        length += 1
    block = [line.string for line in lines[end - length + 1 :]]
    sentences = [string for string in block if len(string) >= _SENTENCE and string[-1] in "。；"]
    if length >= _FEWEST and len(sentences) > 1 and sum(map(len, block)) >= _LEAST:
        yield Edit(Span(lines[end - length].end, len(text)), "", "repeated-paragraph", "likely")
