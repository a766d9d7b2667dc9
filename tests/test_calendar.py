"""The calendar, read back with the library and by a strict reading of RFC 5545's lines."""

from __future__ import annotations

import datetime
import re

import icalendar
import pytest
from made_notices import Made, county_list, hostile_notice, yearly

from pipeline.model.notice import Notice
from pipeline.outputs.reminders import render_calendar
from pipeline.outputs.reminders.dates import add_period, deadline_day

START = datetime.date(2025, 1, 1)
NOTICE = county_list().notice()


def events(notice: Notice, bearer: str | None = None, start: datetime.date | None = START) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(render_calendar(notice, bearer, start)).walk("VEVENT"))


def days(notice: Notice, words: str) -> list[str]:
    return [e.decoded("dtstart").isoformat()[5:] for e in events(notice) if words in e["summary"]]


def due(said: tuple[str, dict[str, object]], modality: str = "obligation") -> list[icalendar.Event]:
    clause = f"{said[0].replace('…', '检查')}台账"
    made = Made().row("s1", "text", clause).obligation("s1", clause, "台账", frequency=said, modality=modality)
    return events(made.notice())


def test_twice_a_year_is_two_days_half_a_year_apart() -> None:
    assert days(NOTICE, "听取") == ["06-30", "12-31"]


def test_a_quarter_is_four_days() -> None:
    assert days(NOTICE, "召开") == ["03-31", "06-30", "09-30", "12-31"]


def test_every_month_without_a_number_is_twelve_days() -> None:
    assert len(days(NOTICE, "沿街商铺")) == 12


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (("每年…5次", {"count_min": 5, "period": "P1Y"}), 5),
        (("每年…多于2次", {"count_min": 2, "min_inclusive": False, "period": "P1Y"}), 3),
        (("每年…不超过2次", {"count_max": 2, "period": "P1Y"}), 0),
        (("定期", {"kind": "recurring"}), 0),
        (("每次", {"kind": "per_event", "count_min": 1}), 0),
        (("每年…40学时", {"count_min": 40, "unit": "学时", "period": "P1Y"}), 1),
        (("每三年…1次", {"count_min": 1, "period": "P3Y"}), 1),
        (("每日", {"kind": "periodic", "period": "P1D"}), 1),
        (("每24小时", {"kind": "periodic", "period": "PT24H"}), 0),
        (("每年…0次", {"count_min": 0, "period": "P1Y"}), 0),
    ],
)
def test_so_many_reminders(said: tuple[str, dict[str, object]], expected: int) -> None:
    assert len(due(said)) == expected


def test_what_is_due_very_often_recurs_by_a_rule() -> None:
    (event,) = due(("每日", {"kind": "periodic", "period": "P1D"}))
    assert event["rrule"]["INTERVAL"] == [1]
    assert event["rrule"]["UNTIL"] == [datetime.date(2025, 12, 31)]


def test_what_must_not_be_done_has_no_day() -> None:
    assert due(yearly(2, "每年…2次"), "prohibition") == []


def test_a_deadline_is_on_its_day() -> None:
    assert days(NOTICE, "建成") == ["12-31"]


def test_a_recurring_day_repeats_from_the_first_after_the_start() -> None:
    (event,) = [e for e in events(NOTICE, start=datetime.date(2025, 3, 9)) if "每月5日前" in e["summary"]]
    assert event.decoded("dtstart") == datetime.date(2025, 4, 5)
    assert event["rrule"]["BYMONTHDAY"] == [5]


@pytest.mark.parametrize(
    ("rule", "day", "written"),
    [
        ("FREQ=YEARLY;BYMONTH=9", "2025-09-30", "FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=-1"),
        ("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20", "2025-03-20", None),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2028-02-29", None),
        ("FREQ=WEEKLY;BYDAY=FR", "2025-01-03", None),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=17", "2025-01-01", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR"),
    ],
)
def test_the_first_of_recurring_days(rule: str, day: str, written: str | None) -> None:
    deadline = NOTICE.deadlines[-1].model_copy(update={"rrule": rule})
    due = deadline_day(deadline, NOTICE.header, START)
    assert due and (due.day.isoformat(), due.rule) == (day, written or rule)


def test_days_that_never_come_are_none() -> None:
    deadline = NOTICE.deadlines[-1].model_copy(update={"rrule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"})
    assert deadline_day(deadline, NOTICE.header, START) is None


def test_a_duration_counts_from_the_day_it_names() -> None:
    made = Made().row("date", "date", "2025年2月1日").row("s1", "text", "自印发之日起30日内上报方案")
    made.header = {"date_issued": ("2025年2月1日", "2025-02-01")}
    said = ("自印发之日起30日内", {"kind": "duration", "duration": "P30D"})
    notice = made.obligation("s1", "自印发之日起30日内上报方案", "上报", "方案", deadline=said).notice()
    assert events(notice) == []
    anchored = notice.deadlines[0].model_copy(update={"anchor": notice.deadlines[0].place})
    (event,) = events(notice.model_copy(update={"deadlines": (anchored,)}))
    assert event.decoded("dtstart") == datetime.date(2025, 3, 3)


def test_the_calendar_of_one_bearer_is_a_part_of_the_whole() -> None:
    whole = {e["uid"] for e in events(NOTICE)}
    parts = [{e["uid"] for e in events(NOTICE, b)} for b in ("镇人民政府", "县应急局")]
    assert parts[0] | parts[1] == whole
    assert not parts[0] & parts[1]
    assert all(parts)


def test_ids_are_unique_and_stay() -> None:
    ids = [e["uid"] for e in events(NOTICE)]
    assert len(ids) == len(set(ids))
    assert ids == [e["uid"] for e in events(NOTICE, start=START + datetime.timedelta(days=9))]
    renumbered = [o.model_copy(update={"obligation_id": o.obligation_id}) for o in NOTICE.obligations]
    changed = NOTICE.model_copy(update={"obligations": tuple(renumbered), "source_text": NOTICE.source_text + "\n"})
    assert ids == [e["uid"] for e in events(changed)]


def test_without_a_start_the_notice_s_own_date_counts() -> None:
    first = min(e.decoded("dtstart") for e in events(NOTICE, start=None))
    assert first == datetime.date(2024, 4, 5)
    assert events(Made().notice(), start=None) == []


def test_an_event_says_who_what_where() -> None:
    (event, _) = (e for e in events(NOTICE) if "听取" in e["summary"])
    assert event["summary"] == "听取安全生产工作情况汇报（第1次／共2次，每年不少于2次）"
    for words in ("镇人民政府", "每年听取安全生产工作情况汇报不少于2次", "临安委〔2024〕3号", "s1.1 8行4列"):
        assert words in event["description"]


@pytest.mark.parametrize("notice", [NOTICE, hostile_notice().notice()])
def test_every_line_is_as_the_standard_says(notice: Notice) -> None:
    data = render_calendar(notice, start=START)
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    unfolded = data.decode().replace("\r\n ", "").split("\r\n")[:-1]
    assert all(re.fullmatch(r"[A-Z-]+(;[A-Z-]+=[^:;]+)*:[^\x00-\x08\x0b-\x1f]*", line) for line in unfolded)
    for kind in ("VCALENDAR", "VEVENT", "VALARM"):
        assert unfolded.count(f"BEGIN:{kind}") == unfolded.count(f"END:{kind}") > 0
    assert unfolded.count("BEGIN:VEVENT") == sum(line.startswith("DTSTAMP:") for line in unfolded)


def test_line_breaks_in_what_is_said_do_not_break_lines() -> None:
    made = (
        Made()
        .row("s1", "text", "每年\x85检查\r1次")
        .obligation(
            "s1",
            "每年\x85检查\r1次",
            "检查",
            bearer="甲\n乙",
            frequency=("每年…1次", {"count_min": 1, "period": "P1Y"}),
        )
    )
    (event,) = events(made.notice())
    assert event["description"].splitlines()[:2] == ["责任主体：甲 乙", "原文：每年 检查 1次"]


def test_the_same_notice_gives_the_same_bytes() -> None:
    assert render_calendar(NOTICE) == render_calendar(NOTICE)


@pytest.mark.parametrize(
    ("period", "expected"),
    [("P1M", "2024-02-29"), ("P1Y", "2025-01-31"), ("P10D", "2024-02-10"), ("P1W", "2024-02-07"), ("定期", None)],
)
def test_a_period_later(period: str, expected: str | None) -> None:
    day = add_period(datetime.date(2024, 1, 31), period)
    assert (day.isoformat() if day else None) == expected


def test_a_period_beyond_the_calendar_is_none() -> None:
    assert add_period(datetime.date(9999, 6, 1), "P9999999999999Y") is None
