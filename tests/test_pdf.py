"""PDF: text layer to paragraphs, what belongs to the pages left out, what cannot be read refused."""

from __future__ import annotations

import base64
import contextlib
import os
import random
import time
import zlib
from pathlib import Path

import pytest
from carriers.pages import LEFT, PITCH, SIZE, TOP, Put, make_pdf, set_text
from reportlab.pdfgen.canvas import Canvas

from pipeline.inputs.pdf import read_pdf
from pipeline.model.errors import Refused
from pipeline.model.reading import Reading

LONG = (
    "各单位要认真贯彻落实安全生产责任制，加强对重点部位和关键环节的检查，"
    "及时消除隐患，每季度至少检查一次，确保不发生事故。"
)
SHORT = "各单位每月报送一次情况。"


def read_lines(pages: list[list[Put]]) -> list[str]:
    return read_pdf(make_pdf(pages)).text.string.splitlines()


def marked(reading: Reading, kind: str) -> list[str]:
    string = reading.text.source.string
    return [string[m.source.start : m.source.end] for m in reading.marks if m.kind == kind]


def test_wrapped_lines_are_joined_and_paragraphs_kept_apart() -> None:
    assert read_lines([set_text(["一、总体要求", LONG, SHORT, LONG])]) == ["一、总体要求", LONG, SHORT, LONG]


def test_a_full_last_line_still_ends_its_paragraph_where_the_next_is_set_in() -> None:
    full = LONG[:25] + "。"
    assert read_lines([set_text([full, LONG, full + LONG])]) == [full, LONG, full + LONG]


def test_a_paragraph_runs_on_over_the_page_and_its_number() -> None:
    first = [*set_text([SHORT, LONG])[:-1], Put("— 1 —", 280, 60, 14)]
    rest = LONG[26 + 28 :]
    second = [Put(rest, LEFT, TOP), *set_text([SHORT], TOP - PITCH), Put("— 2 —", 280, 60, 14)]
    assert read_lines([first, second]) == [SHORT, LONG, SHORT]


@pytest.mark.parametrize("number", ["— {} —", "－{}－", "—{}—", "- {} -", "第{}页", "第 {} 页 共 3 页", "{}", "{}/3"])
def test_page_numbers_are_cut_on_record(number: str) -> None:
    pages = [[*set_text([f"第{n}项。" + LONG]), Put(number.format(n), 280, 50, 12)] for n in (1, 2, 3)]
    text = read_pdf(make_pdf(pages)).text
    assert text.string.splitlines() == [f"第{n}项。" + LONG for n in (1, 2, 3)]
    assert [e.rule for layer in text.layers for e in layer].count("page-number") == 3


@pytest.mark.parametrize("line", ["2024", "100", "第三项", "3."])
def test_a_number_in_the_text_is_no_page_number(line: str) -> None:
    assert line in read_lines([[*set_text([LONG, line])], set_text([SHORT])])


def test_running_heads_are_cut_but_not_a_title_or_annex_head() -> None:
    pages = [
        [Put("某某公司制度汇编", 250, 800, 10), *set_text([f"第{n}部分内容。", LONG[n:]]), Put("附件", 72, 760)]
        for n in range(3)
    ]
    lines = read_lines(pages)
    assert "某某公司制度汇编" not in lines
    assert lines.count("附件") == 3


def test_letter_spacing_is_closed_on_record() -> None:
    reading = read_pdf(make_pdf([[Put("国 务 院 办 公 厅 文 件", 150, 700, 26), *set_text([LONG, SHORT], 600)]]))
    assert reading.text.string.splitlines()[0] == "国务院办公厅文件"
    assert {e.rule for layer in reading.text.layers for e in layer} == {"letter-spacing", "line-join"}


def test_character_spacing_makes_no_spaces() -> None:
    assert read_lines([[Put("通知公告标题", 150, 700, 22, wide=16), *set_text([LONG], 600)]])[0] == "通知公告标题"


def test_title_and_signature_stand_alone_with_their_marks() -> None:
    middle = LEFT + 14 * SIZE
    pages = [
        [
            Put("关于加强安全生产工作", middle - 5 * 22, 720, 22),
            Put("的通知", middle - 1.5 * 22, 690, 22),
            Put("各部门：", LEFT, 650),
            *set_text([LONG, SHORT], 622),
            Put("滨河市安全生产委员会", LEFT + 14 * SIZE, 450),
            Put("2023年7月12日", LEFT + 16 * SIZE, 422),
        ]
    ]
    reading = read_pdf(make_pdf(pages))
    assert reading.text.string.splitlines() == [
        "关于加强安全生产工作", "的通知", "各部门：", LONG, SHORT, "滨河市安全生产委员会", "2023年7月12日",
    ]  # fmt: skip
    assert marked(reading, "centered") == ["关于加强安全生产工作", "的通知"]
    assert marked(reading, "right") == ["滨河市安全生产委员会", "2023年7月12日"]


def test_red_large_text_is_a_red_head() -> None:
    def draw(canvas: Canvas, number: int) -> None:
        canvas.setFillColorRGB(0.93, 0.1, 0.1)
        canvas.setFont("STSong-Light", 30)
        canvas.drawString(150, 760, "滨河市人民政府文件")
        canvas.setFillColorRGB(0, 0, 0)

    assert marked(read_pdf(make_pdf([set_text([LONG], 650)], draw)), "red_head") == ["滨河市人民政府文件"]


def test_the_head_of_a_joint_notice_is_read_issuers_first() -> None:
    def draw(canvas: Canvas, number: int) -> None:
        canvas.setFillColorRGB(1, 0, 0)
        canvas.setFont("STSong-Light", 30)
        for text, x, y in (("滨河市财政局", 120, 770), ("滨河市教育局", 120, 725), ("文件", 380, 747)):
            canvas.drawString(x, y, text)
        canvas.setFillColorRGB(0, 0, 0)

    lines = read_pdf(make_pdf([set_text([LONG], 650)], draw)).text.string.splitlines()
    assert lines[:3] == ["滨河市财政局", "滨河市教育局", "文件"]


def _ruled(canvas: Canvas, xs: list[float], ys: list[float]) -> None:
    for x in xs:
        canvas.line(x, ys[0], x, ys[-1])
    for y in ys:
        canvas.line(xs[0], y, xs[-1], y)


def test_a_ruled_table_is_read_row_by_row() -> None:
    puts = [
        Put("单位", 80, 680), Put("检查频次", 180, 680), Put("备注", 380, 680),
        Put("市应急局", 80, 640), Put("每季度至少检查一次重点", 180, 650), Put("单位", 180, 630), Put("无", 380, 640),
    ]  # fmt: skip
    pages = [[*set_text([SHORT], 740), *puts, *set_text([LONG], 560)]]
    reading = read_pdf(make_pdf(pages, lambda c, _: _ruled(c, [72, 172, 372, 500], [620, 670, 700])))
    rows = ["单位\t检查频次\t备注", "市应急局\t每季度至少检查一次重点单位\t无"]
    assert reading.text.string.splitlines() == [SHORT, *rows, LONG]
    assert len(marked(reading, "table_row")) == 2


def test_the_rule_below_a_red_head_is_no_table() -> None:
    pages = [set_text([SHORT, LONG])]
    reading = read_pdf(make_pdf(pages, lambda c, _: _ruled(c, [72, 520], [735, 736])))
    assert reading.text.string.splitlines() == [SHORT, LONG]


def test_two_columns_are_read_one_after_the_other() -> None:
    column = [LONG[i * 12 : i * 12 + 12] for i in range(4)] * 3
    left = [Put(row, 72, 700 - i * 28) for i, row in enumerate(column)]
    right = [Put(row.replace("各", "右"), 320, 700 - i * 28) for i, row in enumerate(column)]
    string = read_pdf(make_pdf([[*left, *right]])).text.string
    assert string.rfind("各单位") < string.find("右单位")


def test_two_pages_on_a_sheet_are_read_one_after_the_other() -> None:
    def sheet(first: int) -> list[Put]:
        left = [*set_text([f"第{first}页开头。", LONG, LONG, LONG, LONG]), Put(str(first), 280, 50, 12)]
        right = [*set_text([f"第{first + 1}页开头。", SHORT]), Put(str(first + 1), 280, 50, 12)]
        return left + [put._replace(x=put.x + 595) for put in right]

    lines = read_pdf(make_pdf([sheet(1), sheet(3)], size=(1190, 842))).text.string.splitlines()
    first = ["第1页开头。", LONG, LONG, LONG, LONG, "第2页开头。", SHORT]
    assert lines == [*first, *(line.replace("第1", "第3").replace("第2", "第4") for line in first)]


def test_contents_entries_lose_leader_and_page_number() -> None:
    entries = ["一、总则" + "…" * 10 + "1", "二、分则" + "." * 20 + " 12"]
    assert read_lines([set_text(["目录", *entries, SHORT])])[:3] == ["目录", "一、总则", "二、分则"]


def test_text_turned_with_its_page_is_read_and_a_watermark_is_not() -> None:
    def sideways(canvas: Canvas, number: int) -> None:
        canvas.rotate(90)
        canvas.setFont("STSong-Light", 16)
        for i, row in enumerate([SHORT, "第二行。"]):
            canvas.drawString(100, -100 - 30 * i, row)

    assert read_pdf(make_pdf([[]], sideways)).text.string.splitlines() == [SHORT, "第二行。"]

    def watermark(canvas: Canvas, number: int) -> None:
        canvas.saveState()
        canvas.setFont("STSong-Light", 50)
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.drawString(0, 0, "内部资料")
        canvas.restoreState()

    assert read_pdf(make_pdf([set_text([LONG])], watermark)).text.string.splitlines() == [LONG]


def test_text_of_a_font_that_neither_file_nor_machine_has_is_read() -> None:
    """One character a text object, no advance: what is left is where each stands."""
    row = "各单位每月报送情况"
    shows = "".join(
        f"BT /F 16 Tf {x} 700 Td <{ord(c):04x}> Tj ET " for x, c in zip(range(72, 600, 16), row, strict=False)
    )
    pair = "".join(f"BT /F 16 Tf 0 1 -1 0 {x} 700 Tm <{ord(c):04x}> Tj ET " for x, c in ((72, "第"), (100, "二")))
    for content, expected in ((shows, [row]), (pair, ["第", "二"])):
        for widths in ("", "/DW 0"):
            font = f"<</Type/Font/Subtype/CIDFontType2/BaseFont/Nowhere{widths}/CIDSystemInfo"
            data = _raw_pdf(
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Count 1/Kids[3 0 R]>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</X 7 0 R>>>>>>",
                "<</Length 5>>stream\n/X Do\nendstream",
                "<</Type/Font/Subtype/Type0/BaseFont/Nowhere/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
                font + "<</Registry(Adobe)/Ordering(GB1)/Supplement 0>>>>",
                "<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>>>"
                f"/Length {len(content)}>>stream\n{content}\nendstream",
            )
            assert read_pdf(data).text.string.splitlines() == expected


def test_glyph_codes_and_guillemets_are_folded() -> None:
    reading = read_pdf(make_pdf([set_text(["根据«安全生产法»的规定。"])]))
    assert reading.text.string.splitlines() == ["根据《安全生产法》的规定。"]


def test_every_line_has_page_and_box() -> None:
    text = read_pdf(make_pdf([set_text([SHORT]), set_text([LONG])])).text
    position = text.source.string.index("每季度")
    anchor = text.source.anchor(position)
    assert anchor is not None and anchor.page == 2 and anchor.box is not None
    left, bottom, right, top = anchor.box
    assert left == pytest.approx(LEFT, abs=1) and bottom < TOP - PITCH < top and right > 500


def test_without_text_layer_it_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        read_pdf(make_pdf([[]], lambda c, _: c.rect(100, 100, 200, 200, fill=1)))
    assert caught.value.code == "no-text-layer"


def test_a_scanned_page_among_others_is_remarked_on() -> None:
    reading = read_pdf(make_pdf([set_text([LONG]), []]))
    assert [d.code for d in reading.diagnostics] == ["page-without-text"]


def test_an_encrypted_file_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        read_pdf(make_pdf([set_text([LONG])], password="secret"))
    assert caught.value.code == "encrypted"


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7\n", b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>"]
)
def test_a_broken_file_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        read_pdf(data)


def _raw_pdf(*objects: str) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for i, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{i} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{p:010d} 00000 n \n" for p in places)
    start = len(out)
    size = len(objects) + 1
    trailer = f"trailer<</Root 1 0 R/Size {size}>>\nstartxref\n{start}\n%%EOF"
    return out + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode()


def test_a_loop_of_pages_and_a_false_page_count_are_refused() -> None:
    loop = _raw_pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 3/Kids[2 0 R 2 0 R]>>")
    count = _raw_pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 2000000000/Kids[]>>")
    for data in (loop, count):
        with pytest.raises(Refused):
            read_pdf(data)


def _stream(content: bytes) -> str:
    packed = base64.a85encode(zlib.compress(content)).decode()
    return f"<</Filter[/ASCII85Decode/FlateDecode]/Length {len(packed) + 2}>>stream\n{packed}~>\nendstream"


def _pages_of(content: bytes, pages: int) -> bytes:
    return _raw_pdf(
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {pages}/Kids[{'5 0 R ' * pages}]>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        _stream(content),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>/Contents 4 0 R>>",
    )


@pytest.mark.parametrize(
    ("content", "pages", "code"),
    [
        (b"0 0 m 10 0 l S\n" * 20_000, 200, "too-many-objects"),
        (b"BT /F 1 Tf 10 10 Td " + (b"(" + b"ab" * 10_000 + b") Tj ") * 15 + b"ET", 1, "too-large"),
        (b"BT /F 1 Tf 10 10 Td (a) Tj ET", 4_000, "too-many-pages"),
    ],
)
def test_what_is_too_large_is_refused_soon(content: bytes, pages: int, code: str) -> None:
    started = time.process_time()
    with pytest.raises(Refused) as caught:
        read_pdf(_pages_of(content, pages))
    assert caught.value.code == code
    assert time.process_time() - started < 5


@pytest.mark.parametrize("seed", range(30))
def test_a_damaged_file_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(make_pdf([set_text([LONG, SHORT])]))
    for _ in range(20):
        data[chance.randrange(len(data))] = chance.randrange(256)
    with contextlib.suppress(Refused):
        read_pdf(bytes(data))


SHARED = os.environ.get("GONGWEN_SHARED")


@pytest.mark.skipif(not SHARED, reason="GONGWEN_SHARED names no folder of other notices")
def test_paragraphs_of_a_real_notice() -> None:
    file = next(Path(SHARED or "").glob("notices/company-pdf/*-05-*.pdf"))
    lines = read_pdf(file.read_bytes()).text.string.splitlines()
    assert next(line for line in lines if line.endswith("：")) == "各部门、各主力店、各商铺："
    ends = [
        line[-5:] for line in lines if line.startswith(("各部门、各主力店负", "各部门、各主力店要", "全国两会期间"))
    ]
    assert ends == ["后一公里”。"[1:], "在萌芽之中。"[1:], "、紧急避险。"[1:], "安全管理群。"[1:]]
