"""Cold start and memory: `python -m benchmarks start`.

Process start to files written for the notice in raw/, with tables and with JSON only, beside `import pandas` of the
same interpreter; and the largest process, in MB, for one notice. All with bytecode at hand, as pip leaves it with what
it installs: where PYTHONDONTWRITEBYTECODE is set, a package used from its sources is compiled at every start.
So are the rules: the first of the rounds leaves them there.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.material import ROOT
from benchmarks.report import table

ROUNDS = 7
GONGWEN = (sys.executable, "-m", "pipeline")
COMMANDS = {
    "python -c 'import pandas'": (sys.executable, "-c", "import pandas"),
    "gongwen extract, with tables": (*GONGWEN, "extract", "raw", "--jobs", "1"),
    "gongwen extract, JSON only": (*GONGWEN, "extract", "raw", "--jobs", "1", "--format", "json"),
    "gongwen --help": (*GONGWEN, "--help"),
}


@dataclass(frozen=True)
class Used:
    """What a command took: processor and wall time in seconds, the memory of its largest process in MB."""

    processor: float
    wall: float
    memory: float


def run() -> str:
    """The best of some rounds, all commands in turn in each; the table as Markdown."""
    best: dict[str, Used] = {}
    with tempfile.TemporaryDirectory() as bytecode:
        for _ in range(ROUNDS):
            for name, command in COMMANDS.items():
                with tempfile.TemporaryDirectory() as folder:
                    output = ("-o", folder) if "extract" in command else ()
                    used = measure((*command, *output), bytecode)
                if name not in best or used.processor < best[name].processor:
                    best[name] = used
    pandas = next(iter(best.values()))
    rows = [
        [name, f"{u.wall:.2f}", f"{u.processor:.2f}", f"{u.processor / pandas.processor:.2f}", f"{u.memory:.0f}"]
        for name, u in best.items()
    ]
    return table(["command", "s", "processor s", "× import pandas", "MB"], rows)


def measure(command: tuple[str, ...], bytecode: str) -> Used:
    """Run a command to its end, with its bytecode in that folder; what it and the processes it started took."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = bytecode
    with Path(os.devnull).open("w") as nothing:
        begin = os.times().elapsed
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=nothing, stderr=subprocess.PIPE, text=True
        )
        assert process.stderr
        errors = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = os.times().elapsed - begin
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}: {errors.strip()[-500:]}")
    return Used(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)
