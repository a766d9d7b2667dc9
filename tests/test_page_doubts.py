"""PDF and OFD: what of a page is not read, or read though it is doubtful, is told of; columns are read as lines."""

from __future__ import annotations

import pytest
from carriers.ofd import pack, page_xml, text_object, zip_files
from carriers.pages import FONT, Put, make_pdf
from carriers.typeset import PITCH, TOP, SetLine
from reportlab.pdfgen.canvas import Canvas

from pipeline.inputs.ofd import read_ofd
from pipeline.inputs.pdf import read_pdf
from pipeline.model.errors import Refused
from pipeline.model.reading import Reading

SHOWN = "各单位每年检查一次。"
OTHER = "内部资料"
COLUMNS = ("各单位应当每年检查一次消防设施并记录。", "各部门应当加强安全生产教育培训工作。")


def put(text: str, row: float = 0) -> str:
    return text_object(SetLine(text, 28.0, TOP + row * PITCH))


def code(
    text: str, more: str = "", boundary: str = "28 90 150 8", deltas: str = 'DeltaX="g 3 6"', fill: str = ""
) -> str:
    return (
        f'<ofd:TextObject Size="6" Boundary="{boundary}" {more}>{fill}'
        f'<ofd:TextCode X="0" Y="6" {deltas}>{text}</ofd:TextCode></ofd:TextObject>'
    )


def read_objects(objects: str, extra: dict[str, str] | None = None, page: str = "", document: str = "") -> Reading:
    return read_ofd(pack([objects], extra, document, page))


def drawn(text: str, x: float = 72, y: float = 500, mode: int = 0, turn: float = 0, white: bool = False) -> Reading:
    """A page with a line of text, and another drawn in this way."""

    def draw(canvas: Canvas, number: int) -> None:
        canvas.saveState()
        canvas.translate(x, y)
        canvas.rotate(turn)
        line = canvas.beginText(0, 0)
        line.setFont(FONT, 16)
        line.setTextRenderMode(mode)
        line.setFillGray(1 if white else 0)
        line.textOut(text)
        canvas.drawText(line)
        canvas.restoreState()

    return read_pdf(make_pdf([[Put(SHOWN, 72, 700)]], draw))


def codes(reading: Reading) -> list[str]:
    return [d.code for d in reading.diagnostics]


@pytest.mark.parametrize("turn", [45, 90, 12])
def test_pdf_text_that_stands_otherwise_is_left_out_and_told(turn: float) -> None:
    reading = drawn(OTHER, turn=turn)
    assert reading.text.string == SHOWN + "\n"
    assert codes(reading) == ["text-askew"] and OTHER in reading.diagnostics[0].message


@pytest.mark.parametrize("matrix", ["0.7 0.7 -0.7 0.7 0 0", "0 1 -1 0 0 0"])
def test_ofd_text_that_stands_otherwise_is_left_out_and_told(matrix: str) -> None:
    reading = read_objects(put(SHOWN) + code(OTHER, f'CTM="{matrix}"'))
    assert reading.text.string == SHOWN + "\n"
    assert codes(reading) == ["text-askew"] and OTHER in reading.diagnostics[0].message


def test_where_all_text_stands_askew_the_refusal_says_so() -> None:
    def draw(canvas: Canvas, number: int) -> None:
        canvas.rotate(12)
        canvas.setFont(FONT, 16)
        canvas.drawString(200, 300, SHOWN)

    askew = pack([code(OTHER, 'CTM="0.7 0.7 -0.7 0.7 0 0"')])
    for read, data in ((read_pdf, make_pdf([[]], draw)), (read_ofd, askew)):
        with pytest.raises(Refused) as caught:
            read(data)
        assert caught.value.code == "text-askew"


def test_what_stands_beyond_the_edges_is_no_text() -> None:
    for reading in (
        drawn(OTHER, x=700),
        drawn(OTHER, y=-200),
        read_objects(put(SHOWN) + code(OTHER, "", "500 40 9 9")),
    ):
        assert reading.text.string == SHOWN + "\n"
        assert codes(reading) == ["text-outside-page"]


def test_a_page_whose_edges_are_wrong_keeps_its_text() -> None:
    area = "<ofd:Area><ofd:PhysicalBox>0 0 20 20</ofd:PhysicalBox></ofd:Area>"
    assert read_objects(put(SHOWN), page=area).text.string == SHOWN + "\n"


@pytest.mark.parametrize(
    ("mode", "white", "told"), [(3, False, True), (7, False, True), (0, True, True), (1, True, False)]
)
def test_pdf_text_without_ink_is_read_and_told(mode: int, white: bool, told: bool) -> None:
    reading = drawn(OTHER, mode=mode, white=white)
    assert reading.text.string.splitlines() == [SHOWN, OTHER]
    assert codes(reading) == ["unseen-text"] * told


@pytest.mark.parametrize(
    ("more", "fill", "told"),
    [
        ('Alpha="0"', "", True),
        ('Fill="false"', "", True),
        ('Fill="false" Stroke="true"', "", False),
        ("", '<ofd:FillColor Value="255 255 255"/>', True),
        ("", '<ofd:FillColor Value="0 0 0" Alpha="0"/>', True),
        ("", '<ofd:FillColor Value="0 0 0" Alpha="255"/>', False),
    ],
)
def test_ofd_text_without_ink_is_read_and_told(more: str, fill: str, told: bool) -> None:
    reading = read_objects(put(SHOWN) + code(OTHER, more, fill=fill))
    assert reading.text.string.splitlines() == [SHOWN, OTHER]
    assert codes(reading) == ["unseen-text"] * told


def test_a_large_pale_text_behind_the_notice_is_left_out_and_told() -> None:
    def behind(canvas: Canvas, number: int) -> None:
        canvas.setFont(FONT, 60)
        canvas.setFillGray(0.85)
        canvas.drawString(80, 690, OTHER)

    fill = '<ofd:FillColor Value="200 200 200"/>'
    large = code(OTHER, boundary="28 30 150 40", deltas='DeltaX="g 3 20"', fill=fill).replace('Size="6"', 'Size="20"')
    clear = large.replace('Value="200 200 200"', 'Value="0 0 0" Alpha="60"')
    for reading in (
        read_pdf(make_pdf([[Put(SHOWN, 72, 700)]], behind)),
        read_objects(put(SHOWN) + large),
        read_objects(put(SHOWN) + clear),
    ):
        assert reading.text.string == SHOWN + "\n"
        assert codes(reading) == ["watermark-left-out"] and OTHER in reading.diagnostics[0].message


def test_pale_text_of_the_usual_size_is_read() -> None:
    fill = '<ofd:FillColor Value="200 200 200"/>'
    assert read_objects(put(SHOWN) + code(OTHER, fill=fill)).text.string.splitlines() == [SHOWN, OTHER]


def test_unseen_text_that_lies_on_text_is_left_out_and_told() -> None:
    def again(canvas: Canvas, number: int) -> None:
        canvas.saveState()
        line = canvas.beginText(74, 697)
        line.setFont(FONT, 15.5)
        line.setTextRenderMode(3)
        line.textOut(SHOWN.replace("每", "毎"))  # as character recognition saw it
        canvas.drawText(line)
        canvas.restoreState()

    reading = read_pdf(make_pdf([[Put(SHOWN, 72, 700)]], again))
    assert reading.text.string == SHOWN + "\n"
    assert codes(reading) == ["unseen-text-left-out"]


def test_a_white_head_close_above_its_table_is_read() -> None:
    def head(canvas: Canvas, number: int) -> None:
        canvas.saveState()
        canvas.rect(70, 715, 300, 20, fill=1)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.setFont(FONT, 16)
        canvas.drawString(72, 719, OTHER)
        canvas.restoreState()

    reading = read_pdf(make_pdf([[Put(SHOWN, 72, 700)]], head))
    assert OTHER in reading.text.string and codes(reading) == ["unseen-text"]


def test_lines_of_words_in_columns_are_rows_and_no_paragraph() -> None:
    rows = [["1", "组织防汛检查", "市水务局", "每年6月底前"], ["2", "开展防汛培训", "市应急局", "每年5月底前"]]
    puts = [Put(cell, (72, 140, 300, 440)[i], 500 - 28 * y) for y, row in enumerate(rows) for i, cell in enumerate(row)]
    lines = read_pdf(make_pdf([[Put(SHOWN * 3, 72, 700), *puts]])).text.string.splitlines()
    assert lines[1:] == ["  ".join(row) for row in rows]


def test_the_text_layer_of_a_scan_is_no_doubt() -> None:
    assert codes(read_objects(code(OTHER, 'Alpha="0"'))) == []


@pytest.mark.parametrize("value", ["0", "FALSE", " false "])
def test_ofd_objects_and_layers_that_are_not_visible_are_no_text(value: str) -> None:
    hidden = code(OTHER, f'Visible="{value}"') + f'</ofd:Layer><ofd:Layer Visible="{value}">' + put(OTHER, 3)
    assert read_objects(put(SHOWN) + hidden).text.string == SHOWN + "\n"


def test_what_an_ofd_file_names_and_does_not_hold_is_told() -> None:
    reading = read_objects(
        put(SHOWN) + '<ofd:CompositeObject ResourceID="77"/>' * 2, page='<ofd:Template TemplateID="9"/>'
    )
    assert reading.text.string == SHOWN + "\n"
    assert codes(reading) == ["template-missing", "graphic-missing"]
    body = "<DocBody><DocRoot>{}.xml</DocRoot></DocBody>"
    files = {
        "OFD.xml": f"<OFD>{body.format('A')}{body.format('B')}</OFD>",
        "A.xml": "<Document><Pages><Page BaseLoc='P.xml'/></Pages></Document>",
        "P.xml": page_xml(put(SHOWN)),
    }
    assert codes(read_ofd(zip_files(files))) == ["document-missing"]


def test_a_template_brings_its_own_graphics() -> None:
    graphics = (
        '<Res xmlns:ofd="x"><CompositeGraphicUnits><CompositeGraphicUnit ID="5"><Content>'
        + put(OTHER, 5)
        + "</Content></CompositeGraphicUnit></CompositeGraphicUnits></Res>"
    )
    template = page_xml('<ofd:CompositeObject ResourceID="5"/>', "<ofd:PageRes>R.xml</ofd:PageRes>")
    reading = read_objects(
        put(SHOWN),
        {"Doc_0/T/T.xml": template, "Doc_0/T/R.xml": graphics},
        '<ofd:Template TemplateID="7"/>',
        '<ofd:TemplatePage ID="7" BaseLoc="T/T.xml"/>',
    )
    assert reading.text.string.splitlines() == [SHOWN, OTHER]


def test_an_ofd_page_without_text_is_told() -> None:
    assert codes(read_ofd(pack([put(SHOWN), ""]))) == ["page-without-text"]


def test_elements_within_a_piece_of_text_are_text() -> None:
    assert read_objects(code("各<b>单</b>位检")).text.string == "各单位检\n"


def _column(text: str, x: float) -> str:
    steps = len(text) - 1
    return code(text, "", f"{x} 30 8 200", f'DeltaX="g {steps} 0" DeltaY="g {steps} 8"')


def test_pages_set_vertically_are_read_column_by_column() -> None:
    puts = [Put(c, 500 - 30 * i, 750 - 18 * k) for i, column in enumerate(COLUMNS) for k, c in enumerate(column)]
    in_objects = "".join(_column(column, 180 - 12 * i) for i, column in enumerate(COLUMNS))
    by_sign = "".join(
        code(c, "", f"{180 - 12 * i} {30 + 8 * k} 8 8", "")
        for i, column in enumerate(COLUMNS)
        for k, c in enumerate(column)
    )
    for reading in (read_pdf(make_pdf([puts])), read_objects(in_objects), read_objects(by_sign)):
        assert reading.text.string.splitlines() == [*COLUMNS]
        assert codes(reading) == ["vertical-text"]
        anchor = reading.text.source.anchor(0)
        assert anchor is not None and anchor.box is not None
        assert anchor.box[3] - anchor.box[1] > 5 * (anchor.box[2] - anchor.box[0])


def test_notes_typed_on_a_pdf_page_and_fields_are_told() -> None:
    def draw(canvas: Canvas, number: int) -> None:
        canvas.freeTextAnnotation(OTHER, "/F1 12 Tf", Rect=[72, 500, 300, 530])
        canvas.acroForm.textfield(name="name", x=72, y=400, width=99, height=20, value="form value")

    reading = read_pdf(make_pdf([[Put(SHOWN, 72, 700)]], draw))
    assert reading.text.string == SHOWN + "\n"
    assert codes(reading) == ["annotation-left-out"]
    assert OTHER in reading.diagnostics[0].message and "form value" in reading.diagnostics[0].message


def test_layers_that_are_switched_off_are_told() -> None:
    plain = make_pdf([[Put(SHOWN, 72, 700)]])
    layers = b"/Type /Catalog /OCProperties << /OCGs [99 0 R] /D << /OFF [ 99 0 R ] >> >>"
    assert codes(read_pdf(plain.replace(b"/Type /Catalog", layers))) == ["unseen-text"]
    assert codes(read_pdf(plain.replace(b"/Type /Catalog", layers.replace(b"99 0 R ]", b"]")))) == []


def test_numbers_before_lines_of_one_length_are_no_column() -> None:
    puts = [Put(text, x, 750 - 25 * i) for i in range(12) for text, x in ((f"{i + 1}.", 72), (SHOWN, 150))]
    assert "".join(read_pdf(make_pdf([puts])).text.string.split()).startswith(f"1.{SHOWN}2.{SHOWN}3.")
