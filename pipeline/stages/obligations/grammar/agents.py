"""Who acts that stands behind what is acted upon (X由Y负责, 经Y批准)."""

from __future__ import annotations

from pipeline.lexicon.words import GOVERNING, MODAL, VERB, Flag, words
from pipeline.model.text import Span
from pipeline.stages.obligations.frames import Adverbial, Setting, span_of
from pipeline.stages.obligations.grammar.adverbials import adverbial_role
from pipeline.stages.obligations.grammar.companions import stands_for
from pipeline.stages.obligations.grammar.how import each_does_so
from pipeline.stages.obligations.grammar.kinds import (
    FRONTING,
    Tokens,
    is_body,
    is_list_joiner,
    is_noun,
    is_verb,
)
from pipeline.stages.obligations.grammar.positions import is_adverb_here, opens
from pipeline.stages.obligations.grammar.subjects import subject_end
from pipeline.stages.obligations.grammar.worth import AGENT_WORDS
from pipeline.stages.obligations.tokens import BRACKET, MARK, TIME, find_any

_GOING_TO = frozenset(["到", "赴", "向", "按", "按照"])
_LEADING_TO = frozenset(["至", "到", "为", "成"])


def agent_position(tokens: Tokens, i: int, end: int) -> int | None:
    found = _alone_position(tokens, i, end)
    return found if found is not None else _thing_and_agent(tokens, i, end)


def _alone_position(tokens: Tokens, i: int, end: int) -> int | None:
    """遗体搬运由殡仪馆负责: where 由 stands behind a thing, before somebody and verbs without an object.

    So does 有 before 专人, and 有人 alone (库房有专人看守, 路口有人值守).
    """
    k = find_any(tokens, AGENT_WORDS, i + 1, end - 1)
    if k is not None and tokens[k].text == "有人":
        alone = k + 2 == end and is_verb(tokens[k + 1]) and is_noun(tokens[k - 1]) and not is_verb(tokens[k - 1])
        return k if alone else None
    if k is not None and tokens[k].text == "专人" and tokens[k - 1].text != "有":
        things = (is_noun(t) and not t.flags & (VERB | MODAL | Flag.BODY | Flag.ADVERB) for t in tokens[i:k])
        deeds = (is_verb(t) or is_list_joiner(t) for t in tokens[k + 1 : end])
        return k if all(things) and all(deeds) else None
    if k is None or k + 2 >= end or (tokens[k].text == "有" and tokens[k + 1].text != "专人"):
        return None
    if any(tokens[m].text in FRONTING or _is_modal(tokens, m) for m in range(i, k)):
        return None
    lasts = tokens[k - 1].kind == TIME or tokens[k - 1].text in ("以内", "以上", "以下")
    lasts = lasts or tokens[k - 1].text == "的"
    if not (lasts or is_noun(tokens[k - 1]) or tokens[k - 1].flags & Flag.ADVERB) or not is_verb(tokens[end - 1]):
        return None
    ends = [stop for stop in (subject_end(tokens, k + 1, end), agent_end(tokens, k, end)) if stop]
    last_alone = tokens[end - 1].flags & Flag.FOOTING_HEAD and is_body(tokens, end - 2)
    first = min(ends, default=end - 1 if last_alone else None)
    if first is None or not is_body(tokens, first - 1):
        return None
    while first < end - 1 and tokens[first].flags & Flag.ADVERB and tokens[first + 1].text in _GOING_TO:
        first += 1
    if tokens[first].flags & Flag.PREPOSITION:
        first = _behind_adverbial(tokens, first, end)
    acts = (is_verb(t) or is_list_joiner(t) or t.kind == TIME or t.flags & Flag.ADVERB for t in tokens[first:end])
    return k if all(acts) else None


def _thing_and_agent(tokens: Tokens, i: int, end: int) -> int | None:
    """从事运输的车辆由交通部门核发证件: where 由 stands behind a thing, its attribute a deed, before who acts."""
    if not tokens[i].flags & VERB or tokens[i].flags & GOVERNING:
        return None
    k = next((k for k in range(i + 4, end - 3) if tokens[k].text == "由"), None)
    of = next((m for m in range(k - 2, i + 1, -1) if tokens[m].text == "的"), None) if k else None
    if k is None or of is None or not is_noun(tokens[k - 1]) or is_body(tokens, k - 1):
        return None
    plain = not any(t.flags & (VERB | MODAL | Flag.PREPOSITION) or t.kind == MARK for t in tokens[of + 1 : k])
    stop = agent_end(tokens, k, end) if plain else None
    return k if stop is not None and tokens[stop].flags & Flag.PURE else None


def _behind_adverbial(tokens: Tokens, i: int, end: int) -> int:
    """由X会同Y另行制定, 由X按照规定分配: where the verbs that end the clause begin behind with whom or by what."""
    last = end
    while last > i and (is_verb(t := tokens[last - 1]) or is_list_joiner(t) or t.flags & Flag.ADVERB):
        last -= 1
    closes = is_body(tokens, last - 1) or tokens[last - 1].flags & (Flag.FOOTING_HEAD | Flag.LOCALIZER)
    closes = closes or tokens[last - 1].kind == TIME
    return last if last < end and closes else i


def _is_modal(tokens: Tokens, m: int) -> bool:
    """所需费用由X承担: 需 behind 所 is none."""
    return bool(tokens[m].flags & MODAL) and (m == 0 or tokens[m - 1].text != "所")


def add_adverbial(tokens: Tokens, i: int, adverbial: Adverbial, stop: int, here: Setting) -> None:
    """由X and 经X name who acts; everything else says how, when or in which respect."""
    close = _agent_end(tokens, i, stop) if tokens[i].text == "由" else i
    if close > i + 1 and not _is_origin(tokens, i, close):
        here.displaced = None if here.agent else here.subject
        here.subject = span_of(tokens, i + 1, close)
        here.agent = True
        if close < stop:
            behind = Span(tokens[close].start, tokens[stop - 1].end)
            here.adverbials.append(Adverbial(adverbial_role(tokens, close, stop), behind))
    elif adverbial.span.end > tokens[i].end:
        here.adverbials.append(adverbial)


def agent_end(tokens: Tokens, i: int, end: int) -> int | None:
    """由X根据Y V, 由X审查并V, 由X协商解决: where the name of the agent behind 由 ends; None where no name does."""
    for k in range(i + 2, end):
        token = tokens[k]
        if token.text == "由":
            return None
        if not is_noun(tokens[k - 1]) or not (is_body(tokens, k - 1) or each_does_so(tokens, k, end)):
            continue
        if is_list_joiner(token) or token.text in ("的", "等", "所") or token.kind == BRACKET:
            continue
        if k + 1 < end and stands_for(tokens, k):
            return k
        done = is_verb(token) and k + 1 < end and tokens[k + 1].text in ("后", "之后", "以后")
        if token.kind == TIME or token.flags & Flag.PREPOSITION or done or opens(tokens, k, end):
            return None if _leads_to(tokens, k) else k
        if token.flags & Flag.ADVERB and not token.flags & VERB:
            deed = tokens[k + 1] if k + 2 == end else token
            if k + 2 < end and tokens[k + 1].flags & Flag.ADVERB and is_verb(tokens[k + 2]):
                return k
            alone = is_verb(deed) and (
                token.text in ("统一", "集中") or deed.text not in words("predicates", "topical")
            )
            if alone or is_adverb_here(tokens, k, end) or (k + 1 < end and tokens[k + 1].flags & Flag.PREPOSITION):
                return k
        elif token.flags & (Flag.DIRECTED | Flag.ADDRESSING) and k + 1 < end and _is_told(tokens, k, end):
            return k
        elif _does_first(tokens, k, end):
            return None if any(t.text == "的" for t in tokens[k:end]) else k
    return None


def _is_told(tokens: Tokens, k: int, end: int) -> bool:
    """由X通知Y接运, 由X报告人力资源部门: right behind the verb, or as all of its clause, a name."""
    return bool(tokens[k + 1].flags & Flag.BODY) or (tokens[k].text == "报告" and is_body(tokens, end - 1))


def _does_first(tokens: Tokens, k: int, end: int) -> bool:
    """由X审查并V, 由X协商解决: the first of two verbs, a joiner between them or the second a plain one."""
    if not tokens[k].flags & VERB or k + 1 >= end:
        return False
    if tokens[k].flags & Flag.NOMINAL and not tokens[k].flags & Flag.BODY and tokens[k + 1].flags & Flag.PURE:
        return True
    if tokens[k - 1].text == "专人" and is_list_joiner(tokens[k + 1]):
        return is_verb(tokens[end - 1])
    return k + 2 < end and is_list_joiner(tokens[k + 1]) and (is_verb(tokens[k + 2]) or tokens[k + 2].text == "由")


def _leads_to(tokens: Tokens, k: int) -> bool:
    """由毕业生扩展至青年: from whom to whom."""
    return is_verb(tokens[k]) and k + 1 < len(tokens) and not _finds(tokens, k) and tokens[k + 1].text in _LEADING_TO


def _finds(tokens: Tokens, k: int) -> bool:
    """由X认定为Y: what somebody finds a thing to be is not where it leads."""
    return tokens[k + 1].text == "为" and tokens[k].text in words("predicates", "finding")


def approver_end(tokens: Tokens, i: int, end: int) -> int | None:
    """经X审核并报Y批准: where the name of who does the first of the deeds behind 经 ends, 并 before the next."""
    join = find_any(tokens, ("并", "并且"), i + 3, end - 2)
    if join is None or tokens[end - 1].flags & Flag.LOCALIZER:
        return None
    leave = tokens[join - 1].text in ("批准", "同意", "核准", "许可")
    if not leave and not is_verb(tokens[end - 1]):
        return None
    first = join
    while first > i + 2 and (is_verb(tokens[first - 1]) or is_list_joiner(tokens[first - 1])):
        first -= 1
    behind = join + 1
    while leave and behind < end - 1 and (tokens[behind].kind == TIME or tokens[behind].flags & Flag.ADVERB):
        behind += 1
    named = first < join and is_verb(tokens[behind]) and is_body(tokens, first - 1)
    return first if named and all(t.text != "的" for t in tokens[first:end]) else None


def read_agent(tokens: Tokens, i: int, end: int, here: Setting) -> int | None:
    """Read 由X, or 经X before 审核并, as who acts; the position behind the name, or None if no name stands there."""
    stop = agent_end(tokens, i, end) if tokens[i].text == "由" else approver_end(tokens, i, end)
    if stop is None:
        return None
    here.displaced = None if here.agent else here.subject
    here.subject, here.agent = span_of(tokens, i + 1, stop), True
    return stop


def _agent_end(tokens: Tokens, i: int, stop: int) -> int:
    """由各班与学校就X签订协议: where a preposition opens an adverbial behind the name of the agent, else `stop`."""
    for k in range(i + 2, stop - 1):
        joins = tokens[k].text in ("与", "和", "同", "会同", "到", "至") or is_list_joiner(tokens[k])
        if tokens[k].flags & Flag.PREPOSITION and not joins and is_body(tokens, k - 1):
            return k
    return stop


def _is_origin(tokens: Tokens, i: int, stop: int) -> bool:
    """由易到难, 由此, 由财政资金…, 由毕业生扩展至青年: from where, and nobody who acts."""
    if stop + 1 < len(tokens) and _leads_to(tokens, stop):
        return True
    return not is_body(tokens, stop - 1) and (
        tokens[i + 1].text == "此"
        or tokens[stop - 1].text in words("predicates", "tail") | words("clauses", "no_agent")
        or any(t.text in ("到", "至", "向", "及", "转") for t in tokens[i + 1 : stop + 1])
    )
