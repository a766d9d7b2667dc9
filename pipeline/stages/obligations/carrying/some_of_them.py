"""A clause that opens with 特别是 or 尤其是 → whether it names some of those whom the clause before it names."""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag, words
from pipeline.model.text import Span
from pipeline.stages.obligations.carrying.state import State
from pipeline.stages.obligations.grammar.kinds import Tokens, is_noun

_AMONG = frozenset(["特别", "尤其"])
_ALSO = frozenset(["更", "也", "都", "均", "还"])


def names_some_of_them(state: State, start: int, end: int) -> bool:
    """关爱困难群众，特别是工作在边远山区的教师: some of those that the object names, and nothing to be done."""
    if state.tokens[start].text not in _AMONG or start + 2 >= end or not state.reaches(start):
        return False
    if state.tokens[start + 1].text != "是" or any(t.flags & MODAL for t in state.tokens[start:end]):
        return False
    if end + 1 < len(state.tokens) and state.tokens[end + 1].flags & MODAL:
        return False
    described = state.tokens[end - 2].text == "的" and bool(state.tokens[end - 1].flags & Flag.BODY)
    return described or _is_thing(state.tokens, start + 2, end)


def _is_thing(tokens: Tokens, i: int, end: int) -> bool:
    """重大工程的设防工作, 对新员工的培训: a noun phrase, whose verbs stand in its attributes or close it behind 的."""
    last = tokens[end - 1]
    mark = max((k for k in range(i, end - 1) if tokens[k].text == "的"), default=i - 1)
    deed = last.flags & Flag.NOMINAL and mark >= i
    if not is_noun(last) or last.flags & Flag.LOCALIZER or (last.flags & VERB and not deed):
        return False
    if tokens[i].flags & (VERB | Flag.PREPOSITION) and not (tokens[i].text == "对" and mark > i):
        return False
    acts = (tokens[k].flags & Flag.PURE and tokens[k - 1].flags & Flag.BODY for k in range(i + 1, end))
    behind = tokens[mark + 1 : end - 1 - (mark >= i and last.text in words("predicates", "tail"))]
    opens = Flag.PURE | Flag.PREPOSITION
    return not any(acts) and not any(t.flags & opens and not t.flags & Flag.LIST_JOINER for t in behind)


def take_some_of_them(state: State, start: int, end: int, mark: str) -> bool:
    """各部门，特别是重点监视区所在地，要…: more of the name before, whatever verbs it holds, as a modal follows it."""
    tokens = state.tokens
    if state.name is None or tokens[start].text not in _AMONG or start + 2 >= end or tokens[start + 1].text != "是":
        return False
    if mark not in ("，", ",") or any(t.flags & MODAL for t in tokens[start:end]) or not is_noun(tokens[end - 1]):
        return False
    behind = end + 1 + (end + 2 < len(tokens) and tokens[end + 1].text in _ALSO)
    if behind >= len(tokens) or not tokens[behind].flags & MODAL:
        return False
    state.name = Span(state.name.start, tokens[end - 1].end)
    return True
