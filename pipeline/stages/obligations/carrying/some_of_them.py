"""A clause that opens with 特别是 or 尤其是 → whether it names some of those that the object before it names."""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag
from pipeline.stages.obligations.carrying.state import State


def names_some_of_them(state: State, start: int, end: int) -> bool:
    """关爱困难群众，特别是工作在边远山区的教师: some of those that the object names, and nothing to be done."""
    if state.tokens[start].text not in ("特别", "尤其") or start + 2 >= end or not state.reaches(start):
        return False
    if state.tokens[start + 1].text != "是" or any(t.flags & MODAL for t in state.tokens[start:end]):
        return False
    if end + 1 < len(state.tokens) and state.tokens[end + 1].flags & MODAL:
        return False
    described = state.tokens[end - 2].text == "的" and bool(state.tokens[end - 1].flags & Flag.BODY)
    return described or not any(
        t.flags & (VERB | Flag.ADVERB | Flag.PREPOSITION) for t in state.tokens[start + 2 : end]
    )
