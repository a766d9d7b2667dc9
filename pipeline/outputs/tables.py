"""Notice → the rows of every table, as tuples in the order of `columns.TABLES`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.model.notice import Header, Notice, Obligation, Said, SaidDate, Section
from pipeline.model.text import Quote, Source
from pipeline.outputs.places import place_rows
from pipeline.outputs.shapes import Row

Places = tuple[int | None, int | None, int | None, int | None]


def table_rows(notice: Notice) -> dict[str, list[Row]]:
    """All rows of a notice, by table, in the order of the text."""
    return {name: list(make(notice)) for name, make in _MAKERS.items()}


def _places(quote: Quote | None) -> Places:
    if quote is None:
        return None, None, None, None
    return quote.char_start, quote.char_end, quote.source_start, quote.source_end


def _words(quote: Quote | None) -> str | None:
    return None if quote is None else quote.text


def _value(said: Said | None) -> str | None:
    return None if said is None else said.value


def _day(said: SaidDate | None) -> str | None:
    return None if said is None else said.value.isoformat()


def _values(several: tuple[Said, ...]) -> list[str]:
    return [said.value for said in several]


def _notices(notice: Notice) -> Iterator[Row]:
    source = notice.source
    yield (
        notice.notice_id,
        *_header_cells(notice.header),
        source.name,
        source.sha256,
        source.media_type,
        source.encoding,
        source.script,
        list(source.damage),
        source.restoration,
        notice.schema_version,
    )


def _header_cells(header: Header) -> Row:
    number, instrument = header.document_number, header.issued_instrument
    return (
        *((number.text, number.agency_code, number.year, number.sequence) if number else (None,) * 4),
        _value(header.title),
        _value(header.document_type),
        _values(header.issuers),
        _values(header.addressees),
        _day(header.date_issued),
        _day(header.date_printed),
        _day(header.date_effective),
        _day(header.date_expires),
        _value(header.secrecy),
        _value(header.urgency),
        _value(header.copy_number),
        _value(header.signatory),
        _values(header.copies_to),
        _value(header.printed_by),
        _values(header.attachments),
        _value(header.note),
        *((instrument.title, instrument.version) if instrument else (None, None)),
    )


def _sections(notice: Notice) -> Iterator[Row]:
    for section in notice.sections:
        yield (
            notice.notice_id,
            section.section_id,
            section.parent_id,
            section.part,
            section.order,
            section.depth,
            section.kind,
            _words(section.marker),
            _words(section.heading),
            _words(section.text),
            _value(section.bearer),
            *_places(_said_by(section)),
        )


def _said_by(section: Section) -> Quote:
    """What the row's places are those of: its text, so that they give it back; the whole row is in `places`."""
    return section.text or section.heading or section.place


def _duties(notice: Notice) -> Iterator[Row]:
    for duty in notice.duties:
        yield (notice.notice_id, duty.duty_id, duty.section_id, duty.bearer, duty.place.text, *_places(duty.place))


def _obligations(notice: Notice) -> Iterator[Row]:
    for it in notice.obligations:
        yield (
            notice.notice_id,
            it.obligation_id,
            it.parent_id,
            it.duty_id,
            it.section_id,
            responsible(it),
            it.actor,
            it.modality,
            _words(it.modality_text),
            [verb.text for verb in it.verbs],
            it.verb_relation,
            _words(it.party),
            it.party_role,
            _words(it.target),
            _words(it.destination),
            _words(it.occasion),
            _words(it.condition),
            [manner.text for manner in it.manner],
            _words(it.scope),
            list(it.doubts),
            it.place.text,
            *_places(it.place),
        )


def responsible(obligation: Obligation) -> str | None:
    """The sole or leading bearers in one cell; null where nobody is named."""
    return "、".join(b.text for b in obligation.bearers if b.role != "support") or None


def _bearers(notice: Notice) -> Iterator[Row]:
    for it in notice.obligations:
        for bearer in it.bearers:
            yield (
                notice.notice_id,
                it.obligation_id,
                bearer.text,
                bearer.role,
                bearer.inherited_from,
                *_places(bearer.place),
            )


def _frequencies(notice: Notice) -> Iterator[Row]:
    for it in notice.frequencies:
        yield (
            notice.notice_id,
            it.frequency_id,
            it.obligation_id,
            it.section_id,
            it.place.text,
            it.kind,
            it.count_min,
            it.count_max,
            it.min_inclusive,
            it.max_inclusive,
            it.unit,
            it.period,
            it.event,
            it.timex_value,
            it.timex_freq,
            it.timex_mod,
            it.rrule,
            *_places(it.place),
        )


def _deadlines(notice: Notice) -> Iterator[Row]:
    for it in notice.deadlines:
        yield (
            notice.notice_id,
            it.deadline_id,
            it.obligation_id,
            it.section_id,
            it.place.text,
            it.kind,
            it.date.isoformat() if it.date else None,
            it.rrule,
            it.duration,
            it.working_days,
            _words(it.anchor),
            *_places(it.place),
        )


def _citations(notice: Notice) -> Iterator[Row]:
    for it in notice.citations:
        yield (
            notice.notice_id,
            it.citation_id,
            it.section_id,
            it.title,
            it.document_number,
            it.relation,
            *_places(it.place),
        )


def _edits(notice: Notice) -> Iterator[Row]:
    for edit in notice.edits:
        yield (
            notice.notice_id,
            edit.rule,
            edit.certainty,
            edit.before,
            edit.after,
            edit.char_start,
            edit.char_end,
            edit.source_start,
            edit.source_end,
        )


def _diagnostics(notice: Notice) -> Iterator[Row]:
    source = Source(notice.source_text)
    for it in notice.diagnostics:
        line, column = source.line_column(it.place.source_start) if it.place else (None, None)
        yield (notice.notice_id, it.code, it.severity, it.message, *_places(it.place), line, column)


_MAKERS: dict[str, Callable[[Notice], Iterator[Row]]] = {
    "notices": _notices,
    "sections": _sections,
    "duties": _duties,
    "obligations": _obligations,
    "bearers": _bearers,
    "frequencies": _frequencies,
    "deadlines": _deadlines,
    "citations": _citations,
    "edits": _edits,
    "places": place_rows,
    "diagnostics": _diagnostics,
}
