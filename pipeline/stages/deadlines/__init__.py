"""Finds by when things are to be done: text and sections in, `Deadline` records in text order out.

Assumptions about notices:
1. A deadline is said within one clause: a term (30日内), with the event it counts from before it; a day with 前; a
   word such as 立即. An event in a clause of its own (接到报警后,) is an occasion, not part of the deadline.
2. A term followed by a ban, a count or a past event (一年内不得, 一年内发生) is no deadline, nor is one in a clause
   that ends in 的 (a condition).
3. A term before its event (会议召开二十日前, 提前30日) is negative: -P20D.
4. A date without a year has one only if its sentence said it before.
5. In a table of duties a bare day below 完成时限 is a deadline (2024年12月底).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import merge

from pipeline.lexicon.rules import load_rules
from pipeline.lexicon.sentences import Sentence, read_cells, read_sentences
from pipeline.model.density import bounded
from pipeline.model.notice import Deadline, Section
from pipeline.model.text import Text
from pipeline.stages.deadlines.grammar import Reading, read, read_cell


def find_deadlines(text: Text, sections: Sequence[Section]) -> tuple[Deadline, ...]:
    """Every deadline of the body, attached to no obligation yet."""
    return tuple(
        _record(f"t{number}", text, sentence, reading)
        for number, (sentence, reading) in enumerate(bounded(_readings(text, sections), text.string, "deadlines"), 1)
    )


def _readings(text: Text, sections: Sequence[Section]) -> Iterator[tuple[Sentence, Reading]]:
    rules = load_rules("deadlines")
    dated = [(cell, reading) for cell in read_cells(sections) if (reading := read_cell(cell)) is not None]
    said = (
        (sentence, reading)
        for sentence in read_sentences(text, sections, rules["trigger"])
        for reading in read(sentence)
    )
    yield from merge(said, dated, key=lambda found: found[0].span(found[1].start, found[1].end).start)


def _record(deadline_id: str, text: Text, sentence: Sentence, reading: Reading) -> Deadline:
    return Deadline.trusted(
        deadline_id=deadline_id,
        obligation_id=None,
        section_id=sentence.section_id,
        kind=reading.kind,
        date=reading.date,
        rrule=reading.rrule,
        duration=reading.duration,
        working_days=reading.working_days,
        anchor=text.quote(sentence.span(*reading.anchor)) if reading.anchor else None,
        place=text.quote(sentence.span(reading.start, reading.end)),
    )
