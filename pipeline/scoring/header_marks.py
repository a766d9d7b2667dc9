"""The marks of a header (`<id>.header.json`): text in, field → value out; a ValueError says what is wrong."""

from __future__ import annotations

import json
from typing import Any

from pipeline.model.notice import Header

_PARTS = {
    "document_number": ("text",),
    "issued_instrument": ("title", "version"),
    "citations": ("title", "document_number", "relation"),
}
"""Fields whose value is an object, and what of it is compared."""
_FIELDS = {*Header.model_fields, "citations"} - {"evidence", "addressees_text"}


def read_header_marks(content: str) -> dict[str, Any]:
    """The fields that somebody marked; null or an empty list where the notice has none."""
    marks = json.loads(content)
    if not isinstance(marks, dict):
        raise ValueError("must be an object of header fields")
    for name, value in marks.items():
        if name not in _FIELDS:
            raise ValueError(f"{name} is no header field")
        for one in value if isinstance(value, list) else (value,):
            _check(name, one)
    return marks


def _check(name: str, value: Any) -> None:
    parts = _PARTS.get(name)
    if value is None and name != "citations":
        return
    if not parts:
        if not isinstance(value, str):
            raise ValueError(f"{name} must be words, or a list of them")
    elif not isinstance(value, dict) or any(not isinstance(value.get(p, 0), str | None) for p in parts):
        raise ValueError(f"{name} must be an object with {', '.join(parts)}")
