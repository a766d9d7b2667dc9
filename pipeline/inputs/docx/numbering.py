"""Restores the automatic numbers of lists: numbering.xml in, then for each paragraph its number as Word shows it.

Counters belong to the abstract list, so that lists made from one definition go on counting; a `startOverride` takes
effect when its list first reaches the level. A level begins again after any higher level, unless `lvlRestart` says
after which, or never (0). A higher level that has not occurred yet shows its start value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.inputs.docx.names import attribute, child, children, name_of, number, switch, value_of
from pipeline.inputs.docx.numerals import write_number

if TYPE_CHECKING:
    from lxml.etree import _Element

LEVELS = 9
"""Of a list, as Word has them; a number shows each at most once."""
LONGEST = 255
"""Characters that the text of a level may have, as in Word: what is longer would fill any memory."""
_PLACE = re.compile(r"%([1-9])")
_CLOSED = re.compile(r"[^0-9A-Za-z一-鿿.]$")
_LATIN = re.compile(r"[0-9A-Za-z]")


@dataclass(frozen=True)
class Level:
    """One level of a list definition."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(frozen=True)
class List:
    """A `w:num`: which definition it uses, and what it overrides."""

    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


class Numbering:
    """The lists of a document and their counters; `label` counts one paragraph on."""

    def __init__(self, root: _Element | None) -> None:
        self._lists: dict[str, List] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._style_links: dict[str, str] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        for element in root if root is not None else ():
            if name_of(element) == "w:abstractNum":
                self._read_abstract(element)
            elif name_of(element) == "w:num":
                self._lists[attribute(element, "w:numId") or ""] = _read_list(element)

    def link_styles(self, style_lists: dict[str, str]) -> None:
        """Point definitions that name a list style (`numStyleLink`) to the definition of that style's list."""
        for abstract, style in self._style_links.items():
            target = self._lists.get(style_lists.get(style, ""))
            if target and target.abstract in self._levels and target.abstract not in self._style_links:
                self._levels[abstract] = self._levels[target.abstract]

    def level_of_style(self, list_id: str, style: str) -> int | None:
        """The level that the list's definition ties to a paragraph style."""
        found = self._lists.get(list_id)
        levels = self._levels.get(found.abstract, {}) if found else {}
        return next((index for index, level in levels.items() if level.style == style), None)

    def label(self, list_id: str, index: int, following: str) -> str:
        """The number of the next paragraph on this level, with what parts it from the text `following`, or nothing."""
        found = self._lists.get(list_id)
        if found is None:
            return ""
        levels = {**self._levels.get(found.abstract, {}), **found.levels}
        level = levels.get(index)
        if level is None:
            return ""
        counters = self._count(list_id, found, index, levels)
        if level.number_format == "bullet" or not level.text:
            return ""

        def shown(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            other = levels.get(place, Level())
            return write_number(counters.get(place, other.start), "decimal" if level.legal else other.number_format)

        text = _PLACE.sub(shown, level.text[:LONGEST], count=LEVELS)
        return text + _gap(text, level.suffix, following)

    def _count(self, list_id: str, found: List, index: int, levels: dict[int, Level]) -> dict[int, int]:
        counters = self._counters.setdefault(found.abstract, {})
        first = (list_id, index) not in self._started
        self._started.add((list_id, index))
        if index not in counters or (first and index in found.starts):
            counters[index] = found.starts.get(index, levels[index].start)
        else:
            counters[index] += 1
        for deeper in [d for d in counters if d > index]:
            restart = levels.get(deeper, Level()).restart
            if restart is None or index < restart:
                del counters[deeper]
        return counters

    def _read_abstract(self, element: _Element) -> None:
        key = attribute(element, "w:abstractNumId") or ""
        levels = dict(_read_level(e) for e in children(element, "w:lvl"))
        self._levels[key] = {index: level for index, level in levels.items() if index < LEVELS}
        if link := value_of(element, "w:numStyleLink"):
            self._style_links[key] = link


def _read_list(element: _Element) -> List:
    starts: dict[int, int] = {}
    levels: dict[int, Level] = {}
    for override in children(element, "w:lvlOverride"):
        index = number(attribute(override, "w:ilvl")) or 0
        start = number(value_of(override, "w:startOverride"))
        if start is not None:
            starts[index] = start
        own = child(override, "w:lvl")
        if own is not None and index < LEVELS:
            levels[index] = _read_level(own)[1]
    return List(value_of(element, "w:abstractNumId") or "", starts, levels)


def _read_level(element: _Element) -> tuple[int, Level]:
    start = number(value_of(element, "w:start"))
    return number(attribute(element, "w:ilvl")) or 0, Level(
        start=1 if start is None else start,
        number_format=_number_format(element),
        text=value_of(element, "w:lvlText") or "",
        suffix=value_of(element, "w:suff") or "tab",
        restart=number(value_of(element, "w:lvlRestart")),
        legal=switch(element, "w:isLgl") or False,
        style=value_of(element, "w:pStyle"),
    )


def _number_format(element: _Element) -> str:
    """The format; newer ones stand in an AlternateContent whose choice names them and whose fallback is decimal."""
    holder: _Element | None = element
    if child(element, "w:numFmt") is None:
        holder = child(child(element, "mc:AlternateContent"), "mc:Choice")
    found = child(holder, "w:numFmt")
    if attribute(found, "w:val") == "custom":
        return "decimalZero" if (attribute(found, "w:format") or "").startswith("01,") else "decimal"
    return attribute(found, "w:val") or "decimal"


def _gap(text: str, suffix: str, following: str) -> str:
    """A space where number and text would run together: `1. 2024年`, `第一条 为了`; none after 、 or ）."""
    if suffix == "nothing" or not text or _CLOSED.search(text):
        return ""
    return "" if text.endswith(".") and not _LATIN.match(following) else " "
