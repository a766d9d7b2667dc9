"""Tells a word that was parted: what stands before and behind a break goes in, whether one word goes on comes out.

Assumptions: 1. a writer ends lines and sets blanks between words, a machine between any two characters; 2. what cuts
a word of the dictionary, a number or a pair of brackets was no writer.
"""

from __future__ import annotations

from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.segment import cut_words

_BESIDE, _LONGEST = 8, 4
"""Characters that are cut beside a break, and of a word: longer ones are made of words (中共中央国务院)."""
_LAST = compile_pattern(rf"[\p{{Han}}]{{1,{_BESIDE}}}$|[0-9]$|[《〈（(“][^《》〈〉（）()“”。]{{0,30}}$")
_FIRST = compile_pattern(rf"[\p{{Han}}]{{1,{_BESIDE}}}|[0-9]|[，。；：、！？》〉）)”]")
_OPEN = "《〈（(“"
_INSIDE_BRACKETS = compile_pattern("[^《〈（(“。]{0,30}[》〉）)”]")


def parts_word(before: str, behind: str) -> bool:
    """Whether the break between the two stands within a word, a number or brackets, or before a mark that ends."""
    last, first = _LAST.search(before[-32:]), _FIRST.match(behind)
    if last is None:
        return False
    if last[0][0] in _OPEN:
        return _INSIDE_BRACKETS.match(behind) is not None
    if first is None:
        return False
    if not first[0][0].isalnum():
        return True
    if last[0].isdigit() or first[0].isdigit():
        return bool(last[0].isdigit() and first[0].isdigit())
    place = 0
    for word in cut_words(last[0] + first[0]):
        place += len(word)
        if place >= len(last[0]):
            return place > len(last[0]) and len(word) <= _LONGEST
    return False
