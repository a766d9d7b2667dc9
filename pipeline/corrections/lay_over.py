"""Notice and planned corrections → the corrected notice, with a record of each and a diagnostic for what did not fit.

Assumptions: 1. a row is known by its id and its text; ids shift when rules change, so the text alone is enough where
only one row has it; 2. a row whose text, or whose value `was`, has changed since is for the reviewer to look at again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from pipeline.corrections.fields import Finder, NotInText, check_values, display
from pipeline.corrections.planned import PlannedCorrection
from pipeline.corrections.rows import add_row, drop_row, settle_frequency
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.notice import Correction, Header, Notice
from pipeline.model.sound import ID_FIELDS, NAMES, find_loose
from pipeline.model.text import Quote


class Stale(ValueError):
    """A correction that no longer fits what the notice says."""


def lay_over(notice: Notice, planned: Iterable[PlannedCorrection]) -> Notice:
    """The notice with every correction that still fits; the others are diagnostics `correction-stale` or `-invalid`."""
    for correction in planned:
        try:
            notice = _apply(notice, correction)
        except (Stale, NotInText) as error:
            notice = _remark(notice, "correction-stale", correction, str(error))
        except ValidationError as error:
            said = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
            notice = _remark(notice, "correction-invalid", correction, said)
        except ValueError as error:
            notice = _remark(notice, "correction-invalid", correction, str(error))
    return notice


def _remark(notice: Notice, code: str, correction: PlannedCorrection, said: str) -> Notice:
    where = " ".join(filter(None, (correction.table, correction.row, correction.field)))
    message = f"{correction.action} {where} ({correction.by}: {correction.reason}) not applied: {said}"
    found = Diagnostic(code=code, severity="warning", message=message)
    return notice.model_copy(update={"diagnostics": (*notice.diagnostics, found)})


def _apply(notice: Notice, correction: PlannedCorrection) -> Notice:
    finder = Finder(notice)
    if correction.table == "header":
        return _change_header(notice, correction, finder)
    if correction.action == "add":
        section = finder.sections.get(correction.section or "")
        at = notice.text.find(correction.text, section.char_start, section.char_end) if section else -1
        if at < 0:
            raise Stale(f"section {correction.section} does not say {correction.text!r}")
        place = finder.places.quote(at, at + len(correction.text))
        row_id, changed = add_row(notice, correction, place, finder)
        _refuse_loose(changed, correction.values)
        return _record(changed, correction, row_id, None, correction.text)
    position = _find_row(notice, correction)
    if correction.action == "drop":
        row = getattr(notice, correction.table)[position]
        row_id = getattr(row, ID_FIELDS[correction.table])
        return _record(drop_row(notice, correction.table, position), correction, row_id, row.place.text, None)
    return _change_row(notice, correction, position, finder)


def _find_row(notice: Notice, correction: PlannedCorrection) -> int:
    """The row of that id and text, or the only one of that text."""
    rows = getattr(notice, correction.table)
    name = ID_FIELDS[correction.table]
    same = [i for i, r in enumerate(rows) if _plain(r.place.text) == _plain(correction.text)]
    if correction.section:
        same = [i for i in same if rows[i].section_id == correction.section]
    exact = [i for i in same if getattr(rows[i], name) == correction.row]
    if len(exact or same) == 1:
        return (exact or same)[0]
    raise Stale(f"{'several rows say' if same else 'no row says'} {correction.text!r}")


def _plain(text: str) -> str:
    return "".join(text.split())


def _change_row(notice: Notice, correction: PlannedCorrection, position: int, finder: Finder) -> Notice:
    rows = getattr(notice, correction.table)
    row, field = rows[position], correction.field or ""
    if field not in type(row).model_fields:
        raise ValueError(f"{correction.table} have no field {field}")
    before = display(getattr(row, field))
    if correction.was is not None and (before or "") != (display(correction.was) or ""):
        raise Stale(f"{field} is {before!r}, not {correction.was!r}")
    value = finder.convert(correction.table, field, correction.value, _place(row), row.section_id)
    changed = type(row).model_validate({**{n: getattr(row, n) for n in type(row).model_fields}, field: value})
    check_values(changed)
    if correction.table == "frequencies":
        changed = settle_frequency(changed, field)
    after = display(getattr(changed, field))
    table = (*rows[:position], changed, *rows[position + 1 :])
    row_id = getattr(row, ID_FIELDS[correction.table])
    whole = notice.model_copy(update={correction.table: table})
    _refuse_loose(whole, [field])
    return _record(whole, correction, row_id, before, after)


def _refuse_loose(notice: Notice, fields: Iterable[str]) -> None:
    """ValueError where one of these fields was made to name a row that is not there."""
    if not {"bearers", *NAMES}.isdisjoint(fields) and (loose := find_loose(notice)):
        raise ValueError(loose)


def _place(row: Any) -> Quote:
    place: Quote = row.place
    return place


def _change_header(notice: Notice, correction: PlannedCorrection, finder: Finder) -> Notice:
    field = correction.field or ""
    if field not in Header.model_fields:
        raise ValueError(f"{field!r} is no header field")
    before = display(getattr(notice.header, field))
    if correction.was is not None and (before or "") != (display(correction.was) or ""):
        raise Stale(f"{field} is {before!r}, not {correction.was!r}")
    value = finder.header_value(field, "" if correction.action == "drop" else correction.value, correction.text)
    values = {n: getattr(notice.header, n) for n in Header.model_fields}
    header = Header.model_validate({**values, field: value})
    check_values(header)
    changed = notice.model_copy(update={"header": header})
    return _record(changed, correction, None, before, display(getattr(header, field)))


def _record(
    notice: Notice, correction: PlannedCorrection, row_id: str | None, before: str | None, after: str | None
) -> Notice:
    made = Correction(
        action=correction.action,
        table=correction.table,
        row_id=row_id,
        field=correction.field,
        before=before,
        after=after,
        reason=correction.reason,
        by=correction.by,
    )
    return notice.model_copy(update={"corrections": (*notice.corrections, made)})
