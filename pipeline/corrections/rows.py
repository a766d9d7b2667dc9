"""Rows added and dropped, and what hangs on them."""

from __future__ import annotations

from typing import Any

from pipeline.corrections.fields import QUOTE_LISTS, Finder, check_values
from pipeline.corrections.planned import PlannedCorrection
from pipeline.model.notice import Citation, Deadline, Duty, Frequency, Notice, Obligation
from pipeline.model.record import Record
from pipeline.model.sound import ID_FIELDS
from pipeline.model.text import Quote
from pipeline.stages.frequencies.values import Count, recurrence_rule, timex

PREFIXES = {"obligations": "ox", "frequencies": "fx", "deadlines": "tx", "citations": "cx"}
RECORDS: dict[str, type[Record]] = {
    "obligations": Obligation,
    "frequencies": Frequency,
    "deadlines": Deadline,
    "citations": Citation,
}
LEADS: dict[str, dict[str, Any]] = {
    "obligations": {"parent_id": None, "modality": "obligation", "verbs": ()},
    "frequencies": {"kind": "counted", "unit": "次"},
    "deadlines": {"kind": "date"},
    "citations": {"document_number": None, "relation": "refers_to"},
}


def add_row(notice: Notice, correction: PlannedCorrection, place: Quote, finder: Finder) -> tuple[str, Notice]:
    """The id of the new row, and the notice with it where its place is among the others."""
    table, section_id = correction.table, correction.section or ""
    rows = getattr(notice, table)
    taken = {getattr(r, ID_FIELDS[table]) for r in rows}
    row_id = next(i for n in range(1, len(rows) + 2) if (i := f"{PREFIXES[table]}{n}") not in taken)
    given = {k: finder.convert(table, k, v, place, section_id) for k, v in correction.values.items()}
    own: dict[str, Any] = {ID_FIELDS[table]: row_id, "section_id": section_id, "place": place}
    if table == "obligations":
        notice, own["duty_id"] = _duty_of(notice, section_id, finder)
    if table == "frequencies" and not given.keys() & QUOTE_LISTS[table]:
        own["words"] = (place,)
    row: Any = RECORDS[table].model_validate({**LEADS[table], **given, **own})
    check_values(row)
    if isinstance(row, Frequency):
        row = settle_frequency(row, "count_min")
    at = sum(r.place.char_start <= place.char_start for r in rows)
    return row_id, notice.model_copy(update={table: (*rows[:at], row, *rows[at:])})


def _duty_of(notice: Notice, section_id: str, finder: Finder) -> tuple[Notice, str]:
    """The duty of a section; a section that had none gets one."""
    for duty in notice.duties:
        if duty.section_id == section_id:
            return notice, duty.duty_id
    section = next(s for s in notice.sections if s.section_id == section_id)
    place = section.text or finder.sections[section_id]
    bearer = section.bearer.value if section.bearer else None
    duty = Duty(duty_id=f"dx.{section_id}", section_id=section_id, bearer=bearer, place=place)
    duties = (*notice.duties, duty)
    return notice.model_copy(update={"duties": tuple(sorted(duties, key=lambda d: d.place.char_start))}), duty.duty_id


def drop_row(notice: Notice, table: str, position: int) -> Notice:
    """The notice without a row; what hung on a dropped obligation stands for itself."""
    rows = getattr(notice, table)
    update: dict[str, Any] = {table: (*rows[:position], *rows[position + 1 :])}
    if table == "obligations":
        row_id = rows[position].obligation_id
        update["obligations"] = tuple(_freed(o, "parent_id", row_id) for o in update["obligations"])
        for other in ("frequencies", "deadlines"):
            update[other] = tuple(_freed(r, "obligation_id", row_id) for r in getattr(notice, other))
    return notice.model_copy(update=update)


def _freed(row: Any, field: str, row_id: str) -> Any:
    return row.model_copy(update={field: None}) if getattr(row, field) == row_id else row


def settle_frequency(frequency: Frequency, field: str) -> Frequency:
    """TIMEX3 values and rule of recurrence that follow from what was corrected, unless they were it themselves."""
    if field.startswith("timex_") or field == "rrule" or frequency.kind not in ("counted", "periodic"):
        return frequency
    count = Count(
        frequency.count_min, frequency.count_max, frequency.min_inclusive, frequency.max_inclusive, frequency.unit
    )
    freq, mod = timex(count)
    update = {
        "timex_value": frequency.period,
        "timex_freq": freq,
        "timex_mod": mod,
        "rrule": recurrence_rule(count, frequency.period, frequency.kind == "counted"),
    }
    return frequency.model_copy(update=update)
