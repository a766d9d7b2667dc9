"""Behind what is recommended or allowed to somebody: whether the next clause is of whoever recommends it.

In: the state before the clause, where the clause begins and its first predicate. Out: yes or no, or the frame
as it is then.
"""

from __future__ import annotations

from pipeline.lexicon.words import words
from pipeline.stages.obligations.carrying.state import State
from pipeline.stages.obligations.frames import Frame
from pipeline.stages.obligations.tokens import text_before

_LEADING = frozenset(["推动", "引导", "支持", "协调", "督促", "指导", "推进"])
_GIVING = ("地方", "各地", "地区", "政府", "部门", "省", "市", "县", "区", "高校", "学校", "单位", "机构", "）", ")")
"""Who has something to give himself."""
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


def given_them(state: State, start: int, frame: Frame) -> Frame:
    """鼓励企业购买设备，给予补贴: what is given to whom something is recommended or allowed is not given by him.

    Nor by him of whom the case is (企业招用毕业生的，给予补贴).
    """
    if _is_of_case(state, start, frame):
        state.subject = state.standing = state.context.subject
        return frame
    apart = state.tokens[start].text == "具体" and frame.subject is None and not state.says_modality(start, frame)
    apart = apart and frame.modality in ("recommendation", "permission")
    if not apart and not _gives(state, start, frame):
        return frame
    state.stand_again()
    state.clause_subject = None
    state.forget_modality()
    return frame.with_(modality=state.modality, modality_span=state.modality_span)


def _gives(state: State, start: int, frame: Frame) -> bool:
    if frame.modality not in ("recommendation", "permission") or frame.subject is not None:
        return False
    if frame.modality_span is None or state.says_modality(start, frame):
        return False
    granted = (f for f in reversed(state.frames) if f.agent and f.modality_span == frame.modality_span)
    who = next((f.subject for f in granted), None)
    if who is None or text_before(state.tokens, who.end).endswith(_GIVING):
        return False
    return _is_benefit(state, frame)


def _is_benefit(state: State, frame: Frame) -> bool:
    verb = frame.verbs[0]
    if state.word_at(verb) != "给予":
        return text_before(state.tokens, verb.start).endswith("予以")
    given = frame.target or (frame.destination if frame.party is None else None)
    return given is not None and text_before(state.tokens, given.end).endswith(tuple(words("predicates", "benefit")))


def _is_of_case(state: State, start: int, frame: Frame) -> bool:
    """企业招用毕业生的，给予补贴: the subject stands right before the case, and no modal says that he must give."""
    if frame.subject is not None or frame.modality_span is not None or state.frames or state.subject is None:
        return False
    case = next((a.span for a in state.head if a.role == "condition"), None)
    if case is None or state.word_at(case) in ("对", "对于") or text_before(state.tokens, case.end) != "的":
        return False
    return 0 <= case.start - state.subject.end <= 1 and _is_benefit(state, frame)


def stands_by(state: State, frame: Frame) -> bool:
    """X牵头起草，Y配合，于月底前报送: those who only take part do not go on to act."""
    bare = frame.target is None and frame.party is None and frame.destination is None and not frame.children
    only = bare and len(frame.verbs) == 1 and bool(state.frames) and frame.modality_span is None
    return only and state.word_at(frame.verbs[0]) in words("predicates", "standing_by")
