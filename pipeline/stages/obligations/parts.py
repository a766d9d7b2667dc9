"""Deeds each in their part (分级预警、分层响应): tokens and a place in, whether the word there says how out."""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag
from pipeline.stages.obligations.tokens import MARK, TIME, Token

IN_PARTS = frozenset(["分级", "分类", "分层", "分步", "分片", "分区", "分段", "分批", "分期"])
EACH = frozenset(["各"])
_MOST_PARTS = 12
"""Deeds of one list, each in its part, twice what any notice has."""


def each_apart(tokens: list[Token], i: int) -> bool:
    """分级预警、分层响应: how, in a list of deeds that opens its clause; 坚持分级负责、分类指导 names principles."""
    first = last = i
    for _ in range(_MOST_PARTS):
        if first > 2 and tokens[first - 1].text == "、" and _in_parts(tokens, first - 3):
            first -= 3
        if last + 4 < len(tokens) and tokens[last + 2].text == "、" and _in_parts(tokens, last + 3):
            last += 3
    return last > first and _in_parts(tokens, i) and begins(tokens, first)


def join_each(tokens: list[Token]) -> list[Token]:
    """每日8时、20时|各|检查一次: 各 between times that are counted and a deed belongs to the times."""
    for i in range(len(tokens) - 2, 0, -1):
        times, each = tokens[i - 1], tokens[i]
        if each.text == "各" and times.kind == TIME and tokens[i + 1].flags & VERB:
            tokens[i - 1 : i + 1] = [Token(times.start, each.end, times.text + each.text, TIME, times.flags)]
    return tokens


def _in_parts(tokens: list[Token], i: int) -> bool:
    return tokens[i].text in IN_PARTS and bool(tokens[i + 1].flags & VERB)


def begins(tokens: list[Token], i: int) -> bool:
    """Whether a clause, or what a modal or an adverb asks for, begins here."""
    return i == 0 or tokens[i - 1].kind == MARK or bool(tokens[i - 1].flags & (MODAL | Flag.ADVERB))
