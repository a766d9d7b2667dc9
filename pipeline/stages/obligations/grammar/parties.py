"""Who is directed, supported or assisted: where the party behind 督促, 组织, 支持 ends and what it does begins.

Assumption: a noun phrase that names somebody, with a predicate right behind it; or an object and the end of the clause.
"""

from __future__ import annotations

from pipeline.lexicon.words import VERB, Flag, words
from pipeline.stages.obligations.grammar.building import NO_WORK
from pipeline.stages.obligations.grammar.kinds import (
    Tokens,
    is_body,
    is_list_joiner,
    is_noun,
    is_verb,
)
from pipeline.stages.obligations.grammar.positions import adverb_opens, is_attribute, opens, skip_light
from pipeline.stages.obligations.grammar.receivers import told_of_right
from pipeline.stages.obligations.tokens import BRACKET, MARK, TIME, UNIT, WORD

_ONLINE = frozenset(["在线", "线上", "网上", "线下", "异地", "掌上"])
"""支持在线支付: where something is done, and nobody."""
_ORDERED = frozenset(["规范", "促进", "强化"])
"""规范承包商管理: what is put in order is the deed, and nobody is directed to do it."""
_FURTHERING = frozenset(["推动", "推进", "促进"])
"""推动村庄清洁行动常态化: what something is to become is furthered, and nobody is directed."""
_SITES = frozenset(["区域", "地区", "村庄", "社区", "机场", "港口", "口岸", "码头", "车站", "园区", "景区"])
"""Places that stand for those who run them, as a party (支持机场利用航权)."""


def relates(tokens: Tokens, i: int, end: int) -> bool:
    """与X有关的Y: the joiner belongs to an attribute."""
    mark = next((k for k in range(i + 1, end) if tokens[k].text == "的"), None)
    return mark is not None and tokens[mark - 1].text in words("predicates", "relating")


def has_object(tokens: Tokens, i: int, end: int) -> bool:
    token = tokens[i]
    if is_list_joiner(token):
        return relates(tokens, i, end) or (
            i + 1 < end and (is_verb(tokens[i + 1]) or bool(tokens[i + 1].flags & Flag.GUESSED))
        )
    if token.kind in (UNIT,):
        return True
    described = i + 2 < end and tokens[i + 1].text == "的"
    if (
        token.kind != WORD
        or token.text in ("的", "等")
        or (token.text in words("predicates", "tail") and not described)
    ):
        return False
    return not is_list_joiner(token) or (i + 1 < end and is_verb(tokens[i + 1]))


def object_or_end(tokens: Tokens, i: int, end: int) -> bool:
    if i >= end or tokens[i].kind == TIME or tokens[i].text in ("并", "并且"):
        return True
    return has_object(tokens, i, end) or (tokens[i].text == "、" and i + 1 < end and adverb_opens(tokens, i + 1, end))


_SAYING = frozenset(["作出", "提出", "提供", "进行", "签订", "发表"])
"""就有关问题作出说明: behind a name and 就 these say what he does."""


def find_party(tokens: Tokens, verb: int, after: int, end: int) -> int | None:
    """Where the party that begins at `after` ends and its predicate begins; None if there is none."""
    if tokens[verb].text in ("监督", "检查", "考核") and tokens[end - 1].text in ("情况", "行为"):
        return None
    if tokens[verb].text == "告知" and told_of_right(tokens, verb, end):
        return None
    if tokens[verb].text in ("明确", "确定") and end - after > 3 and tokens[end - 2].text == "的":
        return None
    if tokens[verb].text in ("明确", "确定") and tokens[end - 1].text.endswith(("职责", "责任", "任务", "权限")):
        if not any(t.flags & Flag.PURE for t in tokens[after + 1 : end]):
            return None
    if after + 1 < end and tokens[after].text == "、" and tokens[after + 1].flags & Flag.ADVERB:
        return None
    if tokens[verb].text == "规范" and (verb == 0 or not is_list_joiner(tokens[verb - 1])):
        return None
    if tokens[verb].text in _FURTHERING and len(tokens[end - 1].text) > 2 and tokens[end - 1].text[-1] == "化":
        return None
    cautious = tokens[verb].text in words("predicates", "cautious_party")
    placed = False
    for k in range(after + 1, end):
        if tokens[k].text in ("并", "并且"):
            return None
        placed = (placed or tokens[k - 1].text == "在") and tokens[k - 1].text != "的"
        if placed and k - 1 > after:
            continue
        if tokens[k].text in ("与", "同") and is_body(tokens, k - 1) and _reciprocal(tokens, k, end):
            return k
        if tokens[k].text == "就" and is_body(tokens, k - 1) and any(t.text in _SAYING for t in tokens[k + 2 : end]):
            return k
        if not is_noun(tokens[k - 1]) or is_list_joiner(tokens[k]) or tokens[k].text in ("的", "等"):
            continue
        if is_verb(tokens[k]) and any(t.text == "向" for t in tokens[after + 1 : k]):
            return None
        if tokens[k - 1].text == "其" and k - 1 > after and (is_body(tokens, k - 2) or is_verb(tokens[k - 2])):
            return None
        if tokens[verb].text in _ORDERED and k + 1 >= end and tokens[k].flags & Flag.NOMINAL:
            continue
        if is_body(tokens, k - 1) and acts_in_ways(tokens, k, end):
            return k
        if cautious and tokens[k - 1].text == "等" and k + 1 >= end and tokens[k].flags & Flag.NOMINAL:
            continue
        if (is_body(tokens, k - 1) or tokens[k - 1].text in _SITES) and (
            party_acts(tokens, k, end) or works(tokens, verb, k, end) or builds(tokens, verb, k, end)
        ):
            return k
        named = tokens[k - 1].text in words("clauses", "person") or tokens[k - 1].text.endswith("队伍")
        if named and (_goes(tokens, k, end) or opens(tokens, k, end) or builds(tokens, verb, k, end)):
            return k
        if (tokens[after].flags & Flag.PREPOSITION and not tokens[after].flags & VERB) or is_verb(tokens[k - 1]):
            continue
        whoever = not cautious and tokens[verb].text in words("predicates", "any_party")
        if whoever and tokens[k - 1].text not in _ONLINE and opens(tokens, k, end):
            return k
    return None


def acts_in_ways(tokens: Tokens, k: int, end: int) -> bool:
    """督促企业依法、规范经营: two ways in a list, and the verb that they are said of."""
    if not tokens[k].flags & Flag.ADVERB or is_verb(tokens[k]):
        return False
    ways = k + 3 < end and tokens[k + 1].text == "、" and tokens[k + 2].flags & Flag.ADVERB
    return bool(ways) and is_verb(tokens[k + 3]) and not is_list_joiner(tokens[min(k + 4, end - 1)])


def is_alternative_party(tokens: Tokens, joiner: int, end: int) -> bool:
    """自行建设或者委托企业建设: behind 或者 somebody else is to do it."""
    verb = joiner + 1
    if tokens[joiner].text not in ("或", "或者") or verb + 1 >= end or not tokens[verb].flags & Flag.DIRECTED:
        return False
    return find_party(tokens, verb, verb + 1, end) is not None


def _reciprocal(tokens: Tokens, i: int, end: int) -> bool:
    """支持A与B签订X: 与B says with whom."""
    for k in range(i + 2, end):
        if tokens[k].flags & Flag.PURE and is_noun(tokens[k - 1]):
            return tokens[k].text in words("predicates", "reciprocal")
    return False


def works(tokens: Tokens, verb: int, k: int, end: int) -> bool:
    """委托施工单位施工: the work itself, and nothing more. 委托学术机构办理服务评鉴: with what it is done to."""
    if not is_verb(tokens[k]) or tokens[verb].text not in words("predicates", "commissioning"):
        return False
    if k + 1 == end:
        return True
    thing = tokens[k + 1]
    if not tokens[k].flags & (Flag.PURE | Flag.NOMINAL) or thing.flags & Flag.BODY:
        return False
    if is_list_joiner(thing):
        return k + 2 < end and is_verb(tokens[k + 2])
    named = any(thing.text in words("predicates", name) for name in ("said_of", "stated", "agency_tail"))
    return is_noun(thing) and (k + 2 < end or not named)


def builds(tokens: Tokens, verb: int, k: int, end: int) -> bool:
    """鼓励企业发展节能生产方式, 指导养殖场建设粪污处理设施: what they are to build up.

    What stands right behind the verb makes no one noun with it; nor does the end of the clause where nothing but it
    stands behind the verb, and no end that is said of the deed (指导学校建设工作).
    """
    governs = tokens[verb].flags & Flag.SUPPORTED or tokens[verb].text in words("predicates", "letting_build")
    k = skip_light(tokens, k, end)
    if not governs or k + 1 >= end or not is_verb(tokens[k]) or tokens[k].text not in words("predicates", "building"):
        return False
    if any(tokens[k + 1].text in words("predicates", name) for name in NO_WORK):
        return False
    if any(tokens[end - 1].text in words("predicates", name) for name in ("said_of", "stated")):
        return False
    return has_object(tokens, k + 1, end) and is_noun(tokens[end - 1]) and not tokens[end - 1].flags & Flag.PURE


def _ends_here(tokens: Tokens, i: int, end: int) -> bool:
    """组织车间安全检查，: behind the field no more than the deed, so that all of it is one noun."""
    return i >= end or is_list_joiner(tokens[i]) or tokens[i].text in words("predicates", "tail")


def _goes(tokens: Tokens, i: int, end: int) -> bool:
    """选派骨干到省城学习: where somebody goes to do something."""
    return tokens[i].text in ("到", "赴", "来", "进", "入", "深入", "前往", "分赴", "奔赴") and any(
        t.flags & VERB for t in tokens[i + 2 : end]
    )


def _is_told_of(tokens: Tokens, i: int, end: int) -> bool:
    """告知用户停水时间: a verb and what is stated of it close the clause: of what somebody is told."""
    return end - i == 2 and is_verb(tokens[i]) and tokens[i + 1].text in words("predicates", "stated")


def past_adverbs(tokens: Tokens, i: int, end: int) -> int:
    """引导驾驶人依法、安全、文明驾驶: past adverbs, also such as a list joins."""
    k = skip_light(tokens, i, end)
    while i < k < end - 1 and tokens[k].text == "、" and tokens[k + 1].flags & Flag.ADVERB:
        k = max(k + 2, skip_light(tokens, k + 1, end))
    return k


def party_acts(tokens: Tokens, i: int, end: int) -> bool:
    """Whether a predicate begins right behind the noun that names somebody."""
    if tokens[i].kind in (BRACKET, MARK) or tokens[i].text == "作为":
        return False
    if _is_told_of(tokens, i, end):
        return False
    if opens(tokens, i, end) or tokens[i].text in words("predicates", "taking_part"):
        return True
    if tokens[i].kind == TIME and i + 1 < end and (is_verb(tokens[i + 1]) or _goes(tokens, i + 1, end)):
        return True
    if tokens[i].text == "于" and i + 1 < end and tokens[i + 1].kind == TIME:
        return True
    if _goes(tokens, i, end):
        return True
    if tokens[i].flags & Flag.GUESSED and len(tokens[i - 1].text) > 1:
        return i + 1 >= end or tokens[i + 1].text != "的"
    k = past_adverbs(tokens, i, end)
    if k < end and k > i and tokens[k].flags & Flag.GUESSED:
        return True
    if k >= end:
        return False
    token = tokens[k]
    plain = token.text == "出行" or token.text not in words("predicates", "topical")
    if k > i and plain and token.flags & Flag.INTRANSITIVE and (k + 1 == end or tokens[k + 1].text == "、"):
        return True
    if (
        token.flags & Flag.NOMINAL
        and token.text not in words("predicates", "topical")
        and token.text != "改革"
        and not is_attribute(tokens, k, end)
    ):
        if k + 1 < end and tokens[k + 1].flags & Flag.PURE:
            return True
        stop = next((m for m in range(k + 1, end) if tokens[m].text == "为"), end)
        later = any(tokens[m].flags & Flag.PURE and is_noun(tokens[m - 1]) for m in range(k + 1, stop))
        of_field = k > i and tokens[k - 1].text in words("predicates", "field") and tokens[k - 2].text != "、"
        if of_field and _ends_here(tokens, k + 1, end):
            return False
        if k > i and k + 1 < end and tokens[k - 1].text in words("clauses", "weak_adverb"):
            return tokens[k + 1].text not in words("predicates", "tail")
        if token.flags & Flag.LIGHT and k + 2 < end and not is_list_joiner(tokens[k + 2]) and not later:
            return True
        return k > i or (object_or_end(tokens, k + 1, end) and not later)
    return False
