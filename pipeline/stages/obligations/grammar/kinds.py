"""Questions about one word and what stands next to it: is it a noun, a name, a verb; does it count or point.

Assumption: a word of which nothing is known is a predicate only where nothing else can stand: behind a modal or 不.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.lexicon.words import MODAL, VERB, Flag, words
from pipeline.stages.obligations.tokens import BRACKET, MARK, TIME, UNIT, WORD, Token

Tokens = Sequence[Token]


FRONTING = ("将", "把")
_MOST_ADVERBS = 30
"""Adverbs behind one another that are gone back over; a notice has three."""


_COMPOUND = Flag.ADVERB | Flag.PREPOSITION | Flag.JOINER | MODAL


_NO_VERBS = "被所其该本此每一二三两几多少大小高低过"
_NOT_ALONE = frozenset(["方面", "主体", "力量", "城市", "省份", "地市", "资本"])
_UNITS = frozenset("省市州县区旗镇乡村班组处科室站队")


NOUN_HEADS = (
    ("predicates", "tail"),
    ("predicates", "thing_tail"),
    ("predicates", "compound_head"),
    ("predicates", "agency_tail"),
    ("clauses", "acting_place"),
)
"""Lists of nouns that make one noun with a verb before them (受理窗口, 消杀工作)."""


WEAK_PREPOSITIONS = frozenset(
    ["和", "与", "同", "就", "以", "用", "比", "到", "至", "于", "持", "视", "当", "因", "给"]
) | {"坚持", "采取", "利用", "运用"}
_PAYING = frozenset(["支付", "发放", "拨付", "征收", "缴纳"])
_WATCHING = frozenset(["监管", "管理", "保障", "监督"])
"""工资支付监管: at the end of a clause, behind a verb of paying, these are one noun with it."""


def is_noun(token: Token) -> bool:
    """Whether the token can end a noun phrase."""
    if token.kind in (UNIT, BRACKET):
        return True
    if token.kind != WORD or token.text in ("的", "所", "被", "之"):
        return False
    return not token.flags & (_COMPOUND & ~Flag.ADVERB) or bool(token.flags & VERB)


def is_list_joiner(token: Token) -> bool:
    return token.text == "、" or bool(token.flags & Flag.LIST_JOINER)


def is_verb(token: Token) -> bool:
    return bool(token.flags & VERB)


def is_body(tokens: Tokens, last: int) -> bool:
    """Whether the noun phrase that ends with this token names somebody who can act."""
    if last > 0 and tokens[last].kind == BRACKET and tokens[last - 1].text in _UNITS:
        return True
    while last > 0 and (tokens[last].kind == BRACKET or tokens[last].text == "之间"):
        last -= 1
    token = tokens[last]
    if token.kind == UNIT and token.text[1:-1] in words("clauses", "body"):
        return True
    if token.text in _NOT_ALONE:
        named = tokens[last - 1].text if last else ""
        return named in words("clauses", "before_body") or (named == "的" and token.text in ("城市", "省份", "地市"))
    if (not token.flags & Flag.BODY and len(token.text) > 1) or (token.text == "其" and _goes_on(tokens, last)):
        return False
    if len(token.text) == 1 and token.text not in ("其", "人"):
        before = tokens[last - 1] if last else None
        if token.text in _UNITS and before is not None and is_list_joiner(before) and last > 1:
            return is_body(tokens, last - 2)
        if before is None or before.kind == MARK:
            return token.text in _UNITS and last + 1 < len(tokens) and _acts_alone(tokens[last + 1])
        if before.kind != WORD or before.flags & (VERB | Flag.JOINER | Flag.PREPOSITION | MODAL):
            return False
    if token.flags & Flag.BODY and token.flags & VERB:
        if names_with_next(tokens, last):
            return True
        before = tokens[last - 1] if last else None
        return before is not None and before.kind == WORD and not before.flags & (VERB | Flag.ADVERB | Flag.JOINER)
    return bool(token.flags & Flag.BODY) or (token.text == "等" and last > 0 and is_body(tokens, last - 1))


def _goes_on(tokens: Tokens, its: int) -> bool:
    """机关或者其委托的组织: 其 behind a joiner, before a verb and 的, opens a further name and ends none."""
    joined = its > 0 and is_list_joiner(tokens[its - 1]) and its + 2 < len(tokens)
    return joined and is_verb(tokens[its + 1]) and tokens[its + 2].text == "的"


def _acts_alone(behind: Token) -> bool:
    """镇成立领导小组, 村要组织…: at the head of a clause one character is somebody before a plain verb or a modal."""
    return bool(behind.flags & (Flag.PURE | MODAL)) and not behind.flags & (Flag.STATIVE | Flag.LIST_JOINER)


def may_be_verb(tokens: Tokens, i: int, end: int) -> bool:
    """Whether the word, of which nothing is known, may be a predicate where only a predicate can stand (要相互关照)."""
    token = tokens[i]
    if token.flags & Flag.GUESSED:
        return i + 1 >= end or tokens[i + 1].text != "的"
    if token.kind != WORD or token.flags or token.text in words("clauses", "pointing") or token.text[0].isdigit():
        return False
    if len(token.text) == 1:
        return i > 0 and i + 1 < end and _is_short_verb(tokens, i)
    if len(token.text) != 2:
        return len(token.text) == 4 and i + 1 >= end and tokens[i - 1].text != "深入" and after_modal(tokens, i)
    if i and tokens[i - 1].text == "深入" and token.text in words("clauses", "gone_to"):
        return False
    denied = i > 0 and (tokens[i - 1].flags & (Flag.ADVERB | Flag.NEGATION) or tokens[i - 1].text == "不得")
    if i + 1 < end and i > 0 and not denied:
        return False
    return i + 1 >= end or (is_noun(tokens[i + 1]) and not is_verb(tokens[i + 1]) and tokens[i + 1].text != "等")


def _is_short_verb(tokens: Tokens, i: int) -> bool:
    """不“一刀切”, 不准吃零食, 严禁倒垃圾: one character behind 不 and before a quotation, or a ban and a noun."""
    before, behind = tokens[i - 1], tokens[i + 1]
    short = tokens[i].text in words("predicates", "short") and behind.kind != UNIT
    if before.flags & (MODAL | Flag.NEGATION) and short:
        return behind.text == "与" or (is_noun(behind) and behind.kind == WORD and not behind.flags & Flag.ADVERB)
    if behind.kind == UNIT:
        return bool(before.flags & Flag.NEGATION)
    if not before.flags & Flag.PROHIBITION or before.text in ("禁止", "严禁") or tokens[i].text in _NO_VERBS:
        return False
    return len(behind.text) > 1 and is_noun(behind) and not behind.flags & (VERB | Flag.ADVERB)


def may_be_adverb(tokens: Tokens, i: int, end: int) -> bool:
    """不得违章指挥: a word of which nothing is known, right behind a modal and before a verb that is nothing else."""
    token = tokens[i]
    if token.kind != WORD or token.flags or len(token.text) != 2 or token.text in words("clauses", "pointing"):
        return False
    if i + 1 >= end or not is_verb(tokens[i + 1]) or not after_modal(tokens, i):
        return False
    if i + 2 < end and tokens[i + 2].text != "、":
        return tokens[i + 2].text != "的" and bool(tokens[i + 1].flags & Flag.PURE)
    return bool(tokens[i + 1].flags & Flag.PURE or tokens[i - 1].flags & (Flag.PROHIBITION | Flag.NEGATION))


def after_modal(tokens: Tokens, i: int) -> bool:
    """Whether nothing but adverbs stands between a modal and this token (不得违规变更): there only a predicate can."""
    first = max(0, i - _MOST_ADVERBS)
    while i > first and (
        tokens[i - 1].kind == TIME or (tokens[i - 1].flags & Flag.ADVERB and not tokens[i - 1].flags & VERB)
    ):
        i -= 1
    return i > 0 and tokens[i - 1].kind == WORD and bool(tokens[i - 1].flags & (MODAL | Flag.NEGATION))


def among_adverbs(tokens: Tokens, i: int, end: int) -> bool:
    """应当合理、规范、有序使用资源: in a list that opens the predicate, of adverbs up to the verb, each is one."""
    first = last = i
    while first > 1 and is_list_joiner(tokens[first - 1]) and tokens[first - 2].flags & Flag.ADVERB:
        first -= 2
    while last + 2 < end and is_list_joiner(tokens[last + 1]) and tokens[last + 2].flags & Flag.ADVERB:
        last += 2
    verb = last + 1
    acts = verb < end and is_verb(tokens[first]) and tokens[first].text != "规范"
    if last == first or verb >= end or acts or not is_verb(tokens[verb]):
        return False
    if first > 0 and tokens[first - 1].text not in "，,；;：:" and not after_modal(tokens, first):
        return False
    return verb + 1 >= end or is_noun(tokens[verb + 1])


def said_again(tokens: Tokens, i: int, end: int) -> bool:
    """统一管理、统一调度: how, said of each of two verbs."""
    return (
        i + 3 < end and tokens[i + 2].text == "、" and tokens[i + 3].text == tokens[i].text and is_verb(tokens[i + 1])
    )


def determined(tokens: Tokens, i: int, end: int) -> bool:
    """Whether a number opens the phrase (100名, 一次): no compound holds one, so a verb before it governs."""
    if i >= end or tokens[i].kind != WORD:
        return i + 1 < end and tokens[i].kind == TIME and tokens[i].text[-1] == "次" and is_noun(tokens[i + 1])
    text = tokens[i].text
    return (text[0].isdigit() or text[0] in "一二两三四五六七八九十百" or text in words("clauses", "counting")) and (
        text not in words("clauses", "no_number")
    )


def pointed(tokens: Tokens, i: int, end: int) -> bool:
    """Whether the phrase opens with what points (有关, 各类, 该), as no second half of a compound does."""
    return i < end and tokens[i].text in words("clauses", "pointing")


def names_with_next(tokens: Tokens, i: int) -> bool:
    """组织和个人: a verb that can also be a name is one beside another name."""
    if i + 2 >= len(tokens) or not tokens[i].flags & Flag.BODY or not tokens[i].flags & VERB:
        return False
    return is_list_joiner(tokens[i + 1]) and bool(tokens[i + 2].flags & Flag.BODY) and not tokens[i + 2].flags & VERB


def is_name_of_deeds(tokens: Tokens, k: int, end: int) -> bool:
    """组织管理能力, 缴纳管理工作: several verbs and a tail are one noun."""
    if end - k < 3 or tokens[end - 1].text not in words("predicates", "tail"):
        return False
    return all(is_verb(t) for t in tokens[k : end - 1])


def takes_object(tokens: Tokens, verb: int, end: int) -> bool:
    """Whether a noun that is no mere tail (工作, 情况) stands behind the verb, or nothing does."""
    i = verb + 1
    if i >= end:
        return True
    if is_list_joiner(tokens[i]):
        return i + 1 < end and is_verb(tokens[i + 1])
    return tokens[i].kind in (WORD, UNIT) and is_noun(tokens[i]) and tokens[i].text not in words("predicates", "tail")


def is_compound(tokens: Tokens, i: int, end: int) -> bool:
    """落实情况, 实施方案, 培训要求。: a verb that forms one noun with the word behind or before it."""
    if i + 1 >= end:
        return i > 1 and tokens[i].flags & Flag.FOOTING_HEAD > 0 and tokens[i - 2].text == "的"
    following = tokens[i + 1].text
    acts = i > 0 and is_body(tokens, i - 1) and _has_object(tokens, i, end)
    if acts or (tokens[i].text == "实行" and i + 2 < end and tokens[i + 2].flags & Flag.NOMINAL):
        return False
    if following in words("predicates", "agency_tail") and tokens[i].text in words("predicates", "agency_verbs"):
        return True
    if following == "力度" and i + 2 >= end:
        return True
    if following in _WATCHING and i + 2 >= end:
        return tokens[i].text in _PAYING
    return following in words("predicates", "tail") and tokens[i].text in words("predicates", "compounding")


def _has_object(tokens: Tokens, i: int, end: int) -> bool:
    """单位办理手续, 领导小组实行工作会议制度: behind somebody who acts, a verb and its object."""
    if tokens[i].text + tokens[i + 1].text in words("predicates", "verb_and_object"):
        return True
    thing = tokens[i + 2].text if tokens[i + 1].text == "工作" and i + 2 < end else ""
    return thing in ("会议", "责任", "职责", "任务", "制度", "纪律", "要求", "规则", "目标")
