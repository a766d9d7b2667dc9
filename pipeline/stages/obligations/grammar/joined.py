"""Behind 、, 和 or 或: whether a predicate of its own stands there, or more of what the joiner lists.

In: the tokens, the verb or joiner before and the place behind it. Out: yes or no.
"""

from __future__ import annotations

from pipeline.lexicon.words import GOVERNING, VERB, Flag, words
from pipeline.stages.obligations.grammar.bans import is_short_deed
from pipeline.stages.obligations.grammar.kinds import (
    NOUN_HEADS,
    Tokens,
    is_list_joiner,
    is_name_of_deeds,
    is_noun,
    is_verb,
    takes_object,
)
from pipeline.stages.obligations.grammar.more_deeds import in_series, names_alike
from pipeline.stages.obligations.grammar.parties import find_party
from pipeline.stages.obligations.grammar.positions import is_adverb_here, is_attribute, predicate_follows
from pipeline.stages.obligations.grammar.verb_behind import no_object
from pipeline.stages.obligations.tokens import MARK, WORD, Token


def is_also_forbidden(tokens: Tokens, verb: int, k: int, end: int) -> bool:
    """不得私接电线、使用电炉: behind a word that forbids, a further verb with its own object is forbidden too."""
    if is_verb(tokens[k - 1]) or not is_noun(tokens[k - 1]) or not _is_forbidden(tokens, verb):
        return False
    i = k + 1
    while i < end and tokens[i].flags & Flag.ADVERB and not is_verb(tokens[i]):
        i += 1
    joined = tokens[k].text in ("和", "及")
    if joined == (i > k + 1) and _goes_on_alone(tokens, i, end):
        return True
    if i + 1 >= end or not tokens[i].flags & (Flag.PURE | Flag.NOMINAL) or tokens[i].flags & (Flag.STATIVE | Flag.BODY):
        return False
    if joined and i == k + 1:
        light = tokens[i].text in words("predicates", "always_verb") or tokens[i].flags & Flag.LIGHT
        if light and is_verb(tokens[i + 1]) and tokens[i].flags & Flag.PURE:
            return all(t.text not in ("的", "等") for t in tokens[k:end])
        if not tokens[i].flags & Flag.PURE or tokens[i].flags & Flag.INTRANSITIVE:
            return False
    thing = tokens[i + 1]
    if is_verb(thing) and thing.text in words("predicates", "unsound") and i + 2 < end:
        thing = tokens[i + 2]
    if not is_noun(thing) or is_verb(thing) or is_list_joiner(thing) or thing.kind != WORD:
        return False
    attributes = [t.text for t in tokens[verb:k]].count("的"), [t.text for t in tokens[k:end]].count("的")
    alone = i + 2 >= end or is_list_joiner(tokens[i + 2])
    named = alone and thing.text != "车辆" and any(thing.text in words(file, name) for file, name in NOUN_HEADS)
    if named or any(t.text == "等" for t in tokens[k:end]):
        return False
    if attributes[1]:
        return attributes == (1, 1) and tokens[k].text == "、" and not is_verb(tokens[end - 1])
    adverb = i > k + 1 and tokens[k + 1].text not in words("clauses", "weak_adverb")
    return bool(tokens[i].flags & Flag.PURE or (adverb and tokens[k].text in ("或", "或者"))) or (
        i + 3 > end - 1 and tokens[i].text not in words("predicates", "topical")
    )


def _goes_on_alone(tokens: Tokens, i: int, end: int) -> bool:
    """不得离开岗位、串岗、睡岗; 不得看小说、玩手机、打游戏: a deed without object, or one character with its own."""
    if not i < end < i + _LONGEST_LIST or any(t.text in ("的", "等") for t in tokens[i:end]):
        return False
    closes = i + 1 >= end or is_list_joiner(tokens[i + 1])
    if closes:
        return tokens[i].flags & (Flag.PURE | Flag.INTRANSITIVE) == Flag.PURE | Flag.INTRANSITIVE
    return is_short_deed(tokens, i, end)


def _is_forbidden(tokens: Tokens, verb: int) -> bool:
    """不得擅自移动X, 不得在楼道内堆放X: how and where it must not be done stand between."""
    if verb > 0 and tokens[verb - 1].flags & Flag.LOCALIZER:
        verb = next((k for k in range(verb - 2, max(-1, verb - 10), -1) if tokens[k].text == "在"), verb)
    while verb > 0 and tokens[verb - 1].flags & Flag.ADVERB:
        verb -= 1
    if verb > 0 and tokens[verb - 1].text == "、":
        verb = next((k + 1 for k in range(verb - 2, max(-1, verb - 16), -1) if _begins(tokens[k])), verb)
    return verb > 0 and bool(tokens[verb - 1].flags & (Flag.PROHIBITION | Flag.NEGATION))


def _begins(token: Token) -> bool:
    """A ban behind which a list of deeds goes on, or the mark before its clause."""
    return bool(token.flags & Flag.PROHIBITION) or (token.kind == MARK and token.text != "、")


_LONGEST_LIST = 40
"""Tokens to the end of the clause: a list of thousands is no list of what must not be done."""
SEVERAL = frozenset(["、", "和", "及", "或", "或者"])


def goes_on_with(tokens: Tokens, i: int, end: int) -> bool:
    """不得吸烟、燃放鞭炮: behind a verb without object one with its own, which no 的 follows."""
    if i + 1 >= end or not is_verb(tokens[i]) or tokens[i].flags & Flag.INTRANSITIVE:
        return False
    thing = tokens[i + 1]
    return is_noun(thing) and not is_verb(thing) and all(t.text != "的" for t in tokens[i:end])


def acts_too(tokens: Tokens, verb: int, k: int, end: int) -> bool:
    """自觉排队、文明乘车: a verb without object, then how and a further verb at the end of the clause."""
    if no_object(tokens[verb].flags) and goes_on_with(tokens, k + 1, end):
        return True
    if (
        tokens[k].text not in SEVERAL
        or not tokens[verb].flags & Flag.INTRANSITIVE
        or tokens[verb].flags & GOVERNING
        or k + 3 != end
    ):
        return False
    how, deed = tokens[k + 1], tokens[k + 2]
    return bool(how.flags & Flag.ADVERB and not how.flags & VERB and deed.flags & VERB)


def denies(tokens: Tokens, after: int, i: int, end: int) -> bool:
    """不迟到、不早退: a negation behind 、 begins a predicate unless both describe a noun (不A、不B的人)."""
    if not tokens[i].flags & Flag.NEGATION or i + 1 >= end:
        return False
    if tokens[i].text == "未" and any(t.flags & Flag.PROHIBITION for t in tokens[:after]):
        return False
    if any(t.text == "的" for t in tokens[i:end]) and not any(t.text == "的" for t in tokens[after:i]):
        return False
    return predicate_follows(tokens, i + 1, end)


def lists_alike(tokens: Tokens, after: int, k: int, end: int) -> bool:
    """车间检查、专项检查, 发展的同步规划、同步实施, 坚持依法行政、依法管理: both sides of 、 are nouns of one make."""
    first = tokens[after - 1]
    how = tokens[k + 1].text
    alike = tokens[after].text == how if k == after + 2 else k == after + 1 and tokens[after].text.startswith(how)
    if alike and k + 3 == end and is_verb(tokens[k + 2]):
        return bool(first.flags & Flag.LIGHT) or any(
            first.text in words("predicates", n) for n in ("result", "clausal")
        )
    if k > after + 1 and k + 3 == end and tokens[k - 1].text == tokens[end - 1].text:
        return True
    if names_alike(tokens, after, k, end):
        return True
    return k > after + 2 and tokens[k + 1].text == tokens[k - 2].text and tokens[k - 3].text in ("的", "、")


def is_alternative(tokens: Tokens, verb: int, k: int, end: int) -> bool:
    """使用双层罐或者采取其他措施, 申请仲裁或者提起诉讼: behind 或者 a verb with its own object, like the first.

    What measures a list of measures closes with are taken (采取…等措施); two verbs of state have each their object.
    """
    other = tokens[k + 1]
    if tokens[verb].text == "申请" and other.flags & Flag.PURE and k + 3 == end:
        return True
    ceases = other.text in words("predicates", "ceasing")
    if not is_noun(tokens[k - 1]) or (is_verb(tokens[k - 1]) and not ceases) or k + 2 >= end:
        return False
    if other.text in ("采取", "采用"):
        return tokens[end - 1].text in words("predicates", "means") and not is_attribute(tokens, k + 1, end)
    states = other.text in words("predicates", "always_verb") and tokens[verb].flags & Flag.STATIVE
    alike = bool(states or (ceases and tokens[verb].flags & Flag.PURE))
    return alike and tokens[end - 1].text != "的" and not is_attribute(tokens, k + 1, end)


def is_one_attribute(tokens: Tokens, after: int, k: int, end: int) -> bool:
    """违反法规或者违背道德的模型: verbs on both sides of the joiner, and 的 only behind the second."""
    if any(t.text == "的" for t in tokens[after:k]) or not any(t.text == "的" for t in tokens[k:end]):
        return False
    states = (m for m in range(after, k) if tokens[m].flags & (Flag.PURE | Flag.STATIVE))
    return any(tokens[m].text not in words("clauses", "pointing") and takes_object(tokens, m, k) for m in states)


def _is_parallel(tokens: Tokens, i: int, end: int) -> bool:
    """摸清情况、排查风险、明确底线: a verb and a bare noun, like those before the joiner, up to the next or the end."""
    if i < 3 or i + 1 >= end or not (i + 2 == end or tokens[i + 2].text == "、"):
        return False
    if not tokens[i].flags & (Flag.PURE | Flag.NOMINAL) or tokens[i].flags & (
        Flag.STATIVE | Flag.BODY | Flag.INTRANSITIVE
    ):
        return False
    if not tokens[i - 3].flags & Flag.PURE or tokens[i - 3].flags & (GOVERNING | Flag.STATIVE):
        return False
    first = i - 3
    while first > 3 and tokens[first - 1].text == "、":
        first -= 3
    if first > 0 and is_verb(tokens[first - 1]):
        return False
    things = tokens[i - 2], tokens[i + 1]
    longest = 4 if tokens[i].flags & Flag.PURE and tokens[i].text != tokens[i - 3].text else 2
    if any(t.kind != WORD or t.flags & (VERB | Flag.BODY | Flag.LOCALIZER) or len(t.text) > longest for t in things):
        return False
    plain = len(tokens[i].text) == 1 or tokens[i + 1].text in ("风险", "隐患", "问题", "责任")
    heads = () if plain else NOUN_HEADS
    return not any(tokens[i + 1].text in words(file, name) for file, name in heads)


def is_independent(tokens: Tokens, i: int, end: int, joiner: str) -> bool:
    """Whether what follows a list joiner is a predicate with an object of its own."""
    k = i
    if joiner == "、":
        while k < end and is_adverb_here(tokens, k, end):
            k += 1
    token = tokens[k] if k < end else None
    if token is None:
        return False
    if joiner == "、" and (_is_parallel(tokens, i, end) or in_series(tokens, i, end)):
        return True
    if joiner in ("或者", "或") and token.flags & GOVERNING and find_party(tokens, k, k + 1, end):
        return True
    if not token.flags & Flag.PURE or token.flags & Flag.STATIVE or is_name_of_deeds(tokens, k, end):
        return False
    if k + 1 >= end or (not is_noun(tokens[k + 1]) and not is_verb(tokens[k + 1])):
        return False
    if joiner == "、" and _is_measured(tokens, i - 1) and not is_attribute(tokens, k, end):
        return True
    if tokens[i - 2].flags & Flag.PURE and tokens[i - 2].kind == WORD and not tokens[i - 2].flags & Flag.BODY:
        return False
    strong = token.text in words("predicates", "strong") or (
        joiner in ("或者", "或")
        and (token.text not in words("predicates", "compounding") or bool(tokens[k + 1].flags & Flag.STATIVE))
    )
    if not strong:
        return False
    if k + 2 >= end or is_list_joiner(tokens[k + 2]):
        if joiner == "、" and token.text + tokens[k + 1].text in words("predicates", "verb_and_object"):
            return True
        if tokens[k + 1].text in words("predicates", "thing_tail" if strong else "tail"):
            return joiner == "、" and strong
    if tokens[k + 1].text in words("predicates", "tail") and token.text in words("predicates", "compounding"):
        return False
    return not is_attribute(tokens, k, end) or (joiner == "、" and k > i)


def _is_measured(tokens: Tokens, k: int) -> bool:
    """改造小区12个、惠及群众3000户: what stands before the joiner ends with how many of it there are."""
    return k > 2 and tokens[k - 2].text[0].isdigit() and len(tokens[k - 1].text) < 3


def is_fixed(tokens: Tokens, verb: int, i: int) -> bool:
    """解放思想、真抓实干: behind an object, a fixed expression of four characters that ends the clause."""
    fixed = len(tokens[i].text) > 2 and tokens[i].flags & Flag.INTRANSITIVE and tokens[i].flags & Flag.PURE
    if any(tokens[verb].text in words("predicates", name) for name in ("avoiding", "exposing")):
        return False
    return (
        bool(fixed) and tokens[verb].text not in words("predicates", "clausal") and not tokens[verb].flags & GOVERNING
    )
