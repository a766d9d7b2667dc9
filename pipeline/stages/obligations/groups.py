"""Tokens → the same, verbs within the name of a leading group (省优化营商环境工作领导小组) without their verbal flags.

Assumptions: (1) such a name begins with the region or body whose group it is, right before a verb, and ends with what
the group is called; (2) nothing between them is a mark, a modal, 的 or a verb of setting up (市成立工作专班).
"""

from __future__ import annotations

from pipeline.lexicon.words import GOVERNING, MODAL, VERB, Flag, words
from pipeline.stages.obligations.tokens import BRACKET, MARK, WORD, Token

_REGIONS = frozenset(["省", "市", "县", "区", "州", "旗", "镇", "乡", "国务院", "全国", "国家", "自治区"])
_LONGEST = 10
_DONE_TO = frozenset(["召开", "组织", "启动", "召集", "调整", "发布", "印发", "撤销"])
"""市召开防汛指挥部会议: what is done with the group is no part of its name."""
_DECIDING = frozenset(
    ["讨论", "审议", "决定", "听取", "选举", "表决", "研究", "推选", "罢免", "行使", "审查", "评议", "通过"]
)
"""What a meeting itself does: 召开 and 举行 are done with it."""
_NO_PART = MODAL | Flag.NEGATION | Flag.ADVERB


def name_groups(tokens: list[Token]) -> list[Token]:
    """The tokens with the verbal flags taken off the verbs inside the names of groups."""
    groups = words("clauses", "group")
    for end, token in enumerate(tokens):
        if token.text in groups and (start := _region_before(tokens, end)) is not None:
            tokens[start + 1 : end] = [
                t.flagged(t.flags & ~VERB & ~GOVERNING & ~Flag.PREPOSITION) for t in tokens[start + 1 : end]
            ]
    return tokens


def name_meetings(tokens: list[Token]) -> list[Token]:
    """村民会议讨论决定X: the tokens with a meeting that decides something, named by whose it is, as somebody."""
    said = "".join([token.text for token in tokens])
    if "会议" not in said and "大会" not in said:
        return tokens
    for i in range(1, len(tokens) - 1):
        if (
            not tokens[i].text.endswith(("会议", "大会"))
            or tokens[i].flags & (Flag.BODY | VERB)
            or tokens[i].kind != WORD
        ):
            continue
        behind = i + 1
        while behind + 1 < len(tokens) and tokens[behind].flags & Flag.ADVERB and not tokens[behind].flags & VERB:
            behind += 1
        whose = tokens[i - 1].kind == BRACKET or tokens[i - 1].flags & Flag.BODY or tokens[i - 1].text.endswith("组")
        decides = tokens[behind].text in _DECIDING and tokens[behind + 1].text not in ("结果", "办法", "事项", "的")
        if not decides or not whose or tokens[i - 1].flags & VERB:
            continue
        begin = next((k + 1 for k in range(i, -1, -1) if tokens[k].kind == MARK and tokens[k].text != "、"), 0)
        if not any(t.flags & (VERB | Flag.PREPOSITION) for t in tokens[begin:i]):
            tokens[i] = tokens[i].flagged(Flag.BODY)
    return tokens


def _region_before(tokens: list[Token], end: int) -> int | None:
    """Where the region stands with which the name begins that the group ends; none where the name holds no verb."""
    for k in range(end - 1, max(-1, end - _LONGEST), -1):
        token = tokens[k]
        done = token.text in _DONE_TO or token.text in words("predicates", "set_up")
        if done or token.kind == MARK or token.text == "的":
            return None
        if token.text in _REGIONS and k + 1 < end:
            return k if tokens[k + 1].flags & VERB and token.kind == WORD else None
        if token.flags & _NO_PART and not token.flags & VERB:
            return None
    return None
