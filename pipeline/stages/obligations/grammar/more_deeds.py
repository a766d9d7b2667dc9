"""Whether what a verb governs, or its chain, goes on behind a joiner with deeds that open no predicate.

In: the tokens, the verb, the joiner and where the clause ends. Out: yes or no.
"""

from __future__ import annotations

from pipeline.lexicon.words import GOVERNING, VERB, Flag, words
from pipeline.stages.obligations.grammar.kinds import Tokens, is_list_joiner, is_noun, is_verb
from pipeline.stages.obligations.tokens import MARK, TIME, WORD, Token

_DEALING = frozenset(["驾驶", "乘坐", "销售", "出售", "购买", "收购", "携带", "买卖", "贩卖"])
_MOST_PAIRS = 8
_DEEDS = Flag.NOMINAL | Flag.ADVERB | Flag.LIST_JOINER
_FURTHERING = frozenset(["推动", "推进", "加快"])
_PARTS = frozenset(["抓", "抓落实", "负总责", "负责", "统筹", "牵头", "主抓", "监管"])
_AND_OR = frozenset(["和", "及", "与", "以及", "或", "或者"])


def names_more_deeds(tokens: Tokens, verb: int, k: int, end: int) -> bool:
    """加强统筹协调和督促检查, 做好救助、走访慰问: behind a light verb, deeds and nothing else up to the end."""
    if _lists_measures(tokens, verb, k, end):
        return True
    does_well = tokens[verb].text in words("predicates", "doing_well") or tokens[verb].text in ("加强", "强化")
    well = tokens[k].text == "、" and does_well
    if not tokens[verb].flags & Flag.LIGHT or (not well and tokens[k].text not in _AND_OR):
        return False
    return all(is_verb(t) or is_list_joiner(t) for t in tokens[k + 1 : end]) and is_verb(tokens[k - 1])


def names_alike(tokens: Tokens, after: int, k: int, end: int) -> bool:
    """推动A与B有效对接、同步实施; 加强对X的监测、及时预警和处置: how and a verb on both sides, and no more."""
    first, how = tokens[after - 1], tokens[k + 1]
    if k < after + 2 or not (is_verb(tokens[k - 1]) and is_verb(tokens[end - 1])):
        return False
    if first.text in _FURTHERING or any(first.text in words("predicates", name) for name in ("result", "ruling")):
        return k + 3 == end and bool(tokens[k - 2].flags & how.flags & Flag.ADVERB)
    if not first.flags & Flag.LIGHT or tokens[after].text != "对":
        return False
    return all(t.flags & _DEEDS or t.text == "应急" for t in tokens[k + 1 : end])


def takes_its_part(tokens: Tokens, i: int, end: int) -> bool:
    """省级负总责、市级抓推进、县级抓落实: behind such a one a name and the part it takes, and no more."""
    verb = next((k for k in range(i + 1, min(i + 4, end)) if tokens[k].text in _PARTS), None)
    if verb is None or not _is_named(tokens[i:verb]) or any(t.text == "的" for t in tokens[verb:end]):
        return False
    stop = next((k for k in range(verb, end) if tokens[k].text == "、"), end)
    first = next((k for k in range(i - 2, max(-1, i - 5), -1) if tokens[k].text in _PARTS), None)
    if first is None or stop - verb > 2:
        return False
    begin = first
    while begin > 0 and tokens[begin - 1].kind == WORD and tokens[begin - 1].flags & Flag.BODY:
        begin -= 1
    return begin < first and (begin == 0 or tokens[begin - 1].kind == MARK)


def in_series(tokens: Tokens, i: int, end: int) -> bool:
    """明确主体、落实管护责任、保障管护经费: the last of three verbs with what each is done to; no 的 or 等 behind."""
    begin = next((k + 1 for k in range(i - 2, max(-1, i - 9), -1) if tokens[k].text == "、"), i)
    if begin > i - 3 or i + 1 >= end or not tokens[begin].flags & tokens[i].flags & Flag.PURE:
        return False
    if tokens[i].flags & (Flag.STATIVE | Flag.BODY) or any(t.flags & Flag.PURE for t in tokens[i + 1 : end]):
        return False
    if any(t.text in ("的", "等") or t.kind == MARK for t in (*tokens[begin : i - 1], *tokens[i:end])):
        return False
    if is_verb(tokens[end - 1]) or (i + 2 == end and tokens[i + 1].text in words("predicates", "tail")):
        return False
    first = next((k + 1 for k in range(begin - 2, max(-1, begin - 9), -1) if tokens[k].kind == MARK), 0)
    return begin - first > 2 and bool(tokens[first].flags & Flag.PURE)


def _is_named(name: Tokens) -> bool:
    return all(t.flags & Flag.BODY or not t.flags for t in name) and bool(name[-1].flags & Flag.BODY)


def _lists_measures(tokens: Tokens, verb: int, k: int, end: int) -> bool:
    """采取搬离、清理、拆除措施: behind a light verb, deeds and no object, up to the noun for what they are."""
    if not tokens[verb].flags & Flag.LIGHT or k + 2 >= end or not is_verb(tokens[k + 1]):
        return False
    if all(t.text != "、" for t in tokens[verb + 1 : k + 1]):
        return False
    deeds = k > verb + 1 and all(is_verb(t) or is_list_joiner(t) for t in tokens[verb + 1 : k])
    noun = tokens[k + 2].text
    named = noun == "行动" or noun in words("predicates", "tail")
    return deeds and named and tokens[min(k + 3, end - 1)].text != "的"


def describes_thing(tokens: Tokens, before: int, i: int, end: int) -> bool:
    """销售拼装、加装的车辆, 驾驶悬挂号牌的车辆: deeds up to 的, or behind a verb of dealing one with its object.

    整改|到位: so does what is attained, behind what has an object (到岗到位 are two).
    """
    if tokens[i].text == "到位" and (i + 1 == end or tokens[i + 1].text == "、"):
        return not tokens[before].flags & Flag.INTRANSITIVE
    deals = tokens[before].text in _DEALING
    if not deals and tokens[before].flags & (Flag.CHAINING | Flag.PURE):
        return False
    k = next((k for k in range(i, end) if not is_verb(tokens[k]) and not is_list_joiner(tokens[k])), end)
    listed = k < end and tokens[k].text == "的" and any(is_list_joiner(t) for t in tokens[i:k])
    return listed or (deals and any(t.text == "的" for t in tokens[k : end - 1]))


def told_behind(tokens: Tokens, after: int, end: int) -> int | None:
    """纳入信用系统向社会公布: where 向 begins behind where something is entered, before a verb of telling."""
    if end - after < 4 or tokens[after - 1].text not in words("predicates", "entering"):
        return None
    if not is_verb(tokens[end - 1]) or not tokens[end - 1].flags & Flag.ADDRESSING:
        return None
    at = next((k for k in range(after + 1, end - 2) if tokens[k].text == "向"), None)
    return at if at is not None and is_noun(tokens[at - 1]) and tokens[at - 1].text != "的" else None


def goes_on_wrongly(tokens: Tokens, i: int, end: int) -> bool:
    """损毁、擅自移动标志; 侵占、破坏和擅自占用绿地: a deed behind such an adverb, or before a joiner and one."""
    wrongly = words("predicates", "wrongly")
    if tokens[i - 1].text in wrongly:
        return i + 1 < end and (is_noun(tokens[i + 1]) or is_list_joiner(tokens[i + 1]))
    if i + 4 >= end or not is_list_joiner(tokens[i + 1]) or not is_verb(tokens[i + 3]):
        return False
    how = tokens[i + 1].text in ("和", "或者") and tokens[i + 2].flags & Flag.ADVERB and not is_verb(tokens[i + 2])
    return tokens[i + 2].text in wrongly or bool(how and is_noun(tokens[i + 4]))


def each_in_its_way(tokens: Tokens, verb: int, k: int, end: int) -> bool:
    """动态辨识、科学评估、精准排查: how and a verb without object, and the same behind each 、 up to the end.

    What is forbidden may be said of by words of which nothing else is known (严禁酒后上岗、疲劳作业、违章指挥).
    """
    if verb == 0 or tokens[verb].flags & GOVERNING:
        return False
    banned = _is_banned(tokens, verb - 2)
    if not _is_way(tokens[verb - 1], banned):
        return False
    return all(
        i + 2 < end and tokens[i].text == "、" and is_verb(tokens[i + 2]) and _is_way(tokens[i + 1], banned)
        for i in range(k, end, 3)
    )


def _is_banned(tokens: Tokens, i: int) -> bool:
    """Whether a ban stands there, or before the pairs of how and verb that 、 joins up to there."""
    least = max(1, i - 3 * _MOST_PAIRS)
    while i > least and tokens[i].text == "、":
        i -= 3
    return i >= 0 and bool(tokens[i].flags & Flag.PROHIBITION)


def _is_way(token: Token, banned: bool) -> bool:
    if token.kind != WORD or token.flags & VERB:
        return False
    return bool(token.flags & Flag.ADVERB) or (banned and not token.flags and len(token.text) == 2)


def or_somehow(tokens: Tokens, k: int, end: int) -> bool:
    """恢复原状或者依法给予补偿: behind the joiner how, and a plain verb with its own object, no 的 behind it."""
    if k + 3 >= end or not tokens[k + 1].flags & Flag.ADVERB or is_verb(tokens[k + 1]):
        return False
    deed = tokens[k + 2].flags & Flag.PURE and is_noun(tokens[k - 1]) and is_noun(tokens[k + 3])
    return bool(deed) and all(t.text != "的" for t in tokens[k:end])


def acts_there(tokens: Tokens, i: int, end: int) -> bool:
    """赶赴现场处置, 赶到一线确认情况: where somebody goes, and right behind it what he does there."""
    there = i + 1 < end and tokens[i].text in ("现场", "一线") and is_verb(tokens[i + 1])
    return there and all(t.text != "的" for t in tokens[i:end])


def both_describe(tokens: Tokens, after: int, k: int, end: int) -> bool:
    """建立多主体供给、多渠道保障、租购并举的制度: an adverb and a bare verb, and what is listed so describes a noun."""
    if any(t.text == "的" for t in tokens[after:k]):
        return False
    verb = next((m for m in range(k + 2, end) if is_verb(tokens[m])), end)
    bare = verb + 1 < end and (tokens[verb + 1].text in ("、", "的"))
    return bare and any(t.text == "的" for t in tokens[verb:end])


def repeats(tokens: Tokens, how: int, i: int, end: int) -> bool:
    """不违章指挥、违章作业: the word before the first verb stands before a further verb."""
    return how >= 0 and i + 1 < end and tokens[i].text == tokens[how].text and is_verb(tokens[i + 1])


def hands_in_time(tokens: Tokens, k: int, end: int) -> bool:
    """填写《报名表》于5月1日前报送人事处: behind a thing 于, by when, and a verb of handing on."""
    if k + 2 >= end or tokens[k + 1].kind != TIME or not is_noun(tokens[k - 1]) or is_verb(tokens[k - 1]):
        return False
    hands = tokens[k + 2].text
    return hands in words("predicates", "handing") or hands in ("上传", "发送", "发至", "反馈")


def is_how(token: Token) -> bool:
    """泄露或者非法向他人提供: an adverb behind the joiner."""
    return bool(token.flags & Flag.ADVERB) and not is_verb(token)
