"""Words that are none of their kind where they stand (每年请专家检测): tokens and the place of one → changed there."""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, Flag, word_flags
from pipeline.stages.obligations.offices import name_office, names_office, names_organisation
from pipeline.stages.obligations.tokens import MARK, Token

READ_ELSE = frozenset(["请", "不宜", "组织", "领导", "所"])


def read_else(tokens: list[Token], i: int) -> bool:
    """Whether one of the words of `READ_ELSE` is none of its kind here; then it is changed."""
    token = tokens[i]
    if token.text == "请" and _invites(tokens, i):
        tokens[i] = token.flagged(word_flags()["邀请"])
    elif token.text == "不宜" and _is_attribute(tokens, i):
        tokens[i] = token.flagged(0)
    elif token.text in ("组织", "领导") and names_organisation(tokens, i):
        tokens[i] = token.flagged(Flag.BODY)
    elif token.text == "所" and i and token.flags & Flag.BODY and names_office(tokens, i):
        tokens[i - 1 : i + 1] = [name_office(tokens[i - 1], token)]
    else:
        return False
    return True


def _invites(tokens: list[Token], i: int) -> bool:
    """应每年请有资质的单位进行试验: 请 behind a modal of the same clause says whom somebody must invite.

    Behind the 的 of a case it asks itself (需要住宿的请提前联系).
    """
    if i and tokens[i - 1].text == "的":
        return False
    for k in range(i - 1, -1, -1):
        if tokens[k].kind == MARK:
            return False
        if tokens[k].flags & MODAL:
            return tokens[k].text not in ("请", "务必", "务须")
    return False


def _is_attribute(tokens: list[Token], i: int) -> bool:
    """不宜外借的资料: behind the modal, and in its clause, 的 with a noun."""
    for token in tokens[i + 1 :]:
        if token.kind == MARK:
            return False
        if token.text == "的":
            return True
    return False
