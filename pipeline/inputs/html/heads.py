"""Finds the title and number that a page shows above its notice: page and chosen blocks in, missing heads out."""

from __future__ import annotations

from itertools import groupby

from pipeline.inputs.html.page import Block, Page
from pipeline.lexicon.document_numbers import match_number
from pipeline.lexicon.rules import load_rules

BEGINNING = 12
"""Lines of the notice in which its own title stands."""

_TITLE_NAMES = ("title", "biaoti", "tit", "bt", "ucaptitle")


def find_heads(page: Page, before: list[int], inside: list[int], titles: list[str]) -> list[int]:
    """Of the visible blocks before the notice, those of the title and of the number, where the notice lacks them."""
    blocks = page.blocks
    beginning = "".join(blocks[number].text for number in inside[:BEGINNING])
    title: list[int] = []
    groups = [list(group) for _, group in groupby(before, key=lambda number: blocks[number].state.element)]
    for group in groups:
        _cut_button(page, blocks[group[-1]])
        if _is_title(page, group, titles):
            title = _with_beginning(page, group, before, titles)
    if not title or _core("".join(blocks[number].text for number in title)) in beginning:
        return []
    after = (number for number in before if number > title[-1] and blocks[number].text not in beginning)
    return [*title, *(number for number in after if _is_number(blocks[number].text))]


def _with_beginning(page: Page, group: list[int], before: list[int], titles: list[str]) -> list[int]:
    """The lines of a title with those above that begin it, where the page's own title says so: who issues, 关于…."""
    place = before.index(group[0])
    for first in range(max(0, place - 2), place):
        text = "".join(page.blocks[number].text for number in (*before[first:place], *group))
        if any(title.startswith(text) for title in titles):
            return [*before[first:place], *group]
    return group


def _cut_button(page: Page, block: Block) -> None:
    """Take from the end of what may be the title what keeps or prints the page (收藏)."""
    start, end = block.runs[-1]
    button = page.source[start:end].strip()
    if len(block.runs) > 1 and block.text.endswith(button) and load_rules("web_page")["furniture"].search(button):
        block.runs.pop()
        block.text = block.text.removesuffix(button)


def _core(title: str) -> str:
    """The title from 关于 on: the notice may leave out who issues it, or the page may."""
    return title[title.find("关于") :] if "关于" in title else title


def _is_title(page: Page, group: list[int], titles: list[str]) -> bool:
    """Whether the lines are what the page calls its title, or stand where titles stand and read as one."""
    first = page.blocks[group[0]]
    text = "".join(page.blocks[number].text for number in group)
    if not 5 <= len(text) <= 200:
        return False
    if any(text == title or (_core(text) in title and len(text) > 0.6 * len(title)) for title in titles):
        return True
    element = page.elements[first.state.element]
    named = element.name in _TITLE_NAMES or any(part in name for name in element.names for part in _TITLE_NAMES)
    return (bool(first.state.heading) or named) and bool(load_rules("web_page")["notice_title"].search(text))


def _is_number(text: str) -> bool:
    found = match_number(text) if len(text) <= 60 else None
    return found is not None and found.end == len(text)
