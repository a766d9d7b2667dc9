"""What says that something is forbidden is a thing (张贴禁止吸烟标识): tokens → the same, its verbs no predicates.

Assumption: a ban right behind a verb that puts up or tells, in a clause that ends with the sign or the rule, is its
attribute; nobody is forbidden anything there.
"""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag
from pipeline.stages.obligations.tokens import MARK, WORD, Token, clause_end

BANS = frozenset(["禁止", "严禁"])
_STATING = ("规定", "事宜", "事项", "标识", "标志", "标牌", "标语", "警示牌", "告示", "通告", "公告", "政策")
_DOING = frozenset(["做好", "抓好", "搞好", "开展", "加强", "推进", "落实"])
"""做好全面禁止河道采砂工作: the work that is to be done, whatever it forbids."""
_FAR = 8
_LOST = VERB | MODAL | Flag.FRAMING | Flag.LIGHT | Flag.ADDRESSING | Flag.DIRECTED


def _forbids_anybody(tokens: list[Token]) -> None:
    """禁止任何单位和个人闲置、荒芜耕地: behind anybody, what nobody may do, though no verb is known there."""
    for i in range(len(tokens) - 3):
        if not tokens[i].flags & Flag.PROHIBITION or not tokens[i + 1].text.startswith("任何"):
            continue
        k = i + 2
        while k + 1 < len(tokens) and (tokens[k].flags & (Flag.BODY | Flag.LIST_JOINER)):
            k += 1
        end = clause_end(tokens, k)
        if any(t.flags & (VERB | Flag.PREPOSITION | Flag.ADVERB) for t in tokens[k:end]):
            continue
        while k + 1 < end and tokens[k].kind == WORD:
            tokens[k] = tokens[k].flagged(Flag.PURE)
            k += 2 if tokens[k + 1].text in ("、", "或者", "或") else end


def tell_bans(tokens: list[Token]) -> list[Token]:
    """The tokens with the verbs of 禁止燃放事宜 behind a verb of telling taken for parts of a noun."""
    _forbids_anybody(tokens)
    for i in range(1, len(tokens) - 1):
        if tokens[i].text not in BANS:
            continue
        how = i > 1 and bool(tokens[i - 1].flags & Flag.ADVERB) and not tokens[i - 1].flags & VERB
        verb = tokens[i - 1 - how]
        end = next((k for k in range(i + 1, len(tokens)) if tokens[k].kind == MARK and tokens[k].text != "、"), None)
        if not verb.flags & VERB or verb.flags & MODAL or end is None or end - i > _FAR:
            continue
        last = tokens[end - 1].text
        if (last == "工作" and verb.text in _DOING) or (last.endswith(_STATING) and not how):
            tokens[i:end] = [token.flagged(token.flags & ~_LOST) for token in tokens[i:end]]
    return tokens
