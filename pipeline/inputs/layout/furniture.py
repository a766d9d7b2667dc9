"""Finds what belongs to the pages and not to the notice: flows in, page numbers and running heads out.

1. Page numbers are the first or one of the last two lines. A number between dashes or with 页 is one anywhere; a bare
   number only in the margin and in step with the pages, or with the sheets.
2. A running head stands in the margin in the same place with the same words on most pages: on three, or on two close
   to the edge.
   附件 at the head of several pages is no running head.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from pipeline.inputs.layout.page import Flow, Line
from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.rules import load_rules

MARGIN = 0.13
EDGE = 0.075
_DIGITS = compile_pattern(r"\d+")
_OWN_HEADS = compile_pattern(r"\s*附\s*[件录表]")


def find_furniture(flows: list[Flow]) -> dict[Line, str]:
    """The lines that are not text, with the rule that cuts each."""
    found: dict[Line, str] = {}
    _find_page_numbers(flows, found)
    _find_running_heads(flows, found)
    return found


def _edges(flow: Flow, found: dict[Line, str]) -> list[Line]:
    """The outermost lines outside tables that are not yet found."""
    items = [item for item in flow.items if item not in found]
    ends = [*items[:1], *items[-2:]]
    return list(dict.fromkeys(item for item in ends if isinstance(item, Line)))


def _depth(flow: Flow, line: Line) -> float:
    """How far the line is from the nearer end of the page, as a part of its height."""
    height = flow.page.height
    return min(height - line.base, line.base) / height if height else 1.0


def _find_page_numbers(flows: list[Flow], found: dict[Line, str]) -> None:
    rules = load_rules("layout")
    steps: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for index, flow in enumerate(flows):
        for line in _edges(flow, found):
            text = line.text.strip()
            if len(text) > 40 or not rules["page_number"].match(text):
                continue
            if rules["page_number_sure"].match(text):
                found[line] = "page-number"
            elif _depth(flow, line) < MARGIN and (number := _DIGITS.search(text)):
                steps["sheet", int(number[0]) - flow.page.number].append(line)
                steps["page", int(number[0]) - index].append(line)
    for (_, shift), lines in steps.items():
        if len(lines) > 1 or (len(flows) == 1 and shift == 0):
            found.update((line, "page-number") for line in lines)


def _find_running_heads(flows: list[Flow], found: dict[Line, str]) -> None:
    places: Counter[tuple[str, int]] = Counter()
    lines: dict[tuple[str, int], list[tuple[Flow, Line]]] = defaultdict(list)
    for flow in flows:
        for line in _edges(flow, found):
            words = _DIGITS.sub("#", line.text) if "页" in line.text else line.text
            key = ("".join(words.split()), round(line.base / 6))
            if _depth(flow, line) < MARGIN and not _OWN_HEADS.match(line.text):
                places[key] += 1
                lines[key].append((flow, line))
    for key, count in places.items():
        often = count >= 3 and count * 2 >= len(flows)
        outside = count == 2 and all(_depth(flow, line) < EDGE for flow, line in lines[key])
        if often or outside:
            found.update((line, "running-head") for _, line in lines[key])
