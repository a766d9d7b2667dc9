"""A path on the command line → the notice: a raw notice, or the JSON file of one that was extracted."""

from __future__ import annotations

import codecs
import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands import complain, refuse
from pipeline.model.errors import Refused

if TYPE_CHECKING:
    from pipeline.model.notice import Notice

STDIN = "-"
_EXTRACTED = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"schema_version"\s*:')
"""How the JSON file of a notice begins; a program may have set it anew."""
_BEGINNING = 200
_LONGEST = 300
"""Characters of what is said about a file that is none."""
SECONDS = 60.0
"""Time limit of a notice, for each megabyte begun, as for `gongwen extract`."""
UNREADABLE = "unreadable"


def open_notice(place: str) -> Notice:
    """What `read_notice` reads, for a command about one notice: what cannot be read ends it, with its name."""
    try:
        return read_notice(place)
    except Refused as e:
        refuse(f"{place or repr(place)}: {e} ({e.code})", status_of(e))


def is_extracted(place: str) -> bool:
    """Whether a file is the result of a notice and not the notice."""
    with suppress(OSError, ValueError), Path(place).open("rb") as file:
        return bool(_EXTRACTED.match(file.read(_BEGINNING)))
    return False


def status_of(refusal: Refused) -> int:
    """How a command ends: wrong usage where there is no such file, else a notice that failed."""
    return 2 if refusal.code == UNREADABLE else 1


def read_notice(place: str, name: str | None = None) -> Notice:
    """The notice at `place` (`-`: standard input) with the corrections that lie beside it; Refused where it is none.

    `name` is its path below a folder that was given. An extracted notice already holds its corrections.
    """
    from pipeline.corpus.identify import base_id, readable
    from pipeline.corpus.job import time_for
    from pipeline.corpus.time_limit import TimeUp, time_limit
    from pipeline.corpus.work import reason

    data = _read_bytes(place)
    if _EXTRACTED.match(data, 0, _BEGINNING):
        notice = _read_json(data.removeprefix(codecs.BOM_UTF8))
        _tell_if_changed(place, data)
        return notice
    name = readable(name or ("stdin" if place == STDIN else Path(place).name))
    from pipeline.corrections.beside import lay_over_beside
    from pipeline.run import parse_notice

    try:
        with time_limit(time_for(len(data), SECONDS)):
            notice = parse_notice(data, name, base_id(name))
        return lay_over_beside(notice, place, name) if place != STDIN else notice
    except TimeUp as e:
        raise Refused("time-limit", str(e)) from None
    except (Refused, OSError):
        raise
    except Exception as e:  # a fault of ours, or want of memory: it costs no other notice its result
        raise Refused("crashed", reason(e)) from e


def _read_bytes(place: str) -> bytes:
    """The file, or standard input; without end or larger than any notice, it is refused before it fills the memory."""
    from pipeline.corpus.source import MAX_BYTES, read_standard_input

    if place == STDIN and sys.stdin is None:
        raise Refused(UNREADABLE, "standard input is closed")
    try:
        if place == STDIN:
            data = read_standard_input()
        else:
            with Path(place).open("rb") as file:
                data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError, MemoryError) as e:
        raise Refused(UNREADABLE, getattr(e, "strerror", None) or str(e) or type(e).__name__) from e
    if len(data) > MAX_BYTES:
        raise Refused("too-large", f"larger than {MAX_BYTES:,} bytes")
    return data


def _tell_if_changed(place: str, data: bytes) -> None:
    """A warning where a result is not as it was written, so that what it says is not taken for the notice's."""
    from pipeline.corpus.listing import is_changed

    if place != STDIN and is_changed(Path(place).absolute(), data):
        complain(f"gongwen: {place}: has been changed since it was written; manifest.json has another hash of it")


def _read_json(data: bytes) -> Notice:
    """The notice in its JSON file; refused where that is none, or says what is not so: it may come from anywhere."""
    from pydantic import ValidationError

    from pipeline.corpus.identify import full_id
    from pipeline.model.notice import SCHEMA_VERSION, Notice
    from pipeline.model.sound import find_fault

    try:
        notice = Notice.model_validate_json(data)
    except ValidationError as e:
        first = e.errors()[0]
        where = ".".join(map(str, first["loc"])) or "it"
        said = f"{where}: {first['msg']}; {e.error_count()} errors"
        raise Refused("not-a-notice", f"no notice of this version: {said}"[:_LONGEST]) from e
    if notice.schema_version.partition(".")[0] != SCHEMA_VERSION.partition(".")[0]:
        raise Refused("not-a-notice", f"its schema_version is {notice.schema_version[:20]}, and ours {SCHEMA_VERSION}")
    if full_id(notice.notice_id) != notice.notice_id:
        raise Refused("not-a-notice", f"{notice.notice_id!r} is no safe name")
    if fault := find_fault(notice):
        raise Refused("not-a-notice", fault)
    return notice
