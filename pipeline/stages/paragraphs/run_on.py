"""Divides paragraphs that ran into each other: lines go in, edits that put line ends between them come out.

Assumptions: 1. where a long line holds wide gaps behind stops again and again, its gaps were line ends; 2. a line that
holds two numbered paragraphs of one list, each behind a stop, has lost the end between them; 3. below a heading its
first numbered paragraph follows at once; 4. a file of one line has lost those of header and closing too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from pipeline.lexicon.document_numbers import match_number
from pipeline.model.lines import Line
from pipeline.model.text import Edit, Span, Text
from pipeline.stages.paragraphs.ends import find_ends_of_layout, find_ends_of_line
from pipeline.stages.paragraphs.numbered import find_numbered

_LONG, _WHOLE = 40, 150
_FEWEST_GAPS, _LEAST_SHARE = 3, 0.3
_GAP = regex.compile(r"(?<=[\p{Han}\p{P}0-9])[ \u3000\xa0]{2,20}(?=[\p{Han}\p{Ps}《“0-9])")
_BLANK = regex.compile(r"(?<=[\p{Han}\p{P}0-9])[ \xa0](?=[\p{Han}\p{Ps}《“0-9])")
_STOPPED = regex.compile("[。！？；：!?;:）)”》]$")
_MARKED = regex.compile(
    r"(?:第\s?[〇零一二三四五六七八九十百0-9]{1,7}\s?[编章节条款]|(?<!\p{Han})[一二三四五六七八九十]{1,3}、?|[(（][一二三四五六七八九十0-9]{1,3}[)）]|[0-9]{1,2}[.．、])$"
)
_LEADER = regex.compile(r"(?:总理|主席|[\p{Han}]{1,8}[长任])$")
_NUMBERED = regex.compile(
    "[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十]、)|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十百]{1,5}[章条]"
)
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
    if len(string) > _LONG and _are_ends(string, found, 1):
        return [m.span() for m in found]
    if len(string) >= _WHOLE and " " in string:
        blanks = [m for m in _BLANK.finditer(string) if not _is_inner(string, m.start())]
        if _are_ends(string, blanks, _FEWEST_GAPS):
            return [m.span() for m in blanks]
    return [m.span() for m in found if _parts(string, *m.span())]


def _is_inner(string: str, place: int) -> bool:
    """Whether a gap stands behind the number of a paragraph, or between a leader's post and name."""
    return bool(
        _MARKED.search(string, max(0, place - _MARKER), place) or _LEADER.search(string, max(0, place - _PIECE), place)
    )


def _are_ends(string: str, gaps: Sequence[regex.Match[str]], fewest: int) -> bool:
    stopped = [gap for gap in gaps if _STOPPED.search(string, gap.start() - 1, gap.start())]
    return len(stopped) >= max(fewest, _LEAST_SHARE * len(gaps))


def _parts(string: str, start: int, end: int) -> bool:
    """Whether one gap parts two paragraphs: a wide one behind a sentence, or before a number."""
    if end - start < _WIDE:
        return False
    if string[start - 1] in "。；":
        return True
    number = match_number(string, end)
    return _NUMBERED.match(string, end) is not None or (number is not None and number.end == len(string))
