"""Corrections laid over a notice: applied where they fit, marked, and reported where the text has moved on."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from made_notices import county_list

from pipeline.corrections.lay_over import lay_over
from pipeline.corrections.planned import PlannedCorrection, load_corrections, read_corrections
from pipeline.corrections.propose import propose_correction, save_correction, to_toml
from pipeline.model.errors import Refused
from pipeline.model.notice import Notice

NOTICE = county_list().notice()
HEARD = "每年听取安全生产工作情况汇报不少于2次"


def plan(**values: Any) -> PlannedCorrection:
    lead = {"action": "change", "table": "obligations", "row": "o1", "text": HEARD, "reason": "漏读", "by": "王芳"}
    return PlannedCorrection.model_validate({**lead, **values})


def applied(**values: Any) -> Notice:
    notice = lay_over(NOTICE, [plan(**values)])
    assert notice.diagnostics == NOTICE.diagnostics, notice.diagnostics[-1].message
    return notice


def refused(**values: Any) -> tuple[str, str]:
    notice = lay_over(NOTICE, [plan(**values)])
    rows = ("obligations", "frequencies", "deadlines", "citations", "header", "corrections")
    assert all(getattr(notice, r) == getattr(NOTICE, r) for r in rows)
    (remark,) = notice.diagnostics[len(NOTICE.diagnostics) :]
    return remark.code, remark.message


def test_a_changed_field_has_the_place_of_its_new_words() -> None:
    target = applied(field="target", value="工作情况汇报").obligations[0].target
    assert target and NOTICE.text[target.char_start : target.char_end] == "工作情况汇报"
    assert NOTICE.source_text[target.source_start : target.source_end] == "工作情况汇报"


def test_a_correction_is_on_record() -> None:
    (record,) = applied(field="target", value="汇报").corrections
    assert (record.table, record.row_id, record.field) == ("obligations", "o1", "target")
    assert (record.before, record.after, record.reason, record.by) == ("安全生产工作情况汇报", "汇报", "漏读", "王芳")


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("bearers", ["镇党委", "镇人民政府"], "镇党委、镇人民政府"),
        ("bearers", [{"text": "镇人民政府", "role": "lead"}], "镇人民政府"),
        ("verbs", ["听取", "汇报"], "听取、汇报"),
        ("target", "", None),
        ("modality", "permission", "permission"),
        ("doubts", ["object"], "object"),
        ("actor", "村（社区）", "村（社区）"),
    ],
)
def test_fields_of_each_kind(field: str, value: object, shown: str | None) -> None:
    assert applied(field=field, value=value).corrections[0].after == shown


def test_a_corrected_count_settles_what_follows_from_it() -> None:
    said = {"table": "frequencies", "row": "f1", "text": HEARD, "field": "count_min", "value": 4}
    frequency = applied(**said).frequencies[0]
    assert (frequency.count_min, frequency.timex_freq, frequency.timex_mod) == (4, "4X", "EQUAL_OR_MORE")
    frequency = applied(**{**said, "field": "period", "value": "P6M"}).frequencies[0]
    assert frequency.timex_value == "P6M"


def test_a_dropped_obligation_frees_what_hung_on_it() -> None:
    notice = applied(action="drop", row="o3", text="督促村（社区）每月检查沿街商铺")
    assert len(notice.obligations) == len(NOTICE.obligations) - 1
    assert next(o for o in notice.obligations if o.obligation_id == "o4").parent_id is None
    notice = applied(action="drop")
    assert notice.frequencies[0].obligation_id is None
    assert notice.corrections[0].before == HEARD


def test_an_added_row_stands_in_its_place() -> None:
    values = {"verbs": ["组织实施"], "bearers": ["各镇人民政府"], "manner": ["认真"]}
    notice = applied(action="add", row=None, section="preamble.p1", text="请认真组织实施", values=values)
    first = notice.obligations[0]
    assert (first.obligation_id, first.verbs[0].text, first.bearers[0].text) == ("ox1", "组织实施", "各镇人民政府")
    assert first.duty_id in {d.duty_id for d in notice.duties}
    assert notice.corrections[0].row_id == "ox1"
    values = {"obligation_id": "o6", "count_min": 1, "count_max": 1, "period": "P1Y"}
    notice = applied(action="add", table="frequencies", row=None, section="s2.1", text="每半年", values=values)
    added = next(f for f in notice.frequencies if f.frequency_id == "fx1")
    assert (added.rrule, added.words[0].text) == ("FREQ=YEARLY", "每半年")


@pytest.mark.parametrize(
    ("field", "value", "text", "shown"),
    [
        ("date_issued", datetime.date(2024, 3, 16), "2024年3月15日", "2024-03-16"),
        ("document_number", "临安委〔2024〕3号", "", "临安委〔2024〕3号"),
        ("issuers", ["临江县人民政府"], "", "临江县人民政府"),
        ("urgency", "", "", None),
        (
            "title",
            "关于印发《临江县安全生产责任清单（试行）》的通知",
            "",
            "关于印发《临江县安全生产责任清单（试行）》的通知",
        ),
    ],
)
def test_header_fields(field: str, value: object, text: str, shown: str | None) -> None:
    notice = applied(table="header", row=None, text=text, field=field, value=value)
    assert notice.corrections[0].after == shown


def test_a_document_number_is_taken_apart() -> None:
    number = applied(table="header", row=None, text="", field="document_number", value="临安委〔2024〕3号").header
    assert number.document_number and number.document_number.sequence == 3


def test_a_row_is_found_again_by_its_text_when_ids_have_shifted() -> None:
    assert applied(row="o99", field="target", value="汇报").corrections[0].row_id == "o1"


@pytest.mark.parametrize(
    "values",
    [
        {"text": "每年听取汇报不少于4次", "field": "target", "value": "汇报"},
        {"field": "target", "value": "文中没有的话"},
        {"field": "target", "value": "汇报", "was": "别的值"},
        {"action": "add", "section": "s9", "text": HEARD},
        {"action": "add", "section": "s2.1", "text": HEARD},
        {"table": "header", "text": "文中没有", "field": "date_issued", "value": datetime.date(2024, 1, 1)},
    ],
)
def test_what_no_longer_fits_is_reported_and_not_applied(values: dict[str, Any]) -> None:
    assert refused(**values)[0] == "correction-stale"


def test_the_same_text_twice_needs_its_id() -> None:
    twice = NOTICE.model_copy(
        update={"obligations": (*NOTICE.obligations, NOTICE.obligations[0].model_copy(update={"obligation_id": "o77"}))}
    )
    assert lay_over(twice, [plan(row="o99", field="actor", value="某")]).diagnostics[-1].code == "correction-stale"
    assert lay_over(twice, [plan(row="o77", field="actor", value="某")]).corrections[0].row_id == "o77"


@pytest.mark.parametrize(
    "values",
    [
        {"field": "modality", "value": "perhaps"},
        {"field": "no_such", "value": "x"},
        {"field": "section_id", "value": "s9"},
        {"field": "obligation_id", "value": "o2"},
        {"field": "bearers", "value": [{"text": "某局", "role": "boss"}]},
        {"table": "header", "text": "", "field": "colour", "value": "red"},
    ],
)
def test_what_the_model_does_not_allow_is_reported(values: dict[str, Any]) -> None:
    assert refused(**values)[0] == "correction-invalid"


def test_a_message_names_who_wanted_what_and_why() -> None:
    _, message = refused(text="别的话", field="target", value="x")
    assert all(words in message for words in ("obligations o1 target", "王芳", "漏读", "别的话"))


@pytest.mark.parametrize(
    "content",
    [
        "correction = 1",
        "[[corrections]]\naction = 'drop'",
        "[[correction]]\naction = 'change'\ntable = 'obligations'\ntext = 'x'\nreason = 'r'\nby = 'b'",
        "[[correction]]\naction = 'drop'\ntable = 'obligations'\ntext = 'x'\nby = 'b'",
        "[[correction]]\naction = 'drop'\ntable = 'sections'\ntext = 'x'\nreason = 'r'\nby = 'b'",
        "[[correction]]\naction = 'drop'\ntable = 'obligations'\nreason = 'r'\nby = 'b'",
        "not toml",
    ],
)
def test_a_file_that_is_not_well_formed_is_refused_by_name(content: str) -> None:
    with pytest.raises(Refused, match=r"^list\.toml: "):
        read_corrections(content.encode(), "list.toml")


def test_no_file_means_no_corrections(tmp_path: Path) -> None:
    assert load_corrections(tmp_path / "none.toml") == ()


def test_what_is_proposed_is_saved_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "corrections" / "linjiang-2024-3.toml"
    reason = '写作"汇报"\n\t\\错 \x7f'
    first = propose_correction(
        NOTICE, action="change", table="obligations", row="o1", field="target", value="汇报", reason=reason, by="王"
    )
    second = propose_correction(
        NOTICE,
        action="add",
        table="deadlines",
        section="s2.2",
        text="2024年12月31日前",
        values={"date": datetime.date(2024, 12, 31), "obligation_id": "o8"},
        reason="漏",
        by="王",
    )
    assert (first.text, first.was) == (HEARD, "安全生产工作情况汇报")
    save_correction(path, first)
    save_correction(path, second)
    assert load_corrections(path) == (first, second)
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    assert len(lay_over(NOTICE, load_corrections(path)).corrections) == 2


def test_comments_and_layout_of_a_file_written_by_hand_stay(tmp_path: Path) -> None:
    path = tmp_path / "list.toml"
    path.write_text("# by hand\n" + to_toml(plan(field="actor", value="某")).rstrip("\n"), encoding="utf8")
    save_correction(path, plan(action="drop"))
    assert path.read_text(encoding="utf8").startswith("# by hand\n[[correction]]")
    assert len(load_corrections(path)) == 2


@pytest.mark.parametrize(
    "asked",
    [
        {"action": "change", "table": "obligations", "row": "o99", "field": "target", "value": "x"},
        {"action": "change", "table": "obligations", "row": "o1", "field": "target", "value": "文中没有"},
        {"action": "change", "table": "obligations", "row": "o1", "field": "target"},
        {"action": "drop", "table": "nonsense", "row": "o1"},
    ],
)
def test_a_proposal_that_does_not_fit_is_refused(asked: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        propose_correction(NOTICE, reason="r", by="b", **asked)


@pytest.mark.parametrize("value", [10**20, "9" * 20, "１" * 20])
@pytest.mark.parametrize(("table", "field"), [("frequencies", "count_min"), ("sections", "depth")])
def test_a_number_without_measure_is_refused(table: str, field: str, value: object) -> None:
    rows = getattr(NOTICE, table)
    row = {"frequencies": "frequency_id", "sections": "section_id"}[table]
    said = refused(table=table, row=getattr(rows[0], row), text=rows[0].place.text, field=field, value=value)
    assert "1,000,000" in said[1] or "valid integer" in said[1]


def test_a_document_number_without_measure_is_refused() -> None:
    number = {"text": "川府发〔2024〕3号", "agency_code": "川府发", "year": 10**20, "sequence": "9" * 20}
    for values in ({"value": number}, {"value": {**number, "year": 2024}}):
        code, message = refused(table="header", field="document_number", text=HEARD, **values)
        assert code == "correction-invalid" and "1,000,000" in message


@pytest.mark.skipif(os.name != "posix", reason="a folder cannot be locked")
def test_corrections_made_at_once_are_all_kept(tmp_path: Path) -> None:
    notice = tmp_path / "a.txt"
    notice.write_text("关于防汛的通知\n各单位：\n一、每年检查不少于2次。\n", encoding="utf-8")
    field = ("--table", "header", "--field", "title", "--value", "通知", "--by", "王芳")
    command = (sys.executable, "-m", "pipeline", "correct", str(notice), *field, "--reason")
    env = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)}
    running = [subprocess.Popen([*command, f"漏读{n}"], env=env, stdout=subprocess.DEVNULL) for n in range(6)]
    assert [one.wait(120) for one in running] == [0] * 6
    written = tmp_path / "corrections/a.toml"
    assert {c.reason for c in load_corrections(written)} == {f"漏读{n}" for n in range(6)}
    assert [path.name for path in written.parent.iterdir()] == ["a.toml"]
