"""Sections, frequencies and deadlines → duties and obligations as records.

The way of one leaf: its text → tokens (`tokens`) → sentences and clauses (`sentences`, and from clause to clause
`carrying`) → frames (`grammar`) → records (`records`). What a leaf inherits from lead-ins and headings is kept here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.lexicon.words import words
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.notice import Bearer, BearerRole, Deadline, Duty, Frequency, Header, Obligation, Section
from pipeline.model.text import Span, Text
from pipeline.stages.obligations.carrying.state import Context
from pipeline.stages.obligations.lead_ins import lead_in_above, read_lead_in
from pipeline.stages.obligations.leaves import (
    announces_no_duty,
    asks_people,
    background_end,
    begins_anew,
    defines_terms,
    directive_start,
    enacted,
    holder,
    is_case,
    is_duty_section,
    is_item,
    is_lost_heading,
    is_no_duty,
    is_thing,
    liability_start,
    names_rules,
    names_scope,
    only_names,
    without_label,
)
from pipeline.stages.obligations.named import closing_bearers, named_in_row
from pipeline.stages.obligations.prose import must_be_done, name_alone, tells, told_above, told_to
from pipeline.stages.obligations.records import Recorder
from pipeline.stages.obligations.sentences import Sentence, SentenceReader
from pipeline.stages.obligations.splitting import Splitter, split_sentences
from pipeline.stages.obligations.tabular import DutyRow, cells_of, duty_rows, tells_deed
from pipeline.stages.obligations.tokens import Token


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
        self.splitter = Splitter(text, frequencies, deadlines)
        self.last: tuple[str | None, Span | None] | None = None
        self.barred: set[str] = set()
        self.contexts: dict[str, Context | None] = {}
        self.leads: dict[str | None, Context | None] = {}
        self.defining: set[str | None] = set()
        """Articles that have announced what words mean."""
        self.directed: str | None = None
        self.divided = {s.part for s in sections if s.kind in ("heading", "article", "text", "table")}
        """The documents that have sections: in others of a kind that orders duties stand below the title."""
        self.orders = header.document_type is not None and header.document_type.value in words("clauses", "ordering")
        self.orders = self.orders or (header.title is not None and asks_people(header.title.value))
        self.rules = header.title is not None and names_rules(header.title.value)
        self.notes = closing_bearers(text, sections)
        self.parents = {s.parent_id for s in sections}
        self.closing: dict[str, tuple[Bearer, ...]] = self.notes.bearers
        self.of_row: tuple[tuple[tuple[Span, BearerRole], ...], tuple[Bearer, ...]] = (), ()
        """The cells of bearers of the last row of a table, and whom they name: merged, they are those of many rows."""

    def run(self) -> Demands:
        for section in self.sections:
            if is_duty_section(section, self.barred):
                self._leaf(section)
        return Demands(*self.recorder.finish(self.notes.places))

    def _leaf(self, section: Section) -> None:
        quote = section.text
        assert quote is not None
        context = self._context(section)
        if section.section_id not in self.parents and is_lost_heading(section):
            return
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
        if (new := enacted(self.text[span], span)).start > span.start + 1:
            context = Context(article=True)
        span = new
        if section.kind == "preamble" and self.directed != section.part:
            directed = self._directive(section, span)
            if directed or section.part in self.divided or not (self.orders or self.rules):
                self._above(section, span, directed)
                return
        if section.section_id in self.parents and (place := holder(self.text[span])) and only_names(self.text[span]):
            self.contexts[section.section_id] = Context(Span(span.start + place[0], span.start + place[1]))
            return
        if section.section_id in self.parents and only_names(self.text[span]):
            self.contexts[section.section_id] = None if names_scope(self.text[span]) else context
            return
        tokens = self.splitter.tokens(span)
        if section.kind == "preamble" and not self.rules and not tells(self.text[span], tokens):
            return
        reader = SentenceReader(context, carries=not self.closing.get(section.section_id))
        for run in self._runs(section, tokens):
            stretch = Span(run[0].start, run[-1].end)
            if section.kind == "table" and self.text.string[stretch.start - 1] in "\t\n|":
                reader.subject = reader.opening = None
            string = self.text[stretch]
            bare = section.kind == "preamble" and self.directed != section.part and not self.rules
            if bare and not must_be_done(run, string):
                continue
            if (heeded := liability_start(string)) < len(string):
                run, string = [t for t in run if t.end <= stretch.start + heeded], string[:heeded]
            if defines_terms(string):
                self.defining.add(section.parent_id)
            if is_no_duty(string, self.header.date_issued) or (context.modality != "prohibition" and is_case(string)):
                if announces_no_duty(string):
                    self._announce(section, None)
                continue
            if context.listing and is_thing(string):
                continue
            begin = stretch.start + background_end(string)
            if begins_anew(string):
                reader.subject = reader.opening = None
            if begin > stretch.start:
                run = [t for t in run if t.start >= begin]
            if not run:
                continue
            sentence = reader.read(run)
            if not sentence.frames and (name := name_alone(run)) is not None:
                reader.subject = name
            if not self.closing.get(section.section_id) and not is_item(section):
                self.last = (section.parent_id, reader.count.holder if reader.count.begun else reader.subject)
            if sentence.lead_in:
                self._lead_in(section, stretch, sentence, reader)
            self._record(section, sentence)

    def _runs(self, section: Section, tokens: Sequence[Token]) -> Iterator[list[Token]]:
        """The sentences of a leaf: none goes on from one cell of a table to the next."""
        if section.kind != "table" or section.text is None:
            return split_sentences(tokens)
        cells = cells_of(section.text.text, section.text.char_start)
        return (run for cell in cells for run in self.splitter.sentences(cell) if tells_deed(run))

    def _row(self, section: Section, row: DutyRow) -> None:
        """The duties of one row of a table, of those whom its other cells name and by when they say."""
        if row.bearers != self.of_row[0]:
            self.of_row = row.bearers, named_in_row(self.text, row.bearers, section.section_id)
        named = self.of_row[1]
        begin = len(self.recorder.obligations)
        for cell in row.duties:
            reader = SentenceReader(Context())
            for run in self.splitter.sentences(cell):
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
        if parent is not None and parent in self.defining:
            return None
        if parent in self.contexts or (parent in self.leads and is_item(section)):
            above = self.contexts[parent] if parent in self.contexts else self.leads[parent]
            names = section.bearer is not None and section.bearer_from == section.section_id
            return replace(above, subject=None) if above is not None and names else above
        return Context(self._neighbour_subject(section), carried=True, article=".art" in f".{section.section_id}")

    def _lead_in(self, section: Section, stretch: Span, sentence: Sentence, reader: SentenceReader) -> None:
        """Items behind this sentence inherit from it."""
        self._announce(section, read_lead_in(self.text, section, stretch, sentence, reader))

    def _announce(self, section: Section, context: Context | None) -> None:
        self.contexts[section.section_id] = context
        if not is_item(section):
            self.leads[section.parent_id] = context

    def _directive(self, section: Section, span: Span) -> bool:
        """What the paragraph of a preamble orders the addressees; whether it does."""
        begin = directive_start(self.text[span])
        if begin is None or self.header.addressees_text is None:
            return False
        self.directed = section.part
        for sentence in told_to(self.header.addressees_text.span, self.text, self.splitter, span, span.start + begin):
            self._record(section, sentence)
        return True

    def _above(self, section: Section, span: Span, directed: bool) -> None:
        """What a preamble says to somebody else above the sections, and of whom it says that the sections bind them."""
        if not directed and section.part in self.divided:
            for sentence in told_above(self.text, self.splitter, span):
                self._record(section, sentence)
        if (found := lead_in_above(self.text, self.splitter, span)) is not None:
            self._lead_in(section, *found)
