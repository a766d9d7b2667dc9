"""Reads the selectors of a style sheet: what stands before a brace in, the elements it means out.

Read are element, class, id and attribute, alone and together, and what must be around them (`.a .b`, `.a > b`). A place
among others (`:first-child`, `:not(.a)`) is passed over: such a selector may mean fewer elements than it says here.
What depends on more than the tags so far (`~`) or on what a reader does (`:hover`) is no selector.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.inputs.html.declarations import unescaped

_CHILD = re.compile(r">\s*+")
_STEP = re.compile(r"(?:\[[^\[\]]*+\]|[^\s\[])++|\[")
_COMPOUND = re.compile(
    r"""(?P<tag>\*|(?:[a-z_-]|\\.|[^\x00-\x7f])(?:[\w-]|\\.)*+|)(?P<marks>(?:[.#](?:[\w-]|\\[0-9a-f]{1,6}\s?|\\.)++)*+)"""
    r"""(?P<attributes>(?:\[[^\[\]]*+\])*+)""",
    re.IGNORECASE,
)
_AT_REST = re.compile(r":not\(:(?:hover|focus|active|focus-within)\)", re.IGNORECASE)
_AMONG = re.compile(
    r":(?:(?:first|last|only)-(?:child|of-type)|nth-[a-z-]+\([^()]*+\)|not\([^()]*+\)|root|empty)", re.IGNORECASE
)
_MARK = re.compile(r"[.#](?:[\w-]|\\[0-9a-fA-F]{1,6}\s?|\\.)++")
_ATTRIBUTE = re.compile(r"""\[\s*+([\w-]++)\s*+(?:(=)\s*+["']?([^"'\]]*?)["']?\s*+)?\]""")
_MOST_STEPS = 8


class Compound(NamedTuple):
    """What one element must be."""

    tag: str
    marks: frozenset[str]
    """Classes and id, with their sign: `.tab`, `#zoom`."""
    attributes: tuple[tuple[str, str | None], ...] = ()
    """Attributes and their values; None where any will do."""


class Selector(NamedTuple):
    """The element that is meant, and what must stand around it."""

    element: Compound
    around: tuple[Compound, ...]
    is_child: bool
    """Whether the last of these must stand directly around it."""
    may_mean_fewer: bool
    weight: tuple[int, int, int]
    """As CSS weighs selectors: ids, classes and attributes, elements."""


def read_selector(written: str) -> Selector | None:
    """One selector of a list; None where it is of another kind."""
    steps: list[tuple[Compound, bool]] = []
    always = _AT_REST.sub("", written.strip())
    plain = _AMONG.sub("", always)
    direct = False
    for step in _STEP.findall(_CHILD.sub(" >", plain)):
        found = _read_compound(step.removeprefix(">"))
        direct = step.startswith(">")
        if found is None or (direct and not steps) or len(steps) >= _MOST_STEPS:
            return None
        steps.append((found, direct))
    if not steps:
        return None
    *around, (element, direct) = steps
    compounds = [compound for compound, _ in around]
    every = [*compounds, element]
    return Selector(
        element,
        tuple(compounds),
        direct,
        plain != always,
        (
            sum(mark[0] == "#" for compound in every for mark in compound.marks),
            sum((mark[0] == ".") for c in every for mark in c.marks) + sum(len(c.attributes) for c in every),
            sum(compound.tag != "" for compound in every),
        ),
    )


def _read_compound(written: str) -> Compound | None:
    match = _COMPOUND.fullmatch(written)
    if not match or not written:
        return None
    attributes = []
    for part in re.findall(r"\[[^\[\]]*+\]", match["attributes"]):
        found = _ATTRIBUTE.fullmatch(part)
        if not found:
            return None
        attributes.append((found[1].lower(), found[3] if found[2] else None))
    marks = (mark[0] + unescaped(mark[1:]).lower() for mark in _MARK.findall(match["marks"]))
    tag = unescaped(match["tag"]).lower().removeprefix("*")
    return Compound(tag, frozenset(marks), tuple(attributes))
