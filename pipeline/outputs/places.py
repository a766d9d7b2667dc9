"""Notice → one row for every quotation anywhere in it: table, row, field, place, line, page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Any, get_args

from pipeline.model.notice import Notice
from pipeline.model.record import Record
from pipeline.model.text import Quote, Source
from pipeline.outputs.shapes import Row

_ROWS = (
    ("sections", "section_id"),
    ("duties", "duty_id"),
    ("obligations", "obligation_id"),
    ("frequencies", "frequency_id"),
    ("deadlines", "deadline_id"),
    ("citations", "citation_id"),
)

Found = tuple[str, int | None, Quote]
"""Field, position in a list from 1, and the quotation."""


def place_rows(notice: Notice) -> Iterator[Row]:
    """The rows of table `places`: header, then each table in its own order, then diagnostics."""
    source = Source(notice.source_text, notice.source.anchors)
    for table, row_id, (field, item, quote) in _all_found(notice):
        line, column = source.line_column(quote.source_start)
        anchor = source.anchor(quote.source_start)
        yield (
            notice.notice_id,
            table,
            row_id,
            field,
            item,
            quote.text,
            quote.char_start,
            quote.char_end,
            quote.source_start,
            quote.source_end,
            line,
            column,
            anchor.part if anchor else None,
            anchor.page if anchor else None,
        )


def _all_found(notice: Notice) -> Iterator[tuple[str, str | None, Found]]:
    for found in _quotes(notice.header):
        yield "notices", notice.notice_id, found
    for table, key in _ROWS:
        for record in getattr(notice, table):
            row_id = getattr(record, key)
            for found in _quotes(record):
                yield table, row_id, found
    for number, diagnostic in enumerate(notice.diagnostics, 1):
        if diagnostic.place:
            yield "diagnostics", None, ("place", number, diagnostic.place)


def _quotes(record: Record, prefix: str = "", item: int | None = None) -> Iterator[Found]:
    """Every quotation in a record; the place of a value bears the value's name, not `title.place`."""
    for field in _quoting_fields(type(record)):
        value = getattr(record, field)
        if not value:
            continue
        path = prefix + field if field != "place" or not prefix else prefix[:-1]
        if isinstance(value, Quote):
            yield path, item, value
        elif isinstance(value, tuple):
            yield from chain.from_iterable(_in_item(v, path, i) for i, v in enumerate(value, 1))
        else:
            yield from _quotes(value, path + ".", item)


def _in_item(value: Record, path: str, item: int) -> Sequence[Found] | Iterator[Found]:
    return ((path, item, value),) if isinstance(value, Quote) else _quotes(value, path + ".", item)


@cache
def _quoting_fields(kind: type[Record]) -> tuple[str, ...]:
    """The fields of a record class in which a quotation can lie."""
    return tuple(name for name, info in kind.model_fields.items() if _can_quote(info.annotation))


def _can_quote(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation is Quote or bool(_quoting_fields(annotation))
    return any(_can_quote(part) for part in get_args(annotation))
