"""Reads the line of a document number: a line and the one above it go in, the number comes out.

Assumptions: 1. a number stands alone on its line, but for a label, a day or strokes before it and who signed, how
urgent it is or labels of the page behind it; 2. without agency code (第12号, 〔2023〕12号) it must be the whole line;
below the head of an order it is the order's.
"""

from __future__ import annotations

from pipeline.lexicon.document_numbers import NumberFound, match_number
from pipeline.lexicon.numerals import parse_integer
from pipeline.lexicon.rules import load_rules
from pipeline.stages.header.labels import read_pairs
from pipeline.stages.header.pages import rule

_LONGEST = 100
_STROKES = "★☆*＊—－- 　《〔【[（("


def read_number_line(string: str) -> NumberFound | None:
    """The number that a line is, with its agency code or behind a label."""
    label = rule("number_label").match(string) if len(string) <= _LONGEST else None
    if len(string) > _LONGEST or not (label or "号" in string or "期" in string or string[-1].isdigit()):
        return None
    label = label or rule("labels_before").match(string)
    signatory = rule("signatory").search(string)
    begin, end = label.end() if label else 0, signatory.start() if signatory else len(string)
    if dated := rule("number_dated").search(string):
        end = dated.start() + 1
    if day := rule("day_before").match(string):
        begin = day.end()
    found = match_number(string, begin, end) or match_number(string, _behind_strokes(string, begin, end), end)
    numbers = load_rules("document_numbers")
    if found is not None:
        behind = string[found.end : end]
        if numbers["behind_number"].match(behind) or read_pairs(behind.strip(), 1):
            return found
    for name in ("word_number", "code") if label else ():
        if word := numbers[name].fullmatch(string, begin, end):
            return _plain("".join(word[0].split()), word.start(), word.end())
    if despatch := numbers["despatch"].match(string):
        return _plain("".join(despatch[0].split()), 0, len(string))
    return _read_loose(string, begin, end)


def _behind_strokes(string: str, begin: int, end: int) -> int:
    """Where a number begins that stands in brackets or behind stars and strokes."""
    while begin < end - 1 and string[begin] in _STROKES:
        begin += 1
    return begin


def _read_loose(string: str, begin: int, end: int) -> NumberFound | None:
    """A number without agency code or without all its brackets, or the common one of several bodies."""
    numbers = load_rules("document_numbers")
    if yearly := numbers["year_alone"].match(string, begin, end):
        year, sequence = parse_integer(yearly["year"]), parse_integer(yearly["sequence"])
        return NumberFound(f"〔{year}〕{sequence}号", None, year, sequence, yearly.start(), yearly.end())
    if loose := numbers["loose_form"].match(string[begin:end]):
        agency, year, sequence = loose["agency"], parse_integer(loose["year"]), parse_integer(loose["sequence"])
        return NumberFound(f"{agency}〔{year}〕{sequence}号", agency, year, sequence, begin, begin + loose.end())
    *bodies, last = string[begin:end].split() or [""]
    common = match_number(last) if bodies and all(rule("organ_line").match(body) for body in bodies) else None
    if common is not None and common.year is None and common.end == len(last):
        return _plain("".join(bodies) + common.text, begin, end)
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
