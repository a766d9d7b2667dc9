"""What OFD pages refer to by number: resource files in, drawing parameters and composed graphics out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.inputs.ofd.elements import child, children, name_of, number, numbers, text_of
from pipeline.inputs.package import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_CHAIN = 20
PALE, CLEAR = 0xB0, 0x66
"""The least of red, green and blue of a pale colour; the most alpha of one that is seen through."""
_HEX = re.compile(r"#([0-9A-Fa-f]{1,2})")


class Ink(NamedTuple):
    """How text is drawn: red, so that nobody sees it, or so that what lies behind is seen through it."""

    red: bool
    unseen: bool
    pale: bool = False


class Resources:
    """The drawing parameters and composed graphics of a document, by their number."""

    def __init__(self, package: Package, common: _Element | None, base: str) -> None:
        self._parameters: dict[str, _Element] = {}
        self._graphics: dict[str, _Element] = {}
        self._read: set[str] = set()
        for kind in ("PublicRes", "DocumentRes"):
            for reference in children(common, kind):
                self.add(package, package.find(text_of(reference), base))

    def add(self, package: Package, name: str | None) -> None:
        """Take in a resource file; a missing one is passed over: it may hold fonts only."""
        if name is None or name in self._read:
            return
        self._read.add(name)
        for group in package.parse(name):
            for item in group:
                if name_of(item) == "DrawParam":
                    self._parameters[item.get("ID") or ""] = item
                elif name_of(item) == "CompositeGraphicUnit":
                    self._graphics[item.get("ID") or ""] = item

    def graphic(self, number: str | None) -> _Element | None:
        """The content of a composed graphic."""
        return child(self._graphics.get(number or ""), "Content")

    def ink(self, element: _Element) -> Ink:
        """How an object is filled, by itself or by its drawing parameters."""
        color = self._color(element)
        clear = element.get("Alpha") == "0" or (color is not None and color.get("Alpha") == "0")
        empty = _says(element, "Fill", "false") or clear or (color is not None and _is_white(color.get("Value") or ""))
        drawn = _says(element, "Stroke", "true") and element.get("Alpha") != "0"
        value = color.get("Value") or "" if color is not None else ""
        alphas = [element.get("Alpha"), color.get("Alpha") if color is not None else None]
        pale = _is_white(value, PALE) or any(number(alpha, 255.0) <= CLEAR for alpha in alphas)
        return Ink(_is_red(value), empty and not drawn, pale and not empty and not drawn)

    def _color(self, element: _Element) -> _Element | None:
        color = child(element, "FillColor")
        number = element.get("DrawParam")
        for _ in range(MAX_CHAIN):
            if color is not None or not number:
                break
            parameter = self._parameters.get(number)
            color = child(parameter, "FillColor")
            number = parameter.get("Relative") if parameter is not None else None
        return color


def _says(element: _Element, name: str, value: str) -> bool:
    return (element.get(name) or "").strip().lower() in (value, {"true": "1", "false": "0"}[value])


def _parts(value: str) -> list[float]:
    return [float(int(h, 16)) for h in _HEX.findall(value)] or numbers(value[:60])


def _is_red(value: str) -> bool:
    parts = _parts(value)
    return len(parts) == 3 and parts[0] >= 0xB0 and parts[1] <= 0x50 and parts[2] <= 0x50


def _is_white(value: str, least: float = 0xFA) -> bool:
    """White, or as pale as the least of red, green and blue says."""
    parts = _parts(value)
    return len(parts) == 3 and min(parts) >= least
