"""What is denied: 不 before a deed, and behind whom.

In: a clause and the place of 不. Out: whether a deed is forbidden there.
"""

from __future__ import annotations

from pipeline.lexicon.words import Flag
from pipeline.stages.obligations.grammar.kinds import Tokens, is_body, is_verb, may_be_verb


def denies_deed(tokens: Tokens, i: int, end: int) -> bool:
    """不吸烟, 员工不染发, 学生不私自下水: behind 不 a plain verb; behind somebody an adverb or perhaps a verb."""
    if tokens[i + 1].flags & Flag.PURE:
        return True
    if tokens[i].text != "不" or i == 0 or not is_body(tokens, i - 1) or any(t.text == "的" for t in tokens[i:end]):
        return False
    how = tokens[i + 1].flags & Flag.ADVERB and i + 2 < end and is_verb(tokens[i + 2])
    return bool(how) or may_be_verb(tokens, i + 1, end)


def opens_aside(tokens: Tokens, i: int) -> bool:
    """不擅自|与他人结伴: a preposition opens a phrase; 和, 与 and 同 join names, but behind 不 and how."""
    if tokens[i].text not in ("和", "与", "同"):
        return True
    return i > 1 and tokens[i - 2].text == "不" and bool(tokens[i - 1].flags & Flag.ADVERB)
