"""A clause that opens with 对 and a case → where the case ends and its consequence begins, with no comma between.

Assumption: behind the 的 of a case stands what is done then, and no noun: a verb of giving or of sanction, an adverb
that is nothing else with its predicate, or a preposition that opens an adverbial (对符合条件的给予补贴).
"""

from __future__ import annotations

from pipeline.lexicon.words import GOVERNING, MODAL, VERB, Flag, words
from pipeline.stages.obligations.carrying.circumstances import read_circumstance
from pipeline.stages.obligations.carrying.state import State
from pipeline.stages.obligations.grammar.kinds import Tokens, is_body
from pipeline.stages.obligations.grammar.light import LIGHT
from pipeline.stages.obligations.grammar.positions import predicate_follows
from pipeline.stages.obligations.tokens import MARK, TIME

_UPON = frozenset(["对", "对于"])
_BY = frozenset(["由", "按", "按照", "依照", "依据", "根据"])


def past_case(state: State, start: int, end: int) -> int:
    """对符合条件的给予补贴: the case is on record, and the predicate begins behind it."""
    if state.texts.isdisjoint(_UPON) or (stop := _case_end(state.tokens, start, end)) is None:
        return start
    case = read_circumstance(state, start, stop, "，")
    if case is None:
        return start
    state.note(case)
    state.list_start = None
    return stop


def _case_end(tokens: Tokens, start: int, end: int) -> int | None:
    """Where the predicate begins behind 对X的; none where 的 describes a noun (对存在的问题进行整改)."""
    upon = next((k for k in range(start, min(start + 6, end)) if tokens[k].text in _UPON), None)
    if upon is None or (upon > start and not _names_who(tokens, start, upon)):
        return None
    for k in range(upon + 2, end - 1):
        if tokens[k].text != "的" or tokens[k].kind == MARK:
            continue
        if _follows(tokens, k + 1, end) and _is_case(tokens, upon + 1, k) and not _is_described(tokens, k + 1, end):
            return k + 1
    return None


def _names_who(tokens: Tokens, start: int, upon: int) -> bool:
    """各地对符合条件的给予补贴: nothing but a name before 对."""
    plain = not any(t.flags & (VERB | MODAL | Flag.PREPOSITION) for t in tokens[start:upon])
    return plain and is_body(tokens, upon - 1)


def _is_case(tokens: Tokens, i: int, k: int) -> bool:
    """Whether what stands between says what is so: a verb, a negation or how it is, and no mere noun (对企业的)."""
    return any(t.flags & (VERB | Flag.NEGATION | Flag.STATIVE | Flag.GUESSED) for t in tokens[i:k]) or (
        not tokens[k - 1].flags
    )


def _follows(tokens: Tokens, i: int, end: int) -> bool:
    token = tokens[i]
    if token.text in words("predicates", "consequence"):
        return i + 1 < end and tokens[i + 1].text != "的"
    if token.text in _BY:
        return predicate_follows(tokens, i + 1, end) or any(t.flags & VERB for t in tokens[i + 2 : end])
    if token.flags & VERB or not token.flags & (Flag.ADVERB | Flag.NEGATION):
        return False
    if i + 1 < end and tokens[i + 1].text in LIGHT:
        return False
    return token.text not in words("clauses", "weak_adverb") and predicate_follows(tokens, i + 1, end)


def _is_described(tokens: Tokens, i: int, end: int) -> bool:
    """对反映的依法应当解决的问题及时解决: a later 的 with a verb behind it belongs to the noun that is dealt with."""
    last = max((k for k in range(i, end) if tokens[k].text == "的"), default=None)
    return last is not None and any(t.flags & (VERB | GOVERNING) and t.kind != TIME for t in tokens[last:end])
