"""What the first word of a clause says of what stands before it: names act, predicates turn into conditions."""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag, words
from pipeline.model.text import Span
from pipeline.stages.obligations.carrying.attributed import is_name
from pipeline.stages.obligations.carrying.leave import behind_agent, forbids_them_too
from pipeline.stages.obligations.carrying.personal import to_personal_case
from pipeline.stages.obligations.carrying.purpose import does_about, does_by_rule, does_each_time, does_well, does_when
from pipeline.stages.obligations.carrying.state import State
from pipeline.stages.obligations.carrying.to_cases import STATING, to_conditions
from pipeline.stages.obligations.carrying.toward import acts_toward, take_thing
from pipeline.stages.obligations.frames import Adverbial
from pipeline.stages.obligations.grammar.described import described_alone, described_name
from pipeline.stages.obligations.grammar.kinds import FRONTING, is_body, is_verb
from pipeline.stages.obligations.tokens import BRACKET, TIME, Token, clause_end, said, text_at

_MEASURES = frozenset("度量率数离间速重压")
"""离明火距离不得小于10米，禁止敲击: who measures 距离, 温度 or 时间 is not told by it."""
_ALSO = frozenset(["还", "也", "均", "都", "则", "就", "仍", "一般"])


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
    if last is not None and first.flags & MODAL and last.subject is not None and last.subject == state.subject:
        measured = said(state.tokens, last.subject)[-1:] in _MEASURES
        if measured and state.word_at(last.verbs[0]) in words("predicates", "bounding"):
            others = (f.subject for f in reversed(state.frames) if f.subject != last.subject)
            state.subject = next(others, state.context.subject)
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
    if (modal.flags & MODAL and modal.text in STATING) or (
        first.text == "要" and len(state.frames) == 1 and is_name(state, state.frames[0])
    ):
        to_conditions(state, modal)
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
