"""Where an adverbial that opens with a preposition ends, and what it says: manner, occasion or scope.

Assumptions: after 在, 从, 自 … an adverbial ends with its localizer (中, 前, 时); after 按照, 根据 … before the next
predicate; 对X进行V ends before 进行, whatever verbs X holds.
"""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, Flag, words
from pipeline.model.text import Span
from pipeline.stages.obligations.frames import Adverbial, span_of
from pipeline.stages.obligations.grammar.closing import closed_end, is_footing, names_area
from pipeline.stages.obligations.grammar.held import deed_behind
from pipeline.stages.obligations.grammar.kinds import (
    WEAK_PREPOSITIONS,
    Tokens,
    is_body,
    is_list_joiner,
    is_noun,
    is_verb,
)
from pipeline.stages.obligations.grammar.nominals import nominal_opens, opening_nominal
from pipeline.stages.obligations.grammar.positions import is_adverb_here, is_attribute, opens
from pipeline.stages.obligations.grammar.towards import (
    acts_with,
    agrees_with,
    before_partner,
    ends_in_attribute,
    gives_behind,
    guessed_behind,
    is_asked,
    light_verb,
    must_act,
    told_described,
)
from pipeline.stages.obligations.grammar.ways import (
    after_lone_adverb,
    basis_end,
    due_behind,
    list_end,
    names_need,
    names_pair,
    principle_end,
    purpose_end,
    way_end,
)
from pipeline.stages.obligations.tokens import MARK, TIME, UNIT, WORD

_GOING = frozenset(["到", "赴", "前往", "深入", "会同"])
_ONCE = frozenset(["当", "待", "遇", "每逢", "经", "经过", "由于", "因"])
_ONLY = frozenset(["只", "仅"])
_DECIDING = frozenset(["决定", "确定", "审定"])
_IN_DECIDING = frozenset(["集体", "专题", "充分", "研究", "讨论", "审议", "审核", "会商"])
_WHICH = frozenset(["所有", "各类", "各项", "各种", "任何"])
"""在所有实施区域配备X: behind these stands what they point to, and no predicate."""
_WIDE = frozenset(["场所", "位置", "处", "领域", "方面", "里"])
_LOCATIVE = _ONCE | frozenset(["在", "从", "自", "于", "除", "除了", "至", "到", "随", "随着", "就"])


def adverbial_end(tokens: Tokens, i: int, end: int) -> int | None:
    """Where the prepositional phrase that opens at `i` ends (exclusive); None if none opens here."""
    head = tokens[i].text
    if i + 1 >= end:
        return None
    if head == "不经":
        return next((k for k in range(i + 1, end) if tokens[k].flags & MODAL), end)
    if (way := way_end(tokens, i, end)) or (way := purpose_end(tokens, i, end)):
        return way
    if tokens[i + 1].kind == TIME or (head == "在" and _is_moment(tokens, i + 1, end)):
        return i + 2
    if head in ("在", "自") and (due := due_behind(tokens, i, end)):
        return due
    purpose = head == "为了" or tokens[i + 1].text in ("使", "让", "确保", "保证")
    if purpose and head in ("为", "为了") and end < len(tokens):
        if tokens[end].text in ("，", ","):
            return end
    if principle := principle_end(tokens, i, end) or closed_end(tokens, i, end):
        return principle
    if head in _LOCATIVE and (closed := _closing_localizer(tokens, i, end)):
        return closed
    if head in ("对", "对于", "针对") and tokens[end - 1].text == "等" and _must_then(tokens, end):
        return end
    if head in ("对", "对于") and not must_act(tokens, i, end) and ends_in_attribute(tokens, i, end):
        return end
    if head in ("对", "对于", "针对") and (close := light_verb(tokens, i, end) or list_end(tokens, i, end)):
        return close
    told = (told_described(tokens, i, end) or guessed_behind(tokens, i, end)) if head in ("向", "给") else None
    if told or (head == "为" and (told := gives_behind(tokens, i, end))):
        return told
    opened = opening_nominal(tokens, i, end)
    for k in range(i + 2, end):
        if tokens[k].text == "负责" and tokens[k - 1].text in ("职权", "职责", "分工", "职责分工"):
            return k
        if (
            (opened == k and not names_need(tokens, i, k, end))
            or (head == "在" and names_pair(tokens, k))
            or (head == "会同" and acts_with(tokens, k, end))
            or (head in ("与", "和", "同") and agrees_with(tokens, i, k, end))
            or (tokens[k].text in _ONLY and is_noun(tokens[k - 1]) and is_verb(tokens[min(k + 1, end - 1)]))
        ):
            return k
        if tokens[k].text == "于" and k + 1 < end and tokens[k + 1].kind == TIME:
            return k
        if tokens[k].text in _DECIDING and (first := _before_deciding(tokens, k)):
            return first
        if (
            is_footing(tokens, k, end)
            or (k > i + 2 and is_adverb_here(tokens, k - 1, end))
            or after_lone_adverb(tokens, i, k)
            or (k == end - 1 and head in ("围绕", "聚焦"))
            or names_need(tokens, i, k, end)
        ):
            continue
        names = is_noun(tokens[k - 1]) and tokens[k - 1].text not in _WHICH
        if (names or tokens[k - 1].kind == TIME) and opens(tokens, k, end):
            if head == "由" and k > i + 2 and tokens[k - 1].flags & Flag.NOMINAL and all(map(is_verb, tokens[k:end])):
                return k - 1
            return k - (is_asked(tokens, i, k) or (head == "因" and tokens[k - 1].text == "不"))
        if nominal_opens(tokens, i, k, end):
            return k
        if tokens[k - 1].kind == UNIT and is_verb(tokens[k]) and head in ("按照", "依照", "根据", "按", "对照"):
            return k
    if (
        tokens[end - 1].flags & Flag.INTRANSITIVE
        and not (tokens[end - 1].text == "工作" and head in ("围绕", "聚焦", "针对", "结合"))
        and (last := _before_last_verbs(tokens, i, end))
    ):
        return last
    if head in ("为", "为了") and tokens[i + 1].flags & Flag.PURE:
        return end
    if head in words("clauses", "to_whom") or head in words("clauses", "agent") or head in _GOING:
        found = _before_last_verbs(tokens, i, end)
        return deed_behind(tokens, i, end) if found is None else found
    return basis_end(tokens, i, end) or (None if head in WEAK_PREPOSITIONS else end)


def _before_deciding(tokens: Tokens, k: int) -> int | None:
    """通过常务会议研究|决定, 经党组会议集体研究|决定: where that begins which a meeting does before it decides."""
    first = k
    while tokens[first - 1].text in _IN_DECIDING:
        first -= 1
    return first if first < k and tokens[first - 1].text.endswith(("会议", "会")) else None


def _must_then(tokens: Tokens, end: int) -> bool:
    """对道路开挖、绿地占用等，应简化手续: a comma and a modal stand behind the clause."""
    return end + 1 < len(tokens) and tokens[end].text in ("，", ",") and bool(tokens[end + 1].flags & MODAL)


def _is_moment(tokens: Tokens, k: int, end: int) -> bool:
    """在事前通报X, 在夜间巡查: one word that says when, and a verb right behind it."""
    word = tokens[k].text
    return len(word) == 2 and word[1] in "前后间时中" and k + 1 < end and is_verb(tokens[k + 1])


def _closing_localizer(tokens: Tokens, i: int, end: int) -> int | None:
    for k in range(i + 1, end):
        token = tokens[k]
        if not token.flags & Flag.LOCALIZER or k == i + 1:
            continue
        listed = (tokens[k - 1].text == "等" or token.text == "方面") and any(t.text == "、" for t in tokens[i:k])
        if token.text in _WIDE and not listed and _opened_before(tokens, i, k, end):
            return None
        follows = tokens[k + 1] if k + 1 < end else None
        if names_area(token, follows):
            return k + 2
        if follows is None or (
            follows.text != "的" and not is_list_joiner(follows) and not follows.flags & Flag.LOCALIZER
        ):
            return k + 1
        if follows.flags & Flag.LOCALIZER:
            continue
    return None


def _opened_before(tokens: Tokens, i: int, k: int, end: int) -> bool:
    return any(
        tokens[m].flags & Flag.PURE
        and is_noun(tokens[m - 1])
        and not is_attribute(tokens, m, end)
        and not (tokens[m + 1].text == "、" and not is_verb(tokens[m + 2]))
        for m in range(i + 2, k - 1)
    )


def _before_last_verbs(tokens: Tokens, i: int, end: int) -> int | None:
    """Before the first verb of addressing, else before the run of verbs that ends the clause."""
    for k in range(i + 2, end):
        how = tokens[k - 1].flags & Flag.ADVERB and not is_verb(tokens[k - 1]) and is_body(tokens, k - 2)
        if tokens[i].text == "向" and how and tokens[k].flags & Flag.ADDRESSING:
            return k - 1
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
    again = 1 if tokens[last - 1].text == "再" and last > i + 3 else 0
    if last < end and is_noun(tokens[last - 1 - again]):
        return last - again
    return end if tokens[i].text in ("对", "对于", "针对", "深入") else None


def adverbial_role(tokens: Tokens, i: int, end: int) -> str:
    """manner, occasion, scope: by the first and last word of the phrase."""
    first, last = tokens[i].text, tokens[end - 1].text
    if last == "的":
        return "condition"
    if last in ("时", "时候", "后", "前", "期间", "以前", "之前", "之后", "以后", "之际", "过程中") or first in (
        "遇",
        "每逢",
        "当",
    ):
        return "occasion"
    if first in ("除", "除了", "从", "在", "就", "于", "自"):
        return "scope"
    return "manner"


def leading_adverbial(tokens: Tokens, i: int, end: int) -> tuple[Adverbial, int] | None:
    """The prepositional phrase at `i` and the position behind it, if one stands there."""
    if tokens[i].kind != WORD or not tokens[i].flags & Flag.PREPOSITION:
        return None
    if i + 3 < end and tokens[i + 1].flags & tokens[i + 2].flags & tokens[i + 3].flags & Flag.PREPOSITION:
        return None
    if tokens[i].text in ("除", "除了") and _describes_rest(tokens, i, end):
        return None
    if end - i > 2 and tokens[end - 1].text == "的" and tokens[i].text in ("对", "对于"):
        return Adverbial("condition", Span(tokens[i].start, tokens[end - 1].end)), end
    if tokens[i].text in ("经", "由") and ends_in_attribute(tokens, i, end):
        return None
    stop = adverbial_end(tokens, i, end)
    if stop is None or stop <= i + 1:
        return None
    stop = before_partner(tokens, i, stop, end)
    span = span_of(tokens, i, stop)
    return (Adverbial(adverbial_role(tokens, i, stop), span), stop) if span else None


def _describes_rest(tokens: Tokens, i: int, end: int) -> bool:
    """除应急车辆外的公务用车: all but what is left out, as one thing, and nothing besides which something is done."""
    beyond = (k for k in range(i + 2, end - 2) if tokens[k].text in ("外", "之外", "以外"))
    return any(tokens[k + 1].text == "的" for k in beyond)
