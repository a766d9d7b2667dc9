"""What a reader makes of a file: text with origin, and what the carrier says beside the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.notice import Evidence
from pipeline.model.text import SourceSpan, Text

MarkKind = Literal["heading", "centered", "right", "table_row", "footnote", "red_head"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Layout that plain text loses, on a stretch of the source. `level` is the heading level from 1, else 0."""

    source: SourceSpan
    kind: MarkKind
    level: int = 0


@dataclass(frozen=True)
class Reading:
    """One notice as read: paragraphs are lines of `text`, each ended by a line feed but perhaps the last."""

    text: Text
    media_type: str
    encoding: str | None = None
    marks: tuple[Mark, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class Zone:
    """A stretch of the restored text that is a part of the layout (title, addressees, signature …)."""

    kind: str
    start: int
    end: int
