"""员工请假，由部门经理批准; 进出机房，必须登记: what somebody does for himself right before the duty is its case."""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, words
from pipeline.model.text import Span
from pipeline.stages.obligations.carrying.attributed import is_thing_with_attribute
from pipeline.stages.obligations.carrying.state import State
from pipeline.stages.obligations.frames import Adverbial, Frame
from pipeline.stages.obligations.tokens import Token, clause_end

_MARKING = frozenset(["实行", "列入", "纳入", "从事", "使用", "涉及", "需要", "存在", "具有", "位于", "处于"])
"""实行封闭管理的小区，由…: with these a clause without subject names the things that they mark."""


def to_personal_case(state: State, start: int) -> None:
    """Turn the last predicate into the case of the clause that begins here with 由 or 一律由."""
    last = state.frames[-1] if len(state.frames) == state.since + 1 else None
    by_rule = last is not None and state.tokens[start].text in words("clauses", "footing")
    if last is not None and by_rule and _goes_by_rule(state, start, last):
        state.head.append(Adverbial("condition", state.frames.pop().clause))
        return
    if state.tokens[start + (state.tokens[start].text == "一律")].text != "由":
        return
    if last is not None and state.word_at(last.verbs[0]) in _MARKING and is_thing_with_attribute(state, last):
        state.topic = state.frames.pop().clause
        return
    if last is not None and _only_a_deed(state, last):
        state.head.append(Adverbial("condition", state.frames.pop().clause))
        return
    if last is None or last.modality_span is not None or last.target is not None or last.destination is not None:
        return
    if (
        state.word_at(last.verbs[0]) in words("predicates", "personal")
        and last.clause.end == state.tokens[start - 1].start
    ):
        case = Span(last.subject.start if last.subject else last.clause.start, last.clause.end)
        state.head.append(Adverbial("condition", case))
        state.frames.pop()


def _goes_by_rule(state: State, start: int, frame: Frame) -> bool:
    """设立外商投资企业，依照法律的规定办理: in an article, a deed of nobody and by what rule such deeds are handled."""
    if not (state.context.article and state.context.carried) or len(state.frames) != 1 or frame.children:
        return False
    if frame.modality_span is not None or frame.adverbials or frame.target is None:
        return False
    if not _opens_of_nobody(state, frame):
        return False
    end = clause_end(state.tokens, start)
    last = state.tokens[end - 2 if state.tokens[end - 1].text in ("登记", "手续", "审批") else end - 1]
    return last.text in ("办理", "执行") and not any(t.flags & MODAL for t in state.tokens[start:end])


def _only_a_deed(state: State, frame: Frame) -> bool:
    """购置设备，由行政部…: in an article, at its head, a deed of nobody and no more, of those that come up at times."""
    if not state.context.article or len(state.frames) != 1 or frame.children or frame.destination is not None:
        return False
    if frame.modality_span is not None or frame.adverbials or frame.target is None:
        return False
    if state.word_at(frame.verbs[0]) not in words("predicates", "in_case_of"):
        return False
    return _opens_of_nobody(state, frame) and frame.target.end == frame.clause.end


def _opens_of_nobody(state: State, frame: Frame) -> bool:
    """Whether the sentence names nobody for the deed that opens it."""
    own = frame.subject is None or frame.subject.end <= state.tokens[0].start
    return own and not state.word_before(frame.verbs[0]).strip()


def only_goes(state: State, frame: Frame, modal: Token) -> bool:
    """进出机房，必须登记: going to a place, and no more, right before the clause that opens with the modal."""
    said_here = frame.modality_span is not None and frame.modality_span.start >= frame.clause.start
    if said_here or frame.modality != "obligation" or frame.children or len(frame.verbs) != 1:
        return False
    if state.word_at(frame.verbs[0]) not in words("predicates", "going") or frame.clause.start != frame.verbs[0].start:
        return False
    return frame.target is not None and frame.clause.end + 1 == modal.start
