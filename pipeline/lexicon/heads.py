"""A pattern of many alternatives → which of them begin with which character: at each place only those are tried.

`regex` tries them all at every place where one may begin; of two hundred that takes eight times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from typing import Any

_REPEATED = ("?", "*", "+", "{")


class Heads:
    """The patterns of a rule by the character they begin with, and the characters of which one must follow it."""

    __slots__ = ("_heads", "_places")

    def __init__(self, patterns: Mapping[str, Any], seconds: Mapping[str, Set[str]]) -> None:
        self._heads = {character: (pattern, seconds.get(character)) for character, pattern in patterns.items()}
        told = "".join(character for character in patterns if character in seconds)
        untold = "".join(character for character in patterns if character not in seconds)
        followers = "".join(sorted(frozenset().union(*seconds.values())))
        places = [f"[{re.escape(told)}](?=[{re.escape(followers)}])"] if told else []
        self._places = re.compile("|".join([*places, *map(re.escape, untold)]))
        """Where one of the characters stands, and behind it one that may follow some of them."""

    def split(self, string: str) -> list[str]:
        """What is matched, and before and behind it what is between: the string in pieces, every second one matched."""
        pieces: list[str] = []
        done, heads = 0, self._heads
        for found in self._places.finditer(string):
            place = found.start()
            if place < done:
                continue
            pattern, seconds = heads[string[place]]
            if seconds is not None and string[place + 1] not in seconds:
                continue
            if match := pattern.match(string, place):
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


def second_characters(source: str) -> dict[str, frozenset[str]]:
    """By the character with which some of the alternatives begin, all that may follow it, where that is told."""
    seconds: dict[str, frozenset[str] | None] = {}
    told_by: dict[str, frozenset[str] | None] = {}
    for alternative in _flat(source):
        rest = alternative[_end(alternative, _start(alternative)) :].lstrip()
        told = told_by[rest] = told_by[rest] if rest in told_by else _opening(rest)
        for character in _firsts(alternative):
            known = seconds.get(character, frozenset())
            seconds[character] = known | told if known is not None and told is not None else None
    return {character: told for character, told in seconds.items() if told is not None}


def _opening(rest: str) -> frozenset[str] | None:
    """What the rest of an alternative may begin with, by its first character or what is looked for there, if told."""
    while rest:
        ahead = rest.startswith("(?=")
        end = _end(rest, 0) if ahead else len(rest)
        try:
            return frozenset([c for part in _flat(rest[3 : end - 1] if ahead else rest) for c in _firsts(part)])
        except ValueError:
            rest = rest[end:].lstrip()
    return None


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
