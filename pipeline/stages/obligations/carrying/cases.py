"""What a clause that looks like a case says: where the case begins, of what thing it is, whether a predicate goes on.

In: the sentence so far and where the clause begins and ends. Out: a place, a thing, or none.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.lexicon.words import MODAL, VERB, Flag, words
from pipeline.model.text import Span
from pipeline.stages.obligations.carrying.attributed import is_borne, name_with_attribute
from pipeline.stages.obligations.carrying.besides import denied, goes_on_undone, needs_more
from pipeline.stages.obligations.carrying.state import CLAUSE_ENDS, State
from pipeline.stages.obligations.carrying.to_cases import timed
from pipeline.stages.obligations.frames import Adverbial, span_of
from pipeline.stages.obligations.grammar.events import happening_end
from pipeline.stages.obligations.grammar.fronts import CONDITIONAL
from pipeline.stages.obligations.grammar.kinds import is_noun, is_verb
from pipeline.stages.obligations.grammar.positions import predicate_follows
from pipeline.stages.obligations.grammar.subjects import clause_subject, is_place
from pipeline.stages.obligations.tokens import MARK, Token, find_any, find_word

OCCASION_END = frozenset(
    [
        "时",
        "时候",
        "后",
        "前",
        "期间",
        "以前",
        "之前",
        "之后",
        "以后",
        "之际",
        "过程中",
        "中",
        "期内",
        "的同时",
        "同时",
        "当日",
        "起",
        "之日起",
        "完毕",
        "期满",
        "届满",
    ]
)

IN_NEED = frozenset(["确需", "确", "确有", "确因", "因", "需要", "必须"])
"""禁止会客，确有急事的，…: what opens a case in which what is forbidden otherwise is done so."""
_UNDONE = frozenset(["未", "没有", "尚未"])
_IF = frozenset(["如", "如果", "若", "一旦", "对"])
_NEW_CASE = frozenset(
    ["经", "经过", "符合", "逾期", "合格", "对", "对于", "需要", "确需", "发现", "属于", "不", "未", "遇"]
)
"""What opens a case of its own behind a duty (受理申请，经审查合格的，…; 开展检查，发现隐患的，…)."""


def opens_case(state: State, start: int, end: int) -> int | None:
    """不听劝阻，坚持携带危险物品进站的，企业应当…: in an article or before 以及 what stands before opens the case.

    So it does where it was found (发现企业不具备条件，或者…的) or goes on (不支付报酬，经责令改正仍不支付的).
    """
    recent = state.frames[state.since :]
    goes_on = len(recent) == 1 and state.tokens[start].text in ("以及", "或者")
    cases = state.context.article or goes_on
    if not cases or not recent or state.context.modality_span is not None or state.open is not None:
        return None
    undone = denied(state, recent[0]) or needs_more(state, recent[0], start)
    if any(f.agent or f.children or (f.modality_span and not denied(state, f) and not undone) for f in recent):
        return None
    if (
        (any(a.role == "condition" for a in recent[0].adverbials) and not undone)
        or (state.tokens[start].text in _NEW_CASE and not (undone and goes_on_undone(state.tokens[start:end])))
        or any(timed(state, f) for f in recent)
        or any(state.holds_always(f) for f in recent)
    ):
        return None
    if name := name_with_attribute(state, recent[0]):
        state.subject, state.standing, state.named = name, name, True
        del state.frames[state.since :]
        return None
    begin = next(k for k in range(start - 1, -1, -1) if state.tokens[k].start <= recent[0].clause.start)
    while begin > 0 and state.tokens[begin - 1].text not in CLAUSE_ENDS:
        begin -= 1
    subject = recent[0].subject
    del state.frames[state.since :]
    return subject.end if subject and state.tokens[begin].start <= subject.start else state.tokens[begin].start


def goes_on_to_say(state: State, start: int, last: int) -> bool:
    """如车辆移转时应办理手续, 经同意后填写申请单, 并在当日抢修完毕: a predicate behind when, or before where."""
    tokens = state.tokens
    ends = tokens[last].text in OCCASION_END or tokens[last].text in ("的", "情况")
    if not ends and happening_end(tokens, start, last + 1):
        return True
    permits = not ends and tokens[start].text in ("经", "经过")
    if permits and any(tokens[k].text == "可以" and is_verb(tokens[k - 1]) for k in range(start + 2, last)):
        return True
    if tokens[last].text == "完毕" and tokens[start].text in ("并", "并且"):
        return True
    if tokens[start].text == "因" and is_borne(tokens, start, last):
        return True
    for k in range(start + 1, last):
        if tokens[k].flags & MODAL and k + 1 < last and predicate_follows(tokens, k + 1, last):
            ends = tokens[last].text in ("的", "时", "后", "前")
            if not ends and k > start + 1 and tokens[start].text in CONDITIONAL and _must_then(tokens, k, last):
                return True
            if not ends and (tokens[k - 1].text in ("时", "后") or tokens[k].text in ("方可", "方能", "才能", "才可")):
                return True
            if (
                tokens[k].text in ("应", "须", "均应")
                and k + 2 < last
                and tokens[k + 2].text in ("在", "于", "至", "到")
            ):
                return tokens[last].text[-1:] in "中内"
        if (
            tokens[k].text == "后"
            and tokens[start].text in ("经", "经过")
            and tokens[k + 1].flags & Flag.PURE
            and k + 1 < last
        ):
            return tokens[last].text not in OCCASION_END and tokens[last].text != "的"
    return False


def _must_then(tokens: Sequence[Token], k: int, last: int) -> bool:
    """如有异常应采取措施，并报告: behind what may be the case a modal, and no second one behind the comma."""
    if tokens[k].text not in ("应", "应当", "须", "必须", "不得", "应立即") or not is_noun(tokens[k - 1]):
        return False
    return last + 2 >= len(tokens) or not tokens[last + 2].flags & MODAL


def somebody_if(state: State, start: int, end: int) -> int | None:
    """任何科室如发现病毒，应立即断网; 车管所对符合规定的，应当换证: where the case begins behind who must act in it."""
    if _IF.isdisjoint(state.texts):
        return None
    for k in range(start + 1, end - 1):
        token = state.tokens[k]
        if token.text == "对" and state.tokens[end - 1].text == "的" and is_place(state.tokens, k - 1):
            return None if state.tokens[start].flags & Flag.PREPOSITION else k
        if token.text in ("如", "如果", "若", "一旦"):
            return k if is_place(state.tokens, k - 1) and not state.tokens[start].flags & Flag.PREPOSITION else None
        if token.flags & (VERB | MODAL | Flag.PREPOSITION) or token.text == "的":
            return None
    return None


def thing_if(state: State, start: int, end: int) -> int | None:
    """材料如有缺失，应当补正: where the case begins behind the thing that is acted upon in it."""
    if _IF.isdisjoint(state.texts):
        return None
    for k in range(start + 1, min(start + 7, end - 1)):
        token = state.tokens[k]
        if token.text in ("如", "如果", "若"):
            named = is_place(state.tokens, k - 1) or not is_noun(state.tokens[k - 1])
            case = k + 1 + (state.tokens[k + 1].text in ("须", "需", "要", "需要", "确需"))
            return None if named or any(t.flags & MODAL for t in state.tokens[case:end]) else k
        if token.flags & (Flag.PURE | MODAL | Flag.PREPOSITION) or token.text == "的" or token.kind == MARK:
            return None
    return None


def thing_with_leave(state: State, start: int, last: int) -> Span | None:
    """工程经验收合格后，方可交付使用: the thing that has gone through something is acted upon."""
    k = find_any(state.tokens, ("经", "经过"), start + 1, last)
    if k is None or not is_noun(state.tokens[k - 1]) or is_place(state.tokens, k - 1):
        return None
    plain = not any(t.flags & (VERB | MODAL | Flag.PREPOSITION | Flag.ADVERB) for t in state.tokens[start:k])
    return span_of(state.tokens, start, k) if plain else None


def thing_in_state(state: State, start: int, end: int) -> Span | None:
    """农村污水具备收集条件的，应当接入管网: the thing that is so or so is acted upon."""
    first = state.tokens[start]
    if first.text in CONDITIONAL or first.flags & Flag.PREPOSITION or first.text in words("predicates", "happening"):
        return None
    if first.text in ("逾期", "到期", "过期"):
        return None
    for k in range(start + 1, end):
        token = state.tokens[k]
        is_so = token.flags & Flag.STATIVE and token.text != "涉及"
        is_so = is_so and not (token.text == "规定" and is_verb(first))
        if is_so or token.text in words("predicates", "states"):
            stop = k - 1 if state.tokens[k - 1].flags & Flag.NEGATION else k
            thing = stop > start and is_noun(state.tokens[stop - 1]) and not is_place(state.tokens, stop - 1)
            thing = thing and state.tokens[stop - 1].text not in ("期内", "拒")
            return span_of(state.tokens, start, stop) if thing else None
        if token.text == "的" or token.flags & (Flag.PREPOSITION | MODAL):
            return None
        if token.flags & VERB and not (token.flags & Flag.NOMINAL and k + 1 < end and is_noun(state.tokens[k + 1])):
            return None
    return None


def past_scope(state: State, start: int, last: int) -> int | None:
    """有效期内销售者收到要求的: where the name begins behind within what; none where no name follows."""
    for k in range(start + 1, min(start + 5, last - 1)):
        token = state.tokens[k]
        if token.text in ("内", "期内", "期间"):
            stop = clause_subject(state.tokens, k + 1, last)
            return k + 1 if stop and stop > k + 1 and is_place(state.tokens, stop - 1) else None
        if token.flags & (VERB | MODAL | Flag.PREPOSITION | Flag.BODY) or token.text == "的":
            return None
    return None


def once_done(state: State, start: int, last: int) -> Adverbial | None:
    """成本一经核定，必须执行: as soon as it is done; a thing named before it is acted upon."""
    k = find_word(state.tokens, "一经", start, last)
    if k is None or not is_verb(state.tokens[last]) or state.tokens[start].flags & Flag.PREPOSITION:
        return None
    if k > start and is_place(state.tokens, k - 1):
        state.subject = state.standing = span_of(state.tokens, start, k)
        state.named, state.topic = True, None
    elif k > start:
        state.about = span_of(state.tokens, start, k)
    return Adverbial("occasion", Span(state.tokens[k].start, state.tokens[last].end))


def still_undone(state: State, start: int, end: int) -> int | None:
    """未接到通知，任何人不得进入: where what has not been done begins, before a ban; who is named before goes on."""
    if _UNDONE.isdisjoint(state.texts):
        return None
    undone = find_any(state.tokens, _UNDONE, start, end)
    if undone is None or undone + 1 > end - 1 or (undone > start and not is_place(state.tokens, undone - 1)):
        return None
    if undone == start and start + 2 > end - 1:
        return None
    begin, start = start, undone
    if not is_verb(state.tokens[start + 1]) or state.tokens[end - 1].text == "的":
        return None
    if any(t.flags & MODAL for t in state.tokens[start + 1 : end]):
        return None
    close = next(
        (k for k in range(end + 1, len(state.tokens)) if state.tokens[k].text in CLAUSE_ENDS), len(state.tokens)
    )
    if not any(t.flags & Flag.PROHIBITION for t in state.tokens[end + 1 : close]):
        return None
    if start > begin:
        state.subject = state.standing = span_of(state.tokens, begin, start)
        state.named, state.topic = True, None
    return start
