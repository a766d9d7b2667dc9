"""Where the corrections of a notice lie: `corrections/<id>.toml` beside it, or at the top of the folder it is from."""

from __future__ import annotations

from pathlib import Path

FOLDER = "corrections"


def corrections_path(place: str, name: str, notice_id: str) -> Path:
    """For the file at `place`, which is called `name` below the folder that was given."""
    root = place[: -len(name)] if name and place.endswith(name) else str(Path(place).parent)
    return Path(root or ".") / FOLDER / f"{notice_id}.toml"
