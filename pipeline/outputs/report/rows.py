"""Obligations → rows of the report's table: words for people, keys for the filters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model.notice import Correction, Deadline, Frequency, Notice, Obligation
from pipeline.model.text import Quote, Source
from pipeline.outputs.rates import periods_a_year, times_a_year
from pipeline.outputs.wording import Words, say, say_deadline, say_frequency


@dataclass(frozen=True)
class Row:
    """One obligation. `rates` holds (period or kind, times a year at least) of each of its frequencies."""

    number: int
    obligation: Obligation
    bearers: tuple[str, ...]
    verbs: tuple[str, ...]
    modality: Words
    frequencies: tuple[Words, ...]
    rates: tuple[tuple[str, int], ...]
    deadlines: tuple[Words, ...]
    details: tuple[tuple[Words, str], ...]
    corrections: tuple[Correction, ...]
    flags: str
    line: int
    column: int


def make_rows(notice: Notice) -> tuple[Row, ...]:
    """All obligations in the order of the notice."""
    frequencies, deadlines = (
        defaultdict[str | None, list[Frequency]](list),
        defaultdict[str | None, list[Deadline]](list),
    )
    for frequency in notice.frequencies:
        frequencies[frequency.obligation_id].append(frequency)
    for deadline in notice.deadlines:
        deadlines[deadline.obligation_id].append(deadline)
    corrected = correction_index(notice)
    source = Source(notice.source_text)
    return tuple(
        _make_row(
            i, o, frequencies[o.obligation_id], deadlines[o.obligation_id], corrected.get(o.obligation_id, ()), source
        )
        for i, o in enumerate(notice.obligations)
    )


def correction_index(notice: Notice) -> dict[str, tuple[Correction, ...]]:
    """Corrections by the obligation they show on: those of a frequency or deadline show on its obligation."""
    owner = {f.frequency_id: f.obligation_id for f in notice.frequencies}
    owner |= {d.deadline_id: d.obligation_id for d in notice.deadlines}
    found: dict[str, tuple[Correction, ...]] = {}
    for correction in notice.corrections:
        row_id = owner.get(correction.row_id or "", correction.row_id)
        if row_id is not None:
            found[row_id] = (*found.get(row_id, ()), correction)
    return found


def _make_row(
    number: int,
    obligation: Obligation,
    frequencies: list[Frequency],
    deadlines: list[Deadline],
    corrections: tuple[Correction, ...],
    source: Source,
) -> Row:
    line, column = source.line_column(obligation.place.source_start)
    flags = {"deadline": deadlines, "doubt": obligation.doubts, "corrected": corrections}
    return Row(
        number=number,
        obligation=obligation,
        bearers=tuple(dict.fromkeys(b.text for b in obligation.bearers)),
        verbs=tuple(v.text for v in obligation.verbs),
        modality=say("modality", obligation.modality),
        frequencies=tuple(say_frequency(f) for f in frequencies),
        rates=tuple((_rate_key(f), times_a_year(f) or 0) for f in frequencies),
        deadlines=tuple(say_deadline(d) for d in deadlines),
        details=tuple(_details(obligation)),
        corrections=corrections,
        flags=" ".join(flag for flag, present in flags.items() if present),
        line=line,
        column=column,
    )


def _rate_key(frequency: Frequency) -> str:
    if periods_a_year(frequency.period) is not None and frequency.period:
        return frequency.period
    return "per_event" if frequency.kind == "per_event" else "recurring"


def _details(obligation: Obligation) -> Iterable[tuple[Words, str]]:
    """What the table shows of a row when it is chosen: every part that is filled in."""
    parts: tuple[tuple[str, Quote | None], ...] = (
        ("destination", obligation.destination),
        ("occasion", obligation.occasion),
        ("condition", obligation.condition),
        ("scope", obligation.scope),
    )
    if obligation.actor:
        yield say("part", "actor"), obligation.actor
    if obligation.party:
        group = ("party_role", obligation.party_role) if obligation.party_role else ("part", "party")
        yield say(*group), obligation.party.text
    for code, quote in parts:
        if quote:
            yield say("part", code), quote.text
    if obligation.manner:
        yield say("part", "manner"), "、".join(q.text for q in obligation.manner)
    if obligation.doubts:
        yield say("part", "doubts"), "、".join(obligation.doubts)
