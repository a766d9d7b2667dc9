"""Notice → its JSON file: everything nested, every value with its places, fields in the order of the model."""

from __future__ import annotations

import datetime
import json
from typing import Any

from pipeline.model.notice import Notice
from pipeline.model.record import Record


def render_json(notice: Notice) -> bytes:
    """UTF-8, nothing of the clock or the machine in it: the same notice gives the same bytes.

    The bytes are those of `notice.model_dump_json()`, for which pydantic would first build its serializers.
    """
    return _ENCODER.encode(notice).encode()


def _plain(value: Record | datetime.date) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else vars(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"), default=_plain)
