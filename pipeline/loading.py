"""A notice's JSON file → the `Notice` it was written from."""

from __future__ import annotations

import codecs
from pathlib import Path

from pipeline.model.notice import Notice


def load(path: str | Path) -> Notice:
    """The notice in a file of `output/notices/`; pydantic's ValidationError where the file is not one."""
    return Notice.model_validate_json(Path(path).read_bytes().removeprefix(codecs.BOM_UTF8))
