"""Lines of the ledger → workbook: header that stays, filters, a drop-down for the state, A4 landscape."""

from __future__ import annotations

import datetime
import io
import re
from typing import Any

from pipeline.model.notice import Notice
from pipeline.outputs.ledger.lines import Line, lines_by_bearer

COLUMNS = (
    ("序号", 5),
    ("职责原文", 36),
    ("动作", 10),
    ("对象", 25),
    ("频次", 13),
    ("应完成次数", 8),
    ("时限", 13),
    ("完成情况", 8.5),
    ("完成日期", 11),
    ("佐证材料", 13),
    ("备注", 14),
    ("出处", 14),
)
STATES = ("未开始", "进行中", "已完成", "不适用")
HEAD = 2
"""Row of the column names; the sheet's title and a note stand above."""
STATE, DATE = (next(i for i, (name, _) in enumerate(COLUMNS) if name == wanted) for wanted in ("完成情况", "完成日期"))
LONGEST = 32_000
"""Characters that fit into a cell; Excel refuses more than 32,767."""
FONT = "微软雅黑"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
PROGRESS = {
    "type": "data_bar",
    "bar_color": "#4F939B",
    "bar_solid": True,
    "min_type": "num",
    "min_value": 0,
    "max_type": "num",
    "max_value": 1,
}


def render_xlsx(notice: Notice) -> bytes:
    """The workbook; the same notice gives the same bytes."""
    from xlsxwriter import Workbook

    target = io.BytesIO()
    book = Workbook(target, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    book.set_properties({"title": _fit(_title(notice)), "created": datetime.datetime(2000, 1, 1)})
    book.set_calc_mode("auto")
    styles = _Styles(book)
    lines = lines_by_bearer(notice)
    names = sheet_names(list(lines))
    overview = book.add_worksheet(names.pop(0))
    sheets = [book.add_worksheet(name) for name in names]
    _write_overview(overview, styles, notice, dict(zip(names, lines.items(), strict=True)))
    for sheet, (bearer, own) in zip(sheets, lines.items(), strict=True):
        _write_sheet(sheet, styles, bearer, own, _title(notice))
    book.close()
    return target.getvalue()


def sheet_names(bearers: list[str]) -> list[str]:
    """Names for the overview and a sheet per bearer: at most 31 characters, none that Excel refuses, none twice."""
    names = ["概览"]
    taken = {"概览", "history"}
    for bearer in bearers:
        plain = re.sub(r"[\[\]:*?/\\\s]", " ", _NOT_XML.sub(" ", bearer)).strip(" '") or "主体"
        name, number = _cut(plain, 31).rstrip("'"), 1
        while name.casefold() in taken:
            number += 1
            name = f"{_cut(plain, 30 - len(str(number)))}~{number}"
        taken.add(name.casefold())
        names.append(name)
    return names


class _Styles:
    """The cell formats of the workbook."""

    def __init__(self, book: Any) -> None:
        grid = {"font_name": FONT, "font_size": 10, "border": 1, "border_color": "#D0CFC9", "valign": "vcenter"}
        middle = {**grid, "align": "center"}
        self.title = book.add_format({"font_name": FONT, "font_size": 15, "bold": True, "font_color": "#A8201A"})
        self.note = book.add_format({"font_name": FONT, "font_size": 9, "font_color": "#565B63"})
        self.head = book.add_format(
            {**middle, "bold": True, "bg_color": "#E9EFF4", "valign": "vcenter", "text_wrap": True}
        )
        self.text = book.add_format({**grid, "text_wrap": True, "num_format": "@"})
        self.middle = book.add_format({**middle, "text_wrap": True})
        self.entry = book.add_format({**middle, "bg_color": "#FFFDF3"})
        self.entry_text = book.add_format({**grid, "bg_color": "#FFFDF3", "text_wrap": True, "num_format": "@"})
        self.date = book.add_format({**middle, "bg_color": "#FFFDF3", "num_format": "yyyy-mm-dd"})
        self.link = book.add_format({**grid, "font_color": "#1F5B8C", "underline": 1, "text_wrap": True})
        self.share = book.add_format({**middle, "num_format": "0%"})
        self.sum = book.add_format({**middle, "bold": True, "top": 2})
        self.done = book.add_format({"bg_color": "#DCEFE6", "font_color": "#0D6B57"})
        self.going = book.add_format({"bg_color": "#FFF1CC", "font_color": "#8A4B08"})


def _title(notice: Notice) -> str:
    return notice.header.title.value if notice.header.title else notice.notice_id


def _write_sheet(sheet: Any, styles: _Styles, bearer: str, lines: list[Line], title: str) -> None:
    _set_up_page(sheet)
    sheet.write_string(0, 0, _fit(f"{bearer} 履职台账"), styles.title)
    sheet.write_string(
        1, 0, _fit(f"依据：{title}　　“应完成次数”为全年至少次数；浅黄各栏由责任主体填写。"), styles.note
    )
    for column, (name, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(HEAD, column, name, styles.head)
    sheet.set_row(HEAD, 30)
    for number, line in enumerate(lines, 1):
        _write_line(sheet, styles, HEAD + number, number, line)
    last = HEAD + len(lines)
    sheet.freeze_panes(HEAD + 1, 2)
    sheet.autofilter(HEAD, 0, last, len(COLUMNS) - 1)
    _watch_entries(sheet, styles, last)


def row_height(line: Line) -> float:
    """Points that the fullest cell of a line needs; a Chinese character is two units wide. Excel allows 409."""
    texts = {1: line.clause, 2: line.action, 3: line.object, 4: line.frequency, 6: line.deadline}
    texts |= {10: line.remark, 11: line.place}
    rows = (-(-sum(1 + (c > "\x7f") for c in text) // (COLUMNS[i][1] - 1.5)) for i, text in texts.items())
    return min(409.0, 6 + 14 * max(1, *rows))


def _write_line(sheet: Any, styles: _Styles, row: int, number: int, line: Line) -> None:
    sheet.set_row(row, row_height(line))
    sheet.write_number(row, 0, number, styles.middle)
    for column, value in (
        (1, line.clause),
        (2, line.action),
        (3, line.object),
        (4, line.frequency),
        (6, line.deadline),
    ):
        sheet.write_string(row, column, _fit(value), styles.text)
    if line.times is None:
        sheet.write_blank(row, 5, None, styles.middle)
    else:
        sheet.write_number(row, 5, line.times, styles.middle)
    sheet.write_string(row, STATE, STATES[0], styles.entry)
    sheet.write_blank(row, DATE, None, styles.date)
    sheet.write_blank(row, 9, None, styles.entry_text)
    sheet.write_string(row, 10, _fit(line.remark), styles.entry_text)
    sheet.write_string(row, 11, _fit(line.place), styles.text)


def _fit(value: str) -> str:
    """Text that a cell can hold: XML knows no control characters, and there is a longest cell."""
    value = _NOT_XML.sub("\ufffd", value)
    return value if len(value) <= LONGEST // 2 or _cut(value, LONGEST) == value else _cut(value, LONGEST) + "…"


def _cut(text: str, most: int) -> str:
    """The beginning of a text, as long as Excel counts: in UTF-16 units."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")


def _watch_entries(sheet: Any, styles: _Styles, last: int) -> None:
    """What may be entered, and the colour of what is done."""
    sheet.data_validation(
        HEAD + 1, STATE, last, STATE, {"validate": "list", "source": list(STATES), "error_message": "请从列表中选择"}
    )
    sheet.data_validation(
        HEAD + 1,
        DATE,
        last,
        DATE,
        {
            "validate": "date",
            "criteria": ">=",
            "value": datetime.date(2000, 1, 1),
            "input_message": "填写日期，如 2024-06-30",
            "error_message": "请填写日期",
        },
    )
    for state, style in ((STATES[2], styles.done), (STATES[1], styles.going)):
        rule = {"type": "cell", "criteria": "==", "value": f'"{state}"', "format": style}
        sheet.conditional_format(HEAD + 1, STATE, last, STATE, rule)


def _set_up_page(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD)
    sheet.set_footer("&L&A&R第 &P 页，共 &N 页")


def _write_overview(sheet: Any, styles: _Styles, notice: Notice, sheets: dict[str, tuple[str, list[Line]]]) -> None:
    _set_up_page(sheet)
    header = notice.header
    facts = [header.document_number.text if header.document_number else "", "、".join(i.value for i in header.issuers)]
    facts += [header.date_issued.value.isoformat() if header.date_issued else ""]
    sheet.write_string(0, 0, _fit(_title(notice)), styles.title)
    sheet.write_string(1, 0, _fit("　".join(f for f in facts if f)), styles.note)
    columns = ("责任主体", 40), ("义务项数", 11), ("有频次", 10), ("全年至少次数", 14), ("已完成", 10), ("完成率", 12)
    for column, (name, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(HEAD, column, name, styles.head)
    for row, (name, (bearer, lines)) in enumerate(sheets.items(), HEAD + 1):
        _write_bearer(sheet, styles, row, name, bearer, lines)
    last = HEAD + len(sheets)
    if sheets:
        _write_sums(sheet, styles, last, list(sheets.values()))
        sheet.autofilter(HEAD, 0, last, len(columns) - 1)
    sheet.freeze_panes(HEAD + 1, 1)


def _write_bearer(sheet: Any, styles: _Styles, row: int, name: str, bearer: str, lines: list[Line]) -> None:
    quoted = name.replace("'", "''")
    sheet.write_url(row, 0, f"internal:'{quoted}'!A1", styles.link, _fit(bearer))
    sheet.write_number(row, 1, len(lines), styles.middle)
    sheet.write_number(row, 2, sum(bool(line.frequency) for line in lines), styles.middle)
    sheet.write_number(row, 3, sum(line.times or 0 for line in lines), styles.middle)
    first, last = HEAD + 2, HEAD + 1 + len(lines)
    column = chr(ord("A") + STATE)
    cells = f"'{quoted}'!{column}{first}:{column}{last}"
    sheet.write_formula(row, 4, f'=COUNTIF({cells},"{STATES[2]}")', styles.middle, 0)
    sheet.write_formula(row, 5, f"=IF(B{row + 1}=0,0,E{row + 1}/B{row + 1})", styles.share, 0)
    sheet.conditional_format(row, 5, row, 5, PROGRESS)


def _write_sums(sheet: Any, styles: _Styles, last: int, sheets: list[tuple[str, list[Line]]]) -> None:
    sums = (
        sum(len(lines) for _, lines in sheets),
        sum(bool(line.frequency) for _, lines in sheets for line in lines),
        sum(line.times or 0 for _, lines in sheets for line in lines),
        0,
    )
    sheet.write_string(last + 1, 0, "合计", styles.sum)
    for column, value in enumerate(sums, 1):
        letter = chr(ord("A") + column)
        sheet.write_formula(last + 1, column, f"=SUM({letter}{HEAD + 2}:{letter}{last + 1})", styles.sum, value)
    sheet.write_formula(last + 1, 5, f"=IF(B{last + 2}=0,0,E{last + 2}/B{last + 2})", styles.share, 0)
