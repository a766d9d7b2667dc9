"""Questions about positions in a clause: where a predicate opens, what is an attribute, where an adverbial ends.

Assumptions about the sentences of notices:

1. A predicate opens after a noun, with an adverb, a modal, 将/把, a preposition or a verb that is hardly ever a noun.
2. A verb belongs to an attribute (…的 + noun) if 的 follows in its clause and after the noun another predicate opens.
3. Verbs that are as often nouns (检查, 管理) open no predicate unless something else says that one opens.
4. After 在, 从, 自 … an adverbial ends with its localizer (中, 前, 时); after 按照, 根据 … before the next predicate.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.lexicon.words import MODAL, VERB, Flag, words
from pipeline.stages.obligations.tokens import BRACKET, MARK, TIME, UNIT, WORD, Token

Tokens = Sequence[Token]

FRONTING = ("将", "把")
_COMPOUND = Flag.ADVERB | Flag.PREPOSITION | Flag.JOINER | MODAL
_LOCATIVE = frozenset(
    [
        "在",
        "从",
        "自",
        "当",
        "于",
        "除",
        "除了",
        "至",
        "到",
        "随",
        "随着",
        "遇",
        "每逢",
        "经",
        "经过",
        "由于",
        "因",
        "就",
    ]
)
_WEAK_PREPOSITIONS = frozenset(
    [
        "和",
        "与",
        "同",
        "就",
        "以",
        "用",
        "比",
        "到",
        "至",
        "于",
        "持",
        "视",
        "当",
        "因",
        "给",
        "坚持",
        "采取",
        "利用",
        "运用",
    ]
)


def is_noun(token: Token) -> bool:
    """Whether the token can end a noun phrase."""
    if token.kind in (UNIT, BRACKET):
        return True
    if token.kind != WORD or token.text in ("的", "所", "被", "之"):
        return False
    return not token.flags & (_COMPOUND & ~Flag.ADVERB) or bool(token.flags & VERB)


def is_list_joiner(token: Token) -> bool:
    return bool(token.flags & Flag.LIST_JOINER) or token.text == "、"


def is_verb(token: Token) -> bool:
    return bool(token.flags & VERB)


def is_body(tokens: Tokens, last: int) -> bool:
    """Whether the noun phrase that ends with this token names somebody who can act."""
    while last > 0 and tokens[last].kind == BRACKET:
        last -= 1
    token = tokens[last]
    if token.text in ("方面", "主体", "力量"):
        return last > 0 and tokens[last - 1].text in ("各", "有关", "相关", "社会", "责任", "经营", "市场")
    if len(token.text) == 1 and token.text not in ("其", "人"):
        before = tokens[last - 1] if last else None
        if before is None or before.kind != WORD or before.flags & (VERB | Flag.JOINER | Flag.PREPOSITION | MODAL):
            return False
    if token.flags & Flag.BODY and token.flags & VERB:
        before = tokens[last - 1] if last else None
        return before is not None and before.kind == WORD and not before.flags & (VERB | Flag.ADVERB | Flag.JOINER)
    return bool(token.flags & Flag.BODY) or (token.text == "等" and last > 0 and is_body(tokens, last - 1))


def skip_light(tokens: Tokens, i: int, end: int) -> int:
    """Past adverbs, times and negations."""
    while (
        i < end
        and (tokens[i].kind == TIME or tokens[i].flags & (Flag.ADVERB | Flag.NEGATION))
        and not (tokens[i].flags & VERB and i + 1 < end and not predicate_follows(tokens, i + 1, end))
    ):
        i += 1
    return i


def predicate_follows(tokens: Tokens, i: int, end: int) -> bool:
    """Whether the tokens from here on begin with a predicate, adverbials allowed."""
    while i < end and (tokens[i].kind == TIME or tokens[i].flags & (Flag.ADVERB | Flag.NEGATION)):
        if tokens[i].flags & VERB:
            return True
        i += 1
    if i >= end:
        return False
    token = tokens[i]
    if token.flags & (MODAL | VERB) or token.text in FRONTING:
        return True
    return bool(token.flags & Flag.PREPOSITION) and token.text not in ("和", "与", "同") and token.kind == WORD


def is_adverb_here(tokens: Tokens, i: int, end: int) -> bool:
    """Whether the token is an adverb of what follows, and not the noun, adjective or verb it can also be."""
    token = tokens[i]
    if not token.flags & Flag.ADVERB:
        return False
    follower = i + 1
    if follower >= end:
        return False
    nxt = tokens[follower]
    if nxt.text in ("地",):
        return True
    if nxt.flags & Flag.PREPOSITION and not nxt.flags & VERB and token.text not in words("clauses", "weak_adverb"):
        return True
    if token.flags & VERB or token.text in words("clauses", "weak_adverb"):
        if nxt.flags & Flag.PURE and not is_attribute(tokens, follower, end):
            return not (token.flags & VERB and nxt.flags & Flag.CHAINING)
        return (
            nxt.flags & Flag.NOMINAL != 0
            and nxt.text not in words("predicates", "topical")
            and _takes_object(tokens, follower, end)
            and not token.flags & VERB
        )
    return predicate_follows(tokens, follower, end) or is_list_joiner(nxt)


def _takes_object(tokens: Tokens, verb: int, end: int) -> bool:
    """Whether a noun that is no mere tail (工作, 情况) stands behind the verb, or nothing does."""
    i = verb + 1
    if i >= end:
        return True
    if is_list_joiner(tokens[i]):
        return i + 1 < end and is_verb(tokens[i + 1])
    return tokens[i].kind in (WORD, UNIT) and is_noun(tokens[i]) and tokens[i].text not in words("predicates", "tail")


def opens(tokens: Tokens, i: int, end: int) -> bool:
    """Whether a predicate opens at this token, a noun standing before it."""
    token = tokens[i]
    if token.kind == TIME:
        return i + 1 < end and (opens(tokens, i + 1, end) or is_verb(tokens[i + 1]))
    if token.kind != WORD:
        return False
    flags = token.flags
    if token.text in FRONTING or (flags & MODAL and not is_attribute(tokens, i, end)):
        return i + 1 < end and not (flags & VERB and any(t.text == "的" for t in tokens[i:end]))
    if token.text in words("clauses", "weak_adverb") and not flags & VERB:
        return i + 1 < end and bool(tokens[i + 1].flags & Flag.PURE) and is_adverb_here(tokens, i, end)
    if is_adverb_here(tokens, i, end):
        return i + 1 >= end or (
            not (is_list_joiner(tokens[i + 1]))
            and not (tokens[i + 1].flags & Flag.PURE and is_attribute(tokens, i + 1, end))
        )
    if flags & Flag.PURE:
        return not is_attribute(tokens, i, end) and not _is_compound(tokens, i, end)
    if flags & Flag.UNKNOWN_VERB:
        return i > 0 and is_body(tokens, i - 1) and not is_attribute(tokens, i, end)
    if flags & Flag.NEGATION:
        return i + 1 < end and bool(tokens[i + 1].flags & Flag.PURE) and not is_attribute(tokens, i + 1, end)
    return (
        bool(flags & Flag.PREPOSITION)
        and token.text not in _WEAK_PREPOSITIONS
        and not flags & VERB
        and _is_adverbial_here(tokens, i, end)
    )


def _is_adverbial_here(tokens: Tokens, i: int, end: int) -> bool:
    """Whether a preposition behind a noun opens an adverbial, and not an attribute (出租方对X的管理)."""
    mark = next((k for k in range(i + 1, end) if tokens[k].text == "的"), None)
    if mark is None or tokens[i].text not in ("对", "对于", "在", "从", "由", "向", "为", "给"):
        return True
    inside = (k for k in range(i + 2, mark) if is_noun(tokens[k - 1]))
    return is_attribute(tokens, i, end) or any(
        tokens[k].flags & Flag.LIGHT_FRAME
        or (tokens[k].flags & Flag.PURE and k + 1 < mark and not tokens[k].flags & Flag.STATIVE)
        for k in inside
    )


def _is_compound(tokens: Tokens, i: int, end: int) -> bool:
    """落实情况, 实施方案: a verb that forms one noun with the word behind it."""
    if i + 1 >= end:
        return False
    following = tokens[i + 1].text
    if following in words("predicates", "agency_tail") and tokens[i].text in words("predicates", "agency_verbs"):
        return True
    return following in words("predicates", "tail") and tokens[i].text in words("predicates", "compounding")


def is_attribute(tokens: Tokens, i: int, end: int) -> bool:
    """Whether the verb at `i` belongs to an attribute of a later noun (assumption 2)."""
    mark = next((k for k in range(i + 1, end) if tokens[k].text == "的"), None)
    if mark is None:
        return False
    if mark == i + 1:
        return True
    noun = mark + 1
    if noun >= end:
        return False
    if tokens[i].flags & Flag.STATIVE and not any(tokens[k].flags & MODAL for k in range(i, mark)):
        return True
    return any(
        tokens[k].text in FRONTING
        or tokens[k].flags & (Flag.LIGHT_FRAME | MODAL)
        or (
            tokens[k].flags & Flag.PURE
            and tokens[k - 1].text != "的"
            and is_noun(tokens[k - 1])
            and not _attribute_again(tokens, k, end)
            and not _is_compound(tokens, k, end)
        )
        for k in range(noun + 1, end)
        if is_noun(tokens[k - 1]) or tokens[k - 1].flags & Flag.ADVERB
    )


def _attribute_again(tokens: Tokens, i: int, end: int) -> bool:
    return any(tokens[k].text == "的" for k in range(i + 1, end))


def adverbial_end(tokens: Tokens, i: int, end: int) -> int | None:
    """Where the prepositional phrase that opens at `i` ends (exclusive); None if none opens here."""
    head = tokens[i].text
    if i + 1 >= end:
        return None
    if tokens[i + 1].kind == TIME:
        return i + 2
    if head in _LOCATIVE and (closed := _closing_localizer(tokens, i, end)):
        return closed
    if head in ("对", "对于") and _ends_in_attribute(tokens, i, end):
        return end
    if head in ("对", "对于", "针对") and (light := _light_verb(tokens, i, end)):
        return light
    opened = _opening_nominal(tokens, i, end)
    for k in range(i + 2, end):
        if opened == k:
            return k
        if (
            _is_footing(tokens, k, end)
            or (k > i + 2 and is_adverb_here(tokens, k - 1, end))
            or _after_lone_adverb(tokens, i, k)
        ):
            continue
        if (is_noun(tokens[k - 1]) or tokens[k - 1].kind == TIME) and opens(tokens, k, end):
            return k
        if tokens[k - 1].kind == UNIT and is_verb(tokens[k]) and head in ("按照", "依照", "根据", "按", "对照"):
            return k
    if head == "以" and any(t.text == "为" for t in tokens[i + 2 : end]):
        return end
    if tokens[end - 1].flags & Flag.INTRANSITIVE and (last := _before_last_verbs(tokens, i, end)):
        return last
    if head in words("clauses", "to_whom") or head in words("clauses", "agent") or head in ("到", "赴", "深入"):
        return _before_last_verbs(tokens, i, end)
    return None if head in _WEAK_PREPOSITIONS else end


def _after_lone_adverb(tokens: Tokens, i: int, k: int) -> bool:
    """通过综合施策: nothing but an adverb stands between the preposition and the verb."""
    return k == i + 2 and bool(tokens[i + 1].flags & Flag.ADVERB)


def _ends_in_attribute(tokens: Tokens, i: int, end: int) -> bool:
    """对未完成目标的地区，: the phrase is the whole clause; behind its last 的 there are nouns only."""
    mark = max((k for k in range(i, end) if tokens[k].text == "的"), default=None)
    if mark is None or mark + 1 >= end:
        return False
    return all(
        (
            tokens[k].kind == WORD
            and not tokens[k].flags & (VERB | Flag.ADVERB | Flag.PREPOSITION | MODAL | Flag.NEGATION | Flag.GUESSED)
        )
        or is_list_joiner(tokens[k])
        or tokens[k].kind in (UNIT, BRACKET)
        for k in range(mark + 1, end)
    )


def _light_verb(tokens: Tokens, i: int, end: int) -> int | None:
    """对X进行V: where 进行 stands, whatever verbs X holds."""
    for k in range(i + 2, end):
        if tokens[k].text in ("并", "并且"):
            return None
        if tokens[k].text in ("进行", "予以", "加以") and not is_attribute(tokens, k, end):
            return _before_adverbs(tokens, i, k, end)
    return None


def _before_adverbs(tokens: Tokens, i: int, k: int, end: int) -> int:
    """对问题及时督导进行纠正: the predicate begins with its adverb."""
    for m in range(i + 2, k):
        if tokens[m].flags & Flag.ADVERB and not tokens[m].flags & VERB and is_noun(tokens[m - 1]):
            if tokens[m].text not in words("clauses", "weak_adverb") and predicate_follows(tokens, m + 1, end):
                return m
    return k


def _is_footing(tokens: Tokens, k: int, end: int) -> bool:
    """按照“三个必须”要求将…: 要求 closes the phrase, it opens no predicate."""
    token = tokens[k]
    if not (token.flags & Flag.FOOTING_HEAD and token.flags & VERB):
        return False
    return k + 1 >= end or opens(tokens, k + 1, end)


def _closing_localizer(tokens: Tokens, i: int, end: int) -> int | None:
    for k in range(i + 1, end):
        token = tokens[k]
        if not token.flags & Flag.LOCALIZER or k == i + 1:
            continue
        if token.text in ("场所", "位置", "处", "领域", "方面", "里") and _opened_before(tokens, i, k, end):
            return None
        follows = tokens[k + 1] if k + 1 < end else None
        if follows is None or (
            follows.text != "的" and not is_list_joiner(follows) and not follows.flags & Flag.LOCALIZER
        ):
            return k + 1
        if follows.flags & Flag.LOCALIZER:
            continue
    return None


def _opened_before(tokens: Tokens, i: int, k: int, end: int) -> bool:
    return any(
        tokens[m].flags & Flag.PURE and is_noun(tokens[m - 1]) and not is_attribute(tokens, m, end)
        for m in range(i + 2, k)
    )


def _opening_nominal(tokens: Tokens, i: int, end: int) -> int | None:
    """在参保地申请补贴: a nominal verb with an object behind the place."""
    if tokens[i].text not in ("在", "从", "按", "按照", "依照", "根据", "依据"):
        return None
    for k in range(i + 2, end - 1):
        if tokens[k].text in words("predicates", "opening") and is_noun(tokens[k - 1]) and tokens[k - 1].text != "的":
            if _takes_object(tokens, k, end) and not any(t.text == "的" for t in tokens[i:k]):
                return k
    return None


def _before_last_verbs(tokens: Tokens, i: int, end: int) -> int | None:
    """Before the first verb of addressing, else before the run of verbs that ends the clause."""
    for k in range(i + 2, end):
        if (
            tokens[i].text in ("向", "给")
            and tokens[k].flags & Flag.ADDRESSING
            and is_noun(tokens[k - 1])
            and not is_attribute(tokens, k, end)
        ):
            return k
    while end > i + 2 and tokens[end - 1].kind in (TIME, MARK):
        end -= 1
    last = end
    while last > i + 2 and (is_verb(tokens[last - 1]) or is_list_joiner(tokens[last - 1])):
        last -= 1
    if last < end and is_noun(tokens[last - 1]):
        return last
    return end if tokens[i].text in ("对", "对于", "针对", "深入") else None
