"""`gongwen correct FILE`: a reviewer's correction, tried on the notice and written to a file beside it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.commands import refuse
from pipeline.commands.reading import STDIN, open_notice
from pipeline.model.errors import Refused


def run(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The raw notice.")],
    table: Annotated[str, typer.Option(help="obligations, frequencies, deadlines, citations, sections or header.")],
    reason: Annotated[str, typer.Option(help="Why.")],
    by: Annotated[str, typer.Option(help="Who says so.")],
    row: Annotated[str | None, typer.Option(help="Id of the row, as `gongwen show` and the tables give it.")] = None,
    field: Annotated[str | None, typer.Option(help="The field to change.")] = None,
    value: Annotated[str | None, typer.Option(help='Its value: words, a number, ["a", "b"]; empty for none.')] = None,
    drop: Annotated[bool, typer.Option("--drop", help="Strike the row out.")] = False,
    add: Annotated[bool, typer.Option("--add", help="Add a row: --section, --text and --set.")] = False,
    section: Annotated[str | None, typer.Option(help="Where an added row stands.")] = None,
    text: Annotated[str | None, typer.Option(help="The words an added row, or a header field, stands at.")] = None,
    given: Annotated[list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="Of an added row.")] = None,
) -> None:
    """Correct one value, or strike out or add a row; the correction is laid over the result from then on."""
    from pipeline.corrections.beside import corrections_path
    from pipeline.corrections.propose import propose_correction, save_correction

    if drop and add:
        refuse("--drop or --add, not both")
    if file == STDIN:
        refuse("a correction needs a file to lie beside")
    values = dict(_pair(each) for each in given or ())
    try:
        notice = open_notice(file)
        correction = propose_correction(
            notice,
            action="drop" if drop else "add" if add else "change",
            table=table,
            row=row,
            field=field,
            value=read_value(value) if value is not None else None,
            section=section,
            text=text,
            values=values or None,
            reason=reason,
            by=by,
        )
        path = Path(corrections_path(file, Path(file).name, notice.notice_id))
        save_correction(path, correction)
    except Refused as e:
        refuse(f"{file}: {e}", 1)
    except OSError as e:
        refuse(f"{file}: cannot be written beside it: {e.strerror or e}")
    typer.echo(f"{path}: {correction.action} {table} {row or field or ''}".rstrip())


def _pair(given: str) -> tuple[str, Any]:
    name, sign, value = given.partition("=")
    if not sign:
        refuse(f"--set {given}: must be FIELD=VALUE")
    return name, read_value(value)


def read_value(value: str) -> Any:
    """A number, a date, a list or truth value as TOML writes them; anything else is words."""
    try:
        return tomllib.loads(f"value = {value}")["value"] if "\n" not in value else value
    except (ValueError, RecursionError):
        return value
