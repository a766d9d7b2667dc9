"""The structured notice: what the pipeline says of one file, every value with its place.

Names follow GB/T 9704-2012 (header), TIMEX3 and RFC 5545 (frequencies), INTERFACES of the tables in `schemas/`.
"""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import Field

from pipeline.model.changes import Correction, CorrectionAction, EditRecord
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.header import DocumentNumber, Evidence, Header, Instrument, Said, SaidDate
from pipeline.model.record import Record
from pipeline.model.text import Anchor, Quote

__all__ = [
    "SCHEMA_VERSION",
    "Bearer",
    "BearerRole",
    "Citation",
    "CitationRelation",
    "Correction",
    "CorrectionAction",
    "Deadline",
    "DeadlineKind",
    "DocumentNumber",
    "Duty",
    "EditRecord",
    "Evidence",
    "Frequency",
    "FrequencyKind",
    "Header",
    "Instrument",
    "Modality",
    "Notice",
    "Obligation",
    "PartyRole",
    "Restoration",
    "Said",
    "SaidDate",
    "Script",
    "Section",
    "SectionKind",
    "SourceInfo",
    "VerbRelation",
]

SCHEMA_VERSION = "1.0.0"


SectionKind = Literal[
    "red_head", "document_number", "copy_number", "secrecy", "urgency", "signatory",
    "title", "adoption", "addressees", "preamble",
    "heading", "article", "text", "table",
    "attachments", "signature", "date", "note", "copies_to", "printed_by", "contents", "other",
]  # fmt: skip


class Section(Record):
    """A numbered unit, an unnumbered paragraph or a part of the header or the closing.

    `kind` is `heading` where the unit has a heading (with or without text of its own), `article` for an article
    divided into paragraphs, `text` for a leaf; the rest name parts of the layout. `place` covers the whole row with
    its marker and line ends: the places of all rows, laid end to end, are the restored text.
    """

    section_id: str
    parent_id: str | None
    part: str
    """Which document of the file: `main`, `annex1`, `annex2` …"""
    order: int
    """Position among all rows of the notice, from 1."""
    depth: int
    kind: SectionKind
    marker: Quote | None = None
    heading: Quote | None = None
    text: Quote | None = None
    bearer: Said | None = None
    """Whom the heading of this section or of one above it names as bearer of its duties."""
    bearer_from: str | None = None
    """The section whose heading names that bearer."""
    place: Quote


BearerRole = Literal["sole", "lead", "support"]


class Bearer(Record):
    """Who must do it: named in the sentence (`inherited_from` null) or by a heading, list or addressee line."""

    text: str
    role: BearerRole
    inherited_from: str | None
    place: Quote


class Duty(Record):
    """A sentence that says what somebody is to do."""

    duty_id: str
    section_id: str
    bearer: str | None
    place: Quote


Modality = Literal["obligation", "prohibition", "permission", "recommendation"]
PartyRole = Literal["directed", "supported", "assisted"]
VerbRelation = Literal["chain", "and", "or"]


class Obligation(Record):
    """One predicate, or chain of predicates sharing one object, that the bearer must carry out."""

    obligation_id: str
    parent_id: str | None
    duty_id: str
    section_id: str
    bearers: tuple[Bearer, ...] = ()
    actor: str | None = None
    """For a child: the party of its parent, who acts; with 协助, beside the bearer."""
    modality: Modality
    modality_text: Quote | None = None
    verbs: tuple[Quote, ...]
    verb_relation: VerbRelation | None = None
    party: Quote | None = None
    party_role: PartyRole | None = None
    target: Quote | None = None
    destination: Quote | None = None
    occasion: Quote | None = None
    condition: Quote | None = None
    manner: tuple[Quote, ...] = ()
    scope: Quote | None = None
    doubts: tuple[str, ...] = ()
    """Readable codes of what is uncertain in this analysis; empty where nothing is."""
    place: Quote
    """The clause."""


FrequencyKind = Literal["counted", "periodic", "recurring", "per_event"]


class Frequency(Record):
    """How often: count and bound within a period. `place` runs from the first word of it to the last."""

    frequency_id: str
    obligation_id: str | None = None
    section_id: str
    kind: FrequencyKind
    count_min: int | None = None
    count_max: int | None = None
    min_inclusive: bool = True
    max_inclusive: bool = True
    unit: str | None = None
    period: str | None = None
    """ISO 8601 duration; null for recurring (定期) and events (每次)."""
    event: str | None = None
    timex_value: str | None = None
    timex_freq: str | None = None
    timex_mod: str | None = None
    rrule: str | None = None
    """RFC 5545, only for an exact count of 1 per calendar period."""
    words: tuple[Quote, ...] = ()
    """The words that say so (每年 · 不少于2次): what stands between them belongs to the duty."""
    place: Quote


DeadlineKind = Literal["date", "recurring_day", "duration", "working_days", "immediate"]


class Deadline(Record):
    """By when. `anchor` is what a duration counts from, as written (自收到申请材料之日)."""

    deadline_id: str
    obligation_id: str | None = None
    section_id: str
    kind: DeadlineKind
    date: datetime.date | None = None
    rrule: str | None = None
    duration: str | None = None
    """ISO 8601."""
    working_days: int | None = None
    anchor: Quote | None = None
    place: Quote


CitationRelation = Literal["implements", "based_on", "refers_to", "issues", "forwards", "abolishes", "amends"]


class Citation(Record):
    """One mention of an instrument: title without 《》, number in canonical form."""

    citation_id: str
    section_id: str
    title: str
    document_number: str | None
    relation: CitationRelation
    place: Quote


Restoration = Literal["none", "reproduced", "partial"]
Script = Literal["Hans", "Hant"]


class SourceInfo(Record):
    """The file a notice was read from, and what had happened to it."""

    name: str
    sha256: str
    media_type: str
    encoding: str | None
    script: Script
    """Script the source is written in (ISO 15924). `damage` says `script-converted` where a mirror did it."""
    damage: tuple[str, ...] = ()
    restoration: Restoration = "none"
    anchors: tuple[Anchor, ...] = ()


class Notice(Record):
    """Everything the pipeline says of one notice."""

    schema_version: str = SCHEMA_VERSION
    notice_id: str
    source: SourceInfo
    header: Header
    sections: tuple[Section, ...] = ()
    duties: tuple[Duty, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    frequencies: tuple[Frequency, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    citations: tuple[Citation, ...] = ()
    edits: tuple[EditRecord, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    corrections: tuple[Correction, ...] = ()
    """What a reviewer changed; the rows above are already as corrected."""
    text: str = Field(repr=False)
    """The restored text: what `char_start` and `char_end` count in."""
    source_text: str = Field(repr=False)
    """The decoded source: what `source_start` and `source_end` count in."""
