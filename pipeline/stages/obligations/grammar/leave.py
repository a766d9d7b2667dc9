"""With whose leave, or after whose deed, something may be done: tokens and the place of 经 or 由 → where it may be."""

from __future__ import annotations

from pipeline.lexicon.words import Flag
from pipeline.stages.obligations.grammar.kinds import Tokens, is_verb
from pipeline.stages.obligations.tokens import Token

_LONGEST_LEAVE = 30
"""Tokens of what somebody does first, so that a text of nothing but 由 is read in linear time."""
_GOING_ON = frozenset(["生效", "报销", "领取", "入场", "离开"])
_FETCHING = frozenset(["办理", "领取", "领用", "领款", "报销", "结算", "缴费", "登记"])
"""到财务部办理借款: what one goes to somebody for."""


def leave_end(tokens: Tokens, i: int, end: int) -> int | None:
    """经部门经理事先同意方可乘坐: where the modal stands that says what may be done with the leave of somebody."""
    if tokens[i].text not in ("经", "经过"):
        return _handled_first(tokens, i, end) if tokens[i].text == "由" else None
    for k in range(i + 2, end):
        also = tokens[k].text in ("也", "均") and k + 1 < end
        if tokens[k + also].flags & Flag.PERMISSION and _is_leave(tokens[k - 1]):
            return k
    return None


def _handled_first(tokens: Tokens, i: int, end: int) -> int | None:
    """由经理签字后方可报销, 由舍监收回钥匙后再到人事部办理: where 后 ends what X does before somebody else goes on."""
    for k in range(i + 3, min(end - 1, i + _LONGEST_LEAVE)):
        if tokens[k].text in ("后", "之后", "以后"):
            goes = k + 1 + (tokens[k + 1].text == "再")
            done = tokens[k + 1].flags & Flag.PERMISSION or tokens[goes].text in _GOING_ON
            if goes < end and tokens[goes].text in ("到", "至", "凭"):
                done = not _FETCHING.isdisjoint(t.text for t in tokens[goes:end][:_LONGEST_LEAVE])
            return k + 1 if done else None
    return None


def _is_leave(token: Token) -> bool:
    return is_verb(token) or token.text == "合格"
