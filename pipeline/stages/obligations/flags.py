"""A word → the lexicon's flags; a noun that ends like a body (…局, …单位) is one though no list names it."""

from __future__ import annotations

from functools import lru_cache

from pipeline.lexicon.words import MODAL, VERB, Flag, is_meeting, word_flags, words

WHERE_TO = frozenset("到至进入往回")
_NO_NAME = Flag.JOINER | Flag.PREPOSITION | Flag.ADVERB | MODAL
"""或者: a word of these kinds may end like a body, and names none."""
_DONE_WILDLY = frozenset("拉接搭建停放扔丢倒堆贴画写涂采挖砍装拆占闯穿摆吐泼")
"""乱拉, 私搭: with these characters of what is done as it should not be."""
_PLACES = frozenset("校厂园店馆村院站场矿库所户室")


def _is_way(word: str) -> bool:
    """入校, 进小区, 离村: going and where in one word, which looks like a body; before a verb it says how."""
    if not 1 < len(word) < 4 or word[0] not in "进入到离返出回赴驻":
        return False
    place = word[1:]
    return place in _PLACES or (
        len(place) > 1 and any(place in words("clauses", name) for name in ("acting_place", "body", "not_body"))
    )


@lru_cache(maxsize=200_000)
def flags_of(word: str) -> int:
    """The lexicon's flags of a word; a noun that ends like a body (…局, …单位) is one."""
    known = word_flags().get(word)
    if known is not None and known & Flag.BODY:
        return known
    flags = known or 0
    if len(word) == 2 and word[0] in "乱私" and word[1] in _DONE_WILDLY and not flags:
        return Flag.PURE
    if len(word) == 2 and word[1] in WHERE_TO and word[0] in words("predicates", "moving"):
        return flags | Flag.PURE | Flag.FRAMING
    if len(word) == 4 and word.endswith("领导") and not flags & VERB:
        return flags | Flag.BODY
    if not flags & (VERB | _NO_NAME) and word not in words("clauses", "not_body") and len(word) > 1:
        suffixes = words("clauses", "body_suffix")
        tail = word_flags().get(word[-2:], 0) if len(word) > 2 else 0
        if is_meeting(word):
            return flags
        if word[-1] in suffixes or word[-2:] in suffixes or (tail & Flag.BODY and not tail & VERB):
            flags |= Flag.BODY
    if flags in (0, Flag.BODY) and _is_way(word):
        return Flag.ADVERB | Flag.NOMINAL | Flag.INTRANSITIVE
    return flags
