"""Reads Markdown line by line: bytes in, Reading out."""

from __future__ import annotations

import re

from pipeline.inputs.charset import decode, report_losses
from pipeline.inputs.excerpt import Excerpt
from pipeline.inputs.html.blocks import cut_page
from pipeline.inputs.html.layout import joint_of
from pipeline.inputs.html.tables import find_data_tables
from pipeline.inputs.markdown.alignment import Alignment
from pipeline.inputs.markdown.counts import Counts
from pipeline.inputs.markdown.inline import Piece, find_markup
from pipeline.inputs.markdown.lines import (
    Line,
    cells_of,
    find_labels,
    find_left_out,
    find_lines,
    front_title,
    is_rule,
    table_at,
    underline_level,
)
from pipeline.inputs.misread import report_misreading
from pipeline.lexicon.rules import load_rules
from pipeline.model.density import FEWEST_BYTES_OF_MARKUP, refuse_dense_lines
from pipeline.model.notice import Evidence
from pipeline.model.reading import Mark, Reading
from pipeline.model.text import SourceSpan

LONGEST_OFFER = 160
"""Characters of a line that only offers a download."""

_CLOSING_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})[ \t]*")
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})[^`]*")
_INDENT = "(?:[ \\t\u3000\xa0\u2000-\u200a\ufeff]++|&(?:emsp|ensp|nbsp);)*+"
_PREFIX = re.compile(
    rf"{_INDENT}(?:>{_INDENT})*+"
    r"(?:(?P<heading>\#{1,6})(?=[ \t]|\Z|&|[^\x00-\x7f](?![^#\n]*\#))"
    r"|(?P<footnote>\[\^[^\]\s]{1,40}\]:)"
    r"|(?P<bullet>[-*+](?:[ \t]+\[[ xX]\])?(?=[ \t]+\S)))?"
    rf"{_INDENT}"
)
_NAME = re.compile(r"(?<![ \t])[ \t]*+\{[#.][\w .#-]{0,100}\}[ \t]*\Z")
_TABLE = re.compile(r"[ ]{0,3}<table[\s>]", re.IGNORECASE)
_TABLE_END = re.compile(r"</table\s*>|\Z", re.IGNORECASE)


def read_markdown(data: bytes) -> Reading:
    """The text in `data`. Refuses empty, binary, oversized and dense files."""
    decoded = decode(data)
    refuse_dense_lines(decoded.string, FEWEST_BYTES_OF_MARKUP)
    scribe = _Scribe(decoded.string)
    scribe.write()
    text = scribe.excerpt.finish(scribe.skipped)
    return Reading(
        text,
        "text/markdown",
        decoded.encoding,
        tuple(scribe.marks),
        _evidence(decoded.string, scribe.left_out),
        (*report_misreading(decoded.string, text), *report_losses(decoded, text)),
    )


def _evidence(source: str, left_out: list[tuple[int, int]]) -> tuple[Evidence, ...]:
    if not (stated := front_title(source, left_out)):
        return ()
    title, start, end = stated
    return (Evidence(field="title", value=title, source_start=start, source_end=end),)


def _without_closing(source: str, start: int, end: int) -> int:
    """Where a heading ends without the marks that close it (`# 标题 #`) or name it (`# 标题 {#name}`)."""
    named = _NAME.search(source, start, end)
    end = named.start() if named else end
    heading = source[start:end].rstrip()
    bare = heading.rstrip("#")
    return start + len(bare) if bare != heading and (not bare or bare[-1].isspace()) else end


class _Scribe:
    """Writes line after line."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.excerpt = Excerpt(source)
        self.marks: list[Mark] = []
        self.left_out = find_left_out(source)
        self.lines = find_lines(source, self.left_out)
        self.labels = find_labels(self.source, self.lines)
        self.skipped = bool(self.left_out)
        self.alignment = Alignment()
        self.counts = Counts()

    def write(self) -> None:
        position, fence = 0, ""
        while position < len(self.lines):
            line = self.lines[position]
            below = self.lines[position + 1] if position + 1 < len(self.lines) else None
            position += 1
            opening = (_CLOSING_FENCE if fence else _FENCE).fullmatch(self.source, line.start, line.end)
            if fence or opening:
                fence = self._write_fenced(line, fence, opening[1] if opening else "")
            elif rows := table_at(self.source, self.lines, position - 1):
                self._write_table(rows)
                position += len(rows) - 1
            elif _TABLE.match(self.source, line.start, line.end):
                end = self._write_html_table(line.start)
                while _TABLE.match(self.source, end):
                    end = self._write_html_table(end)
                while position < len(self.lines) and self.lines[position].start < end:
                    position += 1
                if self.source[end : (behind := self.lines[position - 1]).end].strip():
                    position -= 1
                    self.lines[position] = Line(end, behind.end, follows=False)
            elif not is_rule(self.source, line):
                self._write_line(line, underline_level(self.source, line, below), bool(below and below.follows))
            else:
                self.counts = Counts()

    def _begin(self, joint: str = "\n") -> None:
        self.excerpt.begin(joint if self.excerpt.position else "", self.skipped, "")
        self.skipped = False

    def _write_fenced(self, line: Line, fence: str, mark: str) -> str:
        """Writes a line between fences as it is; the fence that is open after it."""
        if mark and (not fence or mark.startswith(fence)):
            return "" if fence else mark
        self._begin()
        self.excerpt.keep_text(line.start, line.end)
        return fence

    def _write_table(self, rows: list[Line]) -> None:
        self.counts = Counts()
        for row in (rows[0], *rows[2:]):
            start = -1
            waiting = "\n"
            for first, last in cells_of(self.source, row):
                if self.source[first:last].strip():
                    self._begin(waiting)
                    self._write_stretch(first, last, find_markup(self.source, first, last, self.labels), " ")
                    start = self.excerpt.line_span().start if start < 0 else start
                    waiting = ""
                waiting += "\t" if start >= 0 else ""
            if start >= 0:
                self._mark_row(start)

    def _mark_row(self, start: int) -> None:
        self.marks.append(Mark(SourceSpan(start, self.excerpt.position), "table_row"))

    def _write_html_table(self, start: int) -> int:
        """Writes a table in HTML row by row; where it ends."""
        ending = _TABLE_END.search(self.source, start)
        end = ending.end() if ending else len(self.source)
        page = cut_page(self.source[start:end])
        tables = find_data_tables(page)
        before, first = None, 0
        for block in (block for block in page.blocks if not block.state.hidden):
            joint = joint_of(page, before, block, tables) if before else "\n"
            self._begin(joint)
            for run_start, run_end in block.runs:
                self.excerpt.keep_text(start + run_start, start + run_end)
            if joint == "\n":
                first = self.excerpt.line_span().start
            elif self.marks and self.marks[-1].source.start == first:
                self.marks.pop()
            self._mark_row(first)
            before = block
        return end

    def _write_line(self, line: Line, level: int, goes_on: bool) -> None:
        prefix = _PREFIX.match(self.source, line.start, line.end)
        start, end = prefix.end() if prefix else line.start, line.end
        if prefix and prefix["heading"]:
            level = len(prefix["heading"])
            end = _without_closing(self.source, start, end)
        if goes_on and self.source.endswith("\\", start, end) and not self.source.endswith("\\\\", start, end):
            end -= 1
        align = self.alignment.of_line(self.source, line.start, line.end)
        pieces = find_markup(self.source, start, end, self.labels)
        if self._offers_download(start, end, pieces):
            self.skipped = True
            return
        if number := self.counts.count(self.source, line, prefix.end() if prefix else line.start):
            pieces.insert(0, Piece(start, start + 1, "replace", number, rule="list-number"))
        self._begin()
        for first, last in self._write_stretch(start, end, pieces, "\n"):
            if level:
                self.marks.append(Mark(SourceSpan(first, last), "heading", level))
            if align in ("center", "right"):
                self.marks.append(Mark(SourceSpan(first, last), "centered" if align == "center" else "right"))
            if prefix and prefix["footnote"]:
                self.marks.append(Mark(SourceSpan(first, last), "footnote"))

    def _write_stretch(self, start: int, end: int, pieces: list[Piece], joint: str) -> list[tuple[int, int]]:
        """Keeps the text between the pieces of markup; the places of the paragraphs (or parts of a cell) it makes."""
        excerpt = self.excerpt
        spans = []
        position = start
        for piece in (*pieces, Piece(end, end)):
            if piece.start < position:
                continue
            excerpt.keep_text(position, piece.start)
            if piece.action == "replace":
                excerpt.keep_as(piece.start, piece.end, piece.after, piece.rule)
            ends_line = piece.action == "break" or piece.start == end
            if ends_line and not excerpt.at_line_start:
                spans.append((excerpt.line_span().start, excerpt.line_span().end))
                if piece.start < end:
                    excerpt.begin(joint, False, "")
            position = piece.end
        return spans

    def _offers_download(self, start: int, end: int, pieces: list[Piece]) -> bool:
        """Whether the line is a link that says no more than that it is one."""
        linked = sum(piece.linked for piece in pieces)
        if not linked or end - start > LONGEST_OFFER + sum(piece.end - piece.start for piece in pieces):
            return False
        ends = [start, *(piece.end for piece in pieces)]
        starts = [*(piece.start for piece in pieces), end]
        text = "".join("".join(self.source[a:b].split()) for a, b in zip(ends, starts, strict=True))
        return 2 * linked > len(text) and load_rules("web_page")["furniture"].search(text) is not None
