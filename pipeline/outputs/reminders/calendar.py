"""Due days → iCalendar (RFC 5545); ids depend on what is asked and where, so that a second import updates the first."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from pipeline.model.notice import Deadline, Frequency, Header, Notice, Obligation
from pipeline.model.text import Source
from pipeline.outputs.reminders.dates import Due, deadline_day, reminders
from pipeline.outputs.wording import say_deadline, say_frequency

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def render_calendar(notice: Notice, bearer: str | None = None, start: datetime.date | None = None) -> bytes:
    """The calendar of one bearer, or of all. Reminders begin on `start`, else when the notice takes effect.

    Only what must be done is in it, no prohibitions or permissions. Without any date there are no reminders, only
    deadlines that name their day.
    """
    from icalendar import Calendar

    calendar = Calendar()
    title = notice.header.title.value if notice.header.title else notice.notice_id
    name = _clean(f"{bearer}：{title}" if bearer else title)
    for key, value in (("version", "2.0"), ("prodid", "-//gongwen//calendar//ZH"), ("method", "PUBLISH")):
        calendar.add(key, value)
    calendar.add("x-wr-calname", name)
    begin = start or start_of(notice.header)
    stamp = datetime.datetime.combine(begin or datetime.date(2000, 1, 1), datetime.time(), tzinfo=datetime.UTC)
    for event in _Planner(notice, begin).events(bearer, stamp):
        calendar.add_component(event)
    data: bytes = calendar.to_ical()
    return data


def start_of(header: Header) -> datetime.date | None:
    """The day from which a notice binds, as far as its header tells."""
    for said in (header.date_effective, header.date_issued, header.date_printed):
        if said:
            return said.value
    number = header.document_number
    return datetime.date(number.year, 1, 1) if number and number.year else None


class _Planner:
    def __init__(self, notice: Notice, begin: datetime.date | None) -> None:
        self.notice, self.begin = notice, begin
        self.source = Source(notice.source_text)
        self.frequencies: dict[str | None, list[Frequency]] = defaultdict(list)
        self.deadlines: dict[str | None, list[Deadline]] = defaultdict(list)
        for frequency in notice.frequencies:
            self.frequencies[frequency.obligation_id].append(frequency)
        for deadline in notice.deadlines:
            self.deadlines[deadline.obligation_id].append(deadline)
        self.seen: Counter[str] = Counter()

    def events(self, bearer: str | None, stamp: datetime.datetime) -> Iterator[Any]:
        for obligation in self.notice.obligations:
            planned = list(self._planned(obligation)) if obligation.modality == "obligation" else []
            for due, words, key in planned:
                uid = self._uid(obligation, key, due)
                if bearer is None or any(b.text == bearer for b in obligation.bearers):
                    yield self._event(obligation, due, words, uid, stamp)

    def _planned(self, obligation: Obligation) -> Iterator[tuple[Due, str, str]]:
        """Each due day, how its time is said, and what tells it from the other times of the same obligation."""
        begin = self.begin
        for frequency in self.frequencies[obligation.obligation_id] if begin else ():
            assert begin
            for due in reminders(frequency, begin):
                yield due, say_frequency(frequency).zh, f"{frequency.place.text}|{begin.year}|{due.number}"
        for deadline in self.deadlines[obligation.obligation_id]:
            day = deadline_day(deadline, self.notice.header, begin or datetime.date(2000, 1, 1))
            if day:
                yield day, say_deadline(deadline).zh, f"{deadline.place.text}|deadline"

    def _uid(self, obligation: Obligation, key: str, due: Due) -> str:
        said = "|".join((self.notice.notice_id, obligation.section_id, obligation.place.text, key))
        self.seen[said] += 1
        return f"{hashlib.sha256(f'{said}|{self.seen[said]}'.encode()).hexdigest()[:32]}@gongwen"

    def _event(self, obligation: Obligation, due: Due, words: str, uid: str, stamp: datetime.datetime) -> Any:
        from icalendar import Event, vRecur

        event = Event()
        event.add("uid", uid)
        event.add("dtstamp", stamp)
        event.add("dtstart", due.day)
        event.add("summary", _clean(_summary(obligation, due, words)))
        event.add("description", self._description(obligation, words))
        event.add("categories", [_clean(b.text) for b in obligation.bearers] or ["未指明主体"])
        event.add("transp", "TRANSPARENT")
        if due.rule:
            event.add("rrule", vRecur.from_ical(due.rule))
        event.add_component(_alarm(due))
        return event

    def _description(self, obligation: Obligation, words: str) -> str:
        header = self.notice.header
        line, column = self.source.line_column(obligation.place.source_start)
        facts = (
            f"责任主体：{'、'.join(b.text for b in obligation.bearers) or '未指明'}",
            f"原文：{obligation.place.text}",
            f"要求：{words}",
            f"依据：{header.title.value if header.title else self.notice.notice_id}"
            + (f"（{header.document_number.text}）" if header.document_number else ""),
            f"出处：{obligation.section_id} {line}行{column}列",
            *self._corrected(obligation),
        )
        return "\n".join(map(_clean, facts))

    def _corrected(self, obligation: Obligation) -> Iterator[str]:
        rows = {obligation.obligation_id}
        rows |= {f.frequency_id for f in self.frequencies[obligation.obligation_id]}
        rows |= {d.deadline_id for d in self.deadlines[obligation.obligation_id]}
        for correction in self.notice.corrections:
            if correction.row_id in rows:
                yield f"已更正：{correction.reason}（{correction.by}）"


def _summary(obligation: Obligation, due: Due, words: str) -> str:
    done = "、".join(v.text for v in obligation.verbs)
    target = obligation.target or obligation.party
    times = f"第{due.number}次／共{due.total}次，" if due.total > 1 else ""
    return f"{done}{target.text if target else ''}（{times}{words}）"


def _alarm(due: Due) -> Any:
    """A week ahead; what recurs at short intervals reminds on the day."""
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", "履职提醒")
    alarm.add("trigger", datetime.timedelta(days=0 if due.rule else -7))
    return alarm


def _clean(text: str) -> str:
    """A line of text: no line breaks, no control characters."""
    return " ".join(_CONTROL.sub(" ", text).split())
