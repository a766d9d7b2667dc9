"""`gongwen correct FILE`: a reviewer's correction, tried on the notice and written to a file beside it."""

from __future__ import annotations

import tomllib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from pipeline.commands import refuse, say
from pipeline.commands.reading import STDIN, is_extracted, open_notice
from pipeline.model.errors import Refused
from pipeline.outputs.unseen import one_line


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the raw notice")
    tables = "obligations, frequencies, deadlines, citations, sections or header"
    parser.add_argument("--table", required=True, help=tables)
    parser.add_argument("--reason", required=True, help="why")
    parser.add_argument("--by", required=True, help="who says so")
    parser.add_argument("--row", help="id of the row, as `gongwen show` and the tables give it")
    parser.add_argument("--field", help="the field to change")
    parser.add_argument("--value", help='its value: words, a number, ["a", "b"]; empty for none')
    parser.add_argument("--drop", action="store_true", help="strike the row out")
    parser.add_argument("--add", action="store_true", help="add a row: --section, --text and --set")
    parser.add_argument("--section", help="where an added row stands")
    parser.add_argument("--text", help="the words an added row, or a header field, stands at")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        dest="given",
        metavar="FIELD=VALUE",
        help="of an added row; more than once",
    )


def run(
    file: str,
    table: str,
    reason: str,
    by: str,
    row: str | None,
    field: str | None,
    value: str | None,
    drop: bool,
    add: bool,
    section: str | None,
    text: str | None,
    given: list[str],
) -> None:
    from pipeline.corrections.beside import corrections_path
    from pipeline.corrections.propose import propose_correction, save_correction

    if drop and add:
        refuse("--drop or --add, not both")
    if drop and (value is not None or (field and table != "header")):
        refuse("--drop strikes out a row, or a field of the header: it takes no --value")
    if given and not add:
        refuse("--set is for --add; a change takes --field and --value")
    if add and (row or field or value is not None):
        refuse("--add takes --section, --text and --set")
    if file == STDIN or (Path(file).exists() and not Path(file).is_file()):
        refuse(f"{file}: is no file; a correction needs one to lie beside")
    pairs = [_pair(each) for each in given]
    if len(values := dict(pairs)) < len(pairs):
        refuse('--set: a field is set once; several values are a list, ["a", "b"]')
    try:
        if is_extracted(file):
            refuse(f"{file}: is a result, which holds its corrections; name the raw notice")
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
        path = corrections_path(Path(file))
        save_correction(path, correction)
    except Refused as e:
        refuse(f"{file}: {e}", 1)
    except OSError as e:
        refuse(f"{file}: cannot be written beside it: {e.strerror or e}")
    say(one_line(f"{path}: {correction.action} {table} {row or field or ''}".rstrip()))


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
