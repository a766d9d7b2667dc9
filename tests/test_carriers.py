"""The same notice in five carriers gives the same lines and, but for places, the same tables."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from carriers.docx import write_docx
from carriers.markup import write_html, write_markdown
from carriers.notice import lines
from carriers.ofd import write_ofd

from pipeline.inputs import read
from pipeline.model.reading import Reading
from pipeline.run import parse_notice

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


PLACES = {"place", "char_start", "char_end", "source_start", "source_end", "evidence"}


def _said(value: object) -> object:
    """What a record says, without places and white space."""
    if isinstance(value, dict):
        return {key: _said(item) for key, item in value.items() if key not in PLACES}
    if isinstance(value, list):
        return [_said(item) for item in value]
    return "".join(value.split()) if isinstance(value, str) else value


@cache
def _tables(name: str) -> dict[str, object]:
    notice = parse_notice(CARRIERS[name](), name, "notice").model_dump(mode="json")
    tables = ("header", "sections", "duties", "obligations", "frequencies", "deadlines", "citations")
    return {table: _said(notice[table]) for table in tables}


def test_the_tables_hold_what_the_notice_says() -> None:
    header, frequencies = _tables("notice.ofd")["header"], _tables("notice.ofd")["frequencies"]
    assert isinstance(header, dict) and isinstance(frequencies, list)
    assert header["document_number"]["text"] == "滨安委〔2023〕18号"
    assert header["title"]["value"] == "滨河市安全生产委员会关于进一步加强城镇燃气安全管理工作的通知"
    assert [a["value"] for a in header["attachments"]] == ["燃气安全检查表", "隐患整改台账"]
    assert {f["period"] for f in frequencies if f["kind"] == "counted"} == {"P3M", "P1Y", "P1M", "P6M"}


@pytest.mark.parametrize("name", [name for name in CARRIERS if not name.endswith(".ofd")])
@pytest.mark.parametrize(
    "table", ["header", "sections", "duties", "obligations", "frequencies", "deadlines", "citations"]
)
def test_every_carrier_gives_the_same_tables(name: str, table: str) -> None:
    assert _tables(name)[table] == _tables("notice.ofd")[table]
