"""Joins paragraphs that a copy cut in two at single places: lines go in, edits that take the line ends out come.

Assumption: a long line with commas that ends on a comma, within a word, or on a word that must go on (现将, 降到) is no
paragraph where the next line, without a marker, ends a sentence. Several lines that end on commas are verses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.rules import load_rules
from pipeline.model.lines import Line
from pipeline.model.text import Edit, Span, Text
from pipeline.stages.paragraphs.parted import parts_word

_SHORTEST, _COMMAS = 24, compile_pattern("[，、；]")
_OPEN = compile_pattern(r"(?:[，、]|现将|(?<=\p{Han}{2})[将的和与及到在为以对把从由向按])$")
_ENDS = compile_pattern("[。；]")
_NUMBER = compile_pattern(r"(?<=[\p{Han}，、])\s?[-—–－]\s?[0-9]{1,3}\s?[-—–－]$")
_STOPS = "。；：！？:;!?"
_BELOW = ("date_line", "note", "copies_to", "annex_titled", "annex_label", "addressees_line", "organ_line", "label")


def find_cut(text: Text, lines: Sequence[Line]) -> Iterator[Edit]:
    """An edit for each line end within a sentence."""
    verse = False
    for above, below in pairwise(lines):
        if (number := _NUMBER.search(above.string)) and _goes_on_behind(above.string[: number.start()], below):
            yield Edit(Span(above.start + number.start(), below.start), "", "page-number", "likely")
            continue
        last = above.string[-1]
        if len(above.string) >= _SHORTEST and last not in _STOPS and not verse and _goes_on(above, below):
            yield Edit(Span(above.end, below.start), "", "cut-paragraph", "likely")
        verse = last in "，、"


def _goes_on_behind(above: str, below: Line) -> bool:
    """Whether a paragraph goes on behind the number of a page, which a copy glued to its last line there."""
    if len(above) < _SHORTEST or not _ENDS.search(below.string) or not below.string[0].isalnum():
        return False
    return not any(load_rules("header")[name].match(below.string) for name in ("marked_line", *_BELOW))


def _goes_on(above: Line, below: Line) -> bool:
    if not _COMMAS.search(above.string) or not _ENDS.search(below.string):
        return False
    if not below.string[0].isalnum() and below.string[0] not in "《“（":
        return False
    if load_rules("layout")["list_marker"].match(below.string) or "\t" in above.string + below.string:
        return False
    if any(load_rules("header")[name].match(below.string) for name in _BELOW):
        return False
    return _OPEN.search(above.string) is not None or (
        above.string[-1].isalpha() and parts_word(above.string, below.string)
    )
