"""Whether the predicates of a clause are what the party before is to do, and where they go (督促A做X，做Y)."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter

from pipeline.lexicon.words import MODAL, Flag, words
from pipeline.model.text import Span
from pipeline.stages.obligations.carrying.charge import in_charge
from pipeline.stages.obligations.carrying.inheriting import fill_in
from pipeline.stages.obligations.carrying.state import CLAUSE_ENDS, State
from pipeline.stages.obligations.carrying.to_cases import to_case
from pipeline.stages.obligations.frames import Adverbial, Frame, span_of
from pipeline.stages.obligations.grammar.adverbials import adverbial_role
from pipeline.stages.obligations.grammar.subjects import is_place
from pipeline.stages.obligations.tokens import TIME, WORD, within

_RULES = frozenset(["规定", "办法", "标准", "方案", "细则", "规范", "条件", "范围", "规则"])
_FURTHERING = frozenset(
    ["坚持", "提出", "实行", "贯彻", "遵循", "鼓励", "支持", "提倡", "倡导", "引导", "组织", "禁止", "注意"]
)
_COMMISSIONING = frozenset(["委托", "聘请", "邀请", "聘用"])
"""委托机构检测，并将结果报X, 邀请专家授课，并做好记录: who commissions goes on behind 并, but not to give back."""
_GIVEN_BACK = frozenset(["出具", "提出", "提供", "提交", "形成"])


def take_frames(state: State, start: int, end: int, frames: list[Frame]) -> None:
    """Add the predicates of a clause to the sentence, with what they leave out filled in."""
    if _names_thing(state, end, frames):
        begin = frames[0].subject or frames[0].clause
        own = begin.start >= state.tokens[start].start
        _take_thing(state, end, Span(begin.start if own else frames[0].clause.start, frames[0].clause.end))
        return
    if _done_by_others(state, end, frames):
        if state.word_at(frames[0].target or frames[0].clause) in words("predicates", "compound_head"):
            _take_thing(state, end, frames[0].clause)
            return
        state.head.append(Adverbial("condition", frames[0].clause))
        return
    if _is_of_it(state, end, frames):
        state.topic = Span(state.tokens[start].start, state.tokens[end - 1].end)
        return
    if frames[0].subject is not None and state.says_modality(start, frames[0]):
        to_case(state, start, frames[0].subject)
    frames = fill_in(state, start, frames)
    frames[0] = in_charge(state, frames[0])
    if _belongs_to_party(state, start, end, frames):
        assert state.open is not None
        party = state.open.party or state.open.target
        target = state.open.target if state.open.party else None
        frames = [_of_its_own(f, state.open) for f in frames]
        if party is not None and (said := _said_behind(state, party, start, state.open.children)):
            frames[0] = frames[0].with_(adverbials=(said, *frames[0].adverbials))
        parent = state.open.with_(children=(*state.open.children, *frames), party=party, target=target)
        state.frames[-1] = state.open = parent
        return
    if are_only_verbs(state, start, frames):
        merged = frames[0].with_(verbs=state.frames[-1].verbs + frames[0].verbs, relation="and")
        frames = [merged, *frames[1:]]
        state.frames.clear()
    state.frames.extend(frames)
    state.open = frames[-1] if frames[-1].open else None


def _of_its_own(frame: Frame, parent: Frame) -> Frame:
    """按照分工，督促X学习Y，做好Z: how 督促 is done is not how X does it; when and where is."""
    before = parent.verbs[0].start
    own = [a for a in frame.adverbials if a.span.start > before or a.role != "manner"]
    return frame if len(own) == len(frame.adverbials) else frame.with_(adverbials=tuple(own))


def _said_behind(state: State, party: Span, start: int, children: tuple[Frame, ...]) -> Adverbial | None:
    """督促各单位按照职责分工，落实X: what stands between the party and the comma is said of its first deed.

    When it does it (在考核时，) is said of those of later clauses too.
    """
    first = bisect_left(state.tokens, party.end, key=attrgetter("start"))
    end = next((k for k in range(first, start) if state.tokens[k].text in CLAUSE_ENDS), first)
    if end - first < 2 or not state.tokens[first].flags & Flag.PREPOSITION:
        return None
    if children and children[0].verbs[0].start < state.tokens[end].start:
        return None
    span, role = span_of(state.tokens, first, end), adverbial_role(state.tokens, first, end)
    return Adverbial(role, span) if span and (not children or role in ("occasion", "condition")) else None


def _opens_of_nobody(state: State, end: int, frames: list[Frame]) -> bool:
    """Whether one predicate of nobody opens a sentence of a regulation, and a comma follows it."""
    if state.frames or state.subject is not None or state.context.modality_span is not None or len(frames) != 1:
        return False
    if not state.context.article or end + 1 >= len(state.tokens) or state.tokens[end].text not in ("，", ","):
        return False
    return frames[0].subject is None and frames[0].modality_span is None


def _names_thing(state: State, end: int, frames: list[Frame]) -> bool:
    """列入议程的议案，由…决定: in a regulation what opens a sentence of nobody with 的 is a thing."""
    if _opens_before_comma(state, end, frames):
        if _is_listed(state, frames[0]) or _is_ruled_on(state, end, frames[0]):
            return True
    if not _opens_of_nobody(state, end, frames):
        return False
    only = frames[0]
    if only.target is None or only.adverbials:
        return False
    if only.target.end != only.clause.end or only.party is not None or only.destination is not None:
        return False
    verb = state.word_at(only.verbs[-1])
    acted_upon = end + 1 < len(state.tokens) and state.tokens[end + 1].text == "由"
    does = verb in words("predicates", "strong") or verb in words("predicates", "making")
    if verb in _FURTHERING or state.word_at(only.verbs[0]) == "负责" or (does and not acted_upon):
        return False
    return any(t.text == "的" for t in within(state.tokens, only.target))


def _opens_before_comma(state: State, end: int, frames: list[Frame]) -> bool:
    """Whether one predicate without a modal of its own opens the sentence and a comma follows."""
    if state.frames or len(frames) != 1 or end + 1 >= len(state.tokens):
        return False
    plain = (
        frames[0].modality_span in (None, state.context.modality_span)
        and not frames[0].children
        and frames[0].party is None
    )
    return plain and state.tokens[end].text in ("，", ",")


def _is_listed(state: State, only: Frame) -> bool:
    """列入收集范围的档案，…移交: what is entered somewhere and is described so is a thing."""
    if only.subject is not None or only.destination is not None or only.target is None or only.framed:
        return False
    if state.word_at(only.verbs[0]) not in words("predicates", "entering") or only.target.end != only.clause.end:
        return False
    return any(t.text == "的" for t in within(state.tokens, only.target))


def _is_ruled_on(state: State, end: int, only: Frame) -> bool:
    """档案馆收集档案范围的规定，由X制定: a rule with what it is about, before who lays it down."""
    if state.tokens[end + 1].text != "由":
        return False
    ruled = state.tokens[end - 1].text in _RULES and state.tokens[end - 2].text == "的"
    return ruled and only.target is not None and only.target.end == only.clause.end


def _done_by_others(state: State, end: int, frames: list[Frame]) -> bool:
    """动用储备粮，由X提出方案: in a regulation a deed of nobody before 由X is what X's deed is about."""
    if not _opens_of_nobody(state, end, frames) or state.tokens[end + 1].text != "由":
        return False
    verb, only = state.word_at(frames[0].verbs[-1]), frames[0]
    does = verb in words("predicates", "strong") or verb in words("predicates", "making")
    plain = only.target is not None and not only.children and "topic-first" not in only.doubts
    return plain and not does and verb not in _FURTHERING and not state.head


def _is_of_it(state: State, end: int, frames: list[Frame]) -> bool:
    """其设置准则，由主管机关定之: a thing of what is named before, which 由X acts upon."""
    only = frames[0]
    named = only.subject is not None and state.word_at(only.subject) == "其" and only.modality_span is None
    behind = state.tokens[end + 1].text if end + 1 < len(state.tokens) and state.tokens[end].text in "，," else ""
    return bool(named) and len(frames) == 1 and only.target is not None and behind == "由"


def _take_thing(state: State, end: int, span: Span) -> None:
    """Whoever is named so acts, a thing is acted upon."""
    acted_upon = end + 1 < len(state.tokens) and state.tokens[end + 1].text == "由"
    if is_place(state.tokens, end - 1) and not acted_upon:
        state.subject = state.standing = span
        state.named = True
    else:
        state.topic = span


def _belongs_to_party(state: State, start: int, end: int, frames: list[Frame]) -> bool:
    """Whether the reach of 督促X goes over the comma."""
    if state.open is None:
        return False
    clause = state.tokens[start:end]
    first_verb = next((t for t in clause if t.start == frames[0].verbs[0].start), None)
    if first_verb is None:
        return False
    closes = first_verb.text in words("predicates", "closing_reach") or frames[0].party is not None
    if state.open.children and closes and state.tokens[start].text not in ("并", "并且"):
        return False
    if any(t.kind == TIME and t.text.startswith(("每", "各", "按")) for t in clause):
        return False
    done = state.open.children and state.word_at(state.open.verbs[-1]) in _COMMISSIONING
    if done and clause[0].text in ("并", "并且") and first_verb.text not in _GIVEN_BACK:
        return False
    if state.open.children and any(t.flags & MODAL for t in clause if t.kind == WORD):
        return False
    own = frames[0].subject
    if "topic-first" in frames[0].doubts or (own is not None and own != state.subject):
        return False
    if own is not None and not frames[0].agent and own.start >= clause[0].start:
        return False
    return not (state.open.children and frames[0].framed and any("述职" in t.text for t in clause))


def are_only_verbs(state: State, start: int, frames: list[Frame]) -> bool:
    """学习、理解，贯彻、落实X: what stands before is nothing but verbs, and shares the object."""
    if len(state.frames) != 1 or frames[0].target is None or state.tokens[start].start != frames[0].verbs[0].start:
        return False
    last = state.frames[0]
    first = state.tokens[start]
    if first.flags & Flag.LIGHT:
        return False
    bare = last.target is None and last.destination is None and last.party is None
    listed = last.relation == "and" and (len(frames[0].verbs) > 1 or len(first.text) > 3)
    return bare and listed and last.clause.end == state.tokens[start - 1].start
