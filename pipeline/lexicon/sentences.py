"""Cuts what the body of a notice says into sentences that patterns can read: text and sections in, sentences out.

A sentence is folded for reading: white space and line ends of layout are out, digits and punctuation are half width,
the circles written for 〇 are 〇. It knows the place of each of its characters in the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from pipeline.lexicon.columns import CELL_END, FIRST_ROWS, read_head
from pipeline.lexicon.guarded import Guarded
from pipeline.lexicon.patterns import compile_pattern
from pipeline.model.notice import Section, SectionKind
from pipeline.model.text import Quote, Span, Text

BODY_KINDS: frozenset[SectionKind] = frozenset({"preamble", "heading", "article", "text", "table"})
"""Kinds of sections whose text says what is to be done; title, signature, note and the like name and date only."""

_FOLD = str.maketrans(
    "０１２３４５６７８９，；：（）／～∼〜—–－○◯＝≧≦＞＜．％",
    "0123456789,;:()/~~~---〇〇=≥≤><.%",
)
_SPACES = compile_pattern(r"[\s\u200b\ufeff]+")
_INK = compile_pattern(r"[^\s\u200b\ufeff]+")
_END = compile_pattern("[。！？!?]")
_ROW_END = compile_pattern("[。！？!?\n]")
_CLAUSE_END = compile_pattern("[，,；;、]")
_LONGEST = 1000
"""Longer sentences are cut at a clause's end, so that a text without full stops is still read in linear time."""
_TITLE = compile_pattern("《[^《》]{1,300}(?:《[^《》]{1,200}》[^《》]{0,200}){0,4}》")


@dataclass(slots=True)
class Sentence:
    """One sentence of a section, folded. `starts` gives the place of each character where white space was left out.

    Nobody changes one.
    """

    section_id: str
    string: str
    start: int
    starts: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> Span:
        """The place in the text of `string[start:end]`, which must not be empty."""
        if self.starts is None:
            return Span(self.start + start, self.start + end)
        return Span(self.starts[start], self.starts[end - 1] + 1)


def read_sentences(text: Text, sections: Sequence[Section], wanted: Guarded) -> Iterator[Sentence]:
    """The body's sentences in which `wanted` is found, in text order. A heading is passed over: it names, not says.

    `wanted` looks at nothing around what it matches, so that no sentence before its first match need be searched.
    """
    for section in sections:
        quote = section.text
        if section.kind not in BODY_KINDS or quote is None or (found := wanted.search(quote.text)) is None:
            continue
        for start, end in _cut(quote.text, _ROW_END if section.kind == "table" else _END):
            if found.start() < start and (found := wanted.search(quote.text, start)) is None:
                break
            if found.end() <= end or (found.start() < end and wanted.search(quote.text, start, end)):
                yield _fold(section, quote, start, end)


def read_cells(sections: Sequence[Section]) -> Iterator[Sentence]:
    """The cells below 完成时限 and the like in tables of duties, each as a sentence, in text order."""
    for section in sections:
        quote = section.text
        if section.kind != "table" or quote is None:
            continue
        columns, start = None, 0
        for number, row in enumerate(quote.text.split("\n")):
            cells = CELL_END.split(row)
            if columns is None and number < FIRST_ROWS:
                columns = read_head(cells)
            elif columns is not None:
                for column in columns.times:
                    place = max(0, len(cells) - columns.count + column)
                    begin = start + sum(len(cell) + 1 for cell in cells[:place])
                    if place < len(cells) and cells[place].strip():
                        yield _fold(section, quote, begin, begin + len(cells[place]))
            start += len(row) + 1


def titles(string: str) -> list[tuple[int, int]]:
    """The stretches of the titles that a sentence cites: what 《关于立即…的通知》 says is not said by the sentence."""
    return [match.span() for match in _TITLE.finditer(string)] if "《" in string else []


def _cut(string: str, mark: regex.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The stretches up to each end mark; too long ones in pieces."""
    start = 0
    for end in [*(match.end() for match in mark.finditer(string)), len(string)]:
        while end - start > _LONGEST:
            stops = [match.end() for match in _CLAUSE_END.finditer(string, start, start + _LONGEST)]
            stop = stops[-1] if stops else start + _LONGEST
            yield start, stop
            start = stop
        if end > start:
            yield start, end
        start = end


def _fold(section: Section, quote: Quote, start: int, end: int) -> Sentence:
    """One sentence ready for reading; between the cells of a table row stands a semicolon."""
    raw = quote.text[start:end]
    folded = raw.replace("\t", ";") if section.kind == "table" else raw
    folded, begin = folded.translate(_FOLD), quote.char_start + start
    if not _SPACES.search(folded):
        return Sentence(section.section_id, folded, begin)
    starts = tuple(begin + i for run in _INK.finditer(folded) for i in range(*run.span()))
    return Sentence(section.section_id, _SPACES.sub("", folded), begin, starts)
