"""Where a subject ends: before a predicate, before …的， and …时，, or alone before an adverbial.

Assumption: without a modal a subject is a noun phrase that names somebody, with a predicate right behind it.
"""

from __future__ import annotations

from pipeline.lexicon.words import GOVERNING, MODAL, VERB, Flag, words
from pipeline.stages.obligations.grammar import how
from pipeline.stages.obligations.grammar.adverbials import leading_adverbial
from pipeline.stages.obligations.grammar.companions import before_companion
from pipeline.stages.obligations.grammar.counted import each_end, says_when
from pipeline.stages.obligations.grammar.kinds import NOUN_HEADS, Tokens, is_body, is_list_joiner, is_noun, takes_object
from pipeline.stages.obligations.grammar.openings import skip_opening
from pipeline.stages.obligations.grammar.positions import is_adverb_here, opens, predicate_follows
from pipeline.stages.obligations.grammar.ways import way_end
from pipeline.stages.obligations.tokens import TIME, WORD, find_any, find_word

BREAKING = frozenset(["由", "经", "向", "对", "在", "将", "把", "按照", "根据", "依照"])

_NO_SUBJECT = BREAKING | {"为", "给"}
_GROUPS = frozenset(["组", "小组", "队", "员"])
"""安全疏散组接到报警后: a group called by what it does."""
_AS_ONE = frozenset(["统一", "集中", "专门", "定点", "专人"])
_NO_OBJECT = frozenset(["制", "制度", "办法", "原则", "要求", "模式"])


def is_place(tokens: Tokens, last: int) -> bool:
    """Whether the phrase that ends here names a place that stands for those who run it (…的仓库或者其他场所)."""
    return is_body(tokens, last) or tokens[last].text in words("clauses", "acting_place")


def _adverbial_behind(tokens: Tokens, k: int, end: int) -> bool:
    """领兵人员于起运前到达…, 各地以县为单位…: a weak preposition right behind a name opens an adverbial."""
    return (
        (tokens[k].text in words("clauses", "behind_name") or tokens[k].text == "从")
        and k + 1 < end
        and any(t.flags & VERB or t.text == "为" or t.kind == TIME for t in tokens[k + 1 : end])
    )


def name_alone(tokens: Tokens, i: int, end: int) -> int | None:
    """各部门在指挥部的统一领导下，…: where a name ends that nothing follows in its clause but an adverbial.

    A phrase of 对 or 向 is one only if it ends with whom it is about (政府对困难的老年人，); else it describes a noun
    that the whole clause names (单位对职工的管理，).
    """
    if i >= end or tokens[i].flags & (Flag.PREPOSITION | VERB | MODAL):
        return None
    for k in range(i + 1, end - 1):
        if tokens[k].text == "的" or (tokens[k].flags & Flag.PURE and not tokens[k].flags & Flag.PREPOSITION):
            return None
        if tokens[k].kind != WORD or not tokens[k].flags & Flag.PREPOSITION or is_list_joiner(tokens[k]):
            continue
        if not is_body(tokens, k - 1) or tokens[k].text in ("同", "比") or how.describes_end(tokens, k, end):
            return None
        found = leading_adverbial(tokens, k, end)
        if found is None or found[1] < end:
            return None
        return k if tokens[k].text not in ("对", "向", "给") or is_body(tokens, end - 1) else None
    return None


def adverbial_behind_name(tokens: Tokens, i: int, end: int) -> int | None:
    """交接双方在起运前完成…: where a name ends that an adverbial follows."""
    if tokens[i].flags & (Flag.PREPOSITION | Flag.PURE) or how.directs(tokens[i]):
        return None
    for k in range(i + 1, end):
        if tokens[k].text in ("采取", "采用") and is_body(tokens, k - 1) and way_end(tokens, k, end):
            return k
        if tokens[k].text in ("时", "后", "前") or tokens[k].flags & Flag.PURE:
            return None
        somebody = is_body(tokens, k - 1)
        if somebody and each_end(tokens, k, end):
            return k
        if somebody and any(t.text in ("期内", "期间") for t in tokens[k : min(k + 3, end - 1)]):
            return k
        named = somebody and is_noun(tokens[k - 1])
        if named and ((tokens[k].text == "在" and opens(tokens, k, end)) or _adverbial_behind(tokens, k, end)):
            return k
        if tokens[k].text in BREAKING:
            return k if named and _goes_through(tokens, k, end) else None
    return None


def _goes_through(tokens: Tokens, k: int, end: int) -> bool:
    """新入职人员经培训合格后上岗: what somebody goes through before the deed that closes the clause."""
    if tokens[k].text not in ("经", "经过"):
        return False
    found = leading_adverbial(tokens, k, end)
    return found is not None and found[1] < end and tokens[found[1] - 1].text == "后"


def subject_end(tokens: Tokens, i: int, end: int) -> int | None:
    """Where a subject that opens the clause ends: behind the name of somebody, before a predicate."""
    if i < end and tokens[i].text in _NO_SUBJECT:
        return None
    for k in range(i + 1, end):
        if tokens[k - 1].text in ("单位", "单元") and tokens[k - 2].text == "为":
            return None
        if tokens[k].text == "实行" and tokens[end - 1].text.endswith(("制", "制度")) and not is_body(tokens, k - 1):
            return None
        if not is_noun(tokens[k - 1]) or not is_body(tokens, k - 1):
            if tokens[k].text in BREAKING or tokens[k].text == "作为":
                return None
            continue
        if tokens[k].text == "为" and any(t.text == "以" for t in tokens[i:k]):
            return None
        if tokens[k].text in ("的", "等", "所") or is_list_joiner(tokens[k]) or how.in_charge(tokens, k, end):
            continue
        if _passes_predicate(tokens, i, k):
            return None
        if tokens[i].text.startswith("任何") and tokens[k].flags & Flag.SERIAL:
            return k
        if (
            (tokens[k].kind == TIME and k + 1 < end and tokens[k + 1].text != "的")
            or opens(tokens, k, end)
            or tokens[k].text in words("predicates", "auxiliary")
            or _adverbial_behind(tokens, k, end)
            or (tokens[k].kind == WORD and tokens[k].flags & Flag.JOINER and predicate_follows(tokens, k + 1, end))
        ):
            return k
        personal = (
            tokens[k].flags & Flag.ADVERB and k + 2 == end and tokens[k + 1].text in words("predicates", "personal")
        )
        charged = tokens[end - 1].text in ("工作", "事务", "业务", "事业") and how.has_charge(tokens, k, end)
        if (
            charged
            or personal
            or how.acts_twice(tokens, k, end)
            or (tokens[k].flags & GOVERNING and _governs(tokens, k, end))
        ):
            return k
        if tokens[k].text in _AS_ONE and _does_as_one(tokens, k + 1, end):
            return k
        period = any(t.text in ("期内", "期间") for t in tokens[k : min(k + 3, end)])
        if period or tokens[k].text.endswith("期间") or says_when(tokens, k, end):
            return k
        if (
            tokens[k].flags & (Flag.NOMINAL)
            and (k + 1 >= end or is_noun(tokens[k + 1]))
            and not any(how.is_deed(tokens, k, m, end) for m in range(k + 1, end))
            and tokens[k].text not in words("predicates", "tail")
        ):
            return k
    return None


def _passes_predicate(tokens: Tokens, i: int, stop: int) -> bool:
    """会议听取各代表团|审议: whether a plain verb stands within, with more than a name behind it or handing on."""
    if stop > i + 2 and tokens[stop - 2].text in ("报", "呈报", "报送", "提交") and not is_body(tokens, stop - 3):
        return is_noun(tokens[stop - 3]) or tokens[stop - 3].kind == TIME
    for m in range(i + 1, stop - 2):
        plain = tokens[m].flags & Flag.PURE and not tokens[m].flags & (Flag.STATIVE | Flag.BODY | Flag.INTRANSITIVE)
        if plain and (is_noun(tokens[m - 1]) or tokens[m - 1].kind == TIME) and not is_list_joiner(tokens[m + 1]):
            return not any(t.text == "的" for t in tokens[m:stop])
    return False


def _does_as_one(tokens: Tokens, k: int, end: int) -> bool:
    """管理人员统一保管车辆的有关证件: behind how, a deed with the object that closes the clause."""
    if k + 1 >= end or not tokens[k].flags & Flag.NOMINAL or tokens[k].text in words("predicates", "topical"):
        return False
    thing, last = tokens[k + 1], tokens[end - 1]
    if not takes_object(tokens, k, end):
        return False
    if any(thing.text in words(file, name) for file, name in NOUN_HEADS) and tokens[min(k + 2, end - 1)].text != "的":
        return False
    return is_noun(last) and not last.flags & (VERB | Flag.BODY | Flag.LOCALIZER) and last.text not in _NO_OBJECT


def _governs(tokens: Tokens, k: int, end: int) -> bool:
    """卫生部门监督指导医院落实制度: a governing verb behind a name, then whom it governs and what these do."""
    while k + 1 < end and tokens[k + 1].flags & GOVERNING:
        k += 1
    whom = tokens[min(k + 1, end - 1)]
    return whom.text != "的" and not whom.flags & VERB and subject_end(tokens, k + 1, end) is not None


def clause_subject(tokens: Tokens, i: int, end: int) -> int | None:
    """Where the subject that opens a clause ends, if one does."""
    i = skip_opening(tokens, i, end)
    if i >= end or tokens[i].flags & (Flag.PREPOSITION | MODAL):
        return None
    if is_adverb_here(tokens, i, end) and not (i + 2 < end and tokens[i + 2].text in _GROUPS):
        return None
    if tokens[i].text in ("属于", "不属于") or (tokens[i].text == "不" and tokens[min(i + 1, end - 1)].text == "属于"):
        return None
    if tokens[i].flags & Flag.PURE:
        return _described_subject(tokens, i, end)
    stop = _acting_name(tokens, i, end) or subject_end(tokens, i, end)
    return before_companion(tokens, i, stop, end) if stop else name_alone(tokens, i, end)


def on_behalf_end(tokens: Tokens, i: int, end: int) -> int | None:
    """代表职工与企业签订合同: where the name ends for which somebody acts, a predicate behind it."""
    if tokens[i].text != "代表" or i + 2 >= end or tokens[i + 1].flags & (MODAL | VERB):
        return None
    stop = subject_end(tokens, i + 1, end)
    if stop is None:
        return None
    beside = find_any(tokens, ("与", "和", "同", "对", "向"), i + 2, stop - 1)
    return beside or stop


def _acting_name(tokens: Tokens, i: int, end: int) -> int | None:
    """生产经营单位委托其他单位作业的: the first name that a verb follows, unless the verb describes a later one."""
    for k in range(i + 1, end):
        if tokens[k - 1].text == "的" or tokens[k].text in BREAKING:
            return None
        if how.no_name_ends(tokens, k, end):
            continue
        if tokens[k].flags & (Flag.PURE | Flag.UNKNOWN_VERB | Flag.NEGATION) and tokens[k].text not in words(
            "predicates", "describing"
        ):
            return k
        if tokens[k].text in words("predicates", "auxiliary") or _adverbial_behind(tokens, k, end):
            return k
        if how.does_somehow(tokens, k, end) and not any(t.flags & Flag.PURE for t in tokens[i:k]):
            return k
        text, behind = tokens[k].text, tokens[k + 1].text if k + 1 < end else ""
        if text == "有" and k + 2 < end and behind.startswith(("两个", "多个", "数个")):
            return k
        if (text in ("进", "接") and is_noun(tokens[k + 1])) or (text == "只有" and behind in ("在", "当", "经", "持")):
            return k
        if tokens[k].flags & Flag.GUESSED and k + 1 < end and tokens[k + 1].flags & Flag.PURE:
            return k
        if how.has_done(tokens, k, end) or (tokens[k].flags & Flag.NOMINAL and _does(tokens, k, end)):
            return k
    return None


def _does(tokens: Tokens, k: int, end: int) -> bool:
    """幼儿园使用车辆的, 单位发包或者出租项目的: a verb with its object or joined to another, and no part of a name."""
    if k + 1 >= end or tokens[k].text in words("predicates", "describing"):
        return False
    if is_list_joiner(tokens[k + 1]):
        return k + 2 < end and bool(tokens[k + 2].flags & VERB)
    if tokens[k + 1].text in words("clauses", "footing") and any(t.text == "的" for t in tokens[k + 2 : end]):
        return True
    return takes_object(tokens, k, end) and not tokens[k + 1].flags & Flag.BODY


def _described_subject(tokens: Tokens, i: int, end: int) -> int | None:
    """符合条件的人员自主创业的, 交班的保安在下班前: a subject that opens with its attribute."""
    mark = find_word(tokens, "的", i + 1, end)
    stop = subject_end(tokens, mark + 1, end) if mark is not None else None
    return stop if stop is not None and (tokens[i].flags & Flag.STATIVE or tokens[stop].text in ("在", "于")) else None
