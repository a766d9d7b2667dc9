"""Tokens of a leaf → its sentences, and those of a sentence → its clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.stages.obligations.carrying.state import CLAUSE_ENDS
from pipeline.stages.obligations.tokens import MARK, Token

_CLOSING = frozenset("。！？!?")
_LONGEST = 300
"""Tokens of a clause, four times what any notice has: a longer one is cut, since many questions look to its end."""


def split_sentences(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Runs of tokens up to and with 。！？."""
    start = 0
    for i, token in enumerate(tokens, 1):
        if token.kind == MARK and token.text in _CLOSING:
            yield list(tokens[start:i])
            start = i
    if start < len(tokens):
        yield list(tokens[start:])


def split_clauses(tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """(start, end, closing mark) of each clause."""
    start = 0
    for i, token in enumerate(tokens):
        if token.kind == MARK and token.text in CLAUSE_ENDS:
            if i > start:
                yield start, i, token.text
            start = i + 1
        elif i - start == _LONGEST:
            yield start, i, "，"
            start = i
    if start < len(tokens):
        yield start, len(tokens), ""
