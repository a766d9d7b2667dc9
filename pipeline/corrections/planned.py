"""A file of corrections (TOML) → planned corrections; what a reviewer may write, and how it is found again.

    [[correction]]
    action = "change"                       # change, add or drop
    table = "obligations"                   # obligations, frequencies, deadlines, citations, sections or header
    row = "o12"                             # its id when the correction was written
    text = "每年听取汇报不少于2次"             # what the row says: must still be so
    field = "target"
    value = "安全生产工作情况汇报"             # "" leaves the field empty
    was = "汇报"                            # optional: the value must still be this one
    reason = "对象漏读定语"
    by = "王芳"

To add a row, `section` and `text` say where it stands, and `values` holds its fields.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, model_validator

from pipeline.corrections.beside import read_file
from pipeline.model.errors import Refused
from pipeline.model.notice import CorrectionAction
from pipeline.model.record import Record

CorrectedTable = Literal["obligations", "frequencies", "deadlines", "citations", "sections", "header"]


class PlannedCorrection(Record):
    """One correction as written in the file, not yet held against the notice."""

    action: CorrectionAction
    table: CorrectedTable
    row: str | None = None
    section: str | None = None
    text: str = ""
    field: str | None = None
    value: Any = None
    was: Any = None
    values: dict[str, Any] = Field(default_factory=dict)
    reason: str = Field(min_length=1)
    by: str = Field(min_length=1)

    @model_validator(mode="after")
    def _is_whole(self) -> PlannedCorrection:
        if self.action == "change" and (self.field is None or self.value is None):
            raise ValueError("a change needs `field` and `value`")
        if self.action == "add" and (self.table in ("sections", "header") or not self.section or not self.text):
            raise ValueError("an added row needs a table of found things, `section` and `text`")
        if self.action == "drop" and self.table == "sections":
            raise ValueError("a section cannot be dropped: every character belongs to one")
        if self.action != "add" and self.table != "header" and not self.text:
            raise ValueError("`text` must say what the row says")
        return self


def load_corrections(path: Path) -> tuple[PlannedCorrection, ...]:
    """The corrections of a file, none where there is no file; refuses a file that is not well formed."""
    return read_corrections(read_file(path), path.name)


def read_corrections(content: bytes, name: str) -> tuple[PlannedCorrection, ...]:
    """The corrections written in `content`; `name` is for the message where it is not well formed."""
    try:
        tables = tomllib.loads(content.decode("utf-8-sig"))
        if unknown := set(tables) - {"correction"}:
            raise ValueError(f"unknown key {', '.join(sorted(unknown))}")
        rows = tables.get("correction", [])
        if not isinstance(rows, list):
            raise ValueError("corrections are written as [[correction]]")
        return tuple(PlannedCorrection.model_validate(row) for row in rows)
    except (ValidationError, ValueError, RecursionError) as error:
        raise Refused("broken-corrections", f"{name}: {said(error)}") from error


def said(error: Exception) -> str:
    """What is wrong, with the fields where it is."""
    if isinstance(error, ValidationError):
        return "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}".lstrip(": ") for e in error.errors())
    return str(error)
