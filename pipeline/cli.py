"""The command `gongwen`: one line a subcommand; its module is imported when it is called for.

Each module has a function `run` whose signature typer reads. Exit status: 0 all done, 1 some notices failed, 2 wrong
usage.
"""

from __future__ import annotations

import gc

COMMANDS = {
    "extract": "pipeline.commands.extract",
    "show": "pipeline.commands.show",
    "restore": "pipeline.commands.restore",
    "schema": "pipeline.commands.schema",
    "report": "pipeline.commands.report",
    "diff": "pipeline.commands.diff",
    "check": "pipeline.commands.check",
    "correct": "pipeline.commands.correct",
    "calendar": "pipeline.commands.calendar",
    "score": "pipeline.commands.score",
}


def main() -> None:
    """Run the command line; Ctrl-C ends it, even while it is still starting, as it ends other programs.

    Starting makes many objects and no garbage, so that it is looked for seldom: a fifteenth of the time for one notice.
    """
    gc.set_threshold(50_000)
    try:
        from pipeline.commands import run

        run(COMMANDS)
    except KeyboardInterrupt:
        raise SystemExit(130) from None
