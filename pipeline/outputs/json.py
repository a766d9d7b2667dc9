"""Notice → its JSON file: everything nested, every value with its places, fields in the order of the model."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from typing import Any

from pipeline.model.notice import Notice
from pipeline.model.record import Record

_AT_ONCE = 1000
"""Records that are written at once: the JSON of a notice may be a hundred times as long as the notice."""


def render_json(notice: Notice) -> bytes:
    """UTF-8, nothing of the clock or the machine in it: the same notice gives the same bytes.

    The bytes are those of `notice.model_dump_json()`, for which pydantic would first build its serializers.
    """
    return b"".join(_pieces(notice))


def _pieces(notice: Notice) -> Iterator[bytes]:
    opening = "{"
    for name, value in vars(notice).items():
        yield f'{opening}"{name}":'.encode()
        opening = ","
        if not isinstance(value, tuple):
            yield _encode(value)
            continue
        yield b"["
        for start in range(0, len(value), _AT_ONCE):
            yield b"," * (start > 0) + _encode(value[start : start + _AT_ONCE])[1:-1]
        yield b"]"
    yield b"}"


def _encode(value: Any) -> bytes:
    """Dates are rare and the one kind of value that has no fields: what holds one is written a second time."""
    try:
        return _OF_RECORDS.encode(value).encode()
    except TypeError:
        return _OF_ALL.encode(value).encode()


def _plain(value: Record | datetime.date) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else vars(value)


def _encoder(default: Any) -> json.JSONEncoder:
    return json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"), default=default)


_OF_RECORDS, _OF_ALL = _encoder(vars), _encoder(_plain)
