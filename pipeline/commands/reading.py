"""A path on the command line → the notice: a raw notice, or the JSON file of one that was extracted."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands import refuse
from pipeline.model.errors import Refused

if TYPE_CHECKING:
    from pipeline.model.notice import Notice

STDIN = "-"
EXTRACTED = b'{"schema_version":'
"""How the JSON file of a notice begins."""
UNREADABLE = "unreadable"


def open_notice(place: str) -> Notice:
    """What `read_notice` reads, for a command about one notice: what cannot be read ends it, with its name."""
    try:
        return read_notice(place)
    except Refused as e:
        refuse(f"{place}: {e} ({e.code})", status=2 if e.code == UNREADABLE else 1)


def read_notice(place: str, name: str | None = None) -> Notice:
    """The notice at `place` (`-`: standard input) with the corrections that lie beside it; Refused where it is none.

    `name` is its path below a folder that was given. An extracted notice already holds its corrections.
    """
    from pipeline.corpus.identify import base_id, readable

    data = _read_bytes(place)
    if data.startswith(EXTRACTED):
        return _read_json(data)
    name = readable(name or ("stdin" if place == STDIN else Path(place).name))
    from pipeline.corrections.beside import lay_over_beside
    from pipeline.run import parse_notice

    notice = parse_notice(data, name, base_id(name))
    return lay_over_beside(notice, place, name) if place != STDIN else notice


def _read_bytes(place: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if place == STDIN else Path(place).read_bytes()
    except OSError as e:
        raise Refused(UNREADABLE, e.strerror or type(e).__name__) from e


def _read_json(data: bytes) -> Notice:
    from pydantic import ValidationError

    from pipeline.model.notice import Notice

    try:
        return Notice.model_validate_json(data)
    except ValidationError as e:
        raise Refused("not-a-notice", f"no notice of this version: {e.error_count()} errors") from e
