"""The corrections that lie beside a notice: `corrections/<id>.toml`, at the top of the folder the notice is from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.model.notice import Notice

FOLDER = "corrections"


def corrections_path(place: str, name: str, notice_id: str) -> str:
    """For the file at `place`, which is called `name` below the folder that was given."""
    root = place[: -len(name)] if name and place.endswith(name) else f"{Path(place).parent}/"
    return f"{root}{FOLDER}/{notice_id}.toml"


def lay_over_beside(notice: Notice, place: str, name: str) -> Notice:
    """The notice with the corrections beside it; Refused where their file is not well formed."""
    path = Path(corrections_path(place, name, notice.notice_id))
    if not path.exists():
        return notice
    from pipeline.corrections.lay_over import lay_over
    from pipeline.corrections.planned import load_corrections

    return lay_over(notice, load_corrections(path))
