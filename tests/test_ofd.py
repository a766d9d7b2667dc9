"""OFD: text objects by their places, whatever the order, spelling and nesting of the file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from carriers.ofd import pack, page_xml, text_object, write_ofd, zip_files
from carriers.typeset import PITCH, SIZE, TOP, SetLine

from pipeline.inputs.ofd import read_ofd
from pipeline.model.errors import Refused
from pipeline.model.reading import Reading


def put(text: str, row: float = 0, x: float = 28.0) -> str:
    return text_object(SetLine(text, x, TOP + row * PITCH))


def read_lines(*pages: str) -> list[str]:
    return read_ofd(pack(list(pages))).text.string.splitlines()


def marked(reading: Reading, kind: str) -> list[str]:
    string = reading.text.source.string
    return [string[m.source.start : m.source.end] for m in reading.marks if m.kind == kind]


def code(text: str, attributes: str = "", boundary: str = "28 40 150 8", more: str = "") -> str:
    return (
        f'<ofd:TextObject Size="6" Boundary="{boundary}" {more}>'
        f'<ofd:TextCode X="0" Y="6" {attributes}>{text}</ofd:TextCode></ofd:TextObject>'
    )


def test_lines_stand_in_the_order_of_their_places() -> None:
    assert read_lines(put("第三行。", 2) + put("第一行。", 0) + put("第二行。", 1)) == [
        "第一行。",
        "第二行。",
        "第三行。",
    ]


def test_pieces_of_one_line_are_put_together() -> None:
    assert read_lines(put("组织检查。", 0, 28 + 4 * SIZE) + put("每年定期", 0)) == ["每年定期组织检查。"]


@pytest.mark.parametrize(
    "deltas",
    ["6 6 6 6 6", "g 5 6", "6 g 3 6 6", "g 2 6 6 g 2 6", "6", "", "g", "g 5", "x y", "g 999999999 6", "1e400 nan"],
)
def test_deltas_in_every_spelling(deltas: str) -> None:
    attribute = f'DeltaX="{deltas}"' if deltas else ""
    if deltas in ("g", "g 5", "x y", "1e400 nan"):  # broken: read in any way, but read
        assert sorted(read_lines(code("每年检查一次", attribute))[0].replace(" ", "")) == sorted("每年检查一次")
    else:
        assert read_lines(code("每年检查一次", attribute)) == ["每年检查一次"]


def test_a_matrix_scales_and_shifts() -> None:
    small = code("每年检查", 'DeltaX="g 3 60"', more='CTM="0.1 0 0 0.1 0 0"').replace('Size="6"', 'Size="60"')
    text = read_ofd(pack([small.replace('Y="6"', 'Y="60"')])).text
    anchor = text.source.anchor(0)
    assert text.string == "每年检查\n"
    assert anchor is not None and anchor.box is not None
    assert anchor.box[2] - anchor.box[0] == pytest.approx(24 * 72 / 25.4, rel=0.05)


def test_characters_one_below_the_other_are_one_word() -> None:
    column = code("购买方", 'DeltaX="0 0" DeltaY="6 6"')
    assert read_lines(column) == ["购买方"]


def test_a_page_set_sideways_is_turned() -> None:
    rows = [
        code(t, 'DeltaX="g 5 6"', f"{150 - i * 12} 40 8 150", 'CTM="0 1 -1 0 0 0"')
        for i, t in enumerate(("甲乙丙", "丁戊己"))
    ]
    assert read_lines("".join(rows)) == ["甲乙丙", "丁戊己"]


def test_blocks_templates_and_composed_graphics_are_read() -> None:
    resource_file = (
        '<Res><CompositeGraphicUnits><CompositeGraphicUnit ID="5"><Content>'
        + put("图内文字。", 5)
        + "</Content></CompositeGraphicUnit></CompositeGraphicUnits></Res>"
    ).replace("<Res>", '<Res xmlns:ofd="x">')
    block = f"<ofd:PageBlock><ofd:PageBlock>{put('块内文字。')}</ofd:PageBlock></ofd:PageBlock>"
    data = pack(
        [block + '<ofd:CompositeObject ResourceID="5"/>'],
        {"Doc_0/Tpls/T.xml": page_xml(put("模板文字。", 2)), "Doc_0/Res.xml": resource_file},
        '<ofd:TemplatePage ID="7" BaseLoc="Tpls/T.xml"/><ofd:PublicRes>Res.xml</ofd:PublicRes>',
        '<ofd:Template TemplateID="7" ZOrder="Background"/>',
    )
    assert read_ofd(data).text.string.splitlines() == ["块内文字。", "模板文字。", "图内文字。"]


def test_invisible_objects_are_left_out() -> None:
    assert read_lines(
        put("看得见。") + put("看不见。", 2).replace("<ofd:TextObject", '<ofd:TextObject Visible="false"')
    ) == ["看得见。"]


@pytest.mark.parametrize("namespace", ["http://www.ofdspec.org", "http://www.ofdspec.org/2016", "urn:other"])
@pytest.mark.parametrize(
    "location", ["Doc_0/Document.xml", "/Doc_0/Document.xml", "./Doc_0/document.xml", "Doc_0\\Document.xml"]
)
def test_namespaces_and_paths_in_every_spelling(namespace: str, location: str) -> None:
    files = {
        "OFD.xml": f"<OFD xmlns='{namespace}'><DocBody><DocRoot>{location}</DocRoot></DocBody></OFD>",
        "Doc_0/Document.xml": f"<d:Document xmlns:d='{namespace}'><d:Pages><d:Page BaseLoc='/Doc_0/P.xml'/></d:Pages>"
        "</d:Document>",
        "Doc_0/P.xml": page_xml(put("每年检查。")),
    }
    assert read_ofd(zip_files(files)).text.string == "每年检查。\n"


def test_several_documents_are_read_one_after_the_other() -> None:
    body = "<DocBody><DocRoot>{}/Document.xml</DocRoot></DocBody>"
    files = {"OFD.xml": f"<OFD>{body.format('A')}{body.format('B')}</OFD>"}
    for name in "AB":
        files[f"{name}/Document.xml"] = "<Document><Pages><Page BaseLoc='P.xml'/></Pages></Document>"
        files[f"{name}/P.xml"] = page_xml(put(f"文件{name}。"))
    text = read_ofd(zip_files(files)).text
    assert text.string.splitlines() == ["文件A。", "文件B。"]
    anchor = text.source.anchor(text.source.string.index("B"))
    assert anchor is not None and anchor.page == 2


def test_annotations_and_attached_files_are_remarked_on_not_read() -> None:
    document = (
        "<Document><Pages><Page BaseLoc='P.xml'/></Pages><Annotations>A.xml</Annotations>"
        "<Attachments>F.xml</Attachments></Document>"
    )
    files = {
        "OFD.xml": "<OFD><DocBody><DocRoot>Document.xml</DocRoot></DocBody></OFD>",
        "Document.xml": document,
        "P.xml": page_xml(put("正文。")),
        "A.xml": "<Annotations><Page PageID='1'><FileLoc>A1.xml</FileLoc></Page></Annotations>",
        "A1.xml": "<PageAnnot><Annot Type='Watermark'><Appearance>"
        "<TextObject><TextCode>保密资料</TextCode></TextObject></Appearance></Annot></PageAnnot>",
    }
    reading = read_ofd(zip_files(files))
    assert reading.text.string == "正文。\n"
    assert [d.code for d in reading.diagnostics] == ["annotation-left-out", "attached-file"]
    assert "保密资料" in reading.diagnostics[0].message


def test_a_missing_page_is_remarked_on() -> None:
    document = "<Document><Pages><Page BaseLoc='P.xml'/><Page BaseLoc='Q.xml'/></Pages></Document>"
    files = {"OFD.xml": "<OFD><DocBody><DocRoot>Document.xml</DocRoot></DocBody></OFD>", "Document.xml": document}
    reading = read_ofd(zip_files(files | {"P.xml": page_xml(put("正文。"))}))
    assert [d.code for d in reading.diagnostics] == ["page-missing"]


def test_a_large_template_is_not_shown_over_and_over() -> None:
    shown = '<ofd:Template TemplateID="7"/>' * 50
    template = page_xml(text_object(SetLine("每年检查" * 500, 10.0, 10.0, 5.0)) * 20)
    common = '<ofd:TemplatePage ID="7" BaseLoc="T.xml"/>'
    with pytest.raises(Refused) as refused:
        read_ofd(pack([""] * 50, {"Doc_0/T.xml": template}, common, shown))
    assert refused.value.code == "too-many-objects"


def test_a_page_named_over_and_over_is_read_once() -> None:
    """A small file would be a large notice otherwise."""
    document = "<Document><Pages>" + "<Page BaseLoc='P.xml'/>" * 4000 + "</Pages></Document>"
    files = {"OFD.xml": "<OFD><DocBody><DocRoot>Document.xml</DocRoot></DocBody></OFD>", "Document.xml": document}
    reading = read_ofd(zip_files(files | {"P.xml": page_xml(put("正文。"))}))
    assert reading.text.string == "正文。\n"
    assert {d.code for d in reading.diagnostics} == {"page-missing"}


def test_a_ruled_table_is_read_row_by_row() -> None:
    def rule(x0: float, y0: float, x1: float, y1: float) -> str:
        data = f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0} {y1 - y0}</ofd:AbbreviatedData>"
        return f'<ofd:PathObject Boundary="{x0} {y0} 0.2 0.2">{data}</ofd:PathObject>'

    rules = "".join([*(rule(25, y, 125, y) for y in (30, 42, 54)), *(rule(x, 30, x, 54) for x in (25, 75, 125))])
    cells = put("单位", 0, 28) + put("频次", 0, 78) + put("甲局", 1.1, 28) + put("每年", 1.1, 78)
    reading = read_ofd(pack([rules + cells]))
    assert reading.text.string.splitlines() == ["单位\t频次", "甲局\t每年"]
    assert len(marked(reading, "table_row")) == 2


def test_the_test_notice_has_its_marks_and_loses_its_page_numbers() -> None:
    reading = read_ofd(write_ofd())
    assert marked(reading, "red_head") == ["滨河市安全生产委员会文件"]
    assert marked(reading, "right") == ["滨河市安全生产委员会", "2023年7月12日"]
    rules = [edit.rule for layer in reading.text.layers for edit in layer]
    assert rules.count("page-number") == 2 and "line-join" in rules


def test_red_in_running_text_is_no_red_head() -> None:
    rows = ["各单位要认真贯彻落实安全生产责任制的各项规定，加强检查，", "及时消除隐患。"]
    red = text_object(SetLine(rows[0], 28.0, TOP, SIZE, red=True))
    reading = read_ofd(pack([red + put(rows[1], 1)]))
    assert reading.text.string.splitlines() == ["".join(rows)]
    assert marked(reading, "red_head") == []


@pytest.mark.parametrize(
    ("files", "code_of_refusal"),
    [
        ({"a.txt": "x"}, "no-document"),
        ({"OFD.xml": "<OFD/>"}, "no-text-layer"),
        ({"OFD.xml": "<OFD><DocBody><DocRoot>Nowhere.xml</DocRoot></DocBody></OFD>"}, "no-text-layer"),
        ({"OFD.xml": "<OFD>"}, "broken-xml"),
        ({"OFD.xml": "<OFD><DocBody><Encryptions/></DocBody></OFD>"}, "encrypted"),
        ({"OFD.xml": "<OFD/>", "Encryptions.xml": "<Encryptions/>"}, "encrypted"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(files: dict[str, str], code_of_refusal: str) -> None:
    with pytest.raises(Refused) as caught:
        read_ofd(zip_files(files))
    assert caught.value.code == code_of_refusal


SHARED = os.environ.get("GONGWEN_SHARED")


@pytest.mark.skipif(not SHARED, reason="GONGWEN_SHARED names no folder of other notices")
def test_every_file_of_a_test_suite_is_read_or_has_no_text() -> None:
    graphics_only = []
    for file in sorted(Path(SHARED or "").glob("notices/ofd/*.ofd")):
        try:
            assert read_ofd(file.read_bytes()).text.string.strip()
        except Refused as refused:
            graphics_only.append((file.stem, refused.code))
    assert graphics_only == [("Page5", "no-text-layer"), ("V4RideRight", "no-text-layer")]
