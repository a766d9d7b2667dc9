"""供水企业应当经市水务局批准，并通知用户: who goes on to act or is bound, with leave or by a ban."""

from __future__ import annotations

from pipeline.lexicon.words import MODAL
from pipeline.model.text import Span
from pipeline.stages.obligations.carrying.state import CLAUSE_ENDS, State
from pipeline.stages.obligations.frames import Frame, span_of
from pipeline.stages.obligations.grammar.kinds import is_body


def behind_agent(state: State, frame: Frame) -> Span | None:
    """Who acts behind 并: the agent (由X检查并记录), or behind the leave of X who had to have it."""
    if frame.subject is None or state.word_before(frame.subject) not in ("经", "报经"):
        return frame.subject
    return _who_asks(state, frame) or state.standing


def gives_leave(state: State, frame: Frame) -> bool:
    """应经处长同意，派专人携带; 须主管批准，报行政部备案: whose leave is asked does not go on to act."""
    if frame.subject is None:
        return False
    before = state.word_before(frame.subject)
    return before in ("经", "报经") or (before in ("须", "需") and state.word_at(frame.verbs[-1]) in ("批准", "同意"))


def _who_asks(state: State, frame: Frame) -> Span | None:
    """The name before the modal of the clause in which leave is asked."""
    if frame.modality_span is None:
        return None
    modal = next((k for k, t in enumerate(state.tokens) if t.start == frame.modality_span.start), 0)
    first = modal
    while first > 0 and state.tokens[first - 1].text not in CLAUSE_ENDS:
        first -= 1
    return span_of(state.tokens, first, modal) if first < modal and is_body(state.tokens, modal - 1) else None


def forbids_them_too(state: State, start: int, end: int) -> bool:
    """严禁无关人员进入X，触动Y: what is forbidden behind the comma is so to whom the ban has named."""
    last = state.frames[-1] if state.frames else None
    if last is None or not last.agent or last.modality != "prohibition" or last.modality_span != state.modality_span:
        return False
    return not any(t.flags & MODAL for t in state.tokens[start:end])
