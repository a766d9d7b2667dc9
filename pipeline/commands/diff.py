"""`gongwen diff OLD NEW`: what changed between two notices, as table, Markdown, JSON or page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands import refuse, refuse_output
from pipeline.commands.reading import STDIN, open_notice

if TYPE_CHECKING:
    from pipeline.model.notice import Notice

FORMS = ("table", "md", "json", "html")


def run(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A notice, or the JSON file of one.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The later version.")],
    form: Annotated[str, typer.Option("--format", "-f", help=f"Of {', '.join(FORMS)}.")] = "table",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Instead of the screen.")
    ] = None,
) -> None:
    """Compare two notices: what was added, removed, moved, reworded, asked oftener or less often, of whom."""
    if form not in FORMS:
        refuse(f"--format {form}: unknown; there are {', '.join(FORMS)}")
    if old == new == STDIN:
        refuse("OLD and NEW: standard input holds one notice")
    notices = [open_notice(old), open_notice(new)]
    text = _render(notices, form, None if output else _width())
    if output is None:
        typer.echo(text, nl=False)
        return
    from pipeline.outputs.atomic import write_file

    try:
        write_file(output, text.encode())
    except OSError as e:
        refuse_output(output, e)


def _width() -> int | None:
    """Columns of the terminal; null where there is none."""
    import shutil

    return shutil.get_terminal_size((120, 40)).columns


def _render(notices: list[Notice], form: str, width: int | None) -> str:
    from pipeline.comparison import compare_notices, render_html, render_markdown, render_terminal

    comparison = compare_notices(*notices)
    if form == "md":
        return render_markdown(comparison)
    if form == "json":
        return comparison.model_dump_json(indent=1) + "\n"
    if form == "html":
        return render_html(comparison)
    import io
    import sys

    from rich.console import Console

    target = io.StringIO()
    colour = width is not None and sys.stdout.isatty()
    Console(file=target, width=width or 120, force_terminal=colour).print(render_terminal(comparison))
    return target.getvalue()
