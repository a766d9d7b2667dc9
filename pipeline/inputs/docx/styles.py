"""What a paragraph or run looks like, its styles taken into account: styles.xml in, alignment, list, size … out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.inputs.docx.names import attribute, child, children, name_of, number, switch, value_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING = re.compile(r"(?:heading|标题|標題)\s*([1-9])", re.IGNORECASE)
MAX_DEPTH = 50
"""Styles based on styles based on …: Word itself allows fewer."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of the look so far; None where nothing is said."""

    align: str | None = None
    outline: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    list_style: str | None = None
    """The style that brought the list: its definition may tie a level to it."""
    hidden: bool | None = None
    struck: bool | None = None
    red: bool | None = None
    half_points: int | None = None

    def over(self, base: Look) -> Look:
        """This look where it says something, else the base."""
        merged = {name: value for name in self.__slots__ if (value := getattr(self, name)) is not None}
        if self.list_id is not None:
            merged["list_level"], merged["list_style"] = self.list_level, self.list_style
        return replace(base, **merged)


def read_look(paragraph: _Element | None, run: _Element | None) -> Look:
    """The look that a `w:pPr` and a `w:rPr` state themselves."""
    listing = child(paragraph, "w:numPr")
    size = number(value_of(run, "w:sz"))
    return Look(
        align=value_of(paragraph, "w:jc"),
        outline=number(value_of(paragraph, "w:outlineLvl")),
        list_id=value_of(listing, "w:numId"),
        list_level=number(value_of(listing, "w:ilvl")),
        hidden=switch(run, "w:vanish"),
        struck=max((s for name in ("w:strike", "w:dstrike") if (s := switch(run, name)) is not None), default=None),
        red=_is_red(value_of(run, "w:color")),
        half_points=size,
    )


class Styles:
    """The styles of a document by id."""

    def __init__(self, root: _Element | None) -> None:
        self._own: dict[str, Look] = {}
        self._base: dict[str, str] = {}
        self._full: dict[str, Look] = {}
        self._default = ""
        defaults = child(root, "w:docDefaults")
        run_defaults = child(child(defaults, "w:rPrDefault"), "w:rPr")
        self.ground = read_look(child(child(defaults, "w:pPrDefault"), "w:pPr"), run_defaults)
        self.list_styles: dict[str, str] = {}
        for style in children(root, "w:style"):
            self._read(style)

    def _read(self, style: _Element) -> None:
        key = attribute(style, "w:styleId") or ""
        look = read_look(child(style, "w:pPr"), child(style, "w:rPr"))
        heading = _HEADING.match(value_of(style, "w:name") or "")
        if heading and look.outline is None:
            look = replace(look, outline=int(heading[1]) - 1)
        list_id = look.list_id
        if list_id is not None:
            look = replace(look, list_style=key)
            self.list_styles[key] = list_id
        self._own[key] = look
        self._base[key] = value_of(style, "w:basedOn") or ""
        if attribute(style, "w:type") == "paragraph" and attribute(style, "w:default") in ("1", "true", "on"):
            self._default = key

    def look(self, key: str | None) -> Look:
        """The look of a style with all that it is based on; the default paragraph style for None."""
        key = self._default if key is None else key
        if key not in self._full:
            chain: list[str] = []
            current = key
            while current in self._own and current not in chain and len(chain) < MAX_DEPTH:
                chain.append(current)
                current = self._base[current]
            look = Look()
            for name in reversed(chain):
                look = self._own[name].over(look)
            self._full[key] = look
        return self._full[key]

    def paragraph(self, properties: _Element | None) -> Look:
        """The look of a paragraph; for its runs, what they start from."""
        own = read_look(properties, None) if properties is not None else Look()
        return own.over(self.look(value_of(properties, "w:pStyle")).over(self.ground))

    def run(self, properties: _Element | None, paragraph: Look) -> Look:
        """The look of a run in a paragraph of that look."""
        if properties is None:
            return paragraph
        key = value_of(properties, "w:rStyle")
        style = self.look(key) if key is not None else Look()
        look = read_look(None, properties).over(style.over(paragraph))
        if style.hidden and paragraph.hidden and child(properties, "w:vanish") is None:
            look = replace(look, hidden=False)  # a toggle set in both styles is off (ECMA-376, 17.7.3)
        if style.struck and paragraph.struck and child(properties, "w:strike") is None:
            look = replace(look, struck=False)
        return look


def is_red_fill(color: str | None) -> bool:
    """Whether a drawn shape is filled with red: `red`, `#f00`, `#ff0000 [255]`."""
    name = (color or "").partition(" ")[0].lstrip("#")
    return name.lower() == "red" or bool(_is_red("".join(sign * 2 for sign in name) if len(name) == 3 else name))


def _is_red(color: str | None) -> bool | None:
    if color is None:
        return None
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", color):
        return False
    red, green, blue = (int(color[i : i + 2], 16) for i in (0, 2, 4))
    return red >= 0xB0 and green <= 0x50 and blue <= 0x50


def is_deleted_mark(properties: _Element | None) -> bool:
    """Whether the tracked changes delete the end of the paragraph, so that it runs on into the next."""
    marks = child(properties, "w:rPr")
    return marks is not None and any(name_of(e) in ("w:del", "w:moveFrom") for e in marks)


def is_drop_cap(properties: _Element | None) -> bool:
    """Whether the paragraph is the large first character of the next."""
    return (attribute(child(properties, "w:framePr"), "w:dropCap") or "none") != "none"
