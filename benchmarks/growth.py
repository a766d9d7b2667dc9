"""Cost against length: one regulation, each time twice as long; seconds of processor time per megabyte stay level."""

from __future__ import annotations

import time

from benchmarks.material import make_long
from benchmarks.report import table

SIZES = (125_000, 250_000, 500_000, 1_000_000, 2_000_000)


def run() -> str:
    """The table as Markdown; one notice of each size, parsed once after a warm-up."""
    from pipeline import parse_notice

    parse_notice(make_long(10_000).encode(), "regulation.txt")
    rows = []
    for size in SIZES:
        content = make_long(size).encode()
        begin = time.process_time()
        parse_notice(content, "regulation.txt")
        seconds = time.process_time() - begin
        rows.append([f"{len(content) / 1e6:.2f}", f"{seconds:.2f}", f"{seconds / len(content) * 1e6:.2f}"])
    return table(["MB", "s", "s/MB"], rows)
