"""Follows the alignment that HTML in Markdown gives: the tags of each line in, the alignment of its text out."""

from __future__ import annotations

import re

from pipeline.inputs.html.elements import Align, look_of

_TAG = re.compile(r"<(/?)(p|div|center|h[1-6])\b([^<>]{0,2000})>", re.IGNORECASE)
_DEEPEST = 100


class Alignment:
    """The elements that are open from line to line."""

    def __init__(self) -> None:
        self._open: list[Align] = []

    def of_line(self, source: str, start: int, end: int) -> Align:
        """How the text of this line is aligned."""
        align: Align = self._open[-1] if self._open else ""
        for match in _TAG.finditer(source, start, end):
            if match[1]:
                if self._open:
                    self._open.pop()
            elif len(self._open) < _DEEPEST:
                own: Align = "center" if match[2].lower() == "center" else look_of(match[3], match[2].lower()).align
                align = own or align
                self._open.append(align)
        return align
