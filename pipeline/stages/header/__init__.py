"""Header of a notice (stub until the zones are found)."""

from __future__ import annotations
from collections.abc import Sequence
from dataclasses import dataclass
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.notice import Evidence, Header
from pipeline.model.reading import Mark, Zone
from pipeline.model.text import Text


@dataclass(frozen=True)
class Front:
    """Header."""

    header: Header
    zones: tuple[Zone, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def find_header(text: Text, marks: Sequence[Mark], evidence: Sequence[Evidence]) -> Front:
    """Header."""
    return Front(Header())
