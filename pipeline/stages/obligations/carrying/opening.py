"""What the first word of a clause says of what stands before it: names act, predicates turn into conditions."""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag, words
from pipeline.model.text import Span
from pipeline.stages.obligations.carrying.attributed import is_name, name_with_attribute
from pipeline.stages.obligations.carrying.leave import behind_agent, forbids_them_too
from pipeline.stages.obligations.carrying.personal import only_goes, to_personal_case
from pipeline.stages.obligations.carrying.purpose import does_about, does_by_rule, does_each_time, does_well, does_when
from pipeline.stages.obligations.carrying.state import State
from pipeline.stages.obligations.carrying.toward import acts_toward, take_thing
from pipeline.stages.obligations.frames import Adverbial, Frame
from pipeline.stages.obligations.grammar.described import described_alone, described_name
from pipeline.stages.obligations.grammar.kinds import FRONTING, is_body, is_verb
from pipeline.stages.obligations.tokens import BRACKET, TIME, Token, clause_end, text_at, within

_EXPRESS = frozenset(["鼓励", "支持", "提倡", "禁止", "严禁"])
_STATING = frozenset(["应当", "不得", "可以", "必须", "应", "方可", "须", "均应", "也应当", "有权"])
_ALSO = frozenset(["还", "也", "均", "都", "则", "就", "仍"])


def open_clause(state: State, start: int, end: int) -> None:
    """What a clause's first word says of the clauses before it."""
    first = state.tokens[start]
    if first.text in ("禁止", "严禁", "鼓励", "提倡") and not state.frames and state.context.article:
        state.subject = None if state.context.carried else state.context.subject
    adds = first.flags & Flag.LIST_JOINER or (first.text in ("特别", "尤其") and state.tokens[start + 1].text == "是")
    if state.name is not None and adds and is_body(state.tokens, end - 1):
        state.name = Span(state.name.start, state.tokens[end - 1].end)
        return
    if state.name is not None and _goes_on_to_act(state, start, end):
        state.subject = state.standing = state.name
        state.named, state.name = True, None
    goes_on = state.subject is None and bool(first.flags & (Flag.OBLIGATION | Flag.PROHIBITION))
    carried = state.standing is None or state.standing.end <= state.tokens[0].start
    last = state.frames[-1] if state.frames and carried else None
    goes_on = goes_on or (
        last is not None and last.topical and last.subject == state.subject and first.flags & MODAL > 0
    )
    if (
        state.topical
        and not goes_on
        and any(t.flags & MODAL and not t.flags & Flag.FOOTING_HEAD for t in state.tokens[start : start + 6])
    ):
        state.subject, state.topical = state.standing, False
    state.clause_subject = None
    if first.text in ("并", "并且") and state.frames and state.frames[-1].agent:
        state.clause_subject = behind_agent(state, state.frames[-1])
    modal = (
        first if first.text not in _ALSO else next((t for t in state.tokens[start:end] if t.text not in _ALSO), first)
    )
    if (modal.flags & MODAL and modal.text in _STATING) or (
        first.text == "要" and len(state.frames) == 1 and is_name(state, state.frames[0])
    ):
        _to_conditions(state, modal)
    to_personal_case(state, start)
    when = state.modality == "prohibition" and state.frames and does_when(state, start, end)
    when = when or (state.modality == "prohibition" and does_each_time(state, start, end))
    if state.modality == "prohibition" and state.frames:
        when = when or does_about(state, start, end) or does_by_rule(state, start, end) or does_well(state, start, end)
    turns = when or (state.modality == "permission" and first.text in ("但", "但是", "不过", "然而"))
    if turns or (state.modality in ("prohibition", "permission") and _turns(state, first)):
        state.forget_modality()
    if first.text in ("请", "希") and first.flags & MODAL and state.modality != "obligation":
        state.forget_modality()
    if forbids_them_too(state, start, end):
        state.clause_subject = state.frames[-1].subject


_ENGAGED = frozenset(["从事", "承担", "持有", "取得", "拥有", "具有", "具备", "接受", "实行", "参与"])
"""从事内容生产的公司，设立X: what those do of whom a plain predicate follows, though no modal says so."""


def take_described(state: State, start: int, end: int, mark: str) -> bool:
    """从事经营活动的单位，应当…: a name with its attribute that a modal follows is the subject as a whole."""
    if len(state.frames) > state.since or mark not in ("，", ",") or end + 2 >= len(state.tokens):
        return False
    if state.tokens[end - 1].kind == BRACKET and state.tokens[end - 2].text == "的":
        return False
    on_footing = state.name is None and not words("clauses", "footing").isdisjoint(state.texts)
    if on_footing and (stop := described_alone(state.tokens, start, end)):
        state.subject = state.standing = Span(state.tokens[start].start, state.tokens[stop - 1].end)
        state.named, state.topic = True, None
        state.hold(Adverbial("manner", Span(state.tokens[stop].start, state.tokens[end - 1].end)))
        return True
    following = state.tokens[end + 1 + (state.tokens[end + 1].text in _ALSO)]
    if following.kind == TIME and end + 3 < len(state.tokens):
        following = state.tokens[end + 2]
    if take_thing(state, start, end, following):
        return True
    goes_on = state.tokens[start].text in _ENGAGED and following.flags & VERB and not state.frames
    goes_on = goes_on or (following.text == "有" and not state.frames and _owes(state, end + 1))
    if not following.flags & (MODAL | Flag.LIST_JOINER) and not goes_on:
        return False
    if following.flags & MODAL and acts_toward(state, start, end):
        return True
    begin = start + (state.name is not None and bool(state.tokens[start].flags & Flag.LIST_JOINER))
    if not described_name(state.tokens, begin, end):
        return False
    span = Span(state.name.start if state.name else state.tokens[start].start, state.tokens[end - 1].end)
    if following.flags & Flag.LIST_JOINER:
        state.name = span
        return True
    state.subject = state.standing = span
    state.named, state.name, state.topic, state.list_start = True, None, None, None
    return True


def _owes(state: State, start: int) -> bool:
    """有保护土地的义务: what somebody has stands at the end of the clause."""
    end = clause_end(state.tokens, start)
    return state.tokens[end - 1].text in ("义务", "权利", "责任") and state.tokens[end - 2].text == "的"


def _goes_on_to_act(state: State, start: int, end: int) -> bool:
    """A name alone, then what it is to do: a modal (还应当), an adverb or a verb opens the clause."""
    while start + 1 < end and state.tokens[start].text in _ALSO:
        start += 1
    first = state.tokens[start]
    if first.flags & Flag.PREPOSITION and not first.flags & (Flag.LIST_JOINER | VERB):
        return first.text not in ("由", "经")
    return first.kind == TIME or bool(first.flags & (MODAL | Flag.ADVERB)) or is_verb(first)


def _turns(state: State, first: Token) -> bool:
    """不得扩大产能，逐步压缩规模: what is to be furthered is not forbidden with what stands before."""
    if state.modality_span is None or state.modality_span == state.context.modality_span:
        return False
    if all(f.modality_span != state.modality_span for f in reversed(state.frames)):
        return False
    furthers = first.text in words("clauses", "furthering")
    never = first.text in words("clauses", "beside_ban") or first.text in words("predicates", "ruling")
    furthers = furthers or (state.modality == "prohibition" and never)
    if furthers or state.modality != "prohibition" or first.text not in ("并", "并且"):
        return furthers
    behind = text_at(state.tokens, first.end)
    return behind not in FRONTING or text_at(state.tokens, first.end + len(behind)) != "其"


def _to_conditions(state: State, first: Token) -> None:
    """校车运载学生，应当…: what stands before a clause that opens with a modal says when it holds."""
    recent = state.frames[state.since :]
    if recent and first.flags & Flag.OBLIGATION and only_goes(state, recent[-1], first):
        where = state.frames.pop().clause
        while len(state.frames) > state.since and state.frames[-1].clause.end == where.start:
            where = Span(state.frames.pop().clause.start, where.end)
        state.pending.append(Adverbial("occasion", where))
        return
    if len(recent) == 1 and (name := name_with_attribute(state, recent[0])):
        state.subject = state.standing = name
        state.named, state.open = True, None
        del state.frames[state.since :]
        return
    if not state.context.article and recent and first.flags & Flag.PROHIBITION and _is_duty(state, recent[-1]):
        return
    named = state.named or text_at(state.tokens, first.end) in ("经", "报经") or _undertakes(state, recent, first)
    if not state.context.article and (len(recent) != 1 or timed(state, recent[0]) or not named):
        return
    if not state.context.article and _case_between(state, recent[0]):
        return
    stated = [
        f for f in recent if f.modality_span and state.word_at(f.modality_span) not in words("clauses", "negation")
    ]
    agents = any(state.word_before(f.subject) == "由" for f in recent if f.subject)
    agents = agents or (bool(recent) and state.holds_always(recent[0]))
    if stated or agents or state.open is not None or not recent or state.context.modality_span is not None:
        return
    if len(recent) == 1 and is_name(state, recent[0]):
        only = recent[0]
        begin = (
            only.subject.start if only.subject and only.subject.start >= state.tokens[0].start else only.clause.start
        )
        state.topic = Span(begin, only.clause.end)
    else:
        state.head += [Adverbial("condition", frame.clause) for frame in recent]
        if state.context.article and recent[0].topic is not None:
            state.subject, state.topical = recent[0].topic, True
    del state.frames[state.since :]
    state.open = None


def _undertakes(state: State, recent: list[Frame], first: Token) -> bool:
    """举办大型活动，应当报批: who undertakes what not all do; no case where it says how, or of whom."""
    if len(recent) != 1 or len(state.frames) != 1 or not first.flags & Flag.OBLIGATION or first.text not in _STATING:
        return False
    only = recent[0]
    if only.subject is not None or only.target is None or only.adverbials or len(only.verbs) != 1:
        return False
    verb = state.word_at(only.verbs[0])
    return verb in words("predicates", "undertaking") or verb in words("predicates", "in_case_of")


def _case_between(state: State, frame: Frame) -> bool:
    """各单位开展自查，发现问题的，应当整改: a case behind the predicate, which is a duty of its own."""
    cases = (a.span for a in (*state.head, *state.pending) if a.role == "condition")
    return any(c.start > frame.clause.end and state.word_at(c) not in ("或者", "或", "以及") for c in cases)


def _is_duty(state: State, frame: Frame) -> bool:
    """门卫坚守岗位，不得脱岗; 组长安排好工作，不得空岗: what is done well or always is no case of a ban."""
    verb = state.word_at(frame.verbs[0])
    if any(a.role == "manner" and state.word_at(a.span) in ("凭", "持", "按", "按照") for a in frame.adverbials):
        return True
    lists = ("strong", "resultative", "fixed", "closing_reach")
    if verb == "使用":
        return False
    return (
        verb == "坚守"
        or verb.endswith("好")
        or len(verb) == len("各司其职")
        or any(verb in words("predicates", name) for name in lists)
    )


def to_case(state: State, start: int, subject: Span) -> None:
    """新建住宅项目，建设单位应当…: a predicate of nobody before a clause with subject and modal is a case."""
    recent = state.frames[state.since :]
    matter = state.tokens[start - 2].text in ("情况", "问题", "事项") and len(recent) == 1
    if matter and recent[0].subject is None and state.open is None and is_name(state, recent[0]):
        state.topic = recent[0].clause
        del state.frames[state.since :]
        return
    modal = next((t for t in state.tokens[start:] if t.start >= subject.end), None)
    if not state.context.article and not (modal and _undertakes(state, recent, modal)):
        return
    if state.context.modality_span is not None or state.open is not None:
        return
    if len(recent) != 1 or subject.start < state.tokens[start].start or state.head or state.named:
        return
    only = recent[0]
    carried = state.context.carried or state.context.subject is None
    if only.subject is not None and not (carried and only.subject.end <= state.tokens[0].start):
        return
    if only.modality_span is not None or only.children or timed(state, only):
        return
    if {state.word_at(only.verbs[0]), state.tokens[start].text} & _EXPRESS:
        return
    state.head.append(Adverbial("condition", only.clause))
    state.frames.clear()


def timed(state: State, frame: Frame) -> bool:
    """Whether the predicate says how often or by when: then it is a duty of its own."""
    return any(t.kind == TIME for t in within(state.tokens, Span(frame.clause.start - 12, frame.clause.end)))
