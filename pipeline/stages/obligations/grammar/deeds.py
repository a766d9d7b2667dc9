"""What before a modal looks like somebody and is none: a deed (使用明火应当…), a measure, a thing (X任何人不得…)."""

from __future__ import annotations

from pipeline.lexicon.rules import load_rules
from pipeline.lexicon.words import MODAL, Flag, words
from pipeline.stages.obligations.grammar.kinds import NOUN_HEADS, Tokens, is_body, is_list_joiner, is_noun, is_verb
from pipeline.stages.obligations.grammar.subjects import is_place
from pipeline.stages.obligations.tokens import clause_end

_RIDING = frozenset(["驾驶", "骑", "骑行", "乘坐", "驾乘"])
_ENACTING = frozenset(["制定", "制订", "修订", "编制"])
_OVERDUE = frozenset(["逾期", "超期", "到期", "过期"])
_OTHERS = frozenset(["其他", "其余", "其它"])
_PLACE = "间室馆院区校厂站场库所园楼店司舍"
_SETTING = frozenset(["通知", "调整", "确定", "变更", "公布", "延长", "缩短", "明确", "告知"])
_BUILDING = frozenset([*"建盖修购租卖买办开养种", "装修"])
_AT_WORK = frozenset(["作业", "实习", "施工", "加点"])
"""施工单位高处作业，应当…: behind a name and what describes them, these are deeds."""
_LONGEST_DEED = 5
_NO_DEED = frozenset(["工作", "活动", "服务", "会议", "值班"])


def is_deed(tokens: Tokens, i: int, stop: int) -> bool:
    """使用明火应当…, 保护未成年人应当…, 保障妇女的权益应当…, 进入厂区须…: a verb with its object, and no name."""
    verb, last = tokens[i], tokens[stop - 1]
    if verb.text in _RIDING and stop > i + 1 and last.text.endswith(("车", "船", "机动车", "摩托")):
        return all(t.text != "的" for t in tokens[i:stop])
    if verb.text in words("predicates", "going") and stop > i + 1 and last.text[-1] in _PLACE:
        return all(t.text != "的" for t in tokens[i:stop])
    if stop == i + 2 and last.text in words("predicates", "cared_for"):
        return bool(verb.flags & (Flag.PURE | Flag.NOMINAL)) and not verb.flags & Flag.INTRANSITIVE
    if not verb.flags & (Flag.PURE | Flag.UNKNOWN_VERB) or is_body(tokens, stop - 1):
        return False
    by = stop + 1 < len(tokens) and tokens[stop + 1].text == "由"
    if by and last.text in ("记录", "报告", "意见", "方案", "小结"):
        return False
    scrap = bool(verb.flags & Flag.UNKNOWN_VERB) and len(last.text) == 1
    if stop == i + 2 and (scrap or last.text in ("结果", "成绩", "结论")):
        return False
    if any(t.text == "的" for t in tokens[i:stop]):
        if verb.text in _ENACTING and tokens[i + 1].text != "的":
            return any(last.text[-2:] in words("predicates", n) for n in ("compound_head", "tail"))
        return last.text[-2:] in words("predicates", "harmed") and not verb.flags & Flag.STATIVE
    named = verb.flags & Flag.UNKNOWN_VERB or verb.text in words("predicates", "compounding")
    named = named or (last.text in words("predicates", "stated") and verb.text not in words("predicates", "making"))
    return not named or not all(t.text in words("predicates", "tail") for t in tokens[i + 1 : stop])


def does_behind_name(tokens: Tokens, k: int, stop: int) -> bool:
    """教师|调课应当…, 居民|装修房屋，应当…, 村民|建住宅，应当…: behind a name a deed that closes the phrase."""
    k += k + 1 < stop and tokens[k].text in words("clauses", "when")
    verb = tokens[k]
    if any(t.text == "的" for t in tokens[k:stop]) or verb.flags & Flag.BODY or verb.text in _NO_DEED:
        return False
    if k + 1 == stop:
        alone = verb.flags & Flag.INTRANSITIVE and is_verb(verb) and verb.text not in words("predicates", "topical")
        return bool(alone or verb.flags & Flag.GUESSED)
    thing = tokens[k + 1]
    if tokens[stop - 1].text in _AT_WORK and not any(t.flags & (MODAL | Flag.BODY) for t in tokens[k:stop]):
        return stop - k < _LONGEST_DEED
    if (
        thing.text.endswith(("名单", "表", "证明"))
        or is_verb(thing)
        or thing.flags
        or not is_noun(thing)
        or k + 3 < stop
    ):
        return False
    if verb.text in _BUILDING:
        return len(thing.text) > 1
    plain = verb.flags & Flag.NOMINAL and verb.text not in words("predicates", "topical")
    return bool(plain) and not any(thing.text in words(file, name) for file, name in NOUN_HEADS)


def is_verb_with_object(tokens: Tokens, i: int, stop: int) -> bool:
    """采购食材应当…, but not 工作经费应当…, whose last word makes one noun with the first."""
    if not tokens[i].flags & Flag.NOMINAL or any(t.text == "的" for t in tokens[i:stop]):
        return False
    if tokens[i].text in ("示范", "试点") and i + 1 < stop:
        return False
    if tokens[i].flags & Flag.INTRANSITIVE and i + 1 < stop and not is_verb(tokens[i + 1]):
        return False
    if i + 2 != stop:
        return True
    if is_place(tokens, stop - 1) or tokens[i + 1].text == "车辆":
        return False
    return tokens[i + 1].text not in words("predicates", "tail")


def _passes_measure(tokens: Tokens, i: int, stop: int) -> bool:
    """借款金额超过3000元应提前通知: a number behind what says that something is more or less than that."""
    k = next((k for k in range(i + 1, stop - 1) if tokens[k].text in words("predicates", "bounding")), None)
    return k is not None and tokens[k + 1].text[0].isdigit() and not is_body(tokens, stop - 1)


def anybody_begins(tokens: Tokens, i: int, end: int) -> int | None:
    """消防器材任何单位不得挪用: behind the thing that is acted upon, where the name of whoever must not begins."""
    for k in range(i + 1, end):
        if tokens[k].text.startswith("任何"):
            last = end - 1
            while last > k and tokens[last].text in words("clauses", "before_modal"):
                last -= 1
            thing = is_noun(tokens[k - 1]) and not is_list_joiner(tokens[k - 1]) and tokens[k - 1].text not in _OTHERS
            return k if thing and is_body(tokens, last) else None
    return None


def _is_found(tokens: Tokens, i: int, stop: int) -> bool:
    """检查中存在问题应及时修理: within what, and what is found there."""
    found = (k for k in range(i + 1, stop - 1) if tokens[k].text in words("predicates", "discovering"))
    k = next(found, None)
    return k is not None and bool(tokens[k - 1].flags & Flag.LOCALIZER) and all(t.text != "的" for t in tokens[i:stop])


def no_subject(tokens: Tokens, i: int, stop: int) -> str | None:
    """休息时间, 禁养区内, 三个月内: the role of a phrase that says when, where or how much, and names nobody."""
    last = tokens[stop - 1]
    inside = last.flags & Flag.LOCALIZER or (len(last.text) == 2 and last.text[1] in "内外")
    inside = inside or (last.text[-1] == "处" and not last.flags & Flag.BODY)
    if inside and not is_place(tokens, stop - 1):
        return "scope"
    if stop == i + 1 and last.text == "累计":
        return "manner"
    if stop + 1 < len(tokens) and tokens[stop + 1].text in words("predicates", "bounding"):
        return None
    if stop == i + 1 and len(last.text) == 2 and last.text[1] in "前后":
        return "occasion"
    if stop == i + 1 and last.text in words("clauses", "moment"):
        return "occasion"
    if (stop == i + 1 and last.text in _OVERDUE) or (last.text in ("合格", "不合格") and is_verb(tokens[i])):
        return "condition"
    if _comes_about(tokens, i, stop):
        return "condition"
    if last.text == "时间" and _is_set(tokens, stop):
        return None
    if last.text in words("clauses", "when") or last.text.endswith(("时间", "时段", "阶段", "时候", "时期", "期间")):
        return "occasion"
    if _passes_measure(tokens, i, stop) or last.text.endswith("理由") or _is_found(tokens, i, stop):
        return "condition"
    if stop == i + 1 and last.text in ("期满", "届满", "到期"):
        return "occasion"
    counted = "".join(t.text for t in tokens[i:stop]).rstrip("内")
    return "scope" if load_rules("duties")["quantity"].fullmatch(counted) else None


def _comes_about(tokens: Tokens, i: int, stop: int) -> bool:
    """设备出现故障应停机: a thing, what comes about, and of what kind it is."""
    k = next((k for k in range(i + 1, stop - 1) if tokens[k].text in ("出现", "发生", "存在")), None)
    if k is None or is_body(tokens, stop - 1):
        return False
    return is_noun(tokens[k - 1]) and all(t.text != "的" for t in tokens[i:stop])


def _is_set(tokens: Tokens, modal: int) -> bool:
    """会议时间应提前通知, 具体时间可根据实际情况调整: what closes the clause is done to the time itself."""
    end = clause_end(tokens, modal)
    return tokens[end - 1].text in _SETTING and not any(is_verb(t) for t in tokens[modal + 1 : end - 1])


def only_before_modal(tokens: Tokens, k: int, end: int) -> bool:
    """员工上下班均需打卡, 员工上班或因公外出应打卡: only 均 and its like, or more of such deeds, up to the modal."""
    also, own = words("clauses", "before_modal"), words("predicates", "personal")
    return all(t.text in also or t.text in own or t.text == "因公" or is_list_joiner(t) for t in tokens[k:end])
