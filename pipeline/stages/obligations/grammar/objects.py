"""What stands behind the verbs of a predicate → its target and destination."""

from __future__ import annotations

from pipeline.lexicon.rules import load_rules
from pipeline.lexicon.words import VERB, Flag, words
from pipeline.model.text import Span
from pipeline.stages.obligations.frames import Adverbial, Frame, span_of
from pipeline.stages.obligations.grammar.kinds import Tokens, is_body, is_list_joiner, is_noun, is_verb
from pipeline.stages.obligations.grammar.parties import find_party
from pipeline.stages.obligations.grammar.positions import is_attribute
from pipeline.stages.obligations.grammar.verb_behind import is_good_thing
from pipeline.stages.obligations.tokens import BRACKET, MARK, TIME, WORD

_BY_HOW_MUCH = frozenset(["延长", "顺延", "缩短", "提前", "推迟", "满", "达到"])
_NUMERALS = "0123456789０１２３４５６７８９一二两三四五六七八九十百半"
_COMPLEMENTS = frozenset(["好", "出", "成", "了", "完", "完毕", "清", "起来", "在案"])


_DECIDING = ("领导", "医院", "上级", "会议", "大会", "总理", "全会", "人大")


_TO = frozenset(["到", "至", "给", "为", "成", "在", "于", "入", "向", "至于"])


def carried_out(tokens: Tokens, frame: Frame, after: int, end: int) -> list[Frame] | None:
    """印发各单位贯彻落实: to whom, and what they do with it."""
    closing = tokens[end - 1]
    if closing.text not in words("predicates", "carried_out") or not is_body(tokens, end - 2):
        return None
    receiver = span_of(tokens, after, end - 1)
    verb = Span(closing.start, closing.end)
    follow = Frame((verb,), subject=receiver, topical=True, modality=frame.modality, clause=verb, target=frame.target)
    return [frame.with_(destination=receiver), follow]


def whole_name(tokens: Tokens, after: int, end: int) -> bool:
    """委托具有资质的机构，…: the object is a name, and the clause ends; what the party does may follow."""
    return is_body(tokens, end - 1) and not find_party(tokens, after - 1, after, end)


def read_object(tokens: Tokens, frame: Frame, verbs: list[int], after: int, end: int) -> Frame:
    last = tokens[verbs[-1]]
    if after < end and tokens[after].kind == BRACKET:
        after += 1
    while end > after + 1 and tokens[end - 1].kind == BRACKET and _is_aside(tokens[end - 1].text[1:]):
        end -= 1
    if after < end and tokens[after].text in _COMPLEMENTS and not is_good_thing(tokens, after, end):
        after += 1
    if after + 1 < end and tokens[after].text in ("和", "或", "或者", "及") and last.flags & Flag.INTRANSITIVE:
        after += 1
    if (
        after < end
        and tokens[after].text in _TO
        and (last.flags & Flag.FRAMING or tokens[after].text in ("给", "到", "至") or _is_put(tokens, verbs[-1], after))
        and last.text not in words("predicates", "entering")
    ):
        return frame.with_(destination=span_of(tokens, after + 1, end))
    if after < end and tokens[after].text == "对" and last.text in ("开展", "进行", "实施"):
        if light := _nominal_predicate(tokens, frame, after, end):
            return light
    if last.text in ("使用", "利用") and (cut := _use_end(tokens, after, end)):
        end = cut
    end = _without_bound(tokens, after, end)
    if handled := _handled(tokens, verbs, after, end):
        return _report_frame(tokens, frame, after, handled, end)
    for k in range(after, end):
        if (
            tokens[k].text in _TO
            and k > after
            and tokens[k].text in ("给", "到", "至", "为")
            and last.flags & Flag.FRAMING
        ):
            return frame.with_(target=span_of(tokens, after, k), destination=span_of(tokens, k + 1, end))
    if (last.flags & Flag.ADDRESSING or last.text in words("predicates", "handing")) and (
        split := _addressee_end(tokens, after, end)
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
    return frame.with_(target=target)


def _holds_no_object(tokens: Tokens, verb: int, after: int, end: int) -> bool:
    """依法经营、诚实守信: behind 、 stands no object. 保存三年以上, 补考一次: nor is one how long or how often."""
    if after < end and tokens[after].text == "、":
        return end - after < 4 and not is_verb(tokens[min(after + 1, end - 1)]) and tokens[verb].text != "公开"
    if after >= end or tokens[after].text[0] not in _NUMERALS:
        return False
    if tokens[verb].text in words("predicates", "bounding") or tokens[verb].text in _BY_HOW_MUCH:
        return False
    said = "".join(t.text for t in tokens[after:end])
    return (
        said.rstrip("以上内下")[-1:] in "年月日天周次" and load_rules("duties")["quantity"].fullmatch(said) is not None
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
    """停放于指定位置: a verb without object right before 于 says where."""
    put = tokens[after].text == "于" and after == verb + 1 and bool(tokens[verb].flags & Flag.PURE)
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


def _use_end(tokens: Tokens, after: int, end: int) -> int | None:
    """使用X做Y: where X ends; what is done with it says how (ANNOTATION: 不得使用X做Y)."""
    for k in range(after + 1, end):
        if tokens[k].text in ("为", "向") and is_noun(tokens[k - 1]) and is_verb(tokens[end - 2]):
            return k
        if tokens[k].text in ("从事", "实施") and is_noun(tokens[k - 1]) and tokens[end - 1].text in ("活动", "行为"):
            return k
        if is_noun(tokens[k - 1]) and tokens[k].flags & (Flag.PURE | Flag.UNKNOWN_VERB):
            if k + 1 >= end and not tokens[k].flags & Flag.INTRANSITIVE:
                continue
            if not is_attribute(tokens, k, end) and not any(t.text == "的" for t in tokens[k:end]):
                return k
    return None


def _handled(tokens: Tokens, verbs: list[int], after: int, end: int) -> int | None:
    """报X备案, 转送X进行审核, 移交X统一管理、维护: the place of the first of the closing verbs."""
    if tokens[verbs[-1]].text not in words("predicates", "handing") or end - after < 2:
        return None
    first = end
    while first > after + 1 and (
        tokens[first - 1].text in words("predicates", "handled")
        or (first == end and tokens[first - 1].text == "确定")
        or (first < end and is_list_joiner(tokens[first - 1]))
    ):
        first -= 1
    name = _without_adverbs(tokens, after, first)
    somebody = name > after and (is_body(tokens, name - 1) or tokens[name - 1].text.endswith(_DECIDING))
    return first if first < end and somebody else None


def _without_adverbs(tokens: Tokens, after: int, end: int) -> int:
    """Before 统一, 进行 or, with what the deed is about behind it, 进行技术."""
    if end > after + 2 and tokens[end - 2].text == "进行" and not is_verb(tokens[end - 1]):
        end -= 1
    while end > after + 1 and (
        tokens[end - 1].text == "进行" or (tokens[end - 1].flags & Flag.ADVERB and not tokens[end - 1].flags & VERB)
    ):
        end -= 1
    return end


def _report_frame(tokens: Tokens, frame: Frame, after: int, closing: int, end: int) -> Frame:
    done = tuple(Span(t.start, t.end) for t in tokens[closing:end] if is_verb(t))
    return frame.with_(
        verbs=(*frame.verbs, *done),
        relation="chain",
        destination=span_of(tokens, after, _without_adverbs(tokens, after, closing)),
    )


def _addressee_end(tokens: Tokens, after: int, end: int) -> int | None:
    """Where a leading addressee ends (告知承租人X); `end` if the whole object names somebody."""
    if after >= end:
        return None
    last = end
    while last > after and tokens[last - 1].kind in (MARK, TIME):
        last -= 1
    if last > after and is_body(tokens, last - 1):
        return last
    if last > after + 1 and tokens[after - 1].text in words("predicates", "to_somebody"):
        if receiver := _receiver_end(tokens, after, last):
            return receiver
    for k in range(after + 1, last):
        if (
            is_body(tokens, k - 1)
            and len(tokens[k - 1].text) > 1
            and not is_list_joiner(tokens[k])
            and tokens[k].text != "的"
            and not (tokens[k].text in ("有关", "相关") and any(t.text in ("与", "同") for t in tokens[after:k]))
            and (
                tokens[k].text
                in ("其", "有关", "相关", "涉及", "本", "该", "下列", "需要", "需", "应当", "如何", "是否")
                or tokens[k].flags & Flag.STATIVE
            )
        ):
            return k
    return None


def _receiver_end(tokens: Tokens, after: int, end: int) -> int | None:
    """给予企业支持, 告知新兵报到地点: behind a name that is followed by a noun, and not by 的 or a list."""
    for k in range(after + 1, end):
        if tokens[k - 1].kind != WORD or tokens[k - 1].text == "的" or is_list_joiner(tokens[k - 1]):
            return None
        if is_body(tokens, k - 1) and len(tokens[k - 1].text) > 1 and not is_body(tokens, k):
            follows = tokens[k]
            return None if follows.text in ("的", "等") or is_list_joiner(follows) or follows.kind != WORD else k
    return None
