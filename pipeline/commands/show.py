"""`gongwen show FILE`: one notice for a reader in a terminal."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.reading import open_notice


def run(file: Annotated[str, typer.Argument(help="A notice, its JSON file, or - for standard input.")]) -> None:
    """Show header, outline, duties with their frequencies, and diagnostics."""
    from rich.console import Console

    from pipeline.outputs.terminal import render_notice

    Console(highlight=False).print(render_notice(open_notice(file)), soft_wrap=False)
