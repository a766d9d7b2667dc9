"""Comparing two notices: every kind of change, none where nothing changed, and no cost that grows with the square."""

from __future__ import annotations

import datetime
import io
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import open_browser
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from made_notices import Made, county_list, hostile_notice, long_list, yearly
from rich.console import Console

from pipeline.comparison import Comparison, compare_notices, render_html, render_markdown, render_terminal
from pipeline.comparison.frequencies import compare_frequencies
from pipeline.comparison.matching import Item, in_order, match_items
from pipeline.comparison.wording import mark_difference
from pipeline.model.notice import Notice
from pipeline.run import parse_notice

Duty = tuple[str, str, str, str, dict[str, Any]]
"""Section, bearer, clause, verb, more."""
QUARTERLY = ("每季度…1次", {"count_min": 1, "count_max": 1, "period": "P3M"})
BASE: tuple[Duty, ...] = (
    ("s1.1", "镇政府", "每年听取安全生产工作汇报不少于2次", "听取", {"frequency": yearly(2, "每年…不少于2次")}),
    ("s1.2", "镇政府", "组织开展重点行业领域专项整治", "组织", {}),
    ("s1.3", "镇政府", "建立健全网格化监管台账", "建立", {}),
    ("s2.1", "应急局", "每季度召开1次联席会议", "召开", {"frequency": QUARTERLY}),
    ("s2.2", "应急局", "负责危险化学品企业的监督管理", "负责", {}),
)


def make(duties: tuple[Duty, ...]) -> Notice:
    """A list with those duties, a row each, under the headings 一 and 二."""
    made = Made(notice_id="list")
    made.row("title", "title", "责任清单")
    for top in ("s1", "s2", "s3"):
        own = [d for d in duties if d[0].startswith(f"{top}.")]
        if own:
            made.row(top, "heading", f"{top}职责", heading=f"{top}职责", depth=1)
        for section_id, bearer, clause, verb, more in own:
            made.row(section_id, "text", f"{clause}。", text=f"{clause}。", parent_id=top, depth=2)
            made.obligation(section_id, clause, verb, bearer=bearer, **more)
    return made.notice()


def change(*duties: Duty) -> list[tuple[tuple[str, ...], str | None, str | None]]:
    """What the comparison of the base with these duties says of the obligations: kinds, old and new section."""
    found = compare_notices(make(BASE), make(duties)).obligations
    return [(c.kinds, c.old and c.old.section_id, c.new and c.new.section_id) for c in found]


def with_duty(position: int, *replacement: Duty) -> tuple[Duty, ...]:
    return (*BASE[:position], *replacement, *BASE[position + 1 :])


def test_the_same_notice_has_no_differences() -> None:
    comparison = compare_notices(make(BASE), make(BASE))
    assert comparison.same
    assert comparison.unchanged_obligations == 5
    assert "相同" in render_markdown(comparison)


def test_added_and_removed() -> None:
    extra: Duty = ("s2.3", "应急局", "编制综合应急预案并报备案", "编制", {})
    assert change(*BASE, extra) == [(("added",), None, "s2.3")]
    assert change(*BASE[:-1]) == [(("removed",), "s2.2", None)]


def test_what_comes_before_is_renumbered_not_changed() -> None:
    first: Duty = ("s1.1", "镇政府", "制定年度执法检查计划", "制定", {})
    shifted = tuple((f"s1.{i}", *d[1:]) for i, d in enumerate(BASE[:3], 2))
    comparison = compare_notices(make(BASE), make((first, *shifted, *BASE[3:])))
    assert [c.kinds for c in comparison.obligations] == [("added",)]
    assert [c.kinds for c in comparison.sections] == [("added",)] + [("renumbered",)] * 3


def test_moved_to_another_part() -> None:
    moved = ("s2.3", *BASE[1][1:])
    duties = (BASE[0], BASE[2], *BASE[3:], moved)
    found = compare_notices(make(BASE), make(duties))
    assert [(c.kinds, c.new and c.new.section_id) for c in found.sections] == [(("moved",), "s2.3")]
    assert found.obligations == ()


def test_a_duty_that_leaves_its_section_is_moved() -> None:
    old = (
        Made()
        .row("s1", "text", "制定计划。开展检查。", text="制定计划。开展检查。")
        .row("s2", "text", "其他事项由办公室承担。")
    )
    new = (
        Made().row("s1", "text", "制定计划。", text="制定计划。").row("s2", "text", "其他事项由办公室承担。开展检查。")
    )
    old.obligation("s1", "制定计划", "制定", "计划").obligation("s1", "开展检查", "开展", "检查")
    new.obligation("s1", "制定计划", "制定", "计划").obligation("s2", "开展检查", "开展", "检查")
    (found,) = compare_notices(old.notice(), new.notice()).obligations
    assert found.kinds == ("moved",)


def test_reworded() -> None:
    assert change(*with_duty(1, ("s1.2", "镇政府", "组织开展重点行业领域专项整治行动", "组织", {}))) == [
        (("reworded",), "s1.2", "s1.2")
    ]


def test_another_duty_in_the_same_place_is_no_rewording() -> None:
    other: Duty = ("s1.2", "镇政府", "配备专职消防队员", "配备", {})
    assert {kinds for kinds, _, _ in change(*with_duty(1, other))} == {("added",), ("removed",)}


def test_bearer_changed() -> None:
    assert change(*with_duty(4, ("s2.2", "市场监管局", *BASE[4][2:]))) == [(("bearer-changed",), "s2.2", "s2.2")]


@pytest.mark.parametrize(
    ("words", "fields", "kind"),
    [
        ("每年…不少于4次", {"count_min": 4, "period": "P1Y"}, "frequency-raised"),
        ("每年…不少于1次", {"count_min": 1, "period": "P1Y"}, "frequency-lowered"),
        ("每季度…不少于1次", {"count_min": 1, "period": "P3M"}, "frequency-raised"),
        ("每半年…不少于1次", {"count_min": 1, "period": "P6M"}, "frequency-changed"),
        ("定期…", {"kind": "recurring"}, "frequency-changed"),
    ],
)
def test_frequency_raised_or_lowered(words: str, fields: dict[str, Any], kind: str) -> None:
    first, last = words.split("…")
    clause = f"{first}听取安全生产工作汇报{last}"
    words = words if last else first
    duty: Duty = ("s1.1", "镇政府", clause, "听取", {"frequency": (words, fields)})
    assert change(*with_duty(0, duty)) == [((kind,), "s1.1", "s1.1")]


def test_frequency_added_and_removed() -> None:
    bare: Duty = ("s1.1", "镇政府", "听取安全生产工作汇报", "听取", {})
    assert change(*with_duty(0, bare))[0][0] == ("frequency-removed",)
    found = compare_notices(make(with_duty(0, bare)), make(BASE)).obligations
    assert [c.kinds for c in found] == [("frequency-added",)]


def test_at_most_counts_the_other_bound() -> None:
    def at_most(count: int) -> Any:
        clause = f"每年检查不超过{count}次"
        said = ("每年…不超过" + f"{count}次", {"count_max": count, "period": "P1Y"})
        return make((("s1.1", "局", clause, "检查", {"frequency": said}),)).frequencies

    assert compare_frequencies(at_most(2), at_most(4)) == "frequency-raised"
    assert compare_frequencies(at_most(4), at_most(2)) == "frequency-lowered"


def test_deadline_and_modality() -> None:
    early = ("2024年6月底前", {"kind": "date", "date": datetime.date(2024, 6, 30)})
    late = ("2024年9月底前", {"kind": "date", "date": datetime.date(2024, 9, 30)})
    old = make((("s1.1", "局", "2024年6月底前完成整改", "完成", {"deadline": early}),))
    new = make((("s1.1", "局", "2024年9月底前完成整改", "完成", {"deadline": late}),))
    assert [c.kinds for c in compare_notices(old, new).obligations] == [("deadline-changed",)]
    must = make((("s1.1", "局", "应当公开结果", "公开", {"modality_text": "应当"}),))
    may = make((("s1.1", "局", "可以公开结果", "公开", {"modality_text": "可以", "modality": "permission"}),))
    assert [c.kinds for c in compare_notices(must, may).obligations] == [("modality-changed",)]


def test_width_and_line_breaks_are_no_change() -> None:
    old = make((("s1.1", "局", "检查企业(单位)，并通报", "检查", {}),))
    new = make((("s1.1", "局", "检查企业（单位）,并通报", "检查", {}),))
    assert compare_notices(old, new).same


def test_header_changes_are_named() -> None:
    new = county_list()
    new.header["date_issued"] = ("2024年3月15日", "2024-03-16")
    found = compare_notices(county_list().notice(), new.notice())
    assert [(c.field, c.old, c.new) for c in found.header] == [("date_issued", ("2024-03-15",), ("2024-03-16",))]


def test_each_is_matched_once_and_repeats_in_order() -> None:
    old = [Item("检查", (i, "检查")) for i in range(3)]
    new = [Item("检查", (i + 10, "检查")) for i in range(2)]
    assert match_items(old, new) == {0: 0, 1: 1}


@given(st.lists(st.integers(0, 30), max_size=20))
def test_what_kept_its_order_rises(values: list[int]) -> None:
    kept = [values[k] for k in sorted(in_order(values))]
    assert kept == sorted(set(kept))


@settings(max_examples=60)
@given(st.text("安全生产检查会议。", max_size=30), st.text("安全生产检查会议。", max_size=30))
def test_pieces_laid_end_to_end_are_the_wordings(old: str, new: str) -> None:
    before, after = mark_difference(old, new)
    assert "".join(t for t, _ in before) == old
    assert "".join(t for t, _ in after) == new


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(BASE), max_size=6), st.lists(st.sampled_from(BASE), max_size=6))
def test_every_obligation_is_accounted_for_once(one: list[Duty], other: list[Duty]) -> None:
    old, new = (make(tuple((f"s{1 + i % 2}.{i}", *d[1:]) for i, d in enumerate(ds))) for ds in (one, other))
    found = compare_notices(old, new)
    changed = [c for c in found.obligations if c.old and c.new]
    gone = [c for c in found.obligations if not c.new]
    assert found.unchanged_obligations + len(changed) + len(gone) == len(old.obligations)
    assert found.unchanged_obligations + sum(c.new is not None for c in found.obligations) == len(new.obligations)


def test_the_cost_does_not_grow_with_the_square() -> None:
    def reworded(count: int) -> float:
        order = random.Random(7)
        texts = [
            "".join(order.choices("组织开展安全生产监督检查企业整治隐患排查治理责任落实会议", k=24))
            for _ in range(count)
        ]
        old = [Item(t, (i,)) for i, t in enumerate(texts)]
        new = [Item(t[:-2] + "甲乙", (-1 - i,)) for i, t in enumerate(texts)]
        order.shuffle(new)
        begin = time.process_time()
        pairs = match_items(old, new)
        assert sum(new[j].text[:-2] == old[i].text[:-2] for i, j in pairs.items()) > 0.5 * count
        return time.process_time() - begin

    reworded(200)
    assert reworded(2400) < 8 * max(reworded(600), 0.01)


RAISED: Duty = (*BASE[0][:2], "每年听取安全生产工作汇报不少于4次", "听取", {"frequency": yearly(4, "每年…不少于4次")})
WIDENED: Duty = ("s2.2", "应急局", "负责危险化学品和烟花爆竹企业的监督管理", "负责", {})
ADDED: Duty = ("s2.3", "应急局", "发布预警|信息<b>", "发布", {})
OLD, NEW = make(BASE), make((RAISED, *BASE[1:4], WIDENED, ADDED))
COMPARISON = compare_notices(OLD, NEW)


def test_markdown_is_a_table_that_stays_whole() -> None:
    text = render_markdown(COMPARISON)
    assert "义务：新增 1，频次提高 1，改写 1；未变 3。" in text
    (added,) = [line for line in text.splitlines() if line.startswith("| 新增 |") and "应急局" in line]
    assert added == "| 新增 |  | s2.3【应急局】发布预警\\|信息\\<b\\> |"


def test_the_terminal_shows_both_sides() -> None:
    console = Console(width=140, record=True, file=io.StringIO())
    console.print(render_terminal(COMPARISON))
    shown = console.export_text()
    assert "频次提高" in shown
    assert "烟花爆竹" in shown


def test_json_is_read_back() -> None:
    text = COMPARISON.model_dump_json()
    assert Comparison.model_validate_json(text) == COMPARISON
    assert [c["kinds"] for c in json.loads(text)["obligations"]] == [["frequency-raised"], ["reworded"], ["added"]]


def test_the_page_sets_both_sides_beside_each_other() -> None:
    page = html.fromstring(render_html(COMPARISON))
    rows = page.xpath('//tbody[@id="changes"]/tr')
    assert [r.get("data-kinds").strip() for r in rows] == ["frequency-raised", "reworded", "added"]
    assert rows[1].xpath(".//ins/text()") == ["和烟花爆竹"]
    assert "每年不少于4次" in rows[0][2].text_content()
    assert not page.xpath("//b[not(ancestor::nav)][text()='']")


def test_nothing_of_a_notice_is_markup_in_the_page() -> None:
    page = render_html(compare_notices(county_list().notice(), hostile_notice().notice()))
    assert "<script>window" not in page


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with open_browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


def test_kinds_of_change_filter_the_page(browser: Any, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(render_html(COMPARISON), encoding="utf8")
    browser.get((tmp_path / "page.html").as_uri())
    browser.find_element("css selector", '#kinds input[value="added"]').click()
    assert browser.find_element("id", "shown").text == "2"
    assert browser.get_log("browser") == []


def test_a_real_list_against_an_edited_copy() -> None:
    """The notice in `raw/` with one frequency raised, one item struck out and one added."""
    path = Path(__file__).parents[1] / "raw" / "chengdu-anwei-2020-9.txt"
    old = path.read_text(encoding="utf8")
    lines = old.split("\n")
    first = next(i for i, line in enumerate(lines) if "不少于2次" in line)
    lines[first] = lines[first].replace("不少于2次", "不少于4次", 1)
    last = next(i for i, line in enumerate(lines) if line.startswith("(三)黨委常委會其他成員"))
    lines[last - 1 : last] = ["6. 每年組織消防演練不少于1次。"]
    found = compare_notices(parse_notice(old.encode()), parse_notice("\n".join(lines).encode()))
    assert [c.kinds for c in found.sections] == [("reworded",), ("removed",), ("added",)]
    assert set(found.counts()) == {"frequency-raised", "added", "removed"}
    assert found.counts()["frequency-raised"] == 1
    assert {c.old.section_id for c in found.obligations if c.kinds == ("removed",) and c.old} == {"s2.2.6"}
    assert found.unchanged_obligations > 0.9 * found.old.obligations


def test_two_long_lists_are_compared_in_seconds() -> None:
    begin = time.process_time()
    assert compare_notices(long_list(1000).notice(), long_list(1100).notice()).unchanged_obligations == 1000
    assert time.process_time() - begin < 10
