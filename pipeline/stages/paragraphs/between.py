"""Finds lines that stand between the paragraphs and are none of the notice: lines go in, edits that take them out come.

Assumptions: 1. a number between dashes or with 页 is that of a page, a bare one only where such numbers count on, with
a page's text before each; 2. a paragraph that does not end before such a line goes on behind it, but one that is a
label and its value only where a word is cut; 3. a sentence, a title or a date of issue that stands twice, one below
the other, is meant once, a form's line is not; 4. an address alone on a line is a site's own where no text leads to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.rules import load_rules
from pipeline.model.lines import Line
from pipeline.model.text import Edit, Span, Text
from pipeline.stages.paragraphs.parted import parts_word

_DIGITS = compile_pattern("[0-9０-９]{1,4}")
_LONGEST_NUMBER, _LONGEST_SITE_LINE = 24, 60
_LINE_OF_PAGE, _SHORTEST_PAGE, _FEWEST_BARE = 28, 12, 3
"""Characters of a line, lines of a page, pages."""
_SHORTEST_REPEATED, _SHORTEST_CUT = 30, 16
_TOP = 12
_ENDS = "。！？；：!?;:）)》”"
_LABELLED = compile_pattern(r"[\p{Han}]{2,8}[：:]")
_ADDRESS = compile_pattern(r"[（(\[【]?\s{0,2}(?:https?://|www\.)[^\s/）)]{3,40}")
_LEADS_TO_ADDRESS = compile_pattern("[网址链接载录入]")


def find_between(text: Text, lines: Sequence[Line]) -> Iterator[Edit]:
    """An edit for each line that is left out; where it cut a paragraph in two, the halves are joined."""
    left_out = dict.fromkeys(_page_numbers(lines), "page-number")
    left_out |= dict.fromkeys(_site_lines(lines), "site-line")
    for index, line in enumerate(lines):
        if index and line.string == lines[index - 1].string and _is_meant_once(lines, index):
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
        return Edit(Span(start, lines[last].start if last < len(lines) else len(text)), "", rule, "likely")
    above, below = lines[first], lines[last]
    return Edit(Span(above.end, below.start), "" if _is_cut(above, below, rule) else "\n", rule, "likely")


def _page_numbers(lines: Sequence[Line]) -> Iterator[int]:
    rules = load_rules("layout")
    bare: list[tuple[int, int, int]] = []
    above = 0
    for index, line in enumerate(lines):
        string = line.string
        above += -(-len(string) // _LINE_OF_PAGE)
        if len(string) > _LONGEST_NUMBER or not (digits := _DIGITS.search(string)):
            continue
        if not rules["page_number"].match(string):
            continue
        if rules["page_number_sure"].match(string):
            yield index
        elif string == digits[0]:
            bare.append((index, int(digits[0]), above))
    yield from _counting_on(bare)


def _counting_on(bare: Sequence[tuple[int, int, int]]) -> Iterator[int]:
    """The bare numbers that count on with a page above each: (index, number, lines of a page above it)."""
    run: list[int] = []
    last, before, broken = -2, 0, False
    for index, number, above in [*bare, (0, -1, 0)]:
        if number != last + 1:
            if len(run) >= _FEWEST_BARE:
                yield from run
            run = []
            broken = above - before < _SHORTEST_PAGE
        broken = broken or above - before < _SHORTEST_PAGE
        if not broken:
            run.append(index)
        last, before = number, above


def _is_meant_once(lines: Sequence[Line], index: int) -> bool:
    """Whether a line would not stand twice by right: a sentence, a title, or the date of issue."""
    string = lines[index].string
    if load_rules("header")["date_line"].match(string):
        return index < 2 or not _LABELLED.match(lines[index - 2].string)
    if len(string) < _SHORTEST_REPEATED:
        return False
    numbered = load_rules("layout")["list_marker"].match(string) is not None
    return numbered or string[-1] in "。；" or (index < _TOP and "关于" in string)


def _site_lines(lines: Sequence[Line]) -> Iterator[int]:
    rule = load_rules("restore")["site_line"]
    found = [i for i, line in enumerate(lines) if len(line.string) <= _LONGEST_SITE_LINE and rule.match(line.string)]
    hosts = [address[0] if (address := _ADDRESS.match(lines[index].string)) else None for index in found]
    for index, host in zip(found, hosts, strict=True):
        above = lines[index - 1].string if index else "。"
        if host is None or hosts.count(host) > 1 or (above[-1] == "。" and not _LEADS_TO_ADDRESS.search(above)):
            yield index


def _is_cut(above: Line, below: Line, rule: str) -> bool:
    """Whether what stands between cut a paragraph in two."""
    if rule == "repeated-paragraph" or len(above.string) < _SHORTEST_CUT or above.string[-1] in _ENDS:
        return False
    if _LABELLED.match(above.string) and not parts_word(above.string, below.string):
        return False
    if load_rules("header")["marked_line"].match(below.string) or load_rules("header")["annex_titled"].match(
        below.string
    ):
        return False
    commas = any(mark in above.string for mark in "，、；。,")
    return commas and below.string[-1] in _ENDS
