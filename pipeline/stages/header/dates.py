"""Reads a date as a notice or a page writes it; a string goes in, a date or None comes out."""

from __future__ import annotations

import datetime
import re

from pipeline.lexicon.numerals import make_date, parse_date

_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")


def read_date(string: str) -> datetime.date | None:
    """The date that the string begins with (2018-12-21, 2018/12/21, 2018.12.21) or is (二〇一八年十二月二十一日)."""
    match = _ISO.match(string.strip())
    return make_date(int(match[1]), int(match[2]), int(match[3])) if match else parse_date(string.strip())
