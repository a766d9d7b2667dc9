"""Objects that a predicate leaves out: those of the predicate before it, where the two are coordinated."""

from __future__ import annotations

from pipeline.lexicon.words import VERB, Flag, words
from pipeline.model.text import Span
from pipeline.stages.obligations.frames import Adverbial, Frame
from pipeline.stages.obligations.grammar.kinds import Tokens, is_list_joiner, is_verb
from pipeline.stages.obligations.grammar.things import is_mutual
from pipeline.stages.obligations.tokens import Token, text_at, text_before, token_at, within

_SET = frozenset(["责任", "责任人", "措施", "台账", "时限", "期限", "清单", "方案", "人员", "要求", "目标", "任务"])
_SAYING_SO = frozenset(["符合", "遵守", "具备", "达到", "载明", "写明", "注明"])
"""设计必须符合规范，并经X批准: what something is like or tells is not what a further deed is done to."""
_FIXED = 3
"""Characters of a fixed expression (抓落实, 真抓实干), at least."""


def share_objects(tokens: Tokens, previous: Frame, frames: list[Frame], joined: bool) -> list[Frame]:
    """纳入Z after X, 并定期考核 after 制定X: the object that the first of the frames leaves out is the one before."""
    if not frames or previous.target is None:
        return frames
    first = frames[0]
    if joined or _by_measures(tokens, previous):
        first = unwrapped(tokens, first, joined)
    verb = text_at(tokens, first.verbs[-1].start) if first.verbs else ""
    if verb in words("predicates", "entering") and first.destination is None and not first.framed:
        prefix = previous.verbs[: previous.prefix]
        first = first.with_(
            verbs=prefix + first.verbs,
            relation="chain" if prefix else first.relation,
            prefix=len(prefix),
            target=previous.target,
            destination=first.target,
            framed=previous.framed,
        )
    elif first.target is None and first.party is None:
        if _never_shares(tokens, previous, first):
            return frames
        if (
            _goes_on_to(tokens, previous, first, verb)
            or (previous.framed and verb[0] == "抓")
            or (
                (joined or verb in words("predicates", "same_object"))
                and verb not in words("predicates", "news")
                and not _by_measures(tokens, previous)
                and not _is_deed(tokens, previous, previous.target)
                and first.destination is None
            )
        ):
            first = first.with_(target=previous.target)
    elif first.party is not None and joined and first.children:
        first = _share_with_party(tokens, first, previous)
    return [first, *frames[1:]]


def _is_deed(tokens: Tokens, previous: Frame, target: Span) -> bool:
    """完成摸底，依法拆除: what has been done is no thing that something else is done to."""
    if text_at(tokens, previous.verbs[-1].start) not in ("完成", "开展", "进行"):
        return False
    thing = token_at(tokens, target.start)
    return thing is not None and thing.end == target.end and bool(thing.flags & VERB)


def _goes_on_to(tokens: Tokens, previous: Frame, frame: Frame, verb: str) -> bool:
    """编制规划，报X备案, 报X批准: what is handed on to somebody; where X decides on it, only what has been made."""
    if frame.destination is None:
        return False
    passes = words("predicates", "passing_on")
    verb_before = text_at(tokens, previous.verbs[-1].start)
    made = verb_before in words("predicates", "making") or verb_before in words("predicates", "drafting")
    return verb in passes or (made and text_at(tokens, frame.verbs[0].start) in passes)


def _never_shares(tokens: Tokens, previous: Frame, frame: Frame) -> bool:
    """采取限产等措施，并通报环保部门: what is told is no measure. 放进柜子并上锁, 与X相衔接, 并先行先试: no object.

    Nor is who is put in charge the object of what he does (落实专人负责，每日巡查).
    """
    assert previous.target is not None
    verb = token_at(tokens, frame.verbs[-1].start)
    if verb is not None and (_is_of_the_case(tokens, previous, verb) or _is_told_whole(tokens, previous, verb)):
        return True
    if text_at(tokens, previous.verbs[-1].start) in _SAYING_SO:
        return True
    if verb is None or verb.text in words("predicates", "handled"):
        return False
    if is_mutual(tokens, frame):
        return True
    if verb.flags & Flag.INTRANSITIVE and (
        len(verb.text) >= _FIXED or any(text_at(tokens, v.start) in words("predicates", "bare") for v in frame.verbs)
    ):
        return True
    last = text_before(tokens, previous.target.end)
    if last == "负责":
        return True
    return verb.text in words("predicates", "news") and last in words("predicates", "means")


def _is_told_whole(tokens: Tokens, previous: Frame, verb: Token) -> bool:
    """确保资料不得外传，妥善保管; 检查油位是否正常并加油: a whole clause is no object of a further deed."""
    assert previous.target is not None
    before = text_at(tokens, previous.verbs[-1].start)
    if before in ("确保", "保证", "做到", "作到"):
        return True
    return bool(verb.flags & Flag.INTRANSITIVE) and any(t.text == "是否" for t in within(tokens, previous.target))


def _is_of_the_case(tokens: Tokens, previous: Frame, verb: Token) -> bool:
    """对X明确责任、限期整改: what is put right is X, and not who answers for it or by when."""
    assert previous.target is not None
    if _by_measures(tokens, previous):
        return False
    return verb.text in words("predicates", "on_event") and text_before(tokens, previous.target.end) in _SET


def _by_measures(tokens: Tokens, frame: Frame) -> bool:
    """采取措施进行控制: what is done by the measures is what is meant, as in 予以控制."""
    return text_at(tokens, frame.verbs[-1].start) in words("predicates", "measures")


def unwrapped(tokens: Tokens, frame: Frame, bare: bool) -> Frame:
    """并进行考核: the light verb gives way to the verb that is its whole object."""
    if frame.target is None or len(frame.verbs) != 1:
        return frame
    if text_at(tokens, frame.verbs[0].start) != "进行":
        return frame
    inside = within(tokens, frame.target)
    first = next((k for k, t in enumerate(inside) if is_verb(t)), len(inside))
    how, deeds = inside[:first], inside[first:]
    if not deeds or any(t.text == "的" for t in how):
        return frame
    if any(text_at(tokens, a.span.start) == "针对" for a in frame.adverbials):
        return frame
    if len(how) > (0 if bare else 1) or not all(is_verb(t) or is_list_joiner(t) for t in deeds):
        return frame
    verbs = tuple(Span(t.start, t.end) for t in deeds if is_verb(t))
    said = (*frame.adverbials, *(Adverbial("manner", Span(t.start, t.end)) for t in how))
    return frame.with_(verbs=verbs, target=None, relation="chain" if len(verbs) > 1 else None, adverbials=said)


def _share_with_party(tokens: Tokens, frame: Frame, previous: Frame) -> Frame:
    """提供用品，并督促人员佩戴、使用: what they are to use is what is provided."""
    child = frame.children[-1]
    if previous.fronted:
        child = unwrapped(tokens, child, bare=True)
    if child.target is not None:
        return frame
    verb = token_at(tokens, child.verbs[-1].start)
    if verb is None or verb.flags & Flag.INTRANSITIVE or child.party is not None:
        return frame
    return frame.with_(children=(*frame.children[:-1], child.with_(target=previous.target)))
