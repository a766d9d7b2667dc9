"""Finds the markup within one line of Markdown: source and stretch in, what to leave out or replace out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.inputs.html.elements import BLOCKS, UNSEEN, VOID
from pipeline.inputs.markdown.lines import fold_label
from pipeline.inputs.markdown.unseen import Unseen
from pipeline.inputs.signs import raise_digits

Action = Literal["drop", "replace", "break"]

_INLINE = re.compile(
    r"""
      \\(?P<escaped>[!-/:-@\[-`{-~])
    | (?<!`)(?P<ticks>`{1,3})(?!`)(?P<code>[^`]{1,1000}+)(?P=ticks)(?!`)
    | (?P<comment><!--)
    | <sup>(?P<raised>[0-9]{1,3})</sup>
    | (?P<image>!)?\[(?P<label>[^\[\]]{0,1000}+(?:\[[^\[\]]{0,1000}+\][^\[\]]{0,1000}+){0,9}+)\]
        \((?P<address><[^<>]{0,2000}>|[^()\s]{0,2000}+(?:\([^()\s]{0,200}+\)[^()\s]{0,2000}+){0,9}+)
        (?:[ \t]+"[^"]{0,500}+")?[ \t]*\)
    | \[\^(?P<footnote>[^\]\s]{1,40})\]
    | <(?P<autolink>(?:https?|ftp|mailto):[^\s<>]{1,2000}|[\w.+-]{1,64}@[\w.-]{1,200})>
    | </?(?P<tag>[A-Za-z][A-Za-z0-9]{0,15})(?P<attributes>\s+(?:[A-Za-z_:@][^<>]{0,2000})?)?/?>
    | (?P<run>\*{1,3}|_{1,3}|~~|==|`{1,3})(?!(?<=(?P<same>[*_~=`]))(?P=same))
    | (?P<long>[*_~`]+|={3,})
    """,
    re.VERBOSE,
)
_ANY = re.compile(r"[\\\[<*_~`]|==")
_ADDRESS = re.compile(
    r"[\x00-\x7f]*[A-Za-z/.#:][^\s]*|<[^<>]*>|[^\s]*\.(?:docx?|xlsx?|pptx?|pdf|ofd|wps|html?|zip|rar|png|jpe?g)",
    re.IGNORECASE,
)
_REFERENCED = re.compile(
    r"(?<!\\)(?P<image>!)?\[(?P<label>[^\[\]^][^\[\]]{0,300}+)\](?:\[(?P<name>[^\[\]]{0,200}+)\])?(?![(\[:])"
)
_TAGS = BLOCKS | VOID | UNSEEN | {
    "a", "abbr", "b", "big", "cite", "code", "dfn", "em", "font", "i", "iframe", "ins", "kbd", "label", "mark", "q",
    "rb", "ruby", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var",
}  # fmt: skip
_OPENING = "《“「『【"
"""Behind a character too, emphasis may begin with these (检查**《办法》**); others follow masked names (张**、)."""
_BREAKS = BLOCKS | {"br"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line that is not text: left out, replaced by `after`, or the end of a paragraph."""

    start: int
    end: int
    action: Action = "drop"
    after: str = ""
    rule: str = "escape"
    """Under which `after` stands."""
    linked: int = 0
    """How many characters of link text follow."""


def find_markup(source: str, start: int, end: int, labels: frozenset[str] = frozenset()) -> list[Piece]:
    """The markup in a stretch of one line, in order; what lies in a piece that is left out comes after it.

    `labels` are those for which the file gives the address of a link.
    """
    if not _ANY.search(source, start, end):
        return []
    pieces: list[Piece] = []
    runs: list[tuple[int, int]] = []
    unseen = Unseen(source)
    position = start
    for match in _INLINE.finditer(source, start, end):
        if match.start() < position:
            continue
        if match["run"]:
            runs.append(match.span())
        elif (match["tag"] or match["comment"]) and (close := unseen.end_of(match, end)):
            pieces.append(Piece(match.start(), close))
            position = close
        else:
            pieces.extend(_pieces_of(match, source))
    pieces += _pair_runs(source, start, end, runs)
    if labels:
        pieces += _references(source, start, end, labels)
    return sorted(pieces, key=lambda piece: (piece.start, -piece.end))


def _references(source: str, start: int, end: int, labels: frozenset[str]) -> Iterator[Piece]:
    """Links and pictures whose address stands elsewhere in the file."""
    for match in _REFERENCED.finditer(source, start, end):
        if fold_label(match["name"] or match["label"]) not in labels:
            continue
        first, last = match.span("label")
        if match["image"]:
            yield Piece(match.start(), match.end())
        else:
            yield Piece(match.start(), first, linked=last - first)
            yield Piece(last, match.end())


def _pieces_of(match: re.Match[str], source: str) -> Iterator[Piece]:
    start, end = match.span()
    if match["escaped"]:
        yield Piece(start, end, "replace", match["escaped"])
    elif match["raised"]:
        yield Piece(start, end, "replace", raise_digits(match["raised"]), "superscript")
    elif match["code"]:
        first, last = match.span("code")
        yield Piece(start, first)
        yield Piece(last, end)
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
            if mark == "~~":
                yield Piece(opener[0], last)
            else:
                yield Piece(*opener)
                yield Piece(first, last)
            del opened[mark]
        elif _can_open(mark, before, after):
            opened[mark] = (first, last)


def _can_open(mark: str, before: str, after: str) -> bool:
    if mark == "~~":
        return not (before.isdigit() and after.isdigit())
    if mark[0] == "`":
        return True
    if mark == "==":
        return not after.isspace() and not (before.isascii() and before.isalnum())
    if mark in ("*", "_", "__"):
        return _is_edge(before) and not _is_edge(after)
    return before.isspace() or (not after.isspace() and (_is_edge(before) or not _is_edge(after) or after in _OPENING))


def _can_close(mark: str, before: str, after: str) -> bool:
    if mark[0] == "_":
        return not before.isspace() and _is_edge(after)
    if mark == "==":
        return not before.isspace()
    if mark == "*":
        return not before.isspace() and not (after.isascii() and after.isalnum())
    return mark[0] in "`~" or not before.isspace() or after.isspace()


def _is_edge(character: str) -> bool:
    """White space or punctuation: where a word ends."""
    return character.isspace() or unicodedata.category(character)[0] in "PS"
