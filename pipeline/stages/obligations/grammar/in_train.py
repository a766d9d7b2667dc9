"""Whether a predicate stands right behind the object of another (召开会议研究工作, 采取措施防治X, 投入资金扶持X).

In: the tokens, the verbs before and the place of the verb behind. Out: yes or no.
"""

from __future__ import annotations

from pipeline.lexicon.words import GOVERNING, Flag, words
from pipeline.stages.obligations.grammar.kinds import (
    NOUN_HEADS,
    Tokens,
    is_body,
    is_list_joiner,
    is_noun,
    is_verb,
    pointed,
    takes_object,
)
from pipeline.stages.obligations.grammar.positions import is_attribute
from pipeline.stages.obligations.tokens import TIME

_BRINGING = frozenset(["携带", "携", "持", "持有", "出示", "凭", "带", "带领", "派", "派员", "选派"])
_GOING = frozenset(["到", "赴"])
"""携带身份证到登记机关办理手续: with what somebody goes there."""
_HASTENING = frozenset(["赶赴", "奔赴", "赶到", "前往", "分赴"])


def by_means(tokens: Tokens, verb: int, k: int) -> bool:
    """采取措施切断X的Y, 利用集会等加强对X的Y: by which means, whole; what 的 says stands inside the next object."""
    before, plain = tokens[k - 1].text, bool(tokens[k].flags & Flag.PURE)
    if tokens[verb].text in ("采取", "采用"):
        return before.endswith(("措施", "手段", "办法"))
    if tokens[verb].text not in ("利用", "运用"):
        return False
    return (plain and _closes_list(tokens, verb, k)) or before in words("predicates", "media")


def _closes_list(tokens: Tokens, verb: int, k: int) -> bool:
    """利用集会等, 利用外经贸发展等专项资金: 等 right before the verb, or with the noun that it goes with."""
    while k - 1 > verb + 1 and tokens[k - 1].text != "等":
        if is_verb(tokens[k - 1]) or tokens[k - 1].kind == TIME or not is_noun(tokens[k - 1]):
            return False
        k -= 1
    return tokens[k - 1].text == "等"


def serial(tokens: Tokens, verbs: list[int], k: int, end: int) -> bool:
    """召开会议研究推动工作: a plain verb, or a run of verbs with an object, right behind a complete object.

    Behind where somebody goes one verb will do (赶赴一线指导防汛工作).
    """
    token = tokens[k]
    if not is_noun(tokens[k - 1]) or tokens[k - 1].text == "的" or tokens[k - 1].kind == TIME:
        return False
    if token.text in _GOING and tokens[verbs[-1]].text in _BRINGING:
        return any(
            is_verb(tokens[m]) and is_noun(tokens[m - 1]) and tokens[m - 1].text != "的" for m in range(k + 2, end)
        )
    if token.text == "为" and tokens[verbs[-1]].text == "使用":
        return is_verb(tokens[end - 1]) and not any(t.text == "的" for t in tokens[k:end])
    if token.text == "专题" and k + 1 < end and tokens[k + 1].text in words("predicates", "in_meeting"):
        return tokens[verbs[-1]].text == "召开" and tokens[k - 1].text.endswith(("会", "会议"))
    if token.text == "进行" and is_body(tokens, k - 1) and tokens[verbs[-1]].text in words("predicates", "handing"):
        return not all(t.text in words("predicates", "handled") for t in tokens[max(k + 1, end - 1) : end])
    if is_attribute(tokens, k, end) or token.flags & Flag.STATIVE or pointed(tokens, k - 1, end):
        return False
    meets = tokens[verbs[-1]].text in ("召开", "举办", "召集")
    if not meets and not by_means(tokens, verbs[-1], k) and any(t.text == "的" for t in tokens[k:end]):
        return False
    if any(tokens[v].flags & GOVERNING for v in verbs) and not token.flags & Flag.LIGHT_FRAME:
        return False
    if token.flags & Flag.PURE:
        hands = tokens[verbs[-1]].text in words("predicates", "handing") or not (
            meets or by_means(tokens, verbs[-1], k)
        )
        return not (hands and token.text in words("predicates", "handled")) and (
            (k + 1 < end and tokens[k + 1].text not in words("predicates", "tail"))
            or token.flags & (Flag.LIGHT_FRAME | Flag.LIGHT) != 0
        )
    if token.flags & Flag.NOMINAL and tokens[verbs[-1]].text in _HASTENING:
        there = tokens[k - 1].text.endswith(("现场", "一线", "灾区", "前线"))
        return there and takes_object(tokens, k, end) and not is_list_joiner(tokens[min(k + 1, end - 1)])
    if token.flags & Flag.NOMINAL and by_means(tokens, verbs[-1], k) and takes_object(tokens, k, end):
        joined = is_list_joiner(tokens[k + 1]) and not (
            tokens[k + 2].flags & Flag.PURE and (takes_object(tokens, k + 2, end) or tokens[k + 3].text == "对")
        )
        return not joined and (token.text == "预防" or token.text not in words("predicates", "topical"))
    if token.flags & Flag.NOMINAL and k + 1 < end and tokens[verbs[-1]].text == "召开":
        deals = is_verb(tokens[k + 1]) or (
            token.text in words("predicates", "in_meeting") and _is_dealt_with(tokens, k, end)
        )
        return deals and tokens[k - 1].text.endswith(("会", "会议"))
    return False


def _is_dealt_with(tokens: Tokens, k: int, end: int) -> bool:
    """召开会议研究安全工作: what the meeting deals with, and no paper or matter of the meeting itself."""
    return takes_object(tokens, k, end) and tokens[k + 1].text not in words("predicates", "outcome")


def by_what_is_at_hand(tokens: Tokens, after: int, k: int, end: int) -> bool:
    """投入资金扶持合作社: a plain verb with its object, behind a thing that is at hand for it."""
    token, before = tokens[k], tokens[k - 1]
    if not token.flags & Flag.PURE or token.flags & Flag.STATIVE or not is_noun(before) or is_verb(before):
        return False
    if k + 1 >= end or not is_noun(tokens[k + 1]) or is_body(tokens, k - 1):
        return False
    if any(tokens[k + 1].text in words(file, name) for file, name in NOUN_HEADS):
        return False
    if tokens[end - 1].text in words("predicates", "compound_head") or token.text in words("predicates", "handled"):
        return False
    thing = tokens[after:k]
    if any(t.text == "的" for t in tokens[after:end]):
        return False
    return not any(t.flags & Flag.PREPOSITION or is_list_joiner(t) for t in thing)
