"""What opens a clause and is no part of what it says: the count of a point (一是…，二是…), the day before a name.

So do the hour (晚上8:30学生必须…) and how much it is about (1000元以下部门负责人审批).
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.words import MODAL, VERB, Flag
from pipeline.model.text import Span
from pipeline.stages.obligations.carrying.state import State
from pipeline.stages.obligations.frames import Adverbial
from pipeline.stages.obligations.grammar.kinds import is_body
from pipeline.stages.obligations.tokens import MARK, UNIT

_DIGITS = frozenset("一二三四五六七八九十")
_FIRST = frozenset(["第一", "其一", "首先"])
_ALONE = _FIRST | {f"{mark}{digit}" for mark in "第其" for digit in "二三四五六七八"} | {"其次", "再次", "最后"}

_BOUNDS = frozenset(["以上", "以下", "以内", "以外"])
_MEASURE = compile_pattern(r"[\d.一二两三四五六七八九十百千万半]{1,10}个?(?:元|天|日|小时|工作日)$")
_HOURS = frozenset(["上午", "下午", "中午", "早上", "晚上", "晚间", "凌晨", "早晨", "傍晚"])
_LONGEST_OPENING = 8

_MOST_NUMBERS = 8
"""Clauses that are a number each, one behind the other: further ones (1,1,1,1,…) are a table's and say nothing."""


@dataclass
class Count:
    """The list of points that is being read, if one is."""

    begun: bool = False
    sentence: int | None = None
    """Where the sentence of the last point begins."""
    holder: Span | None = None
    """Who acted before the list: the points of its sentence that name nobody are of them."""
    numbers: int = 0
    """How many clauses before this one are a number each."""


def past_number(state: State, start: int, end: int, count: Count) -> int:
    """一是要明确责任, 二要建立制度, 其次，…: where what the point says begins.

    Who acted in the point before, in the same sentence, acts no more, and nothing of what was to be done goes on.
    """
    tokens = state.tokens
    first = tokens[start].text
    count.numbers = count.numbers + 1 if start + 1 == end and first.isdecimal() else 0
    if count.numbers > _MOST_NUMBERS:
        return end
    if start + 1 == end and first in _ALONE:
        stop = end
    elif start + 2 < end and _DIGITS.issuperset(first) and tokens[start + 1].text == "是":
        stop = start + 2
    elif start + 2 < end and _DIGITS.issuperset(first) and tokens[start + 1].flags & Flag.OBLIGATION:
        stop = start + 1
    else:
        return start
    if not count.begun or first == "一" or first in _FIRST:
        count.begun, count.holder = True, state.subject
        _leave_lead_in(state, start)
    elif count.sentence == tokens[0].start:
        state.subject = state.standing = count.holder
    count.sentence = tokens[0].start
    state.open, state.clause_subject, state.topical, state.pending = None, None, False, []
    state.forget_modality()
    return stop


def _leave_lead_in(state: State, start: int) -> None:
    """各镇要做到：一是…: what announces the points is no predicate beside them."""
    if start == 0 or state.tokens[start - 1].text not in "：:" or not state.frames:
        return
    last = state.frames[-1]
    if not (last.target or last.party or last.destination or last.children):
        state.frames.pop()


def past_date(state: State, start: int, end: int) -> int:
    """4月26日市总工会举行比赛: behind the day that opens a clause, if the name of somebody follows it.

    2024年新建公园30个: behind the year, if a deed follows and how many of what it makes.
    """
    tokens, k = state.tokens, start
    if start >= end:
        return start
    if not _BOUNDS.isdisjoint(state.texts) and (stop := _measure_end(state, start, end)):
        state.hold(Adverbial("condition", Span(tokens[start].start, tokens[stop - 1].end)))
        return stop
    if tokens[start].text in _HOURS and (stop := _hour_end(state, start, end)):
        state.pending.append(Adverbial("occasion", Span(tokens[start].start, tokens[stop - 1].end)))
        return stop
    while k + 1 < end and tokens[k].text.isdecimal() and tokens[k + 1].text in ("年", "月", "日"):
        k += 2
    if k == start or k + 1 >= end:
        return start
    if tokens[k - 1].text == "年" and _makes_so_many(state, k, end):
        state.pending.append(Adverbial("occasion", Span(tokens[start].start, tokens[k - 1].end)))
        return k
    if tokens[k - 1].text != "日":
        return start
    named = any(is_body(tokens, m) for m in range(k, min(k + 4, end)))
    if not named or tokens[k].flags & (Flag.PREPOSITION | Flag.LOCALIZER) or tokens[k].kind == MARK:
        return start
    state.pending.append(Adverbial("occasion", Span(tokens[start].start, tokens[k - 1].end)))
    return k


def _measure_end(state: State, start: int, end: int) -> int | None:
    """2000元以上|由部门负责人提出, 业务费1000元以下|部门负责人审批: behind the amount, if who acts follows."""
    tokens = state.tokens
    stop = next(
        (k for k in range(start + 1, min(end - 1, start + _LONGEST_OPENING)) if tokens[k].text in _BOUNDS), None
    )
    if stop is None or not _MEASURE.search("".join(t.text for t in tokens[start:stop])):
        return None
    if any(t.flags & (MODAL | VERB | Flag.PREPOSITION | Flag.BODY) or t.kind == MARK for t in tokens[start:stop]):
        return None
    behind = stop + 1
    if tokens[behind].text in ("由", "须", "需", "报", "应"):
        return behind
    while behind < end and tokens[behind].flags & Flag.BODY and not tokens[behind].flags & Flag.PURE:
        behind += 1
    return stop + 1 if stop + 1 < behind < end and tokens[behind].flags & VERB else None


def _hour_end(state: State, start: int, end: int) -> int | None:
    """晚上8:30|学生必须回到寝室, 上午8点|员工必须到岗: behind the hour, if the name of somebody follows it."""
    tokens, k = state.tokens, start + 1
    while k < end and (
        tokens[k].kind == UNIT or tokens[k].text.isdecimal() or tokens[k].text in ("点", "时", "分", "半")
    ):
        k += 1
    if k == start + 1 or k >= end or tokens[k].flags & (Flag.PREPOSITION | VERB | MODAL):
        return None
    return k if any(is_body(tokens, m) for m in range(k, min(k + 4, end))) else None


def _makes_so_many(state: State, k: int, end: int) -> bool:
    """新建公园30个: a verb that is as often a noun, what it makes, and a number with its measure at the end."""
    tokens = state.tokens
    counted = end - k > 3 and tokens[end - 2].text[0].isdigit() and tokens[end - 1].text not in ("年", "月", "日")
    deed = tokens[k].flags & Flag.NOMINAL and not tokens[k + 1].flags & Flag.LIST_JOINER
    return bool(counted and deed) and all(t.text not in ("的", "了", "为", "达", "是") for t in tokens[k:end])
