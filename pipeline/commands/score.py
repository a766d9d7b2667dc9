"""`gongwen score`: precision and recall per field against notices marked by hand."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from pipeline.commands import refuse, say
from pipeline.commands.arguments import folder


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("gold", type=folder, metavar="FOLDER", help="marks, as in tests/gold")
    parser.add_argument(
        "--notices", type=folder, metavar="DIR", help="where the marked notices are, if not beside the marks"
    )
    parser.add_argument("--verbose", "-v", action="store_true", help="with every row missed or too many")


def run(gold: Path, notices: Path | None, verbose: bool) -> None:
    from pipeline.outputs.unseen import one_line
    from pipeline.scoring import BrokenMarks, score

    try:
        report = score(gold, notices, verbose)
    except BrokenMarks as e:
        refuse(str(e))
    for line in report.lines():
        say(one_line(line))
    raise SystemExit(1 if report.failures else 0)
