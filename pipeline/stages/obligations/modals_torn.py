"""Tokens → the same, 应对, 应为 and 可以 as a modal and a preposition where they are no one word.

Assumptions: (1) 应对 and 应为 are two where somebody stands right before them, and how often with its deed behind, in
the clause (保洁员应对楼道每日清扫); (2) 可以 is two before names up to 形式 or 方式 and a verb (可以电话方式投诉).
"""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag, words
from pipeline.stages.obligations.flags import flags_of
from pipeline.stages.obligations.tokens import TIME, WORD, Token, clause_end

TORN = frozenset(["应对", "应为", "可以"])
NEED = frozenset(["需要", "需"])
_LONGEST_WAY = 16


def tear_modals(tokens: list[Token]) -> list[Token]:
    """The tokens with each such word as two."""
    for i in range(len(tokens) - 3, -1, -1):
        token = tokens[i]
        if token.text not in TORN:
            continue
        if _in_some_way(tokens, i) if token.text == "可以" else _is_done_often(tokens, i):
            middle = token.start + 1
            tokens[i : i + 1] = [
                Token(token.start, middle, token.text[0], WORD, flags_of(token.text[0])),
                Token(middle, token.end, token.text[1], WORD, flags_of(token.text[1])),
            ]
    return tokens


def join_no_need(tokens: list[Token]) -> list[Token]:
    """不需要办理登记: before a verb it is 无需, one word."""
    for i in range(len(tokens) - 3, -1, -1):
        token, need = tokens[i], tokens[i + 1]
        deed = tokens[i + 2].flags & (VERB | Flag.ADVERB | Flag.PREPOSITION)
        if token.text == "不" and need.text in ("需要", "需") and deed:
            tokens[i : i + 2] = [Token(token.start, need.end, "无需", WORD, flags_of("无需"))]
    return tokens


def _is_done_often(tokens: list[Token], i: int) -> bool:
    """保洁员|应对楼道每日清扫: somebody stands before, behind what it is done to, then how often and the deed."""
    if i == 0 or not tokens[i - 1].flags & Flag.BODY:
        return False
    end = clause_end(tokens, i)
    at = next((k for k in range(i + 2, end - 1) if tokens[k].kind == TIME), None)
    if at is None or any(t.flags & (MODAL | Flag.PURE) or t.text == "的" for t in tokens[i + 1 : at]):
        return False
    return bool(tokens[at + 1].flags & VERB)


def _in_some_way(tokens: list[Token], i: int) -> bool:
    """可以书面形式反映, 可以传真、快递等形式呈报: names, then the word for a way and what is done in it."""
    for k in range(i + 1, min(i + _LONGEST_WAY, len(tokens) - 1)):
        if tokens[k].text in words("clauses", "way"):
            return k > i + 1 and bool(tokens[k + 1].flags & VERB)
        if tokens[k].text != "、" and (
            tokens[k].kind != WORD or tokens[k].flags & (Flag.PURE | MODAL | Flag.PREPOSITION)
        ):
            return False
    return False
