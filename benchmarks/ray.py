"""Ray beside the local engine: `python -m benchmarks ray`, where the extra `gongwen[ray]` is installed.

The same folders on a Ray of two workers and on two processes: what Ray costs once, to start and to stop, and for each
notice.
"""

from __future__ import annotations

import importlib.util
import tempfile
from pathlib import Path

from benchmarks.corpus import command, fill
from benchmarks.report import table
from benchmarks.watching import watch

COUNTS = (200, 1_000, 4_000)


def run() -> str:
    """The table as Markdown."""
    if importlib.util.find_spec("ray") is None:
        return "Skipped: Ray is not installed (`pip install gongwen[ray]`).\n"
    rows = []
    for count in COUNTS:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            fill(folder / "in", count, short=True)
            local = watch(command(folder / "in", folder / "local", 2)).wall
            ray = watch(command(folder / "in", folder / "ray", 2, "ray")).wall
            rows.append([f"{count:,}", f"{local:.1f}", f"{ray:.1f}", f"{ray - local:.1f}"])
    return table(["notices", "two processes, s", "Ray, two workers, s", "more, s"], rows)
