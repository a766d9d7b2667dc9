"""Time and results are in proportion to the length of a hostile notice, in the whole pipeline and every writer.

As in `test_patterns`, what is asked of time is a ratio of processor times on this machine. `python -m benchmarks
growth` does the same at 400,000 characters.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from fuzz.invariants import check_notice

from benchmarks.hostile import HOSTILE
from pipeline.model.errors import Refused
from pipeline.outputs import WRITERS, render
from pipeline.run import parse_notice

SHORT, LONG, TOO_MUCH, TRIES = 4_000, 16_000, 8.0, 4


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _read(data: bytes) -> None:
    try:
        parse_notice(data)
    except Refused as refusal:
        assert refusal.code


def _assert_in_proportion(work: Callable[[int], object]) -> None:
    ratios: list[float] = []
    while len(ratios) < TRIES:
        short = _seconds(lambda: work(SHORT))
        ratios.append(_seconds(lambda: work(LONG)) / max(short, 5e-3))
        if ratios[-1] < TOO_MUCH:
            return
    raise AssertionError(f"four times the length takes {ratios} times as long")


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_the_length_of_a_hostile_notice(name: str) -> None:
    _assert_in_proportion(lambda size: _read(HOSTILE[name](size).encode()))


def _said(data: bytes) -> int:
    try:
        return len(parse_notice(data).model_dump_json())
    except Refused:
        return 0


@pytest.mark.parametrize("name", [name for name in HOSTILE if name.startswith("many ")])
def test_what_is_said_grows_with_the_length_of_a_hostile_notice(name: str) -> None:
    """What is too dense is refused: as dense, a megabyte may not be."""
    short, long = (_said(HOSTILE[name](size).encode()) for size in (LONG, 4 * LONG))
    assert long < 6 * max(short, 100_000)


@pytest.mark.parametrize("name", ["nested brackets", "deep nesting", "only 《a》", "attachments", "nested tags"])
def test_a_hostile_notice_is_sound(name: str) -> None:
    check_notice(parse_notice(HOSTILE[name](3_000).encode()))


@pytest.mark.parametrize("form", WRITERS)
def test_time_grows_with_the_length_of_what_is_written(form: str) -> None:
    notices = {
        size: parse_notice("各单位要每季度至少检查一次（a），5月前报送《b》。\n".encode() * (size // 60))
        for size in (SHORT, LONG)
    }
    _assert_in_proportion(lambda size: render(notices[size], form))
