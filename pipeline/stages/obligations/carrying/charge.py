"""县财政局负责按照要求，筹措资金: 负责 with nothing but its footing heads the predicate behind the comma."""

from __future__ import annotations

from pipeline.lexicon.words import words
from pipeline.model.text import Span
from pipeline.stages.obligations.carrying.state import State
from pipeline.stages.obligations.frames import Frame, span_of
from pipeline.stages.obligations.grammar.adverbials import leading_adverbial
from pipeline.stages.obligations.grammar.kinds import is_body


def take_charge(state: State, start: int, end: int, mark: str) -> bool:
    """Take 负责, who is in charge and on what footing for the clause behind, if nothing else stands in this one."""
    if "负责" not in state.texts or mark not in ("，", ","):
        return False
    tokens = state.tokens
    at = next((k for k in range(start, end - 2) if tokens[k].text == "负责"), None)
    if (
        at is None
        or tokens[at + 1].text not in words("clauses", "footing")
        or (at > start and not is_body(tokens, at - 1))
    ):
        return False
    footing = leading_adverbial(tokens, at + 1, end)
    if footing is None or footing[1] < end:
        return False
    if at > start:
        state.subject = state.standing = span_of(tokens, start, at)
        state.named = True
    state.pending.append(footing[0])
    state.charge = Span(tokens[at].start, tokens[at].end)
    return True


def in_charge(state: State, frame: Frame) -> Frame:
    """The predicate with the 负责 that a clause of its own has put before it."""
    charge, state.charge = state.charge, None
    return frame.with_(verbs=(charge, *frame.verbs), relation="chain") if charge is not None else frame
