"""`gongwen calendar FILE`: the reminders of a notice as iCalendar files: of all bearers, of one, or of each."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands import refuse, refuse_output
from pipeline.commands.reading import open_notice

if TYPE_CHECKING:
    from pipeline.model.notice import Notice


def run(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A notice, or the JSON file of one; - for stdin.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where the calendars go.")] = Path(),
    start: Annotated[str | None, typer.Option(metavar="DATE", help="First day, 2025-01-01; else the notice's.")] = None,
    bearer: Annotated[str | None, typer.Option(help="Only what this bearer must do.")] = None,
    each: Annotated[bool, typer.Option("--each", help="One calendar per bearer.")] = False,
) -> None:
    """Write the reminders and deadlines of a notice for a calendar program."""
    if each and bearer is not None:
        refuse("--each or --bearer, not both")
    notice = open_notice(file)
    try:
        first = datetime.date.fromisoformat(start) if start else None
    except ValueError:
        refuse(f"--start {start}: must be a date like 2025-01-01")
    known = list(dict.fromkeys(b.text for o in notice.obligations for b in o.bearers))
    if bearer is not None and bearer not in known:
        refuse(f"--bearer {bearer}: unknown; there are {'; '.join(known)}")
    for name in known if each else [bearer]:
        try:
            path = _write(notice, output, name, first)
        except OSError as e:
            refuse_output(output, e)
        typer.echo(path)


def _write(notice: Notice, output: Path, bearer: str | None, start: datetime.date | None) -> Path:
    from pipeline.corpus.identify import full_id
    from pipeline.outputs.atomic import HIDDEN, Store
    from pipeline.outputs.reminders import render_calendar

    name = full_id(f"{notice.notice_id}-{bearer}" if bearer else notice.notice_id) + ".ics"
    store = Store(str(output))
    store.write(name, render_calendar(notice, bearer, start))
    for folder in (f"{HIDDEN}/unfinished", HIDDEN):
        store.prune(folder)
    return output / name
