"""Verbs that are nouns by what stands behind them (质量关, 招标限制一律取消, 通知印发前已受理的事项).

In: the tokens of a sentence and the place of the verb. Out: whether it is a noun there.
"""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag
from pipeline.stages.obligations.tokens import MARK, WORD, Token, clause_end

_NO_NOUN = VERB | MODAL | Flag.ADVERB | Flag.PREPOSITION | Flag.JOINER | Flag.NEGATION
_NEAR = 20
_NEW = frozenset(["新建", "改建", "扩建", "续建"])
_RUN_BY = frozenset(["采取", "采用"])
_NO_AFFAIR = frozenset(["研究", "探索", "指导", "督促", "组织", "协调", "负责", "要求"])
_CARRYING_OUT = frozenset(["组织", "实施"])


def is_noun_here(tokens: list[Token], i: int) -> bool:
    """Whether the verb, before and behind which a token stands, is a noun."""
    if tokens[i].text == "关":
        return _is_gate(tokens, i)
    if tokens[i].text in _NEW and (i == 0 or tokens[i - 1].kind == MARK):
        return _is_new(tokens, i)
    if i and tokens[i - 1].text == "新" and tokens[i + 1].flags & Flag.BODY:
        return i == 1 or tokens[i - 2].kind == MARK
    if tokens[i].text in _CARRYING_OUT and _is_carrying_out(tokens, i):
        return True
    if tokens[i + 1].text in _RUN_BY and _is_run_so(tokens, i):
        return True
    if tokens[i + 1].text == "一律":
        return _is_taken_off(tokens, i)
    if tokens[i + 1].text in ("前", "后") and i + 2 < len(tokens):
        return tokens[i + 2].text in ("已", "已经", "未", "尚未")
    course = i + 1 if tokens[i + 1].text == "过程中" else i + 2
    return course + 2 < len(tokens) and tokens[course].text == "过程中" and _is_under_way(tokens, i, course)


def _is_run_so(tokens: list[Token], i: int) -> bool:
    """培训采取授课的方式进行: at the head of a clause, what is run in some way, before 进行 at its end."""
    if i and tokens[i - 1].kind != MARK:
        return False
    return tokens[i].text not in _NO_AFFAIR and tokens[clause_end(tokens, i) - 1].text == "进行"


def _is_carrying_out(tokens: list[Token], i: int) -> bool:
    """负责考核的组织实施, 预案的编制和组织实施: behind 的, or joined to a deed there, with no object of its own."""
    k = i if tokens[i].text == "组织" else i - 1
    if k < 2 or k + 2 >= len(tokens) or (tokens[k].text, tokens[k + 1].text) != ("组织", "实施"):
        return False
    behind = tokens[k + 2]
    if behind.kind == WORD and not behind.flags & Flag.LIST_JOINER and behind.text != "工作":
        return False
    if tokens[k - 1].text in ("、", "和", "与", "及"):
        return k > 3 and tokens[k - 3].text == "的" and bool(tokens[k - 2].flags & VERB)
    return tokens[k - 1].text == "的"


def _is_new(tokens: list[Token], i: int) -> bool:
    """新建住宅小区同步建设养老设施: what is built at the same time as something new, which is no deed itself."""
    for k in range(i + 2, min(i + _NEAR, len(tokens) - 1)):
        if tokens[k].kind == MARK and tokens[k].text != "、":
            return False
        if tokens[k].text in ("同步", "配套") and tokens[k + 1].flags & VERB:
            return True
    return False


def _is_gate(tokens: list[Token], i: int) -> bool:
    """严把质量关、安全关: behind a noun, at the end of what is listed, what something has to pass."""
    noun = i > 1 and len(tokens[i - 1].text) > 1 and not tokens[i - 1].flags & (Flag.ADVERB | MODAL)
    return noun and tokens[i + 1].kind == MARK


def _is_taken_off(tokens: list[Token], i: int) -> bool:
    """各类限制一律取消: behind a noun and before what is done with all of it."""
    before = tokens[i - 1] if i else None
    if before is None or before.kind != WORD or before.flags & _NO_NOUN or before.text == "未经":
        return False
    return i + 2 < len(tokens) and bool(tokens[i + 2].flags & VERB)


def _is_under_way(tokens: list[Token], i: int, course: int) -> bool:
    """对政策出台实施过程中出现的问题: behind 对 or a verb, in the course of what something comes about."""
    if tokens[course + 2].text != "的" or tokens[i + 1].kind != WORD:
        return False
    begin = next((k + 1 for k in range(i - 1, max(-1, i - 8), -1) if tokens[k].kind == MARK), max(0, i - 7))
    stretch = tokens[begin:i]
    upon = any(t.text in ("对", "对于", "针对", "在") or t.flags & VERB for t in stretch)
    return upon and not any(t.flags & MODAL for t in tokens[i - 1 : i])
