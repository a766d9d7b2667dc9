"""Verbs that are part of the name of a paper, or of who grants it (送货单, 许可证颁发管理机关, 土地使用合同的约定).

In: the tokens of a sentence and the place of the verb. Out: whether it is such a part.
"""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag
from pipeline.stages.obligations.tokens import MARK, WORD, Token

_PAPERS = frozenset("单卡表簿册证")
_GRANTING = frozenset(["颁发", "核发", "发放", "核准", "审批"])
_AGREED = frozenset(["合同", "协议"])
_NO_NAME = VERB | MODAL | Flag.ADVERB | Flag.PREPOSITION | Flag.JOINER | Flag.LIST_JOINER | Flag.NEGATION | Flag.BODY


def of_paper(tokens: list[Token], i: int) -> bool:
    """Whether the verb, behind which another token stands, is part of such a name."""
    token, head = tokens[i], tokens[i + 1].text
    if head in _PAPERS:
        return _names_paper(tokens, i)
    if token.text == "要求" and head in ("，", ","):
        return _is_demand(tokens, i)
    if head in _AGREED:
        return _is_of_agreement(tokens, i)
    return token.text in _GRANTING and _names_granter(tokens, i)


def _names_paper(tokens: list[Token], i: int) -> bool:
    """送货单, 存货卡: what is as often a noun, before the paper on which it is written, is part of a noun."""
    asked = i > 0 and tokens[i - 1].flags & (MODAL | Flag.NEGATION)
    if asked or not tokens[i].flags & (Flag.NOMINAL | Flag.UNKNOWN_VERB):
        return False
    return i + 2 >= len(tokens) or tokens[i + 2].text != "独"


def _names_granter(tokens: list[Token], i: int) -> bool:
    """向许可证颁发管理机关申请: between the paper and the office that grants it the verb is part of the name."""
    paper = tokens[i - 1] if i else None
    if paper is None or paper.kind != WORD or paper.text[-1] not in "证照书" or paper.flags & VERB:
        return False
    return tokens[i + 1].text.endswith(("机关", "部门", "机构", "单位"))


def _is_of_agreement(tokens: list[Token], i: int) -> bool:
    """按照土地使用合同的约定: what an agreement is about, a noun before it and 的 or what it lays down behind it."""
    if i == 0 or tokens[i - 1].kind != WORD or tokens[i - 1].flags & _NO_NAME:
        return False
    return i + 2 < len(tokens) and tokens[i + 2].text in ("的", "约定", "规定", "中", "期满", "期限")


def _is_demand(tokens: list[Token], i: int) -> bool:
    """对需要统一的技术要求，: what a clause that opens with 对 or 将 is about, and no verb of it."""
    begin = next((k + 1 for k in range(i - 1, -1, -1) if tokens[k].kind == MARK and tokens[k].text != "、"), 0)
    if tokens[begin].text not in ("对", "对于", "针对", "将", "把", "应") or begin > i - 2:
        return False
    return tokens[i - 1].kind == WORD and not tokens[i - 1].flags & (_NO_NAME & ~VERB)
