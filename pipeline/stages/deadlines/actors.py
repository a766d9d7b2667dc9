"""Who acts stands before the event that a term counts from: an event in, where its verb begins out."""

from __future__ import annotations

from pipeline.lexicon.segment import cut_words
from pipeline.lexicon.words import VERB, Flag, is_name, word_flags

_NO_NAME = Flag.PREPOSITION | Flag.JOINER | Flag.ADVERB
_LONGEST_NAME, _SIGHT = 6, 12
"""Words of a name, and characters behind the term that tell whether somebody else is named there."""


def past_actor(event: str, behind: str) -> int:
    """施工单位|竣工后10日内清理现场: where the event begins behind a name that opens it, if nobody is named behind."""
    said, known = cut_words(event), word_flags()
    position = 0
    for k in range(min(len(said), _LONGEST_NAME)):
        flags = known.get(said[k], 0)
        if said[k] == "的" or flags & _NO_NAME:
            return 0
        if k == 0 and len(said) > 1 and is_name(said[1]):
            position = len(said[0])
            continue
        torn = not flags and len(said[k]) == 1
        if (flags & VERB and not flags & Flag.BODY) or torn:
            own = k > 0 and is_name(said[k - 1])
            return position if own and not any(map(is_name, cut_words(behind[:_SIGHT])[:3])) else 0
        position += len(said[k])
    return 0
