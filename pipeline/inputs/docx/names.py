"""Element and attribute names of WordprocessingML with one prefix for the transitional and the strict namespaces."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_TRANSITIONAL = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_PREFIXES = {
    f"{_TRANSITIONAL}wordprocessingml/2006/main": "w",
    f"{_STRICT}wordprocessingml/main": "w",
    f"{_TRANSITIONAL}officeDocument/2006/relationships": "r",
    f"{_STRICT}officeDocument/relationships": "r",
    f"{_TRANSITIONAL}officeDocument/2006/math": "m",
    f"{_STRICT}officeDocument/math": "m",
    f"{_TRANSITIONAL}markup-compatibility/2006": "mc",
}
_NAMESPACES: dict[str, list[str]] = {}
for _uri, _prefix in _PREFIXES.items():
    _NAMESPACES.setdefault(_prefix, []).append(_uri)


@lru_cache(maxsize=4096)
def _short(tag: str) -> str:
    uri, _, local = tag.rpartition("}")
    prefix = _PREFIXES.get(uri[1:])
    return f"{prefix}:{local}" if prefix else local


@lru_cache(maxsize=1024)
def _keys(name: str) -> tuple[str, ...]:
    prefix, _, local = name.partition(":")
    return (*(f"{{{uri}}}{local}" for uri in _NAMESPACES[prefix]), local)


def name_of(element: _Element) -> str:
    """`w:p`, `mc:Choice` …; the local name alone for elements of other vocabularies."""
    tag = element.tag
    return _short(tag) if isinstance(tag, str) else ""


def child(element: _Element | None, name: str) -> _Element | None:
    """The first child of that name."""
    if element is None:
        return None
    return next((c for c in element if name_of(c) == name), None)


def children(element: _Element | None, name: str) -> Iterator[_Element]:
    """The children of that name."""
    return (c for c in element if name_of(c) == name) if element is not None else iter(())


def descendants(element: _Element, name: str) -> Iterator[_Element]:
    """The elements of that name below, in document order."""
    return element.iter(*_keys(name)[:-1])


def attribute(element: _Element | None, name: str) -> str | None:
    """The value of the attribute, with or without its namespace."""
    if element is None:
        return None
    return next((value for key in _keys(name) if (value := element.get(key)) is not None), None)


def value_of(element: _Element | None, name: str) -> str | None:
    """`w:val` of the child of that name."""
    return attribute(child(element, name), "w:val")


def switch(element: _Element | None, name: str) -> bool | None:
    """An on/off child: None where it is absent, true where it stands without a value."""
    found = child(element, name)
    if found is None:
        return None
    return (attribute(found, "w:val") or "true").lower() not in ("0", "false", "off", "none")


def number(value: str | None) -> int | None:
    """A whole number as Word writes it, or None."""
    try:
        return int(value) if value is not None and len(value) < 12 else None
    except ValueError:
        return None
