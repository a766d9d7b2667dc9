"""To whom a thing is handed or told, and what they do with it: the verbs and what stands behind them → their end.

报X备案 hands to X what 备案 closes; 告知X Y tells X of Y; 印发X贯彻落实 gives X something to carry out.
"""

from __future__ import annotations

from pipeline.lexicon.words import VERB, Flag, words
from pipeline.model.text import Span
from pipeline.stages.obligations.frames import Frame, span_of
from pipeline.stages.obligations.grammar.kinds import Tokens, is_body, is_list_joiner, is_noun, is_verb
from pipeline.stages.obligations.tokens import MARK, TIME, WORD

_HANDED_ON = frozenset(["报", "报请", "提请", "交", "交由", "送", "转", "移交", "转交", "提交", "呈报"])
_PAPERS = frozenset(["文件", "材料", "报告", "意见", "方案", "项目", "情况", "工作"])
_DECIDING = ("领导", "医院", "上级", "会议", "大会", "总理", "全会", "人大", "办公会", "董事会", "常委会")


def carried_out(tokens: Tokens, frame: Frame, after: int, end: int) -> list[Frame] | None:
    """印发各单位贯彻落实: to whom, and what they do with it."""
    closing = tokens[end - 1]
    if closing.text not in words("predicates", "carried_out") or not is_body(tokens, end - 2):
        return None
    receiver = span_of(tokens, after, end - 1)
    verb = Span(closing.start, closing.end)
    follow = Frame((verb,), subject=receiver, topical=True, modality=frame.modality, clause=verb, target=frame.target)
    return [frame.with_(destination=receiver), follow]


def handled_at(tokens: Tokens, verbs: list[int], after: int, end: int) -> int | None:
    """报X备案, 转送X进行审核, 移交X统一管理、维护: the place of the first of the closing verbs."""
    if tokens[verbs[-1]].text not in words("predicates", "handing") or end - after < 2:
        return None
    return handled_behind(tokens, after, end)


def handled_behind(tokens: Tokens, after: int, end: int) -> int | None:
    """(提交至)人力资源部备案: the place of the first of the verbs that say what the receiver does with it."""
    first = end
    while first > after + 1 and (
        tokens[first - 1].text in words("predicates", "handled")
        or (first == end and tokens[first - 1].text in ("确定", "通过", "讨论", "表决"))
        or (first == end - 1 and tokens[first - 1].text in ("讨论", "表决") and tokens[first].text in ("通过", "决定"))
        or (tokens[first - 1].text in ("强制", "执行") and tokens[after - 1].text == "申请")
        or (first < end and is_list_joiner(tokens[first - 1]))
    ):
        first -= 1
    name = _without_adverbs(tokens, after, first)
    somebody = name > after and (is_body(tokens, name - 1) or tokens[name - 1].text.endswith(_DECIDING))
    return first if first < end and somebody else None


def does_for_it(tokens: Tokens, verbs: list[int], after: int, end: int) -> int | None:
    """报办公室主任安排车辆: behind whom a thing is handed to, the verb of what he does, with an object of its own."""
    if tokens[verbs[-1]].text not in _HANDED_ON or end - after < 3:
        return None
    does = next((k for k in range(after + 1, end - 1) if is_verb(tokens[k]) and is_body(tokens, k - 1)), None)
    if does is None or not tokens[does].flags & Flag.PURE or tokens[does].flags & (Flag.STATIVE | Flag.BODY):
        return None
    if any(t.text == "的" or t.kind == MARK or t.flags & Flag.PREPOSITION for t in tokens[after:end]):
        return None
    thing = tokens[does + 1]
    if is_verb(thing) and tokens[does].text != "安排":
        return None
    return does if is_noun(thing) and thing.text not in _PAPERS else None


def _without_adverbs(tokens: Tokens, after: int, end: int) -> int:
    """Before 统一, 进行 or, with what the deed is about behind it, 进行技术."""
    if end > after + 2 and tokens[end - 2].text == "进行" and not is_verb(tokens[end - 1]):
        end -= 1
    while end > after + 1 and (
        tokens[end - 1].text == "进行" or (tokens[end - 1].flags & Flag.ADVERB and not tokens[end - 1].flags & VERB)
    ):
        end -= 1
    return end


def handed_frame(tokens: Tokens, frame: Frame, after: int, closing: int, end: int) -> Frame:
    """报X备案: X is told, and 备案 is what is done behind 报."""
    done = tuple(Span(t.start, t.end) for t in tokens[closing:end] if is_verb(t) or t.text == "通过")
    return frame.with_(
        verbs=(*frame.verbs, *done),
        relation="chain",
        destination=span_of(tokens, after, _without_adverbs(tokens, after, closing)),
    )


_MOST_TOLD = 60
"""Tokens from 告知 to the end of its clause."""
_OF_RIGHT = frozenset(["权利", "义务", "期限", "途径", "后果", "方式", "事项", "理由", "依据"])


def told_of_right(tokens: Tokens, verb: int, end: int) -> bool:
    """告知当事人申请复议或者提起诉讼的权利、期限: what is told stands behind the 的 that closes the deeds."""
    if tokens[verb].text != "告知" or tokens[end - 1].text not in _OF_RIGHT or end - verb > _MOST_TOLD:
        return False
    last = end - 1
    while last > verb + 2 and (tokens[last - 1].text in _OF_RIGHT or is_list_joiner(tokens[last - 1])):
        last -= 1
    apart = (t.text in ("并", "并且") or (t.kind == MARK and t.text != "、") for t in tokens[verb:end])
    return tokens[last - 1].text == "的" and not any(apart)


def addressee_end(tokens: Tokens, after: int, end: int) -> int | None:
    """Where a leading addressee ends (告知承租人X); `end` if the whole object names somebody."""
    if after >= end or tokens[after - 1].text == "申报":
        return None
    last = end
    while last > after and tokens[last - 1].kind in (MARK, TIME):
        last -= 1
    if last > after and is_body(tokens, last - 1):
        return last
    if last > after + 1 and tokens[after - 1].text in words("predicates", "to_somebody"):
        if receiver := _receiver_end(tokens, after, last):
            return receiver
    if told_of_right(tokens, after - 1, last):
        return next((k for k in range(after + 1, last - 2) if is_body(tokens, k - 1) and is_verb(tokens[k])), None)
    for k in range(after + 1, last):
        if (
            is_body(tokens, k - 1)
            and len(tokens[k - 1].text) > 1
            and not is_list_joiner(tokens[k])
            and tokens[k].text != "的"
            and tokens[k].text != "规定"
            and tokens[k - 1].text not in ("个人", "本人")
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
        if tokens[k - 1].text == "财政":
            return None
        if is_body(tokens, k - 1) and len(tokens[k - 1].text) > 1 and not is_body(tokens, k):
            follows = tokens[k]
            return None if follows.text in ("的", "等") or is_list_joiner(follows) or follows.kind != WORD else k
    return None
