"""The header of a notice: the elements of GB/T 9704-2012, every value with its place."""

from __future__ import annotations

import datetime

from pipeline.model.places import Quote
from pipeline.model.record import Record


class Said(Record):
    """A value as consumers join on it (line breaks and spaces of layout removed), and where it stands."""

    value: str
    place: Quote


class SaidDate(Record):
    """A calendar date and where it stands, in whatever numerals."""

    value: datetime.date
    place: Quote


class DocumentNumber(Record):
    """发文字号: agency code 机关代字, year 年份, sequence 发文顺序号; `text` is the canonical form 成安委〔2020〕9号.

    The parts are null where the number is not of that form (an order: 国务院令第617号).
    """

    text: str
    agency_code: str | None
    year: int | None
    sequence: int | None
    place: Quote


class Instrument(Record):
    """What a 印发 notice issues: title without 《》, version as written (2.0版, 试行), if any."""

    title: str
    version: str | None
    place: Quote


class Evidence(Record):
    """A header field as the carrier's own metadata states it (a page's 索引号 table, DOCX properties)."""

    field: str
    value: str
    source_start: int
    source_end: int


class Header(Record):
    """The elements of GB/T 9704-2012 found in the notice; null or empty where the notice has none."""

    document_number: DocumentNumber | None = None
    title: Said | None = None
    document_type: Said | None = None
    issuers: tuple[Said, ...] = ()
    addressees: tuple[Said, ...] = ()
    addressees_text: Quote | None = None
    """主送机关 as one stretch, without the closing colon: who is bound by the closing directive."""
    date_issued: SaidDate | None = None
    date_printed: SaidDate | None = None
    date_effective: SaidDate | None = None
    date_expires: SaidDate | None = None
    secrecy: Said | None = None
    urgency: Said | None = None
    copy_number: Said | None = None
    signatory: Said | None = None
    copies_to: tuple[Said, ...] = ()
    printed_by: Said | None = None
    attachments: tuple[Said, ...] = ()
    note: Said | None = None
    issued_instrument: Instrument | None = None
    evidence: tuple[Evidence, ...] = ()
