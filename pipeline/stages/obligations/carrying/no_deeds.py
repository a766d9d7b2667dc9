"""Predicates that are no deeds: appointments, results, consequences and facts; a frame goes in, a verdict comes out."""

from __future__ import annotations

from pipeline.lexicon.rules import load_rules
from pipeline.lexicon.words import words
from pipeline.model.text import Span
from pipeline.stages.obligations.carrying.continuing import FOR_EASE
from pipeline.stages.obligations.carrying.state import CLAUSE_ENDS, State
from pipeline.stages.obligations.frames import Frame
from pipeline.stages.obligations.tokens import MARK, Token, said, within

_FOLLOWING = {"承担": "liability", "予以": "punishment", "给予": "punishment"} | dict.fromkeys(
    ["适用", "办理", "执行", "处理"], "unregulated"
)
_SUFFIXES = ("性", "者", "率", "量", "化", "度", "型")
"""可替换性, 需人扶助者: what makes a noun of the verb before it."""
_COMING_TO = frozenset(["达到", "保持", "稳定", "提高", "提升", "下降", "降低", "增长"])
_RATES = ("率", "比例", "比重", "占比")
"""覆盖率达到60%以上: what is aimed at."""
_FIRST_OF_NONE = "等者性率量化度型"
"""Characters that what is no object begins with; the target is put together only behind one of these."""
_LEADERS = ("党中央", "习近平")
_HOLDS_NOT = frozenset(["符合", "适用", "属于", "具备", "涉及", "构成"])
"""不符合项扣2分: with 不 before it, what is not the case, and nothing forbidden."""
_NO_NEED = frozenset(["无需", "无须", "毋需", "毋须", "不必"])
"""无需办理许可: what need not be done is no duty."""
_UNDONE = frozenset(["可能", "预计", "尚未", "已"])
_NOT_YET = frozenset(["未", "没有", "尚未", "未能"])
_NEAR = 80
_GIVEN = frozenset(["同意", "批准", "审定", "通过"])
_BOUND = frozenset(["限制", "约束", "影响", "干扰"])


def _own_clause(state: State, frame: Frame) -> list[Token]:
    """The tokens of the clause up to the end of the predicate."""
    up_to = [t for t in state.tokens if t.end <= frame.clause.end]
    ends = (k for k in range(len(up_to) - 1, -1, -1) if up_to[k].text in CLAUSE_ENDS and up_to[k].kind == MARK)
    return up_to[next(ends, -1) + 1 :]


def _is_deemed(state: State, frame: Frame) -> bool:
    """迟到30分钟视为旷工: what is taken for something is the case, and no deed."""
    taken = words("predicates", "deemed")
    if taken.isdisjoint(state.texts):
        return False
    if state.word_at(frame.verbs[-1]) in taken:
        return not frame.framed or len(frame.verbs) > 1
    return any(t.text in taken for t in _own_clause(state, frame))


def _says_none(state: State, frame: Frame) -> bool:
    """Whether the predicate is what is taken for something or cannot be done, and no modal of its clause says more."""
    texts = state.texts
    if words("predicates", "deemed").isdisjoint(texts) and words("predicates", "cannot").isdisjoint(texts):
        return False
    modal = frame.modality_span
    own = modal is not None and state.word_at(modal) not in ("不", "未")
    begin = next((t.start for t in _own_clause(state, frame)), frame.clause.start)
    if own and modal is not None and modal.start >= begin:
        return False
    return _is_deemed(state, frame) or _cannot(state, frame)


def _cannot(state: State, frame: Frame) -> bool:
    """无法按时参加会议: what cannot be done, only adverbs between."""
    cannot = words("predicates", "cannot")
    if cannot.isdisjoint(state.texts):
        return False
    before = state.word_before(next((a.span for a in frame.adverbials if a.role == "manner"), frame.verbs[0]))
    return before in cannot or state.word_before(frame.verbs[0]) in cannot


def is_no_deed(state: State, start: int, frame: Frame) -> bool:
    """Whether a predicate appoints somebody, or says a result, a consequence or a fact."""
    verb = state.word_at(frame.verbs[-1])
    if verb in words("predicates", "appointment") and frame.modality_span is None:
        return True
    return _is_backing(state, start, frame, verb) or _states_fact(state, frame, verb)


def _is_backing(state: State, start: int, frame: Frame, verb: str) -> bool:
    """为…提供有力保障 behind another predicate: a result. 党中央高度重视…: background. A penalty: a consequence."""
    if verb in words("predicates", "penalty") and any(a.role == "condition" for a in state.head):
        return True
    if frame.subject is not None and state.word_at(frame.subject)[:1] in "党习":
        if said(state.tokens, Span(frame.subject.start, frame.subject.start + 3))[:3] in _LEADERS:
            return True
    if state.tokens[start].text in FOR_EASE or (
        verb in _FOLLOWING and _is_what_follows(state, frame, _FOLLOWING[verb])
    ):
        return True
    if (
        state.frames
        and state.tokens[start].text == "以"
        and state.tokens[start + 1].text in words("predicates", "aimed_at")
    ):
        return True
    if not state.frames or frame.target is None or state.tokens[start].text != "为":
        return False
    target = said(state.tokens, frame.target)
    owed = state.context.article and target.endswith("条件")
    return not owed and load_rules("duties")["backing"].search(target) is not None


def _is_what_follows(state: State, frame: Frame, ends: str) -> bool:
    """承担赔偿责任, 予以行政处罚, 适用其规定, 未尽事宜按规定办理: what follows a breach, what else holds: no duty."""
    if len(frame.verbs) > 1 or not (place := frame.target or state.topic):
        return False
    target = said(state.tokens, place)
    if target.startswith("其规定") and ends == "unregulated":
        return True
    return target.endswith(tuple(words("predicates", ends)))


def _is_latest(state: State, frame: Frame) -> bool:
    """应在1小时内报告，最迟不超过2小时: by when what stands before must be done, and no ban."""
    return any(state.word_at(a.span) in ("最迟", "至迟", "最晚") for a in frame.adverbials)


def _is_done(state: State, frame: Frame, verb: str) -> bool:
    """会议确定了重点, 方案已经县政府同意, 不受比例限制: what has been done or is not so, without a modal, is a fact."""
    if frame.modality_span is not None and state.word_at(frame.modality_span) != "不":
        return False
    if "了" in state.texts and _has_been(state, frame):
        state.subject = frame.subject or state.subject
        return bool(frame.subject or state.subject) or "会议" in state.texts
    if verb in _GIVEN and not {"已", "已经"}.isdisjoint(state.texts):
        return not {"已", "已经"}.isdisjoint(_words_before(state, frame))
    if verb in _BOUND and {"不", "受"} <= state.texts:
        return {"不", "受"} <= _words_before(state, frame) and frame.clause.end == frame.verbs[-1].end
    return False


def _is_undone(state: State, frame: Frame) -> bool:
    """个别乡镇未建立台账, 公司未按规定开展培训, 擅自生产: what somebody has not done, or did wrongly, is a fact."""
    if state.context.article or state.context.modality == "prohibition" or frame.clause.start < state.tokens[0].start:
        return False
    modal = state.word_at(frame.modality_span) if frame.modality_span is not None else ""
    if modal and modal not in _NOT_YET:
        return False
    if modal in _NOT_YET:
        return True
    said_how = [a.span for a in frame.adverbials if a.role == "manner" and a.span.start < frame.verbs[0].start]
    if any(state.word_at(span) in words("predicates", "wrongly") for span in said_how):
        return True
    return bool(_NOT_YET & state.texts) and any(
        state.word_before(span) in _NOT_YET for span in (*said_how, frame.verbs[0])
    )


def _is_first_found(state: State, frame: Frame, verb: str) -> bool:
    """发现一起、查处一起: one found is the case of the deed behind it. 检查发现，: it only tells what is found."""
    if frame.target is None or frame.modality_span is not None:
        return False
    found = said(state.tokens, frame.target)
    return found == "发现" or (verb == "发现" and found in ("一起", "一处", "一例", "一个", "一件", "一批"))


def _has_been(state: State, frame: Frame) -> bool:
    """确定了重点, 对网站进行了绩效评估: 了 right behind the verb, or behind the light verb that opens with it."""
    if state.word_at(Span(frame.verbs[-1].end, frame.verbs[-1].end)) == "了":
        return True
    return any(a.role == "manner" and state.word_at(a.span) == "了" for a in frame.adverbials)


def _words_before(state: State, frame: Frame) -> set[str]:
    """What stands in the clause before its last verb, near it."""
    verb = frame.verbs[-1].start
    near = [t.text for t in within(state.tokens, Span(max(state.tokens[0].start, verb - _NEAR), verb))]
    begin = next((k for k in range(len(near) - 1, -1, -1) if near[k] in CLAUSE_ENDS), -1) + 1
    return set(near[begin:])


def _states_fact(state: State, frame: Frame, verb: str) -> bool:
    """全国发生地震38次, 应当具有三年以上经历: what is the case, or what somebody must be, is no deed."""
    if not _NO_NEED.isdisjoint(state.texts):
        if {state.word_at(frame.verbs[0]), state.word_before(frame.verbs[0])} & _NO_NEED:
            return True
    if (
        not _UNDONE.isdisjoint(state.texts)
        and frame.modality_span is None
        and state.word_before(frame.verbs[0]) in _UNDONE
    ):
        return True
    if verb in _COMING_TO and frame.modality_span is None and state.word_before(frame.verbs[0]).endswith(_RATES):
        return verb == "达到" or any(t.text[0].isdigit() for t in within(state.tokens, frame.clause))
    if _is_undone(state, frame) or ("发现" in state.texts and _is_first_found(state, frame, verb)):
        return True
    if _is_done(state, frame, verb) or _says_none(state, frame) or (verb == "超过" and _is_latest(state, frame)):
        return True
    if verb in words("predicates", "occurring") or (verb in ("包括", "包含") and frame.subject is not None):
        return frame.modality == "obligation" and frame.modality_span is None
    if verb in _HOLDS_NOT and frame.modality_span is not None and state.word_at(frame.modality_span) == "不":
        return state.word_before(frame.modality_span) in ("", "，", "；")
    if frame.target is None:
        return False
    if verb not in ("具备", "具有") and state.word_at(frame.target)[:1] not in _FIRST_OF_NONE:
        return False
    target = said(state.tokens, frame.target)
    if state.word_at(frame.target) == "性":
        return True
    if target in _SUFFIXES or target.startswith(("率达", "率不", "等重", "等问", "等情", "等事", "者，", "者为")):
        return True
    if verb not in ("具备", "具有"):
        return False
    return load_rules("duties")["qualification"].search(target) is not None
