"""供水企业应当经市水务局批准，并通知用户: who goes on to act or is bound, with leave or by a ban."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.lexicon.words import MODAL, VERB, Flag
from pipeline.model.text import Span
from pipeline.stages.obligations.carrying.state import CLAUSE_ENDS, State
from pipeline.stages.obligations.frames import Adverbial, Frame, span_of
from pipeline.stages.obligations.grammar.kinds import is_body
from pipeline.stages.obligations.grammar.subjects import is_place
from pipeline.stages.obligations.grammar.ways import LEAVE
from pipeline.stages.obligations.tokens import Token

LEAVE_ASKED = frozenset(["经", "经过", "报", "报请", "征得"])
_GIVEN = LEAVE | {"审核", "审查", "审定", "审议", "确认", "认定", "推荐"}


def behind_agent(state: State, frame: Frame) -> Span | None:
    """Who acts behind 并: the agent (由X检查并记录), or behind the leave of X who had to have it."""
    if frame.subject is None or state.word_before(frame.subject) not in ("经", "报经", "经过"):
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
    if first < modal and is_body(state.tokens, modal - 1):
        return span_of(state.tokens, first, modal)
    does = (k for k in range(first + 1, modal) if is_body(state.tokens, k - 1) and state.tokens[k].flags & VERB)
    return span_of(state.tokens, first, next(does, first))


def forbids_them_too(state: State, start: int, end: int) -> bool:
    """严禁无关人员进入X，触动Y: what is forbidden behind the comma is so to whom the ban has named."""
    last = state.frames[-1] if state.frames else None
    if last is None or not last.agent or last.modality != "prohibition" or last.modality_span != state.modality_span:
        return False
    return not any(t.flags & MODAL for t in state.tokens[start:end])


def _asks(tokens: Sequence[Token], k: int) -> bool:
    """经, 报请, and 报经, of which only 报 is left."""
    return tokens[k].text in LEAVE_ASKED and (tokens[k].text != "报" or tokens[k + 1].start > tokens[k].end)


def by_leave(state: State, start: int, last: int) -> Adverbial | None:
    """记者经秘书处同意，可以采访; 市城管局报经市政府批准，可以调整: by whose leave; who asks for it is the subject."""
    tokens = state.tokens
    k = next((k for k in range(start + 1, last - 1) if _asks(tokens, k)), None)
    if k is None or tokens[last].text not in _GIVEN or not is_place(tokens, k - 1):
        return None
    begin = start + 1 if tokens[start].text == "由" else start
    if begin == k or tokens[begin].flags & Flag.PREPOSITION or any(t.flags & MODAL for t in tokens[start:last]):
        return None
    state.subject = state.standing = span_of(tokens, begin, k)
    state.named, state.topic = True, None
    return Adverbial("occasion", Span(tokens[k].start, tokens[last].end))
