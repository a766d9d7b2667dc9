"""Clauses that say what is hoped for or asked, and make no duty: their tokens go in, a verdict comes out."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.lexicon.words import MODAL, VERB, Flag, words
from pipeline.stages.obligations.carrying.state import State
from pipeline.stages.obligations.grammar.kinds import is_body, is_noun
from pipeline.stages.obligations.tokens import TIME, Token, find_word


def take_hope(state: State, start: int, end: int) -> bool:
    """Whether the clause says what is hoped for or asked; behind what is hoped for, figures are too."""
    if _asks_pardon(state.tokens, start, end) or (state.strives and _still_strives(state.tokens, start, end)):
        return True
    if "力求" in state.texts and _is_sought(state.tokens, start, end):
        return True
    if not _only_strives(state.tokens, start, end):
        return False
    state.strives = True
    return True


def _only_strives(tokens: Sequence[Token], start: int, end: int) -> bool:
    """力争5年内有10家小镇获得认定: what is hoped for comes about, nobody does it; 力争完成X is a deed."""
    if tokens[start].text != "力争":
        return False
    k = start + 1
    while k < end - 1 and (tokens[k].kind == TIME or tokens[k].flags & Flag.ADVERB):
        k += 1
    return not tokens[min(k, end - 1)].flags & VERB or bool(tokens[k].flags & Flag.STATIVE)


def _is_sought(tokens: Sequence[Token], start: int, end: int) -> bool:
    """书面记录力求完整、准确: what a thing ought to be like, and nobody who must make it so."""
    k = find_word(tokens, "力求", start + 1, end - 1)
    if k is None or any(t.flags & MODAL for t in tokens[start:k]):
        return False
    return is_noun(tokens[k - 1]) and not is_body(tokens, k - 1) and not tokens[k + 1].flags & VERB


def _still_strives(tokens: Sequence[Token], start: int, end: int) -> bool:
    """力争覆盖率达到45%，优良天数比例保持在90%以上: behind what is hoped for, how much something else is to be."""
    first = tokens[start]
    if first.kind == TIME or first.flags & (VERB | Flag.ADVERB | Flag.PREPOSITION | MODAL):
        return False
    return any(t.text[0].isdigit() for t in tokens[start:end]) and not any(t.flags & MODAL for t in tokens[start:end])


def _asks_pardon(tokens: Sequence[Token], start: int, end: int) -> bool:
    """由此带来不便，敬请广大市民谅解: what is asked is no duty."""
    if tokens[end - 1].text not in words("clauses", "pardon"):
        return False
    return any(t.text in ("敬请", "恳请") for t in tokens[start:end])
