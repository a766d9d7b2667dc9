"""What the first clause of a sentence says is so or is done, before somebody who must do something: no duty itself.

In: the sentence so far and where the clause begins and ends. Out: yes or no.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.lexicon.words import MODAL, Flag
from pipeline.stages.obligations.carrying.state import State
from pipeline.stages.obligations.grammar.kinds import is_body, is_noun, is_verb
from pipeline.stages.obligations.tokens import MARK, Token

_GROWING = frozenset(
    ["加大", "增大", "增多", "增加", "上升", "升高", "下降", "减少", "加剧", "频发", "多发", "高发", "临近", "来临"]
)


def engages(state: State, start: int, end: int) -> bool:
    """从事高处作业，施工单位应当…, 在河道内采砂，采砂单位应当…: what is done, before a name whose business it is."""
    tokens = state.tokens
    if (
        tokens[start].text not in ("从事", "在")
        or state.frames
        or any(t.flags & MODAL or t.text == "的" for t in tokens[start:end])
    ):
        return False
    modal = next((k for k in range(end + 1, min(len(tokens), end + 8)) if tokens[k].flags & MODAL), None)
    if modal is None or not is_body(tokens, modal - 1) or any(t.kind == MARK for t in tokens[end + 1 : modal]):
        return False
    deed = tokens[end - 1]
    engaged = tokens[start].text == "从事" or (tokens[start].text == "在" and _does_there(tokens[start + 1 : end]))
    return engaged or (tokens[start].text == "在" and is_verb(deed) and tokens[end + 1].text == deed.text)


def _does_there(tokens: Sequence[Token]) -> bool:
    """在林区从事野外用火: engaged in something there, and nothing before that is done."""
    return any(t.text == "从事" and not any(map(is_verb, tokens[:k])) for k, t in enumerate(tokens))


def grows(state: State, start: int, end: int) -> bool:
    """假期客流量加大，各部门要…: what comes about by itself, at the head of a sentence that says what must be done."""
    if state.frames or state.tokens[end - 1].text not in _GROWING or end - start < 2:
        return False
    before = state.tokens[start : end - 1]
    if any(t.flags & (Flag.PURE | MODAL | Flag.PREPOSITION) or t.text == "的" for t in before):
        return False
    return is_noun(before[-1]) and any(t.flags & MODAL for t in state.tokens[end + 1 :])
