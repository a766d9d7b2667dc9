"""Nominal verbs at the head of a clause (建设, 发展, 预防): what makes one of them its predicate all the same.

In: the tokens, the place of the verb and the end of its clause. Out: yes or no.
"""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag, words
from pipeline.stages.obligations.grammar.kinds import Tokens, is_list_joiner, is_noun, is_verb, takes_object
from pipeline.stages.obligations.grammar.positions import opens
from pipeline.stages.obligations.tokens import MARK, UNIT, WORD

_HEADS = ("tail", "stated", "thing_tail", "compound_head", "agency_tail")
"""Lists of nouns that make one noun with the verb before them."""
_OPENERS = frozenset(["由", "按照", "按", "根据"])


def goes_on(tokens: Tokens, i: int, end: int) -> bool:
    """并建设收集池, 同时施工、同时投产: behind 并 only a predicate can stand, and behind 同时 before 、.

    So it is with what is prevented by measures (采取措施预防X).
    """
    if tokens[i].text == "预防" and i > 0 and tokens[i - 1].text.endswith(("措施", "手段", "办法")):
        return True
    if i > 0 and tokens[i - 1].text in ("同时", "同步"):
        rest = tokens[i + 1 : end]
        return not rest or rest[0].text == "、" or (len(rest) == 1 and is_verb(rest[0]))
    joined = i > 0 and tokens[i - 1].text in ("并", "并且")
    return joined and i + 1 < end and not is_list_joiner(tokens[i + 1]) and takes_object(tokens, i, end)


def builds(tokens: Tokens, i: int, end: int) -> bool:
    """建设数字乡村平台，发展林下经济: such a verb at the head of a clause that is nothing but it and its object.

    What stands behind it is no head that makes one noun with it (建设标准), nothing else opens a predicate, and no
    modal or agent goes on behind the comma (开发利用规划，由X批准).
    """
    if tokens[i].text not in words("predicates", "building") or i + 2 >= end:
        return False
    if i > 0 and tokens[i - 1].kind != MARK and not tokens[i - 1].flags & (Flag.ADVERB | Flag.LIST_JOINER):
        return False
    if i > 0 and tokens[i - 1].text in ("、", "和", "与", "及"):
        return False
    head, last = tokens[i + 1], tokens[end - 1]
    free = Flag.BODY if _only_does(tokens, end) else 0
    attributed = any(t.text == "的" for t in tokens[i + 3 : end])
    behind = free and attributed and i > 0 and tokens[i - 1].text in ("，", ",", "；", ";")
    described = free and attributed and (behind or not head.flags & (Flag.PURE | Flag.NOMINAL))
    if (
        not is_noun(head)
        or head.kind not in (WORD, UNIT)
        or (head.flags & (VERB | Flag.BODY) & ~free and not described)
    ):
        return False
    named = is_list_joiner(tokens[i + 2]) and (i == 0 or not head.text.endswith("性"))
    if named and not head.flags & free and not behind:
        return False
    if any(head.text in words("predicates", n) for n in _HEADS):
        return False
    if not is_noun(last) or is_verb(last) or last.flags & (Flag.LOCALIZER | Flag.BODY) & ~free:
        return False
    if last.text in words("predicates", "stated") or last.text in words("predicates", "said_of"):
        return False
    if any(is_noun(tokens[k - 1]) and opens(tokens, k, end) for k in range(i + 2, end)):
        return False
    after = tokens[end + 1] if end + 1 < len(tokens) and tokens[end].text in ("，", ",") else None
    return after is None or not (after.flags & MODAL & ~Flag.RECOMMENDATION or after.text in _OPENERS)


def _only_does(tokens: Tokens, end: int) -> bool:
    """发展家庭旅馆，支持X: whether the sentence goes on with a plain verb or ends, and no modal in it binds anybody."""
    behind = end + 1
    ends = behind >= len(tokens) or tokens[end].text not in ("，", ",")
    goes_on = ends or tokens[behind].flags & Flag.PURE or tokens[behind].text in words("predicates", "building")
    return bool(goes_on) and not any(t.flags & MODAL & ~Flag.RECOMMENDATION for t in tokens[end:])


def with_plain(tokens: Tokens, i: int, end: int) -> bool:
    """预防和减少争议: joined to a plain verb that has an object."""
    if i + 3 >= end or not is_list_joiner(tokens[i + 1]):
        return False
    plain = tokens[i + 2]
    if not plain.flags & Flag.PURE or plain.flags & (Flag.STATIVE | Flag.BODY):
        return False
    return takes_object(tokens, i + 2, end) and not any(t.text == "的" or t.flags & MODAL for t in tokens[i:end])


def prevents_well(tokens: Tokens, i: int, end: int) -> bool:
    """有效预防和化解风险, 有效预防事故: behind a mark, how well, and at once what is prevented, by whatever verbs."""
    if tokens[i].text != "有效" or (i > 0 and tokens[i - 1].kind != MARK) or i + 2 >= end:
        return False
    deed = i + 1
    if tokens[deed].text != "预防" or any(t.flags & MODAL or t.text in _OPENERS for t in tokens[deed:end]):
        return False
    after = tokens[end + 1] if end + 1 < len(tokens) and tokens[end].text in ("，", ",") else None
    if after is not None and (after.flags & MODAL or after.text in _OPENERS):
        return False
    last = deed + 2 * is_list_joiner(tokens[deed + 1])
    if (
        not is_verb(tokens[last])
        or last + 1 >= end
        or any(tokens[last + 1].text in words("predicates", n) for n in _HEADS)
    ):
        return False
    marks = (k for k in range(last + 2, end) if tokens[k].text == "的")
    return all(is_verb(tokens[k - 1]) or tokens[k - 2].flags & Flag.STATIVE for k in marks)
