"""Who is appointed to what, under whom he stands, where an office sits: facts, no duties; who is seated acts on."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.lexicon.words import MODAL, Flag
from pipeline.model.text import Span
from pipeline.stages.obligations.carrying.state import State
from pipeline.stages.obligations.grammar.kinds import is_body, is_list_joiner, is_verb
from pipeline.stages.obligations.tokens import BRACKET, Token

_POSTS = ("长", "主任", "成员", "总指挥", "召集人", "联络员", "责任人", "委员", "牵头人")
_DONE_ABOVE = frozenset(["领导", "监督", "管理", "指导", "保护"])
_GRADES = frozenset(["优秀", "良好", "合格", "不合格", "优", "良", "一般", "较差", "差", "达标", "不达标", "优良"])
_SITS = frozenset(["设在", "下设"])
_APPOINTS = frozenset(["任", "任副", "担任", "兼任", "兼", "为"])


def take_seat(state: State, start: int, end: int) -> bool:
    """镇长任组长, 各单位负责人为成员, 领导小组下设办公室, 办公室设在应急局: nothing that anybody is to do."""
    tokens = state.tokens
    while end > start + 1 and tokens[end - 1].kind == BRACKET:
        end -= 1
    posted = tokens[end - 1].text.endswith(_POSTS)
    if not posted and (_SITS.isdisjoint(state.texts) or not any(t.text in _SITS for t in tokens[start:end])):
        return False
    if any(t.flags & MODAL or t.text == "的" for t in tokens[start:end]):
        return False
    return _is_set_up(state, start, end) or (posted and _is_appointed(state, start, end))


def stands_under(tokens: Sequence[Token], start: int, end: int) -> bool:
    """业务上受市水务局领导, 权益受法律保护, 余额归企业所有, 90分以上的为优秀: what is so, or others do."""
    if tokens[end - 1].text in _GRADES and end - start > 3 and tokens[end - 2].text == "为":
        return any(t.text[0].isdigit() or t.text in ("分", "以上", "以下") for t in tokens[start : end - 2])
    if tokens[end - 1].text not in _DONE_ABOVE and tokens[end - 1].text != "所有":
        return False
    owned = tokens[end - 1].text == "所有" and any(t.text in ("归", "属", "属于") for t in tokens[start:end])
    if owned and not any(t.flags & MODAL for t in tokens[start:end]):
        return True
    last = end
    while last > start + 2 and (is_list_joiner(tokens[last - 2]) and tokens[last - 1].text in _DONE_ABOVE):
        last -= 2
    end = last
    if tokens[end - 1].text not in _DONE_ABOVE:
        return False
    at = next((k for k in range(start, end - 2) if tokens[k].text == "受"), None)
    if at is None or any(t.flags & MODAL for t in tokens[start:end]):
        return False
    name = end - 2 - (tokens[end - 2].text == "的")
    return tokens[name].text == "法律" or (
        is_body(tokens, name) and not any(is_verb(t) or t.text == "的" for t in tokens[at + 1 : name + 1])
    )


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
