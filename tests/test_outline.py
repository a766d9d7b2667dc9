"""Outlines of made-up notices, row by row; every character belongs to one row; slips of numbering; layout marks."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.model.diagnostic import MOST_ALIKE
from pipeline.model.notice import Section
from pipeline.model.reading import Mark, Zone
from pipeline.model.text import SourceSpan, Text
from pipeline.stages.header import find_header
from pipeline.stages.outline import Outline, build_outline
from pipeline.stages.outline.headings import names_only
from pipeline.stages.outline.markers import read_marker
from pipeline.stages.outline.tree import MAX_OPEN

CASES = tomllib.loads((Path(__file__).parent / "data/outline/notices.toml").read_text(encoding="utf8"))["case"]


def _outline(string: str, marks: tuple[Mark, ...] = ()) -> Outline:
    text = Text.of(string)
    return build_outline(text, find_header(text, marks, ()).zones, marks)


def _row(section: Section) -> str:
    said = [
        quote.text.strip().replace("\n", "/") if quote else "-"
        for quote in (section.marker, section.heading, section.text)
    ]
    return " | ".join([section.section_id, section.kind, *said])


def test_there_are_cases() -> None:
    assert len(CASES) > 10


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_rows_of_a_notice(case: dict[str, Any]) -> None:
    outline = _outline(case["text"].lstrip("\n"))
    assert [_row(section) for section in outline.sections] == case["rows"].strip().split("\n")
    found = [f"{d.code} {d.place.text if d.place else ''}" for d in outline.diagnostics]
    assert found == case.get("diagnostics", [])


def _check_tiling(string: str, outline: Outline) -> None:
    sections = outline.sections
    assert "".join(section.place.text for section in sections) == string
    ids = [section.section_id for section in sections]
    assert len(set(ids)) == len(ids)
    assert [section.order for section in sections] == list(range(1, len(sections) + 1))
    known: set[str] = set()
    for section in sections:
        assert section.parent_id is None or section.parent_id in known
        known.add(section.section_id)
        for quote in (section.marker, section.heading, section.text):
            if quote is not None:
                assert section.place.char_start <= quote.char_start < quote.char_end <= section.place.char_end
                assert string[quote.char_start : quote.char_end] == quote.text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_rows_tile_the_text(case: dict[str, Any]) -> None:
    string = case["text"]
    _check_tiling(string, _outline(string))


MARKERS = [
    "一、",
    "二、",
    "（一）",
    "（三）",
    "1.",
    "2、",
    "（1）",
    "①",
    "1.1　",
    "2.3.1　",
    "1　",
    "a）",
    "第一章　",
    "第二节　",
]
MARKERS += ["第一条　", "第三条", "第二部分　", "甲、", "附件1", "附件：", "目　录", "抄送：", "", "", "\t"]
BODIES = [
    "总则",
    "各部门要落实责任。",
    "加强领导。每月检查一次；",
    "职责：",
    "某某局",
    "2024年5月20日",
    "关于做好工作的通知",
    "",
    "x" * 40,
]
LINES = st.tuples(st.sampled_from(MARKERS), st.sampled_from(BODIES)).map("".join)


@pytest.mark.parametrize(
    "string", ["一、总则\n抄送：总则\n目　录", "一、检查\n2024年5月20日\n附件1\n检查办法\n目录\n总则"]
)
def test_the_head_of_a_table_of_contents_is_no_title(string: str) -> None:
    outline = _outline(string)
    _check_tiling(string, outline)
    assert [s.place.text.strip() for s in outline.sections if s.kind == "contents"] in (["目　录"], ["目录"])


@example(["1\u3000关于做好工作的通知", "一、总则", "一、总则", "1\u3000关于做好工作的通知"], "\n")
@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=25), st.sampled_from(["\n", "\n\n", "\n　　"]))
@example(["一、总则", "抄送：总则", "目　录"], "\n")
@example(["第一条　", "附件：总则", "1　总则"], "\n")
@example(["目　录", "一、总则", "附件：总则", "一、总则"], "\n")
def test_any_lines_become_rows_that_tile_the_text(lines: list[str], end: str) -> None:
    string = end.join(lines)
    if string:
        _check_tiling(string, _outline(string))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="一二三四、（）1234.第章条节附件：。\n 　《》各部门年月日〔〕号", max_size=120))
def test_any_characters_become_rows_that_tile_the_text(string: str) -> None:
    if string:
        _check_tiling(string, _outline(string))


def test_an_empty_text_has_no_rows_and_a_blank_one_has_one() -> None:
    assert _outline("").sections == ()
    assert [section.kind for section in _outline(" \n　\n").sections] == ["other"]


def _marks(string: str, *wanted: tuple[str, str, int]) -> tuple[Mark, ...]:
    return tuple(Mark(SourceSpan(string.index(s), string.index(s) + len(s)), kind, level) for s, kind, level in wanted)  # type: ignore[arg-type]


def test_headings_of_the_carrier_nest_by_level() -> None:
    string = "制度\n一、职责\n总经理\n负责全面工作。\n1.每月检查。\n经理\n1.每周检查。\n二、附则\n无。\n"
    marks = _marks(
        string, ("制度", "heading", 1), ("一、职责", "heading", 2), ("总经理", "heading", 3), ("\n经理", "heading", 3)
    )
    ids = [section.section_id for section in _outline(string, marks).sections]
    assert ids == ["title", "s1", "s1.p1", "s1.p1.p1", "s1.p1.1", "s1.p2", "s1.p2.1", "s2", "s2.p1"]


def test_same_markers_of_different_heading_levels_are_different_lists() -> None:
    string = "七、清单\n1. 经理\n1. 落实；\n2. 检查。\n2. 文员\n1. 遵守。\n"
    marks = _marks(string, ("七、清单", "heading", 2), ("1. 经理", "heading", 3), ("2. 文员", "heading", 3))
    ids = [section.section_id for section in _outline(string, marks).sections]
    assert ids == ["s7", "s7.1", "s7.1.1", "s7.1.2", "s7.2", "s7.2.1"]


def test_rows_of_a_table_are_one_section() -> None:
    string = "一、标准\n线路\t间隔\n1路\t5分钟\n二、要求\n无。\n"
    marks = _marks(string, ("线路\t间隔", "table_row", 0), ("1路\t5分钟", "table_row", 0))
    sections = _outline(string, marks).sections
    assert [(s.section_id, s.kind) for s in sections][:2] == [("s1", "heading"), ("s1.p1", "table")]
    assert sections[1].text is not None
    assert sections[1].text.text == "线路\t间隔\n1路\t5分钟"


def test_zones_of_unknown_kind_are_rows_all_the_same() -> None:
    outline = build_outline(Text.of("甲\n乙\n"), (Zone("stamp", 0, 1),), ())
    assert [(s.section_id, s.kind) for s in outline.sections] == [("other", "other"), ("preamble.p1", "preamble")]


@pytest.mark.parametrize(
    ("line", "family", "path"),
    [
        ("一、总则", "comma_han", (1,)),
        ("二十一.附则", "comma_han", (21,)),
        ("(三）督促", "bracket_han", (3,)),
        ("㈡强化", "bracket_han", (2,)),
        ("１．学习", "arabic", (1,)),
        ("10、提升", "arabic", (10,)),
        ("1.2020年底前完成", "arabic", (1,)),
        ("6.4.2　有下列行为", "arabic", (6, 4, 2)),
        ("（12）将", "bracket_arabic", (12,)),
        ("⑶将", "bracket_arabic", (3,)),
        ("⑫将", "circled", (12,)),
        ("第十二条　本法", "art", (12,)),
        ("第 3-1 条 本法", "art", (3,)),
        ("第一条、未经本校许可", "art", (1,)),
        ("第２章　监督", "ch", (2,)),
        ("第三部分　措施", "part", (3,)),
        ("乙、铁路", "stem", (2,)),
    ],
)
def test_markers(line: str, family: str, path: tuple[int, ...]) -> None:
    marker = read_marker(line)
    assert marker is not None
    assert (marker.family, marker.path) == (family, path)


@pytest.mark.parametrize(
    "line",
    [
        "2019年底前",
        "1.5米以下",
        "3.54亿元",
        "24小时",
        "第三条规定的",
        "第一章规定的",
        "（二）项",
        "一是加强",
        "甲方",
        "",
        "2024.6.1",
    ],
)
def test_no_markers(line: str) -> None:
    assert read_marker(line) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "加大稳岗支持力度",
        "狠抓基础，推进强基固本",
        "推动落实“五个必须”",
        "充分认识煤矿智能化技术装备的重要性",
        "工作要求",
    ],
)
def test_names_of_what_follows(sentence: str) -> None:
    assert names_only(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "各部门要严格落实主体责任",
        "项目单位应当依法办理手续",
        "原则同意《总体规划》（以下简称《规划》）",
        "推动重大事故隐患根本整治，督促指导学习宣传和贯彻实施重大事故隐患判定标准",
        "对不落实的，严肃追责",
    ],
)
def test_sentences_that_say_something(sentence: str) -> None:
    assert not names_only(sentence)


def test_of_one_slip_a_thousand_are_told_and_then_how_many_more() -> None:
    told = MOST_ALIKE + MAX_OPEN
    repeats = [d for d in _outline("一、\n" * (told + 5)).diagnostics if d.code == "section-repeat"]
    assert len(repeats) == MOST_ALIKE + 1
    last = repeats[-1]
    assert last.message == f"and 5 more of this kind, between characters {3 * told} and {3 * (told + 5) - 1}"
    assert last.place is not None and last.place.char_start == 3 * told
