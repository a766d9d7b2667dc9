"""Follows Word's fields through runs and paragraphs: what of their text is shown, and under which rule it is cut."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.inputs.docx.names import attribute, child, children, descendants, number, switch, value_of
from pipeline.inputs.docx.numerals import write_number

if TYPE_CHECKING:
    from lxml.etree import _Element

_PAGE = re.compile(r"(?:PAGE|NUMPAGES|SECTIONPAGES|SECTION)\b", re.IGNORECASE)
_PAGE_OF_ENTRY = re.compile(r"PAGEREF\b", re.IGNORECASE)
_CIRCLE = re.compile(r"EQ\s*\\o\s*\\ac\s*\(\s*[○□◇△◯]\s*[,;，；]\s*([^()]{1,4})\)", re.IGNORECASE)
_RUBY = re.compile(r"EQ\b.*\\o\s*\\ad\s*\(\s*\\s\s*\\up\s*\d+\s*\(.*\)\s*[,;]\s*([^()]{1,8})\)", re.IGNORECASE)
MAX_FIELDS = 64
"""Fields open at a time; more are a broken file, and what follows is shown as it stands."""


def never_ended(root: _Element) -> frozenset[_Element]:
    """The signs of a part that begin a field which does not end: what follows them is text and no instruction."""
    begun: list[_Element] = []
    for sign in descendants(root, "w:fldChar"):
        kind = attribute(sign, "w:fldCharType")
        if kind == "begin":
            begun.append(sign)
        elif kind == "end" and begun:
            begun.pop()
    return frozenset(begun)


@dataclass
class _Field:
    form: str = ""
    instruction: str = ""
    showing: bool = False
    said: bool = False


class Fields:
    """The fields open at this point of a part."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    def begin(self, form: str = "") -> None:
        """A field begins; until `separate` its text is an instruction. `form` is what the field of a form shows."""
        if len(self._open) < MAX_FIELDS:
            self._open.append(_Field(form))

    def say(self) -> None:
        """Text stands in the result of the innermost field."""
        if self._open:
            self._open[-1].said = True

    def instruct(self, text: str) -> None:
        """A piece of the instruction of the innermost field."""
        if self._open and len(self._open[-1].instruction) < 4096:
            self._open[-1].instruction += text

    def separate(self) -> None:
        """The result of the innermost field begins."""
        if self._open:
            self._open[-1].showing = True

    def end(self) -> str:
        """The innermost field ends; what it shows if it has no result (a circled number drawn by `EQ`, a choice)."""
        if not self._open:
            return ""
        closed = self._open.pop()
        return "" if closed.said else closed.form or ("" if closed.showing else drawn(closed.instruction))

    @property
    def hidden(self) -> bool:
        """Whether what stands here belongs to an instruction and is never shown."""
        return any(not field.showing for field in self._open)

    @property
    def rule(self) -> str | None:
        """The rule by which the result that stands here is left out of the text."""
        return next((rule for field in self._open if (rule := rule_of(field.instruction))), None)


def shown_by_form(sign: _Element) -> str:
    """What the field of a form shows that has no result of its own: a box, or the chosen entry of a list."""
    data = child(sign, "w:ffData")
    box, choice = child(data, "w:checkBox"), child(data, "w:ddList")
    if box is not None:
        checked = switch(box, "w:checked")
        return "☑" if (switch(box, "w:default") if checked is None else checked) else "□"
    entries = [attribute(entry, "w:val") or "" for entry in children(choice, "w:listEntry")]
    chosen = number(value_of(choice, "w:result")) or number(value_of(choice, "w:default")) or 0
    return entries[chosen] if 0 <= chosen < len(entries) else ""


def rule_of(instruction: str) -> str | None:
    """Page numbers, and the page numbers of contents entries, are not text of the notice."""
    plain = instruction.strip()
    if _PAGE_OF_ENTRY.match(plain):
        return "contents"
    return "page-number" if _PAGE.match(plain) else None


def drawn(instruction: str) -> str:
    """The character that an `EQ` field draws: a number in a circle, a word under its reading."""
    plain = instruction.strip()
    circle = _CIRCLE.match(plain)
    if circle:
        inner = circle[1].strip()
        return write_number(int(inner), "decimalEnclosedCircle") if inner.isascii() and inner.isdigit() else inner
    ruby = _RUBY.match(plain)
    return ruby[1] if ruby else ""
