"""A stretch of the text → its tokens and its sentences, and those of a sentence → its clauses."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set

from pipeline.lexicon.words import MODAL, VERB, Flag, is_name
from pipeline.model.notice import Deadline, Frequency
from pipeline.model.text import Quote, Span, Text
from pipeline.stages.obligations.carrying.state import CLAUSE_ENDS
from pipeline.stages.obligations.over_commas import LONGEST_CLAUSE, questions
from pipeline.stages.obligations.tokens import MARK, WORD, Token, clause_end, tokenise

_DEMANDS = Flag.OBLIGATION | Flag.PROHIBITION | Flag.PERMISSION | Flag.LIGHT_FRAME
_HANDLING = frozenset(["依法", "取消", "扣除", "停止", "予以", "给予", "依照", "按照", "按", "由", "将"])
_UNHEEDED = frozenset(["逾期", "拒不", "拒绝", "屡教不改", "整改不到位"])
"""逾期未完成的|依法予以关停: what is done in the case, though no comma ends it."""
_MEETING = frozenset(["符合", "不符合", "不符", "满足", "达到", "达不到"])
"""符合条件的|予以办理: a case that no comma ends either."""
_BY_RULE = frozenset(["按", "按照", "由", "根据", "应"])
"""确需外出的|请提前报告: a case that no comma ends, unless one of these opens what stands before 的."""
_NO_THING = MODAL | Flag.PREPOSITION | Flag.ADVERB | Flag.JOINER | Flag.PURE
_LONGEST_DEED = 12
_CLOSING = frozenset("。！？!?")
_LONGEST_SENTENCE = 5_000
"""Tokens of a sentence, far more than any notice has: a longer one ends at a comma, so that what is dense is told."""
_STRICT = frozenset(["不得", "应当", "应", "必须", "须", "需", "一律", "不予", "不准", "严禁", "禁止"])
_FOR_EASE = frozenset(["以便", "以便于", "以免", "以防"])
_OR = frozenset(["或者", "或"])
_ABLE = frozenset(["能", "能够", "可以", "可"])
"""能立即整改的|立即整改: a case that no comma ends, and what is done in it at once or by when."""
_DENIED = frozenset(["不", "未", "无法", "不能", "逾期", "发现", "存在", "确需", "需要"])
_PROMPT = frozenset(["立即", "限期", "及时", "马上", "当场"])
_ANEW = {"要"} | _PROMPT | _STRICT | _HANDLING | _FOR_EASE | _OR | {"请"}


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


def split_clauses(tokens: Sequence[Token], texts: Set[str]) -> Iterator[tuple[int, int, str]]:
    """(start, end, closing mark) of each clause of a sentence; `texts` is what its tokens say."""
    start = 0
    going_on = questions(texts)
    acts = "由" in texts or "经" in texts or "一律" in texts
    for i, token in enumerate(tokens):
        text = token.text
        if token.kind == MARK and text in CLAUSE_ENDS:
            comma = going_on and text in ("，", ",") and i - start < LONGEST_CLAUSE
            if comma and any(ask(tokens, start, i) for ask in going_on):
                continue
            if i > start:
                yield start, i, text
            start = i + 1
        elif acts and text == "、" and (_next_acts(tokens, start, i) or _all_again(tokens, i)):
            yield start, i, "，"
            start = i + 1
        elif i - start == LONGEST_CLAUSE or (text in _ANEW and _opens_anew(tokens, start, i)):
            yield start, i, "，"
            start = i
    if start < len(tokens):
        yield start, len(tokens), ""


def _opens_anew(tokens: Sequence[Token], start: int, i: int) -> bool:
    """Whether a clause begins here that no comma parts from the one before."""
    if tokens[i].text == "请":
        of_case = i > start + 1 and tokens[i - 1].text == "的" and tokens[start].text not in _BY_RULE
        return of_case or (i > start and _asks_somebody(tokens, start, i))
    if tokens[i].text in _FOR_EASE:
        goes_on = i > start + 1 and tokens[i - 1].kind != MARK
        return goes_on and all(t.text != "的" for t in tokens[i : clause_end(tokens, i)])
    if tokens[i].text in _HANDLING and i > start + 1 and tokens[i - 1].text == "的":
        heedless = tokens[start].text in _UNHEEDED or tokens[i - 2].text in ("不合格", "合格", "未检")
        heedless = heedless or tokens[start + (tokens[start].text == "不")].text in _MEETING
        return heedless and not any(t.flags & MODAL for t in tokens[start:i])
    if tokens[i].text in _OR:
        return _or_after(tokens, start, i)
    if tokens[i].text in _PROMPT:
        return tokens[i - 1].text == "的" and i > start + 2 and tokens[start].text in _DENIED | _ABLE
    if tokens[i].text == "要":
        return tokens[start].text in _DENIED and i > start + 1 and _is_of_case(tokens, start + 1, i)
    if tokens[i].text not in _STRICT or i <= start + 1:
        return False
    return _is_of_case(tokens, start, i) or _forbids_besides(tokens, start, i)


def _next_acts(tokens: Sequence[Token], start: int, i: int) -> bool:
    """由社区初审、街道复核: behind 由, somebody and what he does, somebody else and nothing but what that one does."""
    first = _before_deed(tokens, start, i)
    name = first
    while name > start and tokens[name - 1].kind == WORD and not tokens[name - 1].flags & (_NO_THING | VERB):
        name -= 1
    opened = tokens[name - 1].text in ("由", "经") if name > start else start > 1 and tokens[start - 1].text == "、"
    if not opened or first == i or name == first or not is_name(tokens[first - 1].text):
        return False
    if name > start and tokens[name - 1].text == "经":
        clause = tokens[i : clause_end(tokens, i)][:LONGEST_CLAUSE]
        if any(t.flags & (MODAL | Flag.LOCALIZER) or t.text == "的" for t in clause) or not clause[-1].flags & VERB:
            return False
    end = next((k for k in range(i + 1, min(len(tokens), i + _LONGEST_DEED)) if tokens[k].kind == MARK), i)
    deed = _before_deed(tokens, i + 1, end)
    named = i + 1 < deed < end and is_name(tokens[deed - 1].text)
    return named and not any(t.flags & (_NO_THING | VERB) for t in tokens[i + 1 : deed])


def _all_again(tokens: Sequence[Token], i: int) -> bool:
    """能减的环节一律减掉、能合的事项一律合并: on both sides of 、 what is done with all of a thing."""
    if i < 2 or tokens[i - 2].text != "一律" or not tokens[i - 1].flags & VERB:
        return False
    near = tokens[i + 1 : i + _LONGEST_DEED]
    stop = next((k for k, t in enumerate(near) if t.text in CLAUSE_ENDS), len(near))
    return any(t.text == "一律" for t in near[:stop])


def _before_deed(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where the verbs, and how, begin that end here: 组织 is one of them before another, else it may end a name."""
    k = end
    while k > start and tokens[k - 1].flags & (VERB | Flag.ADVERB) and (k < end or not tokens[k - 1].flags & Flag.BODY):
        k -= 1
    return k


def _or_after(tokens: Sequence[Token], start: int, i: int) -> bool:
    """有权停止作业或者在采取措施后，撤离: behind a modal with its verb, or when something else may be done."""
    end = next((k for k in range(i, min(len(tokens), i + LONGEST_CLAUSE)) if tokens[k].text in CLAUSE_ENDS), None)
    if end is None or tokens[end].text not in ("，", ",") or tokens[end - 1].text not in ("后", "之后", "以后"):
        return False
    modal = next((k for k in range(start, i) if tokens[k].flags & MODAL), None)
    return (
        modal is not None and tokens[i + 1].text in ("在", "待") and any(t.flags & VERB for t in tokens[modal + 1 : i])
    )


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
