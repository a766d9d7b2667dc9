"""The subcommands of `gongwen`, one module each, and the program that finds them. Only these modules print."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup


def run(commands: dict[str, str]) -> None:
    """The command line over these subcommands: their names, and the modules that are imported when one is called."""

    class Group(TyperGroup):
        def list_commands(self, ctx: Any) -> list[str]:
            return list(commands)

        def get_command(self, ctx: Any, cmd_name: str) -> Any:
            if cmd_name not in commands:
                return None
            alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
            alone.command(cmd_name)(import_module(commands[cmd_name]).run)
            return typer.main.get_command(alone)

    app = typer.Typer(cls=Group, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
    app.callback()(_gongwen)
    _speak_utf8()
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except OSError as e:
        _stop(e)


def _gongwen() -> None:
    """Official Chinese notices (公文) as data, every value with its place in the source."""


def refuse(message: str, status: int = 2) -> NoReturn:
    """End with a message on standard error: 2 for wrong usage, 1 for a notice that failed."""
    complain(f"gongwen: {message}")
    raise typer.Exit(status)


def refuse_output(output: object, error: Exception) -> NoReturn:
    """End because results cannot be written, with the file that was in the way."""
    place, reason = getattr(error, "filename", None), getattr(error, "strerror", None) or error
    refuse(f"{output}: cannot be written: {reason}" + (f" ({place})" if place and str(place) != str(output) else ""))


def complain(message: str) -> None:
    """A line on standard error; what the names of files hold is shown, never obeyed by the terminal."""
    from pipeline.corpus.identify import readable
    from pipeline.outputs.unseen import one_line

    typer.echo(one_line(readable(message)), err=True)


def _stop(error: OSError) -> NoReturn:
    """What cannot be written (a full disk, a pipe nobody reads) ends us with its name and without a traceback.

    At once, because Python would try to write the rest again on its way out.
    """
    if not isinstance(error, BrokenPipeError):
        with suppress(OSError, ValueError, AttributeError):
            sys.stderr.write(f"gongwen: {error.strerror or error}\n")
            sys.stderr.flush()
    os._exit(1)


def _speak_utf8() -> None:
    """Chinese can be written whatever the terminal's language is; a character it cannot show does not end us.

    Nor does standard output that is closed; and what is opened next does not take its place.
    """
    while (handle := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(handle)
    sys.stdout = sys.stdout or io.StringIO()
    sys.stderr = sys.stderr or io.StringIO()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
