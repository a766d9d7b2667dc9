"""Reads the line of a document number: a line and the one above it go in, the number comes out.

Assumptions: 1. a number stands alone on its line, but for a label or a day before it and who signed behind it;
2. without agency code (第12号, 〔2023〕12号) it must be the whole line; below the head of an order it is the order's.
"""

from __future__ import annotations

from pipeline.lexicon.document_numbers import NumberFound, match_number
from pipeline.lexicon.numerals import parse_integer
from pipeline.lexicon.rules import load_rules
from pipeline.stages.header.pages import rule

_LONGEST = 100


def read_number_line(string: str) -> NumberFound | None:
    """The number that a line is, with its agency code or behind a label."""
    if len(string) > _LONGEST or not ("号" in string or "期" in string):
        return None
    label = rule("number_label").match(string) or rule("labels_before").match(string)
    signatory = rule("signatory").search(string)
    begin, end = label.end() if label else 0, signatory.start() if signatory else len(string)
    if dated := rule("number_dated").search(string):
        end = dated.start() + 1
    if day := rule("day_before").match(string):
        begin = day.end()
    if string[0] in "（(" and string[-1] in "）)":
        begin = 1
    found = match_number(string, begin, end)
    if found is not None and not string[found.end : end].strip(" 　〕)）"):
        return found
    numbers = load_rules("document_numbers")
    if label and (word := numbers["word_number"].fullmatch(string, begin, end)):
        return _plain("".join(word[0].split()), word.start(), word.end())
    if despatch := numbers["despatch"].match(string):
        return _plain("".join(despatch[0].split()), 0, len(string))
    if yearly := numbers["year_alone"].match(string, begin, end):
        year, sequence = parse_integer(yearly["year"]), parse_integer(yearly["sequence"])
        return NumberFound(f"〔{year}〕{sequence}号", None, year, sequence, yearly.start(), yearly.end())
    return None


def read_bare_number(string: str, head: str | None) -> NumberFound | None:
    """第86号: the number alone; below the head of an order, with it."""
    bare = load_rules("document_numbers")["bare_order"].match(string) if len(string) <= _LONGEST else None
    if bare is None:
        return None
    text = "".join(bare[0].split())
    if head is not None:
        return _plain("".join(head.split()) + text.strip("（）()"), 0, len(string))
    return _plain(text if text[0] in "（(" else text.strip("（）()"), 0, len(string))


def _plain(text: str, start: int, end: int) -> NumberFound:
    return NumberFound(text, None, None, None, start, end)
