"""Tells what kind of line a line of Markdown is: source in, lines and what they are out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.inputs.markdown.unseen import find_unseen

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_BLANK = re.compile(r"(?:[\s\x00-\x1f\ufeff\u200b]++|&(?:nbsp|emsp|ensp);)*+")
_FRONT_MATTER = re.compile(
    r"\ufeff?(?:(?P<yaml>---)|\+\+\+)[ \t]*\r?\n((?:[^\n]*\n){0,200}?)(?(yaml)(?:---|\.\.\.)|\+\+\+)[ \t]*(?=\r?\n|\Z)"
)
_FRONT_LINE = re.compile(r"(?:[\w.-]+[ \t]*:(?: .*)?|[ \t#-].*|)\r?")
_FRONT_LINE_OF_TOML = re.compile(r"(?:[\w.-]+[ \t]*=.*|[ \t#\[\]].*|)\r?")
_FRONT_TITLE = re.compile(r"""^title[ \t]*[:=][ \t]*["']?(?P<title>[^"'\r\n]{1,300})""", re.MULTILINE)
_RULE = re.compile(
    r"[ ]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*|:{3,}[ \t]*(?:\{[^{}]*\}|[a-z-]*)[ \t]*)"
    r"|\{:[^{}]*\}[ \t]*"
)
_REFERENCE = re.compile(
    r"[ ]{0,3}\[(?P<label>[^\[\]^][^\[\]]{0,200})\]:[ \t]*[\x21-\x7e]+[ \t]*+"
    r"(?:(?:\"[^\"]*\"|'[^']*'|\([^()]*\))[ \t]*+)?"
    r"|[ ]{0,3}\[(?:TOC|toc)\][ \t]*"
)
_QUOTED = re.compile(r"[ ]{0,3}(?:>[ \t]*+)++")
_DELIMITER = re.compile(r"[ \t]*+(?:\|[ \t]*+)?:?-+:?[ \t]*+(?:\|[ \t]*+:?-+:?[ \t]*+)*+(?:\|[ \t]*+)?")
_CELL = re.compile(r"(?:[^|\\`]++|\\.|`[^`|\n]*+`|[\\`])+")
_SENTENCE_END = "。；：，、！？;:,.!?”）)"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank; `follows` says that no blank line stands before it."""

    start: int
    end: int
    follows: bool


def find_lines(source: str, left_out: list[tuple[int, int]]) -> list[Line]:
    """The lines of the source outside of what is left out, blank ones passed over."""
    found: list[Line] = []
    position = last = 0
    for start, end in [*left_out, (len(source), len(source))]:
        for match in _LINE.finditer(source, position, start):
            if not _BLANK.fullmatch(source, *match.span()):
                gap = source[last : match.start()]
                found.append(Line(*match.span(), follows=bool(found) and gap in ("\n", "\r\n", "\r")))
                last = match.end()
        position = end
    return found


def find_left_out(source: str) -> list[tuple[int, int]]:
    """Front matter, and comments and hidden elements that are lines of their own or several lines."""
    found = []
    front = _FRONT_MATTER.match(source)
    if front and _is_front(front):
        found.append(front.span())
    found += find_unseen(source, front.end() if found and front else 0)
    return found


def _is_front(matter: re.Match[str]) -> bool:
    """Whether all lines between the marks are those of front matter, in YAML or TOML."""
    lines = matter[2].split("\n")
    if matter["yaml"]:
        return all(_FRONT_LINE.fullmatch(line) for line in lines)
    return all(_FRONT_LINE_OF_TOML.fullmatch(line) for line in lines)


def find_labels(source: str, lines: list[Line]) -> frozenset[str]:
    """The labels for which a line gives the address of a link."""
    matches = (_REFERENCE.fullmatch(source, line.start, line.end) for line in lines)
    return frozenset(fold_label(match["label"]) for match in matches if match and match["label"])


def fold_label(label: str) -> str:
    """A label as it is compared."""
    return " ".join(label.split()).casefold()


def front_title(source: str, left_out: list[tuple[int, int]]) -> tuple[str, int, int] | None:
    """The title that the front matter states, and its place."""
    if not left_out or not source.startswith(("---", "\ufeff---", "+++", "\ufeff+++")):
        return None
    match = _FRONT_TITLE.search(source, *left_out[0])
    return (match["title"].strip(), *match.span("title")) if match else None


def is_rule(source: str, line: Line) -> bool:
    """A line across the page, the edge of a container, or the address of a link: nothing of it is text."""
    return bool(_RULE.fullmatch(source, line.start, line.end) or _REFERENCE.fullmatch(source, line.start, line.end))


def underline_level(source: str, line: Line, below: Line | None) -> int:
    """The heading level that the line below gives this line (`===`, `---`), or 0."""
    if below is None or not below.follows or line.end - line.start > 60 or source[line.end - 1] in _SENTENCE_END:
        return 0
    mark = source[below.start : below.end].strip()
    return {"=": 1, "-": 2}.get(mark[0], 0) if len(mark) >= 3 and len(set(mark)) == 1 else 0


def table_at(source: str, lines: list[Line], first: int) -> list[Line]:
    """The lines of the table that begins with this line, its second line (dashes) included; empty where none does.

    In a quotation they come without its marks.
    """
    if first + 1 >= len(lines) or "|" not in source[lines[first].start : lines[first].end]:
        return []
    quoted = _QUOTED.match(source, lines[first].start, lines[first].end) is not None
    dashes = _unquoted(source, lines[first + 1]) if quoted else lines[first + 1]
    if not dashes.follows or not _DELIMITER.fullmatch(source, dashes.start, dashes.end):
        return []
    if "|" not in source[dashes.start : dashes.end]:
        return []
    last = first + 2
    while last < len(lines) and lines[last].follows and "|" in source[lines[last].start : lines[last].end]:
        last += 1
    return [_unquoted(source, line) for line in lines[first:last]] if quoted else lines[first:last]


def _unquoted(source: str, line: Line) -> Line:
    marks = _QUOTED.match(source, line.start, line.end)
    return Line(marks.end(), line.end, line.follows) if marks else line


def cells_of(source: str, line: Line) -> list[tuple[int, int]]:
    """The places of a table row's cells; an empty cell has an empty place."""
    stretch = source[line.start : line.end]
    start = line.start + len(stretch) - len(stretch.lstrip())
    end = line.start + len(stretch.rstrip())
    start += source[start] == "|"
    end -= end > start and source[end - 1] == "|" and source[end - 2] != "\\"
    cells: list[tuple[int, int]] = []
    while start <= end:
        match = _CELL.match(source, start, end)
        stop = match.end() if match else start
        cells.append((start, stop))
        start = stop + 1
    return cells
