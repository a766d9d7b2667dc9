"""单位对职工的意见，应当研究; 项目所需资金，应当落实: who must and what it is about, in a clause before a modal."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.lexicon.words import Flag
from pipeline.model.text import Span
from pipeline.stages.obligations.carrying.state import State
from pipeline.stages.obligations.frames import Adverbial
from pipeline.stages.obligations.grammar.described import described_name
from pipeline.stages.obligations.grammar.kinds import is_body, is_list_joiner, is_noun, is_verb
from pipeline.stages.obligations.tokens import Token


def acts_toward(state: State, start: int, end: int) -> bool:
    """单位对职工提出的意见，应当研究: who must, and what it is about."""
    toward = next((k for k in range(start + 1, end - 1) if state.tokens[k].text in ("对", "对于")), None)
    if toward is None or not is_body(state.tokens, toward - 1):
        return False
    last = state.tokens[end - 1]
    acts = any(t.flags & Flag.PURE for t in state.tokens[start:toward])
    if last.flags & Flag.PURE or (acts and not described_name(state.tokens, start, toward)):
        return False
    if last.flags & Flag.NOMINAL and not is_list_joiner(state.tokens[end - 2]):
        return False
    if last.text in ("的", "时", "后", "前", "中") or does_already(state, toward, end):
        return False
    span = Span(state.tokens[toward].start, state.tokens[end - 1].end)
    state.subject = state.standing = Span(state.tokens[start].start, state.tokens[toward - 1].end)
    state.named, state.name, state.topic = True, None, None
    state.about = Span(state.tokens[toward + 1].start, span.end)
    state.hold(Adverbial("manner", span))
    return True


def does_already(state: State, toward: int, end: int) -> bool:
    """对学校进行检查: a light verb behind 对X that no 的 follows is a predicate of the clause itself."""
    light = next((k for k in range(toward, end) if state.tokens[k].flags & Flag.LIGHT_FRAME), None)
    return light is not None and all(t.text != "的" for t in state.tokens[light:end])


def is_needed(tokens: Sequence[Token], start: int, end: int) -> bool:
    """政府投资项目所需资金，应当…: a thing that something needs, and nobody who does anything."""
    last = tokens[end - 1]
    needs = any(tokens[k].text == "所" and tokens[k + 1].text == "需" for k in range(start + 1, end - 2))
    return needs and is_noun(last) and not is_verb(last) and not any(t.text == "的" for t in tokens[start:end])
