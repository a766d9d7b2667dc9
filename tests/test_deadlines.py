"""By when: sentences in tests/data/deadlines against what is found in them, with places and anchors."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.notice import Deadline, Section, SectionKind
from pipeline.model.text import Span, Text
from pipeline.stages.deadlines import find_deadlines

DATA = Path(__file__).parent / "data" / "deadlines"
CASES = [
    pytest.param(case["text"], case["want"], id=case["text"][:24])
    for case in tomllib.loads((DATA / "found.toml").read_text("utf8"))["case"]
]
NONE: list[str] = tomllib.loads((DATA / "none.toml").read_text("utf8"))["none"]


def section(text: Text, span: Span, kind: SectionKind = "text", section_id: str = "s1") -> Section:
    quote = text.quote(span)
    return Section(
        section_id=section_id, parent_id=None, part="main", order=1, depth=1, kind=kind, text=quote, place=quote
    )


def find(string: str, kind: SectionKind = "text") -> tuple[Deadline, ...]:
    text = Text.of(string)
    return find_deadlines(text, [section(text, Span(0, len(string)), kind)])


def row(found: Deadline) -> str:
    value = found.date or found.rrule or found.duration or found.working_days or "-"
    anchor = f" < {found.anchor.text}" if found.anchor else ""
    return f"{found.kind} {value} {found.place.text}{anchor}"


@pytest.mark.parametrize(("text", "want"), CASES)
def test_deadlines_of_a_sentence(text: str, want: list[str]) -> None:
    assert [row(found) for found in find(text)] == want


@pytest.mark.parametrize("text", NONE)
def test_no_deadline(text: str) -> None:
    assert [row(found) for found in find(text)] == []


def test_there_are_cases() -> None:
    assert len(CASES) > 20
    assert len(NONE) > 12


@pytest.mark.parametrize("kind", ["title", "signature", "date", "note", "contents", "copies_to", "printed_by"])
def test_parts_of_the_layout_hold_no_deadline(kind: SectionKind) -> None:
    assert find("请于2020年12月底前报送。", kind) == ()
    assert len(find("请于2020年12月底前报送。")) == 1


def test_places_count_in_the_whole_text_and_ids_run_through_all_sections() -> None:
    text = Text.of("一、立即报告。\n二、12月底\n前 完成。\n")
    found = find_deadlines(text, [section(text, Span(2, 8)), section(text, Span(10, 20), section_id="s2")])
    assert [(d.deadline_id, d.section_id, d.place.text) for d in found] == [
        ("t1", "s1", "立即"),
        ("t2", "s2", "12月底\n前"),
    ]
    assert all(text[d.place.span] == d.place.text for d in found)


@given(
    st.text(
        alphabet="自之日起在于后前内每月年底季度末周五12三十个工作立即当次，。；不得\n 2０时点截止最迟", max_size=60
    )
)
@settings(max_examples=150, deadline=None)
def test_any_text_gives_deadlines_whose_places_are_true(string: str) -> None:
    for found in find(string):
        assert string[found.place.char_start : found.place.char_end] == found.place.text
        assert found.anchor is None or found.anchor.text in string
