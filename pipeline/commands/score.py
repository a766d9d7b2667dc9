"""`gongwen score`: precision and recall per field against notices marked by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands import refuse


def run(
    gold: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Marks, as in tests/gold.", exists=True, file_okay=False)
    ],
    notices: Annotated[
        Path | None,
        typer.Option(help="Where the marked notices are, if not beside the marks.", exists=True, file_okay=False),
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="With every row missed or too many.")] = False,
) -> None:
    """Precision and recall per field against notices marked by hand."""
    from pipeline.scoring import BrokenMarks, score

    try:
        report = score(gold, notices, verbose)
    except BrokenMarks as e:
        refuse(str(e))
    for line in report.lines():
        typer.echo(line)
    raise typer.Exit(1 if report.failures else 0)
