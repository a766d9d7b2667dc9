"""Whether a notice that was read back holds together: a notice goes in, what is wrong with it comes out.

The JSON file of a notice may have been changed by hand or made to harm; whoever writes pages from it cuts its text at
these places, and looks for the rows that others name.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.notice import Notice
from pipeline.model.record import Record
from pipeline.model.replay import replay_text
from pipeline.model.text import Quote

ID_FIELDS = {
    "sections": "section_id",
    "duties": "duty_id",
    "obligations": "obligation_id",
    "frequencies": "frequency_id",
    "deadlines": "deadline_id",
    "citations": "citation_id",
}
"""The tables of a notice, and what their rows are known by."""
NAMES = {
    "parent_id": "",
    "bearer_from": "sections",
    "inherited_from": "sections",
    **{field: table for table, field in ID_FIELDS.items()},
}
"""Fields that name another row, and its table; none: the same, and a row that stands before."""


def find_fault(notice: Notice) -> str | None:
    """What is false first, in words; None where every place holds."""
    length = len(notice.source_text)
    for quote in quotes(notice):
        if quote.char_start < 0 or notice.text[quote.char_start : quote.char_end] != quote.text:
            return f"the text at {quote.char_start} is not {quote.text[:20]!r}"
        if not 0 <= quote.source_start <= quote.source_end <= length:
            return f"{quote.source_start} to {quote.source_end} is no stretch of the source"
    for edit in notice.edits:
        if not (0 <= edit.char_start <= edit.char_end <= len(notice.text)):
            return f"{edit.char_start} to {edit.char_end} is no stretch of the text"
        if not (0 <= edit.source_start <= edit.source_end <= length):
            return f"{edit.source_start} to {edit.source_end} is no stretch of the source"
    try:
        if replay_text(notice).string != notice.text:
            return "the edits do not lead from the source to the text"
    except (ValueError, IndexError):
        return "the edits do not fit the source"
    if "".join(section.place.text for section in notice.sections) != notice.text:
        return "the sections, laid end to end, are not the text"
    return find_loose(notice)


def find_loose(notice: Notice) -> str | None:
    """The first row that shares its id, or names a row that is not there; None where there is none."""
    known = {table: {getattr(row, field) for row in getattr(notice, table)} for table, field in ID_FIELDS.items()}
    for table, own in ID_FIELDS.items():
        before = set[str]()
        for row in getattr(notice, table):
            row_id = getattr(row, own)
            if row_id in before:
                return f"two rows of {table} are called {row_id[:40]}"
            for field, named in _named(row, own):
                there = known[NAMES[field]] if NAMES[field] else before
                if named is not None and named not in there:
                    where = "there" if NAMES[field] else "before it"
                    return f"{field} of {row_id[:40]} in {table} names {named[:40]!r}, which is not {where}"
            before.add(row_id)
    return None


def _named(row: Record, own: str) -> Iterator[tuple[str, str | None]]:
    """The fields of a row that name another, and which."""
    for field, value in row:
        if field in NAMES and field != own:
            yield field, value
        elif field == "bearers":
            yield from (("inherited_from", bearer.inherited_from) for bearer in value)


def quotes(value: object) -> Iterator[Quote]:
    """Every quote within a record."""
    if isinstance(value, Quote):
        yield value
    elif isinstance(value, Record):
        for _, part in value:
            yield from quotes(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from quotes(part)
