"""Citations: what a row cites and how, over rows, short names, lists under a heading."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import parse_notice
from pipeline.lexicon.document_numbers import find_number, match_number
from pipeline.model.notice import Citation, Header, Instrument, Section, SectionKind
from pipeline.model.text import Span, Text
from pipeline.stages.references import find_references

CASES = tomllib.loads((Path(__file__).parent / "data/references/sentences.toml").read_text(encoding="utf8"))["case"]


def _section(text: Text, name: str, kind: SectionKind, start: int, end: int, **values: Any) -> Section:
    heading = kind in ("title", "heading")
    quote = text.quote(Span(start, end))
    said = {"heading": quote} if heading else {"text": quote}
    return Section(
        section_id=name, part="main", order=1, depth=1, kind=kind, place=quote, **said, **{"parent_id": None, **values}
    )


def _cite(string: str, kind: SectionKind = "text", issued: str | None = None) -> tuple[Citation, ...]:
    text = Text.of(string)
    header = Header()
    if issued:
        start = string.index(issued)
        place = text.quote(Span(start, start + len(issued)))
        header = Header(issued_instrument=Instrument(title=issued, version=None, place=place))
    return find_references(text, (_section(text, "s1", kind, 0, len(text)),), header)


def test_there_are_cases() -> None:
    assert len(CASES) > 10


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_citations_of_a_row(case: dict[str, Any]) -> None:
    found = _cite(case["text"], case.get("kind", "text"), case.get("issued"))
    assert [f"{c.relation} | {c.title} | {c.document_number or '-'}" for c in found] == case["cites"]
    assert [c.citation_id for c in found] == [f"c{i}" for i in range(1, len(found) + 1)]
    for citation in found:
        assert citation.section_id == "s1"
        assert case["text"][citation.place.char_start : citation.place.char_end] == citation.place.text


def test_a_title_over_two_lines_is_one_without_the_line_end() -> None:
    (citation,) = _cite("关于印发《责任清单\n（2.0版）》的通知", "title")
    assert citation.title == "责任清单（2.0版）"
    assert citation.place.text == "《责任清单\n（2.0版）》"


def test_what_a_title_issues_without_marks_is_cited_once() -> None:
    (citation,) = _cite("关于印发国家粮食应急预案的函", "title", "国家粮食应急预案")
    assert (citation.title, citation.relation, citation.place.text) == (
        "国家粮食应急预案",
        "issues",
        "国家粮食应急预案",
    )


def test_several_unnamed_instruments_are_not_cited_as_one() -> None:
    assert (
        _cite("关于印发转制为企业和支持文化企业发展两个规定的通知", "title", "转制为企业和支持文化企业发展两个规定")
        == ()
    )


def test_items_that_are_nothing_but_titles_relate_as_their_heading_says() -> None:
    string = "参考依据\n《安全生产法》\n《职业病防治法》（主席令第60号）\n"
    text = Text.of(string)
    starts = [0, 5, 13, len(string)]
    sections = [
        _section(text, "s2", "heading", 0, 4),
        *(_section(text, f"s2.{i}", "text", starts[i], starts[i + 1] - 1, parent_id="s2") for i in (1, 2)),
    ]
    found = find_references(text, sections, Header())
    assert [(c.section_id, c.relation, c.title, c.document_number) for c in found] == [
        ("s2.1", "based_on", "安全生产法", None),
        ("s2.2", "based_on", "职业病防治法", "主席令第60号"),
    ]


@pytest.mark.parametrize(
    ("lead", "relation"),
    [
        ("对下列行政法规予以废止：", "abolishes"),
        ("对下列行政法规的部分条款予以修改：", "amends"),
        ("应当遵守下列规定：", "refers_to"),
    ],
)
def test_items_of_a_list_relate_as_what_is_done_with_them(lead: str, relation: str) -> None:
    notice = parse_notice(
        f"国务院关于部分行政法规的决定\n国务院决定：\n一、{lead}\n（一）《航道管理条例》（1987年8月22日国务院发布）\n"
        "（二）《价格管理条例》\n二、本决定自公布之日起施行。\n".encode()
    )
    assert [c.relation for c in notice.citations] == [relation, relation]


@pytest.mark.parametrize("kind", ["addressees", "attachments", "signature", "contents", "other", "note"])
def test_layout_rows_cite_nothing(kind: SectionKind) -> None:
    assert _cite("附件：《安全工作日汇报表》《实施方案》", kind) == ()


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="《》〈〉（）()根据印发废止关于的通知〔2020〕1号第法、，。\n 以下简称", max_size=80))
def test_any_row_is_read(string: str) -> None:
    for citation in _cite(string) if string else ():
        assert string[citation.place.char_start : citation.place.char_end] == citation.place.text
        assert citation.title.strip()


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("成安委〔2020〕9号", "成安委〔2020〕9号"),
        ("鲁安办发[2021]第050号", "鲁安办发〔2021〕50号"),
        ("国能综通煤炭﹝2021﹞59号", "国能综通煤炭〔2021〕59号"),
        ("教职成【2018】8号", "教职成〔2018〕8号"),
        ("川安委（2020）1号", "川安委〔2020〕1号"),
        ("国发〔２０１８〕３９号", "国发〔2018〕39号"),
        ("京政办（内）发〔2018〕3号", "京政办（内）发〔2018〕3号"),
        ("〔1996〕武司字第82号", "武司字〔1996〕82号"),
        ("2013年7月18日国务院令第638号", "国务院令第638号"),
        ("国家税务总局公告2020年第9号", "国家税务总局公告2020年第9号"),
        ("AQ/T 8011—2016", "AQ/T8011-2016"),
    ],
)
def test_canonical_numbers(written: str, canonical: str) -> None:
    found = find_number(written)
    assert found is not None
    assert found.text == canonical


@pytest.mark.parametrize("string", ["2020年7月27日", "第三条", "0538-2958119", "3号楼", "（2018）", "第50号台风"])
def test_no_numbers(string: str) -> None:
    assert find_number(string) is None
    assert match_number(string) is None
