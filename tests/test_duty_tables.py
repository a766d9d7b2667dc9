"""Tables of duties: who, by when and how often stand in columns of their own, whatever the format."""

from __future__ import annotations

import pytest

from pipeline import parse_notice
from pipeline.lexicon.columns import read_head
from pipeline.model.notice import Notice

HEAD = (
    "关于印发《任务分工表》的通知\n各乡镇人民政府：\n现将《任务分工表》印发给你们，请认真贯彻落实。\n附件\n任务分工表\n"
)
ROWS = [
    ["序号", "工作任务", "牵头单位", "配合单位", "完成时限"],
    ["1", "1.健全数据库。2.每季度至少开展一次指导。", "县应急局", "县公安局、各乡镇", "2024年6月底前"],
    ["2", "通报进展情况", "县公安局", "", "长期坚持"],
    ["3", "完善应急预案", "县人社局", "县教育局", "2024年12月底"],
]
HTML_TABLE = (
    "<table><tr><td colspan=4>分工表</td></tr><tr><td>任务</td><td>具体措施</td><td>责任单位</td><td>工作频次</td></tr>"
    "<tr><td rowspan=2>加强管控</td><td>严格安全准入</td><td>市应急局牵头，市公安局配合</td><td>每年1次</td></tr>"
    "<tr><td>完善应急预案</td><td>市自然资源局</td><td></td></tr></table>"
)


def said(notice: Notice) -> list[tuple[str, str, list[tuple[str, str]], list[str], list[str]]]:
    return [
        (
            o.verbs[0].text,
            o.target.text if o.target else "-",
            [(b.text, b.role) for b in o.bearers],
            [d.place.text for d in notice.deadlines if d.obligation_id == o.obligation_id],
            [f.period or "" for f in notice.frequencies if f.obligation_id == o.obligation_id],
        )
        for o in notice.obligations
        if "annex" in o.section_id
    ]


def page_with(table: str) -> Notice:
    """The notice of a web page with the head of the test notice and this table."""
    head = "".join(f"<p>{line}</p>" for line in HEAD.split("\n"))
    return parse_notice(f"<html><body>{head}{table}</body></html>".encode(), "a.html")


@pytest.mark.parametrize("joint", ["\t", " | "])
def test_rows_of_a_copied_table(joint: str) -> None:
    text = HEAD + "\n".join(joint.join(row) for row in ROWS) + "\n"
    both = [("县应急局", "lead"), ("县公安局", "support"), ("各乡镇", "support")]
    assert said(parse_notice(text.encode())) == [
        ("健全", "数据库", both, ["2024年6月底前"], []),
        ("开展", "指导", both, ["2024年6月底前"], ["P3M"]),
        ("通报", "进展情况", [("县公安局", "lead")], [], []),
        ("完善", "应急预案", [("县人社局", "lead"), ("县教育局", "support")], ["2024年12月底"], []),
    ]


def test_measures_stand_beside_their_task_and_cells_are_merged() -> None:
    assert said(page_with(HTML_TABLE)) == [
        ("严格", "安全准入", [("市应急局", "lead"), ("市公安局", "support")], [], ["P1Y"]),
        ("完善", "应急预案", [("市自然资源局", "sole")], [], []),
    ]


def test_no_sentence_goes_on_from_one_cell_of_another_table_to_the_next() -> None:
    rows = [
        ("序号", "改革举措", "主要内容", "指导部门"),
        ("1", "技术经理人参与的服务模式", "集成各类创新资源，提高转化效率。", "科技部"),
        ("2", "引入技术调查官制度", "法院审理案件时，应当引入技术调查官。", "最高人民法院"),
        ("3", "择期手术患者占比", "建立容错机制", "全国"),
    ]
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    assert said(page_with(f"<table>{table}</table>")) == [
        ("集成", "各类创新资源", [], [], []),
        ("提高", "转化效率", [], [], []),
        ("引入", "技术调查官制度", [], [], []),
        ("引入", "技术调查官", [("法院", "sole")], [], []),
        ("建立", "容错机制", [], [], []),
    ]


def test_a_date_whose_cell_is_merged_is_that_of_each_of_its_rows() -> None:
    table = (
        "<table><tr><td>完成时限</td><td>责任单位</td><td>工作任务</td></tr>"
        "<tr><td rowspan=3>2024年6月底前</td><td rowspan=3>市应急局</td><td>严格安全准入</td></tr>"
        "<tr><td>完善应急预案</td></tr><tr><td>开展指导</td></tr></table>"
    )
    rows = said(page_with(table))
    assert [(verb, due) for verb, _, _, due, _ in rows] == [(v, ["2024年6月底前"]) for v in ("严格", "完善", "开展")]


def test_a_cell_merged_in_the_middle_leaves_those_beside_it_in_their_columns() -> None:
    table = (
        "<table><tr><td>工作任务</td><td>完成时限</td><td>责任单位</td></tr>"
        "<tr><td>严格安全准入</td><td rowspan=2>2024年6月底前</td><td>市应急局</td></tr>"
        "<tr><td>完善应急预案</td><td>市公安局</td></tr><tr><td>开展指导</td><td>2024年底前</td><td>市教育局</td></tr></table>"
    )
    rows = said(page_with(table))
    assert [(verb, bearers[0][0]) for verb, _, bearers, _, _ in rows] == [
        ("严格", "市应急局"),
        ("完善", "市公安局"),
        ("开展", "市教育局"),
    ]


@pytest.mark.parametrize(
    ("cells", "of_duties"),
    [
        (["序号", "工作任务", "责任单位"], True),
        (["岗位", "安全生产职责"], True),
        (["整改事项", "整改措施", "整改时限"], True),
        (["序号", "姓名", "联系电话"], False),
        (["责任单位", "联系人"], False),
        (["section_id", "kind", "text"], False),
    ],
)
def test_head_names_duties_with_bearers_or_times(cells: list[str], of_duties: bool) -> None:
    assert (read_head(cells) is not None) == of_duties
