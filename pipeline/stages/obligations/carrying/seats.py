"""Who is appointed to what and where an office sits: facts, no duties; who is seated goes on to act."""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, Flag
from pipeline.model.text import Span
from pipeline.stages.obligations.carrying.state import State
from pipeline.stages.obligations.grammar.kinds import is_body
from pipeline.stages.obligations.tokens import BRACKET

_POSTS = ("长", "主任", "成员", "总指挥", "召集人", "联络员", "责任人", "委员", "牵头人")
_SITS = frozenset(["设在", "下设"])
_APPOINTS = frozenset(["任", "任副", "担任", "兼任", "兼", "为"])


def take_seat(state: State, start: int, end: int) -> bool:
    """镇长任组长, 各单位负责人为成员, 领导小组下设办公室, 办公室设在应急局: nothing that anybody is to do."""
    tokens = state.tokens
    while end > start + 1 and tokens[end - 1].kind == BRACKET:
        end -= 1
    posted = tokens[end - 1].text.endswith(_POSTS)
    if not posted and not any(t.text in _SITS for t in tokens[start:end]):
        return False
    if any(t.flags & MODAL or t.text == "的" for t in tokens[start:end]):
        return False
    return _is_set_up(state, start, end) or (posted and _is_appointed(state, start, end))


def _is_set_up(state: State, start: int, end: int) -> bool:
    """办公室设在应急局, 领导小组下设办公室: the office acts in what follows."""
    tokens = state.tokens
    for k in range(start, end):
        if tokens[k].text in _SITS and (k == start or is_body(tokens, k - 1)):
            office = (start, k) if tokens[k].text == "设在" else (k + 1, end)
            goes_on = end + 1 < len(tokens) and bool(tokens[end + 1].flags & Flag.JOINER)
            if k > start and office[0] < office[1] and is_body(tokens, office[1] - 1) and not goes_on:
                state.subject = state.standing = Span(tokens[office[0]].start, tokens[office[1] - 1].end)
                state.named, state.name = True, None
            return True
        if tokens[k].flags & Flag.PURE:
            break
    return False


def _is_appointed(state: State, start: int, end: int) -> bool:
    """由局长任组长: no verb before the word that appoints; who is appointed is the first to act."""
    tokens = state.tokens
    for k in range(start + 1, end):
        if tokens[k].text in _APPOINTS or (tokens[k].text.startswith("任") and k == end - 1):
            if tokens[k].text in ("为", "兼") and not (is_body(tokens, k - 1) and is_body(tokens, end - 1)):
                return False
            if not state.frames and state.name is None and tokens[start].text != "由":
                state.subject = state.standing = Span(tokens[start].start, tokens[k - 1].end)
                state.named = True
            return True
        if tokens[k - 1].flags & Flag.PURE:
            return False
    return False
