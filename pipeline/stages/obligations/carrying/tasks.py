"""安委会的主要职责是研究X，协调Y: whose task it is acts, and what stands behind 是 is what he does.

In: the sentence so far and where the clause begins and ends. Out: where its predicate begins.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.lexicon.words import MODAL, VERB, Flag
from pipeline.stages.obligations.carrying.state import State
from pipeline.stages.obligations.frames import span_of
from pipeline.stages.obligations.grammar.kinds import is_body
from pipeline.stages.obligations.tokens import Token

_TASKS = ("任务", "职责", "职权", "义务")
_IS = frozenset(["是", "为"])
_NUMERALS = frozenset("一二三四五六七八九十两若0123456789")
_KINDS = ("为", "分为")
_INCLUDING = frozenset(["包括", "包含", "涵盖", "即"])
"""负责存货管理，包括分类、整理: what the object includes is no further deed."""
_FURTHERING = frozenset(["有利", "有利于", "利于", "有助", "有助于"])
"""应当促进经济发展，有利于技术进步: what a deed furthers is no further deed, and no object."""


def past_task(state: State, start: int, end: int, mark: str) -> int:
    """Behind 是, with whose task it is as subject; the end of a clause that only says of what is spoken (权限为：)."""
    tokens = state.tokens
    if mark in ("：", ":") and tokens[end - 1].text in _KINDS and not any(t.flags & MODAL for t in tokens[start:end]):
        return end
    if "设" in state.texts and not state.frames and (stop := _made_up_of(tokens, start, end)):
        state.subject = state.standing = span_of(tokens, start, stop)
        state.named = True
        return end
    if _IS.isdisjoint(state.texts) or state.frames:
        return start
    k = next((k for k in range(start + 1, end) if tokens[k].text in _IS), None)
    if k is None or not tokens[k - 1].text.endswith(_TASKS):
        return start
    behind = tokens[k + 1] if k + 1 < end else None
    if behind is not None and not behind.flags & (VERB | Flag.ADVERB | Flag.PREPOSITION):
        return start
    if behind is None and mark not in ("：", ":"):
        return start
    whose = next((m for m in range(start + 1, k) if tokens[m].text == "的"), None)
    stop = whose if whose is not None and is_body(tokens, whose - 1) else None
    if stop is not None:
        state.subject = state.standing = span_of(tokens, start, stop)
        state.named = True
    return k + 1


def adds_nothing(tokens: Sequence[Token], start: int, end: int) -> bool:
    """，包括分类、整理; ，有利于技术进步: what is part of the object before, or furthered by the deed."""
    if tokens[start].text in _FURTHERING:
        return all(t.text != "原则" for t in tokens[start:end])
    return tokens[start].text in _INCLUDING


def _made_up_of(tokens: Sequence[Token], start: int, end: int) -> int | None:
    """学会设会长一名，负责…: how many there are of whom, which is no duty; where the name of what they are of ends."""
    k = next((k for k in range(start + 1, end - 1) if tokens[k].text == "设"), None)
    counted = tokens[end - 1].text.endswith(("名", "人")) and any(
        c in _NUMERALS for c in tokens[end - 1].text + tokens[end - 2].text
    )
    return k if k is not None and counted and is_body(tokens, k - 1) else None
