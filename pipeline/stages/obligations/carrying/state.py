"""What a leaf inherits, and what is known at each place of a sentence while its clauses are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from pipeline.lexicon.words import VERB, Flag, words
from pipeline.model.notice import Modality
from pipeline.model.text import Span
from pipeline.stages.obligations.frames import Adverbial, Frame, span_of
from pipeline.stages.obligations.grammar.kinds import is_body
from pipeline.stages.obligations.grammar.worth import worth_asking
from pipeline.stages.obligations.tokens import Token, text_before, within

_PUBLIC = ("政府", "部门", "机关", "各地", "局", "厅", "办事处")
_MEASURES = ("时间", "期限", "年限", "数量", "次数", "金额", "面积", "比例")
_LONGEST_LABEL, _FAR = 8, 60
_CASES = frozenset(["对", "对于", "没有", "未", "不", "不能", "能", "能够", "无法", "暂时", "一时", "该"])
"""What opens one of several cases (能立即整改的…，不能立即整改的…)."""
_WORSE = frozenset(["依法", "情节严重", "情节较重", "涉嫌", "逾期", "拒"])
"""发现违法行为的，及时制止，情节严重的，移送…: what opens a case beyond the first."""
_DEFINING = frozenset(["是", "为", "有", "享有"])
"""One of these says who or what something is, or what somebody owes."""
CLAUSE_ENDS = frozenset("，,；;：:。！？!?\n")


@dataclass
class Context:
    """What a leaf inherits: a subject from a lead-in or heading, a modality (不得有下列行为：), conditions."""

    subject: Span | None = None
    modality: Modality = "obligation"
    modality_span: Span | None = None
    adverbials: list[Adverbial] = field(default_factory=list)
    carried: bool = False
    """Whether the subject is that of the paragraph before, and not of a lead-in."""
    listing: bool = False
    """Whether the items say which persons, places or things are meant (对下列人员进行培训：)."""
    article: bool = False
    """Whether the leaf belongs to an article of a regulation: there 禁止X at the head of a sentence binds everybody."""


class State:
    """One sentence as far as it has been read. Clauses are read in order, and each changes it."""

    def __init__(self, tokens: Sequence[Token], context: Context, subject: Span | None, standing: Span | None) -> None:
        self.tokens = tokens
        self._words = {t.start: t.text for t in tokens}
        self.texts = frozenset([t.text for t in tokens])
        """What its tokens say: whether a word stands in the sentence is asked before it is looked for in a clause."""
        self.worth = worth_asking(tokens, self.texts)
        self.may_define = not _DEFINING.isdisjoint(self.texts)
        self.context = context
        self.frames: list[Frame] = []
        self.subject = subject
        self.standing = standing
        """Who acts again where a thing or an agent has been subject of its own clause only."""
        self.topical = False
        """Whether the subject is a thing or a passive has none."""
        self.named = False
        """Whether the sentence itself has named a subject."""
        self.clause_subject: Span | None = None
        """The agent before 并, for this clause."""
        self.name: Span | None = None
        """A name that stands alone so far (各部门，各店铺…)."""
        self.list_start: int | None = None
        """Where the list of names or things began that a comma has interrupted."""
        self.topic: Span | None = None
        """The thing that a clause without predicate has named."""
        self.about: Span | None = None
        """What 对X， has named as that which is acted upon."""
        self.agent: Span | None = None
        """Whom 由X， has named in a clause of its own: who acts upon the thing before it."""
        self.event: Span | None = None
        """What has happened (发现险情的，…)."""
        self.object: Span | None = None
        """The last object."""
        self.open: Frame | None = None
        """The predicate whose party may still have things to do."""
        self.pending: list[Adverbial] = []
        """Adverbials of the next predicate."""
        self.strives = False
        """Whether a clause has said what is hoped for (力争覆盖率达到45%)."""
        self.charge: Span | None = None
        """The 负责 that heads the next predicate."""
        self.part()

    def part(self) -> None:
        """Begin the sentence or what stands behind its semicolon."""
        self.open, self.about, self.agent, self.list_start = None, None, None, None
        self.since = len(self.frames)
        self.head: list[Adverbial] = list(self.context.adverbials)
        self.pending = []
        self.forget_modality()
        if self.topical:
            self.stand_again()

    def stand(self, who: Span | None) -> None:
        """From here on `who` acts, as long as nobody else is named."""
        self.subject = self.standing = who

    def stand_again(self) -> None:
        """A thing or an agent (由X) has been subject of its clause; who acted before acts again, if anybody."""
        if self.standing is not None or not self._acts():
            self.subject = self.standing
        self.topical = False

    def _acts(self) -> bool:
        """Whether an agent has been given anything to do; what stands before it is not of it."""
        begin = self.subject.start if self.subject is not None else 0
        behind = takewhile(lambda f: f.verbs[-1].end > begin, reversed(self.frames))
        return any(f.agent and f.subject == self.subject and f.modality == "obligation" for f in behind)

    def act(self, agent: Span | None) -> None:
        """由X根据Y，: the agent of the clauses to come; what others may do is none of its business."""
        self.subject, self.topical, self.agent = agent, True, agent
        if self.frames:
            self.forget_modality()

    def drop_label(self, start: int) -> None:
        """设备事故处理：应立即切断电源: what the sentence is about says where it holds, and not who must."""
        if self.frames and start < 2 and _is_label(self):
            self.frames.clear()
            self.open = None
        named = self.name is not None and not self.frames and self.name.start == self.tokens[start].start
        if named and any(t.flags & VERB for t in self.tokens[start : start + _FAR]):
            self.subject = self.standing = self.name
            self.named, self.name, self.list_start = True, None, None
        if self.topic is not None and self.topic.start == self.tokens[start].start:
            self.pending.append(Adverbial("scope", self.topic))
            self.topic, self.list_start = None, None

    def forget_modality(self) -> None:
        self.modality: Modality = self.context.modality
        self.modality_span = self.context.modality_span

    def hold(self, adverbial: Adverbial) -> None:
        """对X，按照Y， and 在Z， at the head of a sentence reach all its predicates, other adverbials the next."""
        first = self.word_at(adverbial.span)
        reaches = first in words("clauses", "reaching") and not self.frames
        (self.head if reaches or first in ("对", "对于") else self.pending).append(adverbial)

    def note(self, adverbial: Adverbial) -> None:
        """对A的给予X，对B的给予Y: a case holds for what follows; one with 对 or a denial takes the place of another."""
        case = adverbial.role == "condition"
        if (
            case
            and len(self.frames) > self.since
            and (self.word_at(adverbial.span) in _CASES | _WORSE or self._finds_more(adverbial))
        ):
            self.head = [a for a in self.head if a.role != "condition" or a in self.context.adverbials]
        if case and self.head and self._goes_on(self.head[-1], adverbial):
            adverbial = Adverbial("condition", Span(self.head.pop().span.start, adverbial.span.end))
        (self.head if case or not self.frames else self.pending).append(adverbial)

    def _goes_on(self, before: Adverbial, case: Adverbial) -> bool:
        """因施工占用道路，需要挖掘路面的，: the case began in the clause right before, which 的 did not close."""
        if before.role != "condition" or before.span.end + 1 != case.span.start or before in self.context.adverbials:
            return False
        return self.word_before(Span(before.span.end, before.span.end)) != "的" and self._ends_in_de(case)

    def _ends_in_de(self, case: Adverbial) -> bool:
        return text_before(self.tokens, case.span.end) == "的"

    def _finds_more(self, adverbial: Adverbial) -> bool:
        """发现隐患的报告，存在问题的限期整改: a second case of what is found, and none within the first."""
        seen = words("predicates", "discovering")
        return self.word_at(adverbial.span) in seen and any(self.word_at(a.span) in seen for a in self.head)

    def word_before(self, span: Span) -> str:
        return text_before(self.tokens, span.start)

    def word_at(self, span: Span) -> str:
        return self._words.get(span.start, "")

    def last_leaf(self) -> Frame | None:
        leaf = self.frames[-1] if self.frames else None
        while leaf is not None and leaf.children:
            leaf = leaf.children[-1]
        return leaf

    def reaches(self, start: int) -> bool:
        """Whether the object of the last predicate ends right before the comma before the clause."""
        leaf = self.last_leaf()
        comma = self.tokens[start - 1]
        return leaf is not None and leaf.target is not None and comma.text in "，," and comma.start == leaf.target.end

    def governs(self) -> bool:
        """Whether who acts is a government or one of its departments."""
        return self.subject is not None and self.word_before(Span(self.subject.end, self.subject.end)).endswith(_PUBLIC)

    def says_modality(self, start: int, frame: Frame) -> bool:
        """Whether the modal of the frame stands in this clause, and is not carried over."""
        return frame.modality_span is not None and frame.modality_span.start >= self.tokens[start].start

    def is_measured(self) -> bool:
        """保存时间不得少于三年，并按时移交: whether the subject says how long or how much, and does nothing more."""
        return self.subject is not None and text_before(self.tokens, self.subject.end).endswith(_MEASURES)

    def holds_always(self, frame: Frame) -> bool:
        """医院实行首诊负责制，不得推诿; 总局负责监督检查，可以…: what somebody has to do at all times, and no case."""
        if frame.subject is None or frame.target is None:
            return False
        if self.word_at(frame.verbs[0]) in ("负责", "主管"):
            return True
        if self.word_at(frame.verbs[0]) == "领导" and text_before(self.tokens, frame.target.end) in ("事业", "工作"):
            return True
        lasting = text_before(self.tokens, frame.target.end).endswith(("制", "制度", "责任", "义务", "职责"))
        return lasting and self.word_at(frame.verbs[0]) in words("predicates", "standing")

    def defines(self, start: int, end: int) -> bool:
        """公司是责任主体，必须…; 厂长为责任人，负责…; 个人都有保护环境的义务，应当…: who it is goes on as subject."""
        if not self.may_define:
            return False
        makes = self.tokens[start].flags & (Flag.PURE | Flag.BODY) == Flag.PURE
        owes = self.tokens[end - 1].text in ("义务", "权利") and self.tokens[end - 2].text == "的"
        for k in range(start + 1, end):
            stop = k - 1 if self.tokens[k - 1].text in ("都", "均", "也") and k > start + 1 else k
            said = self.tokens[k].text
            is_who = said == "是" or (said == "为" and is_body(self.tokens, end - 1) and not makes)
            if (said in ("有", "享有") if owes else is_who) and is_body(self.tokens, stop - 1):
                self.subject = span_of(self.tokens, start, stop)
                if owes:
                    self.standing, self.named = self.subject, True
                return True
        return False


def _is_label(state: State) -> bool:
    """出差借款：凭申请表办理: verbs or a verb with its object, short, that name what stands behind the colon.

    So does what has been done (研究提出了意见：), however long it is.
    """
    only = state.frames[0]
    if len(state.frames) != 1 or only.modality_span is not None or only.subject is not None or only.children:
        return False
    if only.adverbials or only.verbs[0].start != state.tokens[0].start:
        return False
    done = any(t.text == "了" for t in within(state.tokens, only.clause))
    return (done or only.clause.length <= _LONGEST_LABEL) and (only.target is not None or len(only.verbs) > 1)
