"""What may be said on the command line: the parser of a subcommand, and what values it takes."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any, NoReturn

MOST_DIGITS = 18
"""Of a number that somebody means."""


class Parser(argparse.ArgumentParser):
    """argparse, but no option is guessed from its beginning, and a terminal obeys nothing of what was typed."""

    def __init__(self, prog: str, description: str, **others: Any) -> None:
        super().__init__(prog=prog, description=description, allow_abbrev=False, **others)

    def _print_message(self, message: str, file: Any = None) -> None:
        """What is asked for is written or fails: argparse would keep it to itself that the disk is full."""
        from pipeline.commands import write_error

        if message and file is sys.stdout:
            file.write(message)
        elif message:
            write_error(message)

    def error(self, message: str) -> NoReturn:
        from pipeline.commands import refuse

        self.print_usage(sys.stderr)
        refuse(message)


def at_least_0(words: str) -> int:
    """A whole number from 0 on."""
    if not words.isdecimal() or len(words) > MOST_DIGITS:
        raise argparse.ArgumentTypeError(f"{words}: must be a whole number from 0 on")
    return int(words)


def seconds(words: str) -> float:
    """A time between a moment and a day."""
    try:
        value = float(words)
    except ValueError:
        value = 0.0
    if not 0.1 <= value <= 86_400:
        raise argparse.ArgumentTypeError(f"{words}: must be a number between 0.1 and 86400")
    return value


def place(words: str) -> Path:
    """Where something is to be written; a variable of the shell that was not set names nothing."""
    if not words:
        raise argparse.ArgumentTypeError("names no file and no folder")
    return Path(words)


def folder(words: str) -> Path:
    """A folder that is there."""
    if not Path(words).is_dir():
        raise argparse.ArgumentTypeError(f"{words}: no such folder")
    return Path(words)
