"""Joins lines that the width of a page broke: lines go in, edits that take their ends out come.

Assumptions: 1. the lines of a text so broken share a right edge, and hardly any reaches beyond it; 2. a line is full
where the first piece of the next would not have fitted; 3. a paragraph ends at a line that is not full, before a line
set in (or out, where all others are), before a blank line where not all are apart, and at a full line before a
numbered one; 4. lines of one length may be chance: of those that a machine broke, some part a word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.rules import load_rules
from pipeline.model.lines import Line
from pipeline.model.text import Edit, Span, Text
from pipeline.stages.paragraphs.parted import parts_word

Measure = Callable[[str], int]
_NARROW = compile_pattern(r"[\x20-\x7e]")
_BLANKS = " \t\xa0\u2002\u2003\u3000"
_NARROWEST, _SHORTEST, _LONGEST = 36, 9, 90
"""Half characters of a line that is no column; characters of a full one, far set in; of one that is none of a page."""
_SLACK, _HANGING = 4, 2
_ASKED, _LEAST_PARTED, _FEWEST_ENDS = 200, 0.15, 2
_FEWEST_FULL, _LEAST_OPEN, _MOST_BEYOND, _LEAST_SHARE = 4, 0.5, 0.02, 0.1
_OF_PAGE = 8
"""Lines that a site may have put around a text."""
_STOPS = "。！？；：!?;:"
_COMMAS = compile_pattern("[，、；。：,;:]")


@dataclass(slots=True)
class _Set:
    """A line as it is set: how wide with its indentation, how far in, whether a blank line stands above it.

    Nobody changes one.
    """

    line: Line
    width: int
    indent: int
    apart: bool


def find_wrapped(text: Text, lines: Sequence[Line]) -> Iterator[Edit]:
    """An edit for each line end that only the width of the page made."""
    if not _may_be_wrapped(lines):
        return
    found = [(measure, *_right_edge(text, lines, measure)) for measure in (_width, _length)]
    measure, laid, edge, sharp = max(found, key=lambda each: each[-1])
    if not sharp:
        return
    base, parted = _left_edge(laid, edge), _tells_by_blanks(laid)
    joined = [pair for pair in pairwise(laid) if _goes_on(*pair, edge, base, parted, measure)]
    if _are_chance(joined, edge):
        return
    for above, below in joined:
        latin = above.line.string[-1].isascii() and below.line.string[0].isascii()
        words = latin and above.line.string[-1].isalpha() and below.line.string[0].isalpha()
        yield Edit(Span(above.line.end, below.line.start), " " if words else "", "wrapped-line", "likely")


def _are_chance(joined: Sequence[tuple[_Set, _Set]], edge: int) -> bool:
    """Whether too few of the line ends part a word, and too few paragraphs end on a short line, for a machine's."""
    asked = joined[:_ASKED]
    found = sum(parts_word(above.line.string, below.line.string) for above, below in asked)
    if found >= max(1, _LEAST_PARTED * len(asked)):
        return False
    goes_on = {above.line.start for above, _ in asked}
    ends = sum(
        below.width < edge - 2 * _SLACK and below.line.string[-1] in _STOPS and below.line.start not in goes_on
        for above, below in asked
        if above.line.string[-1].isalnum()
    )
    return ends < max(_FEWEST_ENDS, len(asked) / 2)


def _width(string: str) -> int:
    return 2 * len(string) - len(_NARROW.findall(string))


def _length(string: str) -> int:
    """The width for a program that counts characters."""
    return 2 * len(string)


def _may_be_wrapped(lines: Sequence[Line]) -> bool:
    """A cheap look: enough lines that may be full, and hardly any longer than one of a page."""
    lengths = [len(line.string) for line in lines]
    full = len([length for length in lengths if length >= _SHORTEST])
    beyond = len([length for length in lengths if length > _LONGEST])
    return full >= max(_FEWEST_FULL, _LEAST_SHARE * len(lines)) and beyond <= _MOST_BEYOND * len(lines)


def _lay(text: Text, lines: Sequence[Line], index: int, measure: Measure) -> _Set:
    line, source = lines[index], text.source.string
    position = text.origin(Span(line.start, line.start + 1)).start
    begin = position
    while begin and source[begin - 1] in _BLANKS:
        begin -= 1
    indent = measure(source[begin:position]) if not begin or source[begin - 1] in "\n\r" else 0
    above = lines[index - 1].end if index else line.start
    return _Set(line, measure(line.string) + indent, indent, text.string.count("\n", above, line.start) > 1)


def _right_edge(text: Text, lines: Sequence[Line], measure: Measure) -> tuple[list[_Set], int, int]:
    """The lines as set, where the full ones end, and how many end just there: none where no edge shows."""
    laid = [_lay(text, lines, index, measure) for index in range(len(lines))]
    counts = Counter(item.width for item in laid if item.width >= _NARROWEST)
    for edge, sharp in counts.most_common(3):
        full = [i for i in laid if edge - _SLACK <= i.width <= edge + _HANGING and _COMMAS.search(i.line.string)]
        far = [item for item in laid if item.width > edge + _HANGING]
        most = _MOST_BEYOND * len(laid)
        beyond = len(far) if len(far) > most + _OF_PAGE else len([item for item in far if not _is_of_page(item.line)])
        broken = [item for item in full if item.line.string[-1] not in _STOPS]
        if len(full) < max(_FEWEST_FULL, _LEAST_SHARE * len(laid)) or beyond > most:
            continue
        if len(broken) >= _LEAST_OPEN * len(full):
            return laid, edge, sharp
    return laid, 0, 0


def _is_of_page(line: Line) -> bool:
    """作者：某网 时间：2024-07-22 来源：某网: what a site put there after the text was broken."""
    return any(load_rules("header")[name].match(line.string) for name in ("furniture", "label"))


def _left_edge(laid: Sequence[_Set], edge: int) -> int | None:
    """How far in the lines stand that go on with a paragraph; None where indentation tells nothing."""
    after = Counter(
        below.indent
        for above, below in pairwise(laid)
        if above.width >= edge - _SLACK and above.line.string[-1] not in _STOPS
    )
    begins = Counter(below.indent for above, below in pairwise(laid) if above.width < edge - 2 * _SLACK)
    if not after or not begins or begins.most_common(1)[0][0] == after.most_common(1)[0][0]:
        return None
    return after.most_common(1)[0][0]


def _tells_by_blanks(laid: Sequence[_Set]) -> bool:
    """Whether blank lines part paragraphs: some lines stand apart and some do not."""
    apart = sum(item.apart for item in laid[1:])
    return 0 < apart < 0.8 * (len(laid) - 1)


def _goes_on(above: _Set, below: _Set, edge: int, base: int | None, parted: bool, measure: Measure) -> bool:
    token = load_rules("layout")["first_token"].match(below.line.string)
    piece = measure(token[0]) if token else 2
    if above.width > edge + _HANGING or above.width + piece <= edge - (above.line.string[-1] not in _STOPS):
        return False
    if parted and below.apart:
        return False
    if base is not None and below.indent != base:
        return False
    header = load_rules("header")
    if any(header[name].match(below.line.string) for name in ("date_line", "note", "copies_to", "annex_titled")):
        return False
    ended = above.line.string[-1] in _STOPS
    if base is not None and above.line.string[-1] not in "：:":
        return True
    numbered = load_rules("layout")["list_marker"].match(below.line.string) is not None
    return not (numbered and (ended or below.line.string[0] != "第"))
