"""What stands between verbs: tokens and their places → how a chain is joined, what stands behind a joiner."""

from __future__ import annotations

import itertools

from pipeline.lexicon.words import Flag
from pipeline.model.notice import VerbRelation
from pipeline.stages.obligations.grammar.kinds import Tokens


def strip_joiner(tokens: Tokens, i: int, end: int) -> int:
    while i < end and (tokens[i].text == "、" or tokens[i].flags & Flag.LIST_JOINER):
        i += 1
    return i


def chain_relation(tokens: Tokens, verbs: list[int]) -> VerbRelation | None:
    if len(verbs) < 2:
        return None
    between = {tokens[k].text for a, b in itertools.pairwise(verbs) for k in range(a + 1, b)}
    if between & {"或", "或者"}:
        return "or"
    return "and" if between else "chain"
