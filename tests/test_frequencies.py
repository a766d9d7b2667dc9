"""How often: sentences in tests/data/frequencies against what is found in them, with words and places."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.notice import Frequency, Section, SectionKind
from pipeline.model.text import Span, Text
from pipeline.stages.frequencies import find_frequencies

DATA = Path(__file__).parent / "data" / "frequencies"
CASES = [
    pytest.param(case["text"], case["want"], id=case["text"][:24])
    for name in ("counted", "periodic")
    for case in tomllib.loads((DATA / f"{name}.toml").read_text("utf8"))["case"]
]
NONE: list[str] = tomllib.loads((DATA / "none.toml").read_text("utf8"))["none"]


def section(text: Text, span: Span, kind: SectionKind = "text") -> Section:
    quote = text.quote(span)
    return Section(section_id="s1", parent_id=None, part="main", order=1, depth=1, kind=kind, text=quote, place=quote)


def find(string: str, kind: SectionKind = "text") -> tuple[Frequency, ...]:
    text = Text.of(string)
    return find_frequencies(text, [section(text, Span(0, len(string)), kind)])


def bound(count: int | None, inclusive: bool, sign: str) -> str:
    return "*" if count is None else f"{'' if inclusive else sign}{count}"


def row(found: Frequency) -> str:
    least = bound(found.count_min, found.min_inclusive, ">")
    most = bound(found.count_max, found.max_inclusive, "<")
    words = "|".join(word.text for word in found.words)
    return f"{found.kind} {least}..{most} {found.unit or ''}/{found.period or found.event or '-'} {words}"


@pytest.mark.parametrize(("text", "want"), CASES)
def test_frequencies_of_a_sentence(text: str, want: list[str]) -> None:
    assert [row(found) for found in find(text)] == want


@pytest.mark.parametrize("text", NONE)
def test_no_frequency(text: str) -> None:
    assert [row(found) for found in find(text)] == []


def test_there_are_cases() -> None:
    assert len(CASES) > 40
    assert len(NONE) > 30


@pytest.mark.parametrize("kind", ["title", "signature", "date", "note", "contents", "copies_to", "adoption"])
def test_parts_of_the_layout_hold_no_frequency(kind: SectionKind) -> None:
    assert find("每年召开一次会议。", kind) == ()
    assert len(find("每年召开一次会议。")) == 1


def test_a_heading_holds_no_frequency_but_its_section_text_does() -> None:
    text = Text.of("一、每年报告\n每月报送一次。\n")
    heading = section(text, Span(7, 14)).model_copy(
        update={"kind": "heading", "heading": text.quote(Span(2, 6)), "place": text.quote(Span(0, 15))}
    )
    assert [f.period for f in find_frequencies(text, [heading])] == ["P1M"]


def test_places_count_in_the_whole_text_and_ids_run_through_all_sections() -> None:
    text = Text.of("每年听取汇报不少于2次。\n每季\n度至少 一次。\n")
    first, second = section(text, Span(0, 13)), section(text, Span(13, 24)).model_copy(update={"section_id": "s2"})
    found = find_frequencies(text, [first, second])
    assert [(f.frequency_id, f.section_id) for f in found] == [("f1", "s1"), ("f2", "s2")]
    assert [f.place.text for f in found] == ["每年听取汇报不少于2次", "每季\n度至少 一次"]
    assert all(text[w.span] == w.text and f.place.char_start <= w.char_start for f in found for w in f.words)


TIMEX = {
    "每年不少于2次。": ("P1Y", "2X", "EQUAL_OR_MORE", None),
    "每年超过2次。": ("P1Y", "2X", "MORE_THAN", None),
    "每年不超过2次。": ("P1Y", "2X", "EQUAL_OR_LESS", None),
    "每年少于2次。": ("P1Y", "2X", "LESS_THAN", None),
    "每年一次。": ("P1Y", "1X", None, "FREQ=YEARLY"),
    "每半年一次。": ("P6M", "1X", None, "FREQ=MONTHLY;INTERVAL=6"),
    "每季度一次。": ("P3M", "1X", None, "FREQ=MONTHLY;INTERVAL=3"),
    "每两周一次。": ("P2W", "1X", None, "FREQ=WEEKLY;INTERVAL=2"),
    "每日一次。": ("P1D", "1X", None, "FREQ=DAILY"),
    "每三年一次。": ("P3Y", "1X", None, "FREQ=YEARLY;INTERVAL=3"),
    "每三至五年一次。": ("P5Y", "1X", None, None),
    "每旬一次。": ("P10D", "1X", None, None),
    "每24小时一次。": ("PT24H", "1X", None, None),
    "每年两次。": ("P1Y", "2X", None, None),
    "每年2至3次。": ("P1Y", "2X", "EQUAL_OR_MORE", None),
    "每周不超过44小时。": ("P1W", "44H", "EQUAL_OR_LESS", None),
    "每年报告。": ("P1Y", None, None, None),
    "定期报送。": (None, None, None, None),
    "每班一次。": (None, "1X", None, None),
}


@pytest.mark.parametrize(("text", "want"), TIMEX.items())
def test_timex_and_rrule(text: str, want: tuple[str | None, ...]) -> None:
    (found,) = find(text)
    assert (found.timex_value, found.timex_freq, found.timex_mod, found.rrule) == want


def test_cells_of_a_table_row_do_not_run_together() -> None:
    assert [row(f) for f in find("消防检查\t每月\t2次\n\t演练\t每半年一次\n", "table")] == [
        "counted 2..2 次/P1M 每月|2次",
        "counted 1..1 次/P6M 每半年一次",
    ]


def test_a_text_without_full_stops_is_read_in_linear_time() -> None:
    start = time.process_time()
    assert len(find("每年召开会议不少于2次" * 2_000)) > 1_900
    short = time.process_time() - start
    find("每年召开会议不少于2次" * 8_000)
    assert time.process_time() - start < 10 * short + 1


@given(st.text(alphabet="每年季月周日半两一二3～、，。；次不少于至少定期的0９\n 个学时/前内起", max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_frequencies_whose_places_are_true(string: str) -> None:
    for found in find(string):
        assert string[found.place.char_start : found.place.char_end] == found.place.text
        assert found.words[0].char_start == found.place.char_start
        assert found.words[-1].char_end == found.place.char_end
        assert found.count_min is None or found.count_max is None or found.count_min <= found.count_max
        assert found.period is not None or found.kind in ("recurring", "per_event")
