"""Elements of OFD files by local name, and the numbers in their attributes; namespaces differ from maker to maker."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST = 1e7
"""Millimetres; a larger number is a broken one."""


@lru_cache(maxsize=1024)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def name_of(element: _Element) -> str:
    """The local name."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


def children(element: _Element | None, name: str) -> Iterator[_Element]:
    """The children of that name."""
    return (c for c in element if name_of(c) == name) if element is not None else iter(())


def child(element: _Element | None, name: str) -> _Element | None:
    """The first child of that name."""
    return next(children(element, name), None)


def text_of(element: _Element | None) -> str:
    """The text of an element that holds nothing else."""
    return (element.text or "").strip() if element is not None else ""


def is_visible(element: _Element) -> bool:
    """Whether an object or layer is to be shown."""
    return (element.get("Visible") or "true").strip().lower() not in ("false", "0")


def number(text: str | None, default: float = 0.0) -> float:
    """A finite number, or the default."""
    try:
        value = float(text) if text is not None and len(text) < 40 else default
    except ValueError:
        return default
    return value if math.isfinite(value) and abs(value) < LARGEST else default


def numbers(text: str | None) -> list[float]:
    """Numbers parted by white space or commas."""
    return [number(part) for part in (text or "").replace(",", " ").split()]


class Matrix(NamedTuple):
    """x' = a·x + c·y + e, y' = b·x + d·y + f; y counts downwards, as in OFD."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def apply(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then(self, outer: Matrix) -> Matrix:
        """This one first, the other after it."""
        a, b, c, d, e, f = self
        x, y = outer.apply(e, f)
        return Matrix(
            outer.a * a + outer.c * b, outer.b * a + outer.d * b, outer.a * c + outer.c * d, outer.b * c + outer.d * d,
            x, y,
        )  # fmt: skip


def place_of(element: _Element, outer: Matrix) -> Matrix:
    """From the coordinates of a graphic object (its CTM, then its Boundary) to those of the page."""
    ctm = numbers(element.get("CTM"))
    inner = Matrix(*ctm) if len(ctm) == 6 else Matrix()
    boundary = numbers(element.get("Boundary"))
    shift = Matrix(e=boundary[0], f=boundary[1]) if len(boundary) == 4 else Matrix()
    return inner.then(shift).then(outer)
