"""Notice → its JSON file: everything nested, every value with its places, fields in the order of the model."""

from __future__ import annotations

from pipeline.model.notice import Notice


def render_json(notice: Notice) -> bytes:
    """UTF-8, nothing of the clock or the machine in it: the same notice gives the same bytes."""
    return notice.model_dump_json().encode()
