"""Citations of a notice (stub)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.notice import Citation, Header, Section
from pipeline.model.text import Text


def find_references(text: Text, sections: Sequence[Section], header: Header) -> tuple[Citation, ...]:
    """Every cited instrument, one row a mention."""
    return ()
