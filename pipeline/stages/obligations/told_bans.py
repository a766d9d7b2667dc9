"""What says that something is forbidden is a thing (张贴禁止吸烟标识): tokens → the same, its verbs no predicates.

Assumption: a ban right behind a verb that puts up or tells, in a clause that ends with the sign or the rule, is its
attribute; nobody is forbidden anything there.
"""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag
from pipeline.stages.obligations.tokens import MARK, Token

_BANS = frozenset(["禁止", "严禁"])
_STATING = ("规定", "事宜", "事项", "标识", "标志", "标牌", "标语", "警示牌", "告示", "通告", "公告", "政策")
_FAR = 8
_LOST = VERB | MODAL | Flag.FRAMING | Flag.LIGHT | Flag.ADDRESSING | Flag.DIRECTED


def tell_bans(tokens: list[Token]) -> list[Token]:
    """The tokens with the verbs of 禁止燃放事宜 behind a verb of telling taken for parts of a noun."""
    if _BANS.isdisjoint([token.text for token in tokens]):
        return tokens
    for i in range(1, len(tokens) - 1):
        if tokens[i].text not in _BANS or not tokens[i - 1].flags & VERB or tokens[i - 1].flags & MODAL:
            continue
        end = next((k for k in range(i + 1, len(tokens)) if tokens[k].kind == MARK and tokens[k].text != "、"), None)
        if end is None or end - i > _FAR or not tokens[end - 1].text.endswith(_STATING):
            continue
        tokens[i:end] = [token.flagged(token.flags & ~_LOST) for token in tokens[i:end]]
    return tokens
