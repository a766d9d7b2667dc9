"""What the pipeline wants to tell about a notice that is not a value: doubt, damage, disagreement, with its place."""

from typing import Literal

from pipeline.model.record import Record
from pipeline.model.text import Quote

Severity = Literal["error", "warning", "info"]


class Diagnostic(Record):
    """One remark. `code` is readable and stable, e.g. `section-gap`; `place` is null where none can be named."""

    code: str
    severity: Severity
    message: str
    place: Quote | None = None
