"""Words of house rules that are something else by what stands around them: tokens of a sentence → the same, read anew.

限 before by when is a modal, 财务 behind 报 an office, 自己 before a deed says how, 经由 somebody is 经, 带 behind a
ban is 携带, 留 before a paper that is kept is 留存 and before 专人 安排, and 投入 behind 将 and a thing is 放入.
"""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag, word_flags, words
from pipeline.stages.obligations.tokens import MARK, TIME, WORD, Token, clause_end

_OFFICES = frozenset(["会计", "财务", "法务", "人事", "总务", "教务", "后勤", "物业", "质检"])
_TO_OFFICE = frozenset(["由", "经", "报", "交", "到", "送", "经由"])
"""由会计审核, 报财务备案: before these and a deed or the end of the clause, an office and not what a thing is of."""
SIGNS = frozenset(["限", "限于", "自己", "经由", "带", "留", "投入", "指定", "干"]) | _OFFICES
"""A sentence without any of these holds nothing to be read anew here."""
_TO_DATE = frozenset(["当日", "当天", "当日内", "当天内"])
_NO_OWNER = VERB | MODAL | Flag.PREPOSITION | Flag.JOINER | Flag.LIST_JOINER | Flag.NEGATION
_NO_LUGGAGE = VERB | MODAL | Flag.ADVERB | Flag.PREPOSITION | Flag.NEGATION
_KEPT = frozenset(["存档", "备查", "备案", "归档", "存查"])
_NEAR = 12


def read_house_words(tokens: list[Token]) -> list[Token]:
    """The tokens with 限, 自己, 经由, 带, 留 and 投入 as what they are there."""
    for i in range(len(tokens) - 1):
        text = tokens[i].text
        if text not in SIGNS:
            continue
        if text in _OFFICES and i and tokens[i - 1].text in _TO_OFFICE:
            if tokens[i + 1].flags & (VERB | Flag.ADVERB) or tokens[i + 1].kind == MARK:
                tokens[i] = tokens[i].flagged(Flag.BODY)
            continue
        if text in ("限", "限于") and _is_term(tokens, i):
            tokens[i] = tokens[i].flagged(Flag.OBLIGATION)
        elif text == "自己" and tokens[i + 1].flags & VERB and _has_owner(tokens, i):
            tokens[i] = _as(tokens[i], "自行")
        elif text == "经由" and any(t.flags & Flag.HANDLED for t in tokens[i + 2 : clause_end(tokens, i)][:_NEAR]):
            tokens[i] = _as(tokens[i], "经")
        elif text == "带" and (_takes_along(tokens, i) or _goes_out(tokens, i)):
            tokens[i] = _as(tokens[i], "携带")
        elif text == "带" and i and tokens[i - 1].flags & Flag.BODY and _leads_there(tokens, i):
            tokens[i] = _as(tokens[i], "带领")
        elif text == "干" and tokens[i + 1].text in ("与", "私活", "其他") and (i == 0 or tokens[i - 1].kind == MARK):
            tokens[i] = _as(tokens[i], "从事")
        elif text == "留" and tokens[i + 1].text in ("专人", "人"):
            tokens[i] = _as(tokens[i], "安排")
        elif text == "留" and any(t.text in _KEPT for t in tokens[i + 2 : clause_end(tokens, i)][:_NEAR]):
            if i == 0 or not tokens[i - 1].flags & (VERB | Flag.PREPOSITION):
                tokens[i] = _as(tokens[i], "留存")
        elif text == "指定" and i > 1 and tokens[i + 1].flags & Flag.BODY and tokens[i - 1].flags & Flag.LIST_JOINER:
            tokens[i] = tokens[i].flagged(0 if tokens[i - 2].flags & Flag.BODY else tokens[i].flags)
        elif text == "投入" and _puts_in(tokens, i):
            tokens[i] = _as(tokens[i], "放入")
    return tokens


def _as(token: Token, word: str) -> Token:
    return Token(token.start, token.end, word, WORD, word_flags()[word])


def _is_term(tokens: list[Token], i: int) -> bool:
    """离职员工限三日内搬离; 限你单位于5月底前整改: before by when, whom it binds and 在 or 于 left out."""
    k = i + 1
    while (
        k + 1 < len(tokens)
        and k < i + 4
        and (tokens[k].flags & Flag.BODY or tokens[k].text in ("你", "您", "在", "于"))
    ):
        k += 1
    due = tokens[k].kind == TIME and (tokens[k].text[-1] in "前内" or tokens[k].text in _TO_DATE)
    return due and k + 1 < len(tokens) and tokens[k + 1].kind == WORD


def _has_owner(tokens: list[Token], i: int) -> bool:
    """个人物品自己保管: behind a thing or somebody, and nothing that 自己 could belong to."""
    return i > 0 and tokens[i - 1].kind == WORD and not tokens[i - 1].flags & _NO_OWNER and tokens[i - 1].text != "的"


def _takes_along(tokens: list[Token], i: int) -> bool:
    """不得带外人进入车间, 不带饰物: behind a ban, 不 or what is done wrongly, before whom or what."""
    before, behind = tokens[i - 1], tokens[i + 1]
    if i == 0 or behind.kind != WORD or behind.flags & _NO_LUGGAGE:
        return False
    banned = before.flags & (Flag.PROHIBITION | Flag.NEGATION)
    return bool(banned) or before.text in ("擅自", "私自", "随意", "随便")


def _leads_there(tokens: list[Token], i: int) -> bool:
    """班主任带6名学生到食堂领取午餐: behind somebody, before whom he takes along and where they go."""
    near = tokens[i + 1 : i + 6]
    somebody = next((k for k, t in enumerate(near) if t.flags & Flag.BODY), None)
    return somebody is not None and any(t.text in ("到", "去", "赴", "前往") for t in near[somebody:])


def _goes_out(tokens: list[Token], i: int) -> bool:
    """带幼儿外出活动: at the head of a clause, before whom one goes out with."""
    out = (t.text in ("外出", "参加", "参观", "离开") for t in tokens[i + 2 : i + 4])
    return bool(tokens[i + 1].flags & Flag.BODY) and (i == 0 or tokens[i - 1].kind == MARK) and any(out)


def _puts_in(tokens: list[Token], i: int) -> bool:
    """将垃圾投入下水道: behind 将 and a thing, before where it goes to."""
    where = tokens[i + 1]
    if where.kind != WORD or where.flags & _NO_OWNER & ~VERB or where.text in words("predicates", "tail"):
        return False
    for k in range(i - 1, max(-1, i - _NEAR), -1):
        if tokens[k].kind == MARK and tokens[k].text != "、":
            return False
        if tokens[k].text in ("将", "把"):
            return k < i - 1
    return False
