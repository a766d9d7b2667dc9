"""Many notices: `python -m benchmarks corpus` runs `gongwen extract` on made folders of 1,000 and 10,000 notices.

Documents and MB a second with one and with two processes, memory of the largest process, a second run over the same
unchanged folder, and the same work on Ray where that is installed. Set GONGWEN_BENCH_LARGE=1 for 100,000 as well.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import tempfile
from pathlib import Path

from benchmarks.material import make_notices
from benchmarks.report import table
from benchmarks.start import Used, measure

COUNTS = (1_000, 10_000)
LARGE = 100_000
RAY_COUNT = 1_000


def run() -> str:
    """The tables as Markdown."""
    rows = []
    for count in (*COUNTS, LARGE) if os.environ.get("GONGWEN_BENCH_LARGE") else COUNTS:
        with tempfile.TemporaryDirectory() as folder:
            rows += _rows(Path(folder), count)
    head = ["notices", "processes", "s", "notices/s", "MB/s", "× one process", "MB of memory", "second run"]
    return table(head, rows) + "\n" + _ray()


def _rows(folder: Path, count: int) -> list[list[str]]:
    size = fill(folder / "in", count)
    rows = []
    single: Used | None = None
    for jobs in (1, 2):
        output = folder / f"out{jobs}"
        first = measure(_command(folder / "in", output, jobs))
        again = measure(_command(folder / "in", output, jobs))
        single = single or first
        rows.append(
            [
                f"{count:,}",
                str(jobs),
                f"{first.wall:.1f}",
                f"{count / first.wall:.0f}",
                f"{size / first.wall / 1e6:.3f}",
                f"{single.wall / first.wall:.2f}",
                f"{first.memory:.0f}",
                f"{again.wall / first.wall:.1%}",
            ]
        )
    return rows


def fill(folder: Path, count: int) -> int:
    """A folder of notices, a thousand to a subfolder; the bytes in it."""
    size = 0
    for i, notice in enumerate(make_notices(count)):
        path = folder / f"{i // 1000:03}" / f"{i:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(notice, encoding="utf8")
        size += len(notice.encode())
    return size


def _command(source: Path, output: Path, jobs: int, engine: str = "local") -> tuple[str, ...]:
    command = (sys.executable, "-m", "pipeline", "extract", str(source), "-o", str(output))
    return (*command, "--jobs", str(jobs), "--engine", engine)


def _ray() -> str:
    """What Ray adds to the work of two processes."""
    if importlib.util.find_spec("ray") is None:
        return "Ray: skipped, it is not installed (`pip install gongwen[ray]`).\n"
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in"
        fill(source, RAY_COUNT)
        local = measure(_command(source, Path(folder) / "local", 2))
        ray = measure(_command(source, Path(folder) / "ray", 2, "ray"))
    return f"Ray: {RAY_COUNT:,} notices take {ray.wall:.1f} s on two workers, {local.wall:.1f} s without it.\n"
