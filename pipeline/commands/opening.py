"""A file named on the command line → the notice in it; what is none ends the command with its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.commands import refuse
from pipeline.commands.reading import read_notice
from pipeline.model.errors import Refused

if TYPE_CHECKING:
    from pipeline.model.notice import Notice


def open_notice(file: str) -> Notice:
    """The notice; status 2 where there is no such file, 1 where it cannot be read as a notice."""
    try:
        return read_notice(file)
    except Refused as e:
        refuse(f"{file}: {e} ({e.code})", status=2 if e.code == "unreadable" else 1)
