"""Start-up as users meet it: best of five of whole commands, in seconds of the clock, bare Python beside them."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.material import ROOT
from benchmarks.report import table

ROUNDS = 5
SEED = str(ROOT / "raw" / "chengdu-anwei-2020-9.txt")
COMMANDS = (
    ("python -c pass", ["-c", "pass"]),
    ("import pipeline", ["-c", "import pipeline"]),
    ("gongwen --help", ["-m", "pipeline", "--help"]),
    ("gongwen show (the seed)", ["-m", "pipeline", "show", SEED]),
)


def run() -> str:
    """The table as Markdown; commands take turns so that a busy machine slows all alike."""
    best = dict.fromkeys((label for label, _ in COMMANDS), float("inf"))
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(ROUNDS):
            for label, arguments in COMMANDS:
                best[label] = min(best[label], _seconds(arguments, Path(folder)))
    bare = best[COMMANDS[0][0]]
    return table(["", "s", "× bare Python"], [[n, f"{s:.3f}", f"{s / bare:.1f}"] for n, s in best.items()])


def _seconds(arguments: list[str], folder: Path) -> float:
    begin = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=folder, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begin
