"""What a reviewer asks for on the command line → a correction that fits the notice, written to its file."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pipeline.corrections.beside import read_file
from pipeline.corrections.fields import display
from pipeline.corrections.lay_over import lay_over
from pipeline.corrections.planned import PlannedCorrection, read_corrections, said
from pipeline.model.errors import Refused
from pipeline.model.notice import Notice
from pipeline.model.sound import ID_FIELDS
from pipeline.outputs.atomic import write_file


def propose_correction(notice: Notice, **asked: Any) -> PlannedCorrection:
    """A correction with the row's present text and value filled in; refuses one that the notice does not take."""
    given = {k: v for k, v in asked.items() if v is not None}
    table, row_id = given.get("table", ""), given.get("row")
    row = None
    if row_id and table in ID_FIELDS:
        row = next((r for r in getattr(notice, table) if getattr(r, ID_FIELDS[table]) == row_id), None)
    if row_id and row is None:
        raise Refused("no-such-row", f"{notice.notice_id} has no row {row_id} in {table}")
    if row is not None:
        given.setdefault("text", row.place.text)
    holder = notice.header if table == "header" else row
    if given.get("action") == "change" and holder is not None and "field" in given:
        given.setdefault("was", display(getattr(holder, given["field"], None)) or "")
    try:
        correction = PlannedCorrection.model_validate(given)
        to_toml(correction).encode()
    except ValidationError as error:
        raise Refused("broken-corrections", said(error)) from error
    except UnicodeEncodeError as error:
        raise Refused("broken-corrections", "what is asked holds bytes that are no text") from error
    tried = lay_over(notice, [correction])
    if len(tried.diagnostics) > len(notice.diagnostics):
        raise Refused("correction-invalid", tried.diagnostics[-1].message)
    return correction


def save_correction(path: Path, correction: PlannedCorrection) -> None:
    """Adds it at the end of the file, which is made where there is none; what stood there stays as it was."""
    path = Path(os.path.realpath(path))  # a link stays one
    path.parent.mkdir(parents=True, exist_ok=True)
    with _alone_in(path.parent):
        content = read_file(path).decode("utf-8-sig")
        gap = "" if not content else "\n" if content.endswith("\n") else "\n\n"
        content += gap + to_toml(correction)
        read_corrections(content.encode("utf-8"), path.name)
        write_file(path, content.encode())


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """One at a time, so that of corrections made at once none is lost; not where the system cannot lock a folder."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def to_toml(correction: PlannedCorrection) -> str:
    """A correction as its `[[correction]]` table."""
    values = correction.model_dump(exclude_defaults=True)
    return "\n".join(["[[correction]]", *(f"{key} = {_toml_value(value)}" for key, value in values.items()), ""])


def _toml_value(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(k)} = {_toml_value(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_toml_value, value)) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return value.isoformat() if hasattr(value, "isoformat") else json.dumps(value)
