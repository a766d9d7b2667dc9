"""The thing before a predicate: whether it is acted upon, bounded, entered somewhere, held or acts by itself.

Assumptions: a measure is the subject of its bound (暂存时间不超过2天); what 列入, 用于, 作为 enter somewhere stands
before them, where it goes behind them; a verb without object leaves what stands before it as subject.
"""

from __future__ import annotations

from pipeline.lexicon.rules import load_rules
from pipeline.lexicon.words import GOVERNING, VERB, Flag, words
from pipeline.model.text import Span
from pipeline.stages.obligations.frames import Frame, span_of
from pipeline.stages.obligations.grammar.kinds import Tokens, is_noun, is_verb
from pipeline.stages.obligations.tokens import BRACKET, said, text_at, text_before, token_at, within

_ALL = frozenset(["均", "都", "也", "皆", "俱", "一律", "全部", "全数", "统统", "一并", "务"])


_MOSTLY = frozenset(["一般", "原则上", "暂时", "暂", "只能", "仅能", "只", "仅"])


def bare_thing(tokens: Tokens, i: int, k: int) -> Span | None:
    """The noun phrase without the adverbs around it (原则上|业务收费|一般)."""
    if tokens[i].text in ("一般", "原则上") and i + 1 < k:
        i += 1
    while k > i + 1 and (tokens[k - 1].text in _ALL or tokens[k - 1].text in _MOSTLY):
        k -= 1
    return span_of(tokens, i, k)


def is_described(tokens: Tokens, i: int, end: int) -> bool:
    """经审定的补贴资金，由财政部门拨付: a verb and 的 inside the phrase, and nothing but nouns behind."""
    mark = max((k for k in range(i + 1, end - 1) if tokens[k].text == "的"), default=None)
    if mark is None or is_verb(tokens[end - 1]):
        return False
    if not is_verb(tokens[mark - 1]) and tokens[mark - 2].text != "所":
        return False
    return is_noun(tokens[end - 1]) and not any(t.flags & (Flag.PURE | Flag.LOCALIZER) for t in tokens[mark + 1 : end])


def bounds(tokens: Tokens, frame: Frame) -> bool:
    """暂存时间不超过2天: a measure and its bound."""
    return _verb_of(tokens, frame) in words("predicates", "bounding")


def tells_below(tokens: Tokens, frame: Frame) -> bool:
    """方案应说明：…: the thing tells what stands behind the colon."""
    if frame.target is not None or _verb_of(tokens, frame) not in words("predicates", "telling_what"):
        return False
    return text_at(tokens, frame.clause.end) in ("：", ":")


def is_ruled(tokens: Tokens, frame: Frame) -> bool:
    """档案工作实行统一管理, 城市供水遵循…的原则: by which system or principle the thing is run."""
    alone = frame.target is not None and frame.party is None and frame.destination is None and not frame.framed
    alone = alone and text_before(tokens, frame.verbs[0].start) != "是"
    return alone and len(frame.verbs) == 1 and _verb_of(tokens, frame) in words("predicates", "ruling")


def acts_alone(tokens: Tokens, frame: Frame) -> bool:
    """管网不得与管道连通: a verb that takes no object, so that the thing before it is not acted upon."""
    if is_mutual(tokens, frame):
        return True
    verbs = (token_at(tokens, verb.start) for verb in frame.verbs)
    return all(t.flags & Flag.INTRANSITIVE and not t.flags & GOVERNING for t in verbs if t is not None)


def is_mutual(tokens: Tokens, frame: Frame) -> bool:
    """规划应当与规划相衔接, 管道不得与管网连接: what things are to one another."""
    mutual = _verb_of(tokens, frame) in words("predicates", "mutual")
    return mutual or text_before(tokens, frame.verbs[0].start) == "相"


def enters(tokens: Tokens, frame: Frame) -> bool:
    """经费应当列入预算, 仪器不得带出实验室: what goes somewhere stands before the verb, and behind it where it goes."""
    open_place = frame.destination is None and frame.party is None and not frame.framed
    verb = _verb_of(tokens, frame)
    if not open_place:
        return False
    listed = verb in words("predicates", "entering") or verb in words("predicates", "placing")
    return listed or _ends_in_place(tokens, frame)


def _ends_in_place(tokens: Tokens, frame: Frame) -> bool:
    """带进, 运往, 移至: a verb that says where to by its last character."""
    verb = token_at(tokens, frame.verbs[-1].start)
    return verb is not None and bool(verb.flags & Flag.FRAMING) and verb.text[-1] in "到至进入往"


def _verb_of(tokens: Tokens, frame: Frame) -> str:
    return text_at(tokens, frame.verbs[-1].start)


def is_quantity(tokens: Tokens, frame: Frame) -> bool:
    """保存两年: a number with its unit is no object."""
    text = said(tokens, frame.target) if frame.target is not None else ""
    return load_rules("duties")["quantity"].fullmatch(text) is not None


def is_done_to(tokens: Tokens, topic: Span, frame: Frame) -> bool:
    """组织生活情况要做好记录: a light verb with a bare deed for object says what is done to the affair before it."""
    affair = text_before(tokens, topic.end)
    if affair not in words("predicates", "tail") and affair not in ("问题", "情形", "事项", "环节"):
        return False
    if frame.target is None or frame.party is not None or frame.destination is not None:
        return False
    verb = token_at(tokens, frame.verbs[-1].start)
    inside = within(tokens, frame.target)
    return (
        verb is not None and bool(verb.flags & Flag.LIGHT) and all(t.flags & (VERB | Flag.LIST_JOINER) for t in inside)
    )


def as_held(tokens: Tokens, frame: Frame) -> Frame:
    """党员大会每季度召开一次: the meeting is held, it holds nothing."""
    if frame.subject is None or frame.party is not None or frame.agent:
        return frame
    if frame.target is not None and not ((first := token_at(tokens, frame.target.start)) and first.kind == BRACKET):
        return frame
    verb = text_at(tokens, frame.verbs[-1].start)
    last = text_before(tokens, frame.subject.end)
    if verb in words("predicates", "held") and last[-1:] in ("会", "议", "课", "日"):
        return frame.with_(target=frame.subject, subject=None, passive=True)
    return frame
