"""Whether the places of a notice that was read back are true: a notice goes in, what is wrong with it comes out.

The JSON file of a notice may have been changed by hand or made to harm; whoever writes pages from it cuts its text at
these places.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.notice import Notice
from pipeline.model.record import Record
from pipeline.model.replay import replay_text
from pipeline.model.text import Quote


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
        return (
            None if replay_text(notice).string == notice.text else "the edits do not lead from the source to the text"
        )
    except (ValueError, IndexError):
        return "the edits do not fit the source"


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
