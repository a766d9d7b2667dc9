"""Reads document numbers: a string that holds one goes in, its canonical form, its parts and its place come out."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import regex

from pipeline.lexicon.numerals import parse_integer
from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.rules import load_rules

_BLANK = compile_pattern(r"\s+")
_CENTURY = 100


@dataclass(frozen=True, slots=True)
class NumberFound:
    """A document number in a string: `text` is canonical (成安委〔2020〕9号); parts are None where it has none."""

    text: str
    agency_code: str | None
    year: int | None
    sequence: int | None
    start: int
    end: int


def find_number(string: str, start: int = 0, end: int | None = None) -> NumberFound | None:
    """The first document number, order or standard number in `string[start:end]`."""
    match = load_rules("document_numbers")["any_number"].search(string, start, len(string) if end is None else end)
    return read_number(match) if match else None


def match_number(string: str, start: int = 0, end: int | None = None) -> NumberFound | None:
    """The document number that begins at `start`, if one does."""
    limit = len(string) if end is None else end
    is_standard = "A" <= string[start : start + 1] <= "Z"
    if not is_standard and string.find("号", start, limit) < 0:
        return None
    match = load_rules("document_numbers")["any_number"].match(string, start, limit)
    return read_number(match) if match else None


def read_number(match: regex.Match[str]) -> NumberFound:
    """Canonical form and parts of a match of the rule `any_number`."""
    if match["standard"]:
        name = unicodedata.normalize("NFKC", _BLANK.sub("", match["standard"])).replace("—", "-").replace("–", "-")
        return NumberFound(name, None, None, None, match.start(), match.end())
    if match["order"]:
        text = (
            match["order"]
            + (f"{match['order_year']}年" if match["order_year"] else "")
            + f"第{match['order_number']}号"
        )
        return NumberFound(_BLANK.sub("", text), None, None, None, match.start(), match.end())
    agency = _BLANK.sub("", match["agency"])
    year, sequence = parse_integer(match["year"]), parse_integer(match["sequence"])
    if year is not None and year < _CENTURY:
        year += 1900
    return NumberFound(f"{agency}〔{year}〕{sequence}号", agency, year, sequence, match.start(), match.end())
