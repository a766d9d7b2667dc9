"""Counts the items of lists that number each of them 1, as Markdown lets one: lines in, the numbers shown out."""

from __future__ import annotations

import re

from pipeline.inputs.markdown.lines import Line

_ITEM = re.compile(r"(?P<number>[0-9]{1,9})[.)][ \t]")
_FEWEST = 2
"""Columns by which what belongs to an item is set in."""


class Counts:
    """The items so far of the list that is open at each depth; a line that is not set in ends them all."""

    def __init__(self) -> None:
        self._open: dict[int, int] = {}

    def count(self, source: str, line: Line, start: int) -> str:
        """The number that is shown for the 1 at `start`, if others stand before it; else nothing."""
        string = source[line.start : line.end]
        depth = len(string) - len(string.lstrip())
        item = _ITEM.match(source, start, line.end)
        if item is None or source[line.start : start].strip():
            if depth < _FEWEST:
                self._open.clear()
            return ""
        self._open = {d: n for d, n in self._open.items() if d <= depth}
        if item["number"] != "1":
            self._open[depth] = 0
            return ""
        before = self._open.get(depth, -1)
        self._open[depth] = 1 if before < 1 else before + 1
        return str(before + 1) if before >= 1 else ""
