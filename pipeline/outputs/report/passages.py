"""Sections of a notice → passages for the reading pane: who marks what, cut so that no two marks cross."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from pipeline.model.notice import EditRecord, Notice, Section
from pipeline.outputs.marks import Mark, MarkIndex, Run, cut_runs
from pipeline.outputs.report.restorations import is_spot


@dataclass(frozen=True)
class Stretch:
    """Characters with the classes of what they are, and what the pointer tells about them."""

    text: str
    classes: str
    note: str


@dataclass(frozen=True)
class Clause:
    """Stretches that the same obligations cover; `rows` are their row numbers, the innermost last."""

    number: int
    rows: tuple[int, ...]
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class Passage:
    """One row of the outline as it reads."""

    section: Section
    number: int
    level: int
    clauses: tuple[Clause, ...]


def make_passages(notice: Notice) -> tuple[Passage, ...]:
    """Every row of the outline, in order; together they hold every character of the text but line ends."""
    index = MarkIndex(find_marks(notice))
    passages, count = [], 0
    for number, section in enumerate(notice.sections):
        place = section.place
        end = place.char_start + len(notice.text[place.char_start : place.char_end].rstrip())
        marks = index.between(place.char_start, max(end, place.char_start + 1))
        clauses = _make_clauses(notice.text, cut_runs(place.char_start, end, marks), count)
        count += len(clauses)
        passages.append(Passage(section, number, _heading_level(section), clauses))
    return tuple(passages)


def find_marks(notice: Notice) -> list[Mark]:
    """Everything the text shows: obligations, frequencies, deadlines, citations, restored spots, headings."""
    marks = [Mark(o.place.char_start, o.place.char_end, "obligation", str(i)) for i, o in enumerate(notice.obligations)]
    for frequency in notice.frequencies:
        words = frequency.words or (frequency.place,)
        marks += [Mark(w.char_start, w.char_end, "frequency") for w in words]
    marks += [Mark(d.place.char_start, d.place.char_end, "deadline") for d in notice.deadlines]
    marks += [Mark(c.place.char_start, c.place.char_end, "citation") for c in notice.citations]
    if number := notice.header.document_number:
        marks.append(Mark(number.place.char_start, number.place.char_end, "number"))
    for section in notice.sections:
        parts = (section.marker, "marker"), (section.heading, "heading")
        marks += [Mark(q.char_start, q.char_end, kind) for q, kind in parts if q]
    marks += [_restored(e, len(notice.text)) for e in notice.edits if is_spot(e)]
    return [m for m in marks if m.end > m.start]


def _restored(edit: EditRecord, length: int) -> Mark:
    """A restored stretch; where something was only taken out, the character before it carries the mark."""
    start, end = edit.char_start, edit.char_end
    if start == end:
        start, end = max(0, start - 1), max(1, start)
    kind = "doubtful" if edit.certainty in ("likely", "unresolved") else "restored"
    return Mark(start, min(end, length), kind, note=edit.before)


def _make_clauses(text: str, runs: list[Run], first: int) -> tuple[Clause, ...]:
    clauses: list[Clause] = []
    for rows, group in groupby(runs, key=_rows_of):
        stretches = tuple(_make_stretch(text, run) for run in group)
        clauses.append(Clause(first + len(clauses), rows, stretches))
    return tuple(clauses)


def _rows_of(run: Run) -> tuple[int, ...]:
    return tuple(int(m.key) for m in run.marks if m.kind == "obligation")


def _make_stretch(text: str, run: Run) -> Stretch:
    kinds = dict.fromkeys(m.kind for m in run.marks if m.kind != "obligation")
    note = " ".join(m.note for m in run.marks if m.note)
    return Stretch(text[run.start : run.end], " ".join(f"m-{kind}" for kind in kinds), note)


def _heading_level(section: Section) -> int:
    """2 to 6 for what is a heading to a screen reader, 0 for what is text."""
    if section.kind == "title":
        return 2
    if section.heading is not None and section.kind == "heading":
        return min(6, 2 + max(1, section.depth))
    return 0
