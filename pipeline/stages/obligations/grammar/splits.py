"""Where the next predicate of a clause begins: behind 并, behind a list joiner, or right behind an object.

Assumptions: 并 before a predicate begins a new one; 、 and 和 only before a plain verb with an object of its own and
not inside a list closed by 等 + noun; a further verb right behind an object only after 召开, 采取 and their like.
"""

from __future__ import annotations

from functools import cache

from pipeline.lexicon.words import GOVERNING, MODAL, VERB, Flag, words
from pipeline.stages.obligations.grammar.anew import (
    after_paper,
    as_a_whole,
    behind_taken,
    does_alike,
    first_verb,
    forbids_anew,
    later_verb,
)
from pipeline.stages.obligations.grammar.closed_lists import closed_list
from pipeline.stages.obligations.grammar.counted import done_as_often
from pipeline.stages.obligations.grammar.in_train import by_means, by_what_is_at_hand, serial
from pipeline.stages.obligations.grammar.joined import (
    SEVERAL,
    acts_too,
    denies,
    is_also_forbidden,
    is_alternative,
    is_fixed,
    is_independent,
    is_one_attribute,
    lists_alike,
)
from pipeline.stages.obligations.grammar.kinds import (
    Tokens,
    is_body,
    is_compound,
    is_list_joiner,
    is_name_of_deeds,
    is_noun,
    is_verb,
)
from pipeline.stages.obligations.grammar.more_deeds import (
    acts_there,
    both_describe,
    each_in_its_way,
    hands_in_time,
    is_how,
    names_more_deeds,
    or_somehow,
    repeats,
    takes_its_part,
    told_behind,
)
from pipeline.stages.obligations.grammar.parties import is_alternative_party
from pipeline.stages.obligations.grammar.positions import adverb_opens, is_attribute, predicate_follows
from pipeline.stages.obligations.grammar.receivers import handled_behind
from pipeline.stages.obligations.tokens import WORD

_AND_OR = frozenset(["和", "及", "与", "以及", "或", "或者"])
_READILY = frozenset(["积极", "按时", "准时", "踊跃"])
"""带齐证件按时参加: adverbs that open a further predicate only where its verb closes the clause."""
_ASIDE = frozenset(["在", "对", "向", "由", "按照", "将", "把", "从", "以", "通过"])
_JOINING = frozenset(["报", "上报", "报送", "抄送", "但", "但是", "并", "并且", "再", "、", *_AND_OR]) | {"于"}
_JOINING |= {"方可", "方能", "才能", "才可"}
_BY_MEANS = frozenset(["利用", "运用"])
_HAVING = frozenset(["具备", "具有"])


def next_predicate(tokens: Tokens, verbs: list[int], after: int, end: int) -> int | None:
    """Where the next predicate of the clause begins (its joiner, if it has one)."""
    first = tokens[verbs[-1]]
    goes = first.text in words("predicates", "going")
    more = goes or first.flags & Flag.SERIAL or first.text in words("predicates", "at_hand") or first.text in _BY_MEANS
    if after_paper(tokens, after, end) or (goes and acts_there(tokens, after, end)):
        return after + 1
    if taken := told_behind(tokens, after, end) or (behind_taken(tokens, after, end) if first.text == "作为" else None):
        return taken
    places = range(after, end - 1) if more else _places(tokens, after, end)
    closed = closed_list(tokens, verbs[-1], after, end) if places else end
    for k in places:
        token = tokens[k]
        if (
            token.text in ("报", "上报", "报送", "抄送")
            and k > after
            and is_noun(tokens[k - 1])
            and (is_body(tokens, end - 1) or _for_leave(tokens, k, end))
        ):
            return k
        if (
            token.text in ("或者", "或")
            and tokens[k + 1 + is_how(tokens[k + 1])].text in _ASIDE
            and not (tokens[k + 1].text == "从" and any(t.text == "的" for t in tokens[k:end]))
            and later_verb(tokens, k, end)
        ):
            return k
        if token.text in ("或者", "或") and k > after and is_alternative(tokens, verbs[-1], k, end):
            return k
        if token.text in ("或者", "或") and k > after and not first.flags & GOVERNING and or_somehow(tokens, k, end):
            return k
        if not first.flags & GOVERNING and is_alternative_party(tokens, k, end):
            return k
        if token.text in ("但", "但是") and tokens[k + 1].flags & MODAL:
            return k
        if token.text == "于" and k > after and hands_in_time(tokens, k, end):
            return k
        if token.text in ("方可", "方能", "才能", "才可") and k > after and is_verb(tokens[k + 1]):
            return k
        if token.text in ("并", "并且") and k >= after and predicate_follows(tokens, k + 1, end):
            verb = first_verb(tokens, k + 1, end)
            if k == after or tokens[verb].text in _HAVING or not is_attribute(tokens, verb, end):
                return k
        if k < closed and first.text in _BY_MEANS and by_means(tokens, verbs[-1], k):
            if serial(tokens, verbs, k, end):
                return k
        if k < closed and (
            token.text not in words("predicates", "always_verb")
            or is_list_joiner(tokens[k + 1])
            or tokens[k + 1].text == "等"
        ):
            continue
        if token.text == "再" and verbs[0] > 0 and tokens[verbs[0] - 1].text == "先" and is_verb(tokens[k + 1]):
            return k
        if is_list_joiner(token) and done_as_often(tokens, k, end):
            return k
        if token.text == "、" and k + 3 == end and first.text in words("predicates", "ensuring"):
            continue
        if token.text == "、" and (forbids_anew(tokens, k + 1, end) or others_act(tokens, k + 1, end)):
            return k
        if token.text in SEVERAL and k == after and acts_too(tokens, verbs[-1], k, end):
            return k
        if token.text == "、" and k > after and k + 2 == end and is_fixed(tokens, verbs[-1], k + 1):
            return k
        if token.text in SEVERAL and k > after and does_alike(tokens, verbs[-1], k, end):
            return k
        if token.text == "、" and k == after and as_a_whole(tokens, verbs[-1], k, end):
            return k
        if token.text == "、" and k == after and each_in_its_way(tokens, verbs[0], k, end):
            return k
        if token.text == "、" and (
            (
                adverb_opens(tokens, k + 1, end)
                and not (first.text == "进行" and tokens[k + 1].text == tokens[after].text)
                and not both_describe(tokens, after, k, end)
                and not lists_alike(tokens, after, k, end)
            )
            or denies(tokens, after, k + 1, end)
            or repeats(tokens, verbs[0] - 1, k + 1, end)
            or (k > after and tokens[k + 1].text == first.text and k + 2 < end and is_noun(tokens[k + 2]))
        ):
            return k
        if k == after or names_more_deeds(tokens, verbs[-1], k, end):
            continue
        if token.text in ("、", "或者", "或", "及", "和") and is_also_forbidden(tokens, verbs[0], k, end):
            return k
        if is_list_joiner(token) and is_noun(tokens[k - 1]) and is_independent(tokens, k + 1, end, token.text):
            if token.text not in ("或者", "或") or not is_one_attribute(tokens, after, k, end):
                return k
        if (
            first.flags & Flag.SERIAL
            and token.flags & Flag.ADVERB
            and not token.flags & VERB
            and is_noun(tokens[k - 1])
            and tokens[k - 1].text != "的"
            and tokens[k + 1].flags & Flag.PURE
            and k + 2 >= end
        ):
            return k
        if _promptly(tokens, verbs, after, k, end):
            return k
        if token.text in words("predicates", "always_verb") and _opens_next(tokens, after, k, end):
            if first.text in words("predicates", "ensuring") or (token.text == "进行" and first.flags & GOVERNING):
                continue
            return k
        if goes and token.text in ("开展", "实施") and is_noun(tokens[k - 1]) and tokens[k - 1].text != "的":
            return k
        if token.kind == WORD and first.flags & Flag.SERIAL and serial(tokens, verbs, k, end):
            return k
        if first.text in words("predicates", "at_hand") and by_what_is_at_hand(tokens, after, k, end):
            return k
    return None


def _places(tokens: Tokens, after: int, end: int) -> list[int]:
    signs = _signs()
    return [k for k in range(after, end - 1) if tokens[k].text in signs or tokens[k].flags & Flag.LIST_JOINER]


@cache
def _signs() -> frozenset[str]:
    """What the next predicate may begin with, where no verb before it takes more: other words need not be asked."""
    return _JOINING | _READILY | words("clauses", "between") | words("predicates", "always_verb")


def _for_leave(tokens: Tokens, k: int, end: int) -> bool:
    """制定计划报总经理批准后采购: a plan, then to whom it goes for leave, 后 or the end of the clause behind."""
    leave = next((m for m in range(k + 2, end) if tokens[m].text in words("predicates", "handled")), None)
    if leave is None or not is_body(tokens, leave - 1) or any(t.text == "的" for t in tokens[k:leave]):
        return False
    stop = next((m for m in range(leave, end) if not is_verb(tokens[m]) and not is_list_joiner(tokens[m])), end)
    return stop == end or tokens[stop].text in ("后", "同意后")


def others_act(tokens: Tokens, i: int, end: int) -> bool:
    """主要领导亲自抓、分管领导具体抓: behind 、 a name, an adverb and a verb that ends the clause."""
    if takes_its_part(tokens, i, end):
        return True
    if end - i < 3 or not is_verb(tokens[end - 1]) or not is_body(tokens, end - 3):
        return False
    how = tokens[end - 2]
    named = all(t.flags & Flag.BODY or not t.flags for t in tokens[i : end - 2])
    adverb = (
        how.flags & Flag.ADVERB
        and not how.flags & VERB
        and (how.text == "具体" or how.text not in words("clauses", "weak_adverb"))
    )
    return named and bool(adverb) and bool(tokens[end - 1].flags & Flag.PURE)


def _promptly(tokens: Tokens, verbs: list[int], after: int, k: int, end: int) -> bool:
    """拿出方案及时提请X: an adverb that is nothing else behind an object, and a plain verb with its own."""
    closes = k + 2 == end and tokens[k].text in _READILY and not tokens[verbs[-1]].flags & Flag.LIGHT
    how = closes or tokens[k].text in words("clauses", "between")
    measure = tokens[k - 1].text == "措施" and tokens[k + 1].flags & Flag.NOMINAL
    if not how or not (tokens[k + 1].flags & Flag.PURE or measure):
        return False
    if any(tokens[v].flags & GOVERNING or tokens[v].text in words("predicates", "clausal") for v in verbs):
        return False
    if any(t.text == "的" for t in tokens[k:end]) or tokens[after].flags & Flag.PREPOSITION:
        return False
    return is_noun(tokens[k - 1]) and tokens[k - 1].text != "的" and not is_body(tokens, k - 1)


def _opens_next(tokens: Tokens, after: int, k: int, end: int) -> bool:
    """学习技能取得证书: a verb that is no part of a noun, right behind an object and with an object of its own."""
    if any(t.flags & Flag.PREPOSITION and t.text not in ("和", "与", "同") for t in tokens[after:k]):
        return False
    if any(tokens[k + 1].text in words("predicates", name) for name in ("stated", "tail", "compound_head")):
        return False
    if is_name_of_deeds(tokens, k, end) or is_compound(tokens, k, end):
        return False
    if tokens[k - 1].flags & Flag.ADVERB and tokens[after - 1].text in words("predicates", "handing"):
        if handled_behind(tokens, after, end):
            return False
    entered = tokens[after - 1].text in words("predicates", "going") and tokens[k].text in ("进行", "开展")
    body = is_body(tokens, k - 1) and not entered
    return is_noun(tokens[k - 1]) and not body and not any(t.text == "的" for t in tokens[k:end])
