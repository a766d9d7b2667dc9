"""各企业作为责任主体，要加大投入: as what somebody acts, in a clause of its own, is how, and no deed."""

from __future__ import annotations

from pipeline.lexicon.words import MODAL
from pipeline.model.text import Span
from pipeline.stages.obligations.carrying.state import State
from pipeline.stages.obligations.frames import Adverbial, span_of
from pipeline.stages.obligations.grammar.kinds import FRONTING, is_body


def take_capacity(state: State, start: int, end: int, mark: str) -> bool:
    """Take the name before 作为, if one stands there, as who acts in what follows, and the rest as how."""
    if "作为" not in state.texts or mark not in ("，", ","):
        return False
    tokens = state.tokens
    at = next((k for k in range(start, end - 1) if tokens[k].text == "作为"), None)
    if at is None or (at > 0 and not is_body(tokens, at - 1)) or (state.frames and at == start):
        return False
    if any(t.flags & MODAL or t.text in FRONTING for t in tokens[start:end]):
        return False
    if at > start:
        state.subject = state.standing = span_of(tokens, start, at)
        state.named = True
    how = Adverbial("manner", Span(tokens[at].start, tokens[end - 1].end))
    (state.pending if state.frames else state.head).append(how)
    return True
