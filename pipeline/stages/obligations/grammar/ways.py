"""Where a phrase ends that says in what way, for what or together with what; none if no such phrase opens there.

In: the tokens and where the phrase opens. Out: the place behind its closing word (方式, 为重点, 同时), or 而.
"""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag, words
from pipeline.stages.obligations.frames import Setting
from pipeline.stages.obligations.grammar.kinds import (
    Tokens,
    is_list_joiner,
    is_noun,
    is_verb,
    takes_object,
)
from pipeline.stages.obligations.grammar.parties import object_or_end
from pipeline.stages.obligations.grammar.positions import is_attribute, opens, predicate_follows
from pipeline.stages.obligations.grammar.towards import aims_at
from pipeline.stages.obligations.tokens import TIME, UNIT, WORD, find_word

_TOWARD = frozenset(["向", "将", "对"])
BREACH = frozenset(["违反", "违反规定", "超出", "超越"])
LEAVE = frozenset(["同意", "批准", "许可", "允许", "授权", "审批", "核准", "验收"])
_MEASURES = frozenset(["比例", "标准", "额度", "数额", "幅度"])
_TOGETHER = frozenset(["同时", "同步", "同期"])
_STATES = frozenset(["情况", "实际", "状况", "进展", "进度", "特点", "要求"])


def way_end(tokens: Tokens, i: int, end: int) -> int | None:
    """以会签等方式代替审核, 采取座谈会的方式听取意见: behind the word for a way, whatever verb goes on.

    以高度负责的精神， is the whole clause; with a predicate behind it (以扎实作风抓落实) it is a way like others.
    """
    if tokens[i].text not in words("clauses", "by_way"):
        return None
    if tokens[i].text in ("以", "用") and end > i + 2 and tokens[end - 1].text in words("clauses", "spirit"):
        return end if end < len(tokens) and tokens[end].text in ("，", ",") else None
    if tokens[i].text == "通过" and end - i > 2 and end < len(tokens) and tokens[end].text in ("，", ","):
        if tokens[end - 1].text in words("clauses", "way") and tokens[end - 2].text == "等" and end - i > 4:
            return end
        if tokens[end - 1].text == "等" and any(t.text == "、" for t in tokens[i:end]):
            return end
        if _by_deeds(tokens, i + 1, end):
            return end
    for k in range(i + 1, end - 1):
        text = tokens[k].text
        closes = (
            text in words("clauses", "way") if k > i + 1 else len(text) > 2 and text[-2:] in words("clauses", "way")
        )
        if tokens[i].text in ("以", "用") and tokens[k + 1].text != "为":
            closes = closes or tokens[k].text in words("clauses", "spirit")
        if closes and tokens[k - 1].text == "任何" and predicate_follows(tokens, k + 1, end):
            return k + 1
        if closes and tokens[k - 1].text not in ("本", "该") and not is_list_joiner(tokens[k + 1]):
            acts = is_verb(tokens[k + 1]) or predicate_follows(tokens, k + 1, end)
            return k + 1 if acts and not is_attribute(tokens, k + 1, end) else None
    return None


def _by_deeds(tokens: Tokens, i: int, end: int) -> bool:
    """通过开展常态化监督检查，, 通过组织培训、开展演练，: what is done as a means, and no predicate."""
    if not tokens[i].flags & (Flag.LIGHT | Flag.CHAINING) or not is_verb(tokens[i]):
        return False
    last = end - bool(tokens[i].flags & Flag.CHAINING)
    return not any(is_noun(tokens[k - 1]) and opens(tokens, k, end) for k in range(i + 2, last))


def purpose_end(tokens: Tokens, i: int, end: int) -> int | None:
    """为防止闲置而降低标准: up to 而. 以企业为重点开展检查: behind what it is taken as. 与工程同时设计."""
    head = tokens[i].text
    if head in ("与", "同", "和"):
        return next(
            (k + 1 for k in range(i + 2, end - 1) if tokens[k].text in _TOGETHER and is_verb(tokens[k + 1])), None
        )
    if head in ("为", "为了", "因", "由于"):
        behind = find_word(tokens, "而", i + 2, end - 1)
        return end if behind is None and _is_purpose(tokens, i, end) else behind
    if aims_at(tokens, i, end):
        return end
    if head != "以":
        return None
    for k in range(i + 2, end):
        if tokens[k].text in words("clauses", "taken_as"):
            return k + 1
        if tokens[k].text == "为":
            if k + 2 < end and tokens[k + 1].text in ("目的", "宗旨", "名", "由", "单位", "单元"):
                return k + 2
            return next((m for m in range(k + 2, end) if is_noun(tokens[m - 1]) and opens(tokens, m, end)), end)
    return None


def breach_end(tokens: Tokens, i: int, end: int, here: Setting | None = None) -> int | None:
    """不得违反国家规定收取费用; 不得违反规定，限制X: where what it is a breach of ends before the deed."""
    if tokens[i].text == "未经" and here is not None and here.modality == "prohibition":
        given = next((k + 1 for k in range(i + 2, end - 1) if tokens[k].text in LEAVE), None)
        return given if given and predicate_follows(tokens, given, end) else None
    if tokens[i].text not in ("违反", "违反规定", "违背", "超出", "超越") or (
        here is not None and not here.governed(tokens, i)
    ):
        return None
    if tokens[i].text == "违反规定" and not (i + 1 < end and tokens[i + 1].text == "的"):
        opens_deed = i + 1 < end and (is_verb(tokens[i + 1]) or tokens[i + 1].text in _TOWARD)
        return i + 1 if tokens[i].text == "违反规定" and opens_deed else None
    for k in range(i + 2, end):
        rule = tokens[k].flags & Flag.FOOTING_HEAD and k + 1 < end and is_verb(tokens[k + 1])
        rule = rule and not is_attribute(tokens, k + 1, end)
        if rule or (tokens[k].flags & Flag.PURE and is_noun(tokens[k - 1]) and not is_attribute(tokens, k, end)):
            k += bool(rule)
            return k if tokens[k - 1].text != "的" and not tokens[k].flags & Flag.STATIVE else None
        if tokens[k].text in _TOWARD and is_noun(tokens[k - 1]):
            return k
    goes_on = tokens[end - 1].text == "规定" and end + 1 < len(tokens) and tokens[end].text in ("，", ",")
    if not goes_on or tokens[end + 1].flags & MODAL:
        return None
    first = tokens[end + 1]
    return end if is_verb(first) or first.flags & Flag.ADVERB or first.text in _TOWARD else None


def list_end(tokens: Tokens, i: int, end: int) -> int | None:
    """对岗位设置、人员配备等提出方案: behind 等, that closes a list, a plain verb."""
    for k in range(i + 3, end - 1):
        if tokens[k].text == "等":
            plain = tokens[k + 1].flags & Flag.PURE and k + 2 < end and not is_list_joiner(tokens[k + 2])
            plain = plain and not is_attribute(tokens, k + 1, end)
            return k + 1 if plain and any(t.text == "、" for t in tokens[i:k]) else None
        if tokens[k].text == "的" or tokens[k].flags & Flag.LIGHT_FRAME:
            return None
    return None


def basis_end(tokens: Tokens, i: int, end: int) -> int | None:
    """凭单据办理手续: where a verb with its object, that looks like one noun, closes the clause behind the basis."""
    if end - i < 4 or tokens[end - 2].text + tokens[end - 1].text not in words("predicates", "verb_and_object"):
        return None
    return end - 2 if tokens[i].text in ("凭", "持", "按", "按照", "根据") and is_noun(tokens[end - 3]) else None


def _is_purpose(tokens: Tokens, i: int, end: int) -> bool:
    """为确保工作顺利进行，: a verb right behind 为 makes the whole clause a purpose."""
    k = i + 1
    while k < end - 1 and tokens[k].flags & Flag.ADVERB and not is_verb(tokens[k]):
        k += 1
    if end >= len(tokens) or tokens[end].text not in ("，", ",") or tokens[i].text not in ("为", "为了"):
        return False
    furthers = tokens[k].text in words("clauses", "furthering") or bool(tokens[k].flags & (Flag.LIGHT | Flag.CHAINING))
    return furthers and not tokens[k].flags & Flag.STATIVE and not is_attribute(tokens, k, end)


def keeps_up(tokens: Tokens, i: int, end: int) -> bool:
    """坚持每小时检查一次: what is kept up is what is done so and so often."""
    return i + 2 < end and tokens[i + 1].kind == TIME and predicate_follows(tokens, i + 2, end)


def due_behind(tokens: Tokens, i: int, end: int) -> int | None:
    """在方案下达5个工作日内将X分解: behind what happens, by when."""
    for k in range(i + 3, end - 1):
        if tokens[k].kind == TIME:
            done = k - 2 if is_list_joiner(tokens[k - 1]) else k - 1
            closes = tokens[k].text[-1] in "内前" and is_verb(tokens[done])
            return k + 1 if closes and not any(t.text == "的" for t in tokens[i:k]) else None
    return None


def is_visited(tokens: Tokens, k: int, end: int) -> bool:
    """到所联系的乡镇督查防火工作: behind somebody or a place, an inspection with its object."""
    if tokens[k].text not in words("predicates", "inspecting") or not is_noun(tokens[k - 1]) or is_verb(tokens[k - 1]):
        return False
    return takes_object(tokens, k, end) and not is_list_joiner(tokens[k + 1])


def principle_end(tokens: Tokens, i: int, end: int) -> int | None:
    """按照属地管理、分级负责的原则开展X: behind the name of the principle, whatever verbs it lists."""
    if tokens[i].text not in words("clauses", "footing"):
        return None
    if _closes_measure(tokens, i, end):
        return end
    for k in range(i + 3, end):
        if tokens[k].text == "原则" and tokens[k - 1].kind == UNIT:
            return k + 1 if k + 1 == end or predicate_follows(tokens, k + 1, end) else None
        if k + 1 == end and tokens[k].text == "原则" and tokens[k - 1].text in ("划分", "分级", "分工", "分配", "处置"):
            return end
        if tokens[k].text in ("原则", "方针", "思路", "要求", "目标", "理念") and tokens[k - 1].text == "的":
            closes = k + 1 == end < len(tokens) and tokens[end].text in ("，", ",")
            lists = any(t.text == "、" for t in tokens[i:k]) or closes
            if any(t.text in words("predicates", "ruling") for t in tokens[i:k]):
                lists = False
            return k + 1 if lists and (k + 1 == end or predicate_follows(tokens, k + 1, end)) else None
    return None


def _closes_measure(tokens: Tokens, i: int, end: int) -> bool:
    """按上年发放贷款总额的一定比例，: the clause ends with the measure by which, and the verb describes of what."""
    if tokens[end - 1].text not in _MEASURES or end >= len(tokens) or tokens[end].text not in ("，", ","):
        return False
    verb = next((k for k in range(i + 1, end) if is_verb(tokens[k])), end)
    stated = any(tokens[k].flags & Flag.FOOTING_HEAD or tokens[k].kind == UNIT for k in range(i + 1, verb))
    of = next((k for k in range(end - 2, max(verb, end - 4), -1) if tokens[k].text == "的"), None)
    return of is not None and not stated and not any(is_verb(t) for t in tokens[of:end])


def names_need(tokens: Tokens, i: int, k: int, end: int) -> bool:
    """根据机动车停放需求，, 根据工作开展情况，: the verb belongs to the need or the state that closes the footing."""
    if k != end - 2 or tokens[i].text not in words("clauses", "footing"):
        return False
    closes = tokens[end - 1].text in ("规划", "方案", "计划") and end < len(tokens) and tokens[end].text in ("，", ",")
    if closes and tokens[k - 1].kind == WORD and not any(t.flags & Flag.FOOTING_HEAD for t in tokens[i + 1 : k]):
        return True
    if tokens[end - 1].text in ("需求", "需要"):
        return tokens[k].text not in ("满足", "适应", "符合", "保障")
    if tokens[end - 1].text not in _STATES or tokens[k].flags & Flag.ADDRESSING:
        return False
    told = any(tokens[k].text in words("predicates", name) for name in ("knowing", "recording"))
    return not told and not tokens[k - 1].flags & Flag.FOOTING_HEAD


def names_pair(tokens: Tokens, k: int) -> bool:
    """在更大范围复制推广: two verbs that are one deed open the predicate, though the first is as often a noun."""
    pair = tokens[k].text + tokens[k + 1].text if k + 1 < len(tokens) else ""
    return pair in words("predicates", "together") and is_noun(tokens[k - 1]) and not is_verb(tokens[k - 1])


def after_lone_adverb(tokens: Tokens, i: int, k: int) -> bool:
    """通过综合施策: nothing but an adverb stands between the preposition and the verb."""
    return k == i + 2 and bool(tokens[i + 1].flags & Flag.ADVERB)


def past_way(tokens: Tokens, i: int, end: int) -> int:
    """窃取或者以其他方式获取X, 滥用或者随意使用: past the way and the adverbs of a further plain verb."""
    k = i
    if k < end and tokens[k].text in words("clauses", "by_way") and not tokens[k].flags & VERB:
        k = next((m + 1 for m in range(k + 1, end) if tokens[m].text in words("clauses", "way")), i)
    while k < end and (tokens[k].kind == TIME or tokens[k].flags & Flag.ADVERB) and not tokens[k].flags & VERB:
        k += 1
    if k >= end or not tokens[k].flags & (Flag.PURE | Flag.NOMINAL) or tokens[k].flags & Flag.STATIVE:
        return i
    if k + 1 == end:
        return k if tokens[i - 1].text in ("或者", "或") else i
    return k if tokens[k - 1].text in words("predicates", "wrongly") or object_or_end(tokens, k + 1, end) else i
