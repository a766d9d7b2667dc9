"""Whether a topical verb behind 加快 has a thing of its own that is built up, and makes no noun with it."""

from __future__ import annotations

from pipeline.lexicon.words import words
from pipeline.stages.obligations.grammar.kinds import Tokens, is_noun, is_verb

NO_WORK = ("compound_head", "thing_tail", "tail", "said_of", "stated")
"""Lists of nouns that are no thing to be built up, but make one noun with the verb before them."""
PACE = frozenset(["步伐", "速度", "进程", "节奏", "进度", "效率"])
"""加快建设进度, 加快审批速度: what is made faster, whatever verb says of which deed."""
_MANNER = frozenset(["方式", "规划", "计划"])


def builds_up(tokens: Tokens, verb: int, end: int) -> bool:
    """加快建设孵化载体: a topical verb with a thing of its own behind it, and no 加快建设进度."""
    if verb + 1 >= end or tokens[verb].text not in words("predicates", "building") or is_verb(tokens[end - 1]):
        return False
    thing = tokens[verb + 1].text
    if thing != "重点" and any(thing in words("predicates", name) for name in NO_WORK):
        return False
    last = tokens[end - 1].text
    return is_noun(tokens[verb + 1]) and last not in words("predicates", "said_of") and last not in PACE | _MANNER
