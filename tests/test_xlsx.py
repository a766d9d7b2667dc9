"""The ledger, read back with openpyxl."""

from __future__ import annotations

import io
import warnings
import zipfile

import pytest
from made_notices import Made, county_list, hostile_notice

from pipeline.model.notice import Correction
from pipeline.outputs.ledger import render_xlsx
from pipeline.outputs.ledger.workbook import sheet_names

pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported:UserWarning")
openpyxl = pytest.importorskip("openpyxl")


def read(data: bytes):  # type: ignore[no-untyped-def]
    return openpyxl.load_workbook(io.BytesIO(data))


with warnings.catch_warnings():
    warnings.simplefilter("ignore", UserWarning)
    BOOK = read(render_xlsx(county_list().notice()))


def test_an_overview_and_a_sheet_per_bearer() -> None:
    assert BOOK.sheetnames == ["概览", "镇人民政府", "县应急局", "未指明主体"]
    overview = BOOK["概览"]
    assert [c.value for c in overview[4]][:4] == ["镇人民政府", 5, 4, 18]
    assert overview["A4"].hyperlink.location == "'镇人民政府'!A1"
    assert overview["E4"].value == "=COUNTIF('镇人民政府'!H4:H8,\"已完成\")"
    assert overview["B7"].value == "=SUM(B4:B6)"


def test_the_columns_are_those_of_a_ledger() -> None:
    names = [
        "序号",
        "职责原文",
        "动作",
        "对象",
        "频次",
        "应完成次数",
        "时限",
        "完成情况",
        "完成日期",
        "佐证材料",
        "备注",
        "出处",
    ]
    assert [c.value for c in BOOK["镇人民政府"][3]] == names


@pytest.mark.parametrize(
    ("sheet", "row", "values"),
    [
        (
            "镇人民政府",
            4,
            [1, "每年听取安全生产工作情况汇报不少于2次", "听取", "安全生产工作情况汇报", "每年不少于2次", 2],
        ),
        ("镇人民政府", 5, [2, "每季度至少召开1次安全生产工作会议", "召开", "安全生产工作会议", "每季度不少于1次", 4]),
        ("镇人民政府", 8, [5, "定期组织消防演练", "组织", "消防演练", "定期", None]),
        ("县应急局", 4, [1, "每半年对危险化学品企业检查1次", "检查", "危险化学品企业", "每半年1次", 2]),
        ("县应急局", 8, [5, "不得迟报、瞒报事故", "不得迟报、瞒报", "事故", None, None]),
    ],
)
def test_a_line_says_what_is_to_be_done_how_often(sheet: str, row: int, values: list[object]) -> None:
    assert [c.value or None for c in BOOK[sheet][row]][:6] == values


def test_deadline_place_and_doubt_are_told() -> None:
    assert BOOK["县应急局"]["G6"].value == "2024年12月31日前（2024-12-31）"
    assert BOOK["县应急局"]["L6"].value == "s2.2 12行4列"
    assert BOOK["镇人民政府"]["K8"].value == "疑点：verb-or-noun"
    assert BOOK["镇人民政府"]["K7"].value == "督办村（社区）"


def test_a_sheet_is_set_up_to_be_filled_in_and_printed() -> None:
    sheet = BOOK["镇人民政府"]
    assert sheet.freeze_panes == "C4"
    assert sheet.auto_filter.ref == "A3:L8"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$3:$3"
    states, dates = sheet.data_validations.dataValidation
    assert (str(states.sqref), states.formula1) == ("H4:H8", '"未开始,进行中,已完成,不适用"')
    assert (str(dates.sqref), dates.type) == ("I4:I8", "date")


def test_text_that_looks_like_a_formula_is_text() -> None:
    book = read(render_xlsx(hostile_notice().notice()))
    assert book.sheetnames == ["概览", '=HYPERLINK("http   evil")']
    sheet = book.worksheets[1]
    assert sheet["A1"].data_type == "s"
    formulas = {c.value for w in book.worksheets for r in w.iter_rows() for c in r if c.data_type == "f"}
    assert all(f.startswith(("=COUNTIF(", "=IF(", "=SUM(")) for f in formulas)


def test_a_very_long_clause_fits_into_its_cell() -> None:
    made = Made().row("s1", "text", "检查" * 20_000).obligation("s1", "检查" * 20_000, "检查", bearer="某局")
    assert len(read(render_xlsx(made.notice()))["某局"]["B4"].value) == 32_001


def test_sheet_names_are_allowed_and_differ() -> None:
    long = "党委常委、" * 10
    names = sheet_names(["a/b", "a:b", long, long + "乙", "History", "概览", "'", "A B"])
    assert len({n.casefold() for n in names}) == len(names)
    assert all(0 < len(n) <= 31 and not set("[]:*?/\\") & set(n) for n in names)
    assert "history" not in {n.casefold() for n in names}


def test_a_correction_is_told_in_the_remarks() -> None:
    notice = county_list().notice()
    correction = Correction(
        action="change", table="frequencies", row_id="f1", field="count_min", reason="漏读", by="王"
    )
    book = read(render_xlsx(notice.model_copy(update={"corrections": (correction,)})))
    assert book["镇人民政府"]["K4"].value == "已更正（count_min）：漏读，王"


def test_a_row_is_as_high_as_its_fullest_cell() -> None:
    short, long = (BOOK[sheet].row_dimensions[4].height for sheet in ("未指明主体", "镇人民政府"))
    assert short < long < 409
    made = Made().row("s1", "text", "检查" * 2000).obligation("s1", "检查" * 2000, "检查", bearer="某局")
    assert read(render_xlsx(made.notice()))["某局"].row_dimensions[4].height > 408


def test_the_same_notice_gives_the_same_bytes() -> None:
    data = render_xlsx(county_list().notice())
    assert data == render_xlsx(county_list().notice())
    assert {i.date_time[0] for i in zipfile.ZipFile(io.BytesIO(data)).infolist()} == {1980}


def test_a_notice_without_obligations_is_an_overview() -> None:
    assert read(render_xlsx(Made().notice())).sheetnames == ["概览"]
