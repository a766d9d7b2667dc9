"""Cuts what the body of a notice says into sentences that patterns can read: text and sections in, sentences out.

A sentence is folded for reading: white space and line ends of layout are out, digits and punctuation are half width,
the circles written for 〇 are 〇. It knows the place of each of its characters in the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from pipeline.model.notice import Section, SectionKind
from pipeline.model.text import Quote, Span, Text

BODY_KINDS: frozenset[SectionKind] = frozenset({"preamble", "heading", "article", "text", "table"})
"""Kinds of sections whose text says what is to be done; title, signature, note and the like name and date only."""

_FOLD = str.maketrans(
    "０１２３４５６７８９，；：（）／～∼〜—–－○◯＝≧≦＞＜．",
    "0123456789,;:()/~~~---〇〇=≥≤><.",
)
_SPACE = regex.compile(r"[\s\u200b\ufeff]+")
_END = regex.compile("[。！？!?]")
_ROW_END = regex.compile("[。！？!?\n]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a section, folded. `starts` gives the place of each character where white space was left out."""

    section_id: str
    string: str
    start: int
    starts: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> Span:
        """The place in the text of `string[start:end]`, which must not be empty."""
        if self.starts is None:
            return Span(self.start + start, self.start + end)
        return Span(self.starts[start], self.starts[end - 1] + 1)


def read_sentences(text: Text, sections: Sequence[Section], wanted: regex.Pattern[str]) -> Iterator[Sentence]:
    """The body's sentences in which `wanted` is found, in text order. A heading is passed over: it names, not says."""
    for section in sections:
        if section.kind in BODY_KINDS and section.text is not None and wanted.search(section.text.text):
            for sentence in _cut(section.section_id, section.text, section.kind == "table"):
                if wanted.search(sentence.string):
                    yield sentence


def _cut(section_id: str, quote: Quote, is_table: bool) -> Iterator[Sentence]:
    """The sentences of one quote; in a table each row ends one."""
    start = 0
    for match in (_ROW_END if is_table else _END).finditer(quote.text):
        yield _fold(section_id, quote, start, match.end())
        start = match.end()
    if start < len(quote.text):
        yield _fold(section_id, quote, start, len(quote.text))


def _fold(section_id: str, quote: Quote, start: int, end: int) -> Sentence:
    raw = quote.text[start:end]
    folded = raw.translate(_FOLD)
    if not _SPACE.search(raw):
        return Sentence(section_id, folded, quote.char_start + start)
    kept = [i for i, character in enumerate(raw) if not _SPACE.match(character)]
    starts = tuple(quote.char_start + start + i for i in kept)
    return Sentence(section_id, "".join(folded[i] for i in kept), quote.char_start + start, starts)
