"""`gongwen calendar FILE`: the reminders of a notice as iCalendar files: of all bearers, of one, or of each."""

from __future__ import annotations

import datetime
from argparse import ArgumentParser
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands import refuse, refuse_output, refuse_over, say
from pipeline.commands.arguments import place
from pipeline.commands.reading import open_notice
from pipeline.outputs import is_foreign
from pipeline.outputs.unseen import one_line

if TYPE_CHECKING:
    from pipeline.model.notice import Notice


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a notice, or the JSON file of one; - for standard input")
    parser.add_argument("--output", "-o", type=place, default=Path(), metavar="DIR", help="where the calendars go")
    parser.add_argument("--start", metavar="DATE", help="first day, 2025-01-01; else the notice's")
    parser.add_argument("--bearer", help="only what this bearer must do")
    parser.add_argument("--each", action="store_true", help="one calendar per bearer")


def run(file: str, output: Path, start: str | None, bearer: str | None, each: bool) -> None:
    if each and bearer is not None:
        refuse("--each or --bearer, not both")
    from pipeline.outputs.atomic import write_file
    from pipeline.outputs.reminders import render_calendar

    notice = open_notice(file)
    try:
        first = datetime.date.fromisoformat(start) if start is not None else None
    except ValueError:
        refuse(f"--start {start}: must be a date like 2025-01-01")
    known = list(dict.fromkeys(b.text for o in notice.obligations for b in o.bearers))
    if bearer is not None and bearer not in known:
        refuse(f"--bearer {bearer}: unknown; there are {'; '.join(known)}")
    taken = set[str]()
    for name in known if each else [bearer]:
        path = output / f"{_id_apart(notice, name, taken)}.ics"
        refuse_over(path, file)
        try:
            if is_foreign(path, "ics"):
                refuse(f"{path}: is no calendar of ours; name another folder with --output")
            write_file(path, render_calendar(notice, name, first))
        except OSError as e:
            refuse_output(output, e)
        say(one_line(str(path)))


def _id_apart(notice: Notice, bearer: str | None, taken: set[str]) -> str:
    """What the calendar of a bearer is called: signs that no file name holds are `_`, and may leave two names alike."""
    from pipeline.corpus.identify import folded, full_id, numbered

    own = full_id(f"{notice.notice_id}-{bearer}" if bearer else notice.notice_id)
    chosen = next(i for i in chain((own,), (numbered(own, n) for n in count(2))) if folded(i) not in taken)
    taken.add(folded(chosen))
    return chosen
