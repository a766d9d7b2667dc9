"""What a predicate leaves out: who acts, its modality, circumstances, and the object named before it."""

from __future__ import annotations

from pipeline.lexicon.words import Flag, words
from pipeline.model.text import Span
from pipeline.stages.obligations.carrying.handing import paper_before
from pipeline.stages.obligations.carrying.leading import given_them, leads_others, stands_by
from pipeline.stages.obligations.carrying.leave import gives_leave
from pipeline.stages.obligations.carrying.state import State
from pipeline.stages.obligations.frames import Adverbial, Frame, span_of
from pipeline.stages.obligations.grammar.described import names_case
from pipeline.stages.obligations.grammar.kinds import is_body, is_list_joiner
from pipeline.stages.obligations.grammar.sharing import share_objects, unwrapped
from pipeline.stages.obligations.grammar.things import bounds, enters, is_mutual
from pipeline.stages.obligations.tokens import MARK, said, token_at, within

_DENOUNCING = frozenset(["举报", "投诉", "检举", "控告"])
"""对违法行为，有权向X举报: of what one tells, unlike 报告, is what 对 has named."""


def fill_in(state: State, start: int, frames: list[Frame]) -> list[Frame]:
    """Fill in what the clause leaves out: subject, modality, circumstances, shared object of a 将 frame."""
    result: list[Frame] = []
    replaced: tuple[Span, Span | None] | None = None
    for n, frame in enumerate(frames):
        frame = _begin_clause(state, start, frame) if n == 0 else _with_subject(state, frame)
        if before := (*state.head, *state.pending) if n == 0 else tuple(state.head):
            frame = frame.with_(adverbials=(*before, *frame.adverbials))
        last = state.last_leaf() if len(state.frames) > state.since or state.about is None else None
        shared = _with_object(state, frame, result[-1] if result else last)
        if replaced and shared.target == replaced[0]:
            shared = shared.with_(target=replaced[1])
        if shared.destination is not None and frame.destination is None:
            replaced = (shared.destination, shared.target)
        result.append(shared)
        state.object = shared.target or state.object
        if shared.target is not None and (shared.fronted or shared.passive):
            state.about = shared.target
    _note_modality(state, result[0])
    state.pending = []
    return result


def _begin_clause(state: State, start: int, frame: Frame) -> Frame:
    """The first predicate of the clause with its topic and subject; what it says of them goes on."""
    topic = state.topic
    if state.topic is not None:
        frame = _about_topic(state, frame, state.topic, start)
        if state.topic in (frame.target, frame.subject):
            state.pending = [a for a in state.pending if not state.topic.start <= a.span.start < state.topic.end]
        else:
            state.head.append(Adverbial("scope", state.topic))
        state.topic = None
    if not state.frames and _is_acted_upon(frame):
        frame = frame.with_(passive=True)
    if frame.passive and (reporter := _who_reports(state, frame)):
        frame = frame.with_(passive=False, subject=reporter)
    if frame.passive and state.agent is not None:
        frame = frame.with_(passive=False, subject=state.agent, agent=True)
    if frame.passive and len(state.frames) == state.since:
        state.subject, state.topical = None, True
    if leads_others(state, start, frame):
        return frame.with_(subject=state.standing, modality="obligation", modality_span=None)
    frame = given_them(state, start, frame)
    own = frame.subject is not None
    apart = own and (topic is None or frame.subject != topic)
    apart = apart or (state.modality == "permission" and "topic-first" in frame.doubts)
    if apart and frame.modality_span is not None and frame.modality_span == state.modality_span:
        frame = frame.with_(modality="obligation", modality_span=None)
        if own and not frame.agent:
            state.forget_modality()
    if not own or gives_leave(state, frame):
        return _with_subject(state, frame)
    if not frame.agent:
        frame = _with_names_before(state, frame, start)
        if stands_by(state, frame):
            return frame
        aside = frame.topical or _may_only(state, frame)
        state.topical = state.topical or aside
        state.subject = frame.subject
        state.standing = state.standing if aside else frame.subject
        state.named = True
    elif (
        frame.modality == "recommendation"
        or (not state.named and frame.modality != "prohibition")
        or (not state.frames and frame.modality_span is None and _named_in_case(state))
    ):
        state.subject, state.topical = frame.subject, True
    return frame


def _may_only(state: State, frame: Frame) -> bool:
    """有条件的地方可提前发放: those of them who can are allowed more; what follows is again for all who had to act."""
    if frame.subject is None or frame.modality != "permission" or state.standing is None:
        return False
    return said(state.tokens, frame.subject).startswith(("有条件的", "具备条件的", "有能力的", "确有需要的"))


def _named_in_case(state: State) -> bool:
    """成员需要调整的，由单位提出，报组长批准: who is named only in the case does not go on to act, 由X does."""
    case = next((a.span for a in state.head if a.role == "condition"), None)
    if case is None or state.subject is None or state.subject.end != case.start:
        return False
    return state.word_at(Span(case.end - 1, case.end)) == "的"


def _who_reports(state: State, frame: Frame) -> Span | None:
    """各地落实本意见的情况，要及时报送…: whose it is that is reported, at the head of what is acted upon."""
    if frame.target is None or state.word_at(frame.verbs[0]) not in words("predicates", "passing_on"):
        return None
    thing = within(state.tokens, frame.target)
    if not thing[0].text.startswith("各"):
        return None
    close = next((k for k in range(1, len(thing)) if is_body(thing, k - 1) and not is_body(thing, k)), None)
    return span_of(thing, 0, close) if close and not is_list_joiner(thing[close]) else None


def _with_subject(state: State, frame: Frame) -> Frame:
    return frame if frame.subject or not (left := _left_out(state, frame)) else frame.with_(subject=left)


def _with_object(state: State, frame: Frame, previous: Frame | None) -> Frame:
    """The object left out: that of the predicate before, what has happened, or what 对X has named."""
    if previous is not None and previous.target is None and previous.party is None and state.object is not None:
        previous = previous.with_(target=state.object)
    shared = _share(state, frame, previous and paper_before(state, frame, previous))
    verb = state.word_at(shared.verbs[0])
    if shared.target is None and previous is not None and _is_of_the_same(state, shared, previous, verb):
        shared = shared.with_(target=previous.target)
    if shared.target is None and shared.party is None and state.event is not None:
        if verb in words("predicates", "on_event"):
            shared = shared.with_(target=state.event)
    return _of_what_stands_before(state, shared)


def _is_of_the_same(state: State, frame: Frame, previous: Frame, verb: str) -> bool:
    """整改问题，不得迟报; 支付养老金，不得拖欠: what the same body must not do with the object just named."""
    if verb in words("predicates", "withheld"):
        return previous.target is None or not said(state.tokens, previous.target).endswith(("制度", "机制", "规定"))
    alone = frame.destination is None and frame.party is None and frame.subject == previous.subject
    return (
        alone and frame.modality == "prohibition" and state.word_at(frame.verbs[-1]) in words("predicates", "misused")
    )


def _note_modality(state: State, frame: Frame) -> None:
    """A modal holds for the clauses behind; a mere negation (不, 未) does not."""
    if frame.modality_span is None or frame.modality_span == state.modality_span:
        return
    state.modality, state.modality_span = frame.modality, frame.modality_span
    if state.word_at(frame.modality_span) in words("clauses", "negation"):
        state.forget_modality()


def _with_names_before(state: State, frame: Frame, start: int) -> Frame:
    """各部门，各店铺要…: names that a comma parts from the subject belong to it."""
    names, state.name = state.name, None
    if names is None or frame.subject is None or frame.subject.start != state.tokens[start].start:
        return frame
    if names.end != state.tokens[start - 1].start:
        return frame
    if names_case(state.tokens, names):
        return frame.with_(adverbials=(Adverbial("condition", names), *frame.adverbials))
    return frame.with_(subject=Span(names.start, frame.subject.end))


def _about_topic(state: State, frame: Frame, topic: Span, start: int) -> Frame:
    """The thing named in the clause before is acted upon; where it has an object, it may be its subject."""
    if frame.subject is None and within(state.tokens, topic)[-1].text[0] in "较很颇极":
        return frame
    said_of = state.word_before(topic) in ("对", "对于", "将", "把")
    if not said_of and frame.subject is None and not frame.children and is_mutual(state.tokens, frame):
        return frame.with_(subject=topic, topical=True)
    frame = unwrapped(state.tokens, frame, bare=True)
    if state.word_before(topic) in ("将", "把") and frame.target and not (frame.party or frame.destination):
        return frame.with_(target=topic, destination=frame.target, framed=True)
    if frame.target is None and frame.party is None:
        return frame.with_(target=topic, passive=frame.subject is None and not said_of, fronted=True)
    if frame.children and frame.children[-1].target is None and frame.children[-1].party is None:
        child = frame.children[-1].with_(target=topic)
        return frame.with_(children=(*frame.children[:-1], child))
    if frame.subject is not None or said_of:
        return frame
    if enters(state.tokens, frame):
        return frame.with_(target=topic, destination=frame.target, passive=True)
    modal_behind = state.modality_span is not None and state.modality_span.start == topic.end
    if modal_behind or state.tokens[start].flags & (Flag.OBLIGATION | Flag.PROHIBITION) or bounds(state.tokens, frame):
        return frame.with_(subject=topic, topical=True)
    return frame


def _of_what_stands_before(state: State, frame: Frame) -> Frame:
    """对X，应当立即处理: a bare predicate is of X; so is the next (对X进行保养，定期检测)."""
    verb = token_at(state.tokens, frame.verbs[-1].start) if state.about is not None else None
    if state.about is None or verb is None or (verb.flags & Flag.INTRANSITIVE and verb.text != "配合"):
        return frame
    anew = state.frames and frame.subject != state.frames[-1].subject
    if anew and frame.subject is not None and frame.subject.start > state.about.end:
        state.about = None
        return frame
    if state.frames and frame.modality != state.frames[-1].modality:
        return frame
    if frame.subject is None and enters(state.tokens, frame) and frame.target is not None:
        return frame.with_(target=state.about, destination=frame.target, fronted=True)
    if frame.party is not None or (frame.target is not None and frame.target != state.about):
        return frame
    named = verb.text in _DENOUNCING and state.word_before(state.about) in ("对", "对于")
    passed = {verb.text, state.word_at(frame.verbs[0])} & words("predicates", "passing_on")
    if frame.destination is not None and not passed and not named:
        return frame
    kept = tuple(a for a in frame.adverbials if a.span.end != state.about.end)
    return frame.with_(target=state.about, adverbials=kept, fronted=True)


def _is_acted_upon(frame: Frame) -> bool:
    """该项工作于四月底前完成: the thing at the head of the sentence is the object, and nobody is named who acts."""
    if frame.subject is not None or frame.target is None or "topic-first" not in frame.doubts:
        return False
    return frame.target.end <= frame.verbs[0].start


def _left_out(state: State, frame: Frame) -> Span | None:
    """Who acts where the clause does not say: the agent before 并, else the subject."""
    if state.clause_subject is not None:
        return state.clause_subject
    if state.topical and state.is_measured():
        return state.standing
    if (
        state.subject is None
        and not state.topical
        and frame.modality_span is not None
        and frame.modality == "obligation"
    ):
        return state.standing
    return state.subject


def _share(state: State, frame: Frame, previous: Frame | None) -> Frame:
    """The object left out is that of the predicate before, also over a comma."""
    if previous is None or bounds(state.tokens, previous):
        return frame
    return share_objects(state.tokens, previous, [frame], _coordinated(state, frame, previous))[0]


def _coordinated(state: State, frame: Frame, previous: Frame) -> bool:
    """Whether 并 or a list joiner stands right before the predicate, or its object goes to somebody (报X)."""
    between = [t for t in within(state.tokens, Span(previous.clause.end, frame.verbs[0].start)) if t.kind != MARK]
    joins = between and between[0].flags & Flag.LIST_JOINER and between[0].text not in ("与", "和")
    return frame.destination is not None or bool(joins)
