"""Going somewhere to do something (不去野外用火, 不到河边玩耍): tokens → the same, 去 as 前往, 不到 as 不 and 到.

Assumption: where the clause ends in a deed, and something else stands between, 去 and 到 say where it is done.
"""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag, word_flags
from pipeline.stages.obligations.flags import flags_of
from pipeline.stages.obligations.tokens import MARK, WORD, Token, clause_end

SIGNS = frozenset(["去", "不到", "过后"])
_NO_PLACE = MODAL | Flag.ADVERB | Flag.PREPOSITION | Flag.JOINER | Flag.NEGATION


def read_going(tokens: list[Token]) -> list[Token]:
    """The tokens with 去 and 不到 before a place and a deed read anew."""
    for i in range(len(tokens) - 3, -1, -1):
        start, end = tokens[i].start, tokens[i].end
        if tokens[i].text == "过后" and i and tokens[i + 1].kind == MARK:
            tokens[i] = Token(start, end, "之后", WORD, word_flags()["之后"])
        if tokens[i].text not in SIGNS or not _goes_to_do(tokens, i):
            continue
        if tokens[i].text == "去":
            tokens[i] = Token(start, end, "前往", WORD, word_flags()["前往"])
        elif i == 0 or tokens[i - 1].kind == MARK or tokens[i - 1].flags & Flag.BODY:
            parts = ((start, start + 1, "不"), (start + 1, end, "到"))
            tokens[i : i + 1] = [Token(first, last, word, WORD, flags_of(word)) for first, last, word in parts]
    return tokens


def _goes_to_do(tokens: list[Token], i: int) -> bool:
    end = clause_end(tokens, i)
    deed, place = tokens[end - 1], tokens[i + 1]
    if end < i + 3 or not deed.flags & VERB or tokens[end - 2].text == "的":
        return False
    if place.text == "不":
        return tokens[i].text == "不到" and end > i + 4 and tokens[i + 3].text == "的"
    return place.kind == WORD and not place.flags & (_NO_PLACE | Flag.PURE)
