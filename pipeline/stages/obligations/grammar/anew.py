"""Where a predicate begins right behind what another is done to: a form, what X is taken as, a ban of its own.

In: the tokens and the place behind the verb. Out: yes or no, or the place.
"""

from __future__ import annotations

from pipeline.lexicon.words import Flag, words
from pipeline.stages.obligations.grammar.kinds import Tokens, is_noun, is_verb, takes_object
from pipeline.stages.obligations.grammar.positions import predicate_follows
from pipeline.stages.obligations.tokens import UNIT


def after_paper(tokens: Tokens, paper: int, end: int) -> bool:
    """填写《说明单》说明原因: a plain verb with its object right behind a title that is all of the object before."""
    if paper + 2 >= end or tokens[paper].kind != UNIT or tokens[paper].text[0] != "《":
        return False
    verb, thing = tokens[paper + 1], tokens[paper + 2]
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


def behind_taken(tokens: Tokens, after: int, end: int) -> int | None:
    """把X作为首要任务抓紧抓好, 作为大事来抓, 作为内容纳入考核: where what is done with it begins."""
    first = end
    while first > after and tokens[first - 1].text in words("predicates", "resultative") | {"抓好", "来", "抓"}:
        first -= 1
    if first == end:
        first = next((k for k in range(after + 1, end - 1) if tokens[k].text in ("纳入", "列入")), end)
    return first if after < first < end and tokens[first - 1].text != "的" else None


def forbids_anew(tokens: Tokens, i: int, end: int) -> bool:
    """不得外借、不得将车辆给他人驾驶: behind 、 a modal that is no verb begins the next predicate."""
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
