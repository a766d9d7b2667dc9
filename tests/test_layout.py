"""From characters with places to paragraphs: whatever way a text was set, its paragraphs come back."""

from __future__ import annotations

import re

import pytest
from carriers.notice import numbered
from carriers.ofd import pack, text_object
from carriers.typeset import LEFT, PITCH, SIZE, TOP, SetLine, advance
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.inputs.layout.folding import fold
from pipeline.inputs.layout.lines import find_lines
from pipeline.inputs.layout.page import Glyph, Page
from pipeline.inputs.ofd import read_ofd
from pipeline.model.text import Text

PARAGRAPHS = [text for paragraph, text in numbered() if paragraph.kind in ("item", "body")]
_CLOSING, _OPENING = "，。、；：？！）》”", "（《“"
_PIECES = re.compile(r"[A-Za-z0-9.%]+|.")
LINES = 21


def wrap(text: str, first: float, ems: float) -> list[str]:
    """Lines as a typesetter breaks them: no stop at the head, no opening bracket at the end of a line."""
    pieces = _PIECES.findall(text)
    rows, row, room = [], "", ems - first
    for piece, following in zip(pieces, [*pieces[1:], ""], strict=True):
        need = sum(map(advance, piece)) + (piece in _OPENING) + (following in _CLOSING if following else 0)
        if need > room and row and piece not in _CLOSING:
            rows.append(row)
            row, room = "", ems
        row += piece
        room -= sum(map(advance, piece))
    return [*rows, row]


def set_pages(paragraphs: list[str], indent: float, ems: float) -> list[str]:
    """Pages of text objects, with page numbers."""
    rows = [
        (row, indent if i == 0 else 0.0)
        for paragraph in paragraphs
        for i, row in enumerate(wrap(paragraph, indent, ems))
    ]
    pages = []
    for number, start in enumerate(range(0, len(rows), LINES), 1):
        lines = [
            SetLine(row, LEFT + first * SIZE, TOP + i * PITCH)
            for i, (row, first) in enumerate(rows[start : start + LINES])
        ]
        pages.append("".join(map(text_object, [*lines, SetLine(f"— {number} —", 95, 272)])))
    return pages


@pytest.mark.parametrize("ems", [26, 27, 28])
def test_paragraphs_set_in_come_back(ems: int) -> None:
    assert read_ofd(pack(set_pages(PARAGRAPHS * 3, 2, ems))).text.string.splitlines() == PARAGRAPHS * 3


def test_paragraphs_not_set_in_come_back_where_their_last_line_is_short() -> None:
    paragraphs = [p + "并按规定报告。" * ((27 - len(p) % 27) < 3) for p in PARAGRAPHS]
    assert read_ofd(pack(set_pages(paragraphs, 0, 27))).text.string.splitlines() == paragraphs


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.permutations(PARAGRAPHS), st.integers(25, 28), st.integers(1, len(PARAGRAPHS)))
def test_any_order_and_width_gives_the_paragraphs_back(paragraphs: list[str], ems: int, count: int) -> None:
    chosen = paragraphs[:count]
    assert read_ofd(pack(set_pages(chosen, 2, ems))).text.string.splitlines() == chosen


def glyphs(text: str, x: float = 0.0, base: float = 0.0, step: float = 16.0) -> list[Glyph]:
    return [Glyph(sign, x + i * step, x + i * step + 16, base, 16.0) for i, sign in enumerate(text)]


def texts(*groups: list[Glyph]) -> list[str]:
    return [line.text for line in find_lines([glyph for group in groups for glyph in group])]


def test_bold_by_overprinting_is_read_once() -> None:
    assert texts(glyphs("安全"), glyphs("安全", 0.4)) == ["安全"]
    assert texts(glyphs("年年")) == ["年年"]


def test_raised_notes_stay_on_their_line_and_lines_apart() -> None:
    note = [Glyph("①", 32.0, 40.0, 6.0, 8.0)]
    assert texts(glyphs("检查"), note, glyphs("后文", 40)) == ["检查①后文"]
    assert texts(glyphs("下", base=0), glyphs("上", base=20)) == ["上", "下"]


def test_raised_digits_are_none_of_the_number_before_them() -> None:
    raised = [Glyph(sign, 48.0 + 5 * i, 53.0 + 5 * i, 7.0, 8.0) for i, sign in enumerate("12")]
    assert texts(glyphs("不少于10", step=9.6), raised, glyphs("次", 60)) == ["不少于10¹²次"]
    small = [Glyph("4", 48.0, 53.0, 0.0, 8.0)]
    assert texts(glyphs("不少于10", step=9.6), small) == ["不少于104"]


def test_gaps_are_spaces_only_where_they_are_wide() -> None:
    assert texts(glyphs("甲"), glyphs("乙", 20)) == ["甲乙"]
    assert texts(glyphs("甲"), glyphs("乙", 30)) == ["甲 乙"]
    assert texts(glyphs("甲"), glyphs("乙", 80)) == ["甲  乙"]
    assert texts(glyphs("文件通知", step=28)) == ["文件通知"]


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("⼀、⼯作要求", "一、工作要求", "radical-code"),
        ("⻓期⻛险", "长期风险", "radical-code"),
        ("按照«办法»执行", "按照《办法》执行", "guillemets"),
        ("ofﬁce", "office", "ligature"),
        ("国 务 院 令", "国务院令", "letter-spacing"),
        ("总则……………3", "总则", "contents"),
    ],
)
def test_typesetting_is_undone_on_record(before: str, after: str, rule: str) -> None:
    text = fold(Text.of(before))
    assert text.string == after
    assert {edit.rule for layer in text.layers for edit in layer} == {rule}


@pytest.mark.parametrize("text", ["年 月 日", "«bon»", "张三 李四", "（ ）", "等等……", "一是 二是"])
def test_sound_text_is_left_alone(text: str) -> None:

    assert fold(Text.of(text)).layers == ()


def test_a_page_turned_leads_back_to_its_own_places() -> None:
    page = Page(1, 842, 595, turn=90)
    assert page.unturned((100, 200, 110, 220)) == (375, 100, 395, 110)
    for turn in (0, 90, 180, 270):
        left, bottom, right, top = Page(1, 300, 400, turn=turn).unturned((10, 20, 30, 60))
        assert left < right and bottom < top
