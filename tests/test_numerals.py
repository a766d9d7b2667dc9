"""Numerals and dates of every system notices use, and strings that are none."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon.numerals import last_day, make_date, parse_date, parse_integer, parse_range

INTEGERS = {
    "0": 0, "2": 2, "２": 2, "二": 2, "两": 2, "兩": 2, "贰": 2, "〇": 0, "零": 0, "十": 10, "十二": 12, "二十": 20,
    "廿": 20, "廿五": 25, "卅一": 31, "一百零五": 105, "一百二十": 120, "一千二百": 1200, "二千〇一": 2001,
    "一万": 10000, "三万五千": 35000, "1,200": 1200, "１２": 12, "3万": 30000, "一亿二千万": 120000000, "贰拾": 20,
    "二〇二〇": 2020, "二○二○": 2020, "二零二三": 2023, "２０２０": 2020,
}  # fmt: skip
NO_INTEGERS = ["", "二十大", "一体化", "年", "第二", "两会", "三项", "万", "1.5", "四/五", "-", "百分之五"]


@pytest.mark.parametrize(("numeral", "value"), INTEGERS.items())
def test_numeral(numeral: str, value: int) -> None:
    assert parse_integer(numeral) == value


@pytest.mark.parametrize("text", NO_INTEGERS)
def test_no_numeral(text: str) -> None:
    assert parse_integer(text) is None


def test_a_very_long_run_of_digits_is_no_numeral() -> None:
    assert parse_integer("9" * 10_000) is None


def spell(number: int) -> str:
    """A number below 10,000 in Chinese, the way it is spoken."""
    digits = "零一二三四五六七八九"
    out, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            out += ("零" if gap and out else "") + digits[digit] + name
        gap = not digit
    return out


@given(st.integers(min_value=1, max_value=9999))
def test_spelled_numbers_are_read_back(number: int) -> None:
    assert parse_integer(spell(number)) == number


RANGES = {
    "2～3": (2, 3), "2-3": (2, 3), "三至五": (3, 5), "两到三": (2, 3), "一、两": (1, 2), "两三": (2, 3), "2": (2, 2),
    "七八": (7, 8), "二十": (20, 20), "十二": (12, 12), "一或者两": (1, 2), "2—3": (2, 3),
}  # fmt: skip


@pytest.mark.parametrize(("text", "value"), RANGES.items())
def test_range(text: str, value: tuple[int, int]) -> None:
    assert parse_range(text) == value


@pytest.mark.parametrize("text", ["3～2", "", "若干", "1-2-3", "一至多"])
def test_no_range(text: str) -> None:
    assert parse_range(text) is None


DATES = {
    "2020年7月27日": (2020, 7, 27), "二〇二〇年七月二十七日": (2020, 7, 27), "二○二○年十二月三十一日": (2020, 12, 31),
    "二OO八年一月七日": (2008, 1, 7),
    "２０２０年７月２７日": (2020, 7, 27), "二零二三年三月": (2023, 3, 1), "2020 年 7 月 27 日": (2020, 7, 27),
    "一九九八年一月廿五日": (1998, 1, 25),
}  # fmt: skip


@pytest.mark.parametrize(("text", "value"), DATES.items())
def test_date(text: str, value: tuple[int, int, int]) -> None:
    assert parse_date(text) == datetime.date(*value)


@pytest.mark.parametrize(
    "text", ["2020年13月1日", "2021年2月29日", "20年7月27日", "〔2023〕15号", "1:1", "4/5", "2020年", ""]
)
def test_no_date(text: str) -> None:
    assert parse_date(text) is None


def test_last_days() -> None:
    assert last_day(2020, 2) == datetime.date(2020, 2, 29)
    assert last_day(2025) == datetime.date(2025, 12, 31)
    assert make_date(2021, 2, 30) is None
