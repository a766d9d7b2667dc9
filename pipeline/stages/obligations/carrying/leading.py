"""Behind what is recommended to somebody: whether the next clause is of whoever recommends it.

In: the state before the clause, where the clause begins and its first predicate. Out: yes or no.
"""

from __future__ import annotations

from pipeline.stages.obligations.carrying.state import State
from pipeline.stages.obligations.frames import Frame
from pipeline.stages.obligations.tokens import text_before

_LEADING = frozenset(["推动", "引导", "支持", "协调", "督促", "指导", "推进"])
_OF_THEIR_KIND = ("部门", "机构", "企业", "单位", "地方", "各地", "银行", "高校", "院校", "地区", "经营主体")


def leads_others(state: State, start: int, frame: Frame) -> bool:
    """鼓励企业上市，推动金融机构设立子公司: who is recommended one thing does not govern others of his kind."""
    if frame.modality != "recommendation" or frame.party is None or state.says_modality(start, frame):
        return False
    if frame.subject is not None and frame.subject.start >= state.tokens[start].start:
        return False
    if state.word_at(frame.verbs[0]) not in _LEADING or not state.frames or not state.frames[-1].agent:
        return False
    return text_before(state.tokens, frame.party.end).endswith(_OF_THEIR_KIND)
