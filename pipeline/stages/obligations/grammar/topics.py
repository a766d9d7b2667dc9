"""Whether a verb that opens a clause is its predicate, or belongs to a thing or a name that is no predicate."""

from __future__ import annotations

from pipeline.lexicon.words import GOVERNING, MODAL, VERB, Flag, words
from pipeline.stages.obligations.frames import Setting
from pipeline.stages.obligations.grammar.adverbials import leading_adverbial
from pipeline.stages.obligations.grammar.described import names_fields
from pipeline.stages.obligations.grammar.events import occasion_end
from pipeline.stages.obligations.grammar.how import opens_well
from pipeline.stages.obligations.grammar.kinds import (
    Tokens,
    determined,
    is_body,
    is_list_joiner,
    is_noun,
    is_verb,
)
from pipeline.stages.obligations.grammar.positions import is_adverb_here, opens, predicate_follows
from pipeline.stages.obligations.grammar.topical import builds, goes_on, with_plain
from pipeline.stages.obligations.grammar.ways import way_end
from pipeline.stages.obligations.tokens import MARK, TIME, WORD, Token

_OF_WORK = frozenset(["任务", "目标", "要求", "计划", "方案", "部署", "措施", "重点", "安排"])
"""把今年工作任务分解到人: work that is set, and nobody works."""


def only_approval(tokens: Tokens, i: int, end: int, here: Setting) -> bool:
    """应当经X批准; 草案经市政府审议: nothing but what X does follows."""
    if tokens[i - 1].flags & (Flag.ADVERB | Flag.LOCALIZER):
        return False
    rest = [t for t in tokens[i:end] if t.kind not in (MARK, TIME)]
    return (
        bool(rest)
        and (here.modality_span is not None or is_body(tokens, i - 1))
        and all(is_verb(t) or is_list_joiner(t) or t.text in ("合格", "集体", "专题") for t in rest)
    )


def is_predicate_verb(tokens: Tokens, i: int, end: int, here: Setting) -> bool:
    token = tokens[i]
    if token.kind != WORD or not token.flags & VERB or (i + 1 < end and tokens[i + 1].text == "的"):
        return False
    following = tokens[i + 1].text if i + 1 < end else ""
    if token.flags & Flag.NOMINAL and (following == "了" or (token.text == "工作" and following in _OF_WORK)):
        return False
    if (
        token.text in words("predicates", "topical")
        and not here.governed(tokens, i)
        and not here.awaits(tokens, i)
        and not determined(tokens, i + 1, end)
        and not goes_on(tokens, i, end)
        and not builds(tokens, i, end)
        and not _of_all(tokens, i, end)
        and not with_plain(tokens, i, end)
        and not (i > 0 and tokens[i - 1].text in ("合理", "科学") and opens_well(tokens, i, end))
        and not (token.text == "领导" and i + 1 < end and _leads(tokens, i + 1))
    ):
        return False
    if here.first and token.flags & Flag.STATIVE and not here.governed(tokens, i) and attribute_phrase(tokens, i, end):
        return _behind_training(tokens, i)
    if not here.governed(tokens, i) and (_is_topic(tokens, i, end) or names_fields(tokens, i, end)):
        return False
    if (token.text == "报经" and occasion_end(tokens, i, end)) or _is_doer(tokens, i, end):
        return False
    if token.text in ("采取", "采用", "利用", "运用") and _about_follows(tokens, i, end):
        return False
    if token.flags & Flag.PREPOSITION and token.text in (
        "通过",
        "采取",
        "采用",
        "利用",
        "运用",
        "坚持",
        "借助",
        "借鉴",
        "对照",
        "参照",
        "持",
        "协同",
        "联合",
    ):
        if token.text in ("参照", "对照", "比照") and end < len(tokens) and tokens[end].text in ("，", ","):
            return False
        if token.text in ("协同", "联合") and i + 1 < end and is_verb(tokens[i + 1]):
            return True
        if token.text in ("通过", "参照", "对照", "持", "协同", "联合"):
            return not _phrase_then_predicate(tokens, i, end)
        return way_end(tokens, i, end) is None
    return True


def _leads(tokens: Tokens, i: int) -> bool:
    """领导本会各机构开展工作, 领导和监督X: whether who is led, or a further verb, stands behind the verb."""
    return is_list_joiner(tokens[i]) or is_body(tokens, i) or tokens[i].text in ("本", "各", "全")


def _of_all(tokens: Tokens, i: int, end: int) -> bool:
    """规划全校的档案工作: at the head of a clause a topical verb, and the work of all of a body."""
    at_head = i == 0 or tokens[i - 1].kind == MARK
    work = end - i > 3 and tokens[end - 1].text in ("工作", "事业", "事务")
    return at_head and work and tokens[i + 1].text[0] in "全本" and any(t.text == "的" for t in tokens[i + 2 : end])


def _behind_training(tokens: Tokens, i: int) -> bool:
    """必须经培训取得相应的证书: behind what one has to go through, a modal before it, a predicate stands."""
    k = i - 1
    while k > 0 and (is_verb(tokens[k]) or is_list_joiner(tokens[k])):
        k -= 1
    return 0 < k < i - 1 and tokens[k].text in ("经", "经过") and bool(tokens[k - 1].flags & MODAL)


def _is_doer(tokens: Tokens, i: int, end: int) -> bool:
    """监销人在清册上签字: who does what the verb says, and a predicate or adverbial behind."""
    if i + 2 >= end or tokens[i + 1].text not in ("人", "者", "方", "员") or tokens[i].flags & (GOVERNING | Flag.LIGHT):
        return False
    return bool(tokens[i + 2].flags & (MODAL | Flag.PREPOSITION)) or opens(tokens, i + 2, end)


def _is_topic(tokens: Tokens, i: int, end: int) -> bool:
    """补贴标准根据…确定, 落实情况定期报告X: verb and noun are one thing, and its predicate follows."""
    if tokens[i].flags & (Flag.NOMINAL | Flag.UNKNOWN_VERB) and _acted_upon(tokens, i, end):
        return True
    if tokens[i].flags & Flag.NOMINAL and i + 2 < end and tokens[i + 1].text in words("predicates", "entering"):
        return True
    if _is_found(tokens, i, end) or _comes_in(tokens, i, end):
        return True
    if (tokens[i].flags & Flag.NOMINAL and _is_set_for(tokens, i, end)) or _is_done_each(tokens, i, end):
        return True
    if (
        tokens[i].flags & Flag.NOMINAL
        and not tokens[i].flags & (GOVERNING | Flag.ADDRESSING)
        and _later_opening(tokens, i, end)
    ):
        return True
    if i + 2 >= end or not _is_tail(tokens[i + 1]) or (tokens[i].text, tokens[i + 1].text) == ("组织", "人员"):
        return False
    if tokens[i].text in ("推动", "推进", "促进") and tokens[i + 2].text == "向":
        return False
    k = i + 2
    if tokens[k].text in ("按照", "按", "依照", "参照") and tokens[i + 1].text in words("predicates", "stated"):
        return is_verb(tokens[end - 1])
    if not tokens[i].flags & Flag.NOMINAL and tokens[i].text not in words("predicates", "compounding"):
        return False
    if tokens[k].kind == TIME:
        return k + 1 < end and (is_verb(tokens[k + 1]) or bool(tokens[k + 1].flags & Flag.PREPOSITION))
    if tokens[k].flags & Flag.ADDRESSING and k + 1 < end and is_body(tokens, end - 1):
        return True
    if tokens[k].kind != WORD:
        return False
    strict = tokens[k].flags & Flag.PREPOSITION and tokens[k].text not in ("和", "与", "同", "到", "至", "于")
    if tokens[k].text == "同时":
        return predicate_follows(tokens, k + 1, end)
    return bool(strict or is_adverb_here(tokens, k, end)) and not tokens[k].flags & VERB


def _is_found(tokens: Tokens, i: int, end: int) -> bool:
    """检查发现的问题及时整改, 督导检查发现的问题，: what an inspection has found, with its predicate or without."""
    k = i
    while k < end and tokens[k].text in words("predicates", "inspecting"):
        k += 1
    if k == i or k + 2 >= end or tokens[k + 1].text != "的":
        return False
    return tokens[k].text == "出" or tokens[k].text in words("predicates", "found")


def _comes_in(tokens: Tokens, i: int, end: int) -> bool:
    """办理结果纳入评价: what has come out of a deed, and what it is put into or taken for."""
    if i + 3 > end - 1 or tokens[i].flags & (GOVERNING | Flag.LIGHT_FRAME):
        return False
    return tokens[i + 1].text in ("结果", "情况") and tokens[i + 2].text in words("predicates", "entering")


def _is_set_for(tokens: Tokens, i: int, end: int) -> bool:
    """培训计划于每年1月底前报人事处: a verb and a noun that are one thing, then by when."""
    if i + 4 >= end or not is_noun(tokens[i + 1]) or is_body(tokens, i + 1):
        return False
    thing = bool(tokens[i + 1].flags & Flag.FOOTING_HEAD) or not is_verb(tokens[i + 1])
    return thing and tokens[i + 2].text == "于" and tokens[i + 3].kind == TIME


def _is_done_each(tokens: Tokens, i: int, end: int) -> bool:
    """养犬登记证每年注册一次: a verb and a noun that are one thing, how often, the verb and its count."""
    if end - i != 5 or tokens[i].flags & GOVERNING or not is_noun(tokens[i + 1]) or is_body(tokens, i + 1):
        return False
    every, count = tokens[i + 2].kind == TIME, tokens[end - 1].kind == TIME
    return every and count and is_verb(tokens[i + 3]) and not is_verb(tokens[i + 1])


def _is_tail(token: Token) -> bool:
    return token.text in words("predicates", "tail") or token.text in words("predicates", "stated")


def attribute_phrase(tokens: Tokens, i: int, end: int) -> bool:
    """不符合条件的校车，…: a noun with its attribute, at the head of the sentence."""
    mark = max((k for k in range(i, end) if tokens[k].text == "的"), default=None)
    return mark is not None and mark + 1 < end and is_noun(tokens[end - 1])


def _about_follows(tokens: Tokens, i: int, end: int) -> bool:
    """利用晨会对X进行学习: by which means, where 对 and 进行 follow."""
    place = next((k for k in range(i + 2, end) if tokens[k].text == "对"), None)
    return place is not None and any(tokens[k].text in ("进行", "开展") for k in range(place, end))


def _later_opening(tokens: Tokens, i: int, end: int) -> bool:
    """判定标准纳入X, 考试试题从题库抽取: verb and noun are one thing if something else opens the predicate."""
    if i + 2 >= end or not is_noun(tokens[i + 1]) or is_verb(tokens[i + 1]) or tokens[i + 1].kind != WORD:
        return False
    for k in range(i + 2, end - 1):
        token = tokens[k]
        if token.text in ("并", "并且", "、", "和", "与", "及"):
            return False
        if not is_noun(tokens[k - 1]) or token.kind != WORD:
            continue
        if token.text in words("predicates", "entering") or token.text == "做到":
            return True
        strict = token.flags & Flag.PREPOSITION and token.text in ("由", "从", "按照", "按", "根据", "依据", "在", "向")
        strict = strict or (token.text == "于" and tokens[k + 1].kind == TIME)
        if strict and not any(t.text == "的" for t in tokens[i:k]):
            return True
    return False


def _acted_upon(tokens: Tokens, i: int, end: int) -> bool:
    """管理类文件由承办部门归档, 在建工程一律停止作业: a thing, then 由 or an adverb with its verb."""
    for k in range(i + 1, end):
        if tokens[k].text == "由" and k + 2 < end:
            return True
        if tokens[k].kind == TIME or tokens[k].flags & Flag.PURE or is_list_joiner(tokens[k]):
            return False
        if (
            tokens[i].flags & Flag.UNKNOWN_VERB
            and is_noun(tokens[k - 1])
            and k > i + 1
            and is_adverb_here(tokens, k, end)
        ):
            return True
    return False


def _phrase_then_predicate(tokens: Tokens, i: int, end: int) -> bool:
    found = leading_adverbial(tokens, i, end)
    return found is not None and (found[1] < end or tokens[i].text == "通过")


def opens_later(tokens: Tokens, i: int, end: int) -> bool:
    """Whether a predicate opens behind the noun phrase that begins here (禁止室内存放X)."""
    return any(is_noun(tokens[k - 1]) and opens(tokens, k, end) for k in range(i + 1, end))
