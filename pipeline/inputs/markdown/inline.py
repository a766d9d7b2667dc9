"""Finds the markup within one line of Markdown: source and stretch in, what to leave out or replace out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.inputs.html.elements import BLOCKS, UNSEEN, VOID

Action = Literal["drop", "replace", "break"]

_INLINE = re.compile(
    r"""
      \\(?P<escaped>[!-/:-@\[-`{-~])
    | (?P<image>!)?\[(?P<label>[^\[\]]{0,1000}+(?:\[[^\[\]]{0,1000}+\][^\[\]]{0,1000}+){0,9}+)\]
        \((?P<address>[^()\s]{0,2000}+(?:\([^()\s]{0,200}+\)[^()\s]{0,2000}+){0,9}+)(?:[ \t]+"[^"]{0,500}+")?[ \t]*\)
    | \[\^(?P<footnote>[^\]\s]{1,40})\]
    | <(?P<autolink>(?:https?|ftp|mailto):[^\s<>]{1,2000})>
    | </?(?P<tag>[A-Za-z][A-Za-z0-9]{0,15})(?:\s[^<>]{0,2000})?/?>
    | (?P<run>\*{1,3}|_{1,3}|~~|`{1,3})(?!(?<=(?P<same>[*_~`]))(?P=same))
    | (?P<long>[*_~`]+)
    """,
    re.VERBOSE,
)
_ANY = re.compile(r"[\\\[<*_~`]")
_ADDRESS = re.compile(r"[\x00-\x7f]*[A-Za-z/.#:][^\s]*|<[^<>]*>")
_TAGS = BLOCKS | VOID | UNSEEN | {"b", "strong", "i", "em", "u", "s", "del", "ins", "sub", "sup", "span", "font", "a"}
_BREAKS = BLOCKS | {"br"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line that is not text: left out, replaced by `after`, or the end of a paragraph."""

    start: int
    end: int
    action: Action = "drop"
    after: str = ""
    linked: int = 0
    """How many characters of link text follow."""


def find_markup(source: str, start: int, end: int) -> list[Piece]:
    """The markup in a stretch of one line, in order, without overlap."""
    if not _ANY.search(source, start, end):
        return []
    pieces: list[Piece] = []
    runs: list[tuple[int, int]] = []
    for match in _INLINE.finditer(source, start, end):
        if match["run"]:
            runs.append(match.span())
        else:
            pieces.extend(_pieces_of(match, source))
    pieces += _pair_runs(source, start, end, runs)
    return sorted(pieces, key=lambda piece: piece.start)


def _pieces_of(match: re.Match[str], source: str) -> Iterator[Piece]:
    start, end = match.span()
    if match["escaped"]:
        yield Piece(start, end, "replace", match["escaped"])
    elif match["image"]:
        yield Piece(start, end)
    elif match["label"] is not None:
        if _ADDRESS.fullmatch(match["address"]):
            first, last = match.span("label")
            yield Piece(start, first, linked=last - first)
            yield from find_markup(source, first, last)
            yield Piece(last, end)
    elif match["autolink"]:
        yield Piece(start, start + 1)
        yield Piece(end - 1, end)
    elif match["tag"]:
        name = match["tag"].lower()
        if name in _TAGS:
            yield Piece(start, end, "break" if name in _BREAKS else "drop")
    elif match["footnote"]:
        yield Piece(start, end)


def _pair_runs(source: str, start: int, end: int, runs: list[tuple[int, int]]) -> Iterator[Piece]:
    """Emphasis and code: marks that open and close, by the rules of CommonMark, more freely next to Chinese."""
    opened: dict[str, tuple[int, int]] = {}
    for first, last in runs:
        mark = source[first:last]
        before = source[first - 1] if first > start else " "
        after = source[last] if last < end else " "
        opener = opened.get(mark)
        if opener and opener[1] < first and _can_close(mark, before, after):
            yield Piece(*opener)
            yield Piece(first, last)
            del opened[mark]
        elif _can_open(mark, before, after):
            opened[mark] = (first, last)


def _can_open(mark: str, before: str, after: str) -> bool:
    if mark[0] in "`~":
        return True
    if mark in ("*", "_", "__"):
        return _is_edge(before) and not _is_edge(after)
    return before.isspace() or (not after.isspace() and (_is_edge(before) or not _is_edge(after)))


def _can_close(mark: str, before: str, after: str) -> bool:
    if mark[0] == "_":
        return not before.isspace() and _is_edge(after)
    if mark == "*":
        return not before.isspace() and not (after.isascii() and after.isalnum())
    return mark[0] in "`~" or not before.isspace() or after.isspace()


def _is_edge(character: str) -> bool:
    """White space or punctuation: where a word ends."""
    return character.isspace() or unicodedata.category(character)[0] in "PS"
