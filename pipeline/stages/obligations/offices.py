"""Words at the end of a name that are something else elsewhere: 所 is an office, 组织 somebody.

In: the tokens of a sentence and the place of the word. Out: whether it ends a name there, and the name.
"""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag, words
from pipeline.stages.obligations.tokens import BRACKET, MARK, WORD, Token, clause_end

_REGIONS = frozenset("省市县区州旗")
_NO_NAME_BEFORE = VERB | MODAL | Flag.ADVERB | Flag.PREPOSITION | Flag.JOINER | Flag.LIST_JOINER | Flag.NEGATION


def names_office(tokens: list[Token], i: int) -> bool:
    """采购事务管理所承担日常工作: 所 is an office, and opens no attribute of what stands behind a 的."""
    before, behind = tokens[i - 1], tokens[i + 1]
    if not (before.flags & Flag.NOMINAL or before.text.endswith("管理")) or not behind.flags & VERB:
        return False
    return all(t.text != "的" for t in tokens[i : clause_end(tokens, i)])


def _is_governed(tokens: list[Token], i: int) -> bool:
    """推动协会等|组织: whether a verb that directs or supports somebody stands before, in the same clause."""
    begin = next((k + 1 for k in range(i - 1, -1, -1) if tokens[k].kind == MARK and tokens[k].text != "、"), 0)
    return any(t.text in words("predicates", "any_party") or t.flags & Flag.DIRECTED for t in tokens[begin : i - 1])


def name_office(before: Token, office: Token) -> Token:
    """事务管理|所 as one name."""
    return Token(before.start, office.end, before.text + office.text, WORD, Flag.BODY)


def names_organisation(tokens: list[Token], i: int) -> bool:
    """工会、妇联等组织按照职责…, 其他组织保存的档案, 领导批示后，: 组织 and 领导 are somebody, no deed.

    Governed by 推动 and the like (推动协会等组织提高X) it is too.
    """
    before, behind = tokens[i - 1], tokens[i + 1]
    if tokens[i].text == "领导":
        passed = i + 2 < len(tokens) and tokens[i + 2].text in ("后", "以后", "之后", "前")
        return passed and before.kind == MARK and bool(behind.flags & VERB)
    if before.text == "等" and _is_governed(tokens, i) and behind.flags & Flag.PURE:
        return behind.text not in words("predicates", "organised")
    if before.text == "等":
        return bool(behind.flags & (MODAL | Flag.ADVERB | Flag.PREPOSITION)) and not behind.flags & VERB
    if before.text == "的":
        return behind.kind == BRACKET or bool(behind.flags & (MODAL | Flag.PREPOSITION))
    if before.text in ("有关", "相关"):
        return behind.text in ("同意", "批准", "和", "或者") or bool(behind.flags & MODAL)
    return before.text in ("其他", "任何", "该", "事业") or (before.text == "本" and behind.text == "的")


def of_region(tokens: list[Token], i: int) -> bool:
    """省扶贫移民局, 市教育体育局: between a region and the name of an office a nominal verb is part of the name."""
    if i == 0 or tokens[i - 1].text[-1] not in _REGIONS or not tokens[i - 1].flags & Flag.BODY:
        return False
    return bool(tokens[i].flags & Flag.NOMINAL) and len(tokens[i].text) == 2 and len(tokens[i + 1].text) == 3


def is_short_office(tokens: list[Token], i: int) -> bool:
    """县乡村振兴局, 市整治办: verb and 局 after a noun or at the head of a clause, with what the office does behind."""
    if i and tokens[i - 1].kind != MARK and tokens[i - 1].flags & _NO_NAME_BEFORE:
        return False
    behind = tokens[i + 2] if i + 2 < len(tokens) else None
    return behind is None or behind.kind == MARK or bool(behind.flags & (VERB | MODAL | Flag.ADVERB | Flag.JOINER))
