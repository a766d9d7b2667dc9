"""What somebody owes, and what there must not be: tokens → the same, the deed within the noun phrase as a predicate.

Assumptions: (1) 有, 都有 or 负有 and a deed before 的义务 or 的责任 at the end of a clause say what must be done
(有保护环境的义务); (2) 不得有 and a deed before 行为 at the end of a clause forbids the deed (不得有弄虚作假的行为);
(3) 必须有 and somebody before 参加, 在场 and their like is 必须由. What stands around the deed becomes marks.
"""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag
from pipeline.stages.obligations.flags import flags_of
from pipeline.stages.obligations.tokens import MARK, WORD, Token, clause_end

_ATTENDING = frozenset(["参加", "出席", "在场", "到场", "陪同", "监护", "值班", "签字", "陪餐", "看护", "带班"])
_OWING = frozenset(["有", "负有"])
_SHELTERING = frozenset(["保护", "维护", "保障", "确保", "保证"])
SIGNS = _OWING | {"受"}
"""A sentence without any of these owes nothing."""
_OWED = frozenset(["义务", "责任"])
_KINDS = frozenset(["行为", "情形", "现象"])
_NUMERALS = frozenset("0123456789一二两三四五六七八九十")
_LONGEST = 60
"""Tokens behind 有 among which its clause must end: looking further would cost the square of a long clause."""


def read_owed(tokens: list[Token]) -> list[Token]:
    """The tokens with a modal in place of 有…的义务, and none of 有…的行为 behind a ban."""
    texts = {token.text for token in tokens}
    if "受" in texts:
        _shelter(tokens)
    if _OWING.isdisjoint(texts):
        return tokens
    for i in range(len(tokens) - 2):
        if tokens[i].text == "有" and i and tokens[i - 1].flags & Flag.OBLIGATION and (last := _quorum(tokens, i)):
            tokens[i] = Token(tokens[i].start, tokens[i].end, "由", WORD, flags_of("由"))
            tokens[last - 1] = tokens[last - 1].flagged(Flag.BODY)
            if tokens[last + 1].kind != MARK:
                tokens.insert(last + 1, Token(tokens[last].end, tokens[last].end, "，", MARK, 0))
            continue
        if tokens[i].text == "有" and i and tokens[i - 1].flags & Flag.OBLIGATION and _who_attends(tokens, i):
            tokens[i] = Token(tokens[i].start, tokens[i].end, "由", WORD, flags_of("由"))
            continue
        told = tokens[i + 1].text == "向" and i + 4 < len(tokens)
        if tokens[i].text not in _OWING or not _is_deed(tokens, i + 3 if told else i + 1):
            continue
        end = i + clause_end(tokens[i : i + _LONGEST], 0)
        last = end - 1
        if tokens[last].text == "权利" and tokens[last - 1].text == "的" and _has_right(tokens, i, last):
            tokens[i] = Token(tokens[i].start, tokens[i].end, "有权", WORD, flags_of("有权"))
            tokens[last - 1 : end] = [_gone(t) for t in tokens[last - 1 : end]]
            continue
        if tokens[last].text in _OWED and tokens[last - 1].text == "的" and i and tokens[i - 1].text != "没":
            tokens[i] = tokens[i].flagged(Flag.OBLIGATION)
            tokens[last - 1 : end] = [_gone(t) for t in tokens[last - 1 : end]]
            _part_deeds(tokens, i + 1, last - 1)
        elif tokens[last].text in _KINDS and i and tokens[i - 1].flags & Flag.PROHIBITION:
            tokens[i] = _gone(tokens[i])
            first = last - (tokens[last - 1].text == "的")
            tokens[first:end] = [_gone(t) for t in tokens[first:end]]
    return tokens


def _shelter(tokens: list[Token]) -> None:
    """保护公民的权益不受侵犯: behind a verb of the same clause, from what it shelters is no deed of its own."""
    for i in range(2, len(tokens) - 1):
        if tokens[i].text != "受" or tokens[i - 1].text != "不" or not tokens[i + 1].flags & VERB:
            continue
        begin = next((k + 1 for k in range(i, -1, -1) if tokens[k].kind == MARK and tokens[k].text != "、"), 0)
        verb = next((k for k in range(begin, i - 1) if tokens[k].text in _SHELTERING), None)
        if verb is not None:
            tokens[verb] = tokens[verb].flagged(tokens[verb].flags | Flag.PURE)
            tokens[i - 1 : i + 2] = [token.flagged(0) for token in tokens[i - 1 : i + 2]]


def _who_attends(tokens: list[Token], i: int) -> bool:
    """必须有监护人陪同: who has to be there, and that is all the clause says. 应有一名领导负责X: who has charge."""
    end = i + clause_end(tokens[i : i + _LONGEST], 0)
    if tokens[i + 1].text[0] in _NUMERALS and _so_many_act(tokens, i + 1, end):
        return True
    if _all_sign(tokens, i + 1, end):
        return True
    charged = next((k for k in range(i + 2, end - 1) if tokens[k].text == "负责"), None)
    if charged is not None and tokens[charged - 1].flags & Flag.BODY and tokens[i + 1].text[0] in "一两":
        return True
    return tokens[end - 1].text in _ATTENDING and bool(tokens[end - 2].flags & Flag.BODY)


def _so_many_act(tokens: list[Token], i: int, end: int) -> bool:
    """必须有3家以上供应商提供报价: how many of whom, and right behind them a verb with its object."""
    for k in range(i + 1, min(i + 6, end - 2)):
        if tokens[k].text == "的":
            return False
        if tokens[k].flags & Flag.BODY and tokens[k + 1].flags & Flag.PURE and not tokens[k + 1].flags & Flag.STATIVE:
            return all(t.text != "的" for t in tokens[k:end])
    return False


def _all_sign(tokens: list[Token], i: int, end: int) -> bool:
    """必须有申请人、换班人、经理签字批准: nothing but names, then nothing but what they do."""
    k = i
    while k < end and (tokens[k].flags & (Flag.BODY | Flag.LIST_JOINER)):
        k += 1
    signs = all(t.flags & Flag.HANDLED or t.flags & Flag.LIST_JOINER for t in tokens[k:end])
    return i < k < end and signs and any(t.text == "、" for t in tokens[i:k])


def _quorum(tokens: list[Token], i: int) -> int | None:
    """应当有三分之二以上董事出席方能举行: how many have to attend, up to the modal of what may be done then."""
    end = i + clause_end(tokens[i : i + _LONGEST], 0)
    last = next((k for k in range(i + 2, end) if tokens[k].text in ("出席", "参加", "到会")), None)
    if last is None:
        return None
    many = any(t.text.endswith(("以上", "半数")) for t in tokens[i:last])
    return last if tokens[last + 1].flags & Flag.PERMISSION or (many and tokens[last + 1].kind == MARK) else None


def _has_right(tokens: list[Token], i: int, last: int) -> bool:
    """任何人均有向主管部门举报的权利: who may do it right before 有, and no more than one deed."""
    who = i - 1 - (i > 1 and tokens[i - 1].text in ("都", "均", "依法"))
    return i > 0 and bool(tokens[who].flags & Flag.BODY) and last - i < _LONGEST - 1


def _part_deeds(tokens: list[Token], start: int, end: int) -> None:
    """维护安全、保护设施、报告火警: a comma before each deed that has an object of its own."""
    for k in range(start + 2, end - 2):
        if tokens[k].text == "、" and tokens[k + 1].flags & VERB and tokens[k + 2].kind == WORD:
            tokens[k] = Token(tokens[k].start, tokens[k].end, "，", MARK, 0)
            tokens[k + 1] = tokens[k + 1].flagged(tokens[k + 1].flags | Flag.PURE)


def _gone(token: Token) -> Token:
    return Token(token.start, token.end, " ", MARK, 0)


def _is_deed(tokens: list[Token], i: int) -> bool:
    """Whether a verb with more than 的 behind it begins here, adverbs left out; 下列 and nouns are no deeds."""
    while i + 1 < len(tokens) and tokens[i].flags & Flag.ADVERB and not tokens[i].flags & VERB:
        i += 1
    return bool(tokens[i].flags & VERB) and not tokens[i].flags & MODAL
