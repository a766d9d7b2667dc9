"""Where a list ends before whose end joiners join nouns: tokens, a verb and what stands behind it → a place."""

from __future__ import annotations

from pipeline.lexicon.words import Flag, words
from pipeline.stages.obligations.grammar.kinds import Tokens, is_list_joiner, is_verb


def closed_list(tokens: Tokens, verb: int, after: int, end: int) -> int:
    """Where the list ends before which joiners join nouns."""
    if _is_principle(tokens, verb, end) or _is_part_played(tokens, verb, end) or tokens[verb].text in ("做到", "作到"):
        return end
    closed = _closed_list_end(tokens, after, end)
    if tokens[verb].text in words("predicates", "taken_for"):
        return max((k for k in range(after, end) if tokens[k].text == "的"), default=closed)
    return closed


def _closed_list_end(tokens: Tokens, i: int, end: int) -> int:
    """Behind the last 等 + noun (巡查、督查、考核等工作), or two deeds and 机制: before it, joiners join nouns."""
    named = tokens[end - 1].text in ("机制", "制度", "体系", "能力", "平台", "渠道") and end - 4 > i
    if named and is_list_joiner(tokens[end - 3]) and is_verb(tokens[end - 4]) and is_verb(tokens[end - 2]):
        if not tokens[end - 2].flags & (Flag.LIGHT | Flag.CHAINING):
            return end - 1
    for k in range(end - 1, i, -1):
        if tokens[k].text == "等":
            return k
    return i


def _is_principle(tokens: Tokens, verb: int, end: int) -> bool:
    """遵循统一规划、保障供应、确保安全的原则: what the principle is, whatever verbs it lists."""
    named = tokens[end - 1].text in ("原则", "方针", "理念", "思路") and tokens[end - 2].text == "的"
    return named and tokens[verb].text in words("predicates", "ruling")


def _is_part_played(tokens: Tokens, verb: int, end: int) -> bool:
    """发挥组织协调、统筹推进、汇总情况的作用: what part it is that is played, whatever verbs tell of it."""
    return tokens[verb].text in ("发挥", "起到") and tokens[end - 1].text in ("作用", "优势", "效应", "职能", "功能")
