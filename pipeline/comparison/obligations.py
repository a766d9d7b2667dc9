"""Obligations of two notices → which is which, and how each changed."""

from __future__ import annotations

from collections import defaultdict

from pipeline.comparison.changes import KindOfChange, ObligationChange, ObligationSide
from pipeline.comparison.frequencies import compare_frequencies
from pipeline.comparison.matching import Item, match_items, plain
from pipeline.model.notice import Deadline, Frequency, Notice, Obligation
from pipeline.model.text import Source
from pipeline.outputs.wording import say_deadline, say_frequency


class Reader:
    """The obligations of one notice with what is said of each elsewhere."""

    def __init__(self, notice: Notice) -> None:
        self.notice = notice
        self.source = Source(notice.source_text)
        self.frequencies: dict[str | None, list[Frequency]] = defaultdict(list)
        self.deadlines: dict[str | None, list[Deadline]] = defaultdict(list)
        for frequency in notice.frequencies:
            self.frequencies[frequency.obligation_id].append(frequency)
        for deadline in notice.deadlines:
            self.deadlines[deadline.obligation_id].append(deadline)

    def wording(self, obligation: Obligation) -> str:
        """The clause without the words that say how often and by when, which are compared for themselves."""
        row_id = obligation.obligation_id
        spans = [(w.char_start, w.char_end) for f in self.frequencies[row_id] for w in f.words or (f.place,)]
        spans += [(d.place.char_start, d.place.char_end) for d in self.deadlines[row_id]]
        if obligation.modality_text:
            spans.append((obligation.modality_text.char_start, obligation.modality_text.char_end))
        parts, at = [], obligation.place.char_start
        for start, end in sorted(spans):
            if at <= start and end <= obligation.place.char_end:
                parts.append(self.notice.text[at:start])
                at = end
        return plain("".join((*parts, self.notice.text[at : obligation.place.char_end])))

    def item(self, obligation: Obligation) -> Item:
        clause = plain(obligation.place.text)
        bearers = self.bearers(obligation)
        parts = obligation.verbs, obligation.party, obligation.target, obligation.destination
        said = "|".join(plain(q.text) for p in parts if p for q in (p if isinstance(p, tuple) else (p,)))
        keys = (
            (bearers, obligation.section_id, clause, said),
            (bearers, clause, said),
            (obligation.section_id, clause, said),
            (clause, said),
            (bearers, said),
        )
        return Item(clause, keys, bearers)

    def bearers(self, obligation: Obligation) -> tuple[str, ...]:
        return tuple(f"{plain(b.text)}/{b.role}" for b in obligation.bearers)

    def side(self, obligation: Obligation) -> ObligationSide:
        row_id = obligation.obligation_id
        return ObligationSide(
            obligation_id=row_id,
            section_id=obligation.section_id,
            bearers=tuple(b.text for b in obligation.bearers),
            modality=obligation.modality,
            clause=obligation.place.text,
            frequencies=tuple(say_frequency(f).zh for f in self.frequencies[row_id]),
            deadlines=tuple(say_deadline(d).zh for d in self.deadlines[row_id]),
            line=self.source.line_column(obligation.place.source_start)[0],
        )


def compare_obligations(old: Notice, new: Notice, sections: dict[str, str]) -> list[ObligationChange]:
    """Every obligation that changed, in the order of the new notice, removed ones after the one they followed."""
    before, after = Reader(old), Reader(new)
    pairs = match_items([before.item(o) for o in old.obligations], [after.item(o) for o in new.obligations])
    came_from = {j: i for i, j in pairs.items()}
    removed = _removed_after(len(old.obligations), pairs)
    changes = [_removal(before, i) for i in removed.get(-1, [])]
    for j, obligation in enumerate(new.obligations):
        i = came_from.get(j)
        if i is None:
            changes.append(ObligationChange(kinds=("added",), old=None, new=after.side(obligation)))
            continue
        kinds = _kinds(before, old.obligations[i], after, obligation, sections)
        if kinds:
            sides = before.side(old.obligations[i]), after.side(obligation)
            changes.append(ObligationChange(kinds=kinds, old=sides[0], new=sides[1]))
        changes += [_removal(before, r) for r in removed.get(i, [])]
    return changes


def _removed_after(count: int, pairs: dict[int, int]) -> dict[int, list[int]]:
    removed: dict[int, list[int]] = defaultdict(list)
    last = -1
    for i in range(count):
        if i in pairs:
            last = i
        else:
            removed[last].append(i)
    return removed


def _removal(reader: Reader, position: int) -> ObligationChange:
    side = reader.side(reader.notice.obligations[position])
    return ObligationChange(kinds=("removed",), old=side, new=None)


def _kinds(
    before: Reader, old: Obligation, after: Reader, new: Obligation, sections: dict[str, str]
) -> tuple[KindOfChange, ...]:
    kinds: list[KindOfChange] = []
    if sections.get(old.section_id) != new.section_id:
        kinds.append("moved")
    if before.wording(old) != after.wording(new):
        kinds.append("reworded")
    if before.bearers(old) != after.bearers(new):
        kinds.append("bearer-changed")
    if old.modality != new.modality:
        kinds.append("modality-changed")
    frequency = compare_frequencies(before.frequencies[old.obligation_id], after.frequencies[new.obligation_id])
    if frequency:
        kinds.append(frequency)
    if _days(before.deadlines[old.obligation_id]) != _days(after.deadlines[new.obligation_id]):
        kinds.append("deadline-changed")
    return tuple(kinds)


def _days(deadlines: list[Deadline]) -> list[str]:
    """What the deadlines come to, however they are worded."""
    return sorted(
        repr((d.kind, d.date, d.rrule, d.duration, d.working_days, plain(d.anchor.text) if d.anchor else None))
        for d in deadlines
    )
