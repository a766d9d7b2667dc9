"""Reads one numeral or one date, in any of the systems that notices use; a string goes in, a value or None comes out.

Nothing here searches a text: whether 二十大 or 一体化 holds a numeral is for the caller's pattern to know. Systems:
2, ２, 二, 两, 兩, 十二, 廿五, 二〇二〇, 二○二○, 贰拾, 3万, 1,200; dates in each of them.
"""

from __future__ import annotations

import datetime
import re
from calendar import monthrange

_DIGITS = {
    character: value
    for value, characters in enumerate(
        [
            "〇零○◯0０OＯ",
            "一壹1１",
            "二两兩贰貳2２",
            "三叁參3３",
            "四肆4４",
            "五伍5５",
            "六陆陸6６",
            "七柒7７",
            "八捌8８",
            "九玖9９",
        ]
    )
    for character in characters
}
_PLAIN = frozenset(_DIGITS)
_TO_ASCII = str.maketrans({character: str(value) for character, value in _DIGITS.items()})
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TENFOLD = {"廿": 20, "卄": 20, "卅": 30, "卌": 40}
_MYRIADS = "万萬亿億"
_LONGEST = 32
_YEAR = "[0-9０-９〇零○◯OＯ一二三四五六七八九]{4}"
_SMALL = "[0-9０-９〇零○◯一二三四五六七八九十廿卅]{1,3}"
_DATE = re.compile(rf"\s*({_YEAR})\s*年\s*({_SMALL}|元)\s*月(?:\s*({_SMALL})\s*[日号])?\s*")


def parse_integer(numeral: str) -> int | None:
    """The value of a numeral written as a whole (`二十`, `２`, `一千二百`), or None where it is none."""
    if not numeral or len(numeral) > _LONGEST:
        return None
    plain = numeral.replace(",", "").replace("，", "")
    if _PLAIN.issuperset(plain):
        return int(plain.translate(_TO_ASCII)) if plain else None
    return _parse_composed(plain)


def _parse_composed(numeral: str) -> int | None:
    """A numeral with 十, 百, 千, 万 or 亿: sections of up to four places, each times its myriad."""
    total, section, digits = 0, 0, ""
    for character in numeral:
        if character in _DIGITS:
            digits += str(_DIGITS[character])
        elif character in _TENFOLD:
            section += _TENFOLD[character]
        elif character in _TENS:
            section += (int(digits) if digits else 1) * _TENS[character]
            digits = ""
        elif character in _MYRIADS and (section or digits or total):
            group = section + int(digits or 0)
            total = (total + group) * 10**8 if character in "亿億" else total + group * 10**4
            section, digits = 0, ""
        else:
            return None
    return total + section + int(digits or 0)


def parse_range(numerals: str) -> tuple[int, int] | None:
    """Least and greatest of `2～3`, `三至五`, `一、两`, `两三`; of a single numeral, twice its value; else None."""
    parts = [part for part in re.split("[~～∼〜—–－-]+|至|到|、|或者|或", numerals) if part]
    values = [parse_integer(part) for part in parts]
    if len(values) == 1 and len(numerals) == 2 and not numerals[0].isdigit():
        first, second = _DIGITS.get(numerals[0]), _DIGITS.get(numerals[1])
        if first and second == first + 1:
            return first, second
    if len(values) not in (1, 2) or values[0] is None or values[-1] is None or values[0] > values[-1]:
        return None
    return values[0], values[-1]


def parse_date(words: str) -> datetime.date | None:
    """The calendar date that `words` is as a whole (`二〇二〇年七月二十七日`); without a day, the month's first."""
    match = _DATE.fullmatch(words)
    if match is None:
        return None
    month = 1 if match[2] == "元" else parse_integer(match[2])
    return make_date(parse_integer(match[1]), month, parse_integer(match[3]) if match[3] else 1)


def make_date(year: int | None, month: int | None, day: int | None) -> datetime.date | None:
    """The date of these three, or None where a part is missing or the calendar has no such day."""
    if not year or not month or not day or not (1 <= year <= 9999 and 1 <= month <= 12):
        return None
    return datetime.date(year, month, day) if day <= monthrange(year, month)[1] else None


def last_day(year: int, month: int = 12) -> datetime.date | None:
    """The last day of a month, by default of the year."""
    return make_date(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 and 1 <= year <= 9999 else None
