"""The subcommands of `gongwen`, one module each, and the program that finds them. Only these modules print."""

from __future__ import annotations

import glob
import io
import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

from pipeline.commands.arguments import Parser

if TYPE_CHECKING:
    from pathlib import Path


def run(commands: dict[str, str]) -> None:
    """The command line over these subcommands: the names of their modules here, and what they do."""
    _speak_utf8()
    _wait_for_streams()
    try:
        try:
            _call(commands, _words())
        finally:
            sys.stdout.flush()
    except OSError as e:
        _stop(e)
    except MemoryError:
        refuse("there is not memory enough", 1)


def _call(commands: dict[str, str], words: list[str]) -> None:
    """The subcommand that is named first, with what it makes of the other words; its module is imported only then."""
    if not words or words[0] not in commands:
        _explain(commands, words)
    command = import_module(f"{__name__}.{words[0]}")
    parser = Parser(f"gongwen {words[0]}", commands[words[0]])
    command.add_arguments(parser)
    command.run(**vars(parser.parse_intermixed_args(_no_options(words[1:]))))


def _explain(commands: dict[str, str], words: list[str]) -> NoReturn:
    """What subcommands there are, or what is wrong with the words."""
    program = Parser("gongwen", "Official Chinese notices (公文) as data, every value with its place in the source.")
    program.epilog = "gongwen COMMAND --help says what it takes."
    named = program.add_subparsers(title="commands", metavar="COMMAND")
    for name, does in commands.items():
        named.add_parser(name, description=does, help=does)
    program.parse_args(words)
    program.print_help()
    raise SystemExit(2)


def _no_options(words: list[str]) -> list[str]:
    """The words, those behind `--` so written that argparse takes none for an option; it forgets the `--` half-way."""
    at = words.index("--") + 1 if "--" in words else len(words)
    return words[:at] + [f"./{word}" if word.startswith("-") and word != "-" else word for word in words[at:]]


def _words() -> list[str]:
    """What was typed; Windows leaves it to the program to find the files that a pattern means."""
    if os.name != "nt":
        return sys.argv[1:]
    return [found for word in sys.argv[1:] for found in (glob.glob(word) or [word])]  # noqa: PTH207 (names as typed)


def say(words: object, end: str = "\n") -> None:
    """Words on standard output, at once: what goes wrong later is said behind them."""
    print(words, end=end, flush=True)


def refuse(message: str, status: int = 2) -> NoReturn:
    """End with a message on standard error: 2 for wrong usage, 1 for a notice that failed."""
    complain(f"gongwen: {message}")
    raise SystemExit(status)


def refuse_output(output: object, error: Exception) -> NoReturn:
    """End because results cannot be written, with the file that was in the way."""
    place, reason = getattr(error, "filename", None), getattr(error, "strerror", None) or error
    refuse(f"{output}: cannot be written: {reason}" + (f" ({place})" if place and str(place) != str(output) else ""))


def refuse_over(output: Path, *notices: str) -> None:
    """End before a result is written over a notice it is made from."""
    for notice in notices:
        with suppress(OSError, ValueError):
            if output.samefile(notice):
                refuse(f"{output}: is the notice itself, and would be written over")


def complain(message: str) -> None:
    """A line on standard error; what the names of files hold is shown, never obeyed by the terminal."""
    from pipeline.corpus.identify import readable
    from pipeline.outputs.unseen import one_line

    write_error(one_line(readable(message)) + "\n")


def write_error(words: str) -> None:
    """Words on standard error; that they cannot be kept, for the disk of a log is full, costs no notice its result."""
    try:
        sys.stderr.write(words)
        sys.stderr.flush()
    except BrokenPipeError:
        raise
    except OSError:
        _forget_unwritten_errors()


def _forget_unwritten_errors() -> None:
    """Standard error without what could not be written: Python would try it again, and end with a status of its own."""
    with suppress(OSError, ValueError):
        handle = sys.stderr.fileno()
        kept, nothing = os.dup(handle), os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nothing, handle)
            sys.stderr.flush()
        finally:
            os.dup2(kept, handle)
            os.close(kept)
            os.close(nothing)


def _stop(error: OSError) -> NoReturn:
    """What cannot be written (a full disk, a pipe nobody reads) ends us with its name and without a traceback.

    At once, because Python would try to write the rest again on its way out.
    """
    if not isinstance(error, BrokenPipeError):
        with suppress(OSError, ValueError, AttributeError):
            sys.stderr.write(f"gongwen: {error.filename or 'standard output'}: {error.strerror or error}\n")
            sys.stderr.flush()
    os._exit(1)


def _speak_utf8() -> None:
    """Chinese can be written whatever the terminal's language is; a character it cannot show does not end us.

    Nor does standard output that is closed; and what is opened next does not take its place.
    """
    with suppress(OSError):  # a system may have no `/dev`
        while (handle := os.open(os.devnull, os.O_RDWR)) <= 2:
            pass
        os.close(handle)
    sys.stdout = sys.stdout or io.StringIO()
    sys.stderr = sys.stderr or io.StringIO()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _wait_for_streams() -> None:
    """Reading and writing wait, though who started us may have said that they never do: half would be the whole."""
    for stream in range(3):
        with suppress(OSError, AttributeError):
            os.set_blocking(stream, True)
