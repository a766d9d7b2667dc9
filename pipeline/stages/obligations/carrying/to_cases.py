"""Predicates that turn out to be cases: what a clause that opens with a modal says of those before it.

Assumptions: (1) in an article a predicate of nobody, or of whom the sentence names, before 应当, 不得, 可以 is a
case of the duty (校车运载学生，应当…), elsewhere where not everybody does it (举办大型活动，应当…) or where it says how
much something is (气温超过38℃，不得…); (2) what says how often, by when or of an agent is a duty of its own.
"""

from __future__ import annotations

from itertools import takewhile

from pipeline.lexicon.words import MODAL, VERB, Flag, words
from pipeline.model.text import Span
from pipeline.stages.obligations.carrying.attributed import is_name, is_outcome, name_with_attribute
from pipeline.stages.obligations.carrying.personal import only_goes
from pipeline.stages.obligations.carrying.state import State
from pipeline.stages.obligations.frames import Adverbial, Frame
from pipeline.stages.obligations.grammar.kinds import is_verb
from pipeline.stages.obligations.tokens import MARK, TIME, WORD, Token, text_at, text_before, within

_FIRST = frozenset(["事先", "先", "提前", "首先", "预先"])
_EXPRESS = frozenset(["鼓励", "支持", "提倡", "禁止", "严禁"])
_NEEDS = frozenset(["需要", "确需"])
"""需要临时占用道路，应当申请许可: what somebody needs is the case of what he must do for it."""
_CLAIMING = frozenset(["申请", "请求", "欠缴", "拒绝", "退出"])
_CLAIMS = frozenset(["异议", "申请", "请求", "复议", "诉讼"])
STATING = frozenset(["应当", "应该", "不得", "可以", "必须", "应", "方可", "须", "均应", "也应当", "有权"])


def to_conditions(state: State, first: Token) -> None:
    """校车运载学生，应当…: what stands before a clause that opens with a modal says when it holds."""
    recent = state.frames[state.since :]
    if recent and first.flags & Flag.OBLIGATION and only_goes(state, recent[-1], first):
        where = state.frames.pop().clause
        while len(state.frames) > state.since and state.frames[-1].clause.end == where.start:
            where = Span(state.frames.pop().clause.start, where.end)
        state.pending.append(Adverbial("occasion", where))
        return
    if len(recent) == 1 and (name := name_with_attribute(state, recent[0])):
        state.subject = state.standing = name
        state.named, state.open = True, None
        del state.frames[state.since :]
        return
    if recent and (begin := _measured_from(state, recent[-1])) is not None:
        state.head.append(Adverbial("condition", Span(begin, recent[-1].clause.end)))
        state.subject, state.named = next((f.subject for f in recent[-2::-1]), state.context.subject), False
        state.frames.pop()
        return
    if len(recent) == 1 and first.flags & Flag.OBLIGATION and _is_needed(state, recent[0]):
        state.head.append(Adverbial("condition", recent[0].clause))
        state.frames.pop()
        return
    if not state.context.article and recent and first.flags & Flag.PROHIBITION and _is_duty(state, recent[-1]):
        return
    behind = text_at(state.tokens, first.end)
    asks = (text_at(state.tokens, first.end + len(behind)) if behind in _FIRST else behind) in ("经", "报经")
    named = state.named or asks or _undertakes(state, recent, first)
    if not state.context.article and (len(recent) != 1 or timed(state, recent[0]) or not named):
        return
    if not state.context.article and _case_between(state, recent[0]):
        return
    stated = [
        f
        for f in recent
        if f.modality_span and state.word_at(f.modality_span) not in words("clauses", "negation") | _NEEDS
    ]
    agents = any(state.word_before(f.subject) == "由" for f in recent if f.subject)
    agents = agents or (bool(recent) and state.holds_always(recent[0]))
    if stated or agents or state.open is not None or not recent or state.context.modality_span is not None:
        return
    if len(recent) == 1 and (is_name(state, recent[0]) or is_outcome(state, recent[0])):
        only = recent[0]
        begin = (
            only.subject.start if only.subject and only.subject.start >= state.tokens[0].start else only.clause.start
        )
        state.topic = Span(begin, only.clause.end)
    else:
        state.head += [Adverbial("condition", _with_denial(state, frame)) for frame in recent]
        if state.context.article and recent[0].topic is not None:
            state.subject, state.topical = recent[0].topic, True
    del state.frames[state.since :]
    state.open = None


def _is_needed(state: State, frame: Frame) -> bool:
    """其他部门需使用公章，必须填写申请表: what somebody needs to do at times, before what he must do then."""
    if frame.modality_span is None or len(frame.verbs) != 1 or frame.children:
        return False
    if state.word_at(frame.modality_span) not in ("需", "需要") or frame.modality_span.end != frame.verbs[0].start:
        return False
    verb = state.word_at(frame.verbs[0])
    return any(verb in words("predicates", name) for name in ("in_case_of", "undertaking", "personal"))


def _with_denial(state: State, frame: Frame) -> Span:
    """未按期完成任务，应当…: the clause with the word that says that it was not done, or is needed, and how."""
    denied = frame.modality_span
    said = words("clauses", "negation") | _NEEDS
    if denied is None or state.word_at(denied) not in said or denied.end > frame.clause.start:
        return frame.clause
    between = within(state.tokens, Span(denied.end, frame.clause.start))
    return frame.clause if any(t.kind == MARK for t in between) else Span(denied.start, frame.clause.end)


def _measured_from(state: State, frame: Frame) -> int | None:
    """气温达到40℃以上，应当停止作业: where a clause begins that says how much something is, not what is done."""
    verb = state.word_at(frame.verbs[0])
    if verb not in words("predicates", "bounding") and verb not in ("达到", "不足", "不满"):
        return None
    if frame.modality_span is not None or frame.target is None or len(frame.verbs) != 1 or frame.adverbials:
        return None
    before = [t for t in state.tokens if t.end <= frame.verbs[0].start]
    named = list(takewhile(lambda t: t.kind == WORD, reversed(before)))
    if not named or named[0].flags & (Flag.BODY | VERB | MODAL):
        return None
    return named[-1].start if verb != "达到" or state.word_at(frame.target)[:1].isdigit() else None


def _undertakes(state: State, recent: list[Frame], first: Token) -> bool:
    """举办大型活动，应当报批: who undertakes what not all do; no case where it says how, or of whom."""
    if len(recent) != 1 or len(state.frames) != 1 or not first.flags & Flag.OBLIGATION or first.text not in STATING:
        return False
    only = recent[0]
    verb = state.word_at(only.verbs[0])
    if only.subject is not None or only.target is None or only.adverbials or len(only.verbs) != 1:
        return False
    return verb in words("predicates", "undertaking") or verb in words("predicates", "in_case_of")


def _case_between(state: State, frame: Frame) -> bool:
    """各单位开展自查，发现问题的，应当整改: a case behind the predicate, which is a duty of its own."""
    cases = (a.span for a in (*state.head, *state.pending) if a.role == "condition")
    return any(c.start > frame.clause.end and state.word_at(c) not in ("或者", "或", "以及") for c in cases)


def _is_duty(state: State, frame: Frame) -> bool:
    """门卫坚守岗位，不得脱岗; 组长安排好工作，不得空岗: what is done well or always is no case of a ban."""
    verb = state.word_at(frame.verbs[0])
    if any(a.role == "manner" and state.word_at(a.span) in ("凭", "持", "按", "按照") for a in frame.adverbials):
        return True
    lists = ("strong", "resultative", "fixed", "closing_reach")
    if verb == "使用":
        return False
    return (
        verb == "坚守"
        or verb.endswith("好")
        or len(verb) == len("各司其职")
        or any(verb in words("predicates", name) for name in lists)
    )


def to_case(state: State, start: int, subject: Span) -> None:
    """新建住宅项目，建设单位应当…: a predicate of nobody before a clause with subject and modal is a case."""
    recent = state.frames[state.since :]
    matter = state.tokens[start - 2].text in ("情况", "问题", "事项") and len(recent) == 1
    if matter and recent[0].subject is None and state.open is None and is_name(state, recent[0]):
        state.topic = recent[0].clause
        del state.frames[state.since :]
        return
    modal = next((t for t in state.tokens[start:] if t.start >= subject.end), None)
    if not state.context.article and not (modal and _undertakes(state, recent, modal)):
        return
    if state.context.modality_span is not None or state.open is not None:
        return
    if len(recent) == 1 and subject.start >= state.tokens[start].start and (claim := _claimed(state, recent[0], modal)):
        state.head.append(Adverbial("condition", claim))
        del state.frames[state.since :]
        return
    twice = len(recent) == 2 and recent[0].clause.end == recent[1].clause.start and not recent[1].adverbials
    if not (len(recent) == 1 or twice) or subject.start < state.tokens[start].start or state.head or state.named:
        return
    only = recent[0]
    carried = state.context.carried or state.context.subject is None
    if only.subject is not None and not (carried and only.subject.end <= state.tokens[0].start):
        return
    if only.modality_span is not None or only.children or timed(state, only):
        return
    if {state.word_at(only.verbs[0]), state.tokens[start].text} & _EXPRESS:
        return
    state.head.append(Adverbial("condition", Span(only.clause.start, recent[-1].clause.end)))
    state.frames.clear()


def _claimed(state: State, frame: Frame, modal: Token | None) -> Span | None:
    """当事人申请听证，行政机关应当…; 业主未缴费，X应当…: what one claims, needs or has not done, others act upon."""
    if frame.subject is None or frame.agent or frame.children or frame.subject.start < state.tokens[0].start:
        return None
    if state.word_at(frame.verbs[0]) in words("predicates", "bounding"):
        return None
    if frame.modality_span is not None:
        said, may = state.word_at(frame.modality_span), modal is not None and bool(modal.flags & Flag.PERMISSION)
        claims = said in _NEEDS | {"未", "没有"} or (may and said in words("clauses", "negation"))
    else:
        claims = state.word_at(frame.verbs[0]) in _CLAIMING or (
            frame.target is not None and text_before(state.tokens, frame.target.end) in _CLAIMS
        )
    return Span(min(frame.subject.start, frame.clause.start), frame.clause.end) if claims else None


def timed(state: State, frame: Frame) -> bool:
    """Whether the predicate says how often or by when: then it is a duty of its own."""
    return any(t.kind == TIME for t in within(state.tokens, Span(frame.clause.start - 12, frame.clause.end)))


def comes_to(state: State, start: int, last: int) -> bool:
    """办理时限压缩至3个工作日以内，: what something is brought down to, and no bound of what follows."""
    return any(state.tokens[k].text in ("至", "到") and is_verb(state.tokens[k - 1]) for k in range(start + 1, last))
