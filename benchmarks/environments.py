"""A Python environment of its own for each peer, made once in a cache folder outside the repository."""

from __future__ import annotations

import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Missing:
    """A peer that cannot be run here, and why."""

    reason: str


def environment(folder: Path, steps: tuple[tuple[str, ...], ...]) -> Path | Missing:
    """The Python of the environment in `folder` with the packages installed, step by step; made if not there."""
    python = folder / "bin" / "python"
    ready = folder / ".ready"
    wanted = "\n".join(" ".join(step) for step in steps)
    if ready.exists() and ready.read_text() == wanted:
        return python
    folder.parent.mkdir(parents=True, exist_ok=True)
    print(f"setting up {folder.name} …", file=sys.stderr)
    if not python.exists():
        venv.create(folder, with_pip=True)
    for step in steps:
        command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *step]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            errors = [line for line in done.stderr.splitlines() if "ERROR" in line] or ["pip failed"]
            return Missing(errors[-1])
    ready.write_text(wanted)
    return python
