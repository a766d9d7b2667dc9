"""Finds the table of contents of a document: page and document go in, its zone comes out.

Assumptions: 1. it stands below the title; 2. 目录 heads it, or its entries stand again below it as headings, or they
end in leaders and the number of a page.
"""

from __future__ import annotations

from pipeline.model.reading import Zone
from pipeline.stages.header.closing import Document
from pipeline.stages.header.pages import Page, compact, rule

_DEEPEST, _MOST_ENTRIES, _FEWEST_ENTRIES, _LONGEST_ENTRY = 40, 60, 3, 40


def contents_zone(page: Page, document: Document) -> Zone | None:
    """The table of contents of a document, below its title: from 目录 to where its first entry stands again.

    Without 目录, lines that end in leaders and the number of a page are one.
    """
    first = document.first
    while document.title and first < document.last and page.lines[first].start < document.title[1]:
        first += 1
    for index in range(first, min(first + _DEEPEST, document.last)):
        if not rule("contents").match(page.string(index)):
            continue
        entry = _entry(page.string(index + 1))
        for end in range(index + 2, document.last):
            if entry and _entry(page.string(end)) == entry:
                return page.zone("contents", index, end)
        return page.zone("contents", index, index + 1)
    if repeated := _listed_before(page, first, document.last):
        return page.zone("contents", *repeated)
    entries = [
        i for i in range(first, min(first + _DEEPEST, document.last)) if rule("contents_entry").match(page.string(i))
    ]
    if len(entries) < _FEWEST_ENTRIES:
        return None
    end = entries[0] + 1
    while end < document.last and rule("contents_entry").match(page.string(end)):
        end += 1
    return page.zone("contents", entries[0], end)


def _listed_before(page: Page, first: int, last: int) -> tuple[int, int] | None:
    """Where headings stand one below the other, from the first one on up to where that stands again."""
    start = next(
        (i for i in range(first, min(first + _DEEPEST, last)) if rule("list_start").match(page.string(i))), None
    )
    if start is None:
        return None
    for index in range(start + 1, min(start + _MOST_ENTRIES, last)):
        string = page.string(index)
        marked = rule("marked_line").match(string) or rule("decimal_entry").match(string)
        if marked is None or not _is_heading(string):
            return None
        if compact(string) == compact(page.string(start)):
            return (start, index) if index - start >= _FEWEST_ENTRIES else None
    return None


def _is_heading(string: str) -> bool:
    return len(string) <= _LONGEST_ENTRY and string[-1] not in "。；：:;"


def _entry(string: str) -> str:
    return compact(rule("contents_leader").sub("", string)) if string else ""
