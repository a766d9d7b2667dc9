"""Time against the length of one notice: `python -m benchmarks growth`.

A regulation of 1 KB to 10 MB, each twice as long as the one before (of the short ones eight, since what a few pages say
differs), and hostile notices of 100,000, 200,000 and
400,000 characters. Twice the length should take at most 2.2 times the time. Where it takes more than that for a
hostile one, the functions are named whose own time grew most.
"""

from __future__ import annotations

import cProfile
import gc
import multiprocessing
import multiprocessing.connection
import pstats
import time
from collections.abc import Iterator
from pathlib import PurePath

from benchmarks.hostile import HOSTILE
from benchmarks.material import make_long
from benchmarks.report import table
from pipeline import parse_notice

LONGEST = 10_000_000
STEPS = 14
SHORT, SEVERAL = 200_000, 8
HOSTILE_SIZE = 100_000
TOO_MUCH = 2.2
PATIENCE = 120.0
"""Seconds after which a hostile notice is given up."""


def run() -> str:
    """Both tables as Markdown; what can be thrown away is looked for as seldom as the command does."""
    gc.set_threshold(50_000)
    lengths = table(["MB", "s", "MB/s", "× the one before"], list(_lengths()))
    hostile = table(["notice", "s", "× of twice", "× of four times", "what grew"], [_hostile(n) for n in HOSTILE])
    return f"{lengths}\n{hostile}"


def _lengths() -> Iterator[list[str]]:
    before: float | None = None
    for step in reversed(range(STEPS)):
        is_short = LONGEST >> step < SHORT
        made = [make_long(LONGEST >> step, seed).encode() for seed in range(1, SEVERAL + 1 if is_short else 2)]
        size = sum(map(len, made)) / len(made) / 1e6
        seconds = sum(min(_seconds(data) for _ in range(3 if is_short else 1)) for data in made) / len(made)
        ratio = f"{seconds / before:.2f}" if before else ""
        yield [f"{size:.3f}", f"{seconds:.3f}", f"{size / seconds:.3f}", ratio]
        before = seconds


def _seconds(data: bytes) -> float:
    begin = time.process_time()
    parse_notice(data).model_dump_json()
    return time.process_time() - begin


def _hostile(name: str) -> list[str]:
    """One row; measured in a process of its own, so that one that never ends can be given up."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_measure, args=(name, sender), daemon=True)
    process.start()
    if not receiver.poll(PATIENCE):
        process.kill()
        return [name, f"over {PATIENCE:.0f}", "", "", ""]
    row: list[str] = receiver.recv()
    process.join()
    return row


def _measure(name: str, sender: multiprocessing.connection.Connection) -> None:
    gc.set_threshold(50_000)
    parse_notice("各单位要每年检查一次。".encode())
    notices = [HOSTILE[name](HOSTILE_SIZE << doubling).encode() for doubling in range(3)]
    once, twice, four = (min(_seconds(data) for _ in range(2)) for data in notices)
    grew = _grew(notices[0], notices[2]) if four > TOO_MUCH**2 * once else ""
    sender.send([name, f"{once:.3f}", f"{twice / once:.2f}", f"{four / once:.2f}", grew])


def _grew(short: bytes, long: bytes) -> str:
    """The functions whose own time grew most out of proportion from `short` to `long`, four times as long."""
    before, after = _own_times(short), _own_times(long)
    excess = {where: seconds - 4 * before.get(where, 0.0) for where, seconds in after.items()}
    worst = sorted(excess, key=lambda where: -excess[where])[:2]
    return ", ".join(f"{where} {excess[where]:.2f} s" for where in worst)


def _own_times(data: bytes) -> dict[str, float]:
    profile = cProfile.Profile(time.process_time)
    profile.runcall(parse_notice, data)
    stats: dict[tuple[str, int, str], tuple[int, int, float, float, object]] = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    own: dict[str, float] = {}
    for (file, _, function), (_, _, seconds, _, _) in stats.items():
        where = f"{PurePath(file).parent.name}/{PurePath(file).name}:{function}"
        own[where] = own.get(where, 0.0) + seconds
    return own
