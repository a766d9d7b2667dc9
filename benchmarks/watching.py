"""A command → what it and all processes it started took: time, processor time, memory. Linux only, by /proc."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.material import ROOT

EVERY = 0.5
"""Seconds between two looks at the processes."""
_TICKS, _MB = os.sysconf("SC_CLK_TCK"), 1e6


@dataclass
class Watched:
    """Wall and processor time in seconds; the largest memory, in MB, of the command, of a worker, of all together."""

    wall: float = 0.0
    main: float = 0.0
    worker: float = 0.0
    together: float = 0.0
    errors: str = ""
    _times: dict[int, float] = field(default_factory=dict)

    @property
    def processor(self) -> float:
        return sum(self._times.values())

    def look(self, session: int) -> None:
        """See what every process of the session has used up to now; memory is its own share of what is shared."""
        together = 0.0
        for process in Path("/proc").iterdir():
            if not process.name.isdigit():
                continue
            try:
                fields = (process / "stat").read_text().rpartition(")")[2].split()
                if int(fields[3]) != session:
                    continue
                memory = int((process / "smaps_rollup").read_text().split("Pss:")[1].split()[0]) * 1024 / _MB
            except (OSError, IndexError):
                continue
            number = int(process.name)
            self._times[number] = (int(fields[11]) + int(fields[12])) / _TICKS
            together += memory
            if number == session:
                self.main = max(self.main, memory)
            else:
                self.worker = max(self.worker, memory)
        self.together = max(self.together, together)


def watch(command: tuple[str, ...]) -> Watched:
    """Run a command to its end and look at it all the while."""
    watched, over = Watched(), threading.Event()
    begin = time.monotonic()
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    )

    def look_on() -> None:
        while not over.wait(EVERY):
            watched.look(process.pid)

    looker = threading.Thread(target=look_on)
    looker.start()
    watched.errors = process.communicate()[1]
    watched.wall = time.monotonic() - begin
    over.set()
    looker.join()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}: {watched.errors.strip()[-500:]}")
    return watched
