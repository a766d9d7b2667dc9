"""A path on the command line → the notice: a raw notice, or the JSON file of one that was extracted."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.model.errors import Refused

if TYPE_CHECKING:
    from pipeline.model.notice import Notice

STDIN = "-"
EXTRACTED = b'{"schema_version":'
"""How the JSON file of a notice begins."""


def read_notice(place: str, name: str | None = None, corrected: bool = True) -> Notice:
    """The notice at `place` (`-`: standard input) with the corrections that lie beside it; Refused where it is none.

    `name` is its path below a folder that was given. An extracted notice already holds its corrections.
    """
    from pipeline.corpus.identify import base_id

    data = _read_bytes(place)
    name = name or ("stdin.txt" if place == STDIN else Path(place).name)
    if data.startswith(EXTRACTED):
        return _read_json(data, name)
    from pipeline.run import parse_notice

    notice = parse_notice(data, name, base_id(name))
    return _lay_over(notice, place, name) if corrected and place != STDIN else notice


def _read_bytes(place: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if place == STDIN else Path(place).read_bytes()
    except OSError as e:
        raise Refused("unreadable", e.strerror or type(e).__name__) from e


def _read_json(data: bytes, name: str) -> Notice:
    from pydantic import ValidationError

    from pipeline.model.notice import Notice

    try:
        return Notice.model_validate_json(data)
    except ValidationError as e:
        raise Refused("no-notice", f"{name} is no notice of this version") from e


def _lay_over(notice: Notice, place: str, name: str) -> Notice:
    from pipeline.corrections.beside import corrections_path

    path = corrections_path(place, name, notice.notice_id)
    if not path.exists():
        return notice
    from pipeline.corrections import lay_over, load_corrections

    return lay_over(notice, load_corrections(path))
