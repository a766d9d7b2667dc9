"""Whether a verb right behind a verb opens its object, as part of a noun, or is one more verb of the chain.

In: the tokens and the place of the second verb or of what stands behind it. Out: yes or no.
"""

from __future__ import annotations

from pipeline.lexicon.words import GOVERNING, MODAL, VERB, Flag, words
from pipeline.stages.obligations.grammar.building import PACE
from pipeline.stages.obligations.grammar.kinds import (
    Tokens,
    determined,
    is_list_joiner,
    is_name_of_deeds,
    is_noun,
    is_verb,
    pointed,
)
from pipeline.stages.obligations.grammar.parties import has_object, object_or_end
from pipeline.stages.obligations.tokens import MARK, TIME, WORD, Token

NAMED_BY = frozenset(
    [("对照", "检查"), ("对照", "自查"), ("对照", "整改"), ("主持", "会商"), ("参加", "会商"), ("安装", "监控")]
)
"""对照检查: one deed in two verbs. 主持会商: the verb behind names what is chaired."""

ANSWERING = frozenset(["配合", "回答"])
_TAKING_PART = frozenset(["参与", "参加", "从事"])
_AIMS = frozenset(["落实", "推进", "推广", "强化", "提升", "深化", "巩固", "拓展", "规范"])
_MEASURES = ("措施", "举措", "意见", "办法", "方案", "政策", "计划", "细则")
_BETTER = frozenset(["提升", "提高", "改善", "完善", "改进", "优化", "巩固", "增强"])
_PAPERS = frozenset(["日志", "内容", "结果", "证"])
_GIVING_LEAVE = frozenset(["批准", "同意", "核准", "许可"])
_EXERCISES = frozenset(["演练", "培训", "教育", "宣传"])


def is_taken_part_in(tokens: Tokens, before: int, i: int, end: int) -> bool:
    """参与有偿补课, 配合调查、回答询问: what somebody takes part in or answers to, and no more than the name of it."""
    if not tokens[i].flags & Flag.NOMINAL or tokens[before].text not in ANSWERING | _TAKING_PART:
        return False
    if tokens[before].text in ANSWERING and (end - i < 3 or tokens[i + 1].text == "、"):
        return tokens[i + 1].text == "、" or all(is_verb(t) for t in tokens[i:end])
    return i + 1 >= end


def is_kind_of_pay(tokens: Tokens, i: int, end: int, joined: bool) -> bool:
    """审核补贴面积, 调整补助标准: what is paid and a noun, as part of the object."""
    paid = not joined and tokens[i].text in ("补贴", "补助", "津贴", "贴息") and i + 1 < end
    return paid and is_noun(tokens[i + 1]) and not is_verb(tokens[i + 1]) and tokens[i + 1].text != "的"


def asks_for(tokens: Tokens, before: int, i: int, end: int) -> bool:
    """申请补贴, 申请复议, 申请变更登记: what is asked for is no further deed."""
    if tokens[before].text not in ("申请", "申报", "申领"):
        return False
    alone = i == before + 1 and (i + 1 >= end or is_list_joiner(tokens[i + 1]))
    if tokens[i].flags & Flag.PURE:
        return tokens[i].text in ("注销", "变更", "设立") and i + 2 == end and tokens[i + 1].text == "登记"
    return alone or tokens[i].text in words("predicates", "benefit")


def decides(before: Token, verb: Token) -> bool:
    """决定送往X: what is decided and done at once, somebody to take it over. 组织领导X: the two are one deed."""
    if before.text == "组织" and verb.text == "领导":
        return True
    return before.text == "决定" and verb.flags & Flag.FRAMING > 0 and verb.text in words("predicates", "handing")


def modifies_noun(tokens: Tokens, i: int, end: int) -> bool:
    """破坏防火隔离带, 督促用火个人: a verb without object before a noun, or a last deed, forms a name with it."""
    verb, following = tokens[i], tokens[i + 1]
    faster = tokens[i - 1].text == "加快" and following.text in PACE
    if faster or (verb.flags & Flag.NOMINAL and following.text in ("过程", "过程中", "期间", "环节", "阶段")):
        return True
    if i + 2 == end and verb.flags & Flag.NOMINAL and verb.flags & Flag.INTRANSITIVE and following.flags & Flag.NOMINAL:
        exercise = following.text in words("predicates", "inspecting") or following.text in _EXERCISES
        return exercise and not verb.flags & (Flag.CHAINING | GOVERNING)
    if not verb.flags & Flag.INTRANSITIVE or verb.flags & (Flag.CHAINING | Flag.LIGHT | GOVERNING):
        return False
    return following.kind == WORD and not following.flags & (
        VERB | MODAL | Flag.JOINER | Flag.PREPOSITION | Flag.ADVERB
    )


def counts(tokens: Tokens, i: int, end: int) -> bool:
    """负责统计员工的出勤情况, 负责采购办公用品: a topical verb with a noun of its own behind it."""
    if tokens[i].text not in ("统计", "采购") or i + 1 >= end or is_verb(tokens[i + 1]):
        return False
    i += tokens[i + 1].kind == TIME and i + 2 < end
    named = tokens[i + 1].text in words("predicates", "compound_head") or tokens[i + 1].text == "的"
    return has_object(tokens, i + 1, end) and not named and not is_verb(tokens[end - 1])


def is_held(before: Token, tokens: Tokens, i: int, end: int) -> bool:
    """开展培训20场次: behind what is held a number of it, that ends the clause. 清理乱停乱放: what is put an end to."""
    if before.text in words("predicates", "exposing") and len(tokens[i].text) == 4 and tokens[i].text[0] in "乱私占":
        return True
    held = tokens[i].flags & Flag.NOMINAL and (before.text == "完成" or before.text in words("predicates", "held"))
    return bool(held) and i + 1 < end < i + 7 and tokens[i + 1].text[0].isdigit() and not is_verb(tokens[end - 1])


def works_on(tokens: Tokens, rest: int, end: int) -> bool:
    """检查、总结、验收|档案工作, 监督、检查|工作职责落实情况: behind a list of verbs what all of them are done to."""
    if end - rest > 2 and tokens[end - 1].text == "情况" and not is_verb(tokens[end - 3]):
        return True
    return rest + 2 == end and tokens[rest + 1].text == "工作" and is_noun(tokens[rest]) and not is_verb(tokens[rest])


def names_paper(tokens: Tokens, i: int, end: int) -> bool:
    """填写检查日志, 公布评审结果: a verb as often a noun, and what it has made behind it, are one noun."""
    if not tokens[i].flags & Flag.NOMINAL or i + 2 != end:
        return False
    return tokens[i + 1].text in words("predicates", "thing_tail") or tokens[i + 1].text in _PAPERS


def by_leave(tokens: Tokens, verb: int) -> bool:
    """经主管部门批准并报X备案: whether somebody gives leave here, so that what stands behind 并 is not of them."""
    if tokens[verb].text not in _GIVING_LEAVE:
        return False
    for k in range(verb - 1, max(-1, verb - 12), -1):
        if tokens[k].text in ("经", "报经"):
            return True
        if tokens[k].kind == MARK and tokens[k].text != "、":
            return False
    return False


def tells_of(tokens: Tokens, before: int, i: int, end: int) -> bool:
    """公布落实情况, 记录启用日期, 汇总推进情况报X: what is told is a noun that opens with a verb."""
    if tokens[before].text == "汇总":
        return _names_state(tokens, i, end)
    if tokens[before].text not in words("predicates", "recording"):
        return False
    dated = i + 1 < end and tokens[i + 1].text in words("predicates", "stated") and tokens[i + 1].text != "要求"
    return tokens[end - 1].text in ("情况", "工作") or dated


def _names_state(tokens: Tokens, i: int, end: int) -> bool:
    """汇总推进落实情况报X: verbs and 情况 are one thing."""
    while i < end and is_verb(tokens[i]):
        i += 1
    return i < end and tokens[i].text in ("情况", "进度", "进展")


def is_understood(tokens: Tokens, before: int, rest: int, end: int) -> bool:
    """认识做好工作的重要意义, 宣传乱砍树木的危害和防火知识, 销售危害健康的物品: what is done belongs to the noun."""
    if tokens[rest - 1].text in words("predicates", "harming") and not tokens[before].flags & Flag.CHAINING:
        return any(t.text == "的" for t in tokens[rest:end])
    meant = words("predicates", "significance")
    closes = tokens[end - 1].text in meant
    if not closes and tokens[before].text in words("predicates", "making_known"):
        ends = (k for k in range(rest + 2, end) if tokens[k].text in ("、", "和", "及", "以及", "与"))
        closes = any(tokens[k - 1].text in meant and tokens[k - 2].text == "的" for k in ends)
    return closes and rest < end and any(t.text == "的" for t in tokens[rest:end])


def finds(tokens: Tokens, i: int, end: int) -> bool:
    """督促整改检查发现的X: what an inspection has found is an attribute, the inspection with it."""
    return i + 1 < end and tokens[i].text in words("predicates", "found") and tokens[i + 1].text == "的"


def names_deed(tokens: Tokens, i: int, end: int) -> bool:
    """组织停车引导系统的建设, 指导防汛抗旱工作: a verb without object opens the name of what is organised.

    So does one whose outcome describes whom (组织考核合格的人员参加X).
    """
    if i + 2 < end and tokens[i + 1].text == "合格":
        return tokens[i + 2].text == "的"
    if not tokens[i].flags & Flag.INTRANSITIVE or end - i < 3:
        return False
    last = tokens[end - 1]
    named = tokens[end - 2].text == "的" and last.flags & Flag.NOMINAL
    return bool(named) or (last.text == "工作" and is_name_of_deeds(tokens, i, end))


def is_exposed(tokens: Tokens, i: int, end: int) -> bool:
    """查处超速行驶等行为, 打击拖欠租金违法行为: a verb without object, or one of no measure, opens what is exposed."""
    named = tokens[end - 1].text.endswith(("行为", "现象", "问题")) and i + 1 < end
    if named and tokens[end - 1].text.endswith("行为") and not is_list_joiner(tokens[i + 1]):
        measure = any(tokens[i].text in words("predicates", name) for name in ("exposing", "on_event", "penalty"))
        return not measure and bool(tokens[i].flags & Flag.PURE)
    return named and bool(tokens[i].flags & Flag.INTRANSITIVE)


def learns(tokens: Tokens, previous: int, i: int, end: int) -> bool:
    """了解掌握情况, 排查摸清底数, 梳理发现执行中存在的问题: a further verb of knowing with an object of its own."""
    before, known = tokens[previous].text, words("predicates", "knowing")
    if not tokens[i].flags & Flag.PURE or i + 1 >= end:
        return False
    if tokens[i].text in words("predicates", "made_clear") and before in words("predicates", "inspecting") | known:
        return has_object(tokens, i + 1, end) or tokens[i + 1].text == "情况"
    return before in known and (tokens[i].text in known or tokens[i].text == "发现") and has_object(tokens, i + 1, end)


def governs(tokens: Tokens, before: Token, verb: Token, rest: int, end: int) -> bool:
    """引进扶持20名人才, 掌握分析有关情况: what a number or 有关 follows is a verb, and no part of a noun."""
    if verb.text[-1] in "于为至到在":
        return False
    if determined(tokens, rest, end):
        return True
    if not pointed(tokens, rest, end) or any(t.text == "的" for t in tokens[rest:end]):
        return False
    if not before.flags & Flag.LIGHT or before.text in words("predicates", "knowing"):
        return True
    return bool(verb.flags & Flag.PURE) and before.text not in words("predicates", "exposing")


def betters(before: Token, verb: Token) -> bool:
    """改进提升, 优化提升 at the end of a clause: two deeds; 实现提升 is one, whose object is the result."""
    if not before.flags & Flag.PURE or before.flags & Flag.RESULT or before.text in words("predicates", "doing_well"):
        return False
    light = before.text in words("predicates", "light_frame") or before.text in words("predicates", "always_verb")
    return verb.text in _BETTER and bool(verb.flags & Flag.PURE) and not light


def no_object(flags: int) -> bool:
    """离岗治疗, 上岗工作: a verb without object; what follows it is no object but a further verb."""
    return bool(flags & Flag.INTRANSITIVE and flags & Flag.PURE) and not flags & (
        Flag.LIGHT | Flag.CHAINING | GOVERNING
    )


def is_good_thing(tokens: Tokens, i: int, end: int) -> bool:
    """占用好地, 推广好经验好做法: 好 before a noun of one character, or told of things again, belongs to it.

    Else it belongs to the verb (实施好林长制).
    """
    if i + 2 < end and tokens[i].text == tokens[i + 2 + (tokens[i + 2].text == "、" and i + 3 < end)].text == "好":
        return True
    thing = tokens[i + 1] if i + 1 < end and tokens[i].text == "好" else None
    return thing is not None and thing.kind == WORD and len(thing.text) == 1 and not thing.flags & Flag.PREPOSITION


def finishes(tokens: Tokens, verb: Token, rest: int, end: int) -> bool:
    """建立完善制度: what is made is finished too. 制定组织实施办法, 制定落实决定的措施: only what is made."""
    if verb.text == "组织" and rest + 1 < end and tokens[rest].text in ("实施", "管理"):
        if tokens[rest + 1].text in words("predicates", "tail"):
            return False
    if verb.text in _AIMS and tokens[end - 1].text.endswith(_MEASURES):
        if "的" in (tokens[end - 2].text, tokens[end - 3].text) and rest < end - 3:
            return False
    names = is_noun(tokens[rest]) if rest < end else False
    return object_or_end(tokens, rest, end) or (names and verb.text not in words("predicates", "compounding"))


def guess_continues(tokens: Tokens, previous: int, k: int, end: int) -> bool:
    """伪造、冒用X: an unknown word between or behind verbs of a list is one of them."""
    if tokens[previous].flags & Flag.LIGHT:
        return False
    return k + 1 >= end or has_object(tokens, k + 1, end)
