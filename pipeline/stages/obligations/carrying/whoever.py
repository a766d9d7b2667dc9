"""凡: whom or what a sentence is about, whoever it is (凡从事经营的单位，必须…), and what all of them must do."""

from __future__ import annotations

from itertools import pairwise

from pipeline.lexicon.words import MODAL, Flag
from pipeline.model.text import Span
from pipeline.stages.obligations.carrying.cases import OCCASION_END
from pipeline.stages.obligations.carrying.state import State
from pipeline.stages.obligations.grammar.kinds import is_body, is_noun, is_verb
from pipeline.stages.obligations.grammar.subjects import is_place
from pipeline.stages.obligations.tokens import MARK

_WHOEVER = frozenset(["凡", "凡是", "凡属", "凡能", "凡可"])


def take_whoever(state: State, start: int, end: int) -> bool:
    """凡从事经营的单位，必须…: whom or what the sentence is about, if 凡 opens a noun phrase."""
    last = state.tokens[end - 1]
    if state.tokens[start].text in ("需要", "确需") and _is_in_need(state, start, end):
        state.topic = Span(state.tokens[start].start, last.end)
        return True
    if state.tokens[start].text not in _WHOEVER or end - start < 2 or last.text in OCCASION_END:
        return False
    mark = max((k for k in range(start, end) if state.tokens[k].text == "的"), default=start)
    if any(t.flags & MODAL for t in state.tokens[mark:end]):
        return False
    alone = is_place(state.tokens, end - 1) and not any(is_verb(t) for t in state.tokens[start + 1 : end])
    described = state.tokens[start].text == "凡属" or any(t.text == "的" for t in state.tokens[start : end - 1])
    if not alone and (not is_noun(last) or not described):
        return False
    span = Span(state.tokens[start + 1].start, last.end)
    if is_place(state.tokens, end - 1) and not _others_must(state, end + 1):
        state.name = span
    else:
        state.topic = span
    return True


def _others_must(state: State, start: int) -> bool:
    """凡决定转院的病员，经治医师必须书写记录: whether somebody else stands before the modal behind the comma."""
    following = state.tokens[start : start + 6]
    m = next((k for k, t in enumerate(following) if t.flags & MODAL), 0)
    plain = all(t.kind != MARK and not is_verb(t) and not t.flags & Flag.PREPOSITION for t in following[:m])
    return m > 0 and plain and is_body(following, m - 1)


def _is_in_need(state: State, start: int, end: int) -> bool:
    """需要安装电梯的项目，建设单位应当…: behind what is in need of a deed, a name and its modal."""
    tokens = state.tokens
    of = next((k for k in range(start + 2, end - 1) if tokens[k].text == "的"), None)
    if state.frames or of is None or any(is_verb(t) for t in tokens[of:end]):
        return False
    if end >= len(tokens) or tokens[end].text not in ("，", ","):
        return False
    modal = next((k for k in range(end + 1, len(tokens)) if tokens[k].flags & MODAL or is_verb(tokens[k])), None)
    return modal is not None and bool(tokens[modal].flags & MODAL) and is_place(tokens, modal - 1)


def all_must(state: State, start: int, last: int) -> bool:
    """凡移交病员均需由医师作出小结，: what 凡 names, and what all of them need."""
    if state.tokens[start].text != "凡" or state.tokens[last].text == "的":
        return False
    pairs = pairwise(state.tokens[start:last])
    return any(t.flags & Flag.OBLIGATION and before.text in ("均", "都", "一律") for before, t in pairs)
