"""What stood before the predicates of a clause → their frames: a thing acted upon, one that acts, an addressee."""

from __future__ import annotations

from pipeline.model.text import Span
from pipeline.stages.obligations.frames import Adverbial, Frame, Setting
from pipeline.stages.obligations.grammar.kinds import Tokens, is_body
from pipeline.stages.obligations.grammar.sharing import unwrapped
from pipeline.stages.obligations.grammar.things import acts_alone, as_held, bounds, enters, is_done_to, tells_below
from pipeline.stages.obligations.tokens import text_at, text_before, within


def _of_topic(frame: Frame, topic: Span) -> Frame:
    """X应当同步设计、同步施工: the thing in front is acted upon by every bare predicate of its clause."""
    bare = frame.target is None and frame.party is None and frame.destination is None
    return frame.with_(target=topic, passive=frame.subject is None) if bare else frame


def _as_what(tokens: Tokens, frame: Frame) -> Frame:
    """以检验报告作为依据: what 以 names, right before the verb, is taken as what stands behind it."""
    verb = frame.verbs[-1].start
    if text_at(tokens, verb) != "作为" or frame.target is None or frame.destination is not None:
        return frame
    by = next((a for a in frame.adverbials if a.span.end == verb and text_at(tokens, a.span.start) == "以"), None)
    if by is None:
        return frame
    kept = tuple(a for a in frame.adverbials if a != by)
    return frame.with_(target=Span(by.span.start + 1, verb), destination=frame.target, adverbials=kept)


def _asks_leave(tokens: Tokens, frame: Frame, here: Setting) -> bool:
    """建设单位应当经主管部门同意: who needs the leave is not what leave is given to."""
    if (
        here.displaced is None
        or frame.subject is None
        or text_before(tokens, frame.subject.start) not in ("经", "报经")
    ):
        return False
    named = within(tokens, here.displaced)
    return bool(named) and is_body(named, len(named) - 1)


def give_front(tokens: Tokens, frames: list[Frame], topic: Span | None, here: Setting) -> list[Frame]:
    """Give the first frame what stood before it: a topic that is acted upon, an addressee."""
    if not frames:
        return frames
    if here.agent:
        frames = [f.with_(agent=True) if f.subject == here.subject else f for f in frames]
    first = _as_what(tokens, as_held(tokens, frames[0]))
    if here.to is not None and (first.destination is None or first.target is None):
        first = first.with_(destination=here.to, target=first.target or first.destination)
    topic = topic or (None if _asks_leave(tokens, first, here) else here.displaced)
    if topic is not None:
        first = unwrapped(tokens, first, bare=True)
        if tells_below(tokens, first) or bounds(tokens, first) or (acts_alone(tokens, first) and not here.agent):
            first = first.with_(subject=topic, topical=True)
        elif here.verbal_topic and here.agent and text_at(tokens, topic.start) == "使用":
            first = first.with_(adverbials=(Adverbial("condition", topic), *first.adverbials))
        elif first.target is None and first.party is None:
            first = first.with_(target=topic, passive=first.subject is None, fronted=True)
            frames[1:] = [_of_topic(f, topic) for f in frames[1:]]
        elif enters(tokens, first):
            first = first.with_(target=topic, destination=first.target, passive=first.subject is None)
        elif here.verbal_topic:
            first = first.with_(adverbials=(Adverbial("condition", topic), *first.adverbials))
        elif first.subject is None and is_done_to(tokens, topic, first):
            first = first.with_(adverbials=(Adverbial("scope", topic), *first.adverbials))
        elif first.subject is None:
            back = text_at(tokens, topic.start) == "其"
            first = first.with_(subject=topic, topical=back or not here.acting_topic)
    elif here.undergone is not None and here.subject is None and not acts_alone(tokens, first):
        if first.target is None and first.party is None:
            first = first.with_(target=here.undergone, passive=True, fronted=True)
    frames[0] = first
    return frames
