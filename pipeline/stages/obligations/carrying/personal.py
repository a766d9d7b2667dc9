"""员工请假，由部门负责人批准: what somebody does for himself, right before who decides on it, becomes the case."""

from __future__ import annotations

from pipeline.lexicon.words import words
from pipeline.model.text import Span
from pipeline.stages.obligations.carrying.state import State
from pipeline.stages.obligations.frames import Adverbial


def to_personal_case(state: State, start: int) -> None:
    """Turn the last predicate into the case of the clause that begins here with 由 or 一律由."""
    if state.tokens[start + (state.tokens[start].text == "一律")].text != "由":
        return
    last = state.frames[-1] if len(state.frames) == state.since + 1 else None
    if last is None or last.modality_span is not None or last.target is not None or last.destination is not None:
        return
    if (
        state.word_at(last.verbs[0]) in words("predicates", "personal")
        and last.clause.end == state.tokens[start - 1].start
    ):
        case = Span(last.subject.start if last.subject else last.clause.start, last.clause.end)
        state.head.append(Adverbial("condition", case))
        state.frames.pop()
