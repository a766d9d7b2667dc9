"""Whether a clause goes on over a comma, up to the word that closes what it opens (通过自查，互查等方式，…).

In: the tokens, where the clause begins and where its comma stands. Out: yes or no.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set

from pipeline.lexicon.words import MODAL, VERB, Flag, words
from pipeline.stages.obligations.carrying.state import CLAUSE_ENDS
from pipeline.stages.obligations.tokens import BRACKET, MARK, Token

LONGEST_CLAUSE = 300
"""Tokens of a clause, four times what any notice has: a longer one is cut, since many questions look to its end.

So far at most, too, is looked for the word with which a clause would go on over its commas."""
_MANY_CLAUSES = 6
"""Clauses over which a list of ways goes on at most."""
_HOW = "大高快好强多低少长"
_HOW_IT_DEVELOPS = frozenset(["增长", "稳定增长", "改善", "提升", "下降", "突出", "明显", "显著"])
_OPENING = frozenset(["对", "就"])
_FOLLOWED = frozenset(["遵循", "坚持", "贯彻", "实行"])
_PRINCIPLES = frozenset(["原则", "方针"])
_VIEWS = frozenset(["高度", "角度"])
_FROM = frozenset(["从", "站在"])
_BY = frozenset(["通过", "采取", "采用", "运用", "利用", "借助", "以"])
_BEING = frozenset(["为", "任", "担任", "牵头", "主导", "参与", "参加", "配合", "协同"])
_FORMING = frozenset(["成立", "组建", "建立", "设立"])
_STRENGTHENED = frozenset(["加强", "强化", "加大", "做好", "抓好", "落实", "规范"])
_DEMANDS = Flag.OBLIGATION | Flag.PROHIBITION | Flag.PERMISSION | Flag.LIGHT_FRAME
_NO_THING = MODAL | Flag.PREPOSITION | Flag.ADVERB | Flag.JOINER | Flag.PURE

Question = Callable[[Sequence[Token], int, int], bool]


def questions(texts: Set[str]) -> list[Question]:
    """What is worth asking of the commas of a sentence that has these words."""
    asked: list[Question] = []
    if "对" in texts:
        asked.append(_describes_on)
    if ("等" in texts or "以及" in texts) and not _OPENING.isdisjoint(texts):
        asked.append(_lists_on)
    if not _PRINCIPLES.isdisjoint(texts):
        asked.append(_principles_on)
    if not _VIEWS.isdisjoint(texts) and not _FROM.isdisjoint(texts):
        asked.append(_views_on)
    if "的" in texts and not _FORMING.isdisjoint(texts):
        asked.append(_members_on)
    if "的" in texts and not _STRENGTHENED.isdisjoint(texts):
        asked.append(_objects_on)
    if "等" in texts and not _BY.isdisjoint(texts) and not words("clauses", "way").isdisjoint(texts):
        asked.append(_ways_on)
    return asked


def _describes_on(tokens: Sequence[Token], start: int, comma: int) -> bool:
    """对工程推进快，水质改善的市，: whether what 对 opens goes on over the comma to the noun that both describe.

    The first clause ends with how something is and holds no 的; the second closes with 的 and the name of somebody.
    """
    last = tokens[comma - 1]
    if tokens[start].text != "对":
        return False
    if last.text[-1] not in _HOW and last.text not in _HOW_IT_DEVELOPS:
        return False
    if any(t.text == "的" or t.flags & _DEMANDS for t in tokens[start:comma]):
        return False
    end = next((k for k in range(comma + 1, len(tokens)) if tokens[k].text in CLAUSE_ENDS), len(tokens))
    if end == len(tokens) or any(t.flags & _DEMANDS for t in tokens[comma:end]):
        return False
    name = end - 1
    while name > comma and tokens[name].kind == BRACKET:
        name -= 1
    return tokens[name - 1].text == "的" and bool(tokens[name].flags & Flag.BODY)


def _principles_on(tokens: Sequence[Token], start: int, comma: int) -> bool:
    """应当遵循统一领导，维护安全，便于利用的原则: whether principles go on over the comma to the word for them."""
    at = next((k for k in range(start + 1, comma) if tokens[k].text in _FOLLOWED), None)
    if at is None or not tokens[at - 1].flags & (MODAL | Flag.BODY) or tokens[comma - 1].text in _PRINCIPLES:
        return False
    for k in range(comma + 1, min(len(tokens), comma + LONGEST_CLAUSE)):
        aside = tokens[k].flags & Flag.PREPOSITION and not tokens[k].flags & (Flag.LIST_JOINER | VERB)
        if aside and k + 1 < len(tokens) and (tokens[k + 1].text == "的" or tokens[k + 1].kind == MARK):
            aside = 0
        if tokens[k].text in _FOLLOWED or tokens[k].flags & MODAL or aside:
            return False
        if tokens[k].kind == MARK and tokens[k].text != "、":
            if tokens[k - 1].text in _PRINCIPLES and tokens[k - 2].text == "的":
                return True
            if tokens[k].text not in ("，", ","):
                return False
    return False


def _views_on(tokens: Sequence[Token], start: int, comma: int) -> bool:
    """从贯彻新思想，维护生命安全的高度，充分认识X: whether from what view goes on over the comma."""
    opens = any(t.text in _FROM and t.flags & Flag.PREPOSITION for t in tokens[start:comma])
    if not opens or tokens[comma - 1].text in _VIEWS:
        return False
    end = next((k for k in range(comma + 1, len(tokens)) if tokens[k].text in CLAUSE_ENDS), len(tokens))
    return tokens[end - 1].text in _VIEWS and tokens[end - 2].text == "的"


def _members_on(tokens: Sequence[Token], start: int, comma: int) -> bool:
    """成立以县长为组长，各局局长为成员的领导小组: whether who is what goes on over commas to the group formed."""
    forms = (k for k in range(start, comma - 2) if tokens[k].text in _FORMING and tokens[k + 1].text in ("以", "由"))
    at = next(forms, None)
    if at is None or any(t.text == "的" for t in tokens[at:comma]) or not any(map(_is_being, tokens[at:comma])):
        return False
    for k in range(comma + 1, min(len(tokens), comma + LONGEST_CLAUSE)):
        if tokens[k].text == "的":
            return any(map(_is_being, tokens[k - 2 : k]))
        if tokens[k].flags & MODAL or (tokens[k].kind == MARK and tokens[k].text not in ("、", "，", ",")):
            return False
    return False


def _is_being(token: Token) -> bool:
    """为, 任, 任组长, 牵头: what makes somebody what he is in a group."""
    return token.text in _BEING or (token.text[0] == "任" and bool(token.flags & Flag.BODY))


def _objects_on(tokens: Sequence[Token], start: int, comma: int) -> bool:
    """加强施工，检修等环节的管控: whether what is to be strengthened goes on over commas to the deed for all of it.

    The object ends in no deed so far and opens with 对, or 等 stands before 的 and the deed; no clause up to there
    begins with a plain verb, a modal, an adverb or a preposition.
    """
    at = start
    while at < comma and (tokens[at].flags & (MODAL | Flag.ADVERB)) and tokens[at].text not in _STRENGTHENED:
        at += 1
    if at + 1 >= comma or tokens[at].text not in _STRENGTHENED or any(t.text == "的" for t in tokens[at:comma]):
        return False
    toward = tokens[at + 1].text == "对"
    clauses = 0
    for k in range(comma + 1, min(len(tokens), comma + LONGEST_CLAUSE)):
        token = tokens[k]
        if tokens[k - 1].text in ("，", ",") and _opens_deed(token):
            return False
        if token.flags & MODAL or (token.kind == MARK and token.text not in ("、", "，", ",")):
            break
        clauses += token.text in ("，", ",")
        if token.text == "的" or clauses > _MANY_CLAUSES:
            return (toward or any(t.text == "等" for t in tokens[comma:k])) and _only_deeds(tokens, k + 1)
    return False


def _opens_deed(token: Token) -> bool:
    """Whether a predicate of its own may begin here: 动火 and 重点 may name what is to be strengthened."""
    if token.flags & (MODAL | Flag.PREPOSITION | Flag.JOINER):
        return True
    if token.flags & Flag.ADVERB:
        return token.text not in words("clauses", "weak_adverb")
    return bool(token.flags & Flag.PURE) and bool(token.flags & (Flag.LIGHT | Flag.CHAINING))


def _only_deeds(tokens: Sequence[Token], i: int) -> bool:
    """Whether nothing but deeds, and how, stand from here to the end of the clause."""
    end = next((m for m in range(i, len(tokens)) if tokens[m].text in CLAUSE_ENDS), len(tokens))
    deeds = all(t.flags & (VERB | Flag.ADVERB) or t.text in ("、", "和", "与", "及") for t in tokens[i:end])
    return i < end and deeds and bool(tokens[end - 1].flags & VERB)


def _ways_on(tokens: Sequence[Token], start: int, comma: int) -> bool:
    """通过定期调度，督导检查，现场调研等方式，: whether what says in which ways goes on over the comma to 等方式.

    No clause up to there has a way, a modal or a preposition of its own.
    """
    at = next((k for k in range(start, comma) if tokens[k].text in _BY), None)
    if at is None or (at > start and not tokens[at - 1].flags & (MODAL | Flag.BODY)):
        return False
    clauses = 0
    for k in range(at + 1, min(len(tokens), comma + LONGEST_CLAUSE)):
        token = tokens[k]
        if token.text == "等" and k + 1 < len(tokens) and tokens[k + 1].text in words("clauses", "way"):
            return k > comma
        if token.kind == MARK and token.text != "、":
            clauses += 1
            opening = tokens[k + 1] if k + 1 < len(tokens) else token
            aside = opening.flags & Flag.PREPOSITION and not opening.flags & Flag.LIST_JOINER
            if token.text not in ("，", ",") or clauses > _MANY_CLAUSES or aside or opening.text in _BY:
                return False
        if token.flags & MODAL or token.text in words("clauses", "way"):
            return False
    return False


def _lists_on(tokens: Sequence[Token], start: int, comma: int) -> bool:
    """应当对业主的利益，业主的义务，违约的责任等事项作出约定: whether what 对 opens behind a modal goes on over commas.

    So it does up to 以及 (对权属，价值以及可行性进行审查).

    At the head of a clause it does so over a comma before 以及 (对隐患排查、事故调查，以及违法行为等信息进行管理).

    Up to a light verb behind 等 every clause begins with a noun or with what describes one.
    """
    at = next((k for k in range(start, comma) if tokens[k].text in _OPENING), None)
    if at is None or any(t.flags & _DEMANDS for t in tokens[at:comma]):
        return False
    if at == start and (comma + 1 >= len(tokens) or tokens[comma + 1].text != "以及"):
        return False
    if at > start and not tokens[at - 1].flags & MODAL:
        return False
    closed = False
    for k in range(comma + 1 + (at == start), min(len(tokens), comma + LONGEST_CLAUSE)):
        token = tokens[k]
        if token.flags & _DEMANDS:
            return closed
        if tokens[k - 1].kind == MARK and tokens[k - 1].text != "、" and token.flags & _NO_THING:
            return False
        if token.kind == MARK and token.text not in ("、", "，", ","):
            return False
        closed = closed or token.text in ("等", "以及")
    return False
