"""Clauses that say what is hoped for or asked, and make no duty: their tokens go in, a verdict comes out."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.lexicon.words import VERB, Flag, words
from pipeline.stages.obligations.tokens import TIME, Token


def only_strives(tokens: Sequence[Token], start: int, end: int) -> bool:
    """力争5年内有10家小镇获得认定: what is hoped for comes about, nobody does it; 力争完成X is a deed."""
    if tokens[start].text != "力争":
        return False
    k = start + 1
    while k < end - 1 and (tokens[k].kind == TIME or tokens[k].flags & Flag.ADVERB):
        k += 1
    return not tokens[min(k, end - 1)].flags & VERB or bool(tokens[k].flags & Flag.STATIVE)


def asks_pardon(tokens: Sequence[Token], start: int, end: int) -> bool:
    """由此带来不便，敬请广大市民谅解: what is asked is no duty."""
    if tokens[end - 1].text not in words("clauses", "pardon"):
        return False
    return any(t.text in ("敬请", "恳请") for t in tokens[start:end])
