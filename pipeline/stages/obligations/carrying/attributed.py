"""What looks like a predicate and is a noun with its attribute: a frame goes in, the name or a verdict comes out."""

from __future__ import annotations

from pipeline.lexicon.words import words
from pipeline.model.text import Span
from pipeline.stages.obligations.carrying.state import State
from pipeline.stages.obligations.frames import Frame
from pipeline.stages.obligations.grammar.kinds import is_body
from pipeline.stages.obligations.tokens import within

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
