"""What a clause is to those before it: more of their purpose (为X，有效防范Y，各单位要…), or no part of their ban."""

from __future__ import annotations

from itertools import pairwise

from pipeline.lexicon.words import MODAL, VERB, Flag, words
from pipeline.model.text import Span
from pipeline.stages.obligations.carrying.state import CLAUSE_ENDS, State
from pipeline.stages.obligations.frames import Adverbial
from pipeline.stages.obligations.grammar.kinds import is_body, is_noun, is_verb
from pipeline.stages.obligations.tokens import TIME

_FOR = ("为", "为了")
_UNTIL = frozenset(["直至", "直到"])
_IN_ORDER = frozenset(["统一", "分类", "分开", "集中", "单独", "专人"])
_WHEN = frozenset(["时", "中", "前", "后", "期间"])


def take_purpose(state: State, start: int, end: int, mark: str) -> bool:
    """Grow the purpose right before the clause over it, where somebody and a modal follow."""
    if state.frames and state.tokens[start].text in _UNTIL:
        _ends(state, start, end)
        return True
    if state.frames and state.tokens[start].text == "供" and is_verb(state.tokens[end - 1]):
        return is_body(state.tokens, start + 1) or end - start == 2
    held = state.pending or state.head
    if state.frames or not held or mark not in ("，", ",") or state.word_at(held[-1].span) not in _FOR:
        return False
    if held[-1].span.end != state.tokens[start - 1].start or not _aims(state, start, end):
        return False
    if not _somebody_must(state, end + 1):
        return False
    held[-1] = Adverbial(held[-1].role, Span(held[-1].span.start, state.tokens[end - 1].end))
    return True


def _ends(state: State, start: int, end: int) -> None:
    """持续整改，直至隐患消除: until when the predicate before it goes on."""
    last = state.frames[-1]
    until = Adverbial("occasion", Span(state.tokens[start].start, state.tokens[end - 1].end))
    if not last.children:
        state.frames[-1] = last.with_(adverbials=(*last.adverbials, until))


def _aims(state: State, start: int, end: int) -> bool:
    """Whether the clause opens with a verb of what is aimed at, and holds no modal."""
    first = start
    while first < end and state.tokens[first].flags & Flag.ADVERB and not is_verb(state.tokens[first]):
        first += 1
    if first >= end or state.tokens[first].text not in words("predicates", "aimed_at"):
        return False
    return not any(t.flags & MODAL for t in state.tokens[start:end])


def _somebody_must(state: State, start: int) -> bool:
    """Whether the first clause behind the aims names somebody before its modal."""
    tokens = state.tokens
    while start < len(tokens):
        end = next((k for k in range(start, len(tokens)) if tokens[k].text in CLAUSE_ENDS), len(tokens))
        modal = next((k for k in range(start, end) if tokens[k].flags & MODAL), None)
        if modal is not None:
            return any(is_body(tokens, k) for k in range(start, modal))
        if end >= len(tokens) or tokens[end].text not in ("，", ",") or not _aims(state, start, end):
            return False
        start = end + 1
    return False


_AT_ONCE = frozenset(["立即", "及时", "应", "马上", "第一时间"])


def does_when(state: State, start: int, end: int) -> bool:
    """不得离岗，需要离开时关好门窗: what is done when is not forbidden with what stands before."""
    if state.modality_span is None or state.modality_span == state.context.modality_span:
        return False
    k = next((k for k in range(start + 1, end - 1) if state.tokens[k].text in ("时", "后")), None)
    if (
        k is None
        or not (is_verb(state.tokens[k - 1]) or state.tokens[k - 1].text == "用")
        or any(t.flags & MODAL for t in state.tokens[k:end])
    ):
        return False
    thing = is_noun(state.tokens[k + 1]) and not state.tokens[k + 1].flags & VERB
    return bool(state.tokens[end - 1 if thing else k + 1].flags & Flag.PURE)


def does_by_rule(state: State, start: int, end: int) -> bool:
    """严禁超载，按规定路线行驶; 不准带病作业，发现故障立即停机: what is done by rule or in a case is allowed."""
    if state.modality_span is None or state.modality_span == state.context.modality_span:
        return False
    clause = state.tokens[start:end]
    if any(t.flags & (MODAL | Flag.NEGATION) for t in clause):
        return False
    by_rule = clause[0].text in ("按", "按照", "依照", "根据", "遵照") and is_verb(clause[-1])
    found = clause[0].text in ("发现", "遇有", "遇到") and any(t.text in _AT_ONCE for t in clause)
    in_case = any(a.text == "的" and b.text in ("按", "按照", "依照", "由", "依法") for a, b in pairwise(clause))
    return by_rule or found or in_case


def does_about(state: State, start: int, end: int) -> bool:
    """禁止吸烟，对进出人员进行登记: what is done for good order is not forbidden with what stands before."""
    if state.tokens[start].text not in ("对", "对于") or state.modality_span == state.context.modality_span:
        return False
    if any(t.flags & (MODAL | Flag.NEGATION) for t in state.tokens[start:end]) or not is_verb(state.tokens[end - 1]):
        return False
    light = any(t.text in ("进行", "予以", "加以") for t in state.tokens[start:end])
    return light and state.tokens[end - 1].text in words("predicates", "keeping_order")


def does_well(state: State, start: int, end: int) -> bool:
    """禁止存放易燃物品，贵重物品妥善保管; 不准堆放杂物，工具摆放整齐: a thing of its own, dealt with in good order."""
    clause = state.tokens[start:end]
    if state.modality_span == state.context.modality_span or clause[0].flags & (Flag.PURE | Flag.LIST_JOINER):
        return False
    if any(t.flags & (MODAL | Flag.NEGATION) for t in clause) or not is_noun(clause[0]):
        return False
    if clause[-1].text in words("predicates", "attained"):
        return is_verb(clause[-2])
    good = words("clauses", "furthering")
    how = next((k for k, t in enumerate(clause) if k > 0 and (t.text in good or t.text in _IN_ORDER)), None)
    if how is None or how + 1 >= len(clause) or is_verb(clause[how - 1]):
        return False
    return is_verb(clause[how]) or is_verb(clause[how + 1])


def does_each_time(state: State, start: int, end: int) -> bool:
    """剩菜不准过夜，每天清运; 不得超压，运行时每周冲洗: what is done each day or week is not forbidden."""
    own = state.modality_span != state.context.modality_span
    when = next((k + 1 for k in range(start + 1, end - 1) if state.tokens[k].text in _WHEN), start)
    first = state.tokens[when]
    each = first.kind == TIME and first.text.startswith("每") and own
    return each and not any(t.flags & (MODAL | Flag.NEGATION) for t in state.tokens[start:end])
