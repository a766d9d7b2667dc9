"""The modal of a clause: where it stands and what it says (应当, 不得, 可以, 鼓励)."""

from __future__ import annotations

from itertools import pairwise

from pipeline.lexicon.words import MODAL, VERB, Flag, words
from pipeline.model.notice import Modality
from pipeline.model.text import Span
from pipeline.stages.obligations.frames import Setting, span_of
from pipeline.stages.obligations.grammar.bans import BANS, does_wrongly, forbids_what_follows, is_made_sure, names_ban
from pipeline.stages.obligations.grammar.companions import before_companion
from pipeline.stages.obligations.grammar.described import (
    in_principle,
    may_be_done_with,
    names_what_about,
    of_whom,
    only_describes_thing,
)
from pipeline.stages.obligations.grammar.granted import (
    barred_end,
    behind_joined,
    described_grantee,
    grantee_end,
    is_granted,
    only_whom,
    past_how,
)
from pipeline.stages.obligations.grammar.kinds import (
    Tokens,
    determined,
    is_body,
    is_list_joiner,
    is_noun,
    is_verb,
    may_be_verb,
)
from pipeline.stages.obligations.grammar.positions import predicate_follows
from pipeline.stages.obligations.grammar.subjects import subject_end
from pipeline.stages.obligations.tokens import MARK, WORD

_CAUSING = frozenset(["确保", "保证", "做到", "实现", "使", "让"])
"""确保规划得以实施, 做到问题可追溯: behind these 得以 and 可 say what comes about, and permit nothing."""

_SHORT = frozenset(["请", "要", "需", "须", "可", "应", "宜"])
_ALSO_NOUN = _SHORT | frozenset(["需要", "必需", "不能", "建议", "得以", "有责任", "有义务"])
"""Modals that may be part of a noun or a noun themselves (的必需材料, 建议)."""
_LETTING = frozenset(["准许", "准予", "允许"])
_LEAVE_OF = frozenset(["未经", "非经", "不经", "经", "经过"])
"""学生未经允许不得离校: behind these, whose leave or whether there is leave, and no modal."""
_CIRCUMSTANCES = frozenset(["情况", "条件", "前提", "情形"])


def modal_position(tokens: Tokens, i: int, end: int) -> int | None:
    """Where the modal of the clause stands: the first that is not inside an attribute."""
    for k in range(_behind_circumstance(tokens, i, end), end):
        token = tokens[k]
        if token.text == "鼓励" and tokens[i].text == "在" and tokens[end - 1].flags & Flag.LOCALIZER:
            return None
        if token.kind == WORD and token.flags & MODAL and k + 1 < end and _is_modal_here(tokens, k, i, end):
            return None if _of_party(tokens, i, k) or _bans_too(tokens, i, k) else k
    return None


def _behind_circumstance(tokens: Tokens, i: int, end: int) -> int:
    """在条件不能满足的情况下: what cannot be is the circumstance, and no ban."""
    if tokens[i].text != "在":
        return i
    under = (k for k in range(i + 2, end) if tokens[k].text == "下" and tokens[k - 1].text in _CIRCUMSTANCES)
    return next(under, i)


def _bans_too(tokens: Tokens, i: int, k: int) -> bool:
    """妥善应对、坚决杜绝漏报: behind 、 and an adverb, a ban is a predicate like the one before it."""
    if not tokens[k].flags & Flag.PROHIBITION or k < i + 3 or tokens[k - 2].text != "、" or not is_verb(tokens[k - 3]):
        return False
    how = bool(tokens[k - 1].flags & Flag.ADVERB) and not is_verb(tokens[k - 1])
    return how and predicate_follows(tokens, i, k - 2)


def _of_party(tokens: Tokens, i: int, k: int) -> bool:
    """教育学生不要玩火, 提示市民在此期间禁止燃放: what is told somebody has a modal of its own."""
    while i + 2 < k and (tokens[i].text in ("并", "并且") or tokens[i].flags & (Flag.BODY | Flag.ADVERB)):
        i += 1
    told = k > i + 1 and tokens[i].text in words("predicates", "telling") and tokens[i + 1].text != "、"
    if not told or any(is_verb(t) or t.text == "的" for t in tokens[i + 1 : k]):
        return False
    where = next((m for m in range(i + 2, k) if tokens[m].text.startswith("在")), k)
    return is_body(tokens, where - 1)


def _is_modal_here(tokens: Tokens, k: int, i: int, end: int) -> bool:
    token, nxt = tokens[k], tokens[k + 1]
    if in_principle(tokens, k, i, end) or (k > i and of_whom(tokens, k, end)):
        return False
    if token.text in ("可", "可以", "能", "应") and only_describes_thing(tokens, k + 1, end):
        return False
    if token.text in ("可", "可以", "能够", "能") and may_be_done_with(tokens, i, k):
        return False
    if token.text in BANS and k > i and names_ban(tokens, k, i, end):
        return False
    if token.text == "杜绝" and k > i + 2 and tokens[k - 1].text == "、":
        return not any(t.flags & Flag.PURE and not t.flags & Flag.BODY for t in tokens[i : k - 1])
    if token.flags & Flag.PERMISSION and tokens[i].text in _CAUSING and k > i + 1:
        return False
    if (token.flags & Flag.PROHIBITION or token.text == "必须") and is_made_sure(tokens, i, k):
        return False
    if token.text in ("可", "可以") and k > i and _is_of_thing(tokens, k, end):
        return False
    if token.flags & VERB or token.text in _ALSO_NOUN:
        if not predicate_follows(tokens, k + 1, end) and not _unknown_follows(tokens, k + 1, end):
            if is_granted(token) and subject_end(tokens, k + 1, end):
                return True
            if token.text in ("需", "须", "应") and k > i and _somebody_does(tokens, k, end):
                return True
            forbids = k == i or forbids_what_follows(tokens, k, end)
            return token.flags & (Flag.PROHIBITION | Flag.RECOMMENDATION) != 0 and forbids
        follows_de = tokens[k - 1].text == "的" and not (token.text in ("要", "应", "须") and k > i + 1)
        if (k > i and (follows_de or tokens[k - 1].text in ("所", "不", "未"))) or (
            token.text in ("需要", "需")
            and (_later_de(tokens, k, end) or _says_when(tokens, k, end))
            and not (token.text == "需" and k > i and is_body(tokens, k - 1) and _needs_deed(tokens, k + 1, end))
        ):
            return False
    if token.text in ("需要", "建议") and k > i and nxt.text in ("和", "与", "及", "、"):
        return False
    if k > i and token.text in ("需", "需要") and tokens[k - 1].text in ("如", "若", "如果", "确", "有"):
        if any(t.flags & MODAL for t in tokens[k + 1 : end]):
            return False
    if k > i and k + 2 < end and tokens[k + 2].text == "的" and nxt.text != "违反规定":
        return False
    if k > i and names_what_about(tokens, i, k, end):
        return False
    if token.text in _LETTING and k > i and (is_verb(tokens[k - 1]) or any(t.text in _LEAVE_OF for t in tokens[i:k])):
        return False
    if nxt.text == "的" or (token.flags & Flag.FOOTING_HEAD and any(t.flags & Flag.PREPOSITION for t in tokens[i:k])):
        return False
    return not _inside_attribute(tokens, k, end)


def _is_of_thing(tokens: Tokens, k: int, end: int) -> bool:
    """采挖可作为食物的植物: behind a verb, what its object may be; no more than nouns behind 的."""
    if not tokens[k - 1].flags & Flag.PURE or tokens[k - 1].flags & Flag.BODY:
        return False
    mark = next((m for m in range(end - 2, k, -1) if tokens[m].text == "的"), None)
    return mark is not None and not any(t.flags & (Flag.PURE | MODAL) for t in tokens[mark:end])


def _somebody_does(tokens: Tokens, k: int, end: int) -> bool:
    """重要文件需双人复核: behind the modal who must, and what with the thing before it."""
    before = tokens[k - 1]
    if not is_noun(before) or is_body(tokens, k - 1) or (is_verb(before) and (k < 2 or not is_noun(tokens[k - 2]))):
        return False
    first = end
    while first > k + 1 and (is_verb(tokens[first - 1]) or is_list_joiner(tokens[first - 1])):
        first -= 1
    return (
        k + 1 < first < end
        and is_body(tokens, first - 1)
        and not any(t.flags & (Flag.PURE | Flag.PREPOSITION) and not is_list_joiner(t) for t in tokens[k + 1 : first])
    )


def _unknown_follows(tokens: Tokens, i: int, end: int) -> bool:
    """要相互关照, 应以身作则: behind an adverb, or a fixed phrase alone, a word that nothing is known of."""
    k = i
    while k < end and tokens[k].flags & Flag.ADVERB and tokens[k].text not in words("clauses", "weak_adverb"):
        k += 1
    return k < end and (k > i or len(tokens[k].text) == 4) and may_be_verb(tokens, k, end)


def _says_when(tokens: Tokens, k: int, end: int) -> bool:
    """确需使用明火时须报告: a need that only says when, behind which the modal of the clause stands."""
    return any(t.text in ("时", "后", "前") and n.flags & MODAL for t, n in pairwise(tokens[k + 1 : end]))


def _needs_deed(tokens: Tokens, i: int, end: int) -> bool:
    """仓管员需预留2个月的工资, 负责人需对部门的安全负责, 需在指定的时间内到达: 的 closes no attribute."""
    if i + 1 < end and (tokens[i].text == "对" or tokens[i].text in words("predicates", "ensuring")):
        return True
    if tokens[i].text == "在":
        return any(t.flags & Flag.LOCALIZER and is_verb(n) for t, n in pairwise(tokens[i + 2 : end]))
    return i + 1 < end and bool(tokens[i].flags & Flag.PURE) and determined(tokens, i + 1, end)


def _later_de(tokens: Tokens, k: int, end: int) -> bool:
    return any(tokens[m].text == "的" for m in range(k, end))


def _inside_attribute(tokens: Tokens, k: int, end: int) -> bool:
    """A modal whose predicate ends in 的 with another modal behind it."""
    mark = next((m for m in range(k + 1, end) if tokens[m].text == "的"), None)
    return mark is not None and any(
        tokens[m].flags & MODAL and tokens[m].text in ("应当", "不得", "必须", "可以") for m in range(mark, end)
    )


def denied_twice(tokens: Tokens, i: int, here: Setting) -> bool:
    """不得无故不参加会议: what must not be left undone must be done; 不得A、不B forbids both."""
    if here.modality != "prohibition" or here.modality_span is None:
        return False
    modal = next((k for k in range(i - 1, -1, -1) if tokens[k].start == here.modality_span.start), None)
    return modal is not None and tokens[modal].text != "不" and all(t.kind != MARK for t in tokens[modal:i])


def read_modal(tokens: Tokens, i: int, end: int, here: Setting) -> int:
    token = tokens[i]
    kind: Modality = "obligation"
    for flag, name in _MODALITIES:
        if token.flags & flag:
            kind = name
            break
    if token.text == "支持":
        kind = "recommendation"
    near = tokens[max(0, i - 3) : i + 1]
    said_here = here.modality_span is not None and here.modality_span.start >= near[0].start
    said_here = said_here and all(t.kind != MARK or t.text == "、" for t in near)
    if not (here.modality == "prohibition" and kind == "obligation" and said_here):
        here.modality, here.modality_span = kind, Span(token.start, token.end)
    if kind == "recommendation" and is_body(tokens, end - 1) and only_whom(tokens, i + 1, end):
        here.subject, here.agent = span_of(tokens, i + 1, end), True
        return end
    if is_granted(token):
        i = behind_joined(tokens, i, end)
    if i + 1 >= end:
        return end
    if tokens[i + 1].flags & Flag.PURE and not is_body(tokens, i + 1):
        stop = described_grantee(tokens, i, end) if kind == "recommendation" or is_granted(token) else None
        if stop is None:
            return i + 1
        here.subject, here.agent = span_of(tokens, i + 1, stop), True
        return stop
    if is_granted(token) and (stop := grantee_end(tokens, i, end)):
        stop = before_companion(tokens, i + 1, stop, end)
        here.subject = span_of(tokens, i + 1, stop)
        here.agent = True
        return past_how(tokens, i, stop, end, here)
    if kind == "prohibition" and token.text in BANS and (stop := barred_end(tokens, i + 1, end)):
        here.subject, here.agent = span_of(tokens, i + 1, stop), True
        return past_how(tokens, i, stop, end, here) if does_wrongly(tokens, stop) else stop
    return i + 1


_MODALITIES: tuple[tuple[int, Modality], ...] = (
    (Flag.PROHIBITION, "prohibition"),
    (Flag.PERMISSION, "permission"),
    (Flag.RECOMMENDATION, "recommendation"),
)
