"""Where a case begins that …的， closes: in an article the clauses before it that say nothing that must be done.

In: the sentence so far and where the clause with …的 begins. Out: the place where the case begins, or none.
"""

from __future__ import annotations

from pipeline.stages.obligations.carrying.opening import name_with_attribute
from pipeline.stages.obligations.carrying.state import CLAUSE_ENDS, State

_NEW_CASE = frozenset(["经", "经过", "符合", "逾期", "合格", "对", "对于", "需要", "确需", "发现", "属于", "不", "未"])
"""What opens a case of its own behind a duty (受理申请，经审查合格的，…; 开展检查，发现隐患的，…)."""


def opens_case(state: State, start: int) -> int | None:
    """不听劝阻，坚持携带危险物品进站的，企业应当…: in an article what stands before …的， opens the case."""
    recent = state.frames[state.since :]
    if not state.context.article or not recent or state.context.modality_span is not None or state.open is not None:
        return None
    if any(f.modality_span is not None or f.agent or f.children for f in recent):
        return None
    if (
        any(a.role == "condition" for a in recent[0].adverbials)
        or state.tokens[start].text in _NEW_CASE
        or any(state.holds_always(f) for f in recent)
    ):
        return None
    if name := name_with_attribute(state, recent[0]):
        state.subject, state.standing, state.named = name, name, True
        del state.frames[state.since :]
        return None
    begin = next(k for k in range(start - 1, -1, -1) if state.tokens[k].start <= recent[0].clause.start)
    while begin > 0 and state.tokens[begin - 1].text not in CLAUSE_ENDS:
        begin -= 1
    subject = recent[0].subject
    del state.frames[state.since :]
    return subject.end if subject and state.tokens[begin].start <= subject.start else state.tokens[begin].start
