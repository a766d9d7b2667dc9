"""Where a predicate begins right behind what another is done to: a form, what X is taken as, a ban of its own.

In: the tokens and the place behind the verb. Out: yes or no, or the place.
"""

from __future__ import annotations

from pipeline.lexicon.words import GOVERNING, Flag, words
from pipeline.stages.obligations.grammar.kinds import (
    NOUN_HEADS,
    Tokens,
    is_list_joiner,
    is_noun,
    is_verb,
    pointed,
    takes_object,
)
from pipeline.stages.obligations.grammar.positions import predicate_follows
from pipeline.stages.obligations.grammar.verb_behind import ANSWERING
from pipeline.stages.obligations.tokens import UNIT, WORD

_NO_DEED = Flag.STATIVE | Flag.BODY | Flag.INTRANSITIVE
_MOST_DEEDS = 8
"""Deeds that are looked at, so that a list of thousands is not gone over for each of them."""


def after_paper(tokens: Tokens, paper: int, end: int) -> bool:
    """填写《说明单》说明原因: a plain verb with its object right behind a title that is all of the object before."""
    if paper + 2 >= end or tokens[paper].kind != UNIT or tokens[paper].text[0] != "《":
        return False
    how = bool(tokens[paper + 1].flags & Flag.ADVERB) and not is_verb(tokens[paper + 1]) and paper + 3 < end
    verb, thing = tokens[paper + 1 + how], tokens[paper + 2 + how]
    plain = verb.flags & Flag.PURE and not verb.flags & Flag.STATIVE and is_noun(thing) and not is_verb(thing)
    if not plain or verb.text in words("predicates", "compounding") or thing.text in words("predicates", "tail"):
        return False
    return all(t.text != "的" for t in tokens[paper:end])


def puts_up_too(tokens: Tokens, verb: int, i: int, end: int) -> bool:
    """悬挂防火标语、设立警示牌、发放传单: behind 、 a further thing put up or given out, as the first was."""
    shown = words("predicates", "shown")
    if i + 1 >= end or tokens[verb].text not in shown or tokens[i].text not in shown:
        return False
    return is_noun(tokens[i + 1]) and not is_verb(tokens[i + 1]) and all(t.text != "的" for t in tokens[verb:end])


def leads_too(tokens: Tokens, verb: int, i: int, end: int) -> bool:
    """融入思想、注入灵魂、体现到行动: behind 、 a further verb of where something leads, as the first was."""
    return _leads(tokens, verb, end) and _leads(tokens, i, end) and all(t.text != "的" for t in tokens[verb:end])


def _leads(tokens: Tokens, i: int, end: int) -> bool:
    if i + 1 >= end or not is_verb(tokens[i]):
        return False
    if tokens[i].text in words("predicates", "entering") or tokens[i].text[1:] in ("入", "到", "进"):
        return not is_list_joiner(tokens[i + 1])
    return tokens[i + 1].text in ("到", "至", "于", "在") and i + 2 < end


def does_alike(tokens: Tokens, verb: int, k: int, end: int) -> bool:
    """Whether behind 、 a verb with its own object stands, as the first does, or behind 和 one of where it leads."""
    if tokens[k].text != "、":
        return leads_too(tokens, verb, k + 1, end)
    return (
        puts_up_too(tokens, verb, k + 1, end)
        or leads_too(tokens, verb, k + 1, end)
        or lists_deeds(tokens, verb, k, end)
    )


def lists_deeds(tokens: Tokens, verb: int, k: int, end: int) -> bool:
    """切断电源、疏散群众、报告主管部门: each stretch between 、 is a verb with its object, and most are plain ones."""
    if tokens[end - 1].text in words("predicates", "naming_all") or any(t.text == "的" for t in tokens[verb:end]):
        return False
    first = before = verb
    if verb > 2 and tokens[verb - 1].text == "、":
        before = verb - 2
        while before > 0 and is_noun(tokens[before]) and not is_verb(tokens[before]):
            before -= 1
    plain = int(before < verb and tokens[before].flags & Flag.PURE > 0)
    for _ in range(_MOST_DEEDS):
        stop = next((m for m in range(first, end) if tokens[m].text == "、"), end)
        if not _does_to_thing(tokens, first, stop, stop == end):
            return False
        told = tokens[first].flags & Flag.ADDRESSING and tokens[stop - 1].flags & Flag.BODY
        told = told or tokens[first].text in ANSWERING
        plain += bool(told or tokens[first].flags & Flag.PURE)
        first = stop + 1
        if first >= end:
            break
    return plain > 1


def _does_to_thing(tokens: Tokens, verb: int, end: int, last: bool) -> bool:
    """保存有关记录, 强化督导检查: a verb and a noun; what is as often a noun closes no list before its own head."""
    token = tokens[verb]
    if end - verb < 2 or not token.flags & (Flag.PURE | Flag.NOMINAL):
        return False
    barred = _NO_DEED if token.flags & Flag.ADDRESSING else _NO_DEED | GOVERNING
    answers = token.text in ANSWERING
    if verb + 1 < end and tokens[verb + 1].flags & Flag.BODY:
        barred &= ~Flag.INTRANSITIVE
    if token.text != "停止" and not answers and token.flags & barred:
        return False
    if any(token.text in words("predicates", name) for name in ("clausal", "avoiding", "ensuring")):
        return False
    if token.flags & Flag.PURE and token.text in words("predicates", "exposing"):
        return False
    first = verb + 1 + (pointed(tokens, verb + 1, end) and verb + 2 < end)
    thing = tokens[first]
    if last and not token.flags & Flag.PURE and any(thing.text in words(file, name) for file, name in NOUN_HEADS):
        return False
    named = (
        first > verb + 1
        or thing.flags & Flag.BODY
        or ((token.flags & Flag.LIGHT or answers or token.text == "停止") and thing.flags & Flag.NOMINAL)
    )
    if thing.kind not in (WORD, UNIT) or not is_noun(thing) or (is_verb(thing) and not named):
        return False
    return all((is_noun(t) and not t.flags & Flag.PURE) or is_list_joiner(t) for t in tokens[first + 1 : end])


def behind_taken(tokens: Tokens, after: int, end: int) -> int | None:
    """把X作为首要任务抓紧抓好, 作为大事来抓, 作为内容纳入考核: where what is done with it begins."""
    first = end
    while first > after and tokens[first - 1].text in words("predicates", "resultative") | {"抓好", "来", "抓"}:
        first -= 1
    if first == end:
        first = next((k for k in range(after + 1, end - 1) if tokens[k].text in ("纳入", "列入")), end)
    return first if after < first < end and tokens[first - 1].text != "的" else None


def forbids_anew(tokens: Tokens, i: int, end: int) -> bool:
    """不得外借、不得将车辆给他人驾驶: behind 、 a modal that is no verb begins the next predicate.

    So does 违反 with its rule, which is a verb only where it is forbidden (严禁违章作业、违反劳动纪律).
    """
    if tokens[i].text == "违反" and is_verb(tokens[i]):
        return True
    modal = tokens[i].text in ("不得", "严禁", "不准", "不许", "应当", "必须")
    return modal and predicate_follows(tokens, i + 1, end) and not any(t.text == "的" for t in tokens[i:end])


def later_verb(tokens: Tokens, i: int, end: int) -> bool:
    """或者将X移交Y, 或者在合同中约定X: a plain verb, or one as often a noun behind the localizer."""
    if tokens[i + 1].text == "向" and tokens[end - 1].flags & Flag.ADDRESSING:
        return True
    return any(
        tokens[k].flags & Flag.PURE
        or (tokens[k].flags & Flag.NOMINAL and tokens[k - 1].flags & Flag.LOCALIZER and takes_object(tokens, k, end))
        for k in range(i + 2, end)
    )


def first_verb(tokens: Tokens, i: int, end: int) -> int:
    return next((k for k in range(i, end) if is_verb(tokens[k])), end - 1)


def as_a_whole(tokens: Tokens, verb: int, k: int, end: int) -> bool:
    """主动担当、整体推进: behind a verb without object, how and a plain verb that ends the clause."""
    if tokens[verb].flags & Flag.LIGHT or k + 3 != end or tokens[k + 1].text not in words("clauses", "weak_adverb"):
        return False
    return bool(tokens[k + 1].flags & Flag.ADVERB and tokens[k + 2].flags & Flag.PURE)
