"""Many notices: `python -m benchmarks corpus` runs `gongwen extract` on made folders of 1,000 and 10,000 notices.

Notices and MB a second with one and with two processes, the memory of the command, of a worker and of all processes
together, and what share of the first run a second one over the same unchanged folder takes. Notices are cut to about
0.7 KB, so that many can be run; the last rows have them whole. Set GONGWEN_BENCH_COUNTS=1000,10000,100000 for other
numbers, GONGWEN_BENCH_WHOLE=3000 for those of whole ones, GONGWEN_BENCH_JOBS=2 for other processes, TMPDIR for another
disk.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.material import make_notices
from benchmarks.report import table
from benchmarks.watching import Watched, watch

HEAD = (
    "notices",
    "processes",
    "s",
    "processor s",
    "notices/s",
    "MB/s",
    "× one process",
    "MB of the command",
    "MB of a worker",
    "MB of all",
    "second run",
    "by processor s",
)


def run() -> str:
    """The table as Markdown."""
    jobs = _numbers("GONGWEN_BENCH_JOBS", "1,2")
    rows = []
    for count in _numbers("GONGWEN_BENCH_COUNTS", "1000,10000"):
        rows += _measured(count, jobs, short=True)
    for count in _numbers("GONGWEN_BENCH_WHOLE", "1000"):
        rows += _measured(count, jobs, short=False)
    return table(HEAD, rows)


def _numbers(variable: str, otherwise: str) -> list[int]:
    return [int(number) for number in os.environ.get(variable, otherwise).split(",")]


def _measured(count: int, jobs: list[int], short: bool) -> Iterator[list[str]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        size = fill(folder / "in", count, short)
        single: Watched | None = None
        for number in jobs:
            order = command(folder / "in", folder / f"out{number}", number)
            first, again = watch(order), watch(order)
            single = first if number == 1 else single
            row = _row(count, number, size, first, single, again)
            print(" ".join(row), file=sys.stderr, flush=True)
            yield [row[0] if short else f"{row[0]}, whole", *row[1:]]


def _row(count: int, jobs: int, size: int, first: Watched, single: Watched | None, again: Watched) -> list[str]:
    return [
        f"{count:,}",
        str(jobs),
        f"{first.wall:.1f}",
        f"{first.processor:.1f}",
        f"{count / first.wall:.0f}",
        f"{size / first.wall / 1e6:.3f}",
        f"{single.wall / first.wall:.2f}" if single else "",
        f"{first.main:.0f}",
        f"{first.worker:.0f}",
        f"{first.together:.0f}",
        f"{again.wall / first.wall:.1%}",
        f"{again.processor / first.processor:.1%}",
    ]


def fill(folder: Path, count: int, short: bool) -> int:
    """A folder of notices, a thousand to a subfolder; the bytes in it."""
    size = 0
    for i, notice in enumerate(make_notices(count, short=short)):
        path = folder / f"{i // 1000:03}" / f"{i:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(notice, encoding="utf8")
        size += len(notice.encode())
    return size


def command(source: Path, output: Path, jobs: int, engine: str = "local") -> tuple[str, ...]:
    """How a user would type it."""
    words = (sys.executable, "-m", "pipeline", "extract", str(source), "-o", str(output))
    return (*words, "--jobs", str(jobs), "--engine", engine)
