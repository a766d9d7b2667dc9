"""Finds what HTML in Markdown keeps out of sight: a source in, where hidden elements, comments and fences end out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.inputs.html.elements import UNSEEN, VOID, look_of

_RAW = frozenset(("script", "style", "textarea", "noscript", "title"))
_BEGINNING = re.compile(
    r"^[ ]{0,3}(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})|(?P<comment><!--)"
    r"|^[ \t]*<(?P<tag>[A-Za-z][A-Za-z0-9]{0,15})(?P<attributes>\s+[A-Za-z_:@][^<>]{0,2000})?>",
    re.MULTILINE,
)
_LINE_END = re.compile(r"[ \t]*(?=[\r\n]|\Z)")


class Unseen:
    """Comments and elements that are not shown; an end that is not there is looked for once."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._endless: set[str] = set()

    def end_of(self, tag: re.Match[str], limit: int) -> int:
        """Where what this begins ends, if it is hidden; 0 if it is shown or goes beyond the limit."""
        if tag["comment"]:
            return self._end_of_comment(tag.end(), limit)
        name = tag["tag"].lower()
        if tag[0].startswith("</") or name in VOID or name in self._endless:
            return 0
        if (
            name not in UNSEEN
            and name not in _RAW
            and not (tag["attributes"] and look_of(tag["attributes"], name).hidden)
        ):
            return 0
        depth = 1
        for match in re.compile(rf"<(/?){name}\b[^<>]*>", re.IGNORECASE).finditer(self._source, tag.end(), limit):
            depth += -1 if match[1] else 1
            if not depth:
                return match.end()
        self._endless.add(name)
        return 0

    def _end_of_comment(self, start: int, limit: int) -> int:
        close = -1 if "--" in self._endless else self._source.find("-->", start, limit)
        if close < 0:
            self._endless.add("--")
        return close + 3 if close >= 0 else 0


def find_unseen(source: str, position: int) -> Iterator[tuple[int, int]]:
    """Comments and hidden elements that are lines of their own or several lines, outside fences."""
    unseen = Unseen(source)
    while match := _BEGINNING.search(source, position):
        position = match.end()
        if match["fence"]:
            position = _after_fence(source, match)
            continue
        close = unseen.end_of(match, len(source))
        if not close:
            continue
        position = close
        begins_line = not source[source.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
        if "\n" in source[match.start() : close].strip() or (begins_line and _LINE_END.match(source, close)):
            yield match.start(), close


def _after_fence(source: str, opening: re.Match[str]) -> int:
    mark = opening["fence"]
    closing = re.compile(rf"^[ ]{{0,3}}{re.escape(mark)}{re.escape(mark[0])}*[ \t]*\r?$", re.MULTILINE)
    match = closing.search(source, opening.end())
    return match.end() if match else len(source)
