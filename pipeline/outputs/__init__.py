"""Notice → files: one writer a format, one table WRITERS of those that make a file of each notice.

Tables over all notices (CSV, Parquet) are put together from the JSON files by `pipeline.corpus`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.model import own

if TYPE_CHECKING:
    from pipeline.model.notice import Notice


class Writer(NamedTuple):
    """Where a format's files go, how they end, what makes them (imported when it is asked for), and what tells them."""

    folder: str
    suffix: str
    render: str
    mark: bytes
    """What each of its files says near its beginning; nothing where it is packed."""


WRITERS = {
    "json": Writer("notices", ".json", "pipeline.outputs.json:render_json", b'{"schema_version":'),
    "html": Writer("reports", ".html", "pipeline.outputs.report:render_report", own.PAGE),
    "xlsx": Writer("ledgers", ".xlsx", "pipeline.outputs.ledger:render_xlsx", b""),
    "ics": Writer("calendars", ".ics", "pipeline.outputs.reminders:render_calendar", own.CALENDAR),
    "akn": Writer("akn", ".akn.xml", "pipeline.outputs.akn:render_akn", b"https://gongwen.invalid/ns/akn/1.0"),
}
TABLE_FORMATS = ("csv", "parquet")
FORMATS = (*WRITERS, *TABLE_FORMATS)
DEFAULT_FORMATS = ("json", *TABLE_FORMATS)
_RESULTS = re.compile(
    "|".join(
        (
            *(rf"{w.folder}/[^/\\:\0\ud800-\udfff]+{re.escape(w.suffix)}" for w in WRITERS.values()),
            rf"tables/\w+(?:/part-\w+)?\.(?:{'|'.join(TABLE_FORMATS)})",
        )
    )
)
_LONGEST_NAME = 255
"""Bytes of a file's name, as file systems allow."""


def render(notice: Notice, form: str) -> bytes:
    """The notice in one of the formats of WRITERS."""
    module, function = WRITERS[form].render.split(":")
    make: Callable[[Notice], bytes | str] = getattr(import_module(module), function)
    content = make(notice)
    return content.encode() if isinstance(content, str) else content


def output_path(notice_id: str, form: str) -> str:
    """Where that file stands in the output folder."""
    writer = WRITERS[form]
    return f"{writer.folder}/{notice_id}{writer.suffix}"


def is_foreign(file: Path, form: str) -> bool:
    """Whether something lies there that was not made by the writer of that format: somebody's own, a notice, a pipe."""
    if not file.is_file():
        return os.path.lexists(file)
    if not file.stat().st_size:
        return False
    mark = WRITERS[form].mark
    with suppress(OSError), file.open("rb") as content:
        return not mark or mark not in content.read(own.BEGINNING)
    return True


def is_result(path: str) -> bool:
    """Whether a path within an output folder is one that we write to; what is on record there need not be true."""
    return bool(_RESULTS.fullmatch(path)) and len(path.rpartition("/")[2].encode()) <= _LONGEST_NAME
