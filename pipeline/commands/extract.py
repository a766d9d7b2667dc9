"""`gongwen extract PATH…`: notices → the output folder, with progress and every failure named."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands import complain, refuse, refuse_output
from pipeline.outputs import FORMATS

ENGINES = ("local", "ray")


def run(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH…", help="Notices, folders or globs; - for standard input.")
    ],
    output: Annotated[str, typer.Option("--output", "-o", metavar="DIR", help="Where the results go.")] = "output",
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="Worker processes; 0 for one a core.")] = 0,
    form: Annotated[
        list[str] | None, typer.Option("--format", "-f", help=f"Of {', '.join(FORMATS)}; several with commas.")
    ] = None,
    engine: Annotated[str, typer.Option(help="local, or ray for a cluster.")] = "local",
    address: Annotated[str | None, typer.Option(help="Address of the Ray cluster.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Parse unchanged files too.")] = False,
    time_limit: Annotated[float, typer.Option(min=0.1, max=86_400, help="Seconds for a notice, per megabyte.")] = 60.0,
) -> None:
    """Extract notices into JSON files and tables."""
    import sqlite3

    from pipeline.commands.progress import open_watch
    from pipeline.corpus import Order, extract
    from pipeline.corpus.discover import NothingThere
    from pipeline.corpus.engines import EngineFailed
    from pipeline.corpus.work import usable_cores
    from pipeline.corpus.workplace import OutputBusy

    if engine not in ENGINES:
        refuse(f"--engine {engine}: unknown; there are {', '.join(ENGINES)}")
    if address and engine != "ray":
        refuse("--address: is for --engine ray")
    if not output:
        refuse("--output: names no folder")
    order = Order(tuple(paths), output, jobs or usable_cores(), _forms(form), engine, address, force, time_limit)
    with open_watch() as watch:
        try:
            report = extract(order, watch)
        except (NothingThere, OutputBusy, EngineFailed) as e:
            refuse(str(e))
        except (OSError, sqlite3.Error) as e:
            refuse_output(output, e)
    for problem in report.problems:
        complain(f"gongwen: {problem}")
    counts = f"{report.done} written, {report.unchanged} unchanged, {report.removed} removed, {report.failed} failed"
    typer.echo(f"{output}: {counts}")
    if not report.in_order:
        raise typer.Exit(1)


def _forms(given: list[str] | None) -> tuple[str, ...] | None:
    """The formats asked for, once each; none where nothing was asked."""
    if not given:
        return None
    asked = [form.strip() for each in given for form in each.split(",") if form.strip()]
    for form in asked or [""]:
        if form not in FORMATS:
            refuse(f"--format {form}: unknown; there are {', '.join(FORMATS)}")
    return tuple(form for form in FORMATS if form in asked)
