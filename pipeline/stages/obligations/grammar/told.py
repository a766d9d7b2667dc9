"""To whom a thing is told that stands before the verb (评审结果反馈申报单位): tokens of a clause → the verb's place."""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag, words
from pipeline.stages.obligations.grammar.kinds import Tokens, is_body, is_noun
from pipeline.stages.obligations.grammar.receivers import handled_behind
from pipeline.stages.obligations.grammar.subjects import BREAKING
from pipeline.stages.obligations.grammar.worth import HANDING_WORDS
from pipeline.stages.obligations.tokens import TIME


def told_position(tokens: Tokens, i: int, end: int) -> int | None:
    """评审结果反馈申报单位, 请假单交人事部备案: a thing, a verb of telling or handing on, and somebody to whom."""
    while i < end - 1 and (tokens[i].kind == TIME or tokens[i].text in words("clauses", "moment")):
        i += 1
    if tokens[i].text in ("如", "如果", "若"):
        return None
    for k in range(i + 1, end - 1):
        token = tokens[k]
        if tokens[k - 1].text in BREAKING or token.flags & MODAL or token.text in ("的", "并"):
            return None
        if token.flags & Flag.ADVERB and not token.flags & VERB:
            continue
        if token.text in HANDING_WORDS and _is_thing(tokens, i, k) and (done := handled_behind(tokens, k + 1, end)):
            if not any(t.flags & (VERB | Flag.PREPOSITION) or t.text == "的" for t in tokens[k + 1 : done]):
                return k
        if k > i and token.flags & Flag.ADDRESSING and _is_thing(tokens, i, k):
            stop = next((m for m in range(k + 1, end) if tokens[m].text in ("并", "备案")), end)
            only_names = not any(t.flags & VERB for t in tokens[k + 1 : stop])
            return k if stop > k + 1 and only_names and is_body(tokens, stop - 1) else None
        if token.flags & (Flag.PURE | Flag.PREPOSITION):
            return None
    return None


def _is_thing(tokens: Tokens, i: int, end: int) -> bool:
    """Whether a noun phrase that names nobody ends here, adverbs behind it left out."""
    while end > i + 1 and tokens[end - 1].flags & Flag.ADVERB and not tokens[end - 1].flags & VERB:
        end -= 1
    if (tokens[i].flags & VERB and end - i != 2) or tokens[end - 1].text in ("后", "前", "时"):
        return False
    named = is_body(tokens, end - 1) or not is_noun(tokens[end - 1]) or tokens[end - 1].flags & (VERB | Flag.ADVERB)
    return not named and not tokens[i].flags & (Flag.PURE | Flag.PREPOSITION | Flag.ADVERB | Flag.JOINER)
