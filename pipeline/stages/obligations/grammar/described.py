"""Names whose attribute holds a predicate (从事X的单位，应当…): who must is the whole stretch before the modal.

Assumptions: (1) behind the last 的 stand names only; (2) the attribute opens the stretch with its verb, adverb or
adverbial, or stands behind a joiner (民政部门以及其他负有…职责的部门), or is a relative clause (政府确定的部门);
(3) a verb that governs somebody (委托有资质的单位，应当…) says on what condition, and opens no name.
"""

from __future__ import annotations

from pipeline.lexicon.words import GOVERNING, MODAL, VERB, Flag, words
from pipeline.model.text import Span
from pipeline.stages.obligations.grammar.adverbials import leading_adverbial
from pipeline.stages.obligations.grammar.kinds import Tokens, is_body, is_list_joiner, is_noun, is_verb
from pipeline.stages.obligations.grammar.positions import opens
from pipeline.stages.obligations.tokens import TIME, find_any, find_word, within

_NO_NAME = frozenset(
    ["对", "对于", "针对", "按", "如", "如果", "若", "凡", "凡是", "因", "除", "除了", "是", "即", "为了", "将", "把"]
)
_LONGEST_ATTRIBUTE, _LONGEST_NAME = 14, 8
"""Words of an attribute, and of a name behind it."""
_MOST_FIELDS = 16
_CHARGED = frozenset(["负有", "负责", "承担", "实施", "进行", "享有"])
_NO_TAIL = Flag.PURE | MODAL | Flag.NEGATION | Flag.PREPOSITION | Flag.ADVERB
_BUILT = frozenset(["建设", "建成", "新建", "改建", "扩建", "在建", "续建", "修建", "兴建"])
_ATTRIBUTIVE = Flag.PURE | Flag.NOMINAL | Flag.ADVERB | Flag.PREPOSITION | Flag.STATIVE | Flag.NEGATION
_SET_UP = frozenset(["设立", "设置", "开设", "开办", "派驻", "派出", "投资", "成立", "选派"])
"""企业在本市设立的分支机构应当…: what somebody has set up somewhere must, and not he who did."""
_NO_THING = frozenset(["情况", "情形", "条件", "前提", "基础", "过程", "时候", "期间", "同时", "范围", "时间", "地方"])
_DONE_BY = frozenset(["经", "经过", "通过", "以", "从", "自", "随", "由", "因"])
_IN_FORCE = frozenset(["施行", "实施", "生效", "公布", "发布", "颁布"])
_SINCE = frozenset(["前", "后", "以前", "之前", "以后", "之后"])
_MEETING = frozenset(["符合", "不", "未", "拒不", "具备", "患有", "属于", "违反", "因", "经"])
_BEFORE_ATTRIBUTE = frozenset(["其他", "其它", "等", "所有", "任何"])


def names_case(tokens: Tokens, span: Span) -> bool:
    """符合标准仍滞留医院的患者，部门应当…: whom the sentence is about, who is no part of those who must."""
    inside = within(tokens, span)
    return inside[0].text in _MEETING and any(t.text == "的" for t in inside)


def is_building(tokens: Tokens, i: int, end: int) -> bool:
    """已建成的幼儿园应当移交: what has been built is acted upon, whoever else its name may stand for."""
    mark = find_word(tokens, "的", i + 1, end - 1)
    if mark is None or tokens[mark - 1].text not in _BUILT:
        return False
    return tokens[end - 1].text.endswith(("校", "园", "院", "馆", "站", "场", "小学", "中学", "设施"))


def is_thing_there(tokens: Tokens, i: int, end: int) -> bool:
    """在道路上行驶的车辆应当…: a thing with its attribute of where and what it does, and no place or time itself.

    So is what something is done with by what, through what or from where (经批准的规划, 按照规定提交的材料).
    """
    first = tokens[i]
    if first.text != "在" and not first.flags & Flag.PREPOSITION and not is_from_before(tokens, i, end):
        return False
    mark = next((k for k in range(end - 2, i, -1) if tokens[k].text == "的"), None)
    if mark is None or mark < i + 2 + (first.text == "在"):
        return False
    head = tokens[end - 1]
    if head.text in _NO_THING or head.flags & Flag.LOCALIZER or head.text[-1] in "时后前中内格":
        return False
    tail = mark + 1 + (mark + 2 < end and tokens[mark + 1].text in words("clauses", "weak_adverb"))
    if any(t.flags & (_NO_TAIL | Flag.LOCALIZER) for t in tokens[tail:end]):
        return False
    done = bool(tokens[mark - 1].flags & VERB) or tokens[mark - 2].text in ("已", "已经", "新")
    if first.text == "在":
        return done or bool(tokens[mark - 1].flags & Flag.LOCALIZER)
    if is_body(tokens, end - 1) or not is_noun(head) or head.text in words("clauses", "way"):
        return False
    if is_verb(head) and not (head.flags & Flag.NOMINAL and head.flags & Flag.FOOTING_HEAD):
        return False
    if first.text not in words("clauses", "footing"):
        done = done or tokens[mark - 1].text.endswith("合格")
        return done and (first.text in _DONE_BY or not first.flags & Flag.PREPOSITION)
    under = (k for k in range(i + 1, mark - 1) if tokens[k].flags & Flag.FOOTING_HEAD)
    rule = next(under, mark)
    return not head.flags & Flag.FOOTING_HEAD and any(map(is_verb, tokens[rule + 1 : mark]))


def is_from_before(tokens: Tokens, i: int, end: int) -> bool:
    """本条例施行前已经建成的设施: what there was before the rule, or since."""
    behind = tokens[i + 1 : min(i + 5, end - 1)]
    begins = next((k for k, t in enumerate(behind, i + 1) if t.text in _IN_FORCE), None)
    return begins is not None and tokens[i].text[0] in "本该" and tokens[begins + 1].text in _SINCE


def described_name(tokens: Tokens, i: int, end: int) -> bool:
    """Whether `tokens[i:end]` names somebody by an attribute that holds a verb."""
    if end - i < 4 or tokens[i].kind == TIME or not is_body(tokens, end - 1):
        return False
    mark = next((k for k in range(end - 2, i, -1) if tokens[k].text == "的"), None)
    if mark is None or any(t.flags & _NO_TAIL and not is_list_joiner(t) for t in tokens[mark + 1 : end]):
        return False
    first = tokens[i]
    if first.text in ("未经", "尚未") or is_from_before(tokens, i, end):
        return True
    if first.text in _NO_NAME:
        return first.text in ("对", "对于") and any(t.text in _CHARGED for t in tokens[i + 2 : mark - 1])
    verb = next(
        (k for k in range(i, mark) if tokens[k].flags & _ATTRIBUTIVE and (k == i or not is_list_joiner(tokens[k]))),
        None,
    )
    if verb is None or any(t.text == "是" for t in tokens[i:mark]):
        return False
    if tokens[verb].text in _CHARGED and any(t.text == "为" for t in tokens[verb:mark]):
        return False
    if verb == i:
        return (not first.flags & GOVERNING or first.text == "使用") and first.text not in words(
            "predicates", "commissioning"
        )
    before = tokens[verb - 1]
    if is_list_joiner(before) or before.text in _BEFORE_ATTRIBUTE:
        return True
    if tokens[verb].text == "在" and tokens[mark - 1].text in _SET_UP and is_body(tokens, verb - 1):
        return True
    return bool(tokens[verb].flags & VERB) and (tokens[verb + 1].text == "的" or tokens[verb].text in _CHARGED)


def described_actor(tokens: Tokens, i: int, end: int) -> int | None:
    """受理申请的机关作出决定, 负责审查的人员提出意见: where such a name ends, a predicate behind it."""
    charged = tokens[i].text == "负责" and i + 1 < end
    if charged and not (is_verb(tokens[i + 1]) and tokens[min(i + 2, end - 1)].text == "的"):
        looks = tokens[i + 1].text in words("predicates", "inspecting")
        if looks or not is_verb(tokens[i + 1]) or tokens[i + 1].flags & GOVERNING:
            return None
    if not charged and tokens[i].text not in words("predicates", "engaging"):
        return None
    mark = find_word(tokens, "的", i + 2, min(i + _LONGEST_ATTRIBUTE, end))
    if mark is None:
        return None
    for k in range(mark + 2, min(mark + _LONGEST_NAME, end)):
        goes_on = is_list_joiner(tokens[k]) or (is_body(tokens, k) and not is_verb(tokens[k]))
        if is_noun(tokens[k - 1]) and is_body(tokens, k - 1) and not goes_on:
            acts = opens(tokens, k, end) and not tokens[k].flags & (Flag.NOMINAL | Flag.BODY)
            return k if acts and described_name(tokens, i, k) else None
    return None


def described_alone(tokens: Tokens, i: int, end: int) -> int | None:
    """负责处置的部门依照规定的权限，: where such a name ends that nothing follows in its clause but by what it acts."""
    k = find_any(tokens, words("clauses", "footing"), i + 3, end - 1)
    if k is None or not described_name(tokens, i, k):
        return None
    found = leading_adverbial(tokens, k, end)
    return k if found is not None and found[1] == end else None


def _is_decided(tokens: Tokens, k: int, i: int, end: int) -> bool:
    """作出不予许可的决定, 作出准予延续的书面决定: what is decided, and no modal of the clause."""
    if not tokens[end - 1].text.endswith(("决定", "结论", "裁定", "意见", "决定书", "通知书")):
        return False
    made = any(tokens[m].text in ("作出", "做出", "下达", "出具") for m in range(max(i, k - 3), k))
    return made and any(tokens[m].text == "的" for m in range(k + 1, end - 1))


def names_what_about(tokens: Tokens, i: int, modal: int, end: int) -> bool:
    """对具备条件、可获得收益的项目，: the clause names what it is about, and its modal stands in the attribute."""
    if _is_decided(tokens, modal, i, end):
        return True
    if tokens[i].text not in ("对", "对于", "针对") or end >= len(tokens) or tokens[end].text not in ("，", ","):
        return False
    mark = find_word(tokens, "的", modal + 1, end)
    if mark is None or mark + 1 >= end or any(t.flags & MODAL for t in tokens[mark:end]):
        return False
    return not any(is_noun(tokens[k - 1]) and opens(tokens, k, end) for k in range(mark + 2, end))


def may_be_done_with(tokens: Tokens, i: int, k: int) -> bool:
    """形成一批可复制、可推广，具有特色的经验: what may be done with the things that 一批 counts."""
    while k > i and (is_verb(tokens[k - 1]) or tokens[k - 1].flags & Flag.PERMISSION or tokens[k - 1].text == "、"):
        k -= 1
    return k > i and tokens[k - 1].text in words("clauses", "one_of")


def only_describes_thing(tokens: Tokens, i: int, end: int) -> bool:
    """可复制、可推广的经验: nothing but verbs, what stands with them, and 的 before a noun."""
    if tokens[i].text in words("predicates", "ruling"):
        return False
    while i < end and (is_verb(tokens[i]) or tokens[i].flags & (MODAL | Flag.ADVERB) or tokens[i].text == "、"):
        i += 1
    return i + 1 < end and tokens[i].text == "的"


def is_unmet(tokens: Tokens, i: int, end: int) -> bool:
    """未按规定进行审查的项目，不得…: a thing by what has not been done with it, a comma and a modal behind it."""
    if end + 1 >= len(tokens) or tokens[end].text not in ("，", ",") or not tokens[end + 1].flags & MODAL:
        return False
    return is_noun(tokens[end - 1]) and any(t.text == "的" for t in tokens[i : end - 1])


def names_fields(tokens: Tokens, i: int, end: int) -> bool:
    """宣传、文旅等部门负责X: the field of the first of several bodies, a predicate behind them."""
    if i + 2 >= end or tokens[i + 1].text != "、" or not tokens[i].flags & Flag.NOMINAL or is_verb(tokens[i + 2]):
        return False
    for k in range(i + 2, min(i + _MOST_FIELDS, end - 2)):
        if tokens[k].flags & Flag.PURE or tokens[k].text == "的":
            return False
        if tokens[k].text == "等":
            return is_body(tokens, k + 1) and opens(tokens, k + 2, end)
    return False


def in_principle(tokens: Tokens, k: int, i: int, end: int) -> bool:
    """遵循管行业必须管安全的原则: what the principle says that is followed, and no modal of the clause."""
    if tokens[end - 1].text not in ("原则", "方针", "理念") or tokens[end - 2].text != "的":
        return False
    ruling = words("predicates", "ruling")
    return any(t.text in ruling for t in tokens[i:k]) and not any(t.text in ruling for t in tokens[k + 1 : end])


def of_whom(tokens: Tokens, k: int, end: int) -> bool:
    """对不能按时返校的学生进行联系: right behind 对 a modal stands in an attribute."""
    return tokens[k - 1].text in ("对", "对于", "针对") and find_word(tokens, "的", k + 2, end) is not None
