"""A file named on the command line → the notice in it; what cannot be opened ends the command with its name."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands import refuse

if TYPE_CHECKING:
    from pipeline.model.notice import Notice


def open_notice(file: str) -> Notice:
    """The notice in a file of any format, in standard input (`-`), or in a JSON file that was written before."""
    from pipeline.corpus.identify import base_id, readable
    from pipeline.model.errors import Refused
    from pipeline.run import parse_notice

    data = _read(file)
    if data.startswith(b'{"schema_version":'):
        return _load(file, data)
    name = "stdin" if file == "-" else readable(Path(file).name)
    try:
        return parse_notice(data, name, base_id(name))
    except Refused as e:
        refuse(f"{file}: {e} ({e.code})", status=1)


def _read(file: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as e:
        refuse(f"{file}: {e.strerror or e}")


def _load(file: str, data: bytes) -> Notice:
    from pydantic import ValidationError

    from pipeline.model.notice import Notice

    try:
        return Notice.model_validate_json(data)
    except ValidationError as e:
        refuse(f"{file}: no notice of this version: {e.error_count()} errors (not-a-notice)", status=1)
