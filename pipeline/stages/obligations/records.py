"""Frames → records: obligations with ids, bearers, quotes; frequencies and deadlines attached to them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from pipeline.model.density import refuse_dense, refuse_dense_so_far
from pipeline.model.notice import Bearer, Deadline, Duty, Frequency, Obligation, Section
from pipeline.model.text import Quote, Span, Text
from pipeline.stages.obligations.frames import NOWHERE, Frame
from pipeline.stages.obligations.named import bearer_note
from pipeline.stages.obligations.owning import Owning
from pipeline.stages.obligations.sentences import Sentence

_MOST_DUE, _FURTHER_DUE = 8, 20
"""Deadlines of one note that are given to its obligations, and those behind one that may end its reach."""


class Recorder:
    """Collects records in text order and numbers them."""

    def __init__(self, text: Text, frequencies: Sequence[Frequency], deadlines: Sequence[Deadline]) -> None:
        self.text = text
        self.duties: list[Duty] = []
        self.obligations: list[Obligation] = []
        self.frequencies = list(frequencies)
        self.deadlines: list[Deadline] = []
        self.waiting = list(deadlines)
        self.noted: list[tuple[Span, list[str]]] = []
        self.frequency_at = 0
        self.deadline_at = 0
        self.bearers = 0
        self.end = 0
        """Where the sentence that is recorded ends."""
        self.subject: Span | None = None
        self.of_subject: tuple[Bearer, ...] = ()
        """The last subject and whom it names: it is that of the predicates behind, too."""

    def finish(
        self, notes: Sequence[tuple[Span, tuple[str, ...]]]
    ) -> tuple[tuple[Duty, ...], tuple[Obligation, ...], tuple[Frequency, ...], tuple[Deadline, ...]]:
        """All records; a deadline in a note is one of each obligation of the sections that the note is about."""
        self.deadlines += self.waiting[self.deadline_at :]
        if notes or self.noted:
            self._own_noted(notes)
        return tuple(self.duties), tuple(self.obligations), tuple(self.frequencies), tuple(self.deadlines)

    def note(self, place: Span, begin: int) -> None:
        """What stands at the place says by when, or how often the first of them, the obligations from `begin` on.

        A cell that is merged says it of each of its rows.
        """
        owners = [o.obligation_id for o in self.obligations[begin:] if o.parent_id is None]
        for known, of in reversed(self.noted[-_MOST_DUE:]):
            if known == place:
                of += owners
                return
        self.noted.append((place, owners))

    def _own_noted(self, notes: Sequence[tuple[Span, tuple[str, ...]]]) -> None:
        own: dict[str, list[str]] = {}
        for obligation in self.obligations:
            if obligation.parent_id is None:
                own.setdefault(obligation.section_id, []).append(obligation.obligation_id)
        of_sections = [(place, [o for row in rows for o in own.get(row, ())]) for place, rows in notes]
        noted = sorted([*self.noted, *of_sections], key=lambda note: note[0].start)
        left = [_MOST_DUE] * len(noted)
        found: list[Deadline] = []
        for deadline in self.deadlines:
            at = bisect_right(noted, deadline.place.char_start, key=lambda note: note[0].start) - 1
            inside = at >= 0 and deadline.place.char_end <= noted[at][0].end and left[at] > 0
            if deadline.obligation_id is not None or not inside or not noted[at][1]:
                found.append(deadline)
                continue
            left[at] -= 1
            found += [_owned(deadline, n, owner) for n, owner in enumerate(noted[at][1])]
        self.deadlines = found
        for n, frequency in enumerate(self.frequencies):
            at = bisect_right(noted, frequency.place.char_start, key=lambda note: note[0].start) - 1
            if frequency.obligation_id is None and at >= 0 and frequency.place.char_end <= noted[at][0].end:
                self.frequencies[n] = frequency.with_(obligation_id=next(iter(noted[at][1]), None))

    def without_bearer_note(self, section: Section, span: Span) -> Span:
        """The text without the bracket at its end that names its bearers."""
        note = bearer_note(self.text, span)
        return Span(span.start, note[0]) if note else span

    def add(self, section: Section, sentence: Sentence, named: tuple[Bearer, ...]) -> None:
        """Record one sentence with its frames."""
        refuse_dense_so_far(len(self.duties), self.text.string, sentence.span.start, "duties")
        duty_id = f"d{len(self.duties) + 1}"
        begin, self.end = len(self.obligations), sentence.span.end
        flat: list[tuple[Frame, str]] = []
        for frame in sentence.frames:
            self._obligation(section, duty_id, frame, None, None, named, flat)
        first = self.obligations[begin] if len(self.obligations) > begin else None
        bearer = "、".join(b.text for b in first.bearers) if first and first.bearers else None
        place = self.text.quote(_trimmed(self.text, sentence.span))
        self.duties.append(Duty.trusted(duty_id=duty_id, section_id=section.section_id, bearer=bearer, place=place))
        if self._is_timed(sentence.span.end):
            owning = Owning(flat)
            self._attach_frequencies(sentence, owning)
            self._attach_deadlines(sentence, owning)

    def _is_timed(self, end: int) -> bool:
        """Whether the next frequency or deadline begins before this place."""
        frequencies, deadlines = self.frequencies, self.waiting
        at, due = self.frequency_at, self.deadline_at
        if at < len(frequencies) and frequencies[at].place.char_start < end:
            return True
        return due < len(deadlines) and deadlines[due].place.char_start < end

    def _obligation(
        self,
        section: Section,
        duty_id: str,
        frame: Frame,
        parent: Obligation | None,
        actor: str | None,
        named: tuple[Bearer, ...],
        flat: list[tuple[Frame, str]],
    ) -> None:
        quote = self.text.quote
        refuse_dense_so_far(len(self.obligations), self.text.string, self.end, "obligations")
        bearers = parent.bearers if parent else self._bearers(section, frame, named)
        self.bearers += len(bearers)
        refuse_dense(self.bearers, self.text.string, "bearers", len(bearers))
        party = quote(frame.party) if frame.party else None
        manner: list[Quote] = []
        said: dict[str, Quote] = {}
        for adverbial in frame.adverbials:
            if adverbial.role == "manner":
                manner.append(quote(adverbial.span))
            elif adverbial.role not in said:
                said[adverbial.role] = quote(adverbial.span)
        obligation = Obligation.trusted(
            obligation_id=f"o{len(self.obligations) + 1}",
            parent_id=parent.obligation_id if parent else None,
            duty_id=duty_id,
            section_id=section.section_id,
            bearers=bearers,
            actor=actor,
            modality=parent.modality if parent and frame.modality_span is None else frame.modality,
            modality_text=quote(frame.modality_span) if frame.modality_span else None,
            verbs=tuple([quote(verb) for verb in frame.verbs]),
            verb_relation=frame.relation,
            party=party,
            party_role=frame.party_role if party else None,
            target=quote(frame.target) if frame.target else None,
            destination=quote(frame.destination) if frame.destination else None,
            occasion=said.get("occasion"),
            condition=said.get("condition"),
            manner=tuple(manner),
            scope=said.get("scope"),
            doubts=frame.doubts,
            place=quote(frame.clause if frame.clause is not NOWHERE else frame.verbs[0]),
        )
        self.obligations.append(obligation)
        flat.append((frame, obligation.obligation_id))
        for child in frame.children:
            self._obligation(section, duty_id, child, obligation, party.text if party else None, named, flat)

    def _bearers(self, section: Section, frame: Frame, named: tuple[Bearer, ...]) -> tuple[Bearer, ...]:
        if frame.subject is not None:
            if frame.subject != self.subject:
                place = self.text.quote(frame.subject)
                self.subject = frame.subject
                self.of_subject = (Bearer.trusted(text=place.text, role="sole", inherited_from=None, place=place),)
            return self.of_subject
        if named:
            return named
        if section.bearer is not None:
            said = section.bearer
            return (Bearer.trusted(text=said.value, role="sole", inherited_from=section.bearer_from, place=said.place),)
        return ()

    def _attach_frequencies(self, sentence: Sentence, owning: Owning) -> None:
        while self.frequency_at < len(self.frequencies):
            frequency = self.frequencies[self.frequency_at]
            if frequency.place.char_start >= sentence.span.end:
                break
            if frequency.place.char_start >= sentence.span.start:
                anchor = frequency.words[-1].char_start if frequency.words else frequency.place.char_start
                owner = owning.owner(anchor)
                self.frequencies[self.frequency_at] = frequency.with_(obligation_id=owner)
            self.frequency_at += 1

    def _attach_deadlines(self, sentence: Sentence, owning: Owning) -> None:
        """A deadline at the head of the sentence reaches all its obligations: one row for each."""
        while self.deadline_at < len(self.waiting):
            deadline = self.waiting[self.deadline_at]
            place = deadline.place
            if place.char_start >= sentence.span.end:
                break
            self.deadline_at += 1
            if place.char_start < sentence.span.start:
                self.deadlines.append(deadline)
                continue
            following = self.text.string[place.char_end : place.char_end + 1]
            stop = self._next_due(deadline, sentence.span.end)
            for n, owner in enumerate(owning.owners(following, place.char_start, stop)):
                self.deadlines.append(_owned(deadline, n, owner))

    def _next_due(self, deadline: Deadline, end: int) -> int:
        """6月底前，完成X；9月底前，完成Y: where a clause begins with the next day of its kind; else the end."""
        for later in self.waiting[self.deadline_at : self.deadline_at + _FURTHER_DUE]:
            begin = later.place.char_start
            if begin >= end:
                break
            if later.kind == deadline.kind == "date" and self.text.string[begin - 1] in "；;，,":
                return begin
        return end


def _owned(deadline: Deadline, n: int, owner: str | None) -> Deadline:
    """The deadline as one of its n-th obligation."""
    suffix = "" if n == 0 else f"~{n + 1}"
    return deadline.with_(obligation_id=owner, deadline_id=deadline.deadline_id + suffix)


def _trimmed(text: Text, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text.string[start].isspace():
        start += 1
    while start < end and text.string[end - 1].isspace():
        end -= 1
    return Span(start, end)
