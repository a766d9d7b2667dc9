"""Where an adverbial ends that holds verbs and that one word closes: 原因, 的要求, 的当日, or 负责 behind it.

In: the tokens and where the phrase opens. Out: the place behind the closing word, or of the verb it belongs to.
"""

from __future__ import annotations

from pipeline.lexicon.words import Flag, words
from pipeline.stages.obligations.grammar.kinds import Tokens, after_modal, is_body, is_list_joiner, is_noun, is_verb
from pipeline.stages.obligations.grammar.positions import is_attribute, opens, predicate_follows
from pipeline.stages.obligations.grammar.towards import raises
from pipeline.stages.obligations.tokens import TIME, WORD, Token

_PLAIN = Flag.PURE | Flag.UNKNOWN_VERB
_DAYS = ("当日", "当天", "次日")
_VIEWS = frozenset(["高度", "角度", "立场", "位置", "全局"])
"""站在讲政治的高度: what closes from what view something is done."""
_AROUND = frozenset(["现场", "全局", "全市", "全县", "全区", "全镇", "全乡", "全校", "全厂", "全系统", "网上", "线上"])
"""在现场下达通知书, 在全局通报结果: where, without a word that closes it."""
_AREAS = frozenset(["区域", "范围", "地区", "水域"])
_BETTER = frozenset(["提升", "提高", "改善", "增强"])
_PERIODS = ("期", "期间", "阶段", "时间")
_MEASURES = frozenset(["%", "％", "标准", "比例", "额度", "金额", "数额", "元", "万元", "倍"])
_FEW = 8
"""Tokens behind a joiner among which the second ground must end."""
_AFFAIRS = frozenset(["规定", "要求", "约定", "标准", "原则", "方式", "程序", "期限", "用途"])


def closed_end(tokens: Tokens, i: int, end: int) -> int | None:
    """Where the phrase that opens here ends, if one of these words closes it."""
    head = tokens[i].text
    if head in ("对", "对于"):
        return _answers_for(tokens, i, end) or raises(tokens, i, end)
    if head == "站在":
        return next((k + 1 for k in range(i + 2, end) if tokens[k].text in _VIEWS), None)
    if head == "通过":
        return next((k for k in range(i + 2, end - 1) if _gives(tokens, k)), None)
    if head in ("经", "经过"):
        return next((k for k in range(i + 3, end - 1) if _passes_on(tokens, k)), None)
    if head == "向":
        in_charge = any(t.text == "负责" for t in tokens[i + 1 : end - 3])
        return next((k for k in range(i + 2, end - 1) if _hands_over(tokens, k, end, in_charge)), None)
    if head == "就":
        return _matter_end(tokens, i, end)
    if head == "因":
        return _cause_end(tokens, i, end)
    if head == "在" and i + 2 < end and tokens[i + 1].text in _AROUND and is_verb(tokens[i + 2]):
        return i + 2
    if head == "在":
        return _day_end(tokens, i, end) or _whole_attribute(tokens, i, end)
    if head in ("围绕", "聚焦") and _names_aim(tokens, i, end):
        return end
    if head in words("clauses", "footing"):
        return _requirement_end(tokens, i, end) or _bound_end(tokens, i, end) or _two_grounds_end(tokens, i, end)
    return None


def _gives(tokens: Tokens, k: int) -> bool:
    """通过班级群反馈给家长: behind the means a verb of telling and to whom."""
    told = tokens[k].flags & Flag.ADDRESSING and tokens[k + 1].text in ("给", "至", "到")
    return bool(told) and is_noun(tokens[k - 1]) and not is_verb(tokens[k - 1])


def _passes_on(tokens: Tokens, k: int) -> bool:
    """经负责人签字确认交由行政部门备案: behind whose leave and what he does, to hand it on to somebody."""
    if tokens[k].text not in ("交", "交由", "报", "提交", "报送", "送交") or not tokens[k - 1].flags & Flag.HANDLED:
        return False
    first = k - 1
    while first > 1 and tokens[first - 1].flags & Flag.HANDLED:
        first -= 1
    return is_body(tokens, first - 1) and tokens[k + 1].kind == WORD and tokens[k + 1].text != "的"


def _names_aim(tokens: Tokens, i: int, end: int) -> bool:
    """聚焦从业人员逃生避险能力提升，: what is to become better, whatever verbs describe it, is the whole clause."""
    if end - i < 4 or tokens[end - 1].text not in _BETTER:
        return False
    closes = end < len(tokens) and tokens[end].text in ("，", ",") and is_noun(tokens[end - 2])
    plain = not any(t.flags & (Flag.LIGHT | Flag.CHAINING) for t in tokens[i + 1 : end - 1])
    return closes and plain and not is_verb(tokens[end - 2])


def _answers_for(tokens: Tokens, i: int, end: int) -> int | None:
    """对保障工资支付工作负责, 对工资支付负直接责任: where the verb stands that closes the clause, whatever X holds."""
    if tokens[end - 1].text in ("负责", "负总责") and end - i > 3:
        how = tokens[end - 2]
        adverb = how.flags & Flag.ADVERB > 0 and not is_verb(how) and how.text not in words("clauses", "weak_adverb")
        return end - 1 - adverb
    if not tokens[end - 1].text.endswith(("责任", "全责", "主责", "总责")) or any(
        t.text in ("并", "，") for t in tokens[i:end]
    ):
        return None
    return next((k for k in range(end - 2, i + 1, -1) if tokens[k].text in ("负", "负有")), None)


def _hands_over(tokens: Tokens, k: int, end: int, in_charge: bool) -> bool:
    """向机关提交申请表、项目的制度和经费说明: a plain verb of telling behind the name, and no other behind one.

    So also where the name is of those in charge of something (向负责监管的部门提交X).
    """
    if not tokens[k].flags & Flag.ADDRESSING or not tokens[k].flags & Flag.PURE or not is_body(tokens, k - 1):
        return False
    last = end
    while last > k and is_verb(tokens[last - 1]):
        last -= 1
    return (is_attribute(tokens, k, end) or in_charge) and not is_body(tokens, last - 1)


def _matter_end(tokens: Tokens, i: int, end: int) -> int | None:
    """就修订依据作出说明: before the light verb. 就填报义务、填报要求等，: the whole clause."""
    if (
        tokens[end - 1].text == "等"
        and after_modal(tokens, i)
        and end < len(tokens)
        and tokens[end].text in ("，", ",")
    ):
        return end
    told = (
        k for k in range(i + 3, end - 2) if tokens[k].text == "向" and tokens[k - 1].text in ("情况", "问题", "事项")
    )
    if to := next(told, None):
        return to
    at = next((k for k in range(i + 2, end - 1) if tokens[k].text == "作出"), None)
    return at if at is not None and not any(t.text in ("的", "向", "对") for t in tokens[i:at]) else None


def _cause_end(tokens: Tokens, i: int, end: int) -> int | None:
    """因支付工资之外的原因被查封: behind the word for a cause that an attribute describes."""
    for k in range(i + 2, end - 1):
        if tokens[k].text in ("原因", "因素", "缘故") and tokens[k - 1].text in ("的", "等"):
            return k + 1
    return None


def _day_end(tokens: Tokens, i: int, end: int) -> int | None:
    """在申请人参加仪式的当日核发证明: behind the day that is told by what is done on it."""
    for k in range(i + 3, end - 1):
        if tokens[k].kind == TIME and tokens[k].text.startswith(_DAYS) and tokens[k - 1].text == "的":
            return k + 1
    return None


def _whole_attribute(tokens: Tokens, i: int, end: int) -> int | None:
    """可以在农民工提供劳动的当期或者次期: behind a modal the phrase for a period is all."""
    if not after_modal(tokens, i):
        return None
    mark = next((k for k in range(end - 2, i + 2, -1) if tokens[k].text == "的"), None)
    if mark is None or any(t.flags & Flag.LOCALIZER or t.kind == TIME for t in tokens[i + 1 : end]):
        return None
    if not tokens[end - 1].text.endswith(_PERIODS) or not any(t.flags & Flag.PURE for t in tokens[i:mark]):
        return None
    return end if all(is_list_joiner(t) or (is_noun(t) and not is_verb(t)) for t in tokens[mark + 1 : end]) else None


def _requirement_end(tokens: Tokens, i: int, end: int) -> int | None:
    """按照保障工资按时支付的要求约定费用: behind the requirement that verbs describe, where a plain verb goes on."""
    for k in range(i + 3, end - 1):
        if tokens[k].text not in _AFFAIRS or tokens[k - 1].text != "的":
            continue
        described = is_verb(tokens[k - 2]) and any(t.flags & _PLAIN for t in tokens[i + 1 : k - 1])
        described = described or any(_acts_so(tokens, m) for m in range(i + 1, k - 2))
        goes_on = predicate_follows(tokens, k + 1, end) and not is_attribute(tokens, k + 1, end)
        return k + 1 if goes_on and (described or tokens[k + 1].text == "组织") else None
    return None


_GROUNDS = frozenset(["规定", "约定", "要求", "标准", "程序", "规范", "规程", "需要", "办法", "部署"])


def _two_grounds_end(tokens: Tokens, i: int, end: int) -> int | None:
    """按照本办法规定和检查要点要求开展X: behind the second of two grounds, whatever describes it is also a verb."""
    near = range(i + 2, min(i + 2 + 2 * _FEW, end - 3))
    joint = next((k for k in near if tokens[k].text in ("和", "与", "以及", "及")), None)
    if joint is None or tokens[joint - 1].text not in _GROUNDS:
        return None
    for k in range(joint + 1, min(joint + _FEW, end - 1)):
        if tokens[k].text in _GROUNDS and tokens[k + 1].text not in ("的", "、") and k > joint + 1:
            return k + 1 if predicate_follows(tokens, k + 1, end) else None
        if tokens[k].flags & (Flag.PURE | Flag.PREPOSITION) and not tokens[k].flags & Flag.FOOTING_HEAD:
            return None
    return None


def _acts_so(tokens: Tokens, k: int) -> bool:
    """按照有偿|使用合同的约定, 按照临时|使用土地合同约定的用途: an adverb and its verb are part of the attribute."""
    return bool(tokens[k].flags & Flag.ADVERB) and not is_verb(tokens[k]) and is_verb(tokens[k + 1])


def _bound_end(tokens: Tokens, i: int, end: int) -> int | None:
    """按照不高于合同金额的30%给予补助, 按不超过投资额30%的标准V: behind the bound, or the standard that it is of."""
    if i + 3 >= end or tokens[i + 1].text not in ("不", "不低于", "不高于", "不少于", "不超过"):
        return None
    if tokens[i + 1].text == "不" and tokens[i + 2].text not in words("predicates", "bounding"):
        return None
    for k in range(i + 3, end):
        if tokens[k].text in _MEASURES and (k + 1 == end or predicate_follows(tokens, k + 1, end)):
            return k + 1
    return None


def names_area(where: Token, behind: Token | None) -> bool:
    """在外环线以内区域: the noun behind the localizer belongs to where."""
    return behind is not None and where.text in ("以内", "以外", "内", "外") and behind.text in _AREAS


def is_footing(tokens: Tokens, k: int, end: int) -> bool:
    """按照“三个必须”要求将…, 按照要求或合同约定管理使用: what closes the phrase opens no predicate."""
    token = tokens[k]
    if not (token.flags & Flag.FOOTING_HEAD and is_verb(token)):
        return False
    if k + 1 >= end or tokens[k + 1].text == "再" or opens(tokens, k + 1, end):
        return True
    acts = next((m for m in range(k + 1, end) if not tokens[m].flags & Flag.ADVERB or is_verb(tokens[m])), end)
    if k + 1 < acts < end and is_verb(tokens[acts]):
        return True
    if tokens[k + 1].text in ("或", "或者", "和", "及"):
        return any(t.flags & Flag.FOOTING_HEAD for t in tokens[k + 2 : k + 5])
    return token.flags & Flag.NOMINAL > 0 and all(is_verb(t) for t in tokens[k + 1 : end])
