"""Clauses that say what happens (发现险情，): a condition of what follows, and the event its predicates answer to."""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag, words
from pipeline.model.text import Span
from pipeline.stages.obligations.carrying.state import CLAUSE_ENDS, State
from pipeline.stages.obligations.frames import Adverbial, Frame, span_of
from pipeline.stages.obligations.grammar.kinds import is_body, is_noun
from pipeline.stages.obligations.grammar.subjects import is_place
from pipeline.stages.obligations.tokens import TIME


def take_happening(state: State, start: int, end: int, frames: list[Frame]) -> bool:
    """作业中发现险情，应当…: where the clause only says what happens, that is a condition of what follows."""
    if not _only_happens(state, start, end, frames):
        return False
    state.head.append(Adverbial("condition", frames[0].clause))
    state.subject, state.named = frames[0].subject or state.subject, True
    found = state.word_at(frames[0].verbs[0]) in words("predicates", "discovering")
    state.event = frames[0].target if found else None
    return True


def _only_happens(state: State, start: int, end: int, frames: list[Frame]) -> bool:
    """发现险情，应当立即报告: what is found says when the next clause holds, where that says what must be done."""
    if len(frames) != 1 or len(frames[0].verbs) != 1 or state.says_modality(start, frames[0]):
        return False
    if state.word_at(frames[0].verbs[0]) not in words("predicates", "happening") or end + 1 >= len(state.tokens):
        return False
    begin = end + 1 + (state.tokens[end + 1].text in ("均", "都"))
    following = state.tokens[min(begin, len(state.tokens) - 1)]
    if following.text == "由" and state.word_at(frames[0].verbs[0]) in ("发生", "出现"):
        return True
    if following.text in ("有权", "有责任", "有义务"):
        return True
    found = state.word_at(frames[0].verbs[0]) in words("predicates", "discovering")
    if found and following.text in ("移交", "移送", "报告", "上报"):
        return True
    if following.kind == TIME or following.flags & Flag.ADVERB:
        return not any(a.role == "manner" for a in frames[0].adverbials)
    close = next((k for k in range(end + 1, len(state.tokens)) if state.tokens[k].text in CLAUSE_ENDS), None)
    return any(t.flags & Flag.OBLIGATION | t.flags & Flag.PROHIBITION for t in state.tokens[end + 1 : close])


def note_event(state: State, start: int, end: int) -> None:
    """发现承租方有违法行为的: what has happened, for predicates that do not say of what."""
    state.event = None
    start += state.tokens[start].text == "一旦" and start + 1 < end
    if state.tokens[start].text not in words("predicates", "happening"):
        return
    begin = start + 1
    for k in range(begin, end):
        if state.tokens[k].text in ("有", "存在") and state.tokens[k - 1].text != "、":
            begin = k + 1
    stop = end
    while stop > begin and state.tokens[stop - 1].text in ("的", "时", "后", "前"):
        stop -= 1
    state.event = span_of(state.tokens, begin, stop)


def while_doing(state: State, start: int, end: int) -> int:
    """上报信息的同时提出建议: where the predicate begins behind a verb with its object that says when."""
    if not state.tokens[start].flags & VERB or state.tokens[start].flags & MODAL:
        return start
    for k in range(start + 2, end - 1):
        if state.tokens[k].text == "同时" and state.tokens[k - 1].text == "的":
            state.pending.append(Adverbial("occasion", Span(state.tokens[start].start, state.tokens[k].end)))
            return k + 1
    return start


def finds(state: State, start: int, end: int) -> bool:
    """企业发现产品不符合标准、技术要求，或者存在缺陷的，应当…: what somebody finds opens the case."""
    tokens = state.tokens
    first = start + 1 if tokens[start].text not in ("对", "对于") else end
    k = next((k for k in range(first, end - 1) if tokens[k].text == "发现"), None)
    if k is None or not is_place(tokens, k - 1) or any(t.flags & (MODAL | Flag.PURE) for t in tokens[start:k]):
        return False
    state.subject = state.standing = span_of(tokens, start, k)
    state.named = True
    if span := span_of(tokens, k, end):
        state.head.append(Adverbial("condition", span))
    return True


def befalls(state: State, start: int, end: int) -> bool:
    """公共场所发生火灾，工作人员应当…: what befalls a thing is the case, and what has happened is the event."""
    tokens = state.tokens
    k = next((k for k in range(start, end - 1) if tokens[k].text in ("发生", "出现", "遭遇")), None)
    if k is None or not is_noun(tokens[end - 1]) or end + 1 >= len(tokens):
        return False
    around = (t for t in (*tokens[start:k], *tokens[k + 1 : end]) if t.text not in ("发生", "出现"))
    if any(t.flags & (MODAL | Flag.PURE) or t.text == "的" for t in around):
        return False
    begin = start
    if k > start and is_body(tokens, k - 1):
        state.subject = state.standing = span_of(tokens, start, k)
        state.named, begin = True, k
    state.head.append(Adverbial("condition", Span(tokens[begin].start, tokens[end - 1].end)))
    state.event = span_of(tokens, k + 1, end)
    return True
