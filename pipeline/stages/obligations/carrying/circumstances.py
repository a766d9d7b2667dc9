"""Clauses that say when, if or in which respect the predicates of the sentence hold (…的， …时， 除…外，)."""

from __future__ import annotations

from pipeline.lexicon.words import GOVERNING, MODAL, Flag, words
from pipeline.model.text import Span
from pipeline.stages.obligations.carrying.backgrounds import engages, grows
from pipeline.stages.obligations.carrying.besides import (
    end_ban,
    exception,
    goes_beyond,
    is_of_amount,
    says_in_which_case,
)
from pipeline.stages.obligations.carrying.cases import (
    IN_NEED,
    OCCASION_END,
    goes_on_to_say,
    once_done,
    opens_case,
    past_scope,
    somebody_if,
    still_undone,
    thing_if,
    thing_in_state,
    thing_with_leave,
)
from pipeline.stages.obligations.carrying.happenings import note_event
from pipeline.stages.obligations.carrying.leave import LEAVE_ASKED, by_leave
from pipeline.stages.obligations.carrying.state import State
from pipeline.stages.obligations.carrying.to_cases import comes_to
from pipeline.stages.obligations.carrying.whoever import all_must
from pipeline.stages.obligations.frames import Adverbial, span_of
from pipeline.stages.obligations.grammar.agents import agent_end
from pipeline.stages.obligations.grammar.described import described_name
from pipeline.stages.obligations.grammar.events import happening_end
from pipeline.stages.obligations.grammar.fronts import CONDITIONAL
from pipeline.stages.obligations.grammar.kinds import FRONTING, is_verb
from pipeline.stages.obligations.grammar.over_comma import approval_within
from pipeline.stages.obligations.grammar.subjects import clause_subject, is_place
from pipeline.stages.obligations.grammar.things import is_described
from pipeline.stages.obligations.tokens import BRACKET, TIME

_BELOW = frozenset(["下列", "以下"])
_EXTENTS = frozenset(
    ["地点", "水域", "地区", "部位", "区域", "范围", "期限", "场所", "地带", "时段", "林区", "园区", "路段"]
)
"""封山区域内，: what stands before 内 says where or how long, whatever verb opens the clause."""

_CASES = frozenset(["如", "如果", "若", "凡", "因", "未经", "一旦", "倘若", "假如"])
_WHATEVER = frozenset(["无论", "不论", "不管"])
"""不论什么原因，一律不准: whatever may be the case."""
_WHEN_SOMEBODY = CONDITIONAL | {"当"}


def read_circumstance(state: State, start: int, end: int, mark: str) -> Adverbial | None:
    """…的， …时， …后，: a condition or occasion; its subject, if it names one, becomes the sentence's."""
    if mark not in ("，", ",", "：", ":"):
        return None
    last = end - 1
    while last > start and state.tokens[last].kind in (TIME, BRACKET):
        last -= 1
    word = state.tokens[last].text
    if state.tokens[start].text in _BELOW and last == start + 1 and word in _EXTENTS and _is_ban(state, end + 1):
        return Adverbial("scope", Span(state.tokens[start].start, state.tokens[last].end))
    besides = word.endswith("外") or ("除" in state.texts and goes_beyond(state, start, end))
    if besides and (excepted := exception(state, start, end)):
        return excepted
    if state.tokens[start].text in ("经", "经过") and is_described(state.tokens, start, end):
        return None
    if _goes_without(state, start, last) and not described_name(state.tokens, start, end):
        return Adverbial("condition", Span(state.tokens[start].start, state.tokens[last].end))
    if state.tokens[start].text == "属于" and not any(
        t.flags & MODAL or t.text == "的" for t in state.tokens[start:end]
    ):
        return Adverbial("condition", Span(state.tokens[start].start, state.tokens[end - 1].end))
    if grows(state, start, end) or engages(state, start, end):
        return Adverbial("occasion", Span(state.tokens[start].start, state.tokens[end - 1].end))
    if state.tokens[start].text in _WHATEVER and not any(t.flags & MODAL for t in state.tokens[start:end]):
        return Adverbial("condition", Span(state.tokens[start].start, state.tokens[end - 1].end))
    if word in ("以上", "以下", "以内") and "在" in state.texts and is_of_amount(state, start, end):
        return Adverbial("condition", Span(state.tokens[start].start, state.tokens[end - 1].end))
    cannot = state.tokens[start].text in words("predicates", "cannot")
    if cannot and not any(t.flags & MODAL or t.text == "的" for t in state.tokens[start : end - 1]):
        return Adverbial("condition", Span(state.tokens[start].start, state.tokens[end - 1].end))
    if (undone := still_undone(state, start, end)) is not None:
        return Adverbial("condition", Span(state.tokens[undone].start, state.tokens[last].end))
    if "未经" in state.texts and (unallowed := _without_leave(state, start, last)):
        return unallowed
    if not LEAVE_ASKED.isdisjoint(state.texts) and (leave := by_leave(state, start, last)):
        return leave
    if "受" in state.texts and (commissioned := _on_commission(state, start, last)):
        return commissioned
    if not CONDITIONAL.isdisjoint(state.texts) and _if_within(state, start, last):
        return Adverbial("condition", Span(state.tokens[start].start, state.tokens[last].end))
    if "一经" in state.texts and (once := once_done(state, start, last)):
        if state.frames and state.modality == "prohibition":
            state.forget_modality()
        return once
    if (case := somebody_if(state, start, end)) is not None:
        state.subject = state.standing = span_of(state.tokens, start, case)
        state.named, state.topic, start = True, None, case
    thing = None
    if case is None and (k := thing_if(state, start, end)):
        thing, start = span_of(state.tokens, start, k), k
    role: str | None = _circumstance_role(state.tokens[start].text, word)
    if (
        word == "内"
        and state.tokens[last - 1].text in _EXTENTS
        and not any(t.flags & Flag.PREPOSITION and not t.flags & Flag.LIST_JOINER for t in state.tokens[start:last])
    ):
        role = "scope"
    if role is None or last == start or (role == "scope" and comes_to(state, start, last)):
        return None
    if word in ("中", "上", "内") and any(t.text in FRONTING for t in state.tokens[start : start + 2]):
        return None
    if role == "occasion" and state.tokens[start].flags & GOVERNING and _says_where(state, start, last):
        return None
    if goes_on_to_say(state, start, last) or state.tokens[start].text in ("确保", "保证"):
        return None
    if word == "后" and any(
        state.tokens[k].text in FRONTING and approval_within(state.tokens, k, end) for k in range(start, last)
    ):
        return None
    stated = any(t.flags & MODAL and t.text in ("应当", "不得", "必须") for t in state.tokens[start:end]) or (
        role == "occasion" and any(_modal_before_adverbial(state, k) for k in range(start, last))
    )
    stated = stated or (role == "scope" and _bans(state, start, last)) or all_must(state, start, last)
    apart = role == "occasion" and mark in ("，", ",") and not any(t.flags & MODAL for t in state.tokens[start:end])
    if apart or state.tokens[start].text in CONDITIONAL or (word == "的" and state.tokens[start].text in IN_NEED):
        end_ban(state)
    says_if = word in ("的", "时") and (
        state.tokens[start].text in CONDITIONAL or state.tokens[start].text in ("因", "由于")
    )
    says_if = says_if or (word == "的" and says_in_which_case(state, start, end))
    if stated and not says_if and not _excepts(state.tokens[start].text, word):
        return None
    if state.tokens[start].text == "未经" and (span := span_of(state.tokens, start, end)):
        return Adverbial(role, span) if word == "的" or is_verb(state.tokens[last]) else None
    begin = start
    opening = start + (state.tokens[start].text in _WHEN_SOMEBODY and start + 1 < last)
    if opening == start and (behind := past_scope(state, start, last)):
        state.head.append(Adverbial("scope", Span(state.tokens[start].start, state.tokens[behind - 1].end)))
        begin = opening = start = behind
    if stop := clause_subject(state.tokens, opening, last):
        if opening == start or state.subject is None:
            state.subject = span_of(state.tokens, opening, stop)
            state.named, state.topic = True, None
            state.standing = state.subject
        begin = stop if opening == start else start
    elif state.tokens[start].text == "由" and role == "occasion" and (stop := agent_end(state.tokens, start, last)):
        state.act(span_of(state.tokens, start + 1, stop))
        begin = stop
    elif word == "的" and state.context.article and state.context.carried and not (state.frames or state.named):
        found = state.tokens[start].text in words("predicates", "discovering")
        if state.subject == state.context.subject and not found:
            state.subject = state.standing = None
    span = span_of(state.tokens, begin, end)
    closes = word == "的" or (word == "时候" and state.tokens[last - 1].text == "的")
    if closes and mark in ("，", ",") and span and (opens := opens_case(state, start, end)) is not None:
        span = Span(opens, span.end)
    note_event(state, begin, end)
    if role == "occasion" and begin == start and (passed := thing_with_leave(state, begin, last)):
        state.about = passed
    if role == "condition":
        state.about = thing or (thing_in_state(state, begin, end) if begin == start else None)
    return Adverbial(role, span) if span else None


def _is_ban(state: State, i: int) -> bool:
    """下列区域，禁止饲养畜禽: a ban right behind the comma: where it holds."""
    return i < len(state.tokens) and bool(state.tokens[i].flags & Flag.PROHIBITION)


def _goes_without(state: State, start: int, last: int) -> bool:
    """未经批准，: without what, and no modal behind it in the clause."""
    return state.tokens[start].text == "未经" and not any(t.flags & MODAL for t in state.tokens[start + 1 : last])


def _bans(state: State, start: int, last: int) -> bool:
    """车辆不准进入校内，…: a ban of the clause itself, and no attribute of a place (在禁止吸烟的区域内，)."""
    k = next((k for k in range(start, last) if state.tokens[k].flags & Flag.PROHIBITION), None)
    return k is not None and all(t.text != "的" for t in state.tokens[k:last])


def _without_leave(state: State, start: int, last: int) -> Adverbial | None:
    """外来人员未经管理人员许可，禁止进入: without whose leave; whoever is named before it is the subject."""
    k = next((k for k in range(start + 1, last) if state.tokens[k].text == "未经"), None)
    if k is None or not is_verb(state.tokens[last]) or any(t.flags & MODAL for t in state.tokens[start:last]):
        return None
    if is_place(state.tokens, k - 1) and not state.tokens[start].flags & Flag.PREPOSITION:
        state.subject = state.standing = span_of(state.tokens, start, k)
        state.named, state.topic, start = True, None, k
    return Adverbial("condition", Span(state.tokens[start].start, state.tokens[last].end))


def _if_within(state: State, start: int, last: int) -> bool:
    """执行过程中如有问题，: if, behind within what; and no more than what happens."""
    k = next((k for k in range(start + 1, last) if state.tokens[k].text in CONDITIONAL), None)
    if k is None or not state.tokens[k - 1].flags & Flag.LOCALIZER or happening_end(state.tokens, k, last + 1):
        return False
    return not any(t.flags & MODAL for t in state.tokens[start : last + 1])


def _on_commission(state: State, start: int, last: int) -> Adverbial | None:
    """受市政府委托，水务局负责X; 评估机构受单位委托，应当…: on whose commission; a name before 受 is the subject."""
    k = next((k for k in range(start, last) if state.tokens[k].text == "受"), None)
    if k is None or state.tokens[last].text not in words("predicates", "commissioning"):
        return None
    if k > start:
        if not is_place(state.tokens, k - 1) or state.tokens[start].flags & Flag.PREPOSITION:
            return None
        state.subject = state.standing = span_of(state.tokens, start, k)
        state.named, state.topic = True, None
    return Adverbial("manner", Span(state.tokens[k].start, state.tokens[last].end))


def _says_where(state: State, start: int, end: int) -> bool:
    """指导学校在开学时，做好X: when the party does something, unlike 使用设备前."""
    return state.tokens[start].text != "使用" or any(t.text in ("在", "于") for t in state.tokens[start:end])


def _modal_before_adverbial(state: State, k: int) -> bool:
    """企业应自获批之日起，: a modal before a preposition, so that the occasion is no clause of its own."""
    return state.tokens[k].text in ("应", "须", "可", "可以") and bool(state.tokens[k + 1].flags & Flag.PREPOSITION)


def _circumstance_role(first: str, last: str) -> str | None:
    if last == "的" or first in _CASES or (first in ("确有", "确因") and last.endswith("者")):
        return "condition"
    if (last.endswith("内") and len(last) > 1) or _excepts(first, last):
        return "scope"
    if last in OCCASION_END or first in ("经", "经过"):
        return "occasion"
    return None


def _excepts(first: str, last: str) -> bool:
    """除应当符合前条规定之外，还应当…: beside what; the modal inside is none of the sentence."""
    return first in ("除", "除了") and last in ("外", "之外", "以外")
