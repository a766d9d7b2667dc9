"""What looks like a predicate and is a noun with its attribute: a frame goes in, the name or a verdict comes out."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.lexicon.words import Flag, words
from pipeline.model.text import Span
from pipeline.stages.obligations.carrying.state import State
from pipeline.stages.obligations.frames import Frame
from pipeline.stages.obligations.grammar.kinds import is_body, is_verb
from pipeline.stages.obligations.tokens import Token, within

_ABOUT = frozenset(["对", "对于", "针对", "向", "给", "为", "为了", "因", "通过"])


def name_with_attribute(state: State, frame: Frame) -> Span | None:
    """使用公共供水的用户，应当…: what looks like a predicate is the attribute of a name that is the subject."""
    if frame.target is None or frame.modality_span or frame.party or frame.destination:
        return None
    described = state.word_at(Span(frame.verbs[-1].end, frame.target.end)) == "的"
    if frame.subject is not None and not described:
        return None
    inside = within(state.tokens, frame.target)
    if frame.clause.end != frame.target.end or not is_body(inside, len(inside) - 1):
        return None
    if not any(t.text == "的" for t in inside[:-1]):
        return None
    own = [frame.subject.start] if frame.subject is not None else []
    begin = min([frame.clause.start, *own, *(a.span.start for a in frame.adverbials)])
    return None if state.word_at(Span(begin, begin)) in _ABOUT else Span(begin, frame.target.end)


def is_thing_with_attribute(state: State, frame: Frame) -> bool:
    """实行封闭管理的小区，由…: what looks like a predicate of nobody is a thing with its attribute, all of a clause."""
    if frame.target is None or frame.modality_span is not None or frame.party is not None or frame.adverbials:
        return False
    if frame.clause != Span(frame.verbs[0].start, frame.target.end) or state.word_before(frame.verbs[0]) not in (
        "",
        "，",
    ):
        return False
    return any(t.text == "的" for t in within(state.tokens, frame.target)[1:-1])


def is_name(state: State, frame: Frame) -> bool:
    """各地贯彻落实本意见的有关情况，要报送…: what looks like a predicate is a noun with its attribute."""
    if frame.target is None or frame.modality_span is not None or frame.party is not None:
        return False
    inside = within(state.tokens, frame.target)
    return any(t.text == "的" for t in inside) and inside[-1].text in words("predicates", "tail") | {"问题", "情形"}


_OUTCOMES = frozenset(["结果", "报告", "记录", "结论", "成绩", "笔录"])
_MEASURED = frozenset(["数据", "情况", "信息"])


def is_outcome(state: State, frame: Frame) -> bool:
    """检查记录以及相关证据，可以作为…: a verb that is as often a noun, and right behind it what comes out of it."""
    if frame.target is None or frame.modality_span or frame.party or frame.destination or frame.adverbials:
        return False
    verbs, inside = within(state.tokens, frame.verbs[-1]), within(state.tokens, frame.target)
    if frame.subject is not None or any(v.flags & Flag.PURE for v in verbs):
        return False
    first, examined = inside[0].text, verbs[-1].text in words("predicates", "inspecting")
    return first in _OUTCOMES or (first in _MEASURED and examined)


def is_borne(tokens: Sequence[Token], start: int, last: int) -> bool:
    """因扣留车辆发生的费用由机关承担: what came about by something, and who bears it; no cause of anything."""
    by = next((k for k in range(start + 4, last) if tokens[k].text == "由"), None)
    return by is not None and tokens[by - 2].text == "的" and is_verb(tokens[last]) and not is_verb(tokens[by - 1])
