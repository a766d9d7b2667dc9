"""What was changed, by whom: an edit on the way from source to text, a reviewer's correction of the result."""

from __future__ import annotations

from typing import Literal

from pipeline.model.record import Record
from pipeline.model.text import Certainty


class EditRecord(Record):
    """One edit on the way from source to restored text, at its final place. `layer` counts from 0, the source."""

    layer: int
    rule: str
    certainty: Certainty
    before: str
    after: str
    layer_start: int
    """Where `before` begins in the text of its layer: with layer and texts, edits replay and undo."""
    char_start: int
    char_end: int
    source_start: int
    source_end: int


CorrectionAction = Literal["change", "add", "drop"]


class Correction(Record):
    """A reviewer's correction that was laid over the result, so that every output can mark it.

    `table` and `row_id` name the row (`header` has no row id), `field` what was changed of it; `before` and `after`
    are as a reader sees them, null where the row was added or dropped.
    """

    action: CorrectionAction
    table: str
    row_id: str | None = None
    field: str | None = None
    before: str | None = None
    after: str | None = None
    reason: str
    by: str
