"""希望各部门总结经验, 会议责成政府制定X: whom somebody asks for something, at the head of a clause."""

from __future__ import annotations

from pipeline.lexicon.words import Flag
from pipeline.model.text import Span
from pipeline.stages.obligations.carrying.state import State
from pipeline.stages.obligations.grammar.described import described_name
from pipeline.stages.obligations.grammar.kinds import is_body, is_verb
from pipeline.stages.obligations.grammar.positions import opens, predicate_follows

_MEETINGS = frozenset(["会议", "大会", "全会"])
_WISHING = frozenset(["希望", "希", "望", "请", "呼吁", "倡议", "恳请", "敬请"])
_ASKING = frozenset(["要求", "责成", "号召", "强调", "希望", "明确"])
_DECIDING = frozenset(["决定", "议定", "确定"])
_AGREEING = frozenset(["同意", "原则同意", "指出", "认为"])
_HOW = frozenset(["研究", "讨论", "一致", "原则"])
_ON_THE_ROAD = frozenset(["车辆", "机动车", "非机动车", "客车", "货车", "船舶", "船只", "行人"])
"""请过往车辆减速慢行: whom the issuer asks, though they are things."""


def _said(state: State, start: int, end: int) -> int | None:
    """会议责成, 会议研究决定: where the verb stands by which a meeting says what must be done.

    会议同意，: what it agrees to stands behind the comma.
    """
    k = start + 1
    while k + 1 < end and state.tokens[k].text in _HOW:
        k += 1
    if k + 1 == end:
        return k if state.tokens[k].text in _DECIDING | _ASKING | _AGREEING else None
    if state.tokens[k + 1].text in ("的", "了", "事项"):
        return None
    asks = k == start + 1 and state.tokens[k].text in _ASKING
    return k if asks or state.tokens[k].text in _DECIDING else None


def take_wish(state: State, start: int, end: int) -> int:
    """希望各部门总结经验, 会议责成政府制定X: what is asked for is what the others must do; where that begins.

    A name with its attribute (希望受到表彰的单位珍惜荣誉) is whom it is asked of.
    """
    tokens = state.tokens
    if start + 1 < end and tokens[start].text in _MEETINGS and (said := _said(state, start, end)):
        if said + 1 == end:
            return end
        start = said
    elif start + 2 < end and tokens[start].flags & Flag.ADVERB and tokens[start + 1].text in _WISHING:
        start += 1
    elif start + 1 >= end or tokens[start].text not in _WISHING:
        return start
    if tokens[start].text == "请" and predicate_follows(tokens, start + 1, end):
        return start
    start += 1
    for k in range(start + 1, end):
        if (
            tokens[k - 1].text in _ON_THE_ROAD
            and predicate_follows(tokens, k, end)
            and all(not is_verb(t) for t in tokens[start:k])
        ):
            state.subject = state.standing = Span(tokens[start].start, tokens[k - 1].end)
            state.named = True
            return k
    for k in range(start + 3, end):
        if is_body(tokens, k - 1) and opens(tokens, k, end) and described_name(tokens, start, k):
            state.subject = state.standing = Span(tokens[start].start, tokens[k - 1].end)
            state.named = True
            return k
    return start
