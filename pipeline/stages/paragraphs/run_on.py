"""Divides paragraphs that ran into each other: lines go in, edits that put line ends between them come out.

Assumptions: 1. where a long line holds wide gaps behind stops again and again, with sentences between them, its gaps
were line ends; one gap was where a sentence ends before it or a number or number of a document follows; 2. a line that
holds two numbered paragraphs of one list, each behind a stop, has lost the end between them; 3. below a heading its
first numbered paragraph follows at once; 4. a file of one line has lost those of header and closing too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from pipeline.lexicon.document_numbers import match_number
from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.rules import load_rules
from pipeline.model.lines import Line
from pipeline.model.text import Edit, Span, Text
from pipeline.stages.paragraphs.ends import find_ends_of_layout, find_ends_of_line
from pipeline.stages.paragraphs.numbered import find_numbered

_LONG, _WHOLE, _PARAGRAPH, _SENTENCE = 40, 150, 15, 8
"""Characters of a line that may hold several, of one that may be the whole, of a paragraph and a sentence at least."""
_FEWEST_WIDE, _FEWEST_GAPS, _LEAST_SHARE = 2, 3, 0.3
_GAP = compile_pattern(r"(?<=[\p{Han}\p{P}0-9])[ \u3000\xa0]{2,20}(?=[\p{Han}\p{Ps}《“0-9])")
_BLANK = compile_pattern(r"(?<=[\p{Han}\p{P}0-9])[ \xa0](?=[\p{Han}\p{Ps}《“0-9])")
_STOPPED = compile_pattern("[。！？；：!?;:）)”》]$")
_MARKED = compile_pattern(
    r"(?:(?<!\S)[0-9]{1,2}(?:\.[0-9]{1,2}){0,4}|第\s?[〇零一二三四五六七八九十百0-9]{1,7}\s?[编章节条款]|(?<!\p{Han})[一二三四五六七八九十]{1,3}、?|[(（][一二三四五六七八九十0-9]{1,3}[)）]|[0-9]{1,2}[.．、])$"
)
_LEADER = compile_pattern(r"(?:总理|主席|[\p{Han}]{1,8}[长任])$")
_NUMBERED = compile_pattern(
    "[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十]、)|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十百]{1,5}[章条]"
)
_FIRST_ITEM = compile_pattern("1[.．、](?![0-9])")
_TITLE = compile_pattern("[^。；]{0,60}关于[^。；]{4,100}的(?:通知|通报|意见|决定|函|批复|报告|请示|公告|通告)")
_ADDRESSEES = compile_pattern("[^。；\u3000 ]{2,80}：")
_PIECE, _MARKER, _WIDE = 14, 9, 2


def find_run_on(text: Text, lines: Sequence[Line]) -> Iterator[Edit]:
    """An edit for each lost line end; it takes the place of the gap that stands there, if one does."""
    for index, line in enumerate(lines):
        whole = len(line.string) >= max(_WHOLE, 0.9 * len(text))
        if "\t" in line.string and not whole:
            continue
        above = lines[index - 1].string if index else ""
        for start, end in sorted(_ends(line.string, above, index, whole)):
            yield Edit(Span(line.start + start, line.start + end), "\n", "lost-line-end", "likely")


def _ends(string: str, above: str, index: int, whole: bool) -> set[tuple[int, int]]:
    gaps = _gaps(string)
    if gaps:
        return set(gaps)
    places = find_numbered(string) if len(string) > _LONG else set()
    if whole:
        places |= find_ends_of_layout(string)
    else:
        places |= find_ends_of_line(string, above, index)
    return {(place, place) for place in places if 0 < place < len(string)}


def _gaps(string: str) -> list[tuple[int, int]]:
    """The gaps of a line that were line ends."""
    wide = "  " in string or "\u3000" in string or "\xa0" in string
    found = [m for m in _GAP.finditer(string) if not _is_inner(string, m.start())] if wide else []
    if len(string) > max(_LONG, _PARAGRAPH * (len(found) + 1)) and _are_ends(string, found, _FEWEST_WIDE):
        return [m.span() for m in found]
    if len(string) >= _WHOLE and " " in string:
        blanks = [m for m in _BLANK.finditer(string) if not _is_inner(string, m.start())]
        if _are_ends(string, blanks, _FEWEST_GAPS):
            return [m.span() for m in blanks]
    begins = [0, *(m.end() for m in found)]
    return [m.span() for begin, m in zip(begins, found, strict=False) if _parts(string, begin, *m.span())]


def _is_inner(string: str, place: int) -> bool:
    """Whether a gap stands behind the number of a paragraph, or between a leader's post and name."""
    return bool(
        _MARKED.search(string, max(0, place - _MARKER), place) or _LEADER.search(string, max(0, place - _PIECE), place)
    )


def _are_ends(string: str, gaps: Sequence[regex.Match[str]], fewest: int) -> bool:
    stopped = [gap for gap in gaps if _STOPPED.search(string, gap.start() - 1, gap.start())]
    return len(stopped) >= max(fewest, _LEAST_SHARE * len(gaps))


def _parts(string: str, begin: int, start: int, end: int) -> bool:
    """Whether one gap parts two paragraphs: a wide one behind a sentence, or before a number."""
    if end - start < _WIDE:
        return False
    if start - begin >= {"。": _SENTENCE, "；": _PARAGRAPH}.get(string[start - 1], len(string)):
        return True
    number = match_number(string, end)
    if _NUMBERED.match(string, end) or (number is not None and number.end == len(string)):
        return True
    if _FIRST_ITEM.match(string, end):
        return begin == 0 and _NUMBERED.match(string) is not None
    return _are_of_header(string[begin:start], string[end : end + _WHOLE], string[-1])


def _are_of_header(above: str, below: str, last: str) -> bool:
    """Whether a gap parts title and addressees, these and the body, or who signed and when."""
    rules = load_rules("header")
    if above.endswith("："):
        addressed = rules["addressees_line"].match(above) and not rules["no_addressees"].search(above)
        return bool(addressed) and last == "。"
    if rules["date_line"].match(below):
        return rules["organ_line"].match(above) is not None
    return _TITLE.fullmatch(above) is not None and _ADDRESSEES.match(below) is not None
