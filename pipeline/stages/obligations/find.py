"""Sections, frequencies and deadlines → duties and obligations as records.

The way of one leaf: its text → tokens (`tokens`) → sentences and clauses (`sentences`, and from clause to clause
`carrying`) → frames (`grammar`) → records (`records`). What a leaf inherits from lead-ins and headings is kept here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.lexicon.words import MODAL, Flag, word_flags, words
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.notice import Bearer, Deadline, Duty, Frequency, Header, Obligation, Section
from pipeline.model.text import Quote, Span, Text
from pipeline.stages.obligations.carrying.state import Context
from pipeline.stages.obligations.lead_ins import announces_below, forbids_things, names_duties, only_announces
from pipeline.stages.obligations.leaves import (
    announces_no_duty,
    announces_things,
    asks_people,
    background_end,
    begins_anew,
    directive_start,
    holder,
    is_case,
    is_duty_section,
    is_item,
    is_no_duty,
    is_thing,
    lists_names,
    names_rules,
    names_scope,
    names_told,
    only_names,
    orders,
    without_label,
)
from pipeline.stages.obligations.named import closing_bearers, named_in_row
from pipeline.stages.obligations.prose import must_be_done, of_instrument
from pipeline.stages.obligations.records import Recorder
from pipeline.stages.obligations.sentences import Sentence, SentenceReader
from pipeline.stages.obligations.splitting import split_sentences
from pipeline.stages.obligations.tabular import DutyRow, duty_rows
from pipeline.stages.obligations.tokens import is_due, tokenise


@dataclass(frozen=True)
class Demands:
    """What the notice demands."""

    duties: tuple[Duty, ...]
    obligations: tuple[Obligation, ...]
    frequencies: tuple[Frequency, ...]
    deadlines: tuple[Deadline, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def find_obligations(
    text: Text,
    sections: Sequence[Section],
    header: Header,
    frequencies: Sequence[Frequency],
    deadlines: Sequence[Deadline],
) -> Demands:
    """Duties and obligations of the notice in text order, with ids `d1`, `o1` …"""
    return _Finder(text, sections, header, frequencies, deadlines).run()


class _Finder:
    """One pass over the sections."""

    def __init__(
        self,
        text: Text,
        sections: Sequence[Section],
        header: Header,
        frequencies: Sequence[Frequency],
        deadlines: Sequence[Deadline],
    ) -> None:
        self.text = text
        self.sections = sections
        self.header = header
        self.recorder = Recorder(text, frequencies, deadlines)
        quotes: list[Quote] = [q for f in frequencies for q in f.words] + [d.place for d in deadlines]
        self.times = sorted({(q.char_start, q.char_end) for q in quotes})
        self.time_starts = [t[0] for t in self.times]
        self.last: tuple[str | None, Span | None] | None = None
        self.barred: set[str] = set()
        self.contexts: dict[str, Context | None] = {}
        self.leads: dict[str | None, Context | None] = {}
        self.directed: str | None = None
        self.divided = {s.part for s in sections if s.kind in ("heading", "article", "text", "table")}
        """The documents that have sections: in others of a kind that orders duties stand below the title."""
        self.orders = header.document_type is not None and header.document_type.value in words("clauses", "ordering")
        self.orders = self.orders or (header.title is not None and asks_people(header.title.value))
        self.rules = header.title is not None and names_rules(header.title.value)
        self.notes = closing_bearers(text, sections)
        self.parents = {s.parent_id for s in sections}
        self.closing: dict[str, tuple[Bearer, ...]] = self.notes.bearers

    def run(self) -> Demands:
        for section in self.sections:
            if is_duty_section(section, self.barred):
                self._leaf(section)
        return Demands(*self.recorder.finish(self.notes.places))

    def _leaf(self, section: Section) -> None:
        quote = section.text
        assert quote is not None
        context = self._context(section)
        if self.closing.get(section.section_id) == ():
            return
        if context is None:
            self.contexts[section.section_id] = None
            return
        if section.kind == "table" and (rows := duty_rows(quote.text, quote.char_start)) is not None:
            for row in rows:
                self._row(section, row)
            return
        span = without_label(section, self.recorder.without_bearer_note(section, quote.span))
        start = span.start
        if section.kind == "preamble" and self.directed != section.part:
            directed = self._preamble(section, span)
            if directed or section.part in self.divided or not (self.orders or self.rules):
                if not directed and section.part in self.divided:
                    self._told_above(section, span)
                self._lead_in_above(section, span)
                return
        if section.section_id in self.parents and only_names(self.text[span]):
            self.contexts[section.section_id] = None if names_scope(self.text[span]) else context
            return
        tokens = tokenise(self.text[span], start, self._times_in(span))
        told = orders(self.text[span]) or any(t.flags & MODAL or is_due(t) for t in tokens)
        if section.kind == "preamble" and not told and not self.rules:
            return
        reader = SentenceReader(context, carries=not self.closing.get(section.section_id))
        for run in split_sentences(tokens):
            string = self.text.string[run[0].start : run[-1].end]
            bare = section.kind == "preamble" and self.directed != section.part and not self.rules
            if bare and not must_be_done(run, string):
                continue
            if is_no_duty(string) or (context.modality != "prohibition" and is_case(string)):
                continue
            if context.listing and is_thing(string):
                continue
            begin = run[0].start + background_end(string)
            if begins_anew(string):
                reader.subject = reader.opening = None
            if not (run := [t for t in run if t.start >= begin]):
                continue
            sentence = reader.read(run)
            if not self.closing.get(section.section_id) and not is_item(section):
                self.last = (section.parent_id, reader.count.holder if reader.count.begun else reader.subject)
            if sentence.lead_in:
                self._lead_in(section, string, sentence, reader)
            self._record(section, sentence)

    def _row(self, section: Section, row: DutyRow) -> None:
        """The duties of one row of a table, of those whom its other cells name and by when they say."""
        named = named_in_row(self.text, row.bearers, section.section_id)
        begin = len(self.recorder.obligations)
        for cell in row.duties:
            reader = SentenceReader(Context())
            for run in split_sentences(tokenise(self.text[cell], cell.start, self._times_in(cell))):
                if not is_no_duty(self.text.string[run[0].start : run[-1].end]):
                    sentence = reader.read(run)
                    if sentence.frames:
                        self.recorder.add(section, sentence, named)
        for cell in row.times:
            self.recorder.note(cell, begin)

    def _record(self, section: Section, sentence: Sentence) -> None:
        if sentence.frames:
            bearers = self.closing.get(section.section_id, ())
            self.recorder.add(section, sentence, bearers)

    def _neighbour_subject(self, section: Section) -> Span | None:
        """The subject of the paragraph before, in the same article or among the paragraphs of the same section."""
        if is_item(section) or section.bearer is not None or self.last is None:
            return None
        parent, subject = self.last
        return subject if parent == section.parent_id else None

    def _context(self, section: Section) -> Context | None:
        """What the leaf inherits; None where a lead-in says that its items are no duties."""
        parent = section.parent_id
        if parent in self.contexts:
            return self.contexts[parent]
        if parent in self.leads and is_item(section):
            return self.leads[parent]
        return Context(self._neighbour_subject(section), carried=True, article=".art" in f".{section.section_id}")

    def _lead_in(self, section: Section, string: str, sentence: Sentence, reader: SentenceReader) -> None:
        """Items behind this sentence inherit; the clause that only announces them is no obligation."""
        things = announces_things(string) or forbids_things(self.text, sentence)
        if things or announces_no_duty(string):
            context = None
        else:
            last = sentence.frames[-1] if sentence.frames else None
            own = section.bearer is None or reader.named
            context = Context(reader.subject if own else None)
            said = last if last is not None and last.modality_span is not None else sentence
            context.modality, context.modality_span = said.modality, said.modality_span
            if last is not None and word_flags().get(self.text[last.verbs[-1]], 0) & Flag.PROHIBITION:
                context.modality, context.modality_span = "prohibition", last.verbs[-1]
            if last is not None and last.subject and own:
                context.subject = last.subject
            if (place := holder(string)) is not None:
                begin = sentence.span.end - len(string)
                context.subject = Span(begin + place[0], begin + place[1])
            context.listing = lists_names(string)
        if sentence.frames and not things and only_announces(self.text, sentence):
            sentence.frames.pop()
        self.contexts[section.section_id] = context
        if not is_item(section):
            self.leads[section.parent_id] = context

    def _preamble(self, section: Section, span: Span) -> bool:
        """The directive to the addressees and what is ordered before it; whether the paragraph holds one."""
        string = self.text[span]
        begin = directive_start(string)
        if begin is None or self.header.addressees_text is None:
            return False
        self.directed = section.part
        self._orders_before(section, Span(span.start, span.start + begin))
        stop = Span(span.start + begin, span.end)
        tokens = tokenise(self.text[stop], stop.start, self._times_in(stop))
        reader = SentenceReader(Context(self.header.addressees_text.span))
        for run in split_sentences(tokens):
            sentence = reader.read(run)
            self._record(section, of_instrument(self.text, Span(span.start, stop.start), sentence))
        return True

    def _told_above(self, section: Section, span: Span) -> None:
        """各牵头单位要高度重视，认真研究措施。 above 一、: what a preamble without directive tells whom it names."""
        reader = SentenceReader(Context())
        for run in split_sentences(tokenise(self.text[span], span.start, self._times_in(span))):
            if names_told(self.text.string[run[0].start : run[-1].end]):
                self._record(section, reader.read(run))

    def _lead_in_above(self, section: Section, span: Span) -> None:
        """住宿学生应当遵守下列规定： above 一、: who must, for the sections of the first level."""
        begin = self.text[span].rfind("。") + 1 + span.start
        string = self.text.string[begin : span.end]
        of_somebody = names_duties(string)
        if not announces_below(string) and not of_somebody:
            return
        reader = SentenceReader(Context())
        sentence = reader.read(tokenise(string, begin, self._times_in(Span(begin, span.end))))
        told = of_somebody and (reader.subject is not None or holder(string) is not None)
        if told or (sentence.modality_span is not None and sentence.modality in ("obligation", "prohibition")):
            self._lead_in(section, string, sentence, reader)

    def _orders_before(self, section: Section, span: Span) -> None:
        """联席会议不刻制印章，请…: what a reply forbids before its directive."""
        begin = max(self.text[span].rfind(mark) for mark in "。；;") + 1 + span.start
        tokens = tokenise(self.text.string[begin : span.end], begin, self._times_in(Span(begin, span.end)))
        if not tokens:
            return
        sentence = SentenceReader(Context()).read(tokens)
        sentence.frames[:] = [f for f in sentence.frames if f.modality == "prohibition"]
        self._record(section, sentence)

    def _times_in(self, span: Span) -> list[Span]:
        first = bisect_left(self.time_starts, span.start)
        last = bisect_right(self.time_starts, span.end - 1)
        return [Span(*t) for t in self.times[first:last]]
