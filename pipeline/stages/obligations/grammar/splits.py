"""Where the next predicate of a clause begins: behind 并, behind a list joiner, or right behind an object.

Assumptions: 并 before a predicate begins a new one; 、 and 和 only before a plain verb with an object of its own and
not inside a list closed by 等 + noun; a further verb right behind an object only after 召开, 采取 and their like.
"""

from __future__ import annotations

from pipeline.lexicon.words import GOVERNING, VERB, Flag, words
from pipeline.stages.obligations.grammar.kinds import Tokens, is_body, is_list_joiner, is_noun, is_verb
from pipeline.stages.obligations.grammar.parties import find_party, is_alternative_party
from pipeline.stages.obligations.grammar.positions import adverb_opens, is_adverb_here, is_attribute, predicate_follows
from pipeline.stages.obligations.tokens import TIME, WORD

_HEADS = (
    ("predicates", "tail"),
    ("predicates", "thing_tail"),
    ("predicates", "compound_head"),
    ("predicates", "agency_tail"),
    ("clauses", "acting_place"),
)
"""Lists of nouns that make one noun with a verb before them (受理窗口, 消杀工作)."""


def next_predicate(tokens: Tokens, verbs: list[int], after: int, end: int) -> int | None:
    """Where the next predicate of the clause begins (its joiner, if it has one)."""
    first = tokens[verbs[-1]]
    closed_list = _closed_list_end(tokens, after, end)
    for k in range(after, end):
        token = tokens[k]
        if k + 1 >= end:
            return None
        if (
            token.text in ("报", "上报", "报送", "抄送")
            and k > after
            and is_noun(tokens[k - 1])
            and is_body(tokens, end - 1)
        ):
            return k
        if (
            token.text in ("或者", "或")
            and tokens[k + 1].text in ("在", "对", "向", "由", "按照", "将", "把")
            and _later_verb(tokens, k, end)
        ):
            return k
        if not first.flags & GOVERNING and is_alternative_party(tokens, k, end):
            return k
        if token.text in ("并", "并且") and k >= after and predicate_follows(tokens, k + 1, end):
            if not is_attribute(tokens, _first_verb(tokens, k + 1, end), end) or k == after:
                return k
        if k < closed_list and (
            token.text not in words("predicates", "always_verb")
            or is_list_joiner(tokens[k + 1])
            or tokens[k + 1].text == "等"
        ):
            continue
        if token.text == "再" and verbs[0] > 0 and tokens[verbs[0] - 1].text == "先" and is_verb(tokens[k + 1]):
            return k
        if token.text == "、" and k == after and _acts_too(tokens, verbs[-1], k, end):
            return k
        if token.text == "、" and (
            (adverb_opens(tokens, k + 1, end) and not _describe(tokens, after, k, end))
            or _denies(tokens, after, k + 1, end)
            or _repeats(tokens, verbs[0] - 1, k + 1, end)
        ):
            return k
        if k == after:
            continue
        if token.text in ("、", "或者", "或", "及", "和") and _also_forbidden(tokens, verbs[0], k, end):
            return k
        if is_list_joiner(token) and is_noun(tokens[k - 1]) and _independent(tokens, k + 1, end, token.text):
            return k
        if (
            first.flags & Flag.SERIAL
            and token.flags & Flag.ADVERB
            and not token.flags & VERB
            and is_noun(tokens[k - 1])
            and tokens[k - 1].text != "的"
            and tokens[k + 1].flags & Flag.PURE
            and k + 2 >= end
        ):
            return k
        if token.text in words("predicates", "always_verb") and _opens_next(tokens, after, k, end):
            if first.text in words("predicates", "ensuring") or (token.text == "进行" and first.flags & GOVERNING):
                continue
            return k
        if token.kind == WORD and first.flags & Flag.SERIAL and _serial(tokens, verbs, k, end):
            return k
        if first.text in words("predicates", "at_hand") and _by_what_is_at_hand(tokens, after, k, end):
            return k
    return None


def _also_forbidden(tokens: Tokens, verb: int, k: int, end: int) -> bool:
    """不得私接电线、使用电炉: behind a word that forbids, a further verb with its own object is forbidden too."""
    if is_verb(tokens[k - 1]) or not is_noun(tokens[k - 1]) or not _is_forbidden(tokens, verb):
        return False
    i = k + 1
    while i < end and tokens[i].flags & Flag.ADVERB and not is_verb(tokens[i]):
        i += 1
    if i + 1 >= end or not tokens[i].flags & (Flag.PURE | Flag.NOMINAL) or tokens[i].flags & (Flag.STATIVE | Flag.BODY):
        return False
    if i == k + 1 and tokens[k].text in ("和", "及"):
        return False
    thing = tokens[i + 1]
    if not is_noun(thing) or is_verb(thing) or is_list_joiner(thing) or thing.kind != WORD:
        return False
    if any(thing.text in words(file, name) for file, name in _HEADS) or any(
        t.text in ("的", "等") for t in tokens[k:end]
    ):
        return False
    return bool(tokens[i].flags & Flag.PURE) or (
        i + 3 > end - 1 and tokens[i].text not in words("predicates", "topical")
    )


def _is_forbidden(tokens: Tokens, verb: int) -> bool:
    while verb > 0 and tokens[verb - 1].flags & Flag.ADVERB:
        verb -= 1
    return verb > 0 and bool(tokens[verb - 1].flags & (Flag.PROHIBITION | Flag.NEGATION))


def _by_what_is_at_hand(tokens: Tokens, after: int, k: int, end: int) -> bool:
    """投入资金扶持合作社: a plain verb with its object, behind a thing that is at hand for it."""
    token, before = tokens[k], tokens[k - 1]
    if not token.flags & Flag.PURE or token.flags & Flag.STATIVE or not is_noun(before) or is_verb(before):
        return False
    if k + 1 >= end or not is_noun(tokens[k + 1]) or is_body(tokens, k - 1):
        return False
    if any(tokens[k + 1].text in words(file, name) for file, name in _HEADS):
        return False
    if tokens[end - 1].text in words("predicates", "compound_head") or token.text in words("predicates", "handled"):
        return False
    thing = tokens[after:k]
    if any(t.text == "的" for t in tokens[after:end]):
        return False
    return not any(t.flags & Flag.PREPOSITION or is_list_joiner(t) for t in thing)


def _acts_too(tokens: Tokens, verb: int, k: int, end: int) -> bool:
    """自觉排队、文明乘车: a verb without object, then how and a further verb at the end of the clause."""
    if not tokens[verb].flags & Flag.INTRANSITIVE or tokens[verb].flags & GOVERNING or k + 3 != end:
        return False
    how, deed = tokens[k + 1], tokens[k + 2]
    return bool(how.flags & Flag.ADVERB and not how.flags & VERB and deed.flags & VERB)


def _repeats(tokens: Tokens, how: int, i: int, end: int) -> bool:
    """不违章指挥、违章作业: the word before the first verb stands before a further verb."""
    return how >= 0 and i + 1 < end and tokens[i].text == tokens[how].text and is_verb(tokens[i + 1])


def _denies(tokens: Tokens, after: int, i: int, end: int) -> bool:
    """不迟到、不早退: a negation behind 、 begins a predicate unless both describe a noun (不A、不B的人)."""
    if not tokens[i].flags & Flag.NEGATION or i + 1 >= end:
        return False
    if any(t.text == "的" for t in tokens[i:end]) and not any(t.text == "的" for t in tokens[after:i]):
        return False
    return predicate_follows(tokens, i + 1, end)


def _describe(tokens: Tokens, after: int, k: int, end: int) -> bool:
    """建立多主体供给、多渠道保障、租购并举的制度: an adverb and a bare verb, and what is listed so describes a noun."""
    if any(t.text == "的" for t in tokens[after:k]):
        return False
    verb = next((m for m in range(k + 2, end) if is_verb(tokens[m])), end)
    bare = verb + 1 < end and (tokens[verb + 1].text in ("、", "的"))
    return bare and any(t.text == "的" for t in tokens[verb:end])


def _opens_next(tokens: Tokens, after: int, k: int, end: int) -> bool:
    """学习技能取得证书: a verb that is no part of a noun, right behind an object and with an object of its own."""
    if any(t.flags & Flag.PREPOSITION and t.text not in ("和", "与", "同") for t in tokens[after:k]):
        return False
    if any(tokens[k + 1].text in words("predicates", name) for name in ("stated", "tail", "compound_head")):
        return False
    if _is_name_of_deeds(tokens, k, end):
        return False
    return is_noun(tokens[k - 1]) and not is_body(tokens, k - 1) and not any(t.text == "的" for t in tokens[k:end])


def _later_verb(tokens: Tokens, i: int, end: int) -> bool:
    return any(tokens[k].flags & Flag.PURE for k in range(i + 2, end))


def _first_verb(tokens: Tokens, i: int, end: int) -> int:
    return next((k for k in range(i, end) if is_verb(tokens[k])), end - 1)


def _independent(tokens: Tokens, i: int, end: int, joiner: str) -> bool:
    """Whether what follows a list joiner is a predicate with an object of its own."""
    k = i
    if joiner == "、":
        while k < end and is_adverb_here(tokens, k, end):
            k += 1
    token = tokens[k] if k < end else None
    if token is None:
        return False
    if joiner in ("或者", "或") and token.flags & GOVERNING and find_party(tokens, k, k + 1, end):
        return True
    if not token.flags & Flag.PURE or token.flags & Flag.STATIVE or _is_name_of_deeds(tokens, k, end):
        return False
    if k + 1 >= end or (not is_noun(tokens[k + 1]) and not is_verb(tokens[k + 1])):
        return False
    if tokens[i - 2].flags & Flag.PURE and tokens[i - 2].kind == WORD:
        return False
    strong = token.text in words("predicates", "strong") or (
        joiner in ("或者", "或") and token.text not in words("predicates", "compounding")
    )
    if not strong:
        return False
    if k + 2 >= end or is_list_joiner(tokens[k + 2]):
        if tokens[k + 1].text in words("predicates", "thing_tail" if strong else "tail"):
            return joiner == "、" and strong
    if tokens[k + 1].text in words("predicates", "tail") and token.text in words("predicates", "compounding"):
        return False
    return not is_attribute(tokens, k, end) or (joiner == "、" and k > i)


def _is_name_of_deeds(tokens: Tokens, k: int, end: int) -> bool:
    """组织管理能力, 缴纳管理工作: several verbs and a tail are one noun."""
    if end - k < 3 or tokens[end - 1].text not in words("predicates", "tail"):
        return False
    return all(is_verb(t) for t in tokens[k : end - 1])


def _closed_list_end(tokens: Tokens, i: int, end: int) -> int:
    """Behind the last 等 + noun (巡查、督查、考核等工作): before it, joiners join nouns."""
    for k in range(end - 1, i, -1):
        if tokens[k].text == "等":
            return k
    return i


def _serial(tokens: Tokens, verbs: list[int], k: int, end: int) -> bool:
    """召开会议研究推动工作: a plain verb, or a run of verbs with an object, right behind a complete object."""
    token = tokens[k]
    if not is_noun(tokens[k - 1]) or tokens[k - 1].text == "的" or tokens[k - 1].kind == TIME:
        return False
    if is_attribute(tokens, k, end) or token.flags & Flag.STATIVE:
        return False
    if tokens[verbs[-1]].text not in ("召开", "举办", "召集") and any(t.text == "的" for t in tokens[k:end]):
        return False
    if any(tokens[v].flags & GOVERNING for v in verbs) and not token.flags & Flag.LIGHT_FRAME:
        return False
    if token.flags & Flag.PURE:
        return token.text not in words("predicates", "handled") and (
            (k + 1 < end and tokens[k + 1].text not in words("predicates", "tail"))
            or token.flags & (Flag.LIGHT_FRAME | Flag.LIGHT) != 0
        )
    if token.flags & Flag.NOMINAL and k + 1 < end and tokens[verbs[-1]].text == "召开":
        return is_verb(tokens[k + 1]) and tokens[k - 1].text in ("会", "会议", "大会", "例会")
    return False
