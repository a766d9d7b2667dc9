"""A reviewer's corrections in a small file beside the notice → laid over the result at every run.

Names are imported when they are first used: most notices have no corrections.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.corrections.overlay import lay_over
    from pipeline.corrections.planned import PlannedCorrection, load_corrections, read_corrections

__all__ = ["PlannedCorrection", "lay_over", "load_corrections", "read_corrections"]

_HOMES = {
    "PlannedCorrection": "planned",
    "lay_over": "overlay",
    "load_corrections": "planned",
    "read_corrections": "planned",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
