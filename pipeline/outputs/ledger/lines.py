"""Obligations → lines of the ledger, by bearer."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pipeline.model.notice import Bearer, Notice, Obligation
from pipeline.model.text import Source
from pipeline.outputs.rates import times_a_year
from pipeline.outputs.wording import say, say_deadline, say_frequency

UNNAMED = "未指明主体"


@dataclass(frozen=True)
class Line:
    """What one bearer has to do by one obligation; `times` is how often a year at least, null where not said."""

    clause: str
    action: str
    object: str
    frequency: str
    times: int | None
    deadline: str
    place: str
    remark: str


def lines_by_bearer(notice: Notice) -> dict[str, list[Line]]:
    """The lines of each bearer, bearers and lines in the order of the notice; without bearer they come last."""
    find = _Finder(notice)
    found: dict[str, list[Line]] = {}
    unnamed: list[Line] = []
    for obligation in notice.obligations:
        for bearer in obligation.bearers:
            found.setdefault(bearer.text, []).append(find.line(obligation, bearer))
        if not obligation.bearers:
            unnamed.append(find.line(obligation, None))
    return found | ({UNNAMED: unnamed} if unnamed else {})


class _Finder:
    """What is said of an obligation elsewhere in the notice."""

    def __init__(self, notice: Notice) -> None:
        self.source = Source(notice.source_text)
        self.frequencies, self.deadlines, self.corrections = defaultdict(list), defaultdict(list), defaultdict(list)
        for frequency in notice.frequencies:
            self.frequencies[frequency.obligation_id].append(frequency)
        for deadline in notice.deadlines:
            self.deadlines[deadline.obligation_id].append(deadline)
        owner = {f.frequency_id: f.obligation_id for f in notice.frequencies}
        owner |= {d.deadline_id: d.obligation_id for d in notice.deadlines}
        for correction in notice.corrections:
            self.corrections[owner.get(correction.row_id or "", correction.row_id)].append(correction)

    def line(self, obligation: Obligation, bearer: Bearer | None) -> Line:
        row_id = obligation.obligation_id
        frequencies = self.frequencies[row_id]
        times = [t for t in map(times_a_year, frequencies) if t is not None]
        row, column = self.source.line_column(obligation.place.source_start)
        return Line(
            clause=obligation.place.text,
            action=_action(obligation),
            object=_object(obligation),
            frequency="；".join(say_frequency(f).zh for f in frequencies),
            times=max(times, default=None),
            deadline="；".join(say_deadline(d).zh for d in self.deadlines[row_id]),
            place=f"{obligation.section_id} {row}行{column}列",
            remark="；".join(self._remarks(obligation, bearer)),
        )

    def _remarks(self, obligation: Obligation, bearer: Bearer | None) -> list[str]:
        remarks = [say("role", bearer.role).zh] if bearer and bearer.role != "sole" else []
        remarks += [f"督办{obligation.actor}"] if obligation.actor else []
        remarks += [f"疑点：{'、'.join(obligation.doubts)}"] if obligation.doubts else []
        corrections = self.corrections[obligation.obligation_id]
        return remarks + [f"已更正（{c.field or say_action(c.action)}）：{c.reason}，{c.by}" for c in corrections]


def say_action(action: str) -> str:
    """What a correction did."""
    return {"add": "增补", "drop": "删除"}.get(action, "更改")


def _action(obligation: Obligation) -> str:
    verbs = "、".join(v.text for v in obligation.verbs)
    if obligation.modality == "obligation":
        return verbs
    said = obligation.modality_text.text if obligation.modality_text else say("modality", obligation.modality).zh
    return said + verbs


def _object(obligation: Obligation) -> str:
    parts = [q.text for q in (obligation.party, obligation.target) if q]
    return "：".join(parts) + (f" → {obligation.destination.text}" if obligation.destination else "")
