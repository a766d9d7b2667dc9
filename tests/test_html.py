"""Web pages: the notice and nothing else, its marks and places, the page's metadata as evidence, hostile markup."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.inputs.html import read_html
from pipeline.model.errors import Refused
from pipeline.model.reading import Reading
from pipeline.model.text import Span

PAGES = Path(__file__).parent / "data" / "inputs" / "pages"
SHARED = os.environ.get("GONGWEN_SHARED")

TITLE = "青川市人民政府办公室关于做好冬春季森林草原防灭火工作的通知"
NUMBER = "青政办发〔2023〕36号"
BODY = [
    "各县（市、区）人民政府，市直各有关单位：",
    "为切实做好今冬明春森林草原防灭火工作，保障人民群众生命财产安全，经市政府同意，现将有关事项通知如下。",
    "一、落实防火责任",
    "各县（市、区）人民政府主要负责同志每月听取工作汇报不少于1次，每季度组织开展火灾隐患排查。",
    "二、严格火源管理",
    "（一）防火期内，严禁一切野外用火；确需用火的，须经县级人民政府批准。",
    "（二）林业部门应当会同公安机关每周开展联合巡查，发现问题立即整改。",
    "三、强化应急值守",
    "严格执行24小时值班和领导带班制度，每日17时前报告情况。",
    "附件：1.责任分工表",
]
SECOND = "2.联系人名单"
SIGNATURE = ["青川市人民政府办公室", "2023年11月8日"]


def page(body: str, head: str = "") -> Reading:
    return read_html(f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode())


def lines(reading: Reading) -> list[str]:
    return reading.text.string.split("\n")


def marked(reading: Reading, kind: str) -> list[str]:
    return [reading.text[reading.text.locate(m.source)] for m in reading.marks if m.kind == kind]


def evidence(reading: Reading) -> dict[str, str]:
    found: dict[str, str] = {}
    for item in reading.evidence:
        found.setdefault(item.field, item.value)
    return found


EXPECTED = {
    "provincial-gb2312.html": [TITLE, NUMBER, *BODY, SECOND, *SIGNATURE],
    "county-tables.html": [TITLE, NUMBER, *BODY, *SIGNATURE],
    "density.html": [TITLE[:12], TITLE[12:], *BODY, SECOND, *SIGNATURE],
    "word-gb2312.html": [TITLE, "青政办发[2023]36号", *BODY, SECOND, *SIGNATURE],
}


def test_every_page_has_its_expectation() -> None:
    assert sorted(EXPECTED) == sorted(path.name for path in PAGES.iterdir())


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_notice_and_nothing_else(name: str) -> None:
    reading = read_html((PAGES / name).read_bytes())
    assert lines(reading) == EXPECTED[name]
    assert marked(reading, "right") == SIGNATURE
    assert reading.diagnostics == ()


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_every_character_leads_back_into_the_markup(name: str) -> None:
    reading = read_html((PAGES / name).read_bytes())
    source = reading.text.source.string
    for position, character in enumerate(reading.text.string):
        span = reading.text.origin(Span(position, position + 1))
        assert character == "\n" or source[span.start : span.end] == character


def test_declared_gb2312_is_read_as_gb18030() -> None:
    assert read_html((PAGES / "provincial-gb2312.html").read_bytes()).encoding == "gb18030"
    data = "<meta charset=gb2312><p>朱镕基、喆、㬎：各单位每季度检查一次，现就有关工作通知如下。</p>".encode("gb18030")
    assert read_html(data).text.string == "朱镕基、喆、㬎：各单位每季度检查一次，现就有关工作通知如下。"


def test_metadata_of_a_provincial_page_is_evidence() -> None:
    reading = read_html((PAGES / "provincial-gb2312.html").read_bytes())
    assert evidence(reading) == {
        "index_number": "011234567/2023-00123",
        "subject": "林业、防火",
        "issuer": "青川市人民政府办公室",
        "date_issued": "2023-11-08",
        "document_number": NUMBER,
        "status": "有效",
        "date_published": "2023-11-10",
        "title": TITLE,
    }
    places = {reading.text.source.string[e.source_start : e.source_end] for e in reading.evidence}
    assert {"011234567/2023-00123", NUMBER, TITLE, "2023-11-08"} <= places


def test_metadata_without_colons_and_with_chinese_dates() -> None:
    found = evidence(read_html((PAGES / "density.html").read_bytes()))
    assert found["index_number"] == "QC-2023-88"
    assert found["document_number"] == NUMBER
    assert found["date_issued"] == "2023-11-08"
    assert found["title"] == TITLE


def test_a_table_of_documents_in_a_notice_is_no_metadata() -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td>关于第{n}号事项的通知</td><td>川办发〔2001〕{n}号</td></tr>" for n in range(1, 9)
    )
    reading = page(
        "<p>各单位：</p><p>经研究，决定废止下列文件，自公布之日起不再执行，请遵照办理。</p>"
        f"<table><tr><td>序号</td><td>标题</td><td>文号</td></tr>{rows}</table>"
    )
    assert lines(reading)[2] == "序号\t标题\t文号"
    assert lines(reading)[-1] == "8\t关于第8号事项的通知\t川办发〔2001〕8号"
    assert "document_number" not in evidence(reading)


def test_a_hidden_document_number_is_evidence_and_no_text() -> None:
    reading = page(
        '<p style="display:none;text-align:right">\n国能综通煤炭﹝2021﹞59号\n</p>'
        "<p hidden>隐藏的一句话，不是号码。</p>"
        "<p>各单位：</p><p>为贯彻落实有关要求，现就有关事项通知如下，请认真执行。</p>"
    )
    assert lines(reading) == ["各单位：", "为贯彻落实有关要求，现就有关事项通知如下，请认真执行。"]
    (item,) = reading.evidence
    assert (item.field, item.value) == ("document_number", "国能综通煤炭〔2021〕59号")
    assert reading.text.source.string[item.source_start : item.source_end] == "国能综通煤炭﹝2021﹞59号"


@pytest.mark.parametrize(
    "hidden",
    [
        '<span style="display: none">暗文</span>',
        '<span style="visibility:hidden">暗文</span>',
        '<span style="font-size:0px">暗文</span>',
        "<span hidden>暗文</span>",
        "<script>暗文</script>",
        "<style>暗文</style>",
        "<style><!-- .x { display:none } --></style><b class=x>暗文</b>",
        "<style>@charset 'utf-8'; .x { display:none }</style><b class=x>暗文</b>",
        "<noscript>暗文</noscript>",
        "<template>暗文</template>",
        "<!-- 暗文 -->",
        "<!-- 暗<b>文 -->",
        '<input type="hidden" value="暗文">',
        "<textarea>暗文</textarea>",
        "<select><option>暗文</select>",
        "<ruby><rt>暗文</rt></ruby>",
        "<del>暗文</del>",
        "<s>暗文</s>",
        "<strike>暗文</strike>",
        '<span style="text-decoration: line-through">暗文</span>',
    ],
)
def test_hidden_text_is_left_out(hidden: str) -> None:
    assert (
        page(f"<p>各单位要每月{hidden}检查一次，并报告情况。</p>").text.string == "各单位要每月检查一次，并报告情况。"
    )


@pytest.mark.parametrize(
    ("css", "attributes", "shown"),
    [
        (".tab{display:none}", 'class=tab style="display:block"', True),
        (".tab{display:none} .tab.on{display:block}", 'class="tab on"', True),
        (".tab{display:none} .tab.on{display:block}", "class=tab", False),
        (".tab,.a{display:none} .tab{display:block}", "class=tab", True),
        (".tab{display:none} .tab.on{color:red}", 'class="tab on"', False),
        (".tab{display:none}", 'class=tab style="display:none;color:red"', False),
    ],
)
def test_the_tab_of_a_page_that_is_shown_is_read(css: str, attributes: str, shown: bool) -> None:
    rest = "<p>各单位要每月检查一次，并报告情况。</p>"
    text = page(f"<style>{css}</style>{rest}<div {attributes}>检查情况要每季度通报一次。</div>").text.string
    assert ("通报" in text) == shown


def test_text_that_a_script_would_show_is_not_lost() -> None:
    text = "各单位要每月检查一次，并报告情况；" * 10
    assert page(f'<div style="display:none"><p>{text}</p></div>').text.string == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>第一条&nbsp; &nbsp;本法。</p>", "第一条 本法。"),
        ("<p>第一条&emsp;&emsp;本法。</p>", "第一条\u3000本法。"),
        ("<p>　　第一条　本法。</p>", "第一条　本法。"),
        ("<p>&ldquo;两会&rdquo;&#12298;办法&#x300B;</p>", "“两会”《办法》"),
        ("<p>A&amp;B&lt;C &unknown; R&D</p>", "A&B<C &unknown; R&D"),
        ("<p>各单\r\n位要</p>", "各单位要"),
        ("<p>two\n words</p>", "two words"),
        ("<p>安\u200b全\ufeff生产</p>", "安全生产"),
        ("一<br>二<br/><br />三", "一\n二\n三"),
        ("<div>一<div>二</div>三</div>", "一\n二\n三"),
        ("<p>一<p>二", "一\n二"),
        ("<ul><li>一<li>二</ul>", "一\n二"),
        ("<pre>一\n  二</pre>", "一\n二"),
        ("<p>一<b>二</p>三</b>四", "一二\n三四"),
        ("<P ALIGN=CENTER>一</P>", "一"),
        ("<p title='a > b'>一</p>", "一"),
        ("<p>1 < 2，3 > 2</p>", "1 < 2，3 > 2"),
        ("<p>当a<b时，报告</p>", "当a<b时，报告"),
        ("<p>不少于2<sup>1</sup>次，10<sup>4</sup>m<sup>2</sup><sup>注</sup></p>", "不少于2¹次，10⁴m²注"),
        (
            "<span style='display:block'>一</span><b>二</b><span style='color:red;display: block'>三</span>四",
            "一\n二\n三\n四",
        ),
        ("<ol><li>检查<li>报告</ol>", "1.检查\n2.报告"),
        ('<ol start=3 type="a"><li>检查</ol>', "c.检查"),
        ("<ol reversed><li>检查<ul><li>每年</ul><li>报告</ol><ol><li>公布</ol>", "2.检查\n每年\n1.报告\n1.公布"),
        ('<ol style="list-style-type:cjk-ideographic"><li>检查<li value=5>报告</ol>', "一、检查\n五、报告"),
        ("<ol><li>一、检查<li>二、报告</ol>", "一、检查\n二、报告"),
        ('<ol style="list-style:none"><li>检查</ol>', "检查"),
    ],
)
def test_markup_becomes_text(markup: str, text: str) -> None:
    assert page(markup).text.string == text


def test_tables_are_kept_row_by_row() -> None:
    reading = page(
        "<p>现将任务分解如下，请认真组织实施，按时完成。</p><table><tr><th>序号<th>任务<th>单位</tr>"
        "<tr><td>1</td><td><p>排查隐患，</p><p>建立台账</p></td><td></td></tr>"
        "<tr><td colspan=2>合计</td><td>三项</td></tr></table><p>特此通知。</p>"
    )
    rows = ["序号\t任务\t单位", "1\t排查隐患， 建立台账", "合计\t\t三项"]
    assert lines(reading) == ["现将任务分解如下，请认真组织实施，按时完成。", *rows, "特此通知。"]
    assert marked(reading, "table_row") == rows


@pytest.mark.parametrize("span", ["01001000000000", "0001" + "9" * 3_900, "0" * 3_000 + "2", "²", "-2", "101", ""])
def test_a_cell_is_as_wide_as_a_cell_can_be(span: str) -> None:
    reading = page(
        f"<p>任务如下。</p><table><tr><td colspan='{span}'>检查</td><td>一次</td></tr>"
        "<tr><td>序号<td>任务<td>频次</tr></table><p>特此通知。</p>"
    )
    wide = "\t" * (2 if span.endswith("02") else 1)
    assert lines(reading)[1] == f"检查{wide}一次"


def test_a_border_that_was_moved_makes_no_column() -> None:
    rows = ([("序号", 1), ("任务", 2), ("单位", 1)], [("1", 1), ("检查", 1), ("应急局", 2)], [("合计", 3), ("三项", 1)])
    table = "".join(f"<tr>{''.join(f'<td colspan={n}>{t}</td>' for t, n in row)}</tr>" for row in rows)
    reading = page(f"<p>任务如下。</p><table>{table}</table><p>特此通知。</p>")
    assert lines(reading)[1:4] == ["序号\t任务\t单位", "1\t检查\t应急局", "合计\t\t三项"]


@pytest.mark.parametrize(
    ("outer", "inner", "is_shown"),
    [
        ("font-size:0", "font-size:16px", True),
        ("font-size:0", "font-size:1.5em", False),
        ("font-size:0px", "color:red", False),
        ("visibility:hidden", "visibility:visible", True),
        ("visibility:hidden", "font-size:16px", False),
        ("display:none", "display:block;visibility:visible;font-size:16px", False),
        ("position:absolute;left:-9999px", "font-size:16px", False),
        ("text-indent:-999em", "", False),
        ("text-indent:-20px", "", True),
    ],
)
def test_what_is_out_of_sight_is_shown_again_where_its_style_says_so(outer: str, inner: str, is_shown: bool) -> None:
    reading = page(
        f'<p>各单位要每年检查。</p><div style="{outer}"><b style="{inner}">每月报告。</b></div><p>特此通知。</p>'
    )
    assert ("每月报告。" in lines(reading)) == is_shown


def test_what_a_comment_or_script_without_end_takes_is_told_of() -> None:
    shown, taken = "<p>各单位要每年检查。</p>", "<p>各单位要每月检查一次，每季度报告一次，每年总结一次。</p>"
    for markup, code in (("<!-- ", True), ("<script>", True), ("<!-- 注 -->", False), ("<script></script>", False)):
        codes = [remark.code for remark in page(shown + markup + taken).diagnostics]
        assert ("unended-markup" in codes) == code
    assert page(shown + "<script>var 每 = 1").diagnostics == ()


def test_elements_that_xhtml_closes_at_once_take_nothing() -> None:
    head = '<?xml version="1.0"?><html><head><title/><script src="a.js"/><script src="b.js"></script></head>'
    assert page(head + "<body><p>各单位要每年检查。</p></body></html>").text.string == "各单位要每年检查。"
    assert page("<html><title/><body><p>各单位要每年检查。</p></body></html>").text.string == "各单位要每年检查。"


def test_hidden_text_that_a_script_shows_is_read_in_its_place() -> None:
    hidden = "各区人民政府每年组织防汛检查不少于两次，并于每年年底前报告检查情况。" * 4
    reading = page(f"<p>各单位：<span style='display:none'>{hidden}</span>请遵照执行</p>")
    assert reading.text.string == f"各单位：{hidden}请遵照执行"


def test_layout_becomes_marks() -> None:
    reading = page(
        "<h1>关于检查的通知</h1><center>一号</center><div align=center>二号<p align=left>各单位：</p></div>"
        '<p style="text-align:right">办公室</p><table align=center><tr><td>单格</td></tr></table>'
    )
    assert marked(reading, "heading") == ["关于检查的通知"]
    assert [m.level for m in reading.marks if m.kind == "heading"] == [1]
    assert marked(reading, "centered") == ["一号", "二号"]
    assert marked(reading, "right") == ["办公室"]


def test_title_of_the_page_is_not_repeated() -> None:
    body = "<p>各单位：</p><p>为了做好检查工作，现将有关事项通知如下，请遵照执行。</p>"
    shown = page(f"<h1>某局关于检查的通知</h1><div id=zoom><p align=center>关于检查<br>的通知</p>{body}</div>")
    assert lines(shown)[:2] == ["关于检查", "的通知"]
    lacking = page(f"<h1>某局关于检查的通知</h1><p>点击数：3</p><div id=zoom>{body}</div>")
    assert lines(lacking)[:2] == ["某局关于检查的通知", "各单位："]


def test_lists_of_files_after_the_date_are_the_pages() -> None:
    body = "<p>各单位：</p><p>为了做好检查工作，现将有关事项通知如下，请遵照执行。</p>"
    files = '<p>附件：</p><p><a href="1.doc">分工表.doc</a></p>'
    closed = page(f"<div id=zoom>{body}<p>2023年1月2日</p>{files}</div>")
    assert lines(closed)[-1] == "2023年1月2日"
    stated = page(f'<div id=zoom>{body}<p>附件：<a href="1.doc">分工表</a></p><p>某局</p><p>2023年1月2日</p></div>')
    assert lines(stated)[2:] == ["附件：分工表", "某局", "2023年1月2日"]


def test_a_short_notice_outweighs_a_long_footer() -> None:
    notice = [
        "某某协会：",
        "你单位《关于设立某某协会的请示》收悉。经研究，同意设立。",
        "此复。",
        "某某市民政局",
        "2023年1月1日",
    ]
    reading = page(
        '<div><a href="/">首页</a><a href="/a">政务公开</a></div><div><div>首页 &gt; 政务公开</div>'
        "<div>关于同意设立某某协会的批复</div><div>发布日期：2023-01-02 浏览次数：33</div>"
        f"<div>{''.join(f'<p>{line}</p>' for line in notice)}</div></div>"
        "<div><p>某某市民政局政府信息公开专栏由某某市民政局主办，某某市大数据管理局提供技术支持，欢迎社会各界监督。</p>"
        "<p>联系电话：0123-1234567　地址：某某市某某路100号　邮编：610000</p></div>",
        "<title>关于同意设立某某协会的批复-某某市民政局</title>",
    )
    assert lines(reading) == ["关于同意设立某某协会的批复", *notice]


def test_edits_replay_the_reading() -> None:
    reading = read_html((PAGES / "provincial-gb2312.html").read_bytes())
    (layer,) = reading.text.layers
    assert {"left-out", "paragraph"} <= {edit.rule for edit in layer}
    assert replay(reading) == reading.text.string


def test_a_page_without_text_says_so() -> None:
    reading = page("<script>load()</script><div id=app></div>")
    assert reading.text.string == ""
    assert [d.code for d in reading.diagnostics] == ["no-text"]


PIECES = (
    "<p>", "</p>", "<div>", "</div>", "<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "<ul>", "<ol>",
    "<li>", "</ol>", "<b>", "</b>", "<br>", "<h1>", "</h1>", "<a href=x>", "</a>", '<p style="display:none">',
    "<pre>", "\n", "&nbsp;", "&#x3000;", "&am", "p;", " ", "<", ">", "<!--", "-->", "<script>", "</script>",
    '"', "<p align=right>", "索引号：", "发文字号：", "成文日期", "国发〔2020〕1号", "2020年1月2日",
    "各单位要每月检查一次，并报告情况。", "附件", "\x00", "\u200b",
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_markup_is_read_and_its_edits_replay(markup: str) -> None:
    try:
        reading = read_html(markup.encode())
    except Refused as refusal:
        assert refusal.code in ("empty", "binary")
        return
    assert all(line == line.strip(" \u3000") for line in lines(reading))
    assert replay(reading) == reading.text.string
    for item in reading.evidence:
        assert 0 <= item.source_start <= item.source_end <= len(reading.text.source.string)


def replay(reading: Reading) -> str:
    """The source with the edits of all layers carried out; pages without edits have no layer."""
    string = reading.text.source.string
    for layer in reading.text.layers:
        parts, position = [], 0
        for edit in layer:
            parts += [string[position : edit.span.start], edit.after]
            position = edit.span.end
        string = "".join((*parts, string[position:]))
    return string


def hostile() -> Iterator[tuple[str, str]]:
    yield "nested tags", "<div>" * 200_000 + "各单位。" + "</div>" * 200_000
    yield "nested tables", "<table><tr><td>" * 60_000 + "各单位。"
    yield "cells that never end", "<table><tr>" + "<td>" * 100_000 + "各单位。"
    yield "empty paragraphs", "<p></p>" * 200_000 + "各单位。"
    yield "one tag", f'<p title="{"x" * 3_000_000}">各单位。</p>'
    yield "a tag of attributes", "<p " + 'a="b" ' * 300_000 + ">各单位。"
    yield "end tags of nothing", "<div>" * 500 + "</span>" * 200_000 + "各单位。"
    yield "comments that never end", "<p>各单位。</p>" + "<!--" * 200_000
    yield "scripts that never end", "<p>各单位。</p>" + "<script>" * 200_000
    yield "white space", "<p>" + " " * 3_000_000 + "各单位。"
    yield "entities", "<p>各单位。" + "&nbsp;" * 300_000


@pytest.mark.parametrize(("name", "markup"), list(hostile()))
def test_hostile_pages_take_linear_time(name: str, markup: str) -> None:
    start = time.process_time()
    assert read_html(markup.encode()).text.string == "各单位。"
    assert time.process_time() - start < 10


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "各各各各"><!ENTITY b "&a;&a;&a;&a;">]><html><p>单位&b;。</p></html>'
    assert "单位&b;。" in read_html(bomb.encode()).text.string
    external = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><p>单位&x;。</p></html>'
    assert "单位&x;。" in read_html(external.encode()).text.string


def test_too_many_tags_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.inputs.html.blocks.MAX_TAGS", 1000)
    with pytest.raises(Refused) as refusal:
        read_html(("<p></p>" * 600 + "各单位。").encode())
    assert refusal.value.code == "too-large"


@pytest.mark.skipif(not SHARED, reason="GONGWEN_SHARED names no folder of real pages")
def test_metadata_of_real_pages() -> None:
    folder = Path(str(SHARED)) / "notices" / "govcn"
    fields = ("index_number", "title", "issuer", "document_number", "date_issued", "date_published")
    for row in (folder / "metadata.jsonl").read_text("utf-8").splitlines():
        known = json.loads(row)
        found = evidence(read_html((folder / known["file"]).read_bytes()))
        assert {name: found.get(name) for name in fields} == {name: known[name] for name in fields}


SECTION = "<section>" + "<p>各乡镇每日组织巡查，发现火点立即扑灭，并于当日报告。</p>" * 3 + "</section>"


def test_title_and_signature_in_elements_of_their_own_belong_to_the_notice() -> None:
    reading = page(
        "<div><p>点击上方蓝字关注我们</p><section><p align=center>安和县人民政府</p>"
        f"<p align=center>关于禁止焚烧秸秆的通告</p></section>{SECTION}<section><p>安和县人民政府</p>"
        "<p>2022年9月26日</p></section><section><p>编辑：小王</p><p>欢迎投稿</p></section></div>"
    )
    assert lines(reading)[:2] == ["安和县人民政府", "关于禁止焚烧秸秆的通告"]
    assert lines(reading)[-2:] == ["安和县人民政府", "2022年9月26日"]


def test_what_stands_beside_the_text_and_reads_as_none_of_a_notice_stays_out() -> None:
    reading = page(
        f"<div><p>微信公众号</p><p>编辑：小王</p><p>今日天气</p>{SECTION}<p>热门文章</p><p>编辑：小王</p></div>"
    )
    assert len(lines(reading)) == 3


def test_a_catalog_and_a_summary_of_an_encyclopedia_are_left_out() -> None:
    reading = page(
        "<div class=lemma-summary>《养犬规定》是为了加强管理而制定的规定。</div>"
        "<div class=lemma-catalog><ol><li>文件发布</li></ol></div><div class=para>关于印发养犬规定的通知</div>"
        f"{SECTION}<div class=para>某市人民政府</div><div class=para>2022年9月26日</div>"
    )
    assert "文件发布" not in reading.text.string and "制定的规定" not in reading.text.string
