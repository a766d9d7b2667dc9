"""The command `gongwen`: one line a subcommand; its module is imported when it is called for.

Each module of `commands` has `add_arguments`, which tells the parser what may be said, and `run`, which is called with
it. Exit status: 0 all done, 1 some notices failed, 2 wrong usage.
"""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys

COMMANDS = {
    "extract": "Extract notices into JSON files and tables.",
    "show": "Show header, outline, duties with their frequencies, and diagnostics.",
    "restore": "Undo the damage of mirrors: pinyin in brackets, destroyed characters, folded punctuation, script.",
    "schema": "Print a schema, or write all of them into a folder.",
    "report": "Show notices as pages for a browser: text and obligations side by side.",
    "diff": "Compare two notices: what was added, removed, moved, reworded, asked oftener or less often, of whom.",
    "check": "Check numbering, brackets, document numbers, dates, references and bearers.",
    "correct": "Correct one value, or strike out or add a row; it is laid over the result from then on.",
    "calendar": "Write the reminders and deadlines of a notice for a calendar program.",
    "score": "Precision and recall per field against notices marked by hand.",
}


def main() -> None:
    """Run the command line; Ctrl-C ends it, even while it is still starting, as it ends other programs.

    Starting makes many objects and no garbage, so that it is looked for seldom, and not at all when all is done: the
    system takes back what is left. That was a sixth of the time for one notice.
    """
    gc.set_threshold(150_000)
    atexit.register(gc.freeze)
    _take_names_as_utf8()
    _hear_signals()
    try:
        from pipeline.commands import run

        run(COMMANDS)
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except Exception as error:
        if _was_interrupted(error):
            raise SystemExit(130) from None
        raise


def _was_interrupted(error: BaseException | None) -> bool:
    """Whether Ctrl-C led to it: argparse stumbles over its own tidying up when it is interrupted."""
    while error and not isinstance(error, KeyboardInterrupt):
        error = error.__context__
    return error is not None


def _take_names_as_utf8() -> None:
    """Begin again where Python was told to take the names of files for ASCII or Latin: Chinese could not be one."""
    told = [sys.executable, "-X", "utf8"]
    if os.name == "posix" and sys.getfilesystemencoding() != "utf-8" and sys.orig_argv[1:3] != told[1:]:
        os.execv(sys.executable, told + sys.orig_argv[1:])


def _hear_signals() -> None:
    """Take what we wait for ourselves: who started us may have blocked it, which is handed down to all programs.

    Without the end of its children what starts the workers tells of none, and without the alarm no time limit ends.
    """
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD, signal.SIGALRM})
