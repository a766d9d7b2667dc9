"""A clause without predicate: a name, a thing, a deed or an adverbial of what follows, or more of the object before."""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag, words
from pipeline.model.text import Span
from pipeline.stages.obligations.carrying.besides import breaks_rule
from pipeline.stages.obligations.carrying.continuing import extend_object
from pipeline.stages.obligations.carrying.happenings import befalls, finds
from pipeline.stages.obligations.carrying.parties import take_frames
from pipeline.stages.obligations.carrying.shares import as_often, name_and_time
from pipeline.stages.obligations.carrying.state import State
from pipeline.stages.obligations.frames import Adverbial, Frame, span_of
from pipeline.stages.obligations.grammar.adverbials import adverbial_role
from pipeline.stages.obligations.grammar.agents import agent_end
from pipeline.stages.obligations.grammar.deeds import does_behind_name
from pipeline.stages.obligations.grammar.described import described_name, is_thing_there
from pipeline.stages.obligations.grammar.kinds import is_body, is_noun, is_verb
from pipeline.stages.obligations.grammar.positions import is_adverb_here
from pipeline.stages.obligations.grammar.subjects import clause_subject, is_place, name_alone
from pipeline.stages.obligations.grammar.things import is_described
from pipeline.stages.obligations.tokens import MARK

_ALSO_THINGS = frozenset(["工作", "活动", "作业", "服务", "值班", "会议"])
_AT_PRESENT = frozenset(["近期", "当前", "目前", "眼下", "今后", "下一步", "下步"])


def read_bare_clause(state: State, start: int, end: int, mark: str) -> None:
    first = state.tokens[start]
    span = span_of(state.tokens, start, end)
    if span is None or (start + 1 == end and (first.flags & Flag.JOINER or first.text in _AT_PRESENT)):
        return
    if (at := _focuses(state, start, end, mark)) is not None:
        take_frames(state, start, end, [_focus(state, at, end, span)])
        return
    if not state.frames and state.defines(start, end):
        return
    if stop := name_alone(state.tokens, start, end):
        state.subject = state.standing = span_of(state.tokens, start, stop)
        state.named, state.topic = True, None
        if state.tokens[stop].text in ("对", "对于"):
            state.about = span_of(state.tokens, stop + 1, end)
        adverbial = Span(state.tokens[stop].start, span.end)
        state.hold(Adverbial(adverbial_role(state.tokens, stop, end), adverbial))
        return
    if name := name_and_time(state, start, end):
        if again := as_often(state, name, end):
            take_frames(state, start, end, [again])
            return
        state.subject = state.standing = name
        state.named, state.topic = True, None
        return
    if first.text == "由" and (stop := agent_end(state.tokens, start, end)):
        state.act(span_of(state.tokens, start + 1, stop))
        state.pending.append(
            Adverbial(adverbial_role(state.tokens, stop, end), Span(state.tokens[stop].start, span.end))
        )
        return
    if first.text == "由" and end - start > 1 and is_body(state.tokens, end - 1):
        state.act(span_of(state.tokens, start + 1, end))
        return
    anew = not state.frames or _names_follow(state, end + 1)
    goes_on = bool(first.flags & Flag.LIST_JOINER) and state.list_start is not None
    does = bool(first.flags & Flag.ADVERB) and end - start > 2 and is_verb(state.tokens[start + 1])
    named = goes_on or not first.flags & Flag.PREPOSITION or _described_by(state, start, end)
    if anew and not does and is_place(state.tokens, end - 1) and named:
        state.name = Span(state.name.start if state.name else span.start, span.end)
        state.list_start = state.name.start if state.list_start is None else state.list_start
        return
    if not state.frames and _is_condition(state, start, end):
        return
    if not state.frames and (finds(state, start, end) or befalls(state, start, end)):
        return
    if not state.frames and _is_deed(state, start, end):
        state.hold(Adverbial("condition", span))
        state.subject = None if state.context.carried and state.context.article and not state.named else state.subject
        return
    if not state.frames and (_comes_about(state, start, end) or breaks_rule(state.tokens, start, end)):
        state.hold(Adverbial("condition", span))
        return
    if not state.frames and _is_topic(state, start, end):
        state.topic = span if state.list_start is None or not goes_on else Span(state.list_start, span.end)
        state.list_start = span.start if state.list_start is None else state.list_start
    opens = first.flags & Flag.PREPOSITION and not (state.topic is not None and state.topic.start == span.start)
    if opens or not state.frames or is_adverb_here(state.tokens, start, end):
        if first.text in ("对", "对于"):
            state.about = span_of(state.tokens, start + 1, end)
        if state.topic is None and (span.end > first.end or not first.flags & (Flag.PREPOSITION | Flag.JOINER)):
            state.hold(Adverbial(adverbial_role(state.tokens, start, end), span))
        return
    if state.defines(start, end):
        return
    if not state.frames and is_body(state.tokens, end - 1):
        state.name = Span(state.name.start if state.name else span.start, span.end)
        return
    if mark not in ("：", ":"):
        extend_object(state, start, span)


def _focus(state: State, at: int, end: int, clause: Span) -> Frame:
    focus = Frame((Span(state.tokens[at].start, state.tokens[at].end),), modality=state.modality)
    return focus.with_(modality_span=state.modality_span, target=span_of(state.tokens, at + 1, end), clause=clause)


def _described_by(state: State, start: int, end: int) -> bool:
    """经X认定的机构: by what it has become so."""
    return state.tokens[start].text == "经" and described_name(state.tokens, start, end)


def _focuses(state: State, start: int, end: int, mark: str) -> int | None:
    """界定服务范围，聚焦小微企业。: with no predicate behind it, what one focuses on is what one is to do."""
    at = start
    while at < end and state.tokens[at].flags & Flag.ADVERB and not is_verb(state.tokens[at]):
        at += 1
    if at + 1 >= end or state.tokens[at].text != "聚焦" or not (state.frames or at > start):
        return None
    behind = state.tokens[end + 1].text if end + 1 < len(state.tokens) else ""
    return at if mark not in ("，", ",") or behind in ("", "以及") or at > start else None


def _names_follow(state: State, start: int) -> bool:
    """带班领导，值班人员必须…: whether a modal follows the comma, or a name and then a modal."""
    following = state.tokens[start : start + 6]
    for k, token in enumerate(following):
        if token.flags & MODAL:
            goes_on = k == 0 and not token.flags & Flag.RECOMMENDATION
            return goes_on or is_body(following, k - 1) or following[0].text.startswith("未经")
        if (token.kind == MARK and token.text != "、") or is_verb(token):
            return False
    return False


def _is_condition(state: State, start: int, end: int) -> bool:
    """经营单位发包或者出租场地，应当…: somebody does something, then a modal says what must be done with it."""
    if end + 1 >= len(state.tokens) or not state.tokens[end + 1].flags & MODAL:
        return False
    stop = clause_subject(state.tokens, start, end) or _gives(state, start, end) or _does(state, start, end)
    if stop is None or _has_attribute(state, stop, end):
        return False
    state.subject = state.standing = span_of(state.tokens, start, stop)
    state.named = True
    if span := span_of(state.tokens, stop, end):
        state.head.append(Adverbial("condition", span))
    return True


def _gives(state: State, start: int, end: int) -> int | None:
    """从事信贷业务的机构向他人提供信息，应当…: where the name ends, with what describes it, of who gives something."""
    stop = next((k for k in range(start + 1, end - 2) if state.tokens[k].text == "向"), None)
    if stop is None or not is_body(state.tokens, stop - 1) or not described_name(state.tokens, start, stop):
        return None
    given = any(t.flags & Flag.PURE and t.flags & Flag.ADDRESSING for t in state.tokens[stop:end])
    return stop if given and not is_body(state.tokens, end - 1) else None


def _does(state: State, start: int, end: int) -> int | None:
    """居民装修房屋，应当…: where the first name ends, if no more than a deed stands behind it."""
    stop = next((k for k in range(start + 1, end) if is_body(state.tokens, k - 1)), None)
    if stop is None or any(t.flags & (VERB | Flag.PREPOSITION) for t in state.tokens[start : stop - 1]):
        return None
    return stop if does_behind_name(state.tokens, stop, end) else None


def _has_attribute(state: State, stop: int, end: int) -> bool:
    """单位负责建设的项目，: whether verbs describe what closes the clause; 馆提供珍贵的资料， is a deed."""
    marks = [k for k in range(stop, end) if state.tokens[k].text == "的"]
    if not marks:
        return False
    deed = state.tokens[stop].flags & Flag.PURE and state.tokens[stop].text not in words("predicates", "describing")
    return not deed or is_place(state.tokens, end - 1) or any(is_verb(state.tokens[k - 1]) for k in marks)


def _is_deed(state: State, start: int, end: int) -> bool:
    """建设垃圾处理场，应当…: a deed of whoever does it, and no thing: a verb with its object, then a modal."""
    first = state.tokens[start]
    if not is_verb(first) or first.flags & Flag.BODY or end + 1 >= len(state.tokens):
        return False
    if not state.tokens[end + 1].flags & MODAL or any(t.text == "的" for t in state.tokens[start:end]):
        return False
    return first.flags & Flag.PURE > 0 or (
        end - start > 2 and state.tokens[start + 1].text not in words("predicates", "tail")
    )


def _comes_about(state: State, start: int, end: int) -> bool:
    """物料出仓，必须办理手续: a thing and a verb that takes no object, right before the modal."""
    last = state.tokens[end - 1]
    if end - start < 2 or end + 1 >= len(state.tokens) or not state.tokens[end + 1].flags & MODAL:
        return False
    alone = last.flags & Flag.INTRANSITIVE and last.flags & Flag.NOMINAL and last.text not in _ALSO_THINGS
    return bool(alone) and all(is_noun(t) and not t.flags for t in state.tokens[start : end - 1])


def _is_done_by(state: State, start: int, end: int) -> bool:
    """依本法所为的公告，: by what it is done is part of the thing."""
    footing = state.tokens[start].text in words("clauses", "footing")
    return footing and any(t.text == "所" for t in state.tokens[start + 1 : end - 1])


_STATES = frozenset(["紧", "重", "大", "强", "难", "严峻", "繁重", "艰巨", "紧迫", "复杂", "频繁"])
"""时间紧、任务重: how something is, and no thing that the next clause is about."""


def _is_topic(state: State, start: int, end: int) -> bool:
    """A noun phrase that stands alone before its predicate, with no adverbial's opening or end.

    A list of such goes on over a comma with 以及 or 和 (设施，环境和条件，以及…的用品，应当…).
    """
    first, last = state.tokens[start], state.tokens[end - 1]
    if (end - start < 2 and first.flags) or not is_noun(last) or last.flags & Flag.LOCALIZER:
        return False
    if last.text in _STATES and end - start > 2:
        return False
    if first.text in ("经", "由") or _is_done_by(state, start, end):
        return is_described(state.tokens, start, end)
    if first.flags & Flag.PREPOSITION and not (state.list_start is not None and first.flags & Flag.LIST_JOINER):
        return is_thing_there(state.tokens, start, end)
    return not any(t.text == "是" for t in state.tokens[start:end])
