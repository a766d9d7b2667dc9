"""The modal of a clause: where it stands and what it says (应当, 不得, 可以, 鼓励)."""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag
from pipeline.model.notice import Modality
from pipeline.model.text import Span
from pipeline.stages.obligations.frames import Setting, span_of
from pipeline.stages.obligations.grammar.positions import Tokens, is_body, is_list_joiner, is_verb, predicate_follows
from pipeline.stages.obligations.grammar.subjects import subject_end
from pipeline.stages.obligations.tokens import WORD


def modal_position(tokens: Tokens, i: int, end: int) -> int | None:
    """Where the modal of the clause stands: the first that is not inside an attribute."""
    for k in range(i, end):
        token = tokens[k]
        if token.kind == WORD and token.flags & MODAL and k + 1 < end and _is_modal_here(tokens, k, i, end):
            return k
    return None


def _is_modal_here(tokens: Tokens, k: int, i: int, end: int) -> bool:
    token, nxt = tokens[k], tokens[k + 1]
    if token.flags & VERB or token.text in ("请", "要", "需", "须", "可", "应", "宜", "需要", "不能", "建议", "得以"):
        if not predicate_follows(tokens, k + 1, end):
            if token.flags & Flag.RECOMMENDATION and subject_end(tokens, k + 1, end):
                return True
            return token.flags & (Flag.PROHIBITION | Flag.RECOMMENDATION) != 0 and k == i
        follows_de = tokens[k - 1].text == "的" and not (token.text in ("要", "应", "须") and k > i + 1)
        if (k > i and (follows_de or tokens[k - 1].text in ("所", "不", "未"))) or (
            token.text in ("需要", "需") and _later_de(tokens, k, end)
        ):
            return False
    if k > i and k + 2 < end and tokens[k + 2].text == "的":
        return False
    if token.text in ("准许", "准予", "允许") and k > i and is_verb(tokens[k - 1]):
        return False
    if nxt.text == "的" or (token.flags & Flag.FOOTING_HEAD and any(t.flags & Flag.PREPOSITION for t in tokens[i:k])):
        return False
    return not _inside_attribute(tokens, k, end)


def _later_de(tokens: Tokens, k: int, end: int) -> bool:
    return any(tokens[m].text == "的" for m in range(k, end))


def _inside_attribute(tokens: Tokens, k: int, end: int) -> bool:
    """A modal whose predicate ends in 的 with another modal behind it."""
    mark = next((m for m in range(k + 1, end) if tokens[m].text == "的"), None)
    return mark is not None and any(
        tokens[m].flags & MODAL and tokens[m].text in ("应当", "不得", "必须", "可以") for m in range(mark, end)
    )


def recommends(tokens: Tokens, i: int, end: int) -> bool:
    """鼓励各地加快建设: a recommendation to somebody."""
    return bool(tokens[i].flags & Flag.RECOMMENDATION) and subject_end(tokens, i + 1, end) is not None


def read_modal(tokens: Tokens, i: int, end: int, here: Setting) -> int:
    token = tokens[i]
    kind: Modality = "obligation"
    for flag, name in _MODALITIES:
        if token.flags & flag:
            kind = name
            break
    if token.text == "支持":
        kind = "recommendation"
    said_here = here.modality_span is not None and here.modality_span.start >= tokens[max(0, i - 3)].start
    if not (here.modality == "prohibition" and kind == "obligation" and said_here):
        here.modality, here.modality_span = kind, Span(token.start, token.end)
    if kind == "recommendation" and is_body(tokens, end - 1) and _only_names(tokens, i + 1, end):
        here.subject, here.agent = span_of(tokens, i + 1, end), True
        return end
    if i + 1 >= end or tokens[i + 1].flags & Flag.PURE:
        return i + 1
    if kind == "recommendation" and (stop := subject_end(tokens, i + 1, end)):
        here.subject = span_of(tokens, i + 1, stop)
        here.agent = True
        return stop
    if kind == "prohibition" and token.text in ("严禁", "禁止") and (stop := subject_end(tokens, i + 1, end)):
        here.subject = span_of(tokens, i + 1, stop)
        here.agent = True
        return stop
    return i + 1


def _only_names(tokens: Tokens, i: int, end: int) -> bool:
    """支持鼓励有关企业、行业协会，改进…: the clause ends with those to whom it is recommended."""
    return i < end and not any(
        t.flags & (Flag.PURE | Flag.PREPOSITION) and not is_list_joiner(t) for t in tokens[i:end]
    )


_MODALITIES: tuple[tuple[int, Modality], ...] = (
    (Flag.PROHIBITION, "prohibition"),
    (Flag.PERMISSION, "permission"),
    (Flag.RECOMMENDATION, "recommendation"),
)
