"""Whether 将 says that something will be done (办公室将加强协调), or puts a thing first (将检查结果报送X)."""

from __future__ import annotations

from pipeline.lexicon.words import GOVERNING, VERB, Flag, words
from pipeline.stages.obligations.grammar.kinds import Tokens, is_body, is_noun, is_verb, takes_object
from pipeline.stages.obligations.grammar.parties import find_party
from pipeline.stages.obligations.grammar.positions import is_attribute, opens
from pipeline.stages.obligations.grammar.towards import light_verb
from pipeline.stages.obligations.tokens import TIME

_VERBS = Flag.PURE | Flag.NOMINAL
_WITH = frozenset(["与", "同", "和"])
_TOWARD = frozenset(["向", "给", "对", "按照", "按", "根据", "会同", "在"])


def is_future(tokens: Tokens, i: int, end: int) -> bool:
    """办公室将加强协调: 将 before a verb or its adverb says that it will be done; 将检查结果报送X puts a thing first.

    A verb right behind 将 belongs to the thing where it describes it (将开展的活动) or where a verb that takes
    将 (纳入, 作为), or one that ends the clause, stands behind it.
    """
    k = i + 1
    while k < end - 1 and (tokens[k].kind == TIME or tokens[k].flags & Flag.ADVERB) and not tokens[k].flags & VERB:
        k += 1
    if k > i + 1 and tokens[i].text == "将" and _goes_on_about(tokens, k, end):
        return True
    if tokens[i].text == "将" and k < end and tokens[k].text in _TOWARD and _is_how_alone(tokens, i + 1, k):
        return True
    if k == i + 1 < end and tokens[i].text == "将" and tokens[k].text == "在" and _is_of_body(tokens, i):
        return True
    if k == i + 1 < end and tokens[i].text == "将" and tokens[k].text in _WITH and _joins_hands(tokens, k, end):
        return True
    if k < end and tokens[k].flags & Flag.STATIVE and any(t.text == "的" for t in tokens[k:end]):
        return False
    if k >= end or tokens[i].text != "将" or not is_verb(tokens[k]) or is_attribute(tokens, k, end):
        return False
    if k > i + 1 and tokens[k - 1].text not in words("clauses", "weak_adverb"):
        return True
    if tokens[k].text in ("进行", "予以", "加以") and not any(t.text == "的" for t in tokens[k:end]):
        return True
    last = k
    while last + 1 < end and tokens[last].flags & GOVERNING and tokens[last + 1].flags & GOVERNING:
        last += 1
    if tokens[last].flags & GOVERNING and find_party(tokens, last, last + 1, end):
        return True
    if any((t.flags & Flag.FRAMING and t.flags & VERB) or t.text in ("到", "至", "为") for t in tokens[k + 1 : end]):
        return False
    if any(is_noun(tokens[m - 1]) and not is_verb(tokens[m - 1]) and opens(tokens, m, end) for m in range(k + 2, end)):
        return False
    if tokens[k].flags & Flag.PURE:
        plain = tokens[k].flags & Flag.LIGHT != 0 or not tokens[end - 1].flags & _VERBS or k == end - 1
        return plain or (k == end - 2 and tokens[k].flags & Flag.CHAINING != 0)
    return i > 0 and is_body(tokens, i - 1) and takes_object(tokens, k, end) and not is_verb(tokens[end - 1])


def _is_of_body(tokens: Tokens, i: int) -> bool:
    """文化部将在培训方面予以支持: who will do it stands right before."""
    return i > 0 and is_body(tokens, i - 1)


def _joins_hands(tokens: Tokens, k: int, end: int) -> bool:
    """将与各村委会签订责任书: behind with whom a verb of what two do."""
    return any(
        tokens[m].text in words("predicates", "reciprocal") and is_body(tokens, m - 1) for m in range(k + 2, end)
    )


def _is_how_alone(tokens: Tokens, i: int, k: int) -> bool:
    """将尽快|向各地提供材料: adverbs that are nothing else."""
    return k > i and not any(t.text in words("clauses", "weak_adverb") for t in tokens[i:k])


def _goes_on_about(tokens: Tokens, k: int, end: int) -> bool:
    """将每月对各部门进行检查: behind how or how often, about what and the light verb, which no thing opens with."""
    return k < end and tokens[k].text in ("对", "对于", "针对") and light_verb(tokens, k, end) is not None
