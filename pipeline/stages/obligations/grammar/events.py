"""Where what happens, or when, ends that opens a clause without a preposition (发现险情立即…, 责任人变更时移交…)."""

from __future__ import annotations

from pipeline.lexicon.words import GOVERNING, MODAL, VERB, Flag, words
from pipeline.model.text import Span
from pipeline.stages.obligations.frames import span_of
from pipeline.stages.obligations.grammar.counted import says_when
from pipeline.stages.obligations.grammar.kinds import FRONTING, Tokens, is_body, is_noun, is_verb
from pipeline.stages.obligations.grammar.positions import opens, predicate_follows
from pipeline.stages.obligations.grammar.subjects import subject_end
from pipeline.stages.obligations.tokens import BRACKET, TIME, WORD, Token

_ENDING = frozenset(["取消", "废除", "停止", "杜绝", "防止", "避免"])
"""取消毕业生离校后到机构报到: what is ended is a deed with its occasion, so that the verb itself is no occasion."""
IF = frozenset(["如", "如果", "若", "倘若", "假如", "一旦"])

_CLOSING = frozenset(["将", "把", "期间", "途中", "期内", "报", "时", "后", "前"])
_UNDER = ("情况下", "条件下", "前提下", "状态下")
"""紧急情况下立即报告: under which circumstances, which is no thing to report."""


def happening_end(tokens: Tokens, i: int, end: int) -> tuple[int, int] | None:
    """发现险情立即启动预案, 一旦发现立即查处: the verb of what happens, and where what is to be done begins."""
    verb = i + (tokens[i].text in IF and i + 1 < end)
    if verb > i and tokens[verb].text == "有":
        return _should_there_be(tokens, verb, end)
    if tokens[verb].text not in words("predicates", "happening") or (
        verb + 1 < end and tokens[verb + 1].text in ("、", "的")
    ):
        return None
    for k in range(verb + 2, end):
        if tokens[k].text in ("时", "后") and k + 1 < end and somebody_acts(tokens, k, end):
            return verb, k + 1
        if is_verb(tokens[k]) and k + 2 < end and _is_soon(tokens[k + 1]):
            continue
        if is_noun(tokens[k - 1]) and (opens(tokens, k, end) or _acts_with(tokens, k, end)):
            undone = tokens[k - 1].flags & Flag.NEGATION or tokens[k - 1].text in words("predicates", "cannot")
            return None if undone else (verb, k)
    return None


def _is_soon(token: Token) -> bool:
    """发现设备损坏立即报修: what stands before it has happened, and nothing else."""
    return token.text in words("clauses", "between") or (token.kind == TIME and token.text in ("立即", "立刻", "马上"))


def _acts_with(tokens: Tokens, k: int, end: int) -> bool:
    """发现缺勤及时与家长联系: how soon, with whom, and the verb that closes the clause."""
    soon = tokens[k].text in words("clauses", "between") and k + 2 < end
    return soon and tokens[k + 1].text in ("与", "和", "同", "跟") and is_verb(tokens[end - 1])


def _should_there_be(tokens: Tokens, verb: int, end: int) -> tuple[int, int] | None:
    """如有异常及时报告: behind what there may be, how soon or how, and the verb."""
    for k in range(verb + 2, end - 1):
        if tokens[k].text == "的":
            return None
        soon = tokens[k].kind == TIME or tokens[k].text in words("clauses", "between")
        if soon and (k == verb + 2 or is_noun(tokens[k - 1])) and is_verb(tokens[k + 1]):
            return verb, k
    return None


def what_happens(tokens: Tokens, verb: int, stop: int) -> Span | None:
    """发现险情立即…: what is found; what there may be (如有异常) is acted upon by nobody."""
    if tokens[verb].text == "有":
        return None
    return span_of(tokens, verb + 1, stop - (tokens[stop - 1].text in ("时", "后", "前")))


def _acts_before(tokens: Tokens, i: int, k: int) -> bool:
    """护士长安排好春节期间保洁员工作: somebody and a plain verb that governs what stands before 期间."""
    return any(tokens[m].flags & Flag.PURE and is_body(tokens, m - 1) for m in range(i + 1, k - 1))


def says_moment(tokens: Tokens, i: int, end: int) -> bool:
    """汛期每天巡查, 汛前组织演练: a word that says when, and no noun right behind it."""
    following = tokens[i + 1] if i + 1 < end else None
    return following is not None and (
        following.kind == TIME or bool(following.flags & (VERB | MODAL | Flag.ADVERB | Flag.PREPOSITION))
    )


def occasion_end(tokens: Tokens, i: int, end: int) -> int | None:
    """管理责任人变更时移交…: where an occasion that opens the clause without a preposition ends."""
    if i + 1 < end and tokens[i + 1].flags & Flag.BODY and tokens[i].text in words("predicates", "telling"):
        return None
    if tokens[i].text in words("predicates", "doing_well"):
        return None
    if tokens[i].text.endswith("期间") and i + 1 < end and tokens[i + 1].text != "的":
        return i + 1
    plain = tokens[i].flags & Flag.PURE
    governs = tokens[i].flags & (GOVERNING | Flag.CHAINING) or tokens[i].text in _ENDING
    for k in range(i + 1, end - 1):
        text = tokens[k].text
        if not governs and text not in _CLOSING and text[-1] != "下" and tokens[k].kind != TIME:
            continue
        if text in FRONTING:
            return None
        within = text in ("期间", "途中") and tokens[k + 1].kind in (BRACKET, WORD, TIME) and tokens[k + 1].text != "的"
        if within and not _acts_before(tokens, i, k):
            follows = predicate_follows(tokens, k + 1, end)
            return k + 1 if follows or (text == "期间" and not plain) else None
        if (governs and not (k == i + 1 and text in ("时", "后", "前"))) or tokens[k].kind == TIME:
            return None
        if text == "期内" and (not plain or k == i + 1):
            return k + 1
        if text == "报" and any(is_verb(t) for t in tokens[i:k]):
            return None
        if text[-1] == "下" and (tokens[k - 1].text + text).endswith(_UNDER) and not plain:
            return k + 1 if predicate_follows(tokens, k + 1, end) else None
        if k > i + 1 and is_body(tokens, k - 2) and says_when(tokens, k - 1, end):
            return None
        if text in ("时", "后", "前") and (
            not plain or is_verb(tokens[k - 1]) or tokens[k - 1].text in words("clauses", "ending")
        ):
            return k + 1 if predicate_follows(tokens, k + 1, end) or somebody_acts(tokens, k, end) else None
    return None


def somebody_acts(tokens: Tokens, k: int, end: int) -> bool:
    """手术结束后医护人员清点器械: behind the occasion a name, and what somebody does."""
    return tokens[k + 1].text != "的" and subject_end(tokens, k + 1, end) is not None


def event_span(tokens: Tokens, i: int, end: int) -> Span | None:
    """发现险情后: what is found, without the words that say that and when."""
    i += 1
    while i < end and tokens[i].text in ("有", "存在", "到"):
        i += 1
    while end > i and tokens[end - 1].text in ("的", "时", "后", "前"):
        end -= 1
    return span_of(tokens, i, end)
