"""A stretch of the text → its tokens and its sentences, and those of a sentence → its clauses."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from pipeline.lexicon.words import MODAL, VERB, Flag, words
from pipeline.model.notice import Deadline, Frequency
from pipeline.model.text import Quote, Span, Text
from pipeline.stages.obligations.carrying.state import CLAUSE_ENDS
from pipeline.stages.obligations.tokens import BRACKET, MARK, WORD, Token, clause_end, tokenise

_HOW = "大高快好强多低少长"
_HOW_IT_DEVELOPS = frozenset(["增长", "稳定增长", "改善", "提升", "下降", "突出", "明显", "显著"])
_DEMANDS = Flag.OBLIGATION | Flag.PROHIBITION | Flag.PERMISSION | Flag.LIGHT_FRAME
_OPENING = frozenset(["对", "就"])
_FOLLOWED = frozenset(["遵循", "坚持", "贯彻", "实行"])
_PRINCIPLES = frozenset(["原则", "方针"])
_HANDLING = frozenset(["依法", "取消", "扣除", "停止", "予以", "给予", "依照", "按照", "按", "由", "将"])
_UNHEEDED = frozenset(["逾期", "拒不", "拒绝", "屡教不改", "整改不到位"])
"""逾期未完成的|依法予以关停: what is done in the case, though no comma ends it."""
_VIEWS = frozenset(["高度", "角度"])
_BY = frozenset(["通过", "采取", "采用", "运用", "利用", "借助", "以"])
_MANY_CLAUSES = 6
"""Clauses over which a list of ways goes on at most."""
_FROM = frozenset(["从", "站在"])
_NO_THING = MODAL | Flag.PREPOSITION | Flag.ADVERB | Flag.JOINER | Flag.PURE
_CLOSING = frozenset("。！？!?")
_LONGEST = 300
"""Tokens of a clause, four times what any notice has: a longer one is cut, since many questions look to its end.

So far at most, too, is looked for the word with which a clause would go on over its commas."""

_LONGEST_SENTENCE = 5_000
"""Tokens of a sentence, far more than any notice has: a longer one ends at a comma, so that what is dense is told."""
_STRICT = frozenset(["不得", "应当", "应", "必须", "须", "需", "一律", "不予", "不准", "严禁", "禁止"])
_FOR_EASE = frozenset(["以便", "以便于", "以免", "以防"])
_ANEW = _STRICT | _HANDLING | _FOR_EASE | {"请"}


class Splitter:
    """What cuts stretches of one text; the words of its frequencies and deadlines are one token each."""

    def __init__(self, text: Text, frequencies: Sequence[Frequency], deadlines: Sequence[Deadline]) -> None:
        quotes: list[Quote] = [q for f in frequencies for q in f.words] + [d.place for d in deadlines]
        self._text = text
        self._times = sorted({(q.char_start, q.char_end) for q in quotes})
        self._starts = [start for start, _ in self._times]

    def tokens(self, span: Span) -> list[Token]:
        """The tokens of the stretch."""
        first = bisect_left(self._starts, span.start)
        last = bisect_right(self._starts, span.end - 1)
        return tokenise(self._text[span], span.start, [Span(*t) for t in self._times[first:last]])

    def sentences(self, span: Span) -> Iterator[list[Token]]:
        """The sentences of the stretch."""
        return split_sentences(self.tokens(span))


def split_sentences(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Runs of tokens up to and with 。！？; very long ones up to a comma."""
    start = 0
    for i, token in enumerate(tokens, 1):
        if token.kind == MARK and (
            token.text in _CLOSING or (i - start > _LONGEST_SENTENCE and token.text in ("，", "；", ",", ";"))
        ):
            yield list(tokens[start:i])
            start = i
    if start < len(tokens):
        yield list(tokens[start:])


def split_clauses(tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """(start, end, closing mark) of each clause."""
    start = 0
    texts = {token.text for token in tokens}
    lists, ruled = "等" in texts and not _OPENING.isdisjoint(texts), not _PRINCIPLES.isdisjoint(texts)
    ways = "等" in texts and not _BY.isdisjoint(texts) and not words("clauses", "way").isdisjoint(texts)
    height = not _VIEWS.isdisjoint(texts) and not _FROM.isdisjoint(texts)
    for i, token in enumerate(tokens):
        if token.kind == MARK and token.text in CLAUSE_ENDS:
            comma = token.text in ("，", ",") and i - start < _LONGEST
            if comma and tokens[start].text == "对" and _describes_on(tokens, start, i):
                continue
            if comma and lists and _lists_on(tokens, start, i):
                continue
            if comma and ruled and _principles_on(tokens, start, i):
                continue
            if comma and height and _views_on(tokens, start, i):
                continue
            if comma and ways and _ways_on(tokens, start, i):
                continue
            if i > start:
                yield start, i, token.text
            start = i + 1
        elif i - start == _LONGEST or (token.text in _ANEW and _opens_anew(tokens, start, i)):
            yield start, i, "，"
            start = i
    if start < len(tokens):
        yield start, len(tokens), ""


def _opens_anew(tokens: Sequence[Token], start: int, i: int) -> bool:
    """Whether a clause begins here that no comma parts from the one before."""
    if tokens[i].text == "请":
        return i > start and _asks_somebody(tokens, start, i)
    if tokens[i].text in _FOR_EASE:
        return i > start + 1 and all(t.text != "的" for t in tokens[i : clause_end(tokens, i)])
    if tokens[i].text in _HANDLING and i > start + 1 and tokens[i - 1].text == "的":
        heedless = tokens[start].text in _UNHEEDED or tokens[i - 2].text in ("不合格", "合格", "未检")
        return heedless and not any(t.flags & MODAL for t in tokens[start:i])
    if tokens[i].text not in _STRICT or i <= start + 1:
        return False
    return _is_of_case(tokens, start, i) or _forbids_besides(tokens, start, i)


def _describes_on(tokens: Sequence[Token], start: int, comma: int) -> bool:
    """对工程推进快，水质改善的市，: whether what 对 opens goes on over the comma to the noun that both describe.

    The first clause ends with how something is and holds no 的; the second closes with 的 and the name of somebody.
    """
    last = tokens[comma - 1]
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
    for k in range(comma + 1, min(len(tokens), comma + _LONGEST)):
        aside = tokens[k].flags & Flag.PREPOSITION and not tokens[k].flags & (Flag.LIST_JOINER | VERB)
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


def _ways_on(tokens: Sequence[Token], start: int, comma: int) -> bool:
    """通过定期调度，督导检查，现场调研等方式，: whether what says in which ways goes on over the comma to 等方式.

    No clause up to there has a way, a modal or a preposition of its own.
    """
    at = next((k for k in range(start, comma) if tokens[k].text in _BY), None)
    if at is None or (at > start and not tokens[at - 1].flags & (MODAL | Flag.BODY)):
        return False
    clauses = 0
    for k in range(at + 1, min(len(tokens), comma + _LONGEST)):
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

    Up to a light verb behind 等 every clause begins with a noun or with what describes one.
    """
    at = next((k for k in range(start + 1, comma) if tokens[k].text in _OPENING), None)
    if at is None or not tokens[at - 1].flags & MODAL or any(t.flags & _DEMANDS for t in tokens[at:comma]):
        return False
    closed = False
    for k in range(comma + 1, min(len(tokens), comma + _LONGEST)):
        token = tokens[k]
        if token.flags & _DEMANDS:
            return closed
        if tokens[k - 1].kind == MARK and tokens[k - 1].text != "、" and token.flags & _NO_THING:
            return False
        if token.kind == MARK and token.text not in ("、", "，", ","):
            return False
        closed = closed or token.text == "等"
    return False


def _asks_somebody(tokens: Sequence[Token], start: int, i: int) -> bool:
    """有关报表请各单位于五月报送: behind a thing, who is asked to do something with it."""
    thing = tokens[i - 1]
    if thing.kind != WORD or thing.flags & (_NO_THING | Flag.BODY | VERB) or i + 2 >= len(tokens):
        return False
    if any(t.flags & _DEMANDS for t in tokens[start:i]):
        return False
    asked = tokens[i + 1]
    return asked.text in ("各", "有关", "相关", "与") or bool(asked.flags & Flag.BODY)


def _forbids_besides(tokens: Sequence[Token], start: int, i: int) -> bool:
    """必须如实报告不得隐瞒: behind a modal, how and a verb, what must not be done; no comma parts the two."""
    if tokens[i].text not in ("不得", "严禁", "不准") or i < start + 3 or i + 1 >= len(tokens):
        return False
    how, deed = tokens[i - 2], tokens[i - 1]
    if not how.flags & Flag.ADVERB or how.flags & VERB or not deed.flags & VERB or not tokens[i + 1].flags & VERB:
        return False
    return any(token.flags & Flag.OBLIGATION for token in tokens[start : i - 2])


def _is_of_case(tokens: Sequence[Token], start: int, i: int) -> bool:
    """未经批准的不得外出: whether a modal says what is to be done in a case that no comma ends."""
    if tokens[i - 1].text != "的" or tokens[start].flags & Flag.PREPOSITION:
        return False
    if tokens[i].text == "需" and not (i + 1 < len(tokens) and tokens[i + 1].text in ("经", "由", "向", "按")):
        return False
    barred = MODAL | Flag.PREPOSITION if tokens[i].text == "不予" else MODAL
    return not any(token.flags & barred for token in tokens[start:i])
