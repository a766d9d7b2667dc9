"""Where a clause begins behind the marks and joiners at its head, and whether its adverb belongs to a name."""

from __future__ import annotations

from pipeline.lexicon.words import Flag
from pipeline.stages.obligations.grammar.kinds import Tokens, is_body, is_verb
from pipeline.stages.obligations.grammar.positions import predicate_follows
from pipeline.stages.obligations.tokens import MARK, WORD


def skip_opening(tokens: Tokens, i: int, end: int) -> int:
    while i < end and (
        tokens[i].kind == MARK
        or (
            tokens[i].kind == WORD
            and tokens[i].flags & Flag.JOINER
            and not (tokens[i].flags & Flag.PREPOSITION and not predicate_follows(tokens, i + 1, end))
        )
    ):
        i += 1
    if i + 1 < end and i and tokens[i].text == "是" and tokens[i - 1].flags & Flag.JOINER:
        i += 1
    return i


def several_act(tokens: Tokens, i: int, end: int) -> bool:
    """部门负责人签字、总经理批准后方可报销: somebody and what he does, on both sides of 、."""
    k = next((k for k in range(i + 2, end - 1) if tokens[k].text == "、" and is_verb(tokens[k - 1])), None)
    if k is None or not is_verb(tokens[end - 1]) or any(t.text == "的" for t in tokens[i:end]):
        return False
    return any(is_body(tokens, m) and is_verb(tokens[m + 1]) for m in range(i, k - 1)) and any(
        is_body(tokens, m) and is_verb(tokens[m + 1]) for m in range(k + 1, end - 1)
    )


def describes_name(tokens: Tokens, i: int, modal: int) -> bool:
    """依法认定的村落应当公布, 重点监管企业要落实责任: the adverb belongs to what stands before the modal."""
    if i + 1 >= modal or not is_verb(tokens[i + 1]):
        return False
    within = tokens[modal - 1].text[-1] == "内"
    if tokens[i].text == "重点" and modal == i + 3 and (within or is_body(tokens, modal - 1)):
        return True
    mark = max((k for k in range(i + 2, modal) if tokens[k].text == "的"), default=None)
    return mark is not None and mark + 1 < modal and not any(tokens[k].kind == MARK for k in range(i, mark))
