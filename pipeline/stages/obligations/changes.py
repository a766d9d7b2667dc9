"""Tokens of a sentence → the same, torn, joined, turned and named by what finds one of its words among them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from pipeline.lexicon.words import words
from pipeline.stages.obligations import adverbs, going, house_words, owed, turned
from pipeline.stages.obligations.groups import name_groups, name_meetings
from pipeline.stages.obligations.literary import FORMS, read_literary
from pipeline.stages.obligations.measures import MEASURES, name_measures
from pipeline.stages.obligations.modals_torn import NEED, TORN, join_no_need, tear_modals
from pipeline.stages.obligations.parts import EACH, join_each
from pipeline.stages.obligations.short_verbs import name_short_verbs
from pipeline.stages.obligations.tokens import Token
from pipeline.stages.obligations.told_bans import BANS, WRONGLY, list_wrongs, tell_bans

_MEETING = re.compile("会议|大会")
"""What names of meetings hold, which no word tells."""


def change_words(tokens: list[Token]) -> tuple[list[Token], list[str]]:
    """The tokens, torn, joined and turned by all that finds one of its words among them, and what they say then."""
    texts = [token.text for token in tokens]
    found = _signs().intersection(texts)
    for signs, change in _changes() if found or _MEETING.search("".join(texts)) else ():
        if not signs or not signs.isdisjoint(found):
            tokens = change(tokens)
            texts = [token.text for token in tokens]
            found = _signs().intersection(texts)
    return tokens, texts


@cache
def _changes() -> tuple[tuple[frozenset[str], Callable[[list[Token]], list[Token]]], ...]:
    """What changes tokens, in its order, each with words of which one is there if it changes any."""
    return (
        (TORN, tear_modals),
        (NEED, join_no_need),
        (adverbs.SIGNS, adverbs.join_adverbs),
        (MEASURES, name_measures),
        (FORMS, read_literary),
        (owed.SIGNS, owed.read_owed),
        (house_words.SIGNS, house_words.read_house_words),
        (going.SIGNS, going.read_going),
        (turned.SIGNS, turned.turn_verbs),
        (EACH, join_each),
        (WRONGLY, list_wrongs),
        (BANS, tell_bans),
        (frozenset(), name_meetings),
        (words("clauses", "group"), name_groups),
        (words("predicates", "short_deed"), name_short_verbs),
    )


@cache
def _signs() -> frozenset[str]:
    """All words of which one is there where tokens are changed."""
    return frozenset().union(*[signs for signs, _ in _changes()])
