"""Mends what a copy doubled or set apart within lines: lines go in, edits come out.

Assumptions: 1. of marks that stand side by side one is meant, the one that ends more; but three stops are an ellipsis,
marks alone in quotes or brackets are spoken of, and before one behind a colon a form has its blank; 2. blanks between
Chinese characters of sentences are damage where they come again and again and part words; one may be meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.lexicon.patterns import compile_pattern
from pipeline.model.lines import Line
from pipeline.model.text import Edit, Span, Text
from pipeline.stages.paragraphs.parted import parts_word

_MARKS = compile_pattern(
    "(?<![：。，、；])(?:[。，、；]{2,6}+|：{2,6}+)(?![：。，、；])(?<!(?<=[（(“‘「『《])(?:[。，、；]{2,6}|：{2,6})(?=[）)”’」』》]))"
)
_BY_STRENGTH = "。；：、，"
_BLANK = compile_pattern(r"(?<=\p{Han})[ \u3000]{1,2}(?=\p{Han})")
_MARKER = compile_pattern(
    r"(?:第\s?[〇零一二三四五六七八九十百0-9]{1,7}\s?[编章节条款]|[一二三四五六七八九十]{1,3}) ?$"
)
_SENTENCE = compile_pattern("[，。；]")
_SHORTEST_SENTENCE, _LONGEST_MARKER = 20, 12
_FEWEST_BLANKS, _FEWEST_LINES, _LEAST_SHARE = 5, 3, 0.01
_ASKED, _LEAST_PARTED, _BESIDE = 200, 0.2, 16


def find_slips(text: Text, lines: Sequence[Line]) -> Iterator[Edit]:
    """An edit for each run of marks, and for each blank where the text is full of them."""
    for run in _MARKS.finditer(text.string):
        mark = next(mark for mark in _BY_STRENGTH if mark in run[0])
        if run[0].count("。") < 3:
            yield Edit(Span(*run.span()), mark, "doubled-mark", "likely")
    yield from _blanks(lines)


def _blanks(lines: Sequence[Line]) -> Iterator[Edit]:
    found: list[Span] = []
    beside: list[tuple[str, str]] = []
    characters = within = 0
    for line in lines:
        if len(line.string) < _SHORTEST_SENTENCE or not _SENTENCE.search(line.string):
            continue
        characters += len(line.string)
        if " " not in line.string and "\u3000" not in line.string:
            continue
        before = len(found)
        for blank in _BLANK.finditer(line.string):
            if blank.start() > _LONGEST_MARKER or not _MARKER.match(line.string[: blank.start()]):
                found.append(Span(line.start + blank.start(), line.start + blank.end()))
                if len(beside) < _ASKED:
                    beside.append(
                        (
                            line.string[max(0, blank.start() - _BESIDE) : blank.start()],
                            line.string[blank.end() : blank.end() + _BESIDE],
                        )
                    )
        within += len(found) > before
    if len(found) < max(_FEWEST_BLANKS, _LEAST_SHARE * characters) or within < _FEWEST_LINES:
        return
    parted = sum(parts_word(_BLANK.sub("", above), _BLANK.sub("", below)) for above, below in beside)
    if parted >= _LEAST_PARTED * len(beside):
        yield from (Edit(span, "", "blank-between", "likely") for span in found)
