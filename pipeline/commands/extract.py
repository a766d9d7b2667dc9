"""`gongwen extract PATH…`: notices → the output folder, with progress and every failure named."""

from __future__ import annotations

from argparse import ArgumentParser

from pipeline.commands import complain, refuse, refuse_output, say
from pipeline.commands.arguments import at_least_0, seconds
from pipeline.outputs import FORMATS
from pipeline.outputs.unseen import one_line

ENGINES = ("local", "ray")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="notices, folders or globs; - for standard input")
    parser.add_argument(
        "--output", "-o", default="output", metavar="DIR", help="where the results go (default: %(default)s)"
    )
    parser.add_argument(
        "--jobs", "-j", type=at_least_0, default=0, metavar="N", help="worker processes (default: one a core)"
    )
    parser.add_argument(
        "--format", "-f", action="append", dest="form", help=f"of {', '.join(FORMATS)}; several with commas"
    )
    parser.add_argument("--engine", default="local", help="local, or ray for a cluster (default: %(default)s)")
    parser.add_argument("--address", help="address of the Ray cluster")
    parser.add_argument("--force", action="store_true", help="parse unchanged files too")
    parser.add_argument(
        "--time-limit",
        type=seconds,
        default=60.0,
        metavar="SECONDS",
        help="for a notice, per megabyte (default: %(default)s)",
    )


def run(
    paths: list[str],
    output: str,
    jobs: int,
    form: list[str] | None,
    engine: str,
    address: str | None,
    force: bool,
    time_limit: float,
) -> None:
    import sqlite3

    from pipeline.commands.progress import open_watch
    from pipeline.corpus import Order, extract
    from pipeline.corpus.discover import NothingThere
    from pipeline.corpus.engines import EngineFailed
    from pipeline.corpus.work import usable_cores
    from pipeline.corpus.workplace import OutputBusy

    if engine not in ENGINES:
        refuse(f"--engine {engine}: unknown; there are {', '.join(ENGINES)}")
    if address is not None and engine != "ray":
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
    say(one_line(f"{output}: {counts}"))
    if not report.in_order:
        raise SystemExit(1)


def _forms(given: list[str] | None) -> tuple[str, ...] | None:
    """The formats asked for, once each; none where nothing was asked."""
    if not given:
        return None
    asked = [form.strip() for each in given for form in each.split(",") if form.strip()]
    for form in asked or [""]:
        if form not in FORMATS:
            refuse(f"--format {form}: unknown; there are {', '.join(FORMATS)}")
    return tuple(form for form in FORMATS if form in asked)
