"""将X，…V: whether what 将 names goes on over the comma to its verb, and where an approval before that ends.

In: the tokens, the place of 将 and where its clause ends. Out: yes or no, or a place.
"""

from __future__ import annotations

from pipeline.lexicon.words import VERB, Flag, words
from pipeline.stages.obligations.grammar.kinds import Tokens, is_list_joiner, is_noun, is_verb
from pipeline.stages.obligations.tokens import TIME

_TOLD = ("问题", "措施", "建议", "做法", "打算")
"""将存在的问题和采取的措施，于月底前报X: what is told besides what has come out of a deed."""


def goes_over_comma(tokens: Tokens, i: int, end: int) -> bool:
    """将检查情况，于4月20日前报X: where 将 names what has come out, and the verb stands behind the comma."""
    if end - i < 2 or end + 1 >= len(tokens) or tokens[end].text not in ("，", ","):
        return False
    if approval_within(tokens, i, end):
        return True
    if _is_described(tokens, i, end) and tokens[end + 1].text in ("在", "于", "按照", "按", "自"):
        return True
    if tokens[end + 1].text in words("predicates", "entering") and is_noun(tokens[end - 1]):
        mark = max((k for k in range(i + 1, end) if tokens[k].text == "的"), default=i)
        return not any(is_verb(t) for t in tokens[mark + 1 : end])
    if (
        not tokens[end - 1].text.endswith((*words("predicates", "outcome"), *words("predicates", "drawn_up"), *_TOLD))
        or tokens[end - 1].flags & VERB
    ):
        return False
    behind = tokens[end + 1]
    if behind.flags & Flag.ADVERB and not behind.flags & VERB and end + 2 < len(tokens):
        behind = tokens[end + 2]
    placed = is_verb(behind) and end + 2 < len(tokens) and tokens[end + 2].text in ("于", "至", "到", "在")
    if (
        not placed
        and behind.kind != TIME
        and behind.text not in ("于", "在", "按", "按照", "以", "由", "经", "通过", "报", "报送", "上报", "报至")
    ):
        return False
    return not any(t.flags & Flag.FRAMING and t.flags & Flag.PURE for t in tokens[i + 2 : end])


def _is_described(tokens: Tokens, i: int, end: int) -> bool:
    """将临时占用、挖掘的道路、场地，在期限内恢复原状: verbs before 的, and nothing but nouns behind it."""
    mark = next((k for k in range(end - 2, i + 1, -1) if tokens[k].text == "的"), None)
    if mark is None or not is_verb(tokens[mark - 1]) or not is_verb(tokens[mark - 3]):
        return False
    return all(is_list_joiner(t) or (is_noun(t) and not is_verb(t)) for t in tokens[mark + 1 : end])


def approval_within(tokens: Tokens, i: int, end: int) -> int | None:
    """将方案经负责人审定后，报送X: where 经 says behind the thing what comes first, up to 后 that ends the clause."""
    if tokens[end - 1].text not in ("后", "之后", "以后"):
        return None
    at = next((k for k in range(i + 2, end - 2) if tokens[k].text in ("经", "按照", "按")), None)
    return at if at is not None and is_noun(tokens[at - 1]) and is_verb(tokens[end - 2]) else None
