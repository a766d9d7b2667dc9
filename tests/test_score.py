"""The scorer itself: a notice that says what the marks say scores 1, each kind of fault costs what it should."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from pipeline.model.notice import (
    Bearer,
    Citation,
    Deadline,
    DocumentNumber,
    Frequency,
    Header,
    Notice,
    Obligation,
    Said,
    SaidDate,
    Section,
    SourceInfo,
)
from pipeline.model.text import Quote
from pipeline.scoring import score, score_notice
from pipeline.scoring.gold import Gold, read_gold, read_times
from pipeline.scoring.tally import Tally, names, norm, tally

HEADER = """{"document_number": {"text": "云溪办发〔2024〕3号"}, "title": "关于养老的通知", "issuers": ["甲", "乙"],
 "date_issued": "2024-05-06", "urgency": null,
 "citations": [{"title": "养老办法", "document_number": null, "relation": "based_on"}]}"""
OUTLINE = """section_id\tdepth\tkind\ttext
s1\t1\theading\t工作任务
s1.1\t2\ttext\t各乡镇每季度…名单报送县民政局。
s1.2\t2\ttext\t不计。
"""
OBLIGATIONS = """# source: notices/x.txt (whole)
# unscored: s1.2
# loose frequency: s1 | 1../P1W
s1.1 | 走访 | - | 独居老人 | - | 1../P3M | 认真 | 各乡镇 | - | obligation
s1.1 | 报送 | - | 名单 | 县民政局 | - | - | lead: 各乡镇; support: 县医院、卫生院 | 每月5日前 | obligation
s1.1 | 督促 | 村委会 | - | - | - | - | 各乡镇 | - | obligation
> | 建立 | - | 台账 | - | - | - | - | - | -
#? s1.1 | 确保 | - | 不漏一人 | - | - | - | 各乡镇 | - | obligation
s1.2 | 做 | - | 别的 | - | - | - | - | - | obligation
"""


def quote(text: str) -> Quote:
    return Quote(text=text, char_start=0, char_end=len(text), source_start=0, source_end=len(text))


def section(order: int, section_id: str, kind: str, text: str) -> Section:
    body = {"heading": quote(text)} if kind == "heading" else {"text": quote(text)}
    return Section(
        section_id=section_id, parent_id=None, part="main", order=order, depth=section_id.count(".") + 1, kind=kind,
        place=quote(text), **body,
    )  # fmt: skip


def obligation(number: int, verbs: str, target: str = "", section_id: str = "s1.1", **more: object) -> Obligation:
    given = {
        "obligation_id": f"o{number}", "parent_id": None, "duty_id": "d1", "section_id": section_id,
        "bearers": (Bearer(text="各乡镇", role="sole", inherited_from=None, place=quote("各乡镇")),),
        "modality": "obligation", "verbs": tuple(map(quote, verbs.split(","))),
        "target": quote(target) if target else None, "place": quote(verbs),
    }  # fmt: skip
    return Obligation.model_validate(given | more)


def bearers(*pairs: tuple[str, str]) -> tuple[Bearer, ...]:
    return tuple(
        Bearer.model_validate({"text": t, "role": r, "inherited_from": None, "place": quote(t)}) for t, r in pairs
    )


def frequency(name: str, section_id: str, period: str, obligation_id: str | None) -> Frequency:
    return Frequency(
        frequency_id=name, obligation_id=obligation_id, section_id=section_id,
        kind="counted", count_min=1, period=period, place=quote("每季度"),
    )  # fmt: skip


OBLIGATIONS_FOUND = (
    obligation(1, "走访", "独居老人", manner=(quote("认真"),)),
    obligation(
        2, "报送", "名单", destination=quote("县民政局"),
        bearers=bearers(("各乡镇", "lead"), ("县医院", "support"), ("卫生院", "support")),
    ),
    obligation(3, "督促", party=quote("村委会"), party_role="directed"),
    obligation(4, "建立", "台账", parent_id="o3", actor="村委会"),
)  # fmt: skip


def notice(obligations: tuple[Obligation, ...] = OBLIGATIONS_FOUND, **more: object) -> Notice:
    text = "各乡镇每季度走访独居老人，名单报送县民政局。"
    given = {
        "notice_id": "x", "text": text, "source_text": text,
        "source": SourceInfo(name="x", sha256="0", media_type="text/plain", encoding="utf-8", script="Hans"),
        "header": Header(
            document_number=DocumentNumber(
                text="云溪办发〔2024〕3号", agency_code="云溪办发", year=2024, sequence=3, place=quote("x")
            ),
            title=Said(value="关于养老的通知", place=quote("关于养老的通知")),
            issuers=(Said(value="甲", place=quote("甲")), Said(value="乙", place=quote("乙"))),
            date_issued=SaidDate(value=datetime.date(2024, 5, 6), place=quote("2024年5月6日")),
        ),
        "sections": (
            section(1, "title", "title", "关于养老的通知"), section(2, "s1", "heading", "工作任务"),
            section(3, "s1.1", "text", text), section(4, "s1.2", "text", "不计。"), section(5, "s2", "text", "后面的"),
        ),
        "obligations": obligations,
        "frequencies": (
            frequency("f1", "s1.1", "P3M", "o1"),
            frequency("f2", "s1", "P1W", None),
        ),
        "deadlines": (Deadline(deadline_id="t1", obligation_id="o2", section_id="s1.1", kind="recurring_day",
                               place=quote("每月5日前")),),
        "citations": (Citation(citation_id="c1", section_id="title", title="养老办法", document_number=None,
                               relation="based_on", place=quote("《养老办法》")),),
    }  # fmt: skip
    return Notice.model_validate(given | more)


@pytest.fixture
def gold(tmp_path: Path) -> Gold:
    (tmp_path / "x.header.json").write_text(HEADER, "utf-8")
    (tmp_path / "x.outline.tsv").write_text(OUTLINE, "utf-8")
    (tmp_path / "x.obligations.txt").write_text(OBLIGATIONS, "utf-8")
    return read_gold(tmp_path)[0]


def test_a_notice_that_says_what_the_marks_say_scores_one(gold: Gold) -> None:
    tallies = score_notice(gold, notice()).tallies
    assert {name: t.f1 for name, t in tallies.items() if t.f1 < 1} == {}
    assert tallies["obligations strict"] == Tally(4, 0, 0)
    assert tallies["header"].right == 5
    assert tallies["frequencies"].right == 2


def test_the_section_that_is_not_scored_and_what_lies_outside_cost_nothing(gold: Gold) -> None:
    beyond = (obligation(7, "写", "诗", "s1.2"), obligation(8, "画", "画", "s2"))
    assert score_notice(gold, notice((*OBLIGATIONS_FOUND, *beyond))).tallies["obligations strict"] == Tally(4, 0, 0)


def test_an_optional_row_is_neither_right_nor_wrong(gold: Gold) -> None:
    found = (*OBLIGATIONS_FOUND, obligation(7, "确保", "不漏一人"))
    assert score_notice(gold, notice(found)).tallies["obligations strict"] == Tally(4, 0, 0)


def test_an_invented_row_is_extra_and_a_lost_one_missed(gold: Gold) -> None:
    invented = score_notice(gold, notice((*OBLIGATIONS_FOUND, obligation(7, "发明", "轮子")))).tallies
    assert invented["obligations section+verbs"] == Tally(4, 1, 0)
    lost = score_notice(gold, notice(OBLIGATIONS_FOUND[:-1])).tallies
    assert lost["obligations section+verbs"] == Tally(3, 0, 1)


def test_a_wrong_target_costs_the_strict_score_only(gold: Gold) -> None:
    found = (obligation(1, "走访", "老人"), *OBLIGATIONS_FOUND[1:])
    tallies = score_notice(gold, notice(found)).tallies
    assert tallies["obligations +party"] == Tally(4, 0, 0)
    assert tallies["obligations strict"] == Tally(3, 1, 1)
    assert tallies["strict, without doubts"] == Tally(3, 1, 0)


def test_a_doubtful_wrong_row_does_not_cost_the_sure_ones(gold: Gold) -> None:
    found = (obligation(1, "走访", "老人", doubts=("reach",)), *OBLIGATIONS_FOUND[1:])
    assert score_notice(gold, notice(found)).tallies["strict, without doubts"] == Tally(3, 0, 0)


@pytest.mark.parametrize(
    "wrong",
    [bearers(("县医院", "lead"), ("各乡镇", "support"), ("卫生院", "support")), bearers(("各乡镇", "sole")), ()],
)
def test_roles_of_bearers_count(gold: Gold, wrong: tuple[Bearer, ...]) -> None:
    second = OBLIGATIONS_FOUND[1].model_copy(update={"bearers": wrong})
    found = (OBLIGATIONS_FOUND[0], second, *OBLIGATIONS_FOUND[2:])
    assert score_notice(gold, notice(found)).tallies["bearers"] == Tally(3, 1, 1)


def test_actor_and_modality_are_judged_on_matched_rows(gold: Gold) -> None:
    last = OBLIGATIONS_FOUND[3].model_copy(update={"actor": None, "modality": "permission"})
    tallies = score_notice(gold, notice((*OBLIGATIONS_FOUND[:3], last))).tallies
    assert tallies["actors"] == tallies["modality"] == Tally(3, 1, 1)


def test_an_invented_section_within_the_stretch_is_extra(gold: Gold) -> None:
    sections = list(notice().sections)
    sections.insert(3, section(4, "s1.1.p1", "text", "凭空"))
    renumbered = tuple(s.model_copy(update={"order": i}) for i, s in enumerate(sections, 1))
    tallies = score_notice(gold, notice(sections=renumbered)).tallies
    assert tallies["outline"] == Tally(2, 1, 0)


def test_nothing_found_is_all_missed(gold: Gold) -> None:
    empty = notice((), sections=(), frequencies=(), deadlines=(), citations=(), header=Header())
    tallies = score_notice(gold, empty).tallies
    assert {name: t.right + t.extra for name, t in tallies.items() if t.right + t.extra} == {}
    assert tallies["obligations strict"].missed == 4
    assert tallies["header"].missed == 5


def test_differences_name_what_is_wrong(gold: Gold) -> None:
    lines = score_notice(gold, notice((obligation(1, "走访", "老人"), *OBLIGATIONS_FOUND[1:]))).differences
    assert [line.strip() for line in lines if line.strip()[0] in "+-~"] == [
        "- 走访 | - | 独居老人 | -",
        "+ 走访 | - | 老人 | -",
    ]


def test_children_know_their_parent_and_inherit_its_bearer(gold: Gold) -> None:
    child = gold.rows[3]
    assert (child.section, child.actor, child.bearer, child.modality) == ("s1.1", "村委会", "各乡镇", "obligation")


def test_times_of_the_marks() -> None:
    assert read_times("2../P1Y") == [(2, None, "P1Y")]
    assert read_times("..1/P1Y; *..*/-") == [(None, 1, "P1Y"), (None, None, None)]
    assert read_times("-") == []


def test_comparison_ignores_width_and_space_and_what_joins_names() -> None:
    assert norm("（县） ８次，") == norm("(县)8次,")
    assert norm("甲、乙") != norm("甲乙")
    assert names("甲局、乙局和丙局") == names("甲局,乙局、丙局")
    assert names("甲局") != names("乙局")


def test_tally_counts_multisets() -> None:
    assert tally("aab", "abb") == Tally(2, 1, 1)
    assert Tally(1, 1, 0).precision == 0.5
    assert Tally(0, 0, 0).f1 == 1.0


def test_a_notice_that_is_not_found_has_missed_everything(tmp_path: Path, gold: Gold) -> None:
    report = score(tmp_path, tmp_path)
    assert report.failures == ["x: FileNotFoundError: no notice of that name"]
    assert report.total["obligations strict"] == Tally(0, 0, 4)
    assert next(report.lines()) == "== x  FAILED: FileNotFoundError: no notice of that name"
