"""Finds the parts of a Word package: package in, names of the main part and of what it refers to out."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from pipeline.inputs.docx.names import attribute
from pipeline.inputs.package import Package
from pipeline.model.errors import Refused

if TYPE_CHECKING:
    from lxml.etree import _Element


class Parts:
    """The main part and its relations."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self.main = self._find_main()
        self._by_kind: dict[str, list[str]] = {}
        self._by_id: dict[str, str] = {}
        for key, kind, target in _relations(package, self.main):
            found = package.find(target, posixpath.dirname(self.main))
            if found:
                self._by_kind.setdefault(kind, []).append(found)
                self._by_id[key] = found

    def root(self, name: str) -> _Element:
        """The parsed part."""
        return self._package.parse(name)

    def related(self, kind: str) -> _Element | None:
        """The root of the part of this kind (`styles`, `numbering`, `footnotes` …), if there is one."""
        names = self._by_kind.get(kind)
        return self._package.parse(names[0]) if names else None

    def name(self, kind: str) -> str:
        """The name of the part of this kind; empty if there is none."""
        return self._by_kind.get(kind, [""])[0]

    def referred(self, element: _Element) -> str | None:
        """The part that an element with `r:id` refers to."""
        return self._by_id.get(attribute(element, "r:id") or "")

    def has(self, kind: str) -> bool:
        """Whether there is any part of this kind."""
        return kind in self._by_kind

    def _find_main(self) -> str:
        for _, kind, target in _relations(self._package, ""):
            if kind == "officeDocument" and (found := self._package.find(target)):
                return found
        found = self._package.find("word/document.xml")
        if found is None:
            raise Refused("no-document", "the package holds no Word document")
        return found


def _relations(package: Package, part: str) -> list[tuple[str, str, str]]:
    """Id, kind (last word of its type) and target of the relations of a part; of the package for the empty name."""
    folder, file = posixpath.split(part)
    name = package.find(f"{folder}/_rels/{file}.rels")
    if name is None:
        return []
    return [
        (e.get("Id") or "", (e.get("Type") or "").rpartition("/")[2], e.get("Target") or "")
        for e in package.parse(name)
        if isinstance(e.tag, str) and e.get("TargetMode") != "External"
    ]
