"""Word files: automatic numbers as Word shows them, what is text and what is not, the place of every paragraph."""

from __future__ import annotations

import pytest
from carriers.docx import (
    LEVELS,
    TRANSITIONAL,
    field,
    level,
    listed,
    numbering,
    pack,
    paragraph,
    run,
    text_box,
    write_docx,
)
from carriers.ofd import zip_files

from pipeline.inputs.docx import read_docx
from pipeline.inputs.docx.numerals import write_number
from pipeline.model.errors import Refused
from pipeline.model.reading import Reading

THREE = "".join(level(i, f, t, '<w:suff w:val="nothing"/>') for i, (f, t) in enumerate(LEVELS))
NUM = '<w:num w:numId="{}"><w:abstractNumId w:val="0"/>{}</w:num>'


def read_lines(body: str, parts: dict[str, str] | None = None) -> list[str]:
    return read_docx(pack(body, parts)).text.string.splitlines()


def numbers(levels: list[int], definition: str, list_ids: list[int] | None = None) -> list[str]:
    """The numbers of paragraphs on these levels of a definition."""
    ids = list_ids or [1] * len(levels)
    body = "".join(paragraph("甲", listed(at, which)) for at, which in zip(levels, ids, strict=True))
    return [line[: line.rindex("甲")].strip() for line in read_lines(body, {"numbering": definition})]


def marked(reading: Reading, kind: str) -> list[str]:
    string = reading.text.source.string
    return [string[m.source.start : m.source.end] for m in reading.marks if m.kind == kind]


def rules(reading: Reading) -> list[str]:
    return [edit.rule for layer in reading.text.layers for edit in layer]


@pytest.mark.parametrize(
    ("number_format", "shown"),
    [
        ("decimal", {1: "1", 12: "12"}),
        ("decimalZero", {1: "01", 12: "12"}),
        ("decimalFullWidth", {1: "１", 12: "１２"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 99: "九十九", 100: "一○○"}),
        ("taiwaneseCounting", {3: "三", 15: "十五"}),
        ("chineseCountingThousand", {10: "十", 25: "二十五", 101: "一百零一", 110: "一百一十", 1005: "一千零五"}),
        ("japaneseCounting", {10: "十", 101: "百一", 111: "百十一", 1200: "千二百"}),
        ("ideographDigital", {9: "九", 10: "一○", 25: "二五"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 21: "贰拾壹"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 36: "㊱", 50: "㊿", 51: "51"}),
        ("decimalEnclosedCircleChinese", {1: "①", 10: "⑩"}),
        ("decimalEnclosedParen", {1: "⑴", 20: "⒇"}),
        ("decimalEnclosedFullstop", {1: "⒈"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 28: "BB"}),
        ("lowerLetter", {2: "b"}),
        ("upperRoman", {1: "I", 4: "IV", 9: "IX", 1994: "MCMXCIV"}),
        ("lowerRoman", {3: "iii"}),
        ("none", {1: ""}),
        ("somethingNew", {7: "7"}),
    ],
)
def test_number_formats(number_format: str, shown: dict[int, str]) -> None:
    assert {n: write_number(n, number_format) for n in shown} == shown


@pytest.mark.parametrize("number", [0, -1, 10**6])
def test_a_number_that_a_format_has_no_sign_for_is_still_written(number: int) -> None:
    formats = ("chineseCounting", "chineseCountingThousand", "upperRoman", "upperLetter", "ideographTraditional")
    assert all(write_number(number, f) for f in formats)


def test_levels_restart_below_a_higher_one() -> None:
    shown = numbers([0, 1, 2, 2, 1, 2, 0, 1], numbering(THREE))
    assert shown == ["一、", "（一）", "1.", "2.", "（二）", "1.", "二、", "（一）"]


def test_the_number_is_an_insertion_on_record() -> None:
    reading = read_docx(pack(paragraph("总则", listed(0)), {"numbering": numbering(THREE)}))
    assert reading.text.source.string == "总则\n"
    assert reading.text.string == "一、总则\n"
    assert rules(reading) == ["automatic-numbering"]


def test_numbers_of_higher_levels_are_shown_and_isLgl_writes_them_in_decimals() -> None:
    plain = level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2")
    legal = level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    assert numbers([0, 1, 1], numbering(plain))[1:] == ["一.1", "一.2"]
    assert numbers([0, 1, 1], numbering(legal))[1:] == ["1.1", "1.2"]


def test_a_level_that_never_restarts_and_one_that_restarts_after_the_first_only() -> None:
    never = level(0, "decimal", "%1.") + level(1, "decimal", "(%2)", '<w:lvlRestart w:val="0"/>')
    assert numbers([0, 1, 1, 0, 1], numbering(never)) == ["1.", "(1)", "(2)", "2.", "(3)"]
    articles = (
        level(0, "chineseCounting", "第%1编")
        + level(1, "chineseCounting", "第%2章")
        + level(2, "chineseCounting", "第%3条", '<w:lvlRestart w:val="1"/>')
    )
    shown = numbers([0, 1, 2, 1, 2, 0, 2], numbering(articles))
    assert shown == ["第一编", "第一章", "第一条", "第二章", "第二条", "第二编", "第一条"]


def test_lists_of_one_definition_go_on_counting_unless_they_override_the_start() -> None:
    go_on = numbering(THREE, NUM.format(1, "") + NUM.format(2, ""))
    assert numbers([0, 0, 0], go_on, [1, 2, 1]) == ["一、", "二、", "三、"]
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    begin = numbering(THREE, NUM.format(1, "") + NUM.format(2, start))
    assert numbers([0, 0, 0, 0], begin, [1, 1, 2, 2]) == ["一、", "二、", "五、", "六、"]


def test_a_list_may_override_a_whole_level() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1)")}</w:lvlOverride>'
    assert numbers([0, 0], numbering(THREE, NUM.format(1, own))) == ["I)", "II)"]


def test_start_values_and_levels_reached_without_the_ones_above() -> None:
    late = THREE.replace('<w:start w:val="1"/>', '<w:start w:val="3"/>', 1)
    assert numbers([0, 0], numbering(late)) == ["三、", "四、"]
    deep = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2")
    assert numbers([1, 1, 0], numbering(deep)) == ["1.1", "1.2", "1."]


@pytest.mark.parametrize(
    ("number_format", "text", "suffix", "content", "shown"),
    [
        ("chineseCounting", "%1、", "tab", "总则", "一、总则"),
        ("decimal", "%1.", "tab", "总则", "1.总则"),
        ("decimal", "%1.", "tab", "2024年", "1. 2024年"),
        ("decimal", "%1.", "nothing", "2024年", "1.2024年"),
        ("chineseCounting", "第%1条", "space", "为了", "第一条 为了"),
        ("decimalEnclosedCircle", "%1", "tab", "总则", "①总则"),
        ("bullet", "\uf06c", "tab", "总则", "总则"),
        ("none", "附件：", "nothing", "总则", "附件：总则"),
        ("decimal", "", "tab", "总则", "总则"),
    ],
)
def test_what_stands_between_number_and_text(
    number_format: str, text: str, suffix: str, content: str, shown: str
) -> None:
    definition = numbering(level(0, number_format, text, f'<w:suff w:val="{suffix}"/>'))
    assert read_lines(paragraph(content, listed(0)), {"numbering": definition}) == [shown]


def test_numbers_that_styles_bring_and_paragraphs_that_refuse_them() -> None:
    definition = numbering(
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>')
        + level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>')
    )
    listing = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = (
        f'<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>{listing}</w:style>'
        f'<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/>{listing}</w:style>'
        '<w:style w:type="paragraph" w:styleId="H3"><w:basedOn w:val="H1"/></w:style>'
    )
    body = (
        paragraph("甲", '<w:pStyle w:val="H1"/>')
        + paragraph("乙", '<w:pStyle w:val="H2"/>')
        + paragraph("丙", '<w:pStyle w:val="H3"/>')
        + paragraph("丁", '<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    data = pack(body, {"numbering": definition, "styles": styles})
    assert read_docx(data).text.string.splitlines() == ["一、甲", "（一）乙", "二、丙", "丁"]
    assert marked(read_docx(data), "heading") == ["甲", "乙", "丙", "丁"]


def test_a_definition_may_point_to_a_list_style() -> None:
    definition = (
        f'<w:abstractNum w:abstractNumId="0">{THREE}<w:styleLink w:val="L"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
        + NUM.format(1, "")
        + '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    style = '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    assert read_lines(paragraph("甲", listed(0, 2)), {"numbering": definition, "styles": style}) == ["一、甲"]


def test_a_number_that_names_its_levels_over_and_over_is_cut() -> None:
    levels = "".join(level(i, "upperRoman", "%1" * 3000) for i in range(100))
    text = read_docx(pack(paragraph("检查", listed(0)) * 40, {"numbering": numbering(levels)})).text.string
    assert len(text) < 40 * 600


def test_what_a_later_word_puts_around_runs_and_paragraphs_hides_nothing() -> None:
    body = f"<w:new>{paragraph('甲')}</w:new><w:p><w:new>{run('乙')}</w:new></w:p>"
    assert read_lines(body) == ["甲", "乙"]


def test_tracked_changes_are_read_as_accepted() -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>不</w:delText></w:r></w:del>'
    moved = f'<w:moveFrom w:id="2">{run("旧")}</w:moveFrom><w:moveTo w:id="3">{run("新")}</w:moveTo>'
    joined = paragraph(run("上半"), '<w:rPr><w:del w:id="4"/></w:rPr>') + paragraph("下半")
    gone = paragraph(
        '<w:del w:id="5"><w:r><w:delText>全删</w:delText></w:r></w:del>', '<w:rPr><w:del w:id="6"/></w:rPr>'
    )
    reading = read_docx(pack(paragraph(f"{run('应当')}{deleted}{moved}") + gone + joined))
    assert reading.text.string.splitlines() == ["应当新", "上半下半"]
    assert reading.text.source.string == "应当不旧新\n全删\n上半\n下半\n"
    assert set(rules(reading)) == {"tracked-deletion"}


def test_a_deleted_numbered_paragraph_is_not_counted() -> None:
    gone = '<w:del w:id="1"><w:r><w:delText>旧</w:delText></w:r></w:del>'
    body = (
        paragraph("甲", listed(0))
        + paragraph(gone, listed(0) + '<w:rPr><w:del w:id="2"/></w:rPr>')
        + paragraph("乙", listed(0))
    )
    assert read_lines(body, {"numbering": numbering(THREE)}) == ["一、甲", "二、乙"]


def test_hidden_text_is_cut_wherever_it_is_said_to_be_hidden() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="P"><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    inline = paragraph(
        run("显") + run("隐", "<w:vanish/>") + run("隐", '<w:rStyle w:val="H"/>') + run("明", '<w:vanish w:val="0"/>')
    )
    whole = paragraph("隐藏", '<w:pStyle w:val="P"/>')
    assert read_lines(inline + whole, {"styles": styles}) == ["显明"]


def test_a_paragraph_whose_end_is_hidden_runs_on_into_the_next() -> None:
    mark = "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"
    hidden = paragraph(run("隐藏", "<w:vanish/>"), listed(0) + mark)
    body = (
        paragraph("检查", listed(0))
        + hidden
        + paragraph("工作要求。", listed(0) + mark)
        + paragraph("各单位每年报告。")
    )
    assert read_lines(body, {"numbering": numbering(THREE)}) == ["一、检查", "二、工作要求。各单位每年报告。"]
    drop = paragraph("各", '<w:framePr w:dropCap="drop"/>') + paragraph("单位每年检查。")
    assert read_lines(drop) == ["各单位每年检查。"]


def test_struck_out_text_is_cut() -> None:
    styles = '<w:style w:type="character" w:styleId="S"><w:rPr><w:strike/></w:rPr></w:style>'
    body = paragraph(
        run("各单位")
        + run("每月", "<w:strike/>")
        + run("每周", "<w:dstrike/>")
        + run("每日", '<w:rStyle w:val="S"/>')
        + run("每年检查。", '<w:rStyle w:val="S"/><w:strike w:val="0"/>')
    )
    assert read_lines(body, {"styles": styles}) == ["各单位每年检查。"]


def test_tables_row_by_row_nested_ones_after_their_row() -> None:
    def cell(content: str) -> str:
        return f"<w:tc>{content}</w:tc>"

    inner = f"<w:tbl><w:tr>{cell(paragraph('内一'))}{cell(paragraph('内二'))}</w:tr></w:tbl>"
    rows = (
        f"<w:tr>{cell(paragraph('单位'))}{cell(paragraph('频次') + paragraph('要求'))}</w:tr>"
        f"<w:tr>{cell(paragraph('甲'))}{cell(paragraph('每年') + inner)}</w:tr>"
        f"<w:tr><w:trPr><w:del w:id='1'/></w:trPr>{cell(paragraph('删'))}{cell(paragraph('去'))}</w:tr>"
    )
    reading = read_docx(pack(f"<w:tbl>{rows}</w:tbl>"))
    assert reading.text.string.splitlines() == ["单位\t频次 要求", "甲\t每年", "内一\t内二"]
    assert len(marked(reading, "table_row")) == 3


def test_cells_that_take_several_columns_leave_the_others_in_theirs() -> None:
    def row(*cells: tuple[str, int], before: int = 0) -> str:
        spans = "".join(f'<w:tc><w:tcPr><w:gridSpan w:val="{n}"/></w:tcPr>{paragraph(t)}</w:tc>' for t, n in cells)
        return f'<w:tr><w:trPr><w:gridBefore w:val="{before}"/></w:trPr>{spans}</w:tr>'

    moved = row(("1", 1), ("检查", 1), ("应急局", 2), ("每年", 1))
    rows = row(("序号", 1), ("任务", 2), ("单位", 1), ("时限", 1)) + moved + row(("2", 1), ("演练", 3), ("每月", 1))
    rows += row(("培训", 2), ("教育局", 1), ("每季", 1), before=1)
    assert read_lines(f"<w:tbl>{rows}</w:tbl>") == [
        "序号\t任务\t单位\t时限",
        "1\t检查\t应急局\t每年",
        "2\t演练\t\t每月",
        "\t培训\t教育局\t每季",
    ]


def test_a_row_that_leaves_out_or_takes_very_many_columns_is_as_short_as_another() -> None:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="99999"/></w:tcPr>{paragraph("甲")}</w:tc>'
    rows = f'<w:tr><w:trPr><w:gridBefore w:val="99999"/></w:trPr>{cell * 2}</w:tr>'
    assert read_lines(f"<w:tbl>{rows}</w:tbl>") == ["甲\t甲"]


def test_a_frame_of_one_column_is_no_table() -> None:
    reading = read_docx(pack(f"<w:tbl><w:tr><w:tc>{paragraph('一')}{paragraph('二')}</w:tc></w:tr></w:tbl>"))
    assert reading.text.string.splitlines() == ["一", "二"]
    assert marked(reading, "table_row") == []


def test_a_deleted_row_of_a_frame_is_cut() -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('甲')}</w:tc></w:tr>"
    assert read_lines(f"<w:tbl>{gone}<w:tr><w:tc>{paragraph('乙')}</w:tc></w:tr></w:tbl>") == ["乙"]


def test_a_deleted_cell_is_cut_from_its_row() -> None:
    gone = '<w:cellDel w:id="1"/>'
    cells = "".join(
        f"<w:tc><w:tcPr>{gone if text == '删' else ''}</w:tcPr>{paragraph(text)}</w:tc>" for text in ("甲", "删", "乙")
    )
    reading = read_docx(pack(f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{cells}</w:tr></w:tbl>"))
    assert reading.text.string.splitlines() == ["甲\t\t乙"] * 2
    assert "tracked-deletion" in rules(reading)


def test_a_cell_that_is_there_in_two_ways_is_read_once() -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    two = f"<mc:Choice>{paragraph('甲')}</mc:Choice><mc:Fallback>{paragraph('甲')}</mc:Fallback>"
    cells = f"<w:tc><mc:AlternateContent {mc}>{two}</mc:AlternateContent></w:tc><w:tc>{paragraph('乙')}</w:tc>"
    assert read_lines(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>") == ["甲\t乙"]


@pytest.mark.parametrize(
    ("written", "read"),
    [("\n  每\n年\r\n", "每年"), ("a\n b", "a b"), ("每年\n", "每年")],
)
def test_line_ends_of_the_xml_are_no_breaks(written: str, read: str) -> None:
    assert read_lines(paragraph(run(written))) == [read]


def test_text_boxes_are_read_once_before_their_paragraph() -> None:
    assert read_lines(paragraph(f"{run('正文')}{text_box(paragraph('文号'))}")) == ["文号", "正文"]


def test_headers_footers_and_notes() -> None:
    red = paragraph(run("某市人民政府文件", '<w:color w:val="FF0000"/><w:sz w:val="60"/>'))
    parts = {
        "header1": red,
        "header2": paragraph("某公司制度汇编"),
        "footer1": paragraph(f"{run('第')}{field('PAGE', '3')}{run('页')}"),
        "footer2": paragraph("抄送：市委办公室。"),
        "footnotes": '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{paragraph("注释一")}</w:footnote><w:footnote w:id="3">{paragraph("未引")}</w:footnote>',
    }
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="header2"/><w:headerReference w:type="first" '
        'r:id="header1"/><w:footerReference w:type="default" r:id="footer1"/>'
        '<w:footerReference w:type="even" r:id="footer2"/></w:sectPr>'
    )
    body = paragraph(f'{run("正文")}<w:r><w:footnoteReference w:id="2"/></w:r>')
    reading = read_docx(pack(body + section, parts))
    assert reading.text.string.splitlines() == ["某市人民政府文件", "正文", "注释一", "抄送：市委办公室。"]
    assert marked(reading, "red_head") == ["某市人民政府文件"]
    assert marked(reading, "footnote") == ["注释一"]
    assert {"running-head", "running-foot"} <= set(rules(reading))


def test_a_head_or_imprint_of_several_kinds_of_pages_is_read_once() -> None:
    red = paragraph(run("某市人民政府文件", '<w:color w:val="FF0000"/><w:sz w:val="60"/>'))
    imprint = paragraph("抄送：市委办公室。")
    parts = {"header1": red, "header2": red, "footer1": imprint, "footer2": imprint}
    section = "".join(
        f'<w:{margin}Reference w:type="{kind}" r:id="{margin}{i}"/>'
        for margin in ("header", "footer")
        for i, kind in ((1, "first"), (2, "default"))
    )
    reading = read_docx(pack(f"{paragraph('正文')}<w:sectPr>{section}</w:sectPr>", parts))
    assert reading.text.string.splitlines() == ["某市人民政府文件", "正文", "抄送：市委办公室。"]
    assert {"running-head", "running-foot"} <= set(rules(reading))


def test_text_drawn_along_a_line_is_text_and_a_watermark_is_none() -> None:
    def drawn(shape: str, string: str) -> str:
        return f'<w:r><w:pict><v:shape {shape}><v:textpath string="{string}"/></v:shape></w:pict></w:r>'

    head = drawn('fillcolor="red"', "某市人民政府文件")
    behind = drawn('id="PowerPlusWaterMarkObject1"', "秘密")
    choice = f"<w:r><mc:AlternateContent><mc:Choice/><mc:Fallback>{head}</mc:Fallback></mc:AlternateContent></w:r>"
    for art in (head, choice):
        reading = read_docx(pack(paragraph(art + run("关于检查的通知") + behind)))
        assert reading.text.string.splitlines() == ["某市人民政府文件", "关于检查的通知"]
        assert "watermark" in rules(reading)
    assert marked(read_docx(pack(paragraph(head) + paragraph("正文"))), "red_head") == ["某市人民政府文件"]


@pytest.mark.parametrize(
    ("data", "result", "shown"),
    [
        ("<w:checkBox><w:checked/></w:checkBox>", "", "☑"),
        ('<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>', "", "□"),
        (
            '<w:ddList><w:result w:val="1"/><w:listEntry w:val="公开"/><w:listEntry w:val="内部"/></w:ddList>',
            "",
            "内部",
        ),
        ('<w:ddList><w:listEntry w:val="公开"/></w:ddList>', "", "公开"),
        ('<w:ddList><w:result w:val="7"/><w:listEntry w:val="公开"/></w:ddList>', "", ""),
        ('<w:ddList><w:listEntry w:val="公开"/></w:ddList>', "公开", "公开"),
    ],
)
def test_fields_of_forms_show_what_is_chosen(data: str, result: str, shown: str) -> None:
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
    separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("separate", "end"))
    form = f"{begin}<w:r><w:instrText>FORM</w:instrText></w:r>{separate}{run(result) if result else ''}{end}"
    assert read_lines(paragraph(run("密级：") + form + run("。"))) == [f"密级：{shown}。"]


def test_fields_show_their_results() -> None:
    entry = field(' HYPERLINK \\l "a" ', "一、总则") + "<w:r><w:tab/></w:r>" + field(" PAGEREF a ", "3")
    circle = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>eq \\o\\ac(○,3)</w:instrText></w:r>'
    body = (
        paragraph(entry)
        + paragraph(circle + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("检查"))
        + paragraph(f'<w:fldSimple w:instr=" NUMPAGES ">{run("9")}</w:fldSimple>{run("页")}')
        + paragraph(field("IF " + "1=1", "是"))
    )
    assert read_lines(body) == ["一、总则", "③检查", "页", "是"]


def test_a_field_that_never_ends_hides_nothing() -> None:
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    body = paragraph(begun + run("一、总则")) + paragraph(field("IF 1=1", "是") + run("二、职责"))
    assert read_lines(body) == ["一、总则", "是二、职责"]


def test_special_characters_and_breaks() -> None:
    content = (
        run("前")
        + "<w:r><w:tab/><w:t>后</w:t><w:br/><w:t>下行</w:t><w:noBreakHyphen/><w:softHyphen/></w:r>"
        + '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t><w:br w:type="page"/></w:r>'
        + "<w:r><w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt>"
        + "<w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        + f"<w:sdt><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt><w:smartTag>{run('标签')}</w:smartTag>"
        + "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"
    )
    assert read_lines(paragraph(content)) == ["前\t后", "下行-☑是", "拼控件标签x=1"]


def test_numbers_above_the_line_are_raised_and_symbols_without_character_kept() -> None:
    raised = run("4", '<w:vertAlign w:val="superscript"/>')
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>'
    assert read_lines(paragraph(run("10") + raised + run("次") + symbol)) == ["10⁴次\uf0e0"]


def test_breaks_at_the_edge_of_a_paragraph_part_nothing() -> None:
    page, line = '<w:r><w:br w:type="page"/></w:r>', "<w:r><w:br/></w:r>"
    assert read_lines(paragraph(page + run("甲") + page + line) + paragraph(line + run("乙"))) == ["甲", "乙"]


def test_places_lead_back_to_part_and_paragraph() -> None:
    text = read_docx(pack(paragraph("") + paragraph("甲") + paragraph("乙"))).text
    anchor = text.source.anchor(text.source.string.index("乙"))
    assert anchor is not None and anchor.part == "word/document.xml#p3"


def test_strict_namespaces_and_other_names_of_the_main_part_are_read() -> None:
    data = pack(paragraph("正文", '<w:jc w:val="center"/>'), main="word/document2.xml")
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    strict = {
        name: content.replace(TRANSITIONAL, "http://purl.oclc.org/ooxml/wordprocessingml/main")
        for name, content in files.items()
    }
    reading = read_docx(zip_files(strict))
    assert reading.text.string == "正文\n"
    assert marked(reading, "centered") == ["正文"]


@pytest.mark.parametrize("body", ["", paragraph(""), paragraph(run("隐", "<w:vanish/>"))])
def test_without_text_it_is_refused(body: str) -> None:
    with pytest.raises(Refused) as caught:
        read_docx(pack(body))
    assert caught.value.code == "no-text"


def test_a_million_empty_paragraphs_are_refused() -> None:
    for body in ("<w:p/>" * 1_000_000, "".join(f'<w:p w:id="{i * 7919 % 1_000_003}"/>' for i in range(250_000))):
        with pytest.raises(Refused) as caught:
            read_docx(pack(body))
        assert caught.value.code in ("zip-bomb", "too-many-paragraphs")


def test_the_test_notice_has_its_red_head_marked() -> None:
    assert marked(read_docx(write_docx()), "red_head") == ["滨河市安全生产委员会文件"]
