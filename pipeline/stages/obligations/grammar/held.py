"""Behind a modal, an adverbial that runs to the end of the clause holds the predicate: where that begins."""

from __future__ import annotations

from pipeline.lexicon.words import Flag
from pipeline.stages.obligations.grammar.kinds import Tokens, is_noun, is_verb
from pipeline.stages.obligations.grammar.positions import takes_object


def nominal_behind(tokens: Tokens, i: int, end: int) -> int | None:
    """应当按照确定的用途使用土地: the first verb with an object behind a noun, where nothing else is a predicate.

    Before a comma the predicate may follow, so that a footing must end before the verb, and none behind it.
    """
    if tokens[i].text == "以" or tokens[end - 1].flags & Flag.LOCALIZER:
        return None
    footing = Flag.FOOTING_HEAD if end < len(tokens) and tokens[end].text in ("，", ",") else 0
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
