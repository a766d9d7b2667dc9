"""With whom and for whom somebody acts (办公室与机构商定X, 工会代表职工签订X): where the name of who must ends."""

from __future__ import annotations

from pipeline.lexicon.words import VERB, Flag, words
from pipeline.stages.obligations.grammar.kinds import Tokens, is_body, is_verb


def before_companion(tokens: Tokens, i: int, stop: int, end: int) -> int:
    """征兵办公室与训练机构商定事宜: where 与Y says with whom it is done, the name before 与 is who must.

    So is the name before 代表Y (工会代表职工与企业协商).
    """
    if (for_whom := next((m for m in range(i + 1, stop - 1) if stands_for(tokens, m)), None)) is not None:
        return for_whom
    k = stop
    while k + 1 < end and tokens[k].flags & Flag.ADVERB and not tokens[k].flags & VERB:
        k += 1
    if k >= end or tokens[k].text not in words("predicates", "with_somebody"):
        return stop
    beside = next((m for m in range(i + 1, stop - 1) if tokens[m].text == "与" and is_body(tokens, m - 1)), None)
    return beside if beside is not None else stop


def stands_for(tokens: Tokens, m: int) -> bool:
    """董事长代表公司签署X; no 职工代表小组."""
    if tokens[m].text != "代表" or not is_body(tokens, m - 1) or not tokens[m + 1].flags & Flag.BODY:
        return False
    return not tokens[m + 1].text.endswith(("组", "团", "会", "会议", "室", "处", "代表"))


def goes_along(tokens: Tokens, i: int, end: int) -> bool:
    """大家及时与公司沟通: behind a name and how, with whom up to the verb that closes the clause."""
    with_whom = tokens[i + 1].text in ("与", "同", "和") and i > 0 and is_body(tokens, i - 1)
    return with_whom and end - i > 3 and is_verb(tokens[end - 1]) and is_body(tokens, end - 2)
