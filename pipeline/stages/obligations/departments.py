"""Lists of departments and other bodies that open with a verb (教育、公安部门): tokens in, the end of the list out."""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag, words
from pipeline.stages.obligations.tokens import MARK, WORD, Token

_NO_DEPARTMENT = VERB | MODAL | Flag.ADVERB | Flag.PREPOSITION | Flag.NEGATION
OTHERS = frozenset(["其他", "其它", "有关", "相关", "各", "各类", "所有", "以及", "等"])
"""Words that stand between the joiner and the next name."""


def department_list(tokens: list[Token], i: int) -> int:
    """教育、公安部门应当…, 国务院教育、交通等部门: where a list of departments that opens with a verb ends, else 0."""
    before = tokens[i - 1] if i else None
    agencies = words("predicates", "agency_verbs")
    if (tokens[i].text != "组织" and tokens[i].text not in agencies) or (
        before and before.kind != MARK and before.flags & (Flag.BODY | VERB) != Flag.BODY
    ):
        return 0
    named = False
    for k in range(i + 1, len(tokens)):
        token = tokens[k]
        if token.flags & Flag.BODY and token.text.endswith(("部门", "单位", "机构", "机关")):
            return k if named or (len(token.text) > 2 and tokens[k - 1].text not in agencies) else 0
        if _in_compound(tokens, k):
            continue
        if token.text in agencies and tokens[k - 1].text != "、":
            return 0
        if token.text == "、" or token.flags & Flag.LIST_JOINER or token.text in OTHERS or token.text in agencies:
            continue
        if tokens[k - 1].text in agencies or token.kind == MARK or token.text == "的" or token.flags & _NO_DEPARTMENT:
            return 0
        named = True
    return 0


def _in_compound(tokens: list[Token], k: int) -> bool:
    """质量|监督|检验: in a list, a verb that is as often a noun, right behind a noun or another such verb."""
    token, before = tokens[k], tokens[k - 1]
    if not token.flags & Flag.NOMINAL or token.flags & Flag.PURE:
        return False
    known = _NO_DEPARTMENT & ~Flag.NOMINAL
    return before.kind == WORD and not before.flags & (known | Flag.LIST_JOINER) and before.text not in OTHERS
