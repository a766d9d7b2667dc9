"""Behind a modal, an adverbial that runs to the end of the clause holds the predicate: where that begins."""

from __future__ import annotations

from pipeline.lexicon.words import Flag, words
from pipeline.stages.obligations.grammar.kinds import (
    Tokens,
    after_modal,
    is_body,
    is_list_joiner,
    is_noun,
    is_verb,
    takes_object,
)
from pipeline.stages.obligations.grammar.ways import way_end
from pipeline.stages.obligations.tokens import WORD

_FOR_WHOM = frozenset(["向", "给", "为", "到", "赴"])


def nominal_behind(tokens: Tokens, i: int, end: int) -> int | None:
    """应当按照确定的用途使用土地: the first verb with an object behind a noun, where nothing else is a predicate.

    Before a comma the predicate may follow, so that a footing must end before the verb, and none behind it.
    """
    if tokens[i].text == "以" or tokens[end - 1].flags & Flag.LOCALIZER:
        return None
    comma = end < len(tokens) and tokens[end].text in ("，", ",")
    footing = Flag.FOOTING_HEAD if comma and tokens[i].text not in _FOR_WHOM else 0
    if footing & tokens[end - 1].flags:
        return None
    for k in range(i + 2, end - 1):
        if not tokens[k].flags & Flag.NOMINAL or tokens[k].flags & Flag.FOOTING_HEAD or tokens[k - 1].text == "的":
            continue
        if is_verb(tokens[k - 1]) and not tokens[k - 1].flags & Flag.FOOTING_HEAD:
            continue
        if footing & ~tokens[k - 1].flags:
            continue
        if is_noun(tokens[k - 1]) and takes_object(tokens, k, end) and not any(t.text == "的" for t in tokens[k:end]):
            return k
    return None


def deed_behind(tokens: Tokens, i: int, end: int) -> int | None:
    """并向患者询问病史: behind a modal any such verb; without one a verb right behind whom 向, 为 or 到 names."""
    if after_modal(tokens, i):
        return nominal_behind(tokens, i, end)
    if tokens[i].text not in _FOR_WHOM:
        return None
    found = nominal_behind(tokens, i, end)
    return found if found is not None and is_body(tokens, found - 1) else None


def last_verb(tokens: Tokens, i: int, end: int) -> int | None:
    """应当在本市火化: with a modal before it, a phrase that ends in a verb holds the predicate.

    What is done as a means does not (要通过开展监督检查，…).
    """
    if tokens[i].text == "通过" and way_end(tokens, i, end) == end:
        return None
    if _is_footing_phrase(tokens, i, end):
        strictly = i > 0 and tokens[i - 1].text == "严格"
        return nominal_behind(tokens, i, end) if after_modal(tokens, i - strictly) else None
    if tokens[end - 1].text == "工作" and tokens[i].text in ("围绕", "聚焦", "针对", "结合"):
        return None
    last = end
    while last > i + 2 and (is_verb(tokens[last - 1]) or is_list_joiner(tokens[last - 1])):
        last -= 1
    return last if last < end and is_noun(tokens[last - 1]) and tokens[last - 1].text != "的" else None


def _is_footing_phrase(tokens: Tokens, i: int, end: int) -> bool:
    """按照《方案》要求，: from the preposition to the comma, closed by what one acts by: no predicate at its end."""
    last = tokens[end - 1]
    if not is_verb(last) or tokens[i].text not in words("clauses", "footing"):
        return not is_verb(last)
    return bool(last.flags & Flag.FOOTING_HEAD) or _is_of_kind(tokens, end)


def _is_of_kind(tokens: Tokens, end: int) -> bool:
    """可能造成的社会|危害，: behind 的 a plain noun, and one with it what is as often a noun, before a comma."""
    comma = end < len(tokens) and tokens[end].text in ("，", ",")
    named = tokens[end - 3].text == "的" and not tokens[end - 2].flags and tokens[end - 2].kind == WORD
    return comma and named and tokens[end - 1].flags & (Flag.NOMINAL | Flag.PURE) == Flag.NOMINAL
