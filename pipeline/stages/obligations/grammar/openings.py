"""Where a clause begins behind the marks and joiners at its head: tokens and a place in, a place out."""

from __future__ import annotations

from pipeline.lexicon.words import Flag
from pipeline.stages.obligations.grammar.kinds import Tokens
from pipeline.stages.obligations.grammar.positions import predicate_follows
from pipeline.stages.obligations.tokens import MARK, WORD


def skip_opening(tokens: Tokens, i: int, end: int) -> int:
    while i < end and (
        tokens[i].kind == MARK
        or (
            tokens[i].kind == WORD
            and tokens[i].flags & Flag.JOINER
            and not (tokens[i].flags & Flag.PREPOSITION and not predicate_follows(tokens, i + 1, end))
        )
    ):
        i += 1
    if i + 1 < end and i and tokens[i].text == "是" and tokens[i - 1].flags & Flag.JOINER:
        i += 1
    return i
