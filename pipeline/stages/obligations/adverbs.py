"""Words with 地 that say how (因地制宜地, 有计划地), and 24小时 before a verb, are adverbs, one token each."""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag, words
from pipeline.stages.obligations.tokens import MARK, WORD, Token

_ENDINGS = frozenset(["地", "性地"])
_TO_PLACES = frozenset(["深入基层", "深入群众", "深入实际", "深入生活", "深入一线"])
SIGNS = _ENDINGS | _TO_PLACES | {"小时", "深入", "单独", "独立", "同"}
"""A sentence without any of these holds nothing to be joined."""
_NEVER = MODAL | Flag.PREPOSITION | Flag.BODY | Flag.NEGATION
_HAS = frozenset(["有", "无", "分", "不", "毫无"])
"""What makes a manner of a noun or verb behind it: 有|计划|地, 分|阶段|地."""


def join_adverbs(tokens: list[Token]) -> list[Token]:
    """The tokens with each word before 地, and what belongs to it, joined to it, where a predicate follows."""
    texts = {token.text for token in tokens}
    if "小时" in texts:
        _join_hours(tokens)
    if "深入" in texts:
        _go_deep(tokens)
    if "单独" in texts or "独立" in texts:
        _join_either(tokens)
    if "同" in texts:
        _join_alike(tokens)
    if not _TO_PLACES.isdisjoint(texts):
        _go_there(tokens)
    if _ENDINGS.isdisjoint(texts):
        return tokens
    i = 1
    while i + 1 < len(tokens):
        if tokens[i].text in _ENDINGS and _says_how(tokens, i):
            begin = _begin(tokens, i - 1)
            text = "".join(token.text for token in tokens[begin : i + 1])
            tokens[begin : i + 1] = [Token(tokens[begin].start, tokens[i].end, text, WORD, Flag.ADVERB)]
            i = begin
        i += 1
    return tokens


def _join_hours(tokens: list[Token]) -> None:
    """保安员24小时值班, 必须24小时专人值守, ，24小时监测水位: how long, before a verb that is no part of a name."""
    for i in range(len(tokens) - 3, -1, -1):
        number, hours = tokens[i], tokens[i + 1]
        if hours.text != "小时" or number.text not in ("24", "二十四") or not _opens(tokens, i):
            continue
        stop = k = i + 2 + (tokens[i + 2].text == "专人" and i + 3 < len(tokens))
        while k + 1 < len(tokens) and _is_like(tokens[k]):
            k += 1
        verb = tokens[k]
        names = k + 1 < len(tokens) and not verb.flags & Flag.PURE and _goes_with(tokens[k + 1])
        if verb.flags & VERB and not verb.flags & Flag.LOCALIZER and not names:
            text = "".join(token.text for token in tokens[i:stop])
            tokens[i:stop] = [Token(number.start, tokens[stop - 1].end, text, WORD, Flag.ADVERB)]


def _go_deep(tokens: list[Token]) -> None:
    """深入生产一线、深入困难群众。: with nothing done there, going there is what is to be done."""
    for i, token in enumerate(tokens[:-2]):
        if token.text != "深入":
            continue
        k = i + 1
        while tokens[k].kind == WORD and not tokens[k].flags & (VERB | _NEVER & ~Flag.BODY | Flag.ADVERB):
            k += 1 + (tokens[k + 1].text == "、" and tokens[k + 2 : k + 3] != [] and tokens[k + 2].text[:2] != "深入")
            if k >= len(tokens):
                return
        if k > i + 1 and tokens[k].kind == MARK and tokens[k].text not in "，,":
            tokens[i] = token.flagged(Flag.PURE)


def _join_either(tokens: list[Token]) -> None:
    """单独或者联合投保: alone or with others, before a verb."""
    for i in range(len(tokens) - 4, -1, -1):
        alone, joins, others, verb = tokens[i : i + 4]
        either = (
            alone.text in ("单独", "独立") and joins.text in ("或", "或者", "、") and others.text in ("联合", "共同")
        )
        if either and verb.flags & VERB:
            text = alone.text + joins.text + others.text
            tokens[i : i + 3] = [Token(alone.start, others.end, text, WORD, Flag.ADVERB)]


def _join_alike(tokens: list[Token]) -> None:
    """同谋划、同部署、同推进: at least two verbs in a row, 同 before each."""
    alike = {i for i in range(len(tokens) - 1) if tokens[i].text == "同" and tokens[i + 1].flags & VERB}
    for i in alike:
        if (i + 3 in alike and tokens[i + 2].text == "、") or (i - 3 in alike and tokens[i - 1].text == "、"):
            tokens[i] = tokens[i].flagged(Flag.ADVERB)


def _go_there(tokens: list[Token]) -> None:
    """带头深入基层调研: before what is done there, where one goes says how."""
    for i in range(len(tokens) - 1):
        if tokens[i].text in _TO_PLACES and tokens[i + 1].flags & VERB:
            tokens[i] = tokens[i].flagged(Flag.ADVERB)


def _opens(tokens: list[Token], i: int) -> bool:
    """Whether somebody, a modal or nothing stands before what may say how long."""
    if i == 0 or (tokens[i - 1].kind == MARK and tokens[i - 1].text != "、"):
        return True
    return bool(tokens[i - 1].flags & (Flag.BODY | MODAL))


def _goes_with(noun: Token) -> bool:
    """24小时值班|电话, 24小时值班|制度: what makes a name of the verb before it."""
    lists = ("tail", "thing_tail", "compound_head")
    return noun.text in ("电话", "热线") or any(noun.text in words("predicates", name) for name in lists)


def _says_how(tokens: list[Token], i: int) -> bool:
    before, behind = tokens[i - 1], tokens[i + 1]
    if before.kind != WORD or behind.kind != WORD or not behind.flags & (VERB | Flag.ADVERB | Flag.PREPOSITION):
        return False
    if not behind.flags & (VERB | Flag.ADVERB):
        return tokens[i].text == "地" and _is_like(before)
    if tokens[i].text == "性地" or before.flags & Flag.ADVERB:
        return True
    if i > 1 and tokens[i - 2].text in _HAS:
        return not before.flags & _NEVER
    if i > 2 and tokens[i - 2].text == "、" and _is_like(tokens[i - 3]) and before.flags in (0, Flag.UNKNOWN_VERB):
        return True
    return before.flags in (0, Flag.GUESSED) and (
        before.text[0] in "有无分不全多" or before.text[-1] in "性然" or len(before.text) > 3
    )


def _begin(tokens: list[Token], last: int) -> int:
    """Where what is said begins: 有|计划, 有步骤、分阶段."""
    first = last
    if (first > 0 and tokens[first - 1].text in _HAS) or (
        tokens[last].flags & Flag.ADVERB and first > 0 and _is_like(tokens[first - 1])
    ):
        first -= 1
    if first > 1 and tokens[first - 1].kind == MARK and tokens[first - 1].text == "、":
        before = tokens[first - 2]
        if _is_like(before) or before.text[0] in "有无分" or (first > 2 and tokens[first - 3].text in _HAS):
            return _begin(tokens, first - 2)
    return first


def _is_like(token: Token) -> bool:
    """科学|严密, 及时|有效: adverbs only."""
    return bool(token.flags & Flag.ADVERB) and not token.flags & (VERB | MODAL | Flag.PREPOSITION)
