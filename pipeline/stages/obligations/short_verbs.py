"""强作风、提效能、抓落实: a run of one-character verbs with their two-character objects → the same, marked as verbs.

Assumption: at least two such pairs stand in a row, 、 between them and nothing else; one alone may be a name.
"""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, Flag, words
from pipeline.stages.obligations.tokens import MARK, WORD, Token

_BEFORE = Flag.ADVERB | Flag.JOINER | MODAL
_NO_THING = Flag.ADVERB | Flag.PREPOSITION | Flag.JOINER | Flag.BODY | MODAL


def name_short_verbs(tokens: list[Token]) -> list[Token]:
    """The tokens with the verbs of each such run flagged as plain verbs."""
    short = words("predicates", "short_deed")
    i = 0
    while i + 1 < len(tokens):
        pairs = _run(tokens, i, short)
        for k in pairs:
            tokens[k] = tokens[k].flagged(Flag.PURE)
            tokens[k + 1] = tokens[k + 1].flagged(0)
        i = pairs[-1] + 2 if pairs else i + 1
    return tokens


def _run(tokens: list[Token], i: int, short: frozenset[str]) -> list[int]:
    """Where the verbs of the run stand that begins here; nothing where none does."""
    if i and tokens[i - 1].kind != MARK and not tokens[i - 1].flags & _BEFORE:
        return []
    pairs, k = [], i
    while k + 1 < len(tokens) and tokens[k].text in short and _is_thing(tokens[k + 1]):
        pairs.append(k)
        if k + 2 >= len(tokens) or tokens[k + 2].text != "、":
            break
        k += 3
    last = pairs[-1] + 2 if pairs else 0
    closed = last >= len(tokens) or tokens[last].kind == MARK
    return pairs if len(pairs) > 1 and closed else []


def _is_thing(token: Token) -> bool:
    return (
        token.kind == WORD and len(token.text) == 2 and not (token.flags & _NO_THING and not token.flags & Flag.NOMINAL)
    )
