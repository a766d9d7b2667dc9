"""Plain text is read as paragraphs; layout taken out stays on record."""

from __future__ import annotations

import time

import pytest

from pipeline.inputs.plain import read_plain
from pipeline.model.edits import edit_records
from pipeline.model.text import SourceSpan, Span


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029", "\x0b", "\x0c"])
def test_all_line_ends_end_paragraphs(end: str) -> None:
    text = read_plain(f"关于{end}通知{end}".encode()).text
    assert text.string == "关于\n通知\n"
    assert text.origin(Span(3, 5)) == SourceSpan(2 + len(end), 4 + len(end))


@pytest.mark.parametrize(
    ("source", "string", "rules"),
    [
        ("\u3000\u3000第一条\u3000为了", "第一条\u3000为了", ["indentation"]),
        ("安\u200b全", "安全", ["zero-width"]),
        ("安全\ufeff生产", "安全生产", ["zero-width"]),
        ("安\u00ad全 \t\n", "安全\n", ["zero-width", "trailing-space"]),
        ("\ufeff\u200b 安全", "安全", ["indentation"]),
        ("安\x00全", "安全", ["control-character"]),
        ("a b  c", "a b  c", []),
        (
            "&nbsp;&nbsp;各部门：&ldquo;安全&rdquo;&#12289;生产",
            "各部门：“安全”、生产",
            ["entity"] * 5 + ["indentation"],
        ),
        ("R&D，a&b;", "R&D，a&b;", []),
        ("安全\n\n生产", "安全\n\n生产", []),
    ],
)
def test_layout_is_taken_out_and_recorded(source: str, string: str, rules: list[str]) -> None:
    text = read_plain(("安全生产通知。\n" * 9 + source).encode()).text
    assert text.string == "安全生产通知。\n" * 9 + string
    assert [record.rule for record in edit_records(text)] == rules


def test_a_reading_names_type_and_encoding() -> None:
    reading = read_plain("关于安全的通知\n".encode("gbk"))
    assert (reading.media_type, reading.encoding, reading.diagnostics) == ("text/plain", "gb18030", ())


def test_lost_bytes_are_diagnostics_with_their_place() -> None:
    data = "\u3000\u3000关于安全生产的通知".encode()
    reading = read_plain(data[:12] + b"\xff" + data[12:])
    (diagnostic,) = reading.diagnostics
    assert diagnostic.code == "undecodable-bytes" and "12 to 13" in diagnostic.message
    assert diagnostic.place is not None
    assert (diagnostic.place.char_start, diagnostic.place.source_start) == (2, 4)


@pytest.mark.parametrize("unit", ["安全", "　　安全。\r\n", "\u200b安", " ", "\t\n", "安 "])
def test_long_files_take_linear_time(unit: str) -> None:
    spent = []
    for size in (20_000, 200_000):
        data = ("通知" + unit * (size // len(unit.encode())) + "完").encode()
        start = time.process_time()
        reading = read_plain(data)
        spent.append(time.process_time() - start)
        assert reading.text.string.startswith("通知") and reading.text.string.endswith("完")
    assert spent[1] < 40 * spent[0] + 0.2
