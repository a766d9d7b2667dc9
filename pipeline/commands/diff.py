"""`gongwen diff OLD NEW`: what changed between two notices, as table, Markdown, JSON or page."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands import refuse, refuse_output, refuse_over, say
from pipeline.commands.arguments import place
from pipeline.commands.reading import STDIN, open_notice
from pipeline.outputs.unseen import escape_unseen, show_unseen

if TYPE_CHECKING:
    from pipeline.model.notice import Notice

FORMS = ("table", "md", "json", "html")
WIDEST = 1000
"""Columns of a table on the screen at most."""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD", help="a notice, or the JSON file of one")
    parser.add_argument("new", metavar="NEW", help="the later version")
    parser.add_argument(
        "--format", "-f", default="table", dest="form", help=f"of {', '.join(FORMS)} (default: %(default)s)"
    )
    parser.add_argument("--output", "-o", type=place, metavar="FILE", help="instead of the screen")


def run(old: str, new: str, form: str, output: Path | None) -> None:
    if form not in FORMS:
        refuse(f"--format {form}: unknown; there are {', '.join(FORMS)}")
    if old == new == STDIN:
        refuse("OLD and NEW: standard input holds one notice")
    if output and _is_standard_output(output):
        output = None
    if output:
        refuse_over(output, old, new)
    notices = [open_notice(old), open_notice(new)]
    text = _render(notices, form, None if output else _width())
    if output is None:
        shown = show_unseen(text) if form == "html" and sys.stdout.isatty() else text
        say(shown, end="")
        return
    from pipeline.outputs.atomic import write_file

    try:
        write_file(Path(os.path.realpath(output)) if output.is_file() else output, text.encode())
    except OSError as e:
        refuse_output(output, e)


def _is_standard_output(output: Path) -> bool:
    """Whether it is by another name (`/dev/stdout`) what we write to anyway: a link to that is not to be replaced."""
    with suppress(OSError, ValueError, AttributeError):
        return os.path.samestat(output.stat(), os.fstat(sys.stdout.fileno()))
    return False


def _width() -> int:
    """Columns of the terminal, as far as one goes: a table is filled up with blanks to whatever is asked."""
    import shutil

    return min(WIDEST, shutil.get_terminal_size((120, 40)).columns)


def _render(notices: list[Notice], form: str, width: int | None) -> str:
    from pipeline.comparison import compare_notices, render_html, render_markdown, render_terminal

    comparison = compare_notices(*notices)
    if form == "md":
        return render_markdown(comparison)
    if form == "json":
        return escape_unseen(comparison.model_dump_json(indent=1)) + "\n"
    if form == "html":
        return render_html(comparison)
    import io

    from rich.console import Console

    target = io.StringIO()
    colour = width is not None and sys.stdout.isatty()
    Console(file=target, width=width or 120, force_terminal=colour).print(render_terminal(comparison))
    return target.getvalue()
