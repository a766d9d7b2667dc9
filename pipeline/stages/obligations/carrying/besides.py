"""Clauses that say besides what (除X，还应当…), in which case (依法应当吊销的，…) or of how much; what was not done.

In: the sentence so far and where the clause begins and ends. Out: an adverbial, or a verdict.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.words import MODAL, VERB, Flag
from pipeline.model.text import Span
from pipeline.stages.obligations.carrying.state import State
from pipeline.stages.obligations.frames import Adverbial, Frame, span_of
from pipeline.stages.obligations.grammar.kinds import is_noun
from pipeline.stages.obligations.grammar.subjects import is_place
from pipeline.stages.obligations.tokens import MARK, Token


def exception(state: State, start: int, end: int) -> Adverbial | None:
    """除应当符合规定之外，: what is besides; whoever is named before it is the subject."""
    begin = next((k for k in range(start, end) if state.tokens[k].text in ("除", "除了")), None)
    if begin is None:
        return None
    subject = span_of(state.tokens, start, begin)
    if subject and not state.tokens[start].flags & Flag.PREPOSITION:
        state.subject, state.named = subject, True
    return Adverbial("scope", Span(state.tokens[begin].start, state.tokens[end - 1].end))


def goes_beyond(state: State, start: int, end: int) -> bool:
    """除应当执行本规定，还应当执行标准: 外 is left out; 除 opens the clause or stands behind who must."""
    k = next((k for k in range(start, end) if state.tokens[k].text == "除"), None)
    if k is None or end + 2 >= len(state.tokens) or (k > start and not is_place(state.tokens, k - 1)):
        return False
    return state.tokens[end + 1].text in ("还", "也", "均")


def says_in_which_case(state: State, start: int, end: int) -> bool:
    """认为必须制定的，可以…; 必须拆除的，应当…: a modal of the case, behind 认为 or before a modal or 由."""
    if _is_due(state, start):
        return True
    behind = state.tokens[end + 1 : end + 8]
    stop = next((k for k, t in enumerate(behind) if t.kind == MARK and t.text != "、"), len(behind))
    return any(t.text == "认为" for t in state.tokens[start:end]) or any(
        t.flags & MODAL or t.text == "由" for t in behind[:stop]
    )


def _is_due(state: State, start: int) -> bool:
    """依法应当吊销证件的，移送有关机关: what must be done in a case is no duty of its own."""
    first = start + (state.tokens[start].text in ("依法", "按照规定", "依照规定"))
    return state.tokens[first].text in ("应当", "必须", "应") or (
        state.tokens[first].text in ("按照", "依照") and state.tokens[first + 2].text == "应当"
    )


_NEAR = 12
"""Tokens behind a clause among which the modal of the next must stand."""
_AMOUNT = compile_pattern(r"^[0-9０-９一二三四五六七八九十百千万亿零〇.．]{1,12}\D{1,4}$")
_BOUNDS = frozenset(["以上", "以下", "以内"])


def is_of_amount(state: State, start: int, end: int) -> bool:
    """合同金额在10万元以上，应当…: how much a thing is, right before what must be done then."""
    tokens = state.tokens
    k = next((k for k in range(start + 1, end - 2) if tokens[k].text == "在"), None)
    if k is None or tokens[end - 1].text not in _BOUNDS or not is_noun(tokens[k - 1]) or is_place(tokens, k - 1):
        return False
    if any(t.flags & (VERB | MODAL | Flag.PREPOSITION) or t.text == "的" for t in tokens[start:k]):
        return False
    follows = end + 1 < len(tokens) and (tokens[end + 1].flags & MODAL or tokens[end + 1].text == "由")
    return bool(follows) and _AMOUNT.match("".join(t.text for t in tokens[k + 1 : end - 1])) is not None


def denied(state: State, frame: Frame) -> bool:
    """车辆未停放在停放点，影响通行的，: what somebody has not done is no ban."""
    return frame.modality_span is not None and state.word_at(frame.modality_span) in ("未", "不", "没有")


def needs_more(state: State, frame: Frame, start: int) -> bool:
    """需要派员处置，或者接到指令的，: what is needed, before what it is joined to, is a case."""
    needs = frame.modality_span is not None and state.word_at(frame.modality_span) in ("需要", "需", "确需")
    return needs and state.tokens[start].text in ("或者", "或", "并且", "且", "但")


def goes_on_undone(tokens: Sequence[Token]) -> bool:
    """经责令改正仍不支付的: what was not done is still not done."""
    return any(t.text in ("仍", "仍然", "又", "拒不", "仍不") for t in tokens)


def end_ban(state: State) -> None:
    """A ban does not reach what is to be done in a case, nor does whom it bans."""
    if state.frames and state.modality == "prohibition":
        state.forget_modality()
        if state.topical:
            state.stand_again()


def breaks_rule(tokens: Sequence[Token], start: int, end: int) -> bool:
    """用人单位违反规定，劳动者有权…: what somebody goes against, right before the clause of others who may or must."""
    k = next((k for k in range(start + 1, end - 1) if tokens[k].text in ("违反", "违背")), None)
    if k is None or not is_place(tokens, k - 1) or tokens[start].flags & Flag.PREPOSITION:
        return False
    if any(t.flags & MODAL or t.text == "的" for t in tokens[start:k]):
        return False
    behind = tokens[end + 1 : end + _NEAR]
    return any(t.flags & MODAL for t in behind)
