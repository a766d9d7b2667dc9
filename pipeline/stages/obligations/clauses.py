"""A clause (what stands between commas) → frames: subject, modal and adverbials first, then the predicates.

Assumptions: (1) before a modal (应当, 不得, 可以) stand the subject and adverbials only; (2) without a modal a subject
is a noun phrase that names somebody, with a predicate right behind it; (3) 对X进行V says V of X; 将X…V…Y says V of X
with Y as second argument; 由X, 经X name who acts; (4) a thing before a modal whose verb has no object is what is acted
upon.
"""

from __future__ import annotations

from pipeline.lexicon.rules import load_rules
from pipeline.lexicon.words import GOVERNING, MODAL, VERB, Flag, words
from pipeline.model.notice import Modality
from pipeline.model.text import Span
from pipeline.stages.obligations.frames import Adverbial, Frame, Setting, span_of
from pipeline.stages.obligations.positions import (
    FRONTING,
    Tokens,
    is_adverb_here,
    is_attribute,
    is_body,
    is_list_joiner,
    is_noun,
    is_verb,
    opens,
    predicate_follows,
)
from pipeline.stages.obligations.predicates import leading_adverbial, parse_predicates
from pipeline.stages.obligations.tokens import BRACKET, MARK, TIME, WORD

_ENDINGS = frozenset(
    [
        "完毕",
        "结束",
        "期满",
        "届满",
        "合格",
        "完成",
        "作业",
        "会议",
        "假期",
        "学期",
        "灾害",
        "事故",
        "次",
        "上岗",
        "开工",
    ]
)
_BREAKING = frozenset(["由", "经", "向", "对", "在", "将", "把", "按照", "根据"])
_LIGHT = frozenset(["进行", "予以", "加以"])
_FRAME_PREPOSITIONS = frozenset(["到", "至", "给", "为", "成", "在", "于", "入", "向"])


def parse_clause(tokens: Tokens, i: int, end: int, setting: Setting) -> list[Frame]:
    """The frames of the clause `tokens[i:end]`; empty where it holds no predicate."""
    while end > i and tokens[end - 1].kind in (MARK,):
        end -= 1
    here = Setting(setting.subject, setting.modality, setting.modality_span, list(setting.adverbials), setting.first)
    topic: Span | None = None
    if (modal := _modal_position(tokens, i, end)) is not None:
        topic = _read_front(tokens, i, modal, here)
        i = modal
    frames = _read_rest(tokens, i, end, here, topic)
    if not frames and not tokens[i].flags & Flag.PREPOSITION:
        setting.subject, setting.modality, setting.modality_span = here.subject, here.modality, here.modality_span
        setting.adverbials = here.adverbials
    return frames


def _modal_position(tokens: Tokens, i: int, end: int) -> int | None:
    """Where the modal of the clause stands: the first that is not inside an attribute."""
    for k in range(i, end):
        token = tokens[k]
        if token.kind == WORD and token.flags & MODAL and k + 1 < end and _is_modal_here(tokens, k, i, end):
            return k
    return None


def _is_modal_here(tokens: Tokens, k: int, i: int, end: int) -> bool:
    token, nxt = tokens[k], tokens[k + 1]
    if token.flags & VERB or token.text in ("请", "要", "需", "须", "可", "应", "宜", "需要", "不能", "建议", "得以"):
        if not predicate_follows(tokens, k + 1, end):
            if token.flags & Flag.RECOMMENDATION and _subject_end(tokens, k + 1, end):
                return True
            return token.flags & (Flag.PROHIBITION | Flag.RECOMMENDATION) != 0 and k == i
        if (k > i and tokens[k - 1].text in ("的", "所", "不", "未")) or (
            token.text in ("需要", "需") and _later_de(tokens, k, end)
        ):
            return False
    if k > i and k + 2 < end and tokens[k + 2].text == "的":
        return False
    if token.text in ("准许", "准予", "允许") and k > i and is_verb(tokens[k - 1]):
        return False
    if nxt.text == "的" or (token.flags & Flag.FOOTING_HEAD and any(t.flags & Flag.PREPOSITION for t in tokens[i:k])):
        return False
    return not _inside_attribute(tokens, k, end)


def _later_de(tokens: Tokens, k: int, end: int) -> bool:
    return any(tokens[m].text == "的" for m in range(k, end))


def _inside_attribute(tokens: Tokens, k: int, end: int) -> bool:
    """A modal whose predicate ends in 的 with another modal behind it."""
    mark = next((m for m in range(k + 1, end) if tokens[m].text == "的"), None)
    return mark is not None and any(
        tokens[m].flags & MODAL and tokens[m].text in ("应当", "不得", "必须", "可以") for m in range(mark, end)
    )


def _read_front(tokens: Tokens, i: int, modal: int, here: Setting) -> Span | None:
    """Subject and adverbials before the modal; a subject that cannot act is returned as topic."""
    i = _skip_opening(tokens, i, modal)
    while i < modal:
        if tokens[i].kind == TIME:
            i += 1
            continue
        if tokens[i].flags & Flag.PREPOSITION and (found := leading_adverbial(tokens, i, modal)):
            if tokens[i].text in ("对", "对于", "针对"):
                here.about = (i + 1, found[1])
            _add_adverbial(tokens, i, found[0], found[1], here)
            i = found[1]
            continue
        if is_adverb_here(tokens, i, modal + 1):
            here.adverbials.append(Adverbial("manner", Span(tokens[i].start, tokens[i].end)))
            i += 1
            continue
        break
    return _read_subject(tokens, i, modal, here) if i < modal else None


def _read_subject(tokens: Tokens, i: int, end: int, here: Setting) -> Span | None:
    last = tokens[end - 1].text
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
    while stop > i + 1 and tokens[stop - 1].text in ("都", "均", "也", "还", "一律", "仍", "则"):
        stop -= 1
    span = span_of(tokens, i, stop)
    if span and tokens[stop - 1].flags & Flag.LOCALIZER and not is_body(tokens, stop - 1):
        here.adverbials.append(Adverbial("scope", span))
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
        span = None
    if stop < end and tokens[stop].flags & (Flag.PURE | Flag.NEGATION):
        if circumstance := span_of(tokens, stop, end):
            here.adverbials.append(Adverbial("condition", circumstance))
    elif stop < end:
        _read_front(tokens, stop, end, here)
    if span is None:
        return None
    if is_body(tokens, stop - 1):
        here.subject = span
        return None
    here.verbal_topic = bool(tokens[i].flags & Flag.NOMINAL) and not any(t.text == "的" for t in tokens[i:stop])
    return span


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
    return i


def _add_adverbial(tokens: Tokens, i: int, adverbial: Adverbial, stop: int, here: Setting) -> None:
    """由X and 经X name who acts; everything else says how, when or in which respect."""
    if tokens[i].text == "由" and stop > i + 1 and (is_body(tokens, stop - 1) or tokens[i + 1].text == "其"):
        here.subject = span_of(tokens, i + 1, stop)
        here.agent = True
    else:
        here.adverbials.append(adverbial)


def _read_rest(tokens: Tokens, i: int, end: int, here: Setting, topic: Span | None) -> list[Frame]:
    """Modal, adverbials and predicate from `i` on."""
    subject_read = False
    about = here.about
    to: Span | None = None
    while i < end:
        token = tokens[i]
        if token.kind in (MARK, TIME, BRACKET):
            i += 1
        elif (
            token.flags & MODAL
            and not (
                token.flags & VERB and not predicate_follows(tokens, i + 1, end) and not _recommends(tokens, i, end)
            )
            and token.text != "请"
        ):
            i = _read_modal(tokens, i, end, here)
        elif token.text == "请" or (token.text in ("支持", "引导") and i + 1 < end and tokens[i + 1].text == "鼓励"):
            i += 1
        elif token.text == "支持" and here.modality == "recommendation" and _subject_end(tokens, i + 1, end):
            i = _read_modal(tokens, i, end, here)
        elif token.text in FRONTING:
            if frames := _fronted(tokens, i, end, here):
                return _finish(tokens, frames, topic, to, here)
            i += 1
        elif (
            token.flags & Flag.NEGATION
            and i + 1 < end
            and predicate_follows(tokens, i + 1, end)
            and not (here.first and tokens[i + 1].flags & Flag.STATIVE and _attribute_phrase(tokens, i, end))
        ):
            if here.modality == "obligation":
                here.modality, here.modality_span = "prohibition", Span(token.start, token.end)
            i += 1
        elif token.kind == WORD and is_adverb_here(tokens, i, end):
            here.adverbials.append(Adverbial("manner", Span(token.start, token.end)))
            i += 1
        elif (
            token.kind == WORD
            and token.flags & Flag.PREPOSITION
            and not _is_predicate_verb(tokens, i, end, here)
            and (found := leading_adverbial(tokens, i, end))
        ):
            adverbial, stop = found
            if stop == end and here.modality_span is not None and is_verb(tokens[end - 1]):
                stop = _last_verb(tokens, i, end) or end
                adverbial = Adverbial(adverbial.role, span_of(tokens, i, stop) or adverbial.span)
            if token.text in ("经", "经过") and _only_approval(tokens, stop, end, here):
                here.subject = span_of(tokens, i + 1, stop)
                here.agent = True
                i = stop
                continue
            if token.text in ("对", "对于", "针对") and stop < end:
                about = (i + 1, stop)
            elif token.text in ("向", "给") and adverbial.span:
                to = span_of(tokens, i + 1, stop)
                i = stop
                continue
            _add_adverbial(tokens, i, adverbial, stop, here)
            i = stop
        elif token.kind == WORD and token.flags & Flag.JOINER and not token.flags & VERB:
            i += 1
        elif token.text in words("predicates", "happening") and (close := _happening_end(tokens, i, end)):
            if span := span_of(tokens, i, close):
                here.adverbials.append(Adverbial("condition", span))
            i = close
        elif (close := _occasion_end(tokens, i, min(end, i + 6))) and (span := span_of(tokens, i, close)):
            here.adverbials.append(Adverbial("occasion", span))
            i = close
        elif token.flags & Flag.GUESSED and here.governed(tokens, i) and (i + 1 >= end or tokens[i + 1].text != "的"):
            frames = _predicate(tokens, i, end, here, about)
            frames[0] = frames[0].with_(doubts=(*frames[0].doubts, "unknown-verb"))
            return _finish(tokens, frames, topic, to, here)
        elif _is_predicate_verb(tokens, i, end, here):
            return _finish(tokens, _predicate(tokens, i, end, here, about), topic, to, here)
        elif (close := _occasion_end(tokens, i, end)) and (span := span_of(tokens, i, close)):
            here.adverbials.append(Adverbial("occasion", span))
            i = close
        elif not subject_read and (close := _subject_end(tokens, i, end)):
            subject_read = True
            here.subject = span_of(tokens, i, close)
            i = close
        else:
            return _topic_first(tokens, i, end, here)
    return []


def _last_verb(tokens: Tokens, i: int, end: int) -> int | None:
    """应当在本市火化: with a modal before it, a phrase that ends in a verb holds the predicate."""
    last = end
    while last > i + 2 and (is_verb(tokens[last - 1]) or is_list_joiner(tokens[last - 1])):
        last -= 1
    return last if last < end and is_noun(tokens[last - 1]) and tokens[last - 1].text != "的" else None


def _only_approval(tokens: Tokens, i: int, end: int, here: Setting) -> bool:
    """应当经X批准: nothing but what X does follows."""
    rest = [t for t in tokens[i:end] if t.kind not in (MARK, TIME)]
    return (
        bool(rest)
        and here.modality_span is not None
        and all(is_verb(t) or is_list_joiner(t) or t.text == "合格" for t in rest)
    )


def _recommends(tokens: Tokens, i: int, end: int) -> bool:
    """鼓励各地加快建设: a recommendation to somebody."""
    return bool(tokens[i].flags & Flag.RECOMMENDATION) and _subject_end(tokens, i + 1, end) is not None


def _is_predicate_verb(tokens: Tokens, i: int, end: int, here: Setting) -> bool:
    token = tokens[i]
    if token.kind != WORD or not token.flags & VERB:
        return False
    if (
        token.text in words("predicates", "topical")
        and not here.governed(tokens, i)
        and not (token.text == "领导" and i + 1 < end and (is_list_joiner(tokens[i + 1]) or is_body(tokens, i + 1)))
    ):
        return False
    if here.first and token.flags & Flag.STATIVE and not here.governed(tokens, i) and _attribute_phrase(tokens, i, end):
        return False
    if not here.governed(tokens, i) and _is_topic(tokens, i, end):
        return False
    if token.text in ("采取", "采用", "利用", "运用") and _about_follows(tokens, i, end):
        return False
    if token.flags & Flag.PREPOSITION and token.text in (
        "通过",
        "采取",
        "利用",
        "运用",
        "坚持",
        "借助",
        "借鉴",
        "对照",
        "参照",
        "持",
    ):
        return not _phrase_then_predicate(tokens, i, end) if token.text in ("通过", "参照", "对照", "持") else True
    return True


def _is_topic(tokens: Tokens, i: int, end: int) -> bool:
    """补贴标准根据…确定, 落实情况定期报告X: verb and noun are one thing, and its predicate follows."""
    if tokens[i].flags & (Flag.NOMINAL | Flag.UNKNOWN_VERB) and _acted_upon(tokens, i, end):
        return True
    if (
        tokens[i].flags & Flag.NOMINAL
        and not tokens[i].flags & (GOVERNING | Flag.ADDRESSING)
        and _later_opening(tokens, i, end)
    ):
        return True
    if i + 2 >= end or tokens[i + 1].text not in words("predicates", "tail"):
        return False
    if not tokens[i].flags & Flag.NOMINAL and tokens[i].text not in words("predicates", "compounding"):
        return False
    k = i + 2
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


def _attribute_phrase(tokens: Tokens, i: int, end: int) -> bool:
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
        if token.text in words("predicates", "entering"):
            return True
        strict = token.flags & Flag.PREPOSITION and token.text in ("由", "从", "按照", "按", "根据", "依据", "在", "向")
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


def _read_modal(tokens: Tokens, i: int, end: int, here: Setting) -> int:
    token = tokens[i]
    kind: Modality = "obligation"
    for flag, name in _MODALITIES:
        if token.flags & flag:
            kind = name
            break
    if token.text == "支持":
        kind = "recommendation"
    said_here = here.modality_span is not None and here.modality_span.start >= tokens[max(0, i - 3)].start
    if not (here.modality == "prohibition" and kind == "obligation" and said_here):
        here.modality, here.modality_span = kind, Span(token.start, token.end)
    if kind == "recommendation" and is_body(tokens, end - 1) and _only_names(tokens, i + 1, end):
        here.subject, here.agent = span_of(tokens, i + 1, end), True
        return end
    if i + 1 >= end or tokens[i + 1].flags & Flag.PURE:
        return i + 1
    if kind == "recommendation" and (stop := _subject_end(tokens, i + 1, end)):
        here.subject = span_of(tokens, i + 1, stop)
        here.agent = True
        return stop
    if kind == "prohibition" and token.text in ("严禁", "禁止") and (stop := _subject_end(tokens, i + 1, end)):
        here.subject = span_of(tokens, i + 1, stop)
        here.agent = True
        return stop
    return i + 1


def _only_names(tokens: Tokens, i: int, end: int) -> bool:
    """支持鼓励有关企业、行业协会，改进…: the clause ends with those to whom it is recommended."""
    return i < end and not any(
        t.flags & (Flag.PURE | Flag.PREPOSITION) and not is_list_joiner(t) for t in tokens[i:end]
    )


_MODALITIES: tuple[tuple[int, Modality], ...] = (
    (Flag.PROHIBITION, "prohibition"),
    (Flag.PERMISSION, "permission"),
    (Flag.RECOMMENDATION, "recommendation"),
)


def _subject_end(tokens: Tokens, i: int, end: int) -> int | None:
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
        if opens(tokens, k, end) or (
            tokens[k].kind == WORD and tokens[k].flags & Flag.JOINER and predicate_follows(tokens, k + 1, end)
        ):
            return k
        if tokens[k].flags & Flag.NOMINAL and k + 1 < end and tokens[k + 1].flags & Flag.PURE:
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


def clause_subject(tokens: Tokens, i: int, end: int) -> int | None:
    """Where the subject that opens a clause ends, if one does."""
    i = _skip_opening(tokens, i, end)
    if i >= end or tokens[i].flags & (Flag.PREPOSITION | MODAL) or is_adverb_here(tokens, i, end):
        return None
    if tokens[i].flags & Flag.PURE:
        return _described_subject(tokens, i, end) if tokens[i].flags & Flag.STATIVE else None
    return _acting_name(tokens, i, end) or _subject_end(tokens, i, end)


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
    return None


def _described_subject(tokens: Tokens, i: int, end: int) -> int | None:
    """符合条件的人员自主创业的: a subject that opens with its attribute."""
    mark = next((k for k in range(i + 1, end) if tokens[k].text == "的"), None)
    return _subject_end(tokens, mark + 1, end) if mark is not None else None


def _happening_end(tokens: Tokens, i: int, end: int) -> int | None:
    """发现险情立即启动预案: where what happens ends and what is to be done begins."""
    for k in range(i + 2, end):
        if is_noun(tokens[k - 1]) and opens(tokens, k, end):
            return k
    return None


def _occasion_end(tokens: Tokens, i: int, end: int) -> int | None:
    """管理责任人变更时移交…: where an occasion that opens the clause without a preposition ends."""
    for k in range(i + 1, end - 1):
        if tokens[k].text == "期间" and tokens[k + 1].kind in (BRACKET, WORD) and tokens[k + 1].text != "的":
            return k + 1
        if tokens[k].kind == TIME or tokens[i].flags & (GOVERNING | Flag.CHAINING):
            return None
        if tokens[k].text == "期内" and not tokens[i].flags & Flag.PURE:
            return k + 1
        if tokens[k].text in ("时", "后", "前") and (
            is_verb(tokens[k - 1]) or not tokens[i].flags & Flag.PURE or tokens[k - 1].text in _ENDINGS
        ):
            return k + 1 if predicate_follows(tokens, k + 1, end) else None
    return None


def _topic_first(tokens: Tokens, i: int, end: int, here: Setting) -> list[Frame]:
    """重大事项按程序报批, 安全生产逐步形成…: a thing first, then its predicate; without one the clause has none."""
    for k in range(i + 1, end):
        timed = tokens[k].kind == TIME and predicate_follows(tokens, k, end)
        if is_noun(tokens[k - 1]) and (timed or (opens(tokens, k, end) and tokens[k].kind == WORD)):
            topic = span_of(tokens, i, k)
            frames = _read_rest(tokens, k, end, here, None)
            if frames and frames[0].party is None and (frames[0].target is None or _is_quantity(tokens, frames[0])):
                frames[0] = frames[0].with_(target=topic)
            elif frames:
                frames[0] = frames[0].with_(topic=topic)
            return [f.with_(doubts=(*f.doubts, "topic-first")) for f in frames]
    return _verb_last(tokens, i, end, here)


def _verb_last(tokens: Tokens, i: int, end: int, here: Setting) -> list[Frame]:
    """每日夜间巡查不少于3次: nothing opens a predicate, but a count says that the last verb is one."""
    if not any(t.kind == TIME for t in tokens[max(0, i - 2) : end]):
        return []
    last = end
    while last > i and tokens[last - 1].kind in (TIME, MARK):
        last -= 1
    if last <= i + 1 or not is_verb(tokens[last - 1]) or any(t.text == "的" for t in tokens[i:last]):
        return []
    frames = parse_predicates(tokens, last - 1, end, here, parse_clause)
    time = next((k for k in range(i, last) if tokens[k].kind == TIME), i)
    if topic := span_of(tokens, i, time):
        frames[0] = frames[0].with_(target=topic)
    if how := span_of(tokens, time, last - 1):
        frames[0] = frames[0].with_(adverbials=(*frames[0].adverbials, Adverbial("manner", how)))
    frames[0] = frames[0].with_(doubts=("verb-last",))
    return frames


def _is_quantity(tokens: Tokens, frame: Frame) -> bool:
    """保存两年: a number with its unit is no object."""
    inside = [t for t in tokens if frame.target is not None and frame.target.start <= t.start < frame.target.end]
    text = "".join(t.text for t in inside)
    return load_rules("duties")["quantity"].fullmatch(text) is not None


def _predicate(tokens: Tokens, i: int, end: int, here: Setting, about: tuple[int, int] | None) -> list[Frame]:
    if tokens[i].text in ("予以", "加以") and about is None:
        k = i + 1
        while k < end and tokens[k].flags & Flag.ADVERB and not is_verb(tokens[k]):
            here.adverbials.append(Adverbial("manner", Span(tokens[k].start, tokens[k].end)))
            k += 1
        if k < end and is_verb(tokens[k]):
            i = k
    if tokens[i].text in _LIGHT and i + 1 < end and (frames := _light(tokens, i, end, here, about)):
        return frames
    frames = parse_predicates(tokens, i, end, here, parse_clause)
    if about and frames and frames[0].target is None and frames[0].party is None:
        target = span_of(tokens, *about)
        kept = tuple(a for a in frames[0].adverbials if target is None or a.span.end != target.end)
        frames[0] = frames[0].with_(target=target, adverbials=kept)
    return frames


def _light(tokens: Tokens, i: int, end: int, here: Setting, about: tuple[int, int] | None) -> list[Frame]:
    """对X进行V: V of X; words before V say how. Without 对X the light verb stays, V its object."""
    if about is None:
        return []
    stop = end
    for k in range(i + 1, end):
        if tokens[k].text in ("并", "并且"):
            stop = k
            break
    last = stop
    while last > i + 1 and tokens[last - 1].kind in (MARK, TIME):
        last -= 1
    first = last
    while first > i + 1 and (is_verb(tokens[first - 1]) or (first < last and _joins_verbs(tokens, first - 1))):
        first -= 1
    while first < last and not is_verb(tokens[first]):
        first += 1
    if first >= last or any(t.text == "的" for t in tokens[i + 1 : first]):
        return []
    verbs = [k for k in range(first, last) if is_verb(tokens[k])]
    target = span_of(tokens, *about)
    adverbials = [a for a in here.adverbials if target is None or a.span.end != target.end]
    if how := span_of(tokens, i + 1, first):
        adverbials.append(Adverbial("manner", how))
    frame = Frame(
        verbs=tuple(Span(tokens[k].start, tokens[k].end) for k in verbs),
        relation=("chain" if len(verbs) == verbs[-1] - verbs[0] + 1 else "and") if len(verbs) > 1 else None,
        target=target,
        adverbials=tuple(adverbials),
        subject=here.subject,
        modality=here.modality,
        modality_span=here.modality_span,
        clause=Span(tokens[i].start, tokens[stop - 1].end),
    )
    rest = (
        parse_clause(tokens, stop, end, Setting(here.subject, here.modality, here.modality_span)) if stop < end else []
    )
    return [frame, *rest]


def _joins_verbs(tokens: Tokens, i: int) -> bool:
    """A joiner between verbs, or the adverb behind one (检测和安全评价)."""
    return is_list_joiner(tokens[i]) or bool(tokens[i].flags & Flag.ADVERB and is_list_joiner(tokens[i - 1]))


def _fronted(tokens: Tokens, i: int, end: int, here: Setting) -> list[Frame]:
    """将X…V…Y."""
    if i + 2 >= end:
        return []
    verb = _fronted_verb(tokens, i, end)
    if verb is None or (tokens[i + 1].flags & Flag.PREPOSITION and tokens[i + 1].text not in ("与", "和", "同", "以")):
        return []
    stop = i + 1
    for k in range(i + 2, verb + 1):
        if k == verb or (is_noun(tokens[k - 1]) and not tokens[k].flags & Flag.PURE and opens(tokens, k, end)):
            stop = k
            break
    inner = Setting(here.subject, here.modality, here.modality_span, list(here.adverbials))
    limit = _companion(tokens, i + 1, stop, inner)
    target = span_of(tokens, i + 1, limit)
    if verb == i + 1:
        return []
    frames = _read_rest(tokens, stop, end, inner, None)
    return [_with_fronted(f, target) for f in frames]


def _companion(tokens: Tokens, i: int, stop: int, inner: Setting) -> int:
    """将X与Y同时V: 与Y同时 says how; returns where X ends."""
    if tokens[stop - 1].text not in ("同时", "同步", "一并", "一体", "一起", "共同"):
        return stop
    for k in range(stop - 2, i, -1):
        if tokens[k].text in ("与", "同", "和"):
            if span := span_of(tokens, k, stop):
                inner.adverbials.append(Adverbial("manner", span))
            return k
    return stop - 1


def _fronted_verb(tokens: Tokens, i: int, end: int) -> int | None:
    """The verb of the frame: the first framing verb behind a noun, else the first plain verb behind one."""
    plain = None
    for k in range(i + 2, end):
        if not is_verb(tokens[k]) or not (is_noun(tokens[k - 1]) or tokens[k - 1].flags & (Flag.ADVERB | Flag.JOINER)):
            continue
        if is_attribute(tokens, k, end):
            continue
        if tokens[k].flags & Flag.NOMINAL and tokens[k - 1].text in words("clauses", "weak_adverb"):
            continue
        if tokens[k].flags & Flag.PURE and k + 1 < end and tokens[k + 1].text in ("至", "到", "为", "给", "成"):
            return k
        if tokens[k].flags & Flag.FRAMING and (tokens[k].flags & Flag.PURE or _to_follows(tokens, k, end)):
            return k
        if plain is None and (
            tokens[k].flags & Flag.PURE or is_adverb_here(tokens, k - 1, end) or tokens[k - 1].text == "同时"
        ):
            plain = k
    if tokens[i + 1].flags & Flag.PURE and not is_verb(tokens[end - 1]):
        return None
    if plain is None and end - i > 2 and is_verb(tokens[end - 1]):
        plain = end - 1
    return plain


def _to_follows(tokens: Tokens, k: int, end: int) -> bool:
    if k + 1 < end and is_verb(tokens[k + 1]):
        return False
    return k + 1 < end and (tokens[k + 1].text in _FRAME_PREPOSITIONS or is_body(tokens, min(end - 1, k + 2)))


def _with_fronted(frame: Frame, target: Span | None) -> Frame:
    if frame.party is not None or frame.framed:
        return frame
    if frame.destination is not None and frame.target is None:
        return frame.with_(target=target, framed=True)
    return frame.with_(target=target, destination=frame.destination or frame.target, framed=True)


def _as_held(tokens: Tokens, frame: Frame) -> Frame:
    """党员大会每季度召开一次: the meeting is held, it holds nothing."""
    if frame.target is not None or frame.subject is None or frame.party is not None or frame.agent:
        return frame
    verb = next((t.text for t in tokens if t.start == frame.verbs[-1].start), "")
    last = next((t.text for t in tokens if t.end == frame.subject.end), "")
    if verb in words("predicates", "held") and last[-1:] in ("会", "议", "课", "日"):
        return frame.with_(target=frame.subject, subject=None, passive=True)
    return frame


def _finish(tokens: Tokens, frames: list[Frame], topic: Span | None, to: Span | None, here: Setting) -> list[Frame]:
    """Give the first frame what stood before it: a topic that is acted upon, an addressee."""
    if not frames:
        return frames
    if here.agent:
        frames = [f.with_(agent=True) if f.subject == here.subject else f for f in frames]
    first = _as_held(tokens, frames[0])
    if to is not None and first.destination is None:
        first = first.with_(destination=to)
    if topic is not None:
        if first.target is None and first.party is None:
            first = first.with_(target=topic, passive=first.subject is None)
        elif here.verbal_topic:
            first = first.with_(adverbials=(Adverbial("condition", topic), *first.adverbials))
        elif first.subject is None:
            first = first.with_(subject=topic, topical=True)
    frames[0] = first
    return frames
