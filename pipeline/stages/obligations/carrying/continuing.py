"""Clauses that are no predicates of their own: they continue the object before or ask whether."""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag, words
from pipeline.model.text import Span
from pipeline.stages.obligations.carrying.some_of_them import names_some_of_them
from pipeline.stages.obligations.carrying.state import State
from pipeline.stages.obligations.frames import Frame
from pipeline.stages.obligations.grammar.kinds import is_noun
from pipeline.stages.obligations.grammar.things import bounds
from pipeline.stages.obligations.tokens import TIME, WORD, said, within

_SAYING = 4
FOR_EASE = ("以便", "以便于", "便于", "方便", "便利", "以防", "以免", "以备")
_ALSO = frozenset(["也", "还", "则", "均", "都"])
"""可以采用会议的形式，也可以采用书面的形式: behind one of these a modal begins a predicate of its own."""
_PAPERS = (
    "清单",
    "台账",
    "档案",
    "记录",
    "记录表",
    "登记表",
    "统计表",
    "名册",
    "目录",
    "预案",
    "方案",
    "制度",
    "规程",
    "手册",
)
_MAKING = frozenset(["建立", "编制", "制定", "制订", "完善", "健全", "填写", "填报", "提供", "提交", "保存"])
_WHETHER = frozenset(["是否", "有无", "能否", "可否", "是不是", "有没有"])


def asks_whether(state: State, start: int, end: int, first: Frame) -> bool:
    """…是否合法, X是Y: an indirect question or a definition, no predicate."""
    verb = first.verbs[0].start
    for token in () if _WHETHER.isdisjoint(state.texts) else state.tokens[start:end]:
        if token.start >= verb:
            break
        if token.text in _WHETHER:
            return first.target is None or not first.target.start < token.start < token.end < first.target.end
    if first.subject is not None or not state.may_define:
        return False
    for token in state.tokens[start:end]:
        if token.flags & MODAL:
            return False
    return state.defines(start, end)


def _object_asks(state: State) -> bool:
    leaf = state.last_leaf()
    held = leaf.target if leaf is not None else None
    return held is not None and any(t.text in _WHETHER for t in within(state.tokens, held))


def belongs_to_object(state: State, start: int, frames: list[Frame], asks: bool) -> bool:
    """Whether a clause with a predicate is a further question or state inside the object of the last one."""
    if asks:
        return bool(state.frames) and state.reaches(start) and _object_asks(state)
    return _goes_on_ensuring(state, start, frames) or _goes_on_like(state, start, frames)


def _goes_on_like(state: State, start: int, frames: list[Frame]) -> bool:
    """做到摆放整齐，归还及时: a verb and how, at the end of the clause, is one more thing that is seen to."""
    last, first = state.frames[-1] if state.frames else None, frames[0]
    if last is None or last.children or len(frames) != 1 or first.target is None or first.subject is not None:
        return False
    if state.word_at(last.verbs[-1]) not in words("predicates", "clausal") or not state.reaches(start):
        return False
    how = within(state.tokens, first.target)
    return len(how) == 1 and bool(how[0].flags & Flag.ADVERB) and first.clause.start == first.verbs[0].start


def _goes_on_ensuring(state: State, start: int, frames: list[Frame]) -> bool:
    """确认X具备Y，其Z符合W: what is made sure of goes on with a further state over the comma."""
    last = state.frames[-1] if state.frames else None
    if last is None or last.children or len(frames) != 1:
        return False
    if frames[0].modality_span not in (None, state.modality_span):
        return False
    verb = state.word_at(last.verbs[-1])
    if verb in words("predicates", "ensuring") and state.tokens[start].text in ("能", "能够"):
        return True
    if _leaves_none(state, frames[0]):
        return verb in words("predicates", "ensuring") or verb in words("predicates", "clausal")
    if verb not in words("predicates", "ensuring"):
        return False
    return state.reaches(start) and state.word_at(frames[0].verbs[0]) in words("predicates", "states")


def _leaves_none(state: State, frame: Frame) -> bool:
    """确保全覆盖，不留死角; 做到有人管，监管无盲区: that nothing is left out is how it is, and no deed."""
    thing = state.word_at(frame.target) if frame.target is not None else ""
    return state.word_at(frame.verbs[0]) == "不留" or (len(frame.verbs) == 1 and thing[:1] in ("无", "零"))


def goes_on_listing(state: State, start: int, end: int, frames: list[Frame]) -> bool:
    """包括送审稿，制定文件的依据，以及其他材料: verbs inside what is listed are no predicates."""
    if not state.frames or state.tokens[start - 1].text not in ("，", ","):
        return False
    if _has_same_head(state, start, end) or names_some_of_them(state, start, end):
        return True
    if _is_one_more_paper(state, start, end) or _is_of_one(state, start, end):
        return True
    lists = state.word_at(state.frames[-1].verbs[-1]) in words("predicates", "listing")
    if not lists and state.tokens[start].text != "以及":
        return False
    if state.tokens[start].text in ("并", "并且") and frames:
        return False
    return not any(f.subject is not None or state.says_modality(start, f) for f in frames)


def _is_one_more_paper(state: State, start: int, end: int) -> bool:
    """建立设施清单，检查分析记录表: one more paper that is made, whose name holds deeds and nothing else that acts."""
    if not state.tokens[end - 1].text.endswith(_PAPERS) or end - start < 2 or not state.reaches(start):
        return False
    leaf = state.last_leaf()
    if leaf is None or not state.tokens[start - 2].text.endswith(_PAPERS):
        return False
    if state.word_at(leaf.verbs[-1]) not in _MAKING:
        return False
    name = state.tokens[start : end - 1]
    if name[0].text in words("predicates", "making") or name[0].text in words("predicates", "drafting"):
        return False
    plain = all(t.kind == WORD and not t.flags & (Flag.PURE | MODAL | Flag.PREPOSITION | Flag.JOINER) for t in name)
    return plain and all(t.text != "的" for t in name)


def _is_of_one(state: State, start: int, end: int) -> bool:
    """建设一支熟悉业务，能够打硬仗的队伍: the clause goes on to the noun that 一支 counts."""
    leaf = state.last_leaf()
    if leaf is None or leaf.target is None or not state.reaches(start):
        return False
    if state.word_at(leaf.target) not in words("clauses", "one_of") or "的" in said(state.tokens, leaf.target):
        return False
    return _is_attributed(state, max(start, end - 4), end - 1) and is_noun(state.tokens[end - 1])


def _has_same_head(state: State, start: int, end: int) -> bool:
    """…的社会环境，鼓励创新的工作环境: the clause is one more thing of the kind that the object before it names."""
    leaf = state.last_leaf()
    head = state.tokens[end - 1]
    if leaf is not None and state.tokens[start].text == state.word_at(leaf.verbs[-1]):
        return False
    if leaf is None or leaf.target is None or not state.reaches(start) or head.flags & VERB or len(head.text) < 2:
        return False
    last = next(k for k in range(start - 2, -1, -1) if state.tokens[k].end <= leaf.target.end)
    first = state.tokens[start]
    if first.flags & Flag.LIST_JOINER and state.tokens[start + 1].flags & Flag.PREPOSITION:
        return False
    if state.tokens[last].text[-2:] != head.text[-2:] or first.flags & (Flag.OBLIGATION | Flag.PROHIBITION):
        return False
    if first.text in _ALSO and state.tokens[start + 1].flags & MODAL:
        return False
    makes = first.text in words("predicates", "making") or first.text in words("predicates", "strong")
    if (makes and not first.flags & Flag.SUPPORTED) or first.flags & Flag.PREPOSITION:
        return False
    if not _is_attributed(state, max(start, end - 4), end - 1) and not _lists(state, start, end):
        return False
    return _is_attributed(state, max(0, last - 3), last) or (not first.flags & VERB and _lists(state, start, end))


def _lists(state: State, start: int, end: int) -> bool:
    return any(t.text == "、" for t in state.tokens[start:end])


def _is_attributed(state: State, i: int, end: int) -> bool:
    return any(t.text in ("的", "等") for t in state.tokens[i:end])


def _says_anew(state: State, start: int, span: Span, leaf: Frame) -> bool:
    """清洁车间、走廊, 常抓不懈, 自觉行动: a verb with its object, a saying, an adverb: no further object."""
    first = state.tokens[start]
    if state.word_at(leaf.verbs[-1]) in words("predicates", "clausal"):
        return first.text in ("力争", "争取", "努力")
    if first.end == span.end:
        return len(first.text) == _SAYING
    following = state.tokens[start + 1]
    if first.flags & VERB and not following.flags & VERB and is_noun(following):
        return following.text not in words("predicates", "tail")
    return bool(first.flags & Flag.ADVERB) and first.text not in words("clauses", "weak_adverb")


def extend_object(state: State, start: int, span: Span, whole: bool = False) -> None:
    """决策部署，安全生产方针政策、法律法规: the clause goes on with the object of the last frame."""
    last = state.frames[-1]
    path = [last]
    while path[-1].children:
        path.append(path[-1].children[-1])
    leaf = path[-1]
    name = "destination" if leaf.destination and leaf.framed else "target"
    value: Span | None = getattr(leaf, name)
    if bounds(state.tokens, last):
        state.topic = span
        return
    if state.tokens[start].text in FOR_EASE or (not whole and _appoints(state, start, span)):
        return
    anew = state.tokens[start].text in ("并", "并且") and "的" not in said(state.tokens, span)
    if not whole and (anew or _says_anew(state, start, span, leaf)):
        return
    first, final = state.tokens[start], within(state.tokens, span)[-1]
    if final.flags & Flag.ADVERB or (first.flags & (VERB | Flag.FRAMING) and state.modality_span is not None):
        if not whole:
            return
    says = state.word_at(leaf.verbs[-1]) in words("predicates", "clausal") and span.length == _SAYING
    holds_verb = not (whole or says) and any(
        t.kind == TIME or t.text == "不少" or t.flags & (Flag.PURE | Flag.UNKNOWN_VERB | MODAL | Flag.NEGATION)
        for t in state.tokens[start : start + span.length]
        if t.end <= span.end
    )
    if holds_verb or state.tokens[start - 1].text not in ("，", ","):
        return
    if value is None or state.tokens[start - 1].start != value.end:
        return
    grow_object(state, span)


def _appoints(state: State, start: int, span: Span) -> bool:
    """书记同时任董事长、为法定代表人: who is what is no further object."""
    named = within(state.tokens, span)
    return any(named[k].text in ("任", "担任", "兼任") and not named[k - 1].flags & VERB for k in range(1, len(named)))


def grow_object(state: State, span: Span) -> None:
    """The object of the last predicate reaches to the end of the span."""
    path = [state.frames[-1]]
    while path[-1].children:
        path.append(path[-1].children[-1])
    leaf = path[-1]
    name = "destination" if leaf.destination and leaf.framed else "target"
    value: Span = getattr(leaf, name)
    grown: Frame = leaf.with_(**{name: Span(value.start, span.end), "clause": Span(leaf.clause.start, span.end)})
    for parent in reversed(path[:-1]):
        grown = parent.with_(children=(*parent.children[:-1], grown))
    state.frames[-1] = grown
    if state.open is not None:
        state.open = grown
