"""Whether a verb that is as often a noun opens the predicate behind a footing, a place or who acts (按规定管理资金).

In: the tokens, where the phrase opens and where the verb stands. Out: yes or no, or the place of the verb.
"""

from __future__ import annotations

from pipeline.lexicon.words import VERB, Flag, words
from pipeline.stages.obligations.grammar.kinds import (
    NOUN_HEADS,
    Tokens,
    is_body,
    is_list_joiner,
    is_noun,
    is_verb,
    takes_object,
)
from pipeline.stages.obligations.grammar.ways import is_visited
from pipeline.stages.obligations.tokens import TIME

_ALONE = frozenset(["需要", "规定", "要求", "职责", "职责分工", "职能", "程序", "权限"])
_ACTUAL = frozenset(["实际", "实际情况", "工作实际"])
_SET_UP = frozenset(["建设", "改建", "扩建", "新建", "开发", "发展"])
_OF_GROWTH = frozenset(["优势", "基础", "潜力", "机遇", "成果", "规律", "条件", "水平", "经验"])
_SETTLED = frozenset(["规定", "要求", "约定", "权限", "程序"])


def nominal_opens(tokens: Tokens, i: int, k: int, end: int) -> bool:
    """按照规定处理。: behind a footing, verbs that end the clause. 由机关通知X接运: behind who acts, with an object."""
    if _acts_so(tokens, i, k, end):
        return True
    if not tokens[k].flags & Flag.NOMINAL or tokens[k].text == "布局":
        return False
    if tokens[i].text == "由":
        governs = bool(tokens[k].flags & (Flag.DIRECTED | Flag.ADDRESSING))
        return governs and is_body(tokens, k - 1) and k + 1 < end and is_body(tokens, k + 1)
    if tokens[i].text == "面向":
        return is_body(tokens, k - 1) and takes_object(tokens, k, end) and not is_list_joiner(tokens[k + 1])
    if tokens[i].text not in words("clauses", "footing"):
        return False
    several = k + 1 < end and is_verb(tokens[k + 1])
    if tokens[end - 1].flags & Flag.FOOTING_HEAD and not (several and _acts_as_needed(tokens, i, k, end)):
        return False
    if _acts_as_needed(tokens, i, k, end):
        return True
    if tokens[k - 1].text.endswith("情况") and tokens[k].flags & Flag.ADDRESSING and k + 1 < end:
        return is_body(tokens, k + 1)
    settled = tokens[k - 2].text == "的" or tokens[k - 1].text in _SETTLED
    if tokens[k - 1].flags & Flag.FOOTING_HEAD and settled and _acts_on(tokens, k, end):
        return all(t.text != "的" for t in tokens[k:end])
    return bool(tokens[k - 1].flags & Flag.FOOTING_HEAD) and all(
        is_verb(t) or is_list_joiner(t) or t.kind == TIME for t in tokens[k:end]
    )


def _acts_as_needed(tokens: Tokens, i: int, k: int, end: int) -> bool:
    """根据需要通报有关部门, 结合各自实际研究制定方案: behind need or rule alone, verbs that may be nouns, an object."""
    alone = k == i + 2 and tokens[k - 1].text in _ALONE
    if k + 1 >= end or not (alone or tokens[k - 1].text in _ACTUAL):
        return False
    first = k
    while k + 2 < end and is_verb(tokens[k + 1]) and tokens[i + 1].text != "要求":
        if tokens[k].flags & ~tokens[k + 1].flags & Flag.PURE:
            break
        k += 1
    if k > first and tokens[k].flags & Flag.PURE and (k + 2 < end or tokens[k + 1].text not in ("情况", "工作")):
        return is_noun(tokens[k + 1]) and tokens[first].text not in words("predicates", "topical")
    several = k > first and k + 2 < end
    if not alone or (not several and any(tokens[k + 1].text in words(*names) for names in NOUN_HEADS)):
        return False
    return takes_object(tokens, k, end) and not is_verb(tokens[k + 1]) and not is_list_joiner(tokens[k + 1])


def _acts_so(tokens: Tokens, i: int, k: int, end: int) -> bool:
    """按照预案要求科学处置。: behind a footing, how and the verbs that end the clause."""
    if tokens[i].text not in words("clauses", "footing") or not tokens[k - 1].flags & Flag.FOOTING_HEAD:
        return False
    how = tokens[k].flags & Flag.ADVERB and not is_verb(tokens[k])
    return bool(how) and is_verb(tokens[end - 1]) and all(t.flags & (VERB | Flag.ADVERB) for t in tokens[k:end])


def _acts_on(tokens: Tokens, k: int, end: int) -> bool:
    """按规定管理使用资金: verbs, and what the last of them is done to."""
    while k + 1 < end and is_verb(tokens[k + 1]):
        k += 1
    following = tokens[k + 1] if k + 1 < end else None
    if following is None or is_list_joiner(following):
        return following is None or takes_object(tokens, k, end)
    named = following.flags & Flag.FOOTING_HEAD or following.text in words("predicates", "said_of")
    return is_noun(following) and not named


def opening_nominal(tokens: Tokens, i: int, end: int) -> int | None:
    """在参保地申请补贴: a nominal verb with an object behind the place."""
    if tokens[i].text not in ("依托", "在", "从", "按", "按照", "依照", "根据", "依据", "到", "赴", "深入"):
        return None
    if tokens[i].text in ("到", "赴", "深入"):
        return next((k for k in range(i + 2, end - 1) if is_visited(tokens, k, end)), None)
    if tokens[i].text == "依托":
        return _set_up_there(tokens, i, end)
    for k in range(i + 2, end - 1):
        if not is_verb(tokens[k]) or tokens[k].text not in words("predicates", "opening"):
            continue
        if is_noun(tokens[k - 1]) and tokens[k - 1].text != "的":
            if takes_object(tokens, k, end) and not any(t.text == "的" for t in tokens[i:k]):
                return k
    return None


def _set_up_there(tokens: Tokens, i: int, end: int) -> int | None:
    """依托高校建设平台: behind what one relies on, what is built, where no plain verb or 的 stands behind it."""
    k = next((k for k in range(i + 2, end - 1) if tokens[k].text in _SET_UP), None)
    if k is None or not is_noun(tokens[k - 1]) or not takes_object(tokens, k, end):
        return None
    if tokens[k].text in ("开发", "发展") and tokens[end - 1].text in _OF_GROWTH:
        return None
    plain = any(t.flags & Flag.PURE or t.text == "的" for t in (*tokens[i + 1 : k], *tokens[k + 1 : end]))
    return None if plain else k
