"""Finds lines that stand between the paragraphs and are none of the notice: lines go in, edits that take them out come.

Assumptions: 1. a number between dashes or with 页 is that of a page, a bare one only where such numbers count on, with
a page's text between them; 2. a paragraph that does not end before such a line goes on behind it; 3. a paragraph that
stands twice, one below the other, is meant once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from pipeline.lexicon.rules import load_rules
from pipeline.model.lines import Line
from pipeline.model.text import Edit, Span, Text

_DIGITS = regex.compile("[0-9０-９]{1,4}")
_LONGEST_NUMBER, _LONGEST_SITE_LINE = 24, 60
_SHORTEST_PAGE, _FEWEST_BARE = 150, 3
_SHORTEST_REPEATED, _SHORTEST_CUT = 30, 16
_ENDS = "。！？；：!?;:）)》”"


def find_between(text: Text, lines: Sequence[Line]) -> Iterator[Edit]:
    """An edit for each line that is left out; where it cut a paragraph in two, the halves are joined."""
    left_out = dict.fromkeys(_page_numbers(lines), "page-number")
    left_out |= {index: "site-line" for index, line in enumerate(lines) if _is_site_line(line.string)}
    for index, line in enumerate(lines):
        if index and line.string == lines[index - 1].string and _says_enough(line.string):
            left_out[index] = "repeated-paragraph"
    if not left_out:
        return
    kept = [index for index in range(len(lines)) if index not in left_out]
    for first, last in zip([-1, *kept], [*kept, len(lines)], strict=True):
        if last - first > 1:
            yield _leave_out(text, lines, first, last, left_out[first + 1])


def _leave_out(text: Text, lines: Sequence[Line], first: int, last: int, rule: str) -> Edit:
    """The edit that takes out what stands between two lines of the notice."""
    if first < 0 or last == len(lines):
        start = 0 if first < 0 else lines[first].end
        return Edit(Span(start, lines[last].start if last < len(lines) else len(text)), "", rule)
    above, below = lines[first], lines[last]
    return Edit(Span(above.end, below.start), "" if _is_cut(above, below, rule) else "\n", rule)


def _page_numbers(lines: Sequence[Line]) -> Iterator[int]:
    rules = load_rules("layout")
    bare: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        string = line.string
        if len(string) > _LONGEST_NUMBER or not (digits := _DIGITS.search(string)):
            continue
        if not rules["page_number"].match(string):
            continue
        if rules["page_number_sure"].match(string):
            yield index
        elif string == digits[0]:
            bare.append((index, int(digits[0])))
    run: list[int] = []
    for place, (index, number) in enumerate(bare):
        following = bare[place + 1] if place + 1 < len(bare) else None
        run.append(index)
        if following and following[1] == number + 1 and _far(lines, index, following[0]):
            continue
        if len(run) >= _FEWEST_BARE:
            yield from run
        run = []


def _far(lines: Sequence[Line], first: int, second: int) -> bool:
    return lines[second].start - lines[first].end >= _SHORTEST_PAGE


def _says_enough(string: str) -> bool:
    """Whether a line would not stand twice by right: a long one, or the date of issue."""
    return len(string) >= _SHORTEST_REPEATED or load_rules("header")["date_line"].match(string) is not None


def _is_site_line(string: str) -> bool:
    return len(string) <= _LONGEST_SITE_LINE and load_rules("restore")["site_line"].match(string) is not None


def _is_cut(above: Line, below: Line, rule: str) -> bool:
    """Whether what stands between cut a paragraph in two."""
    if rule == "repeated-paragraph" or len(above.string) < _SHORTEST_CUT or above.string[-1] in _ENDS:
        return False
    if load_rules("header")["marked_line"].match(below.string) or load_rules("header")["annex_titled"].match(
        below.string
    ):
        return False
    commas = any(mark in above.string for mark in "，、；。,")
    return commas and below.string[-1] in _ENDS
