"""The same notice in five carriers gives the same lines and, but for places, the same tables."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from carriers.docx import write_docx
from carriers.markup import write_html, write_markdown
from carriers.notice import lines
from carriers.ofd import write_ofd

from pipeline.inputs import read
from pipeline.model.reading import Reading

PDF = Path(__file__).parent / "carriers" / "notice.pdf"
CARRIERS: dict[str, Callable[[], bytes]] = {
    "notice.docx": write_docx,
    "notice.html": write_html,
    "notice.md": write_markdown,
    "notice.pdf": PDF.read_bytes,
    "notice.ofd": write_ofd,
}


def _lines(reading: Reading) -> list[str]:
    return ["".join(line.split()) for line in reading.text.string.split("\n") if line.strip()]


@pytest.mark.parametrize("name", CARRIERS)
def test_every_carrier_gives_the_same_lines(name: str) -> None:
    expected = ["".join(line.split()) for line in lines()]
    found = _lines(read(CARRIERS[name](), name))
    if name.endswith(".md"):  # Markdown has no line break within a heading
        expected[2:4] = ["".join(expected[2:4])]
    assert [line.lstrip("#") for line in found] == expected
