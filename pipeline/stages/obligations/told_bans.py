"""What says that something is forbidden is a thing (张贴禁止吸烟标识): tokens → the same, its verbs no predicates.

Assumption: a ban right behind a verb that puts up or tells, in a clause that ends with the sign or the rule, is its
attribute; nobody is forbidden anything there.
"""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag
from pipeline.stages.obligations.tokens import MARK, WORD, Token, clause_end

BANS = frozenset(["禁止", "严禁"])
WRONGLY = frozenset(["违章", "冒险", "违规", "酒后", "疲劳"])
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


def list_wrongs(tokens: list[Token]) -> list[Token]:
    """严禁酒后驾驶和违章载人: how what is wrong is done, and 和 before a further deed as the 、 it stands for."""
    end = 0
    for i, token in enumerate(tokens):
        if i < end or not token.flags & Flag.PROHIBITION or token.text == "杜绝":
            continue
        end = clause_end(tokens, i)
        for k in range(i + 1, end - 1):
            if tokens[k].text in WRONGLY and tokens[k + 1].flags & VERB:
                tokens[k] = tokens[k].flagged(Flag.ADVERB)
                if k + 2 >= end or tokens[k + 2].text == "、" or tokens[k + 2].flags & Flag.LIST_JOINER:
                    tokens[k + 1] = tokens[k + 1].flagged(tokens[k + 1].flags & ~Flag.NOMINAL | Flag.PURE)
        for k in range(i + 3, end - 2):
            how, deed = tokens[k + 1], tokens[k + 2]
            listed = tokens[k].flags & Flag.LIST_JOINER and tokens[k - 1].flags & VERB and deed.flags & VERB
            closes = k + 3 >= end or tokens[k + 3].flags & Flag.LIST_JOINER or tokens[k + 3].text == "、"
            if listed and closes and how.flags & Flag.ADVERB and not how.flags & VERB:
                tokens[k] = Token(tokens[k].start, tokens[k].end, "、", MARK, 0)
    return tokens


def tell_bans(tokens: list[Token]) -> list[Token]:
    """The tokens with the verbs of 禁止燃放事宜 behind a verb of telling taken for parts of a noun."""
    _forbids_anybody(tokens)
    for i in range(1, len(tokens) - 1):
        if tokens[i].text not in BANS:
            continue
        how = i > 1 and bool(tokens[i - 1].flags & Flag.ADVERB) and not tokens[i - 1].flags & VERB
        verb = tokens[i - 1 - how]
        near = range(i + 1, min(i + _FAR + 1, len(tokens)))
        end = next((k for k in near if tokens[k].kind == MARK and tokens[k].text != "、"), None)
        if not verb.flags & VERB or verb.flags & MODAL or end is None:
            continue
        last = tokens[end - 1].text
        if (last == "工作" and verb.text in _DOING) or (last.endswith(_STATING) and not how):
            tokens[i:end] = [token.flagged(token.flags & ~_LOST) for token in tokens[i:end]]
    return tokens
