"""A value as a reviewer writes it → the value of a field: words are looked up in the text, so that they have places."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import Any

from pipeline.model.notice import Bearer, Header, Notice
from pipeline.model.record import Record
from pipeline.model.replay import Places
from pipeline.model.sound import ID_FIELDS
from pipeline.model.text import Quote

QUOTES = {
    "obligations": frozenset({"modality_text", "party", "target", "destination", "occasion", "condition", "scope"}),
    "deadlines": frozenset({"anchor"}),
}
QUOTE_LISTS = {"obligations": frozenset({"verbs", "manner"}), "frequencies": frozenset({"words"})}
TRUTHS = frozenset({"min_inclusive", "max_inclusive"})
MAX_NUMBER = 1_000_000
"""Of a count: what is larger has no place in the columns of the tables."""
_PERIOD = re.compile(r"P(?=[0-9T])(?:[0-9.]+[YMWD])*(?:T(?:[0-9.]+[HMS])+)?", re.ASCII)
WRITTEN = {
    "period": _PERIOD,
    "duration": _PERIOD,
    "rrule": re.compile(r"FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY|HOURLY|MINUTELY|SECONDLY)(?:;[A-Z]+=[-+A-Z0-9,]+)*"),
}
"""Fields of ISO 8601 and RFC 5545, and how they are written."""
CLOSED = frozenset({"place", "duty_id", "section_id", *ID_FIELDS.values()})
"""Fields that follow from where a row stands; an obligation_id on another table is open."""


class NotInText(ValueError):
    """Words that a correction names and the notice does not have."""


class Finder:
    """Finds words of a correction in the notice, nearest first: in the row, in its section, anywhere."""

    def __init__(self, notice: Notice) -> None:
        self.notice = notice
        self.places = Places(notice)
        self.sections = {s.section_id: s.place for s in notice.sections}

    def words(self, words: str, *around: Quote) -> Quote:
        """The words with their places; raises NotInText."""
        whole = (0, len(self.notice.text))
        for start, end in (*((q.char_start, q.char_end) for q in around), whole):
            at = self.notice.text.find(words, start, end)
            if words and at >= 0:
                return self.places.quote(at, at + len(words))
        raise NotInText(f"{words!r} is not in the text")

    def convert(self, table: str, field: str, value: Any, place: Quote, section_id: str) -> Any:
        """What a field of that table holds for this value."""
        around = (place, self.sections.get(section_id, place))
        if field in CLOSED and not (field == "obligation_id" and table != "obligations"):
            raise ValueError(f"{field} cannot be corrected")
        if isinstance(value, bool) and field not in TRUTHS:
            raise ValueError(f"{field} is neither true nor false")
        if field == "bearers":
            return tuple(self._bearer(v, *around) for v in as_list(value))
        if field in QUOTES.get(table, ()):
            return self.words(str(value), *around) if value != "" else None
        if field in QUOTE_LISTS.get(table, ()):
            return tuple(self.words(str(v), *around) for v in as_list(value))
        if table == "sections" and field == "bearer":
            return {"value": str(value), "place": self._place_or(str(value), *around)} if value != "" else None
        return None if value == "" else tuple(value) if isinstance(value, list) else value

    def _bearer(self, value: Any, *around: Quote) -> Bearer:
        said = value if isinstance(value, dict) else {"text": str(value)}
        lead = {"role": "sole", "inherited_from": None, "place": self._place_or(str(said.get("text", "")), *around)}
        return Bearer.model_validate({**lead, **said})

    def _place_or(self, words: str, *around: Quote) -> Quote:
        """Where the words stand; the row itself where the notice says it otherwise."""
        try:
            return self.words(words, *around)
        except NotInText:
            return around[0]

    def header_value(self, field: str, value: Any, text: str) -> Any:
        """A header field of this value, which stands where `text` stands, or where the value itself does."""
        if field not in Header.model_fields or field in ("evidence", "addressees_text"):
            raise ValueError(f"{field} is no header field")
        if value == "":
            return () if isinstance(getattr(Header(), field), tuple) else None
        if isinstance(value, list):
            return tuple(
                {"value": str(v), "place": self.words(str(v) if str(v) in self.notice.text else text)} for v in value
            )
        place = self.words(text or str(value))
        if field == "document_number":
            parts = value if isinstance(value, dict) else {"text": str(value), **_number_parts(str(value))}
            return {**parts, "place": place}
        if field == "issued_instrument":
            return {**(value if isinstance(value, dict) else {"title": str(value), "version": None}), "place": place}
        return {"value": value if isinstance(value, datetime.date) else str(value), "place": place}


def _number_parts(text: str) -> dict[str, Any]:
    from pipeline.lexicon.rules import load_rules

    match = load_rules("document_numbers")["standard_form"].fullmatch(text)
    if match is None:
        return {"agency_code": None, "year": None, "sequence": None}
    return {"agency_code": match["agency"], "year": int(match["year"]), "sequence": int(match["sequence"])}


def check_values(record: Record) -> None:
    """ValueError where a number or rule of it cannot be, however it was written; places are of our own making."""
    for field, value in record:
        if isinstance(value, int) and value > MAX_NUMBER:
            raise ValueError(f"{field} is more than {MAX_NUMBER:,}")
        if isinstance(value, int) and value < 0:
            raise ValueError(f"{field} is less than 0")
        if isinstance(value, str) and field in WRITTEN and not WRITTEN[field].fullmatch(value):
            raise ValueError(f"{field} is not written so: {value!r}")
        if isinstance(value, Record) and not isinstance(value, Quote):
            check_values(value)


def as_list(value: Any) -> list[Any]:
    """A list, or the one value as a list; an empty string is none."""
    return value if isinstance(value, list) else [] if value == "" else [value]


def display(value: Any) -> str | None:
    """A field's value as a reader sees it."""
    if value is None or value == ():
        return None
    if isinstance(value, dict):
        return display(value.get("value") or value.get("text") or value.get("title"))
    if isinstance(value, Record):
        return str(next((getattr(value, n) for n in ("value", "text", "title") if hasattr(value, n)), value))
    if isinstance(value, Iterable) and not isinstance(value, str):
        return "、".join(display(v) or "" for v in value)
    return str(value)
