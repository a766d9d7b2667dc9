"""员工请假，由部门经理批准; 进出机房，必须登记: what somebody does for himself right before the duty is its case."""

from __future__ import annotations

from pipeline.lexicon.words import words
from pipeline.model.text import Span
from pipeline.stages.obligations.carrying.state import State
from pipeline.stages.obligations.frames import Adverbial, Frame
from pipeline.stages.obligations.tokens import Token


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


def only_goes(state: State, frame: Frame, modal: Token) -> bool:
    """进出机房，必须登记: going to a place, and no more, right before the clause that opens with the modal."""
    said_here = frame.modality_span is not None and frame.modality_span.start >= frame.clause.start
    if said_here or frame.modality != "obligation" or frame.children or len(frame.verbs) != 1:
        return False
    if state.word_at(frame.verbs[0]) not in words("predicates", "going") or frame.clause.start != frame.verbs[0].start:
        return False
    return frame.target is not None and frame.clause.end + 1 == modal.start
