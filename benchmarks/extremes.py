"""Hostile notices of 1 MB: `python -m benchmarks extremes`. At most 10 s and 1 GB are asked for each megabyte.

Each is read in a process of its own, so that its memory can be told. GONGWEN_BENCH_MB=10 makes them ten times as long.
What is refused is so by name, after the time given.
"""

from __future__ import annotations

import gc
import os
import resource
import subprocess
import sys
import time

from benchmarks.hostile import HOSTILE
from benchmarks.material import ROOT
from benchmarks.report import table
from pipeline import parse_notice
from pipeline.model.errors import Refused
from pipeline.outputs import render

HEAD = ("notice", "MB", "processor s/MB", "with JSON", "MB of memory/MB")
PATIENCE = 3600.0
SAMPLE = 1000


def run() -> str:
    """The table as Markdown."""
    megabytes = os.environ.get("GONGWEN_BENCH_MB", "1")
    return table(HEAD, [_apart(name, megabytes) for name in HOSTILE])


def _apart(name: str, megabytes: str) -> list[str]:
    words = (sys.executable, "-m", "benchmarks.extremes", megabytes, name)
    try:
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=True)
    except subprocess.TimeoutExpired:
        return [name, megabytes, f"over {PATIENCE:.0f} s", "", ""]
    print(done.stdout.strip(), file=sys.stderr, flush=True)
    return done.stdout.strip().split("\t")


def _measure(megabytes: float, name: str) -> list[str]:
    gc.set_threshold(50_000)
    parse_notice("各单位要每年检查一次。".encode())
    before = _memory()
    bytes_each = len(HOSTILE[name](SAMPLE).encode()) / len(HOSTILE[name](SAMPLE))
    data = HOSTILE[name](int(megabytes * 1e6 / bytes_each)).encode()
    size, begin = len(data) / 1e6, time.process_time()
    try:
        notice = parse_notice(data)
    except Refused as refusal:
        return [name, f"{size:.2f}", _each(time.process_time() - begin, size), refusal.code, _memory_each(before, size)]
    parsed = time.process_time() - begin
    render(notice, "json")
    written = time.process_time() - begin
    return [name, f"{size:.2f}", _each(parsed, size), _each(written, size), _memory_each(before, size)]


def _each(seconds: float, size: float) -> str:
    return f"{seconds / size:.2f}"


def _memory_each(before: float, size: float) -> str:
    return f"{(_memory() - before) / size:.0f}"


def _memory() -> float:
    """The most memory taken up to now, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    print("\t".join(_measure(float(sys.argv[1]), sys.argv[2])))
