"""Tokens → the same, verbs that only name a noun (判定标准, 疏散通道, 治理工作方案) without their verbal flags.

Assumptions: (1) a verb that names an activity (`activity`) and the head right behind it (`compound_head`: 标准, 通道,
费率, 名单 …) are one noun, for such a head is nothing that the activity is done to; (2) a modal, a negation, an
adverb or 并 before it says that it is a predicate all the same (应当考核工作情况); (3) at the head of a clause it is a
noun only if something later in the clause opens a predicate (治理工作方案由…制定); (4) between the verb and the head
one more noun may stand (控制企业名单, 焚烧设施运行状况).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pipeline.lexicon.words import GOVERNING, MODAL, VERB, Flag, words
from pipeline.stages.obligations.changes import change_words
from pipeline.stages.obligations.departments import OTHERS, department_list
from pipeline.stages.obligations.grammar.counted import KEEPING
from pipeline.stages.obligations.measures import names_label
from pipeline.stages.obligations.nouns import is_noun_here
from pipeline.stages.obligations.offices import (
    is_short_office,
    of_region,
)
from pipeline.stages.obligations.outstanding import is_outstanding
from pipeline.stages.obligations.papers import of_paper
from pipeline.stages.obligations.read_else import READ_ELSE, read_else
from pipeline.stages.obligations.tokens import MARK, TIME, UNIT, WORD, Token

_KEPT = Flag.BODY | Flag.FOOTING_HEAD | Flag.LOCALIZER
_OPENERS = frozenset(["由", "按照", "按", "根据", "依据", "于", "从", "向", "在", "是否", "有无", "是", "为", "不"])
_PREDICATE_BEFORE = MODAL | Flag.NEGATION
_NO_NAME_BEFORE = VERB | MODAL | Flag.ADVERB | Flag.PREPOSITION | Flag.JOINER | Flag.LIST_JOINER | Flag.NEGATION
_NO_KIND = Flag.PURE | MODAL | Flag.PREPOSITION | Flag.JOINER | Flag.LIST_JOINER | Flag.NEGATION | Flag.LOCALIZER
_RECORDS = frozenset(["记录", "台账", "档案", "资料", "报告", "日志", "录像"])
"""安检记录保存3年: behind a verb, and kept, these are one noun with it."""
_WITHIN = frozenset(["内", "中", "期间", "过程中"])
_WHERE = frozenset(["路段", "区域", "时段", "线路"])
_CHARGED = frozenset([("负责", "保障"), ("严格", "控制")])
_OF_CHARGE = frozenset(["负责人", "负责同志", "领导", "领导同志", "同志"])
_OFFICES = frozenset("局厅委办署站")
_SHORT_OFFICES = frozenset("局厅委办科处队站组")
_ADVERB_OR_VERB = VERB | Flag.ADVERB
_TO_POST = frozenset(["报", "经", "经过", "由", "交", "向", "上报", "通知", "报告"])
"""上报主管处理, 经主管批准: behind these 主管 is somebody."""
_AT_ONCE = frozenset(["立即", "立刻", "马上", "即刻", "第一时间"])


def name_compounds(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with the verbal flags taken off the verbs that are parts of nouns."""
    tokens, texts = change_words(list(tokens))
    heads, activities = words("predicates", "compound_head"), words("predicates", "activity")
    stated, kinds = _stated(), words("predicates", "of_kind")
    pairs = words("predicates", "together")
    by = texts.index("由") if "由" in texts else len(tokens)
    labels = not stated.isdisjoint(texts)
    for i in range(len(tokens) - 2, -1, -1):
        token, head = tokens[i], tokens[i + 1]
        if token.text in READ_ELSE and read_else(tokens, i):
            continue
        if not token.flags & _ADVERB_OR_VERB:
            continue
        if token.flags & Flag.ADVERB and head.text in _SHORT_OFFICES and is_short_office(tokens, i):
            tokens[i] = token.flagged(token.flags & _KEPT)
            continue
        if token.kind != WORD or not token.flags & VERB:
            continue
        if token.text == "分管" and (head.text in _OF_CHARGE or head.text.startswith("副")):
            tokens[i] = token.flagged(0)
            continue
        if (token.text == "主管" and _is_post(tokens, i, by)) or (
            token.flags & Flag.BODY and (_is_one_of_names(tokens, i) or _ends_name(tokens, i, by))
        ):
            tokens[i] = token.flagged(Flag.BODY)
            continue
        if (head.text[-1] in _OFFICES and of_region(tokens, i)) or (
            head.text in _SHORT_OFFICES and is_short_office(tokens, i)
        ):
            tokens[i] = token.flagged(token.flags & _KEPT)
            continue
        if head.text == "、" and (close := department_list(tokens, i)):
            tokens[i:close] = [t.flagged(t.flags & ~VERB & ~GOVERNING) for t in tokens[i:close]]
            continue
        if (
            (head.text in _WITHIN and _is_within(tokens, i))
            or (labels and names_label(tokens, i, stated))
            or (token.text in kinds and _describes(tokens, i))
            or (token.text == "突出" and is_outstanding(tokens, i))
            or is_noun_here(tokens, i)
            or of_paper(tokens, i)
            or (head.text in _RECORDS and i + 2 < len(tokens) and tokens[i + 2].text in KEEPING)
        ):
            tokens[i] = token.flagged(token.flags & _KEPT)
            continue
        if token.text not in activities or (i and tokens[i - 1].text + token.text in pairs):
            continue
        named = (
            head.text in heads
            or head.text.endswith(("补偿费", "补助费"))
            or (head.text in activities and not head.flags & VERB)
        )
        if named and (head.text == "委员会" or not _is_predicate(tokens, i)):
            tokens[i] = token.flagged(token.flags & _KEPT)
            if head.flags & VERB:
                tokens[i + 1] = head.flagged(head.flags & _KEPT)
    return tokens


@cache
def _stated() -> frozenset[str]:
    return words("predicates", "stated") | _WHERE


def _is_post(tokens: list[Token], i: int, by: int) -> bool:
    """仓库主管批准, 部门主管应当…: 主管 behind a noun is somebody, unless what he has charge of stands behind it."""
    before, behind = tokens[i - 1], tokens[i + 1]
    if i == 0 or before.kind == MARK:
        return behind.text == "负责" or bool(behind.flags & MODAL)
    told = before.flags & Flag.ADDRESSING or before.text in _TO_POST or before.text in words("predicates", "on_duty")
    if told or (before.flags & Flag.LIST_JOINER and i > 1 and tokens[i - 2].flags & Flag.BODY):
        if behind.kind == MARK or behind.flags & (VERB | Flag.ADVERB):
            return True
    named = tokens[i - 2] if before.flags & Flag.NOMINAL and i > 1 and tokens[i - 2].kind == WORD else before
    if before.kind != WORD or named.flags & _NO_NAME_BEFORE or before.text == "的":
        return False
    if behind.kind == MARK:
        return behind.text in "，,、" and by > i
    return behind.text == "的" or bool(behind.flags & (VERB | MODAL | Flag.ADVERB | Flag.LIST_JOINER))


def _describes(tokens: list[Token], i: int) -> bool:
    """防火安全工作, 动火作业: a verb that takes no object says of what kind the noun right behind it is."""
    noun = tokens[i + 1]
    if noun.text in ("、", "和", "及") and i + 2 < len(tokens) and not tokens[i + 2].flags & VERB:
        return tokens[i + 2].text in words("predicates", "of_kind") and not _is_predicate_before(tokens, i)
    if noun.kind != WORD or noun.flags & _NO_KIND or len(noun.text) < 2 or _is_predicate_before(tokens, i):
        return False
    alone = (i == 0 or tokens[i - 1].kind == MARK) and (i + 2 >= len(tokens) or tokens[i + 2].kind == MARK)
    alone = alone and not (i + 3 < len(tokens) and tokens[i + 3].flags & MODAL)
    return not alone and (not noun.flags & Flag.ADVERB or noun.text in words("clauses", "weak_adverb"))


def _is_within(tokens: list[Token], i: int) -> bool:
    """编制内人员, 执行中的情况, 离岗期间的工资, 执行中遇到的问题: within what, as part of a noun."""
    if i + 2 >= len(tokens):
        return False
    where, noun = tokens[i + 1].text, tokens[i + 2]
    if where == "内":
        return noun.kind == WORD and not _is_predicate_before(tokens, i)
    if noun.text == "的":
        return where in ("中", "期间")
    begins = i == 0 or tokens[i - 1].kind in (MARK, UNIT)
    begins = begins or (i == 1 and tokens[0].text in ("文件", "通知", "方案", "意见", "办法", "政策", "标准"))
    return begins and where in ("中", "过程中") and noun.text in words("predicates", "met")


def _is_predicate_before(tokens: list[Token], i: int) -> bool:
    return i > 0 and bool(tokens[i - 1].flags & _PREDICATE_BEFORE)


def _is_one_of_names(tokens: list[Token], i: int) -> bool:
    """组织和个人, 组织或者单位: a word that is verb and body, joined to the name of somebody."""
    if i + 2 >= len(tokens) or not tokens[i + 1].flags & Flag.LIST_JOINER or tokens[i + 1].text in ("并", "并且"):
        return False
    behind = i + 2
    if i and tokens[i - 1].kind == WORD and not tokens[i - 1].flags & _NO_NAME_BEFORE:
        if tokens[behind].flags & Flag.ADVERB and any(t.text == "的" for t in tokens[behind : behind + 4]):
            return True
    while behind + 1 < len(tokens) and tokens[behind].text in OTHERS:
        behind += 1
    return bool(tokens[behind].flags & Flag.BODY) and not tokens[behind].flags & VERB


def _ends_name(tokens: list[Token], i: int, by: int) -> bool:
    """协会组织应当…, 社会组织，应当…: 组织 behind a noun and right before a modal ends the name of who must.

    Before a comma only where no 由 stands before, the first of which is token `by`.
    """
    if i == 0 or i + 1 >= len(tokens) or tokens[i - 1].kind != WORD or tokens[i - 1].flags & _NO_NAME_BEFORE:
        return False
    if tokens[i + 1].flags & MODAL:
        return True
    comma = tokens[i + 1].text in ("，", ",") and i + 2 < len(tokens)
    return comma and bool(tokens[i + 2].flags & MODAL) and by >= i


def _is_predicate(tokens: list[Token], i: int) -> bool:
    """Whether what stands before the verb makes it a predicate although a head stands behind it."""
    if i == 0 or (tokens[i - 1].kind == MARK and tokens[i - 1].text != "、"):
        return not _opens_later(tokens, i + 2)
    before = tokens[i - 1]
    if tokens[i].flags & Flag.PURE and before.flags & (Flag.BODY | VERB) == Flag.BODY:
        return (i == 1 or tokens[i - 2].kind == MARK or tokens[i - 2].text == "由") and not _opens_later(tokens, i + 2)
    charged = (before.text, tokens[i].text) in _CHARGED
    if charged or before.text in ("并", "并且") or before.flags & _PREDICATE_BEFORE or before.text in _AT_ONCE:
        return True
    far = 3 if before.text == "、" and i > 2 and tokens[i].flags & Flag.PURE and not tokens[i - 2].flags & VERB else 2
    if before.text in ("、", "和", "或") and i >= far and tokens[i - far].flags & Flag.PURE:
        return (
            i == far or tokens[i - far - 1].kind in (MARK, TIME) or bool(tokens[i - far - 1].flags & _PREDICATE_BEFORE)
        )
    if before.text in words("clauses", "way"):
        return any(t.text in words("clauses", "by_way") for t in tokens[max(0, i - 8) : i - 1])
    jointly = before.text in ("统一", "具体") or (before.text == "综合" and tokens[i].text in ("协调", "指导"))
    if jointly and not tokens[i].flags & Flag.INTRANSITIVE and (i == 1 or tokens[i - 2].kind == MARK):
        return not _opens_later(tokens, i + 2)
    return (
        bool(before.flags & Flag.ADVERB)
        and not before.flags & VERB
        and before.text not in words("clauses", "weak_adverb")
    )


def _opens_later(tokens: list[Token], i: int) -> bool:
    """Whether a modal, an agent or a footing behind the compound opens the predicate of the clause."""
    for k in range(i, len(tokens)):
        token = tokens[k]
        if token.kind == MARK and token.text != "、":
            return token.text in ("，", ",") and k + 1 < len(tokens) and tokens[k + 1].text == "由"
        if token.text == "的":
            return False
        if token.flags & MODAL or token.text in _OPENERS or token.text in words("predicates", "entering"):
            return True
    return False
