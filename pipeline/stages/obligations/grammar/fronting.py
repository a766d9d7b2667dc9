"""将X…V…Y → its frames: where X ends, which verb the frame has, and what the frame gives its predicates.

Assumption: 将X…V…Y says V of X with Y as second argument.
"""

from __future__ import annotations

from pipeline.lexicon.words import VERB, Flag, words
from pipeline.model.text import Span
from pipeline.stages.obligations.frames import Adverbial, Frame, Setting, span_of
from pipeline.stages.obligations.grammar.foremost import RestReader
from pipeline.stages.obligations.grammar.kinds import FRONTING, Tokens, is_body, is_list_joiner, is_noun, is_verb
from pipeline.stages.obligations.grammar.light import LIGHT, read_light
from pipeline.stages.obligations.grammar.parties import find_party
from pipeline.stages.obligations.grammar.positions import is_adverb_here, is_attribute, opens
from pipeline.stages.obligations.grammar.predicates import ClauseParser
from pipeline.stages.obligations.grammar.well_done import closing_frame, thing_end, well_done
from pipeline.stages.obligations.tokens import TIME, Token, text_at, within

_FRAME_PREPOSITIONS = frozenset(["到", "至", "给", "为", "成", "在", "于", "入", "向"])

_GATHERING = frozenset(["汇总", "梳理", "归纳", "核实", "整理", "审核"])
"""将意见汇总后报X, 将数据汇总上报: what is done to the thing before the verb of the frame."""
_THESE = frozenset(["上述", "前述", "有关", "相关", "该"])
"""将上述委托生产情况作为X: a verb right behind one of these describes the thing."""
_MOST_BEHIND = 4
"""Further 将 and 把 of one clause, twice what any notice has: each may be read with and without the ones before it."""


def read_fronted(
    tokens: Tokens, i: int, end: int, here: Setting, read_rest: RestReader, parse_clause: ClauseParser
) -> list[Frame]:
    """The frames of 将X…V…Y; none where no verb is found for X."""
    if i + 2 >= end or sum(token.text in FRONTING for token in tokens[i + 1 : end]) > _MOST_BEHIND:
        return []
    if (joins := _joining(tokens, i, end)) is not None:
        return [_joined_frame(tokens, i, joins, end, here)]
    stop = thing_end(tokens, i, end)
    if (done := well_done(tokens, i, stop, here)) is not None:
        further = Setting(here.subject, here.modality, here.modality_span)
        return [done, *(read_rest(tokens, stop + 1, end, further, None) if stop < end else ())]
    verb = _fronted_verb(tokens, i, end)
    if verb is None or not (_with_attribute(tokens, i, verb) or _may_open_thing(tokens[i + 1])):
        return []
    stop = _fronted_end(tokens, i, verb, end)
    while stop > i + 2 and tokens[stop - 1].text in ("书面", "口头", "现场"):
        stop -= 1
    inner = Setting(here.subject, here.modality, here.modality_span, list(here.adverbials))
    limit = _companion(tokens, i + 1, stop, inner)
    target = span_of(tokens, i + 1, limit)
    if verb == i + 1:
        return []
    if (
        stop == verb
        and tokens[verb].text in LIGHT
        and (light := read_light(tokens, verb, end, inner, target, parse_clause))
    ):
        return light
    frames = read_rest(tokens, stop, end, inner, None)
    return [_with_fronted(tokens, f, target) for f in frames]


def _joining(tokens: Tokens, i: int, end: int) -> int | None:
    """将A与B相结合, 把A和B结合起来: the verb at the end of the clause that says of two things that they become one."""
    last = end - 2 if tokens[end - 1].text == "起来" else end - 1
    if last < i + 3 or tokens[last].text not in words("predicates", "joining"):
        return None
    if last < end - 1:
        return last
    return last if any(tokens[k].text in ("与", "和", "同") for k in range(i + 2, last - 1)) else None


def _joined_frame(tokens: Tokens, i: int, verb: int, end: int, here: Setting) -> Frame:
    """The frame of 将A与B相结合: both things are its target; adverbs before the verb say how."""
    stop = verb
    while is_adverb_here(tokens, stop - 1, end) or tokens[stop - 1].text in words("clauses", "weak_adverb"):
        stop -= 1
    return closing_frame(tokens, i, stop, [verb], end, here)


def _may_open_thing(token: Token) -> bool:
    """Whether X in 将X…V may begin with the word: 与Y同时 and 以X为 do, other prepositions open an adverbial."""
    return not token.flags & Flag.PREPOSITION or token.text in ("与", "和", "同", "以")


def _with_attribute(tokens: Tokens, i: int, verb: int) -> bool:
    """将经负责人审定后的方案报送Y, 将由X承担的职责划入Y: what opens with 经 or 由 describes the thing behind 的."""
    mark = next((k for k in range(i + 3, verb - 1) if tokens[k].text == "的"), None)
    if mark is not None and tokens[i + 1].text in ("对", "对于") and not is_verb(tokens[mark - 1]):
        return verb + 1 < len(tokens) and tokens[verb + 1].text in _FRAME_PREPOSITIONS
    if mark is not None and tokens[i + 1].text == "因":
        return True
    if mark is None or tokens[i + 1].text not in ("经", "经过", "由", "在", "从", "按照", "按"):
        return False
    return is_verb(tokens[mark - 1]) or tokens[mark - 1].text in ("后", "前", "中")


def _companion(tokens: Tokens, i: int, stop: int, inner: Setting) -> int:
    """将X与Y同时V: 与Y同时 says how; returns where X ends."""
    if tokens[stop - 1].text not in ("同时", "同步", "一并", "一体", "一起", "共同"):
        return stop - (stop > i + 2 and tokens[stop - 1].text in ("全部", "全数", "均"))
    for k in range(stop - 2, i, -1):
        if tokens[k].text in ("与", "同", "和"):
            if span := span_of(tokens, k, stop):
                inner.adverbials.append(Adverbial("manner", span))
            return k
    return stop - 1


def _fronted_verb(tokens: Tokens, i: int, end: int) -> int | None:
    """The verb of the frame: the first framing verb behind a noun, else the first plain verb behind one."""
    plain = None
    if handed := _handed_on(tokens, i, end):
        return handed
    for k in range(i + 2, end):
        before = tokens[k - 1]
        behind = is_noun(before) or before.kind == TIME or before.flags & (Flag.ADVERB | Flag.JOINER)
        if not is_verb(tokens[k]) or not behind or before.text in _THESE:
            continue
        given = tokens[k].text == "交由" or (tokens[k].text == "委托" and k + 1 < end)
        if given and (tokens[k].text == "交由" or find_party(tokens, k, k + 1, end)):
            return k
        if k + 2 < end and tokens[k + 1].text == "情况" and _hands_on(tokens, k + 2, end):
            continue
        tells = tokens[k].flags & Flag.ADDRESSING and k + 1 < end and tokens[k + 1].text in ("有关", "相关")
        if is_attribute(tokens, k, end) and not (tells and _to_follows(tokens, k, end)):
            continue
        if tokens[k].flags & Flag.ADVERB and k + 1 < end and is_verb(tokens[k + 1]):
            continue
        if tokens[k].flags & Flag.NOMINAL and tokens[k - 1].text in words("clauses", "weak_adverb"):
            if tokens[k - 1].text not in ("书面", "口头") or not tokens[k].flags & Flag.ADDRESSING:
                continue
        moved = k + 1 < end and tokens[k + 1].text in ("至", "到", "为", "给", "成")
        if moved and (tokens[k].flags & Flag.PURE or tokens[k + 1].text == "至"):
            return k
        if tokens[k].flags & Flag.FRAMING and (tokens[k].flags & Flag.PURE or _to_follows(tokens, k, end)):
            return k - 1 if k > i + 2 and tokens[k - 1].text in LIGHT else k
        if plain is None and (
            tokens[k].flags & Flag.PURE or is_adverb_here(tokens, k - 1, end) or tokens[k - 1].text == "同时"
        ):
            plain = k
    if tokens[i + 1].flags & Flag.PURE and not is_verb(tokens[end - 1]):
        return None
    if plain is None and end - i > 2 and is_verb(tokens[end - 1]):
        plain = end - 1
    return plain


def _handed_on(tokens: Tokens, i: int, end: int) -> int | None:
    """将本季度落实工作进展情况报X: the verb by which what the whole clause names, 情况 at its end, goes to somebody.

    将订立、变更合同的情况向X报告: so it does where 向 stands behind 情况.
    """
    if not is_body(tokens, end - 1):
        told = tokens[end - 1].flags & Flag.ADDRESSING and is_body(tokens, end - 2)
        to = next((k for k in range(end - 3, i + 3, -1) if tokens[k].text == "向"), None) if told else None
        return end - 1 if to is not None and tokens[to - 1].text in ("情况", "进展", "结果") else None
    for k in range(end - 2, i + 3, -1):
        if tokens[k].text in ("报", "上报", "报送") and tokens[k - 1].text in ("情况", "进展"):
            return k if not any(t.text == "的" or t.kind == TIME or is_verb(t) for t in tokens[k + 1 : end]) else None
    return None


def _to_follows(tokens: Tokens, k: int, end: int) -> bool:
    """报告给X, 报告主管部门; but 将报告于5月10日前报送X says when."""
    if k + 1 < end and is_verb(tokens[k + 1]):
        return False
    if k + 2 < end and tokens[k + 1].text in ("于", "在") and tokens[k + 2].kind == TIME:
        return False
    return k + 1 < end and (tokens[k + 1].text in _FRAME_PREPOSITIONS or is_body(tokens, end - 1))


def _fronted_end(tokens: Tokens, i: int, verb: int, end: int) -> int:
    """Where X ends in 将X…V: before an adverbial (于明日, 通过会议), a light verb (予以公开), an adverb (集中处理)."""
    for k in range(i + 2, verb):
        if not is_noun(tokens[k - 1]) or tokens[k].text == "系统":
            continue
        described = any(t.text == "的" for t in tokens[k:verb])
        if tokens[k].text in words("clauses", "within_frame") and not described:
            return k
        if tokens[k].text in _GATHERING and k + 1 < end and (tokens[k + 1].text == "后" or k + 1 == verb):
            return k
        if (
            tokens[k].text == "向"
            and (described or tokens[k - 1].text == "情况")
            and is_body(tokens, verb - 1)
            and tokens[verb].flags & Flag.ADDRESSING
        ):
            return k
        if not tokens[k].flags & Flag.PURE and opens(tokens, k, end):
            return k
    stop = _first_of_joined(tokens, i, verb)
    while stop > i + 2 and tokens[stop - 1].flags & Flag.ADVERB and not tokens[stop - 1].flags & VERB:
        if tokens[stop - 1].text == "系统" and is_noun(tokens[stop - 2]):
            return stop
        stop -= 1
    if stop == verb and tokens[verb].flags & Flag.PURE and tokens[verb - 1].text in words("predicates", "strictly"):
        stop -= stop > i + 2 and is_noun(tokens[stop - 2])
    return stop if is_noun(tokens[stop - 1]) and tokens[stop - 1].text != "的" else verb


def _first_of_joined(tokens: Tokens, i: int, verb: int) -> int:
    """将项目发包或者出租给X: the first of the verbs that a joiner puts beside the verb of the frame."""
    first = verb
    while first > i + 3 and is_list_joiner(tokens[first - 1]) and is_verb(tokens[first - 2]):
        first -= 2
    return first if is_noun(tokens[first - 1]) and not is_verb(tokens[first - 1]) else verb


def _without_preposition(tokens: Tokens, span: Span | None) -> Span | None:
    """降至1%以下: where to, without 至."""
    if span is None:
        return None
    inside = within(tokens, span)
    return Span(inside[1].start, span.end) if len(inside) > 1 and inside[0].text in _FRAME_PREPOSITIONS else span


def _bare() -> frozenset[str]:
    return words("predicates", "bare")


def _with_fronted(tokens: Tokens, frame: Frame, target: Span | None) -> Frame:
    """The frame of 将X…V: X is its target, what stands behind the verb its destination."""
    if frame.party is not None and frame.children and frame.children[0].target is None and not frame.framed:
        return frame.with_(children=(frame.children[0].with_(target=target), *frame.children[1:]))
    if frame.party is not None or frame.framed:
        return frame
    if frame.destination is not None and frame.target is None:
        return frame.with_(target=target, framed=True)
    if frame.target is None and text_at(tokens, frame.verbs[0].start) in _bare():
        return frame
    destination = frame.destination or _without_preposition(tokens, frame.target)
    return frame.with_(target=target, destination=destination, framed=True)


def _hands_on(tokens: Tokens, k: int, end: int) -> bool:
    """将落实情况分别报送X: behind adverbs and times, the verb of the frame."""
    while k < end - 1 and (tokens[k].kind == TIME or tokens[k].flags & Flag.ADVERB) and not is_verb(tokens[k]):
        k += 1
    return bool(tokens[k].flags & Flag.FRAMING)
