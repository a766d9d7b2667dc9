"""A table of duties → for each row what is to be done, by whom, by when and how often: 工作任务, 责任单位, 完成时限.

Assumptions: (1) the first row, or the second below a title, names the columns, one of which holds the duties and
another who must or by when; (2) where a column of measures (具体措施) stands beside one of tasks, the tasks are its
headings; (3) a row with fewer cells than columns has its first cells in common with the row above (they are merged),
or its last ones are empty, whichever makes names of the cells below 责任单位.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from pipeline.lexicon.columns import CELL_END, FIRST_ROWS, Columns, read_head
from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.segment import cut_words
from pipeline.lexicon.words import MODAL, VERB, Flag, is_name
from pipeline.model.notice import BearerRole
from pipeline.model.text import Span
from pipeline.stages.obligations.tokens import MARK, Token

_MOST_MERGED = 4
_NUMBER = compile_pattern(
    r"(?:^|(?<=[。；;\s]))(?:[0-9]{1,2}[.．、](?![0-9])|[（(](?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[）)]|[一二三四五六七八九十]{1,3}、|[①-⑳])\s{0,4}"
)
"""The number of an item within a cell."""
_SAID = compile_pattern(r"[，。；,;]")


@dataclass(frozen=True)
class DutyRow:
    """One row: where its duties, its bearers with their roles, and what says by when or how often stand."""

    duties: tuple[Span, ...]
    bearers: tuple[tuple[Span, BearerRole], ...]
    times: tuple[Span, ...]


def duty_rows(string: str, start: int) -> list[DutyRow] | None:
    """The rows of a table whose text begins at `start`; None where its head names no duties with bearers or dates."""
    rows = list(_rows(string, start))
    for head, cells in enumerate(rows[:FIRST_ROWS]):
        columns = read_head([string[c.start - start : c.end - start] for c in cells])
        if columns is not None:
            return list(_read_rows(string, start, rows[head + 1 :], columns))
    return None


def cells_of(string: str, start: int) -> Iterator[Span]:
    """The cells of a table that say something, below the names of its columns: none goes on in the next."""
    named = "\t" in string.partition("\n")[0] and _SAID.search(string.partition("\n")[0]) is None
    rows = islice(_rows(string, start), int(named), None)
    return (cell for cells in rows for cell in cells if cell.start < cell.end)


def tells_deed(run: Sequence[Token]) -> bool:
    """Whether a sentence of a cell has clauses, a modal, or opens with a verb: 出院患者手术占比 names a column."""
    how = run[0].flags & (Flag.ADVERB | Flag.PREPOSITION) and any(t.flags & Flag.PURE for t in run)
    return bool(run[0].flags & VERB or how) or any(
        t.flags & MODAL or (t.kind == MARK and t.text in "，,。；;：:") for t in run
    )


def _rows(string: str, start: int) -> Iterator[list[Span]]:
    """The cells of each row; of an empty one the place is empty too."""
    position = start
    for line in string.split("\n"):
        cells = []
        for cell in CELL_END.split(line):
            lead = len(cell) - len(cell.lstrip())
            cells.append(Span(position + lead, position + max(lead, len(cell.rstrip()))))
            position += len(cell) + 1
        yield cells[:-1] if line.endswith("|") else cells


def _read_rows(string: str, start: int, rows: Sequence[list[Span]], columns: Columns) -> Iterator[DutyRow]:
    above: list[Span] = []
    for cells in rows:
        placed = _place(string, start, cells, above, columns)
        named = any(placed[i].start < placed[i].end for i in columns.bearers)
        if not named and above:
            for i in columns.bearers:
                placed[i] = above[i]
        above, own = placed, {cell.start for cell in cells}
        duties = [placed[i] for i in columns.duties if placed[i].start in own]
        yield DutyRow(
            tuple(piece for cell in duties for piece in _items(string, start, cell)),
            tuple((placed[i], role) for i, role in columns.bearers.items() if placed[i].start < placed[i].end),
            tuple(placed[i] for i in columns.times if placed[i].start < placed[i].end),
        )


def _items(string: str, start: int, cell: Span) -> Iterator[Span]:
    """1.严格准入。2.开展评估。: the items of a cell without their numbers."""
    begin = cell.start
    for number in _NUMBER.finditer(string[cell.start - start : cell.end - start]):
        if cell.start + number.start() > begin:
            yield Span(begin, cell.start + number.start())
        begin = cell.start + number.end()
    if begin < cell.end:
        yield Span(begin, cell.end)


def _place(string: str, start: int, cells: list[Span], above: list[Span], columns: Columns) -> list[Span]:
    """The cells of a row by column; those that a shorter row lacks are those of the row above, or empty."""
    end = cells[-1].end
    missing = columns.count - len(cells)
    if missing <= 0:
        return cells[: columns.count]
    empty = [Span(end, end)] * missing

    def fits(placed: list[Span]) -> int:
        words = [string[placed[i].start - start : placed[i].end - start] for i in columns.bearers]
        return sum(bool(word) and _is_named(word) for word in words)

    shifts = range(min(missing, _MOST_MERGED) + 1 if above else 1)
    return max(([*above[:k], *cells, *empty[k:]] for k in shifts), key=fits)


@lru_cache(maxsize=1_000)
def _is_named(cell: str) -> bool:
    """Whether a cell ends in a name; one that is merged is asked about with every row that it is of."""
    return is_name(cut_words(cell)[-1])
