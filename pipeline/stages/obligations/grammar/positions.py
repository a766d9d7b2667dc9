"""Questions about a place in a clause: is this a noun, a name, a verb, and does a predicate open here.

Assumptions about the sentences of notices:

1. A predicate opens after a noun, with an adverb, a modal, 将/把, a preposition or a verb that is hardly ever a noun.
2. A verb belongs to an attribute (…的 + noun) if 的 follows in its clause and after the noun another predicate opens.
3. Verbs that are as often nouns (检查, 管理) open no predicate unless something else says that one opens.
"""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag, words
from pipeline.stages.obligations.grammar.building import builds_up
from pipeline.stages.obligations.grammar.companions import goes_along
from pipeline.stages.obligations.grammar.denied import denies_deed, opens_aside
from pipeline.stages.obligations.grammar.how import (
    closes_light,
    each_does_so,
    gives_later,
    goes_where,
    has_charge_of,
    in_noun_head,
    is_done_to,
    is_no_adverb,
    looks_at,
    often_done,
    only_describes,
    place_closes,
    says_how,
)
from pipeline.stages.obligations.grammar.kinds import (
    FRONTING,
    WEAK_PREPOSITIONS,
    Tokens,
    after_modal,
    among_adverbs,
    determined,
    is_body,
    is_compound,
    is_list_joiner,
    is_name_of_deeds,
    is_noun,
    is_verb,
    may_be_adverb,
    may_be_verb,
    takes_object,
)
from pipeline.stages.obligations.tokens import MARK, TIME, WORD, find_word

_HOW_ANYWAY = frozenset(
    ["主要", "统一", "集中", "非法", "违法", "违规", "书面", "口头", "公开", "提前", "再次", "重点"]
)
"""Weak adverbs that are no part of a noun where a preposition follows (非法向他人提供)."""


def skip_light(tokens: Tokens, i: int, end: int) -> int:
    """Past adverbs, times and negations."""
    while (
        i < end
        and (tokens[i].kind == TIME or tokens[i].flags & (Flag.ADVERB | Flag.NEGATION))
        and not (tokens[i].flags & VERB and i + 1 < end and not predicate_follows(tokens, i + 1, end))
    ):
        i += 1
    return i


def predicate_follows(tokens: Tokens, i: int, end: int) -> bool:
    """Whether the tokens from here on begin with a predicate, adverbials allowed."""
    while i < end and (tokens[i].kind == TIME or tokens[i].flags & (Flag.ADVERB | Flag.NEGATION)):
        if tokens[i].flags & VERB:
            return True
        i += 1
    if i >= end:
        return False
    token = tokens[i]
    if token.flags & (MODAL | VERB) or token.text in FRONTING:
        return True
    if i > 0 and tokens[i - 1].text in ("不", "未") and (may_be_verb(tokens, i, end) or may_be_adverb(tokens, i, end)):
        return True
    return token.kind == WORD and bool(token.flags & Flag.PREPOSITION) and opens_aside(tokens, i)


def is_adverb_here(tokens: Tokens, i: int, end: int) -> bool:
    """Whether the token is an adverb of what follows, and not the noun, adjective or verb it can also be."""
    token, follower = tokens[i], i + 1
    if not token.flags & Flag.ADVERB or follower >= end or in_noun_head(tokens, i):
        return False
    nxt = tokens[follower]
    listed = is_list_joiner(nxt) or (i > 1 and is_list_joiner(tokens[i - 1]))
    if (
        nxt.text == "地"
        or (token.text == "带队" and is_verb(nxt))
        or (listed and among_adverbs(tokens, i, end))
        or each_does_so(tokens, i, end)
    ):
        return True
    if token.text in ("书面", "口头", "电话") and nxt.flags & Flag.ADDRESSING:
        return True
    if token.text == "具体" and nxt.flags & Flag.PREPOSITION and (i == 0 or tokens[i - 1].kind == MARK):
        return True
    if is_no_adverb(tokens, i, end):
        return False
    if token.text == "相":
        return not (follower + 1 < end and tokens[follower + 1].text == "的")
    if (
        nxt.flags & Flag.PREPOSITION
        and not nxt.flags & (VERB | Flag.LIST_JOINER if token.text == "重点" else VERB)
        and (token.text not in words("clauses", "weak_adverb") or token.text in _HOW_ANYWAY)
    ):
        return True
    if token.flags & VERB or token.text in words("clauses", "weak_adverb"):
        if token.text == "后续" and nxt.flags & Flag.ADVERB and is_adverb_here(tokens, follower, end):
            return True
        if not token.flags & VERB and is_verb(nxt) and after_modal(tokens, i):
            return follower + 1 >= end or tokens[follower + 1].text != "的"
        if is_verb(nxt) and determined(tokens, follower + 1, end):
            return True
        if says_how(tokens, i, end):
            return True
        if token.text == "加快" and builds_up(tokens, follower, end):
            return True
        if nxt.flags & Flag.PURE and not is_attribute(tokens, follower, end):
            enters = token.flags & VERB and nxt.text in words("predicates", "entering")
            strictly = token.text in words("predicates", "strictly")
            plain = strictly or not (token.flags & VERB and nxt.flags & Flag.CHAINING)
            return plain and not (enters and any(t.text == "的" for t in tokens[follower:end]))
        return (
            nxt.flags & Flag.NOMINAL != 0
            and nxt.text not in words("predicates", "topical")
            and (takes_object(tokens, follower, end) or looks_at(tokens, follower, end))
            and (not token.flags & VERB or token.text in words("predicates", "strictly"))
        )
    alone = after_modal(tokens, i) and may_be_verb(tokens, follower, end)
    return alone or predicate_follows(tokens, follower, end) or is_list_joiner(nxt)


def opens(tokens: Tokens, i: int, end: int) -> bool:
    """Whether a predicate opens at this token, a noun standing before it."""
    token = tokens[i]
    if token.kind == TIME:
        while i + 2 < end and is_list_joiner(tokens[i + 1]) and tokens[i + 2].kind == TIME:
            i += 2
        return i + 1 < end and (opens(tokens, i + 1, end) or is_verb(tokens[i + 1]))
    if token.kind != WORD or (token.text == "为" and tokens[i - 1].text in words("predicates", "finding")):
        return False
    flags = token.flags
    if i > 0 and flags & VERB and in_noun_head(tokens, i - 1):
        return False
    if flags & Flag.FOOTING_HEAD and flags & VERB and not flags & Flag.FRAMING and i + 1 >= end:
        return False
    if flags & VERB and i + 1 < end and (tokens[i + 1].text in ("等", "等等") or _joins_noun(tokens, i + 1, end)):
        return False
    if token.text in FRONTING or (flags & MODAL and not is_attribute(tokens, i, end)):
        return i + 1 < end and not (flags & VERB and any(t.text == "的" for t in tokens[i:end]))
    if token.text in words("clauses", "weak_adverb") and not flags & VERB:
        plain = i + 1 < end and tokens[i + 1].flags & (Flag.PURE | Flag.NEGATION) and is_adverb_here(tokens, i, end)
        return bool(plain) or goes_where(tokens, i, end)
    if is_adverb_here(tokens, i, end):
        return i + 1 >= end or (
            not (is_list_joiner(tokens[i + 1]) and not goes_along(tokens, i, end))
            and not (tokens[i + 1].flags & Flag.PURE and is_attribute(tokens, i + 1, end))
        )
    if flags & Flag.PURE:
        return not is_attribute(tokens, i, end) and not is_compound(tokens, i, end)
    if flags & Flag.UNKNOWN_VERB:
        return i > 0 and is_body(tokens, i - 1) and not is_attribute(tokens, i, end)
    if flags & Flag.NEGATION:
        return i + 1 < end and denies_deed(tokens, i, end) and not is_attribute(tokens, i + 1, end)
    return (
        bool(flags & Flag.PREPOSITION)
        and token.text not in WEAK_PREPOSITIONS
        and not flags & VERB
        and _is_adverbial_here(tokens, i, end)
    )


def _joins_noun(tokens: Tokens, i: int, end: int) -> bool:
    """责任落实和制度: a joiner before a noun joins nouns, so the verb before it is one."""
    return tokens[i].text in ("和", "及", "以及") and i + 1 < end and not predicate_follows(tokens, i + 1, end)


def _is_adverbial_here(tokens: Tokens, i: int, end: int) -> bool:
    """Whether a preposition behind a noun opens an adverbial, and not an attribute (出租方对X的管理).

    With a verb before 的 and none behind, 对 names what is acted upon (党支部对群众反映的问题，…).
    """
    mark = find_word(tokens, "的", i + 1, end)
    if mark is None or tokens[i].text not in ("对", "对于", "在", "从", "由", "向", "为", "给"):
        return True
    toward = tokens[i].text in ("对", "对于") and is_verb(tokens[mark - 1]) and mark + 1 < end
    if toward and not any(is_verb(t) for t in tokens[mark + 1 : end]):
        return True
    if tokens[i].text in ("对", "对于") and (often_done(tokens, mark, end) or closes_light(tokens, mark, end)):
        return True
    if (tokens[i].text == "在" and place_closes(tokens, i, mark, end)) or gives_later(tokens, i, mark + 1, end):
        return True
    inside = (k for k in range(i + 2, mark) if is_noun(tokens[k - 1]))
    return is_attribute(tokens, i, end) or any(
        tokens[k].flags & Flag.LIGHT_FRAME
        or (tokens[k].flags & Flag.PURE and k + 1 < mark and not tokens[k].flags & Flag.STATIVE)
        for k in inside
    )


def is_attribute(tokens: Tokens, i: int, end: int) -> bool:
    """Whether the verb at `i` belongs to an attribute of a later noun (assumption 2)."""
    mark = find_word(tokens, "的", i + 1, end)
    if mark == i + 2 and tokens[i + 1].text in words("predicates", "qualifying"):
        mark = find_word(tokens, "的", mark + 1, end)
    if mark is None or mark == i + 1 or tokens[mark - 1].text in ("后", "前"):
        return mark is not None
    noun = mark + 1
    handled = tokens[i].text in ("参照", "比照") and tokens[end - 1].text in ("执行", "办理", "处理", "管理", "实施")
    if noun >= end or handled or is_name_of_deeds(tokens, noun, end) or has_charge_of(tokens, i, mark, end):
        return False
    well = tokens[i + 1] if tokens[i].text == "负责" else tokens[i]
    does_well = well.text in words("predicates", "doing_well") and well.flags & Flag.LIGHT
    if (does_well or tokens[end - 1].text == "工作") and all(is_verb(t) or is_list_joiner(t) for t in tokens[noun:end]):
        return False
    if tokens[i].flags & Flag.STATIVE and not any(tokens[k].flags & MODAL for k in range(i, mark)):
        return not is_done_to(tokens, i, end)
    return any(
        tokens[k].text in FRONTING
        or (tokens[k].flags & Flag.LIGHT_FRAME and not is_compound(tokens, k, end))
        or (tokens[k].flags & MODAL and tokens[k].text != "建议" and not only_describes(tokens, k + 1, end))
        or (
            tokens[k].flags & Flag.PURE
            and tokens[k - 1].text not in ("的", "拟")
            and is_noun(tokens[k - 1])
            and all(t.text != "的" for t in tokens[k + 1 : end])
            and not is_compound(tokens, k, end)
            and not (k + 1 == end and tokens[i].text == "负责" and any(map(is_list_joiner, tokens[noun:k])))
        )
        for k in range(noun + 1, end)
        if is_noun(tokens[k - 1]) or tokens[k - 1].flags & Flag.ADVERB
    )


def adverb_opens(tokens: Tokens, i: int, end: int) -> bool:
    """同时组织实施 behind 、: an adverb that is nothing else, and a predicate."""
    token = tokens[i]
    if not (token.flags & Flag.ADVERB or token.text == "同时") or token.text in words("clauses", "weak_adverb"):
        return False
    if token.flags & VERB or i + 1 >= end or not predicate_follows(tokens, i + 1, end) or token.text.endswith("次"):
        return False
    if not tokens[i + 1].flags & Flag.NOMINAL or i + 2 >= end or token.text in ("擅自", "私自"):
        return True
    tail = tokens[i + 2].text
    closing = i + 3 == end and tail in words("predicates", "compound_head")
    return not closing and tail not in words("predicates", "thing_tail")
