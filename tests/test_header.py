"""Headers of made-up notices, field by field; zones; what the carrier says beside the text."""

from __future__ import annotations

import itertools
import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.model.notice import Evidence, Header
from pipeline.model.reading import Mark
from pipeline.model.text import Edit, SourceSpan, Span, Text
from pipeline.run import parse_notice
from pipeline.stages.header import find_header
from pipeline.stages.header.lists import split_addressees, split_issuer
from pipeline.stages.header.pages import Page

FILES = sorted((Path(__file__).parent / "data/header").glob("*.toml"))
CASES = [case for file in FILES for case in tomllib.loads(file.read_text(encoding="utf8"))["case"]]
LISTS = {"issuers", "addressees", "copies_to", "attachments"}


def _values(header: Header) -> dict[str, Any]:
    """The header's fields that are not empty, as plain values."""
    found: dict[str, Any] = {name: [said.value for said in getattr(header, name)] for name in LISTS}
    for name in ("title", "document_type", "secrecy", "urgency", "copy_number", "signatory", "printed_by", "note"):
        found[name] = getattr(header, name).value if getattr(header, name) else None
    for name in ("date_issued", "date_printed", "date_effective", "date_expires"):
        found[name] = getattr(header, name).value.isoformat() if getattr(header, name) else None
    found["document_number"] = header.document_number.text if header.document_number else None
    issued = header.issued_instrument
    found["issued_instrument"], found["instrument_version"] = (issued.title, issued.version) if issued else (None, None)
    return {name: value for name, value in found.items() if value}


def test_there_are_cases() -> None:
    assert len(CASES) > 10


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_header_of_a_notice(case: dict[str, Any]) -> None:
    text = Text.of(case["text"].lstrip("\n"))
    front = find_header(text, (), ())
    expected = {name: value for name, value in case.items() if name not in ("name", "text", "parts")}
    assert _values(front.header) == expected
    assert len([zone for zone in front.zones if zone.kind == "part"]) == len(case.get("parts", ["main"]))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_value_stands_where_it_says(case: dict[str, Any]) -> None:
    text = Text.of(case["text"].lstrip("\n"))
    header = find_header(text, (), ()).header
    for name in LISTS | {"title", "document_type", "secrecy", "urgency", "copy_number", "signatory", "note"}:
        value = getattr(header, name)
        for said in value if isinstance(value, tuple) else (value,) if value else ():
            assert text.quote(said.place.span) == said.place
            place = "".join(said.place.text.split())
            assert said.value.replace(" ", "") in place or "届" in place or "中华人民共和国" in place


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_zones_lie_side_by_side_within_their_parts(case: dict[str, Any]) -> None:
    text = Text.of(case["text"].lstrip("\n"))
    zones = find_header(text, (), ()).zones
    parts = [zone for zone in zones if zone.kind == "part"]
    assert [part.start for part in parts[1:]] == [part.end for part in parts[:-1]]
    assert (parts[0].start, parts[-1].end) == (0, len(text))
    inner = [zone for zone in zones if zone.kind != "part"]
    assert all(a.end <= b.start for a, b in itertools.pairwise(inner))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("各省、自治区、直辖市人民政府", ["各省、自治区、直辖市人民政府"]),
        ("各部门、各店铺", ["各部门", "各店铺"]),
        ("科技部、江南自治区人民政府、江南兵团", ["科技部", "江南自治区人民政府", "江南兵团"]),
        ("山西省、陕西省发展改革委", ["山西省、陕西省发展改革委"]),
        ("邓某、韩某委员", ["邓某、韩某委员"]),
        ("黑江省人民政府，教育部、外交部", ["黑江省人民政府", "教育部、外交部"]),
        ("各区（市、县）人民政府、市政府各部门", ["各区（市、县）人民政府", "市政府各部门"]),
        ("各区、县人民政府、市政府各部门", ["各区、县人民政府", "市政府各部门"]),
        ("四川省人民政府", ["四川省人民政府"]),
        ("各院、处及有关单位", ["各院、处及有关单位"]),
        ("各县区教育局、财政局、市直各学校", ["各县区教育局、财政局", "市直各学校"]),
        ("各县（市、区）民政局、卫生健康委（局）", ["各县（市、区）民政局、卫生健康委（局）"]),
        ("各县民政局、省属各企业", ["各县民政局", "省属各企业"]),
        ("各车间、部室", ["各车间、部室"]),
        ("各项目部、各劳务队", ["各项目部", "各劳务队"]),
        ("各系（部）、处（室）、附属医院", ["各系（部）、处（室）", "附属医院"]),
    ],
)
def test_addressees_are_split_where_the_notice_separates_them(written: str, expected: list[str]) -> None:
    page = Page.of(Text.of(written), ())
    assert [said.value for said in split_addressees(page, 0, len(written))] == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("财政部国家税务总局", ["财政部", "国家税务总局"]),
        ("最高人民法院最高人民检察院公安部", ["最高人民法院", "最高人民检察院", "公安部"]),
        ("岳阳市财政局岳阳市教育局", ["岳阳市财政局", "岳阳市教育局"]),
        ("教育部 财政部", ["教育部", "财政部"]),
        ("国务院国有资产监督管理委员会", ["国务院国有资产监督管理委员会"]),
        ("北京市住房和城乡建设委员会", ["北京市住房和城乡建设委员会"]),
        ("国家税务总局四川省税务局", ["国家税务总局四川省税务局"]),
        ("明德大学党委办公室校长办公室", ["明德大学党委办公室", "校长办公室"]),
        ("上海市国家安全局", ["上海市国家安全局"]),
    ],
)
def test_issuers_are_split_where_each_piece_is_a_name(written: str, expected: list[str]) -> None:
    page = Page.of(Text.of(written), ())
    assert [said.value for said in split_issuer(page, 0, len(written))] == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("临教「2021」15号", "临教〔2021〕15号"),
        ("临教《2021》15号", "临教〔2021〕15号"),
        ("临教<2021>15号", "临教〔2021〕15号"),
        ("临教〔二〇二一〕十五号", "临教〔2021〕15号"),
        ("临教字（98）第15号", "临教字〔1998〕15号"),
        ("临教〔2021〕15号文件", "临教〔2021〕15号"),
        ("【发文字号】临教〔2021〕15号", "临教〔2021〕15号"),
        ("—— 临教〔2021〕15号 ——", "临教〔2021〕15号"),
        ("★临教〔2021〕15号★", "临教〔2021〕15号"),
        ("《临教〔2021〕15号》", "临教〔2021〕15号"),
        ("临教·基〔2021〕15号", "临教·基〔2021〕15号"),
        ("临教〔2021〕15号 特急", "临教〔2021〕15号"),
        ("临教函〔2021〕15号　　　　A", "临教函〔2021〕15号"),
        ("临教发2021第15号", "临教发〔2021〕15号"),
        ("临教发〔2021〕15", "临教发〔2021〕15号"),
        ("临教2021〔15〕号", "临教〔2021〕15号"),
        ("编号：LJ/AQ 01-2021", "LJ/AQ01-2021"),
        ("临江市财政局 临江市税务局公告2022年第10号", "临江市财政局临江市税务局公告2022年第10号"),
        ("临教〔2021〕 号", None),
        ("临教〔2021〕×号", None),
    ],
)
def test_a_number_is_written_in_many_ways(line: str, expected: str | None) -> None:
    text = f"{line}\n关于开展检查的通知\n各单位：\n请开展检查。\n临江市教育局\n2021年7月1日\n"
    header = find_header(Text.of(text), (), ()).header
    assert (header.document_number.text if header.document_number else None) == expected
    assert header.title is not None
    assert header.title.value == "关于开展检查的通知"


_ABOVE, _BELOW = "关于报送材料的通知\n各学校：\n请按要求报送材料。\n", "临江市教育局\n2021年7月1日\n"


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("附件\n1.清单\n2.名单", ["清单", "名单"]),
        (
            "附件：1.填报说明、审核要点汇总\n2.全市中小学校先进\n单位推荐表\n3.名单",
            ["填报说明、审核要点汇总", "全市中小学校先进单位推荐表", "名单"],
        ),
        (
            "附件：1.临江市教育局关于校园安全工作的\n实施意见\n2.名单",
            ["临江市教育局关于校园安全工作的实施意见", "名单"],
        ),
        ("附件：一、清单\n二、名单", ["清单", "名单"]),
        ("附件：①清单②名单", ["清单", "名单"]),
        ("附件1.清单\n附件2.名单", ["清单", "名单"]),
        ("附件：1-1.清单\n1-2.名单\n2.总表", ["清单", "名单", "总表"]),
        ("附件：1.2021年度清单\n2.10所学校名单", ["2021年度清单", "10所学校名单"]),
        ("附件目录：\n1.清单\n2.名单", ["清单", "名单"]),
        ("相关附件：1.清单\n2.名单", ["清单", "名单"]),
    ],
)
def test_attachments_are_listed_in_many_ways(listed: str, expected: list[str]) -> None:
    header = find_header(Text.of(f"{_ABOVE}{listed}\n{_BELOW}"), (), ()).header
    assert [said.value for said in header.attachments] == expected
    assert [said.value for said in header.issuers] == ["临江市教育局"]


@pytest.mark.parametrize("behind", ["", "附件1\n清单\n1.身份证。\n附件2\n名单\n姓名\n"])
def test_attachments_listed_below_the_signature(behind: str) -> None:
    front = find_header(Text.of(f"{_ABOVE}{_BELOW}（此件公开发布）\n附件：1.清单\n2.名单\n{behind}"), (), ())
    assert [said.value for said in front.header.attachments] == ["清单", "名单"]
    assert len([zone for zone in front.zones if zone.kind == "part"]) == (3 if behind else 1)


def test_links_below_the_signature_list_nothing_anew() -> None:
    text = Text.of(f"{_ABOVE}附件：清单\n{_BELOW}附件：清单.doc\n")
    assert [said.value for said in find_header(text, (), ()).header.attachments] == ["清单"]


@pytest.mark.parametrize(
    ("corner", "expected"),
    [
        ("No.000012", ("000012", None, None)),
        ("第000012号", ("000012", None, None)),
        ("机 密", (None, "机密", None)),
        ("秘密级", (None, "秘密", None)),
        ("特 急", (None, None, "特急")),
        ("特急件", (None, None, "特急")),
        ("明电 特急", (None, None, "特急")),
        ("紧急", (None, None, "紧急")),
        ("内部资料", (None, None, None)),
        ("普通", (None, None, None)),
        ("0012", (None, None, None)),
    ],
)
def test_what_stands_in_the_corner_is_no_part_of_the_red_head(
    corner: str, expected: tuple[str | None, str | None, str | None]
) -> None:
    text = f"{corner}\n临江市教育局文件\n临教〔2021〕15号\n关于开展检查的通知\n各单位：\n请开展检查。\n"
    header = find_header(Text.of(text), (), ()).header
    found = (header.copy_number, header.secrecy, header.urgency)
    assert tuple(said.value if said else None for said in found) == expected
    assert [said.value for said in header.issuers] == ["临江市教育局"]


@pytest.mark.parametrize(
    ("signed", "expected"),
    [
        ("临教〔2021〕15号　　签发人：张三\n　　　　　　　　李四", "张三 李四"),
        ("临教〔2021〕15号　签发人 张三", "张三"),
        ("临教〔2021〕15号（签发人：张三）", "张三"),
        ("临教〔2021〕15号　会签人：李四　签发人：张三", "张三"),
    ],
)
def test_who_signs_beside_the_number(signed: str, expected: str) -> None:
    text = f"临江市教育局文件\n{signed}\n关于请求拨款的请示\n主送机关：市财政局、市人社局\n请拨款。\n"
    header = find_header(Text.of(text), (), ()).header
    assert header.signatory is not None
    assert header.signatory.value == expected
    assert header.document_number is not None
    assert header.document_number.text == "临教〔2021〕15号"
    assert [said.value for said in header.addressees] == ["市财政局", "市人社局"]


@pytest.mark.parametrize(
    ("closing", "expected"),
    [
        ("临江市教育局\n2021年7月1号", "2021-07-01"),
        ("临江市教育局\n2021．7．1", "2021-07-01"),
        ("临江市教育局\n2021年7月1日（印章）", "2021-07-01"),
        ("临江市教育局\n公元2021年7月1日", "2021-07-01"),
        ("单位：临江市教育局\n日期：2021年7月1日", "2021-07-01"),
        ("——临江市教育局\n2021年7月1日发布", "2021-07-01"),
        ("（临江市教育局章）\n2021年7月1日", "2021-07-01"),
        ("临江市教育局（代）\n2021年7月1日", "2021-07-01"),
        ("临江市教育局\n（此处盖章）\n2021年7月1日", "2021-07-01"),
        ("（盖章）\n临江市教育局\n2021年7月1日", "2021-07-01"),
        ("临江市教育局，2021年7月1日", "2021-07-01"),
        ("临江市教育局\n二〇二一年元月一日", "2021-01-01"),
        ("临江市教育局\n二〇二一年十二月廿八日", "2021-12-28"),
        ("临江市教育局\n2021年7月", None),
        ("临江市教育局\n2021年7月 日", None),
    ],
)
def test_signatures_and_their_days(closing: str, expected: str | None) -> None:
    text = Text.of(f"关于开展检查的通知\n各单位：\n请每月检查一次。\n{closing}\n")
    values = _values(find_header(text, (), ()).header)
    assert values["issuers"] == ["临江市教育局"]
    assert values.get("date_issued") == expected


def test_empty_and_blank_texts_have_no_header() -> None:
    for string in ("", "\n\n", " 　\n"):
        front = find_header(Text.of(string), (), ())
        assert _values(front.header) == {}
        assert front.diagnostics == ()


NOTICE = "临政发〔2024〕3号\n关于开展检查的通知\n各部门：\n请检查。\n临江市人民政府\n2024年5月20日\n"


def test_a_page_without_any_title_is_told_of() -> None:
    page = "各部门：\n请检查。\n临江市人民政府\n2024年5月20日\n"
    assert [d.code for d in find_header(Text.of(page), (), ()).diagnostics] == ["title-missing"]
    assert find_header(Text.of(NOTICE), (), ()).diagnostics == ()


def _evidence(field: str, value: str, start: int = 0, end: int = 0) -> Evidence:
    return Evidence(field=field, value=value, source_start=start, source_end=end)


def test_agreeing_evidence_is_kept_and_silent() -> None:
    evidence = (
        _evidence("document_number", "临政发[2024]3号"),
        _evidence("title", "关于开展检查的通知"),
        _evidence("issuer", "临江市人民政府"),
        _evidence("date_issued", "2024-05-20"),
        _evidence("date_published", "2024-05-30"),
        _evidence("index_number", "000014349/2018-00222"),
    )
    front = find_header(Text.of(NOTICE), (), evidence)
    assert front.header.evidence == evidence
    assert front.diagnostics == ()


def test_where_evidence_disagrees_the_text_wins_and_it_is_told() -> None:
    front = find_header(
        Text.of(NOTICE), (), (_evidence("date_issued", "2024年5月10日"), _evidence("title", "别的通知"))
    )
    assert front.header.date_issued is not None
    assert front.header.date_issued.value.isoformat() == "2024-05-20"
    assert [d.code for d in front.diagnostics] == ["metadata-disagrees", "metadata-disagrees"]
    assert front.diagnostics[0].place is not None
    assert front.diagnostics[0].place.text == "2024年5月20日"


def test_what_only_the_page_states_gives_kind_and_validity() -> None:
    page = (
        "<html><head><title>关于印发《保洁考核办法》的通知</title></head><body><dl><dt>发文机构</dt><dd>临江市水利局</dd>"
        "<dt>发文字号</dt><dd>临水〔2021〕10号</dd><dt>生效日期</dt><dd>2021-06-01</dd><dt>失效日期</dt><dd>2026-05-31</dd></dl>"
        "<div><p>各乡镇：</p><p>现将《保洁考核办法》印发给你们，请遵照执行。</p><p>2021年5月8日</p></div></body></html>"
    )
    assert _values(parse_notice(page.encode(), "a.html").header) == {
        "title": "关于印发《保洁考核办法》的通知",
        "document_type": "通知",
        "document_number": "临水〔2021〕10号",
        "issuers": ["临江市水利局"],
        "addressees": ["各乡镇"],
        "date_issued": "2021-05-08",
        "date_effective": "2021-06-01",
        "date_expires": "2026-05-31",
        "issued_instrument": "保洁考核办法",
    }


def test_number_title_and_addressees_on_one_line() -> None:
    text = "临国资发〔2021〕11号　关于印发《薪酬管理办法》的通知　各市属企业：\n现将《薪酬管理办法》印发给你们。\n"
    text += "临江市国资委　2021年3月1日\n"
    assert _values(parse_notice(text.encode()).header) == {
        "document_number": "临国资发〔2021〕11号",
        "title": "关于印发《薪酬管理办法》的通知",
        "document_type": "通知",
        "issuers": ["临江市国资委"],
        "addressees": ["各市属企业"],
        "date_issued": "2021-03-01",
        "issued_instrument": "薪酬管理办法",
    }


def test_labels_parted_from_their_values_by_their_elements_alone() -> None:
    labels = {"名称": "关于开展检查的通知", "文号": "临应急〔2021〕6号", "成文日期": "2021-04-12", "有效性": "有效"}
    table = "".join(f"<p><span>{label}</span>{value}</p>" for label, value in labels.items())
    body = "<p>各区应急管理局：</p><p>请完成检查。</p><p>临江市应急管理局</p>"
    header = parse_notice(f"<html><body><div>{table}</div><div>{body}</div></body></html>".encode(), "a.html").header
    assert _values(header) == {
        "title": "关于开展检查的通知",
        "document_type": "通知",
        "document_number": "临应急〔2021〕6号",
        "issuers": ["临江市应急管理局"],
        "addressees": ["各区应急管理局"],
        "date_issued": "2021-04-12",
    }


def test_lines_without_a_sign_of_a_header_are_not_read_as_its_top(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(page: Page, first: int) -> None:
        raise AssertionError(first)

    monkeypatch.setattr("pipeline.stages.header.anew.read_front", fail)
    assert find_header(Text.of("检查\n" * 200), (), ()).header.addressees == ()


def test_the_number_of_a_page_is_no_title() -> None:
    assert find_header(Text.of("1\n"), (), ()).header.title is None


def test_the_site_s_name_above_a_heading_is_no_part_of_the_title() -> None:
    page = (
        "<html><body><div>明德大学校医院</div><h3>关于开展防控工作的通知</h3><p>各学院、各部门：</p><p>请每日上报情况。</p>"
        "<p>校医院</p><p>2021年3月3日</p></body></html>"
    )
    header = parse_notice(page.encode(), "a.html").header
    assert header.title is not None
    assert header.title.value == "关于开展防控工作的通知"


def test_a_page_named_by_the_number_of_its_notice_gives_no_title() -> None:
    text = Text.of("各部门：\n请检查。\n")
    assert find_header(text, (), (_evidence("title", "临政发〔2024〕3号"),)).header.title is None
    assert find_header(text, (), (_evidence("title", "临政发〔2024〕3号文件的通知"),)).header.title is not None


def test_what_only_the_carrier_states_has_its_place_in_the_source() -> None:
    source = "<p hidden>临政发〔2024〕3号</p>各部门：\n请检查。\n"
    text = Text.of(source).edit([Edit(Span(0, source.index("各")), "", "markup")])
    start = source.index("临")
    number = find_header(
        text, (), (_evidence("document_number", "临政发〔2024〕3号", start, start + 11),)
    ).header.document_number
    assert number is not None
    assert (number.text, number.agency_code, number.year, number.sequence) == ("临政发〔2024〕3号", "临政发", 2024, 3)
    assert number.place.text == ""
    assert source[number.place.source_start : number.place.source_end] == "临政发〔2024〕3号"


def test_the_registered_number_of_an_order_is_taken_from_the_page() -> None:
    text = Text.of(
        "中华人民共和国国务院令\n第707号\n现公布《某某条例》，自2019年1月1日起施行。\n总理　李某\n2018年12月18日\n"
    )
    front = find_header(text, (), (_evidence("document_number", "国令第707号"),))
    assert front.header.document_number is not None
    assert front.header.document_number.text == "国令第707号"
    assert front.diagnostics == ()


def test_a_date_without_signature_stands_above_the_plan_that_is_issued() -> None:
    letter = "关于印发应急预案的通知\n各乡镇：\n《某县应急预案》已经同意，现予印发。\n2008年4月3日\n"
    plan = "某县应急预案\n为做好工作，制定本预案。\n一、职责\n县指挥部负责处置工作。\n"
    header = parse_notice((letter + plan).encode()).header
    assert header.date_issued is not None
    assert header.date_issued.value.isoformat() == "2008-04-03"
    assert parse_notice((letter + "工作安排\n为做好工作，制定本预案。\n").encode()).header.date_issued is None


def test_rows_of_tables_sign_nothing() -> None:
    string = "登记表\n填表人\n某某局\n2024年5月20日\n"
    start = string.index("填")
    marks = (Mark(SourceSpan(start, len(string)), "table_row"),)
    header = find_header(Text.of(string), marks, ()).header
    assert header.date_issued is None
    assert header.issuers == ()


def _with_rows(string: str, *rows: str) -> Header:
    """The header of a text some of whose lines are rows of tables."""
    starts = [string.index(row) for row in rows]
    marks = [Mark(SourceSpan(s, s + len(row)), "table_row") for s, row in zip(starts, rows, strict=True)]
    return find_header(Text.of(string), marks, ()).header


@pytest.mark.parametrize(
    "head", ["临江市教育局\n临江市公安局\t文件\n临江市财政局", "临江市教育局 临江市公安局 临江市财政局\t文件"]
)
def test_the_red_head_of_several_is_set_in_a_table(head: str) -> None:
    rows = head.split("\n")
    below = "临教联〔2021〕15号\t签发人：张三\n关于开展检查的请示\n市人民政府：\n请拨款。\n临江市教育局\n2021年7月1日\n"
    header = _with_rows(f"{head}\n{below}", *rows, below.split("\n")[0])
    assert [said.value for said in header.issuers] == ["临江市教育局", "临江市公安局", "临江市财政局"]
    assert header.document_number is not None
    assert header.document_number.text == "临教联〔2021〕15号"
    assert header.signatory is not None
    assert header.signatory.value == "张三"
    assert [said.value for said in header.addressees] == ["市人民政府"]


def test_several_sign_in_a_table_and_a_table_below_the_title_is_no_red_head() -> None:
    text = "关于开展检查的通知\n单位\t部门\n请每月检查一次。\n临江市教育局\t临江市公安局\n2021年7月1日\n"
    header = _with_rows(text, "单位\t部门", "临江市教育局\t临江市公安局", "2021年7月1日")
    assert [said.value for said in header.issuers] == ["临江市教育局", "临江市公安局"]
    assert header.date_issued is not None


def test_copies_of_a_letter_of_taiwan_stand_below_its_originals() -> None:
    letter = (
        "臺北市政府教育局　函\n發文日期：中華民國112年3月15日\n發文字號：北市教中字第1123012345號\n主旨：請加強檢查。\n"
    )
    header = parse_notice(f"{letter}正本：各級學校\n副本：教育部、消防局\n".encode()).header
    assert [copy.value for copy in header.copies_to] == ["教育部", "消防局"]
    assert not parse_notice(f"{letter}副本：承办人存查。\n一、各校應每月檢查。\n".encode()).header.copies_to


def test_a_number_of_which_a_part_is_lost_is_told_of() -> None:
    notice = NOTICE.replace("临政发〔2024〕3号", "临政发〔20243")
    assert [d.code for d in find_header(Text.of(notice), (), ()).diagnostics] == ["document-number-unread"]


def test_dates_that_lost_their_marks_are_told_of() -> None:
    notice = NOTICE.replace("请检查。", "请于2024528日前检查。")
    assert [d.code for d in find_header(Text.of(notice), (), ()).diagnostics] == ["date-unmarked"]


def test_a_page_named_with_the_site_s_words_or_after_the_site_does_not_disagree() -> None:
    for named in ("某某县 部门文件 关于开展检查的通知", "某某中学网站--通知公告", "关于开展检查"):
        assert find_header(Text.of(NOTICE), (), (_evidence("title", named),)).diagnostics == ()


@pytest.mark.parametrize("line", ["通知公告 栏目", "地区：全国", "2023-05-06 关于放假...", "水务局部署防汛工作"])
def test_a_title_that_does_not_read_like_one_is_doubted(line: str) -> None:
    found = find_header(Text.of(f"{line}\n各部门要每月检查一次。\n"), (), ())
    assert [d.code for d in found.diagnostics] in (["title-doubtful"], ["title-missing"])
    assert find_header(Text.of("安全检查制度\n各部门要每月检查一次。\n"), (), ()).diagnostics == ()
