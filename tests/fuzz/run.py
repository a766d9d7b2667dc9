"""Drives one target under atheris: `python tests/fuzz/run.py TARGET FOLDER [libFuzzer options]`; see README.md here.

What raises or is slow is written to FOLDER, one file for each place in the code, and the run goes on.
"""

from __future__ import annotations

import hashlib
import random
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import atheris

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]
with atheris.instrument_imports(include=["pipeline"]):
    from fuzz.targets import HERE, TARGETS, Target

OPTIONS = ("-timeout=20", "-rss_limit_mb=1500", "-print_final_stats=1")
SLOW = 3.0
"""Seconds of processor time for an input of at most 80 KB, instrumented."""


def main(name: str, folder: Path, options: list[str]) -> None:
    target = TARGETS[name]
    inputs = folder / "inputs"
    inputs.mkdir(parents=True, exist_ok=True)
    for i, seed in enumerate(target.seeds()):
        (inputs / f"seed-{i}").write_bytes(seed)
    known = HERE / "findings" / name
    folders = [str(inputs), *([str(known)] if known.is_dir() else [])]
    arguments = [sys.argv[0], *folders, f"-max_len={target.limit}", f"-artifact_prefix={folder}/", *OPTIONS, *options]
    atheris.Setup(arguments, _recorded(target, folder), custom_mutator=_mutator(target))
    atheris.Fuzz()


def _recorded(target: Target, folder: Path) -> Callable[[bytes], None]:
    """The check, whose failures become files: the first for each line of code, with its traceback beside it."""

    def check(data: bytes) -> None:
        started = time.process_time()
        try:
            target.check(data)
        except Exception as error:
            frames = traceback.extract_tb(error.__traceback__)
            where = [f"{frame.filename}:{frame.lineno}" for frame in frames]
            _keep(folder, "crash", f"{type(error).__name__}{where[-3:]}", data, traceback.format_exc())
        if (seconds := time.process_time() - started) > SLOW:
            _keep(folder, "slow", str(round(seconds)), data, f"{seconds:.1f} s for {len(data)} bytes")

    return check


def _keep(folder: Path, kind: str, place: str, data: bytes, said: str) -> None:
    path = folder / f"{kind}-{hashlib.sha256(place.encode()).hexdigest()[:10]}"
    if not path.exists():
        path.write_bytes(data)
        path.with_suffix(".txt").write_text(said, encoding="utf-8", errors="replace")


def _mutator(target: Target) -> Callable[[bytes, int, int], bytes]:
    def change(data: bytes, max_size: int, seed: int) -> bytes:
        return target.change(data, random.Random(seed), atheris.Mutate, max_size)

    return change


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
