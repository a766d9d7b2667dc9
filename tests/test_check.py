"""`check`: what a drafter is told, and what not; the three forms of the list."""

from __future__ import annotations

import json

import pytest
from made_notices import Made, county_list

from pipeline.checking import check_notice, render_json, render_sarif, render_text
from pipeline.checking.brackets import unbalanced
from pipeline.checking.check import MOST_ALIKE
from pipeline.model.replay import replay_text
from pipeline.model.text import Span
from pipeline.run import parse_notice

NOTICE = county_list().notice()
FINDINGS = check_notice(NOTICE)


def found(*lines: str, **header: object) -> dict[str, list[str]]:
    """Codes found in a notice of those lines, with the words they stand at."""
    made = Made()
    for i, line in enumerate(lines, 1):
        made.row(f"p{i}", "text", line)
    made.header = dict(header)
    findings: dict[str, list[str]] = {}
    for f in check_notice(made.notice()):
        if f.place:
            findings.setdefault(f.code, []).append(f.place.text)
    return findings


def test_a_sound_notice_has_nothing_to_mend_but_its_numbering() -> None:
    assert {f.code for f in FINDINGS} == {"section-gap"}


def test_every_place_is_true_in_text_and_source() -> None:
    made = Made().row("p1", "text", "临政发[2024]3號和2024年2月30日（未完", ("號", "号", "script", "sure"))
    notice = made.notice()
    findings = [f for f in check_notice(notice) if f.place]
    assert {f.code for f in findings} == {"number-brackets", "date-impossible", "bracket-unbalanced"}
    for finding in findings:
        assert finding.place
        assert notice.text[finding.place.char_start : finding.place.char_end] == finding.place.text
    (number,) = [f for f in findings if f.code == "number-brackets"]
    assert number.place and notice.source_text[number.place.source_start : number.place.source_end] == "[2024]3號"


@pytest.mark.parametrize(
    ("line", "marks"),
    [
        ("依据《安全生产法", [(2, True)]),
        ("安全生产法》规定", [(5, False)]),
        ("企业（单位和（社区）", [(2, True)]),
        ("企业(单位）和（社区)", []),
        ("《关于〈办法〉的通知》", []),
        ("《关于〈办法的通知》", [(3, True)]),
        ("1）检查", []),
        ("“第一段引文未完", []),
        ("引文完”", []),
        ("没有括号", []),
        ("）（", [(0, False), (1, True)]),
    ],
)
def test_brackets(line: str, marks: list[tuple[int, bool]]) -> None:
    assert unbalanced(line) == marks


def test_a_bracket_may_be_closed_in_the_next_line_but_not_under_the_next_number() -> None:
    assert found("（二〇〇四年六月十六日国务院", "第54次常务会议通过）") == {}
    made = Made().row("s1", "text", "一、检查（每年", marker="一、").row("s2", "text", "二、演练）", marker="二、")
    codes = [f.place and f.place.char_start for f in check_notice(made.notice()) if f.code == "bracket-unbalanced"]
    assert codes == [4, 12]


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("依据临政发（2024）3号", "number-brackets", "（2024）3号"),
        ("依据临政发〔2024〕第3号", "number-with-di", "〔2024〕第3号"),
        ("依据临政发〔2024〕03号", "number-padded", "〔2024〕03号"),
        ("于2024年03月05日前", "date-padded", "2024年03月05日"),
        ("于24年3月5日前", "date-short-year", "24年3月5日"),
        ("于2024.3.5前", "date-form", "2024.3.5"),
        ("于2023年2月29日前", "date-impossible", "2023年2月29日"),
    ],
)
def test_forms(line: str, code: str, words: str) -> None:
    assert found(line) == {code: [words]}


@pytest.mark.parametrize(
    "line", ["依据临政发〔2024〕3号", "GB/T 9704-2012", "2024年2月29日", "5G/4G，3.15活动", "满18年的"]
)
def test_sound_forms_are_left_alone(line: str) -> None:
    assert found(line) == {}


def test_a_date_of_issue_in_chinese_numerals() -> None:
    assert found("二〇二四年三月十五日", date_issued=("二〇二四年三月十五日", "2024-03-15")) == {
        "date-numerals": ["二〇二四年三月十五日"]
    }


def test_the_number_is_of_the_year_of_issue() -> None:
    header = {
        "document_number": ("临政发〔2023〕3号", "临政发", 2023, 3),
        "date_issued": ("2024年1月5日", "2024-01-05"),
    }
    assert found("临政发〔2023〕3号", "2024年1月5日", **header) == {"number-year": ["临政发〔2023〕3号"]}


def test_an_instrument_is_cited_with_its_number_once() -> None:
    made = Made()
    cites = (("关于甲的通知", None), ("安全生产法", None), ("关于甲的通知", None), ("关于乙的意见", None))
    made.row("p1", "text", "依据《关于甲的通知》《安全生产法》《关于甲的通知》《关于乙的意见》", cites=cites)
    made.row("p2", "text", "按照《关于乙的意见》", cites=(("关于乙的意见", "临政发〔2024〕1号"),))
    findings = [f for f in check_notice(made.notice()) if f.code == "citation-without-number"]
    assert [f.message for f in findings] == ["《关于甲的通知》 is cited without its number"]


def test_a_duty_without_bearer_but_not_a_recommendation() -> None:
    made = Made().row("p1", "text", "报送报表。鼓励公开。", text="报送报表。鼓励公开。")
    made.obligation("p1", "报送报表", "报送", "报表").obligation("p1", "鼓励公开", "公开", modality="recommendation")
    findings = [f.place and f.place.text for f in check_notice(made.notice()) if f.code == "duty-without-bearer"]
    assert findings == ["报送报表"]


@pytest.mark.parametrize(("title", "codes"), [("关于加强检查工作", ["type-missing"]), ("某县检查办法（试行）", [])])
def test_a_title_names_a_document_type_or_is_a_rule(title: str, codes: list[str]) -> None:
    made = Made().row("title", "title", title)
    made.header = {"title": title}
    assert [f.code for f in check_notice(made.notice()) if f.code == "type-missing"] == codes


def test_what_is_missing_is_said_without_place() -> None:
    codes = [f.code for f in check_notice(Made().notice())]
    assert codes == ["title-missing", "date-missing", "issuer-missing", "number-missing"]


def test_a_line_a_finding_with_line_and_column() -> None:
    text = render_text(NOTICE, FINDINGS)
    assert text.splitlines() == [
        "linjiang-2024-3.txt:13:1: 警告 编号缺漏 section-gap: 编号由 二、（二） 跳到 二、（四）",
        "错误 0，警告 1，提示 0",
    ]


def test_json_has_places() -> None:
    (row,) = json.loads(render_json(NOTICE, FINDINGS))["findings"]
    assert (row["code"], row["severity"], row["source_line"], row["place"]["text"]) == (
        "section-gap",
        "warning",
        13,
        "（四）",
    )


def test_sarif_has_regions_and_rules() -> None:
    log = json.loads(render_sarif(NOTICE, FINDINGS))
    (run,) = log["runs"]
    (result,) = run["results"]
    assert log["version"] == "2.1.0"
    assert result["level"] == "warning"
    assert {result["ruleId"]} == {r["id"] for r in run["tool"]["driver"]["rules"]}
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (13, 1, 4)
    place = FINDINGS[0].place
    assert place
    assert NOTICE.source_text[region["charOffset"] :][: region["charLength"]] == "（四）"


def test_the_replayed_text_makes_the_same_quotes() -> None:
    text = replay_text(NOTICE)
    assert text.string == NOTICE.text
    for obligation in NOTICE.obligations:
        assert text.quote(Span(obligation.place.char_start, obligation.place.char_end)) == obligation.place


def test_findings_without_end_are_counted() -> None:
    findings = check_notice(parse_notice(("关于检查的通知\n" + "（" * (MOST_ALIKE + 5) + "\n").encode()))
    opened = [f.message for f in findings if f.code == "bracket-unbalanced"]
    assert len(opened) == MOST_ALIKE + 1 and "and 5 more of this kind" in opened
