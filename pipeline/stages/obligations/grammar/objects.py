"""What stands behind the verbs of a predicate → its target and destination."""

from __future__ import annotations

from pipeline.lexicon.rules import load_rules
from pipeline.lexicon.words import VERB, Flag, words
from pipeline.model.text import Span
from pipeline.stages.obligations.frames import Adverbial, Frame, span_of
from pipeline.stages.obligations.grammar.kinds import Tokens, is_body, is_list_joiner, is_noun, is_verb
from pipeline.stages.obligations.grammar.parties import find_party
from pipeline.stages.obligations.grammar.positions import is_attribute
from pipeline.stages.obligations.grammar.receivers import (
    addressee_end,
    does_for_it,
    handed_frame,
    handled_at,
    handled_behind,
)
from pipeline.stages.obligations.grammar.verb_behind import is_good_thing
from pipeline.stages.obligations.tokens import BRACKET, TIME, UNIT, Token

_WITH = frozenset(["携带", "带", "佩戴", "穿戴", "穿", "戴", "穿着"])
"""佩戴工牌上岗: with what somebody goes there."""
_BY_HOW_MUCH = frozenset(["延长", "顺延", "缩短", "提前", "推迟", "满", "达到"])
_NUMERALS = "0123456789０１２３４５６７８９一二两三四五六七八九十百半"
_COMPLEMENTS = frozenset(["好", "出", "成", "了", "完", "完毕", "清", "起来", "在案", "清楚"])
_PERCEIVING = frozenset(["享受", "认识", "意识", "了解", "体会", "感受"])
"""认识到重要性: with these 到 says that it comes about, and leads nowhere."""
_TO = frozenset(["到", "至", "给", "为", "成", "在", "于", "入", "向", "至于"])


def whole_name(tokens: Tokens, after: int, end: int) -> bool:
    """委托具有资质的机构，…: the object is a name, and the clause ends; what the party does may follow."""
    return is_body(tokens, end - 1) and not find_party(tokens, after - 1, after, end)


def read_object(tokens: Tokens, frame: Frame, verbs: list[int], after: int, end: int) -> Frame:
    last = tokens[verbs[-1]]
    if after < end and tokens[after].kind == BRACKET:
        after += 1
    while (
        end > after + 1
        and tokens[end - 1].kind == BRACKET
        and (tokens[end - 2].kind == TIME or _is_aside(tokens[end - 1].text[1:]))
    ):
        end -= 1
    if after < end and tokens[after].text in _COMPLEMENTS and not is_good_thing(tokens, after, end):
        after += 1
    if after + 1 < end and tokens[after].text in ("和", "或", "或者", "及") and last.flags & Flag.INTRANSITIVE:
        after += 1
    if after + 1 < end and tokens[after].text == "到" and last.text in _PERCEIVING:
        after += 1
    if (
        after < end
        and tokens[after].text in _TO
        and (
            last.flags & Flag.FRAMING
            or tokens[after].text in ("给", "到", "至")
            or _is_put(tokens, verbs[-1], after)
            or (tokens[after].text == "为" and _becomes(tokens, verbs[-1], after, end))
        )
        and last.text not in words("predicates", "entering")
    ):
        if handled := handled_behind(tokens, after + 1, end):
            return handed_frame(tokens, frame, after + 1, handled, end)
        return frame.with_(destination=span_of(tokens, after + 1, end))
    if after < end and tokens[after].text == "对" and last.text in ("开展", "进行", "实施"):
        if light := _nominal_predicate(tokens, frame, after, end):
            return light
    if end - after > 2 and tokens[after].kind == UNIT and tokens[after + 1].text == "即":
        end = after + 1
    if last.text in ("使用", "利用") and (cut := _use_end(tokens, after, end)):
        end = cut
    if last.text in _WITH and (cut := _taken_along_end(tokens, after, end)):
        end = cut
    end = _without_bound(tokens, after, end)
    gives = last.text.endswith(("给", "至", "到")) and last.flags & VERB
    if handled := handled_behind(tokens, after, end) if gives else handled_at(tokens, verbs, after, end):
        return handed_frame(tokens, frame, after, handled, end)
    if frame.target is None and (does := does_for_it(tokens, verbs, after, end)):
        return handed_frame(tokens, frame, after, does, does + 1).with_(target=span_of(tokens, does + 1, end))
    for k in range(after + 1, end - 1):
        if tokens[k].text == "作为" and is_noun(tokens[k - 1]) and all(t.text != "的" for t in tokens[after:k]):
            return frame.with_(target=span_of(tokens, after, k), destination=span_of(tokens, k + 1, end))
    for k in range(after, end):
        if (
            tokens[k].text in _TO
            and k > after
            and tokens[k].text in ("给", "到", "至", "为")
            and (last.flags & Flag.FRAMING or _sends(tokens, last, k, end))
        ):
            return frame.with_(target=span_of(tokens, after, k), destination=span_of(tokens, k + 1, end))
    if (last.flags & Flag.ADDRESSING or last.text in words("predicates", "handing")) and (
        split := addressee_end(tokens, after, end)
    ):
        return frame.with_(destination=span_of(tokens, after, split), target=span_of(tokens, split, end))
    if after < end and tokens[after].text in words("predicates", "attained") and end - after == 1:
        return frame
    if _holds_no_object(tokens, verbs[-1], after, end):
        return frame
    if end - after > 1 and tokens[after].text in ("一次", "一场", "一遍"):
        after += 1
    target = span_of(tokens, after, end)
    if target is not None and _says_which(tokens, verbs, after, end):
        target = Span(tokens[after].start, target.end)
    return frame.with_(target=target) if target is not None else frame


def _sends(tokens: Tokens, verb: Token, k: int, end: int) -> bool:
    """分发考核表至各部门: behind a verb of handing over, to whom at the end of the clause."""
    hands = verb.flags & Flag.ADDRESSING or verb.text in words("predicates", "handing")
    return bool(hands) and tokens[k].text in ("给", "到", "至") and is_body(tokens, end - 1)


def _holds_no_object(tokens: Tokens, verb: int, after: int, end: int) -> bool:
    """依法经营、诚实守信: behind 、 stands no object. 保存三年以上, 补考一次: nor is one how long or how often."""
    if after < end and tokens[after].text == "、":
        return end - after < 4 and not is_verb(tokens[min(after + 1, end - 1)]) and tokens[verb].text != "公开"
    bound = after < end and tokens[after].text[0] == "不"
    if after >= end or not (bound or tokens[after].text[0] in _NUMERALS):
        return False
    if tokens[verb].text in words("predicates", "bounding") or tokens[verb].text in _BY_HOW_MUCH:
        return False
    said = "".join(t.text for t in tokens[after:end])
    if bound and not said.startswith(("不少于", "不超过", "不低于")):
        return False
    said = said[3:] if bound else said
    return (
        said.rstrip("以上内下")[-1:] in "年月日天周次时"
        and load_rules("duties")["quantity"].fullmatch(said) is not None
    )


def _is_aside(remark: str) -> bool:
    """以下简称X, 见附件: what a bracket says of the name before it and not of the thing."""
    return (
        "简称" in remark
        or "统称" in remark
        or "见附" in remark
        or remark.startswith(("附后", "详见", "附件", "样式见", "格式见"))
    )


def _is_put(tokens: Tokens, verb: int, after: int) -> bool:
    """停放于指定位置, 张贴在醒目位置: a verb without object right before 于 or 在 says where."""
    at = tokens[after].text == "于" or (
        tokens[after].text == "在" and tokens[verb].text in words("predicates", "put_at")
    )
    put = at and after == verb + 1 and bool(tokens[verb].flags & Flag.PURE)
    return put and tokens[verb].text not in words("predicates", "standing_at") and after + 1 < len(tokens)


def _without_bound(tokens: Tokens, after: int, end: int) -> int:
    """留存日志不少于12个月, 采取措施后: where the object ends before how long, or before 后."""
    if end > after + 1 and tokens[end - 1].text == "后":
        return end - 1
    last = end - 1 if tokens[end - 1].kind != TIME else end - 2
    if last > after and tokens[last].text in ("原则上", "一般", "至少"):
        return last
    for k in range(after + 1, end - 1):
        if tokens[k].text[0] in "不至":
            bound = "".join(t.text for t in tokens[k:end])
            return k if load_rules("duties")["quantity"].fullmatch(bound) else end
    return end


def _becomes(tokens: Tokens, verb: int, after: int, end: int) -> bool:
    """升级为国家级园区: what something becomes; 发展为老年人服务的组织 says for whom."""
    turns = tokens[verb].text in words("predicates", "becoming")
    return turns and all(t.text != "的" for t in tokens[after:end])


def _says_which(tokens: Tokens, verbs: list[int], after: int, end: int) -> bool:
    """进行定期检测: behind a light verb 定期 and 经常性 belong to the deed that is named."""
    light = tokens[verbs[-1]].flags & Flag.LIGHT_FRAME and after == verbs[-1] + 1
    return bool(light) and tokens[after].text in words("clauses", "habitual")


def _nominal_predicate(tokens: Tokens, frame: Frame, after: int, end: int) -> Frame | None:
    """开展对X的V: V of X; words between 的 and V say how."""
    mark = max((k for k in range(after, end) if tokens[k].text == "的"), default=None)
    if mark is None or not is_verb(tokens[end - 1]):
        return None
    first = end
    while first > mark + 1 and (is_verb(tokens[first - 1]) or is_list_joiner(tokens[first - 1])):
        first -= 1
    verbs = tuple(Span(t.start, t.end) for t in tokens[first:end] if is_verb(t))
    how = span_of(tokens, mark + 1, first)
    adverbials = frame.adverbials + ((Adverbial("manner", how),) if how else ())
    kept = frame.verbs[:-1]
    return frame.with_(
        verbs=kept + verbs,
        relation="chain" if len(kept + verbs) > 1 else None,
        target=span_of(tokens, after + 1, mark),
        adverbials=adverbials,
    )


def _taken_along_end(tokens: Tokens, after: int, end: int) -> int | None:
    """携带宠物入园, 带小孩进入工作场所: where X ends; where one goes with it is no part of it."""
    for k in range(after + 1, end):
        there = tokens[k].text in ("到", "至") and k + 1 < end
        works = tokens[k].text in ("操作", "作业", "工作") and k + 1 == end
        if not (there or works) and (not tokens[k].flags & VERB or tokens[k].text[0] not in "进入出上乘外"):
            continue
        if not is_noun(tokens[k - 1]):
            continue
        goes = there or k + 1 == end or tokens[k].text in ("进入", "出入", "乘坐", "进出", "外出")
        if goes and tokens[k - 1].text != "的" and all(t.text != "的" for t in tokens[k:end]):
            return k
    return None


def _use_end(tokens: Tokens, after: int, end: int) -> int | None:
    """使用X做Y: where X ends; what is done with it says how (ANNOTATION: 不得使用X做Y)."""
    for k in range(after + 1, end):
        if tokens[k].text in ("为", "向") and is_noun(tokens[k - 1]) and is_verb(tokens[end - 2]):
            return k
        if tokens[k].text == "对" and tokens[end - 1].text in ("活动", "行为") and is_noun(tokens[k - 1]):
            return k
        if (
            tokens[k].text in ("从事", "实施", "进行")
            and tokens[end - 1].text in ("活动", "行为")
            and is_noun(tokens[k - 1])
        ):
            return k
        if is_noun(tokens[k - 1]) and tokens[k].flags & (Flag.PURE | Flag.UNKNOWN_VERB):
            if k + 1 >= end and not tokens[k].flags & Flag.INTRANSITIVE:
                continue
            if not is_attribute(tokens, k, end) and not any(t.text == "的" for t in tokens[k:end]):
                return k
    return None
