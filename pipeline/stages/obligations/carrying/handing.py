"""What goes on to somebody where its clause does not name it: frames go in, the one whose object it is comes out."""

from __future__ import annotations

from pipeline.lexicon.words import words
from pipeline.stages.obligations.carrying.state import State
from pipeline.stages.obligations.frames import Frame
from pipeline.stages.obligations.tokens import said

_PAPERS = (
    "方案",
    "计划",
    "预案",
    "规划",
    "报告",
    "总结",
    "清单",
    "台账",
    "名单",
    "意见",
    "细则",
    "办法",
    "文件",
    "材料",
)
_AS_FAR_BACK = 4


def paper_before(state: State, frame: Frame, previous: Frame) -> Frame:
    """制定方案，明确分工，报X备案: the paper that has been drawn up goes to X, and not what else has been done."""
    if frame.target is not None or frame.party is not None or frame.destination is None or previous.target is None:
        return previous
    if frame.agent or previous.framed or state.word_at(frame.verbs[0]) not in words("predicates", "passing_on"):
        return previous
    told = said(state.tokens, previous.target)
    if told.endswith((*_PAPERS, *words("predicates", "outcome"), *words("predicates", "drawn_up"))):
        return previous
    made = words("predicates", "making") | words("predicates", "drafting")
    for before in reversed(state.frames[state.since :][-_AS_FAR_BACK:]):
        drawn_up = before.target is not None and state.word_at(before.verbs[-1]) in made and not before.children
        if drawn_up and before.target is not None and said(state.tokens, before.target).endswith(_PAPERS):
            return before if before.subject == previous.subject else previous
    return previous
