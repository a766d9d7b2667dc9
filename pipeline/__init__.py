"""gongwen: official Chinese notices (公文) → structured data, every value with its place in the source.

The public names are imported when they are first used, so that `import pipeline` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.loading import load
    from pipeline.model.errors import Refused, UnsupportedFormat
    from pipeline.model.notice import Notice
    from pipeline.run import parse_notice

__all__ = ["Notice", "Refused", "UnsupportedFormat", "load", "parse_notice"]
__version__ = "0.1.0"

_HOMES = {
    "Notice": "pipeline.model.notice",
    "Refused": "pipeline.model.errors",
    "UnsupportedFormat": "pipeline.model.errors",
    "load": "pipeline.loading",
    "parse_notice": "pipeline.run",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
