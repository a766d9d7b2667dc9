"""What must hold whatever the bytes: a reading or a notice goes in, an AssertionError comes out where it is broken."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.model.errors import Refused
from pipeline.model.notice import Notice
from pipeline.model.reading import Reading
from pipeline.model.replay import replay_text
from pipeline.model.sound import quotes
from pipeline.model.text import Edit, Text
from pipeline.run import parse_notice


def read_or_refuse(read: Callable[[bytes], Reading], data: bytes) -> Reading | None:
    """The reading, checked; None where it was refused by name."""
    try:
        reading = read(data)
    except Refused as refusal:
        assert refusal.code and str(refusal)
        return None
    check_reading(reading)
    return reading


def parse_or_refuse(data: bytes, name: str = "notice.txt") -> Notice | None:
    """The notice, checked, the same twice; None where it was refused by name."""
    try:
        notice = parse_notice(data, name)
    except Refused as refusal:
        assert refusal.code and str(refusal)
        return None
    check_notice(notice)
    assert parse_notice(data, name) == notice, "two runs differ"
    return notice


def check_reading(reading: Reading) -> None:
    check_text(reading.text)
    length = len(reading.text.source.string)
    for mark in reading.marks:
        assert 0 <= mark.source.start <= mark.source.end <= length, mark
    for said in reading.evidence:
        assert 0 <= said.source_start <= said.source_end <= length, said
    starts = [anchor.start for anchor in reading.text.source.anchors]
    assert starts == sorted(starts) and all(0 <= start <= length for start in starts)


def check_text(text: Text) -> None:
    """No half characters; the pieces are the string; the edits lead from the source to it."""
    text.string.encode()
    text.source.string.encode()
    length = len(text.source.string)
    starts = [piece.start for piece in text.pieces]
    assert starts == sorted(set(starts)) and starts[:1] == ([0] if text.string else [])
    ends = [*starts[1:], len(text.string)]
    for piece, end in zip(text.pieces, ends, strict=False):
        assert 0 <= piece.source_start <= piece.source_end <= length, piece
        assert not piece.aligned or piece.source_end - piece.source_start == end - piece.start, piece
    again = Text.of(text.source)
    for layer in text.layers:
        again = again.edit(_unapplied(edit) for edit in layer)
    assert again.string == text.string and again.pieces == text.pieces


def _unapplied(edit: Edit) -> Edit:
    return Edit(edit.span, edit.after, edit.rule, edit.certainty, edit.aligned)


def check_notice(notice: Notice) -> None:
    check_rows(notice)
    source = len(notice.source_text)
    for quote in quotes(notice):
        assert notice.text[quote.char_start : quote.char_end] == quote.text, quote
        assert 0 <= quote.char_start <= quote.char_end <= len(notice.text), quote
        assert 0 <= quote.source_start <= quote.source_end <= source, quote
    for edit in notice.edits:
        assert 0 <= edit.char_start <= edit.char_end <= len(notice.text), edit
        assert 0 <= edit.source_start <= edit.source_end <= source, edit
    assert replay_text(notice).string == notice.text, "the edits on record do not lead to the text"
    assert Notice.model_validate_json(notice.model_dump_json()) == notice, "the JSON does not read back"


def check_rows(notice: Notice) -> None:
    """Rows tile the text; ids are unique; whatever names a row names one that is there."""
    assert "".join(s.place.text for s in notice.sections) == notice.text, "rows do not tile the text"
    position = 0
    for section in notice.sections:
        assert section.place.char_start == position, section.section_id
        position = section.place.char_end
    sections = [s.section_id for s in notice.sections]
    assert len(set(sections)) == len(sections), "two sections with one id"
    rows = {*sections, None}
    assert {s.parent_id for s in notice.sections} <= rows
    obligations = [o.obligation_id for o in notice.obligations]
    assert len(set(obligations)) == len(obligations), "two obligations with one id"
    named = {*obligations, None}
    assert {o.parent_id for o in notice.obligations} <= named
    assert {o.duty_id for o in notice.obligations} <= {d.duty_id for d in notice.duties}
    for table in (notice.duties, notice.obligations, notice.frequencies, notice.deadlines, notice.citations):
        assert {row.section_id for row in table} <= rows
    assert {f.obligation_id for f in notice.frequencies} <= named
    assert {d.obligation_id for d in notice.deadlines} <= named
