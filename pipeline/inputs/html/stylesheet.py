"""Reads a page's own style sheets: CSS in; the rules that hold for an element, weakest first, out.

Assumptions: 1. the page is seen on the screen of a computer; 2. a rule whose selector or condition is not understood
does not hold; 3. what a sheet of another address says is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pipeline.inputs.html.declarations import Declaration, cascade, parse_declarations, without_comments
from pipeline.inputs.html.elements import parse_attributes
from pipeline.inputs.html.selectors import Compound, read_selector
from pipeline.inputs.html.sight import sight_of
from pipeline.inputs.html.tokens import Tag

_LONGEST = 200_000
_MOST_RULES, _MOST_ALIKE, _MOST_OUTER = 2_000, 24, 240
"""Selectors that are believed; of these, those whose element has the same name; elements named around others."""
_OF_MOMENT = re.compile(":(?:hover|focus|active|visited|link|before|after|first-l|:)")
"""Selectors that say nothing about how text looks that is not pointed at."""
_WRAPPING = re.compile(r"<!--|-->")
"""What old pages put around a style sheet."""
_BRACE = re.compile(r"""[{};]|"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'""")
_WIDTH = re.compile(r"\((min|max)-(?:device-)?width\s*:\s*([0-9.]+)(px|em|rem)\)")
_SCREEN = 1280
"""Pixels that it is wide."""
_COLOURS = re.compile(r"(?:^|[;\s])(?:background|color)", re.IGNORECASE)
_OF_LOOKS = re.compile(
    r"display|visib|opacity|color|background|font|indent|position|clip|overflow|transform|decoration|white-space|filter"
    r"|margin|height|width|align|list-style|\\",
    re.IGNORECASE,
)


class Rule(NamedTuple):
    """One selector and the declarations, as written, of the element it means."""

    weight: tuple[int, int, int]
    order: int
    element: Compound
    around: int
    parent: int
    """What must stand around the element, and what directly around it: the bit of it, if anything."""
    written: str


class Sheets:
    """The rules of all style sheets of a page; those for print or small screens do not count."""

    def __init__(self, has_others: bool) -> None:
        self._rules: dict[str, list[Rule]] = {}
        self._outer: dict[str, list[tuple[Compound, int, int]]] = {}
        self._bits: dict[tuple[Compound, ...], int] = {}
        self._count = 0
        self.has_others = has_others
        """Whether there are sheets or rules whose word is not known."""

    def read_all(self, source: str, tags: list[Tag]) -> None:
        """The style sheets of the whole page: one at its end holds for what stands before it too."""
        templates = 0
        for tag in [tag for tag in tags if tag.name in ("style", "template")]:
            if tag.name == "template":
                templates = max(0, templates + (-1 if tag.closing else 1))
            elif not (tag.closing or templates) and _is_for_screen(parse_attributes(tag.attributes[:4000])):
                self._read(source[tag.end : tag.content_end])

    def _read(self, css: str) -> None:
        for selectors, declarations in _walk(without_comments(_WRAPPING.sub("", css[:_LONGEST]))):
            if self._count < _MOST_RULES and _OF_LOOKS.search(declarations):
                for selector in selectors.split(","):
                    self._note(selector, declarations)

    def _note(self, written: str, declarations: str) -> None:
        selector = read_selector(written)
        if selector is None:
            self.has_others |= _COLOURS.search(declarations) is not None and not _OF_MOMENT.search(written)
            return
        if selector.may_mean_fewer and sight_of(cascade([_declared(declarations)]), "block").hiding:
            return
        alike = self._rules.setdefault(_key(selector.element), [])
        if len(alike) < _MOST_ALIKE and len(self._bits) < _MOST_OUTER:
            around = self._bit(selector.around)
            parent = around if selector.is_child else 0
            alike.append(Rule(selector.weight, self._count, selector.element, around, parent, declarations))
            self._count += 1

    def _bit(self, around: tuple[Compound, ...]) -> int:
        """The bit of an element that stands within others as these stand."""
        if around and around not in self._bits:
            before = self._bit(around[:-1])
            self._bits[around] = 1 << len(self._bits)
            self._outer.setdefault(_key(around[-1]), []).append((around[-1], before, self._bits[around]))
        return self._bits[around] if around else 0

    @property
    def is_empty(self) -> bool:
        return not self._rules

    def may_mean(self, tag: str) -> bool:
        """Whether a rule may mean an element of this kind that has neither class nor id."""
        return tag in self._rules or tag in self._outer or "" in self._rules

    def outer(self, element: Compound, around: int) -> int:
        """Which of the elements that rules name around others this one is within those around it, a bit each."""
        bits = 0
        for key in (*element.marks, element.tag, ""):
            for compound, before, bit in self._outer.get(key, ()):
                if before & around == before and _is(element, compound):
                    bits |= bit
        return bits

    def rules_for(self, element: Compound, around: int, parent: int) -> tuple[tuple[Declaration, ...], ...]:
        """What rules declare for an element that stands within others, weakest first; the bits say which."""
        found = [
            rule
            for key in (*element.marks, element.tag, "")
            for rule in self._rules.get(key, ())
            if rule.around & around == rule.around
            and (not rule.parent or rule.parent & parent)
            and _is(element, rule.element)
        ]
        return tuple(_declared(rule.written) for rule in sorted(found)) if found else ()


@lru_cache(maxsize=2048)
def _declared(written: str) -> tuple[Declaration, ...]:
    """Most rules of a sheet are for no element of the page: they are read when one comes."""
    return parse_declarations(written)


@lru_cache(maxsize=2048)
def compound_of(attributes: str, name: str) -> Compound:
    """What an element is, for rules to mean it: pages repeat the same attributes thousands of times."""
    found = parse_attributes(attributes[:4000]) if attributes else {}
    marks = [f".{part}" for part in found.get("class", "").lower().split()]
    if name_of_its_own := found.get("id", "").strip().lower():
        marks.append(f"#{name_of_its_own}")
    return Compound(name, frozenset(marks), tuple(found.items()))


def _key(compound: Compound) -> str:
    return min(compound.marks, default=compound.tag)


def _is(element: Compound, asked: Compound) -> bool:
    if asked.tag not in ("", element.tag) or not asked.marks <= element.marks:
        return False
    return not asked.attributes or all(
        any(name == n and v in (None, value) for name, value in element.attributes) for n, v in asked.attributes
    )


def _walk(css: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of the rules that hold on a screen, also where the last brace lacks."""
    open_groups: list[tuple[str, bool, bool]] = []
    start = 0
    for mark in _BRACE.finditer(css):
        if mark[0] == "{":
            written = css[start : mark.start()].strip()
            outer_holds = not open_groups or (open_groups[-1][1] and not open_groups[-1][2])
            is_rule = not written.startswith("@")
            open_groups.append((written, outer_holds and (is_rule or _group_holds(written)), is_rule))
            start = mark.end()
        elif mark[0] == ";" and not (open_groups and open_groups[-1][2]):
            start = mark.end()
        elif mark[0] == "}" and open_groups:
            selectors, holds, is_rule = open_groups.pop()
            if holds and is_rule:
                yield selectors, css[start : mark.start()]
            start = mark.end()
    if open_groups and open_groups[-1][1] and open_groups[-1][2]:
        yield open_groups[-1][0], css[start:]


def _group_holds(written: str) -> bool:
    """Whether the rules in such a group hold: of a condition, of a layer, not of pictures of a movement or a font."""
    name, _, condition = written[1:].partition(" ") if " " in written else written[1:].partition("(")
    if name.lower() == "media":
        return _holds(written[6:])
    return name.lower() == "layer" or (name.lower() == "supports" and "not" not in condition)


def _is_for_screen(attributes: dict[str, str]) -> bool:
    return attributes.get("type", "").strip().lower() in ("", "text/css") and _holds(attributes.get("media", ""))


def _holds(media: str) -> bool:
    """Whether a query of media is true of a computer's screen."""
    return not media.strip() or any(_query_holds(query.strip().lower()) for query in media.split(","))


def _query_holds(query: str) -> bool:
    if query.startswith("not "):
        return not _query_holds(query[4:])
    parts = [part.strip() for part in re.split(r"\band\b", query.removeprefix("only "))]
    return all(part in ("all", "screen") or _is_so_wide(part) for part in parts)


def _is_so_wide(feature: str) -> bool:
    match = _WIDTH.fullmatch(feature)
    if not match:
        return False
    width = float(match[2]) * (1 if match[3] == "px" else 16)
    return width <= _SCREEN if match[1] == "min" else width >= _SCREEN
