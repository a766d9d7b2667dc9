"""What is measured or stated of a deed (培训时间不少于6小时, 检查时间：): tokens → the same, its verbs without flags.

Assumptions: (1) 不少|于 behind the name of a measure is 不 and 少于; (2) a verb, or two, right before such a name is
part of it where 不 or a modal and a bound (`bounding`) stand right behind, a period or 最长 between left out; (3) where
the bound is how often or how long, the deed is what is counted, and not its time (培训时间不少于6学时: 培训).
"""

from __future__ import annotations

from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.words import GOVERNING, MODAL, VERB, Flag, words
from pipeline.stages.obligations.flags import flags_of
from pipeline.stages.obligations.tokens import MARK, TIME, WORD, Token

MEASURES = frozenset(
    [
        *("时间", "时长", "期限", "年限", "时限", "人数", "次数", "频次", "比例", "数量"),
        *("数额", "金额", "额度", "面积", "距离", "宽度", "高度", "长度"),
    ]
)
_NO_PART = MODAL | Flag.ADVERB | Flag.JOINER | Flag.NEGATION
_BOUND = compile_pattern(r"不[得应]?[少低超多]|至少|最[少多]|以上|每")
_KEPT = ~(VERB | GOVERNING | Flag.PREPOSITION)


def name_measures(tokens: list[Token]) -> list[Token]:
    """The tokens with what is measured as one noun phrase, and the bound behind it as a verb."""
    for i in range(len(tokens) - 3, -1, -1):
        if tokens[i].text not in MEASURES:
            continue
        highly = tokens[i].text == "高度" and tokens[i + 1].text in words("predicates", "highly")
        if i and tokens[i].text == "高度" and not highly and _goes_before(tokens[i - 1]):
            tokens[i] = tokens[i].flagged(0)
        if i > 1 and tokens[i - 2].text in ("将", "把") and tokens[i - 1].kind == WORD:
            tokens[i - 1] = tokens[i - 1].flagged(tokens[i - 1].flags & _KEPT)
        bound = tokens[i + 1 + bool(tokens[i + 1].flags & Flag.ADVERB)]
        if i and bound.kind == TIME and tokens[i - 1].flags & VERB and _BOUND.search(bound.text):
            tokens[i] = Token(tokens[i].start, tokens[i].end, tokens[i].text, MARK, 0)
            continue
        k = i + 1 + (tokens[i + 1].kind == TIME or tokens[i + 1].text[0] == "最")
        if tokens[k].text == "不少" and k + 1 < len(tokens) and tokens[k + 1].text == "于":
            start, end = tokens[k].start, tokens[k + 1].end
            bound = Token(start + 1, end, "少于", WORD, flags_of("少于"))
            tokens[k : k + 2] = [Token(start, start + 1, "不", WORD, flags_of("不")), bound]
        if _is_bound(tokens, k):
            for verb in (i - 1, i - 2):
                if verb < 0 or not tokens[verb].flags & VERB or tokens[verb].kind != WORD:
                    break
                tokens[verb] = tokens[verb].flagged(tokens[verb].flags & _KEPT)
    return tokens


def _goes_before(token: Token) -> bool:
    """Whether a word may be part of the name of a measure behind it."""
    return token.kind == WORD and not token.flags & _NO_PART


def _is_bound(tokens: list[Token], k: int) -> bool:
    """不超过, 不得少于, 应当大于."""
    says = k + 1 < len(tokens) and tokens[k].flags & (MODAL | Flag.NEGATION)
    return bool(says) and tokens[k + 1].text in words("predicates", "bounding")


def names_label(tokens: list[Token], i: int, stated: frozenset[str]) -> bool:
    """检查时间：, 面试地点为X, 宣传教育对象为X: what is stated of a deed or of two, not what is to be done."""
    last = i if tokens[i + 1].text in stated else i + 1
    if (
        last + 2 >= len(tokens)
        or tokens[last + 1].text not in stated
        or tokens[last + 2].text not in ("：", ":", "为", "是", "包括", "包含", "如下")
    ):
        return False
    if last > i and (tokens[last].kind != WORD or tokens[last].flags):
        return False
    two = last == i and i > 0 and tokens[i - 1].flags & VERB and tokens[i - 1].text in words("predicates", "activity")
    first = i - 1 if two else i
    return first == 0 or tokens[first - 1].kind == MARK or bool(tokens[first - 1].flags & Flag.BODY)
