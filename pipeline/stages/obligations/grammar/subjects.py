"""Who acts in a clause: the subject before a modal, before a predicate, or before …的， and …时，.

Assumptions: before a modal (应当, 不得, 可以) stand the subject and adverbials only; without a modal a subject is
a noun phrase that names somebody, with a predicate right behind it; 由X and 经X name who acts.
"""

from __future__ import annotations

from pipeline.lexicon.rules import load_rules
from pipeline.lexicon.words import GOVERNING, MODAL, VERB, Flag, words
from pipeline.model.text import Span
from pipeline.stages.obligations.frames import Adverbial, Setting, span_of
from pipeline.stages.obligations.grammar.adverbials import adverbial_role, leading_adverbial
from pipeline.stages.obligations.grammar.positions import (
    FRONTING,
    Tokens,
    is_adverb_here,
    is_body,
    is_list_joiner,
    is_noun,
    is_verb,
    opens,
    predicate_follows,
    takes_object,
)
from pipeline.stages.obligations.tokens import MARK, TIME, WORD

_BEFORE_MODAL = frozenset(
    ["都", "均", "也", "还", "一律", "仍", "则", "既", "又", "就", "方", "才", "只", "一般", "必", "务"]
)
CONDITIONAL = frozenset(["如", "如果", "若", "倘若", "假如", "一旦", "凡", "凡是"])
_CASE = frozenset(["情形", "情节", "情况", "性质", "后果", "问题"])
"""情节严重者应当…: such a case, and nobody."""
_BREAKING = frozenset(["由", "经", "向", "对", "在", "将", "把", "按照", "根据"])


def read_front(tokens: Tokens, i: int, modal: int, here: Setting) -> Span | None:
    """Subject and adverbials before the modal; a subject that cannot act is returned as topic."""
    i = _skip_opening(tokens, i, modal)
    if i + 1 < modal and tokens[i].text in CONDITIONAL and (condition := span_of(tokens, i, modal)):
        here.adverbials.append(Adverbial("condition", condition))
        return None
    if occasion := _occasion_before_name(tokens, i, modal):
        here.adverbials.append(Adverbial("occasion", Span(tokens[i].start, tokens[occasion - 1].end)))
        i = occasion
    while i < modal:
        if tokens[i].kind == TIME:
            i += 1
            continue
        if tokens[i].flags & Flag.PREPOSITION and (found := leading_adverbial(tokens, i, modal)):
            if tokens[i].text in ("对", "对于") and tokens[found[1] - 1].text != "的":
                here.about = (i + 1, found[1])
            if tokens[i].text in words("predicates", "discovering"):
                here.event = event_span(tokens, i, found[1])
            add_adverbial(tokens, i, found[0], found[1], here)
            i = found[1]
            continue
        if is_adverb_here(tokens, i, modal + 1) and not _describes_name(tokens, i, modal):
            here.adverbials.append(Adverbial("manner", Span(tokens[i].start, tokens[i].end)))
            i += 1
            continue
        break
    return _read_subject(tokens, i, modal, here) if i < modal else None


def _describes_name(tokens: Tokens, i: int, modal: int) -> bool:
    """依法认定的村落应当公布: the adverb belongs to the attribute of what stands before the modal."""
    if i + 1 >= modal or not is_verb(tokens[i + 1]):
        return False
    mark = max((k for k in range(i + 2, modal) if tokens[k].text == "的"), default=None)
    return mark is not None and mark + 1 < modal and not any(tokens[k].kind == MARK for k in range(i, mark))


def event_span(tokens: Tokens, i: int, end: int) -> Span | None:
    """发现险情后: what is found, without the words that say that and when."""
    i += 1
    while i < end and tokens[i].text in ("有", "存在", "到"):
        i += 1
    while end > i and tokens[end - 1].text in ("的", "时", "后", "前", "情况"):
        end -= 1
    return span_of(tokens, i, end)


def agent_position(tokens: Tokens, i: int, end: int) -> int | None:
    """遗体搬运由殡仪馆负责: where 由 stands behind a thing, before somebody and verbs without an object."""
    k = next((k for k in range(i + 1, end - 2) if tokens[k].text == "由"), None)
    if k is None or any(tokens[m].text in FRONTING or tokens[m].flags & MODAL for m in range(i, k)):
        return None
    if not (is_noun(tokens[k - 1]) or tokens[k - 1].flags & Flag.ADVERB) or not is_verb(tokens[end - 1]):
        return None
    first = subject_end(tokens, k + 1, end)
    if first is None or not is_body(tokens, first - 1):
        return None
    acts = (is_verb(t) or is_list_joiner(t) or t.kind == TIME or t.flags & Flag.ADVERB for t in tokens[first:end])
    return k if all(acts) else None


def told_position(tokens: Tokens, i: int, end: int) -> int | None:
    """评审结果反馈申报单位, 重大病情及时告知家长: a thing, a verb of telling, and somebody to whom it is told."""
    while i < end and tokens[i].kind == TIME:
        i += 1
    for k in range(i + 1, end - 1):
        token = tokens[k]
        if tokens[k - 1].text in _BREAKING or token.flags & MODAL or token.text in ("的", "并"):
            return None
        if token.flags & Flag.ADVERB and not token.flags & VERB:
            continue
        if k > i and token.flags & Flag.ADDRESSING and _is_thing(tokens, i, k):
            stop = next((m for m in range(k + 1, end) if tokens[m].text in ("并", "备案")), end)
            only_names = not any(t.flags & VERB for t in tokens[k + 1 : stop])
            return k if stop > k + 1 and only_names and is_body(tokens, stop - 1) else None
        if token.flags & (Flag.PURE | Flag.PREPOSITION):
            return None
    return None


def _is_thing(tokens: Tokens, i: int, end: int) -> bool:
    """Whether a noun phrase that names nobody ends here, adverbs behind it left out."""
    while end > i + 1 and tokens[end - 1].flags & Flag.ADVERB and not tokens[end - 1].flags & VERB:
        end -= 1
    if tokens[i].flags & VERB and end - i != 2:
        return False
    named = is_body(tokens, end - 1) or not is_noun(tokens[end - 1]) or tokens[end - 1].flags & (VERB | Flag.ADVERB)
    return not named and not tokens[i].flags & (Flag.PURE | Flag.PREPOSITION | Flag.ADVERB | Flag.JOINER)


def read_acted_upon(tokens: Tokens, i: int, agent: int, here: Setting) -> Span | None:
    """What stands before 由, with its adverbials read: it is acted upon, whoever or whatever it names."""
    stop = agent
    while stop > i + 1 and tokens[stop - 1].flags & Flag.ADVERB and not tokens[stop - 1].flags & VERB:
        stop -= 1
        here.adverbials.append(Adverbial("manner", Span(tokens[stop].start, tokens[stop].end)))
    if (begin := _before_occasion(tokens, i, stop)) and (occasion := span_of(tokens, begin, stop)):
        here.adverbials.append(Adverbial("occasion", occasion))
        stop = begin
    front = Setting()
    topic = read_front(tokens, i, stop, front) or front.subject
    if topic is None and (whole := span_of(tokens, i, stop)):
        topic = next((a.span for a in front.adverbials if a.role == "condition" and a.span.start == whole.start), None)
    if topic is None or tokens[stop - 1].text in ("的", "时", "后", "前", "期间"):
        here.adverbials += front.adverbials
        return None
    here.adverbials += [a for a in front.adverbials if a.span.end <= topic.start]
    return Span(topic.start, tokens[stop - 1].end)


def _occasion_before_name(tokens: Tokens, i: int, modal: int) -> int | None:
    """会议召开前支部书记应当…: where what says when ends, if a name follows it."""
    if tokens[i].flags & Flag.PREPOSITION or not is_body(tokens, modal - 1):
        return None
    for k in range(i + 1, modal - 1):
        if tokens[k].text == "的":
            return None
        if tokens[k].text in ("时", "前", "后", "期间", "之前", "之后", "以前", "以后") and tokens[k].kind == WORD:
            return k + 1
    return None


def _before_occasion(tokens: Tokens, i: int, stop: int) -> int | None:
    """停车场移交前由开发单位管理: where the thing ends and the occasion, one verb with 前 or 后, begins."""
    if stop - i < 3 or tokens[stop - 1].text not in ("前", "后", "时", "期间") or not is_verb(tokens[stop - 2]):
        return None
    thing = tokens[stop - 3]
    return stop - 2 if is_noun(thing) and not is_verb(thing) and not is_body(tokens, stop - 3) else None


def _read_subject(tokens: Tokens, i: int, end: int, here: Setting) -> Span | None:
    last = tokens[end - 1].text
    if tokens[i].text in ("经", "经过") or (tokens[i].text in _CASE and last.endswith("者")):
        role = "condition" if last.endswith("者") else "occasion"
        here.adverbials.append(Adverbial(role, Span(tokens[i].start, tokens[end - 1].end)))
        return None
    if last in ("的", "时", "后", "前", "期间") and end - i > 1:
        begin = clause_subject(tokens, i, end) or i
        if begin > i:
            here.subject = span_of(tokens, i, begin)
        if circumstance := span_of(tokens, begin, end):
            here.adverbials.append(Adverbial("condition" if last == "的" else "occasion", circumstance))
        return None
    stop = end
    for k in range(i + 1, end):
        if (
            is_noun(tokens[k - 1])
            and is_body(tokens, k - 1)
            and not is_list_joiner(tokens[k])
            and (
                (tokens[k].flags & Flag.PURE and not any(t.text == "的" for t in tokens[k:end]))
                or tokens[k].kind == TIME
                or tokens[k].flags & Flag.NEGATION
                or tokens[k].text in words("predicates", "happening")
                or (tokens[k].flags & Flag.PREPOSITION and tokens[k].text not in ("和", "与", "同"))
                or is_adverb_here(tokens, k, end + 1)
            )
        ):
            stop = k
            break
    while stop > i + 1 and tokens[stop - 1].text in _BEFORE_MODAL:
        stop -= 1
    span = span_of(tokens, i, stop)
    if span and tokens[stop - 1].flags & Flag.LOCALIZER and not is_place(tokens, stop - 1):
        here.adverbials.append(Adverbial("scope", span))
        return None
    if span and tokens[stop - 1].text.endswith(("时间", "时段", "阶段", "时候", "时期", "期间")):
        here.adverbials.append(Adverbial("occasion", span))
        return None
    if span and load_rules("duties")["quantity"].fullmatch("".join(t.text for t in tokens[i:stop]).rstrip("内")):
        here.adverbials.append(Adverbial("scope", span))
        return None
    if (
        span
        and tokens[i].flags & (Flag.PURE | Flag.UNKNOWN_VERB)
        and not any(t.text == "的" for t in tokens[i:stop])
        and not is_body(tokens, stop - 1)
        and not all(t.text in words("predicates", "tail") for t in tokens[i + 1 : stop])
    ):
        here.adverbials.append(Adverbial("condition", span))
        if tokens[i].text in words("predicates", "discovering"):
            here.event = event_span(tokens, i, stop)
        span = None
    if stop < end and tokens[stop].flags & (Flag.PURE | Flag.NEGATION):
        if circumstance := span_of(tokens, stop, end):
            here.adverbials.append(Adverbial("condition", circumstance))
    elif stop < end:
        read_front(tokens, stop, end, here)
    if span is None:
        return None
    if is_body(tokens, stop - 1):
        here.subject = span
        return None
    here.verbal_topic = _is_verb_with_object(tokens, i, stop)
    here.acting_topic = is_place(tokens, stop - 1)
    return span


def _is_verb_with_object(tokens: Tokens, i: int, stop: int) -> bool:
    """采购食材应当…, but not 工作经费应当…, whose last word makes one noun with the first."""
    if not tokens[i].flags & Flag.NOMINAL or any(t.text == "的" for t in tokens[i:stop]):
        return False
    return i + 2 != stop or tokens[i + 1].text not in words("predicates", "tail")


def is_place(tokens: Tokens, last: int) -> bool:
    """Whether the phrase that ends here names a place that stands for those who run it (…的仓库或者其他场所)."""
    return is_body(tokens, last) or tokens[last].text in words("clauses", "acting_place")


def _skip_opening(tokens: Tokens, i: int, end: int) -> int:
    while i < end and (
        tokens[i].kind == MARK
        or (
            tokens[i].kind == WORD
            and tokens[i].flags & Flag.JOINER
            and not (tokens[i].flags & Flag.PREPOSITION and not predicate_follows(tokens, i + 1, end))
        )
    ):
        i += 1
    if i + 1 < end and i and tokens[i].text == "是" and tokens[i - 1].flags & Flag.JOINER:
        i += 1
    return i


def add_adverbial(tokens: Tokens, i: int, adverbial: Adverbial, stop: int, here: Setting) -> None:
    """由X and 经X name who acts; everything else says how, when or in which respect."""
    close = _agent_end(tokens, i, stop) if tokens[i].text == "由" else i
    if close > i + 1 and not _is_origin(tokens, i, close):
        here.displaced = None if here.agent else here.subject
        here.subject = span_of(tokens, i + 1, close)
        here.agent = True
        if close < stop:
            behind = Span(tokens[close].start, tokens[stop - 1].end)
            here.adverbials.append(Adverbial(adverbial_role(tokens, close, stop), behind))
    elif adverbial.span.end > tokens[i].end:
        here.adverbials.append(adverbial)


def _agent_end(tokens: Tokens, i: int, stop: int) -> int:
    """由各班与学校就X签订协议: where a preposition opens an adverbial behind the name of the agent, else `stop`."""
    for k in range(i + 2, stop - 1):
        joins = tokens[k].text in ("与", "和", "同", "会同", "到", "至") or is_list_joiner(tokens[k])
        if tokens[k].flags & Flag.PREPOSITION and not joins and is_body(tokens, k - 1):
            return k
    return stop


def _is_origin(tokens: Tokens, i: int, stop: int) -> bool:
    """由易到难, 由此, 由财政资金…, 由毕业生扩展至青年: from where, and nobody who acts."""
    if stop + 1 < len(tokens) and tokens[stop].flags & VERB and tokens[stop + 1].text in ("至", "到", "为", "成"):
        return True
    return not is_body(tokens, stop - 1) and (
        tokens[i + 1].text == "此"
        or tokens[stop - 1].text in words("predicates", "tail") | words("clauses", "no_agent")
        or any(t.text in ("到", "至", "向", "及", "转") for t in tokens[i + 1 : stop + 1])
    )


def _adverbial_behind(tokens: Tokens, k: int, end: int) -> bool:
    """领兵人员于起运前到达…, 各地以县为单位…: a weak preposition right behind a name opens an adverbial."""
    return (
        tokens[k].text in words("clauses", "behind_name")
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
        if not is_body(tokens, k - 1) or tokens[k].text in ("同", "比"):
            return None
        found = leading_adverbial(tokens, k, end)
        if found is None or found[1] < end:
            return None
        return k if tokens[k].text not in ("对", "对于", "向", "给") or is_body(tokens, end - 1) else None
    return None


def adverbial_behind_name(tokens: Tokens, i: int, end: int) -> int | None:
    """交接双方在起运前完成…: where a name ends that an adverbial follows."""
    if tokens[i].flags & (Flag.PREPOSITION | Flag.PURE):
        return None
    for k in range(i + 1, end):
        if tokens[k].text in ("时", "后", "前") or tokens[k].flags & Flag.PURE:
            return None
        if is_body(tokens, k - 1) and any(t.text in ("期内", "期间") for t in tokens[k : min(k + 3, end - 1)]):
            return k
        named = is_body(tokens, k - 1) and is_noun(tokens[k - 1])
        if named and ((tokens[k].text == "在" and opens(tokens, k, end)) or _adverbial_behind(tokens, k, end)):
            return k
        if tokens[k].text in _BREAKING:
            return None
    return None


def subject_end(tokens: Tokens, i: int, end: int) -> int | None:
    """Where a subject that opens the clause ends: behind the name of somebody, before a predicate."""
    if i < end and tokens[i].text in _BREAKING:
        return None
    for k in range(i + 1, end):
        if not is_noun(tokens[k - 1]) or not is_body(tokens, k - 1):
            if tokens[k].text in _BREAKING and k > i:
                return None
            continue
        if tokens[k].text in ("的", "等", "所") or is_list_joiner(tokens[k]):
            continue
        if (
            (tokens[k].kind == TIME and k + 1 < end and tokens[k + 1].text != "的")
            or opens(tokens, k, end)
            or tokens[k].text in words("predicates", "auxiliary")
            or _adverbial_behind(tokens, k, end)
            or (tokens[k].kind == WORD and tokens[k].flags & Flag.JOINER and predicate_follows(tokens, k + 1, end))
        ):
            return k
        if tokens[k].flags & Flag.NOMINAL and k + 1 < end and tokens[k + 1].flags & Flag.PURE:
            return k
        if tokens[k].flags & GOVERNING and _governs(tokens, k, end):
            return k
        if any(tokens[m].text in ("期内", "期间") for m in range(k, min(k + 3, end))):
            return k
        if (
            tokens[k].flags & (Flag.NOMINAL)
            and (k + 1 >= end or is_noun(tokens[k + 1]))
            and not any(tokens[m].flags & Flag.PURE and is_noun(tokens[m - 1]) for m in range(k + 1, end))
            and tokens[k].text not in words("predicates", "tail")
        ):
            return k
    return None


def _governs(tokens: Tokens, k: int, end: int) -> bool:
    """卫生部门监督指导医院落实制度: a governing verb behind a name, then whom it governs and what these do."""
    while k + 1 < end and tokens[k + 1].flags & GOVERNING:
        k += 1
    return subject_end(tokens, k + 1, end) is not None and k + 1 < end and not tokens[k + 1].flags & VERB


def clause_subject(tokens: Tokens, i: int, end: int) -> int | None:
    """Where the subject that opens a clause ends, if one does."""
    i = _skip_opening(tokens, i, end)
    if i >= end or tokens[i].flags & (Flag.PREPOSITION | MODAL) or is_adverb_here(tokens, i, end):
        return None
    if tokens[i].flags & Flag.PURE:
        return _described_subject(tokens, i, end) if tokens[i].flags & Flag.STATIVE else None
    return _acting_name(tokens, i, end) or subject_end(tokens, i, end) or name_alone(tokens, i, end)


def _acting_name(tokens: Tokens, i: int, end: int) -> int | None:
    """生产经营单位委托其他单位作业的: the first name that a verb follows, unless the verb describes a later one."""
    for k in range(i + 1, end):
        if tokens[k - 1].text == "的" or tokens[k].text in _BREAKING:
            return None
        if not is_body(tokens, k - 1) or tokens[k].kind != WORD or is_list_joiner(tokens[k]):
            continue
        if tokens[k].flags & (Flag.PURE | Flag.UNKNOWN_VERB | Flag.NEGATION) and tokens[k].text not in words(
            "predicates", "describing"
        ):
            return k
        if tokens[k].text in words("predicates", "auxiliary") or _adverbial_behind(tokens, k, end):
            return k
        if tokens[k].flags & Flag.NOMINAL and _does(tokens, k, end):
            return k
    return None


def _does(tokens: Tokens, k: int, end: int) -> bool:
    """幼儿园使用车辆的, 单位发包或者出租项目的: a verb with its object or joined to another, and no part of a name."""
    if k + 1 >= end or tokens[k].text in words("predicates", "describing"):
        return False
    if is_list_joiner(tokens[k + 1]):
        return k + 2 < end and bool(tokens[k + 2].flags & VERB)
    return takes_object(tokens, k, end) and not tokens[k + 1].flags & Flag.BODY


def _described_subject(tokens: Tokens, i: int, end: int) -> int | None:
    """符合条件的人员自主创业的: a subject that opens with its attribute."""
    mark = next((k for k in range(i + 1, end) if tokens[k].text == "的"), None)
    return subject_end(tokens, mark + 1, end) if mark is not None else None
