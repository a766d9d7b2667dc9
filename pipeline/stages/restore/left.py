"""Finds what is left of a mirror's damage: a text with its damage undone in, stretches that look like damage out.

Assumptions: 1. pinyin in brackets behind a character that is read so is a mirror's where the text shows a mirror, or
several everyday characters have it; 2. in a text that shows a mirror a question mark before pinyin, a letter, a mark
that frames tables, ends or parts a sentence, or another question mark has lost a byte; 3. half an annotation with its
tone (?děng) is damage in any text.
"""

from __future__ import annotations

import re
from operator import attrgetter

from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.readings import PINYIN, is_reading
from pipeline.model.text import Span
from pipeline.stages.restore.annotations import READING, TORN_APART, everyday, is_about_pinyin

_GLOSS = re.compile(rf"[(（]({READING}) ?[)）]")
_TONED = PINYIN.removeprefix("a-zɑɡ")
_BROKEN = compile_pattern(
    rf"\?\(?{READING}\)|(?<=[㐀-鿿▀-▟─-╿])[a-z]{{0,4}}[{_TONED}][a-z]{{0,4}}\)"
    rf"|{TORN_APART}|(?<=[㐀-鿿])\?(?:\?(?!\?)|[,，]?[@-~](?=[㐀-鿿])|[，。、：；,:;](?=[^\s?”’」』）)]))"
)
"""?xì) and ?(xì), the end of an annotation whose beginning is gone, 四川?。ㄗ罴眩┪拿, 本??, ?F將, and 工作?：Ψ治觯."""
_FEWEST_TOLD = 3
"""Everyday characters with pinyin that are worth a word, though they are too few to undo it."""
_HALF_ANNOTATION = compile_pattern(rf"(?<=[㐀-鿿])\?[a-z]{{0,4}}[{_TONED}][a-z]{{0,4}}\)")


def find_left(string: str, damaged: bool) -> tuple[Span, ...]:
    """Where the text still looks damaged, if it was or has half an annotation; else its pinyin, if there is much."""
    glosses = [m for m in _GLOSS.finditer(string) if m.start() and is_reading(string[m.start() - 1], m[1])]
    if damaged or _HALF_ANNOTATION.search(string):
        return tuple(sorted((Span(*m.span()) for m in (*glosses, *_BROKEN.finditer(string))), key=attrgetter("start")))
    glossed = {string[m.start() - 1] for m in glosses}
    if len(glossed & everyday()) < _FEWEST_TOLD or is_about_pinyin(string):
        return ()
    return tuple(Span(*m.span()) for m in glosses)
