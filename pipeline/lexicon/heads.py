"""A pattern of many alternatives → which of them begin with which character: at each place only those are tried.

`regex` tries them all at every place where one may begin; of two hundred that takes eight times as long.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_REPEATED = ("?", "*", "+", "{")


class Heads:
    """The patterns of a rule by the character they begin with."""

    __slots__ = ("_patterns",)

    def __init__(self, patterns: Mapping[str, Any]) -> None:
        self._patterns = patterns

    def split(self, string: str) -> list[str]:
        """What is matched, and before and behind it what is between: the string in pieces, every second one matched."""
        pieces: list[str] = []
        done, patterns = 0, self._patterns
        for place, character in enumerate(string):
            if character in patterns and place >= done and (match := patterns[character].match(string, place)):
                pieces += string[done:place], match[0]
                done = match.end()
        pieces.append(string[done:])
        return pieces


def by_first_character(source: str) -> dict[str, str]:
    """The alternatives of a verbose pattern by the character they begin with, in their order.

    Each begins with a character, a list of such in brackets, or a group whose alternatives do, perhaps behind what must
    (not) stand before it; else a ValueError.
    """
    heads: dict[str, list[str]] = {}
    for alternative in _flat(source):
        for character in _firsts(alternative):
            heads.setdefault(character, []).append(alternative)
    return {character: "|".join(alternatives) for character, alternatives in heads.items()}


def _flat(source: str) -> Iterator[str]:
    """The alternatives; one that begins with a group, once for each alternative of that."""
    for alternative in _alternatives(source):
        start = _start(alternative)
        end = _end(alternative, start)
        if alternative[start] == "(" and alternative[start:end][:3] not in ("(?=", "(?!"):
            if alternative.startswith(_REPEATED, end):
                raise ValueError(f"{alternative} begins with a group that is repeated")
            inside = alternative[start:end].removeprefix("(").removeprefix("?:")[:-1]
            for part in _flat(inside):
                yield alternative[:start] + part + alternative[end:]
        else:
            yield alternative


def _firsts(alternative: str) -> str:
    start = _start(alternative)
    end = _end(alternative, start)
    characters = alternative[start:end].strip("[]")
    if not characters.isalpha() or alternative.startswith(_REPEATED, end):
        raise ValueError(f"{alternative} begins with no character that is told")
    return characters


def _start(alternative: str) -> int:
    """Where it begins, behind what must (not) stand before it."""
    start = 0
    while alternative.startswith("(?<", start):
        start = _end(alternative, start)
    return start


def _alternatives(source: str) -> list[str]:
    """What stands between the | that are in no group."""
    found, begin, place = [], 0, 0
    while place < len(source):
        if source[place] == "|":
            found.append(source[begin:place].strip())
            begin = place + 1
        place = _end(source, place)
    return [*found, source[begin:].strip()]


def _end(source: str, start: int) -> int:
    """Where the group, the list or the character ends that begins here; lists hold no brackets."""
    depth, place = 0, start
    while place < len(source):
        if source[place] == "[" and "]" in source[place:]:
            place = source.index("]", place) + 1
        else:
            depth += (source[place] == "(") - (source[place] == ")")
            place += 2 if source[place] == "\\" else 1
        if depth <= 0:
            return place
    raise ValueError(f"{source} is not closed")
