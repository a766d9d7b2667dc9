"""保洁员应对楼道每日清扫: tokens → the same, 应对 and 应为 as a modal and a preposition where they are no one word.

Assumption: they are two where somebody stands right before them, and how often with its deed behind, in the clause.
"""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag
from pipeline.stages.obligations.flags import flags_of
from pipeline.stages.obligations.tokens import TIME, WORD, Token, clause_end

TORN = frozenset(["应对", "应为"])
NEED = frozenset(["需要", "需"])


def tear_modals(tokens: list[Token]) -> list[Token]:
    """The tokens with each such word as two."""
    for i in range(len(tokens) - 3, 0, -1):
        token = tokens[i]
        if token.text in TORN and tokens[i - 1].flags & Flag.BODY and _is_done_often(tokens, i):
            middle = token.start + 1
            tokens[i : i + 1] = [
                Token(token.start, middle, "应", WORD, flags_of("应")),
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
    """对楼道每日清扫, 为犬只定期接种疫苗: what it is done to, then how often and the deed."""
    end = clause_end(tokens, i)
    at = next((k for k in range(i + 2, end - 1) if tokens[k].kind == TIME), None)
    if at is None or any(t.flags & (MODAL | Flag.PURE) or t.text == "的" for t in tokens[i + 1 : at]):
        return False
    return bool(tokens[at + 1].flags & VERB)
