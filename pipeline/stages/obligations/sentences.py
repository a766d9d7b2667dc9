"""A leaf text → sentences of clauses, and each sentence → frames with subject, modality and conditions carried over.

Assumptions: (1) a sentence ends at 。！？, clauses at ，；：; (2) …的， and …时， at the head of a sentence say when
its predicates hold; (3) a subject holds until another is named, 由X for its clause; a modality until another or ；;
(4) what 督促, 指导, 组织 + party opened goes on over commas until ；, a governing verb, a period of its own, 负责 or
领导, or 将…述职 (ANNOTATION); (5) a clause without predicate continues the object before it or is an adverbial of
the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.lexicon.rules import load_rules
from pipeline.lexicon.words import GOVERNING, MODAL, VERB, Flag, words
from pipeline.model.notice import Modality
from pipeline.model.text import Span
from pipeline.stages.obligations.compounds import name_compounds
from pipeline.stages.obligations.doubts import note_doubts
from pipeline.stages.obligations.frames import Adverbial, Frame, Setting, span_of
from pipeline.stages.obligations.grammar.adverbials import adverbial_role
from pipeline.stages.obligations.grammar.clauses import parse_clause
from pipeline.stages.obligations.grammar.positions import is_adverb_here, is_body, is_noun, is_verb
from pipeline.stages.obligations.grammar.sharing import share_objects
from pipeline.stages.obligations.grammar.subjects import CONDITIONAL, clause_subject, is_place, name_alone
from pipeline.stages.obligations.grammar.things import bounds, enters
from pipeline.stages.obligations.tokens import MARK, TIME, WORD, Token

_CLOSING = frozenset("。！？!?")
_ABOUT = frozenset(["对", "对于", "针对", "向", "给", "为", "为了", "因", "通过"])
_CLAUSE_ENDS = frozenset("，,；;：:。！？!?\n")
_WHETHER = frozenset(["是否", "有无", "能否", "可否", "是不是", "有没有"])
_OCCASION_END = frozenset(
    [
        "时",
        "后",
        "前",
        "期间",
        "以前",
        "之前",
        "之后",
        "以后",
        "之际",
        "过程中",
        "中",
        "期内",
        "的同时",
        "同时",
        "当日",
        "起",
        "之日起",
    ]
)


@dataclass
class Context:
    """What a leaf inherits: a subject from a lead-in or heading, a modality (不得有下列行为：), conditions."""

    subject: Span | None = None
    modality: Modality = "obligation"
    modality_span: Span | None = None
    adverbials: list[Adverbial] = field(default_factory=list)
    carried: bool = False
    """Whether the subject is that of the paragraph before, and not of a lead-in."""
    article: bool = False
    """Whether the leaf belongs to an article of a regulation: there 禁止X at the head of a sentence binds everybody."""


@dataclass
class Sentence:
    """One sentence with its frames."""

    span: Span
    frames: list[Frame] = field(default_factory=list)
    lead_in: bool = False
    """Whether it ends with a colon and announces items."""


def split_sentences(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Runs of tokens up to and with 。！？."""
    current: list[Token] = []
    for token in tokens:
        current.append(token)
        if token.kind == MARK and token.text in _CLOSING:
            yield current
            current = []
    if current:
        yield current


def split_clauses(tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """(start, end, closing mark) of each clause."""
    start = 0
    for i, token in enumerate(tokens):
        if token.kind == MARK and token.text in _CLAUSE_ENDS:
            if i > start:
                yield start, i, token.text
            start = i + 1
    if start < len(tokens):
        yield start, len(tokens), ""


class SentenceReader:
    """Reads the sentences of one leaf in order and carries the subject from one to the next."""

    def __init__(self, context: Context, carries: bool = True) -> None:
        self.context = context
        self.carries = carries
        self.subject = context.subject
        self.clause_subject: Span | None = None
        self.opening: Span | None = None

    def read(self, tokens: Sequence[Token]) -> Sentence:
        """The frames of one sentence."""
        tokens = name_compounds(tokens)
        sentence = Sentence(Span(tokens[0].start, tokens[-1].end))
        before = self.subject
        if not self.carries:
            self.subject = self.context.subject
        self.standing = before
        self.topical = False
        self.since = 0
        self.object: Span | None = None
        self.name: Span | None = None
        self.list_start: int | None = None
        self.tokens = tokens
        self.frames = sentence.frames
        self.modality: Modality = self.context.modality
        self.modality_span = self.context.modality_span
        self.head: list[Adverbial] = list(self.context.adverbials)
        self.pending: list[Adverbial] = []
        self.open: Frame | None = None
        self.event: Span | None = None
        self.topic: Span | None = None
        self.about: Span | None = None
        self.named = False
        if tokens[0].text == "要" and self.opening is not None:
            self.subject = self.standing = self.opening
        self.opening = None
        for start, end, mark in split_clauses(tokens):
            self._clause(start, end, mark)
            if mark in "；;":
                self.open = None
                self.since = len(self.frames)
                self.modality, self.modality_span = self.context.modality, self.context.modality_span
                self.head = list(self.context.adverbials)
                self.pending = []
                self.about = None
                if self.topical:
                    self.subject, self.topical = self.standing, False
            sentence.lead_in = mark in ("：", ":")
        if self.name is not None and sentence.lead_in and not self.frames:
            self.subject, self.named = self.name, True
        if self.topical:
            self.subject = self.standing
        if self.frames and not (self.frames[0].topical or self.frames[0].agent):
            self.opening = self.frames[0].subject
        if self.subject is None and not self.carries:
            self.subject = before
        sentence.frames[:] = [note_doubts(tokens, frame) for frame in sentence.frames]
        return sentence

    def _clause(self, start: int, end: int, mark: str) -> None:
        while start < end and self.tokens[start].kind == MARK:
            start += 1
        if start >= end:
            return
        if self._whoever(start, end):
            return
        if adverbial := self._circumstance(start, end, mark):
            (self.head if not self.frames or adverbial.role == "condition" else self.pending).append(adverbial)
            self.list_start = None
            return
        first = not self.frames
        self._begin(start, end)
        setting = Setting(None, self.modality, self.modality_span, [], first)
        setting.known = self.topic or self.about
        if self.tokens[end - 1].text == "除外":
            return
        frames = parse_clause(self.tokens, start, end, setting)
        if self._goes_on(start, frames):
            self._extend_object(start, Span(self.tokens[start].start, self.tokens[end - 1].end), whole=True)
            return
        if setting.event is not None:
            self.event, self.about = setting.event, None
        if not frames and (setting.subject or setting.modality_span != self.modality_span or setting.adverbials):
            self.subject = setting.subject or self.subject
            self.standing = setting.subject or self.standing
            self.named = self.named or setting.subject is not None
            for adverbial in setting.adverbials:
                self._hold(adverbial)
            if setting.modality_span is not None:
                self.modality, self.modality_span = setting.modality, setting.modality_span
            if setting.subject is None and setting.topic is not None:
                self.topic = setting.topic
            return
        frames = [f for f in frames if self.tokens_at(f.verbs[-1]) not in words("predicates", "appointment")]
        frames = [f for f in frames if not self._is_backing(start, f)]
        if frames and self._asks_whether(start, end, frames[0]):
            if self.frames and self._reaches(start) and self._object_asks():
                self._grow_object(Span(self.tokens[start].start, self.tokens[end - 1].end))
                return
            frames = []
        elif frames and self._goes_on_ensuring(start, frames):
            self._grow_object(Span(self.tokens[start].start, self.tokens[end - 1].end))
            return
        if not frames:
            self._without_predicate(start, end, mark)
            return
        if mark in ("，", ",") and self._only_happens(start, end, frames):
            self.head.append(Adverbial("condition", frames[0].clause))
            self.subject, self.named = frames[0].subject or self.subject, True
            found = self.tokens_at(frames[0].verbs[0]) in words("predicates", "discovering")
            self.event = frames[0].target if found else None
            return
        self._take(start, end, frames)

    def _whoever(self, start: int, end: int) -> bool:
        """凡从事经营的单位，必须…: whom or what the sentence is about, if 凡 opens a noun phrase."""
        last = self.tokens[end - 1]
        if self.tokens[start].text not in ("凡", "凡是") or end - start < 3 or last.text in _OCCASION_END:
            return False
        if not is_noun(last) or not any(t.text == "的" for t in self.tokens[start : end - 1]):
            return False
        span = Span(self.tokens[start + 1].start, last.end)
        if is_place(self.tokens, end - 1):
            self.name = span
        else:
            self.topic = span
        return True

    def _begin(self, start: int, end: int) -> None:
        """What a clause's first word says of the clauses before it."""
        first = self.tokens[start]
        if first.text in ("禁止", "严禁", "鼓励", "提倡") and not self.frames and self.context.article:
            self.subject = None if self.context.carried else self.context.subject
        if self.name is not None and first.flags & Flag.LIST_JOINER and is_body(self.tokens, end - 1):
            self.name = Span(self.name.start, self.tokens[end - 1].end)
            return
        if self.name is not None and self._goes_on_to_act(start, end):
            self.subject = self.standing = self.name
            self.named, self.name = True, None
        goes_on = self.subject is None and bool(first.flags & (Flag.OBLIGATION | Flag.PROHIBITION))
        if self.topical and not goes_on and any(t.flags & MODAL for t in self.tokens[start : start + 6]):
            self.subject, self.topical = self.standing, False
        if first.text in ("并", "并且") and self.frames and self.frames[-1].agent:
            self.clause_subject = self.frames[-1].subject
        else:
            self.clause_subject = None
        if (
            first.flags & MODAL and first.text in ("应当", "不得", "可以", "必须", "应", "方可", "须", "均应", "也应当")
        ) or (first.text == "要" and len(self.frames) == 1 and self._is_name(self.frames[0])):
            self._to_conditions()
        turns = self.modality == "permission" and first.text in ("但", "但是", "不过", "然而")
        if turns or (self.modality in ("prohibition", "permission") and self._turns(first)):
            self.modality, self.modality_span = self.context.modality, self.context.modality_span

    def _goes_on_to_act(self, start: int, end: int) -> bool:
        """A name alone, then what it is to do: a modal (还应当), an adverb or a verb opens the clause."""
        while start + 1 < end and self.tokens[start].text in ("还", "也", "均", "都", "则", "就"):
            start += 1
        return bool(self.tokens[start].flags & (MODAL | Flag.ADVERB)) or is_verb(self.tokens[start])

    def _turns(self, first: Token) -> bool:
        """不得扩大产能，逐步压缩规模: what is to be furthered is not forbidden with what stands before."""
        if self.modality_span is None or self.modality_span == self.context.modality_span:
            return False
        furthers = first.text in words("clauses", "furthering")
        return furthers or (self.modality == "prohibition" and first.text in ("并", "并且"))

    def _to_conditions(self) -> None:
        """校车运载学生，应当…: what stands before a clause that opens with a modal says when it holds."""
        recent = self.frames[self.since :]
        if len(recent) == 1 and (name := self._name_with_attribute(recent[0])):
            self.subject = self.standing = name
            self.named, self.open = True, None
            del self.frames[self.since :]
            return
        if not self.context.article and (len(recent) != 1 or self._timed(recent[0]) or not self.named):
            return
        stated = [
            f for f in recent if f.modality_span and self.tokens_at(f.modality_span) not in words("clauses", "negation")
        ]
        agents = any(self.tokens_before(f.subject) == "由" for f in recent if f.subject)
        if stated or agents or self.open is not None or not recent or self.context.modality_span is not None:
            return
        if len(recent) == 1 and self._is_name(recent[0]):
            only = recent[0]
            begin = (
                only.subject.start if only.subject and only.subject.start >= self.tokens[0].start else only.clause.start
            )
            self.topic = Span(begin, only.clause.end)
        else:
            self.head += [Adverbial("condition", frame.clause) for frame in recent]
            if self.context.article and recent[0].topic is not None:
                self.subject, self.topical = recent[0].topic, True
        del self.frames[self.since :]
        self.open = None

    def _timed(self, frame: Frame) -> bool:
        """Whether the predicate says how often or by when: then it is a duty of its own."""
        return any(t.kind == TIME and frame.clause.start - 12 <= t.start < frame.clause.end for t in self.tokens)

    def _name_with_attribute(self, frame: Frame) -> Span | None:
        """使用公共供水的用户，应当…: what looks like a predicate is the attribute of a name that is the subject."""
        if frame.target is None or frame.modality_span or frame.party or frame.destination:
            return None
        described = self.tokens_at(Span(frame.verbs[-1].end, frame.target.end)) == "的"
        if frame.subject is not None and not described:
            return None
        inside = [t for t in self.tokens if frame.target.start <= t.start < frame.target.end]
        if frame.clause.end != frame.target.end or not is_body(inside, len(inside) - 1):
            return None
        if not any(t.text == "的" for t in inside[:-1]):
            return None
        own = [frame.subject.start] if frame.subject is not None else []
        begin = min([frame.clause.start, *own, *(a.span.start for a in frame.adverbials)])
        return None if self.tokens_at(Span(begin, begin)) in _ABOUT else Span(begin, frame.target.end)

    def _is_name(self, frame: Frame) -> bool:
        """各地贯彻落实本意见的有关情况，要报送…: what looks like a predicate is a noun with its attribute."""
        if frame.target is None or frame.modality_span is not None or frame.party is not None:
            return False
        inside = [t for t in self.tokens if frame.target.start <= t.start < frame.target.end]
        return any(t.text == "的" for t in inside) and inside[-1].text in words("predicates", "tail") | {"问题", "情形"}

    def _circumstance(self, start: int, end: int, mark: str) -> Adverbial | None:
        """…的， …时， …后，: a condition or occasion; its subject, if it names one, becomes the sentence's."""
        if mark not in ("，", ",", "：", ":"):
            return None
        last = end - 1
        while last > start and self.tokens[last].kind == TIME:
            last -= 1
        word = self.tokens[last].text
        if word.endswith("外") and (excepted := self._exception(start, end)):
            return excepted
        role: str | None = _circumstance_role(self.tokens[start].text, word)
        if role is None or last == start or (role == "occasion" and self.tokens[start].flags & GOVERNING):
            return None
        stated = any(t.flags & MODAL and t.text in ("应当", "不得", "必须") for t in self.tokens[start:end]) or (
            role == "occasion" and any(self._modal_before_adverbial(k) for k in range(start + 1, last))
        )
        if stated and not _excepts(self.tokens[start].text, word):
            return None
        begin = start
        opening = start + (self.tokens[start].text in CONDITIONAL and start + 1 < last)
        if stop := clause_subject(self.tokens, opening, last):
            if opening == start or self.subject is None:
                self.subject = span_of(self.tokens, opening, stop)
                self.named, self.topic = True, None
                self.standing = self.subject
            begin = stop if opening == start else start
        elif word == "的" and self.context.article and self.context.carried and not (self.frames or self.named):
            if self.subject == self.context.subject:
                self.subject = self.standing = None
        span = span_of(self.tokens, begin, end)
        self._note_event(begin, end)
        if role == "condition":
            self.about = None
        return Adverbial(role, span) if span else None

    def _modal_before_adverbial(self, k: int) -> bool:
        """企业应自获批之日起，: a modal before a preposition, so that the occasion is no clause of its own."""
        return self.tokens[k].text in ("应", "须") and bool(self.tokens[k + 1].flags & Flag.PREPOSITION)

    def _exception(self, start: int, end: int) -> Adverbial | None:
        """除应当符合规定之外，: what is besides; whoever is named before it is the subject."""
        begin = next((k for k in range(start, end) if self.tokens[k].text in ("除", "除了")), None)
        if begin is None:
            return None
        if subject := span_of(self.tokens, start, begin):
            self.subject, self.named = subject, True
        return Adverbial("scope", Span(self.tokens[begin].start, self.tokens[end - 1].end))

    def _says_modality(self, start: int, frame: Frame) -> bool:
        """Whether the modal of the frame stands in this clause, and is not carried over."""
        return frame.modality_span is not None and frame.modality_span.start >= self.tokens[start].start

    def _only_happens(self, start: int, end: int, frames: list[Frame]) -> bool:
        """发现险情，应当立即报告: what is found says when the next clause holds, where that says what must be done."""
        if len(frames) != 1 or len(frames[0].verbs) != 1 or self._says_modality(start, frames[0]):
            return False
        if self.tokens_at(frames[0].verbs[0]) not in words("predicates", "happening") or end + 1 >= len(self.tokens):
            return False
        following = self.tokens[end + 1]
        if following.kind == TIME or following.flags & Flag.ADVERB:
            return not any(a.role == "manner" for a in frames[0].adverbials)
        close = next((k for k in range(end + 1, len(self.tokens)) if self.tokens[k].text in _CLAUSE_ENDS), None)
        return any(t.flags & Flag.OBLIGATION | t.flags & Flag.PROHIBITION for t in self.tokens[end + 1 : close])

    def _note_event(self, start: int, end: int) -> None:
        """发现承租方有违法行为的: what has happened, for predicates that do not say of what."""
        self.event = None
        if self.tokens[start].text not in words("predicates", "happening"):
            return
        begin = start + 1
        for k in range(begin, end):
            if self.tokens[k].text in ("有", "存在"):
                begin = k + 1
        stop = end
        while stop > begin and self.tokens[stop - 1].text in ("的", "时", "后", "前", "情况"):
            stop -= 1
        self.event = span_of(self.tokens, begin, stop)

    def _without_predicate(self, start: int, end: int, mark: str) -> None:
        first = self.tokens[start]
        span = span_of(self.tokens, start, end)
        if span is None:
            return
        if not self.frames and self._defines(start, end):
            return
        if stop := name_alone(self.tokens, start, end):
            self.subject = self.standing = span_of(self.tokens, start, stop)
            self.named, self.topic = True, None
            if self.tokens[stop].text in ("对", "对于"):
                self.about = span_of(self.tokens, stop + 1, end)
            adverbial = Span(self.tokens[stop].start, span.end)
            self._hold(Adverbial(adverbial_role(self.tokens, stop, end), adverbial))
            return
        anew = not self.frames or self._names_follow(end + 1)
        goes_on = bool(first.flags & Flag.LIST_JOINER) and self.list_start is not None
        does = bool(first.flags & Flag.ADVERB) and end - start > 2 and is_verb(self.tokens[start + 1])
        if anew and not does and is_place(self.tokens, end - 1) and (not first.flags & Flag.PREPOSITION or goes_on):
            self.name = Span(self.name.start if self.name else span.start, span.end)
            self.list_start = self.name.start if self.list_start is None else self.list_start
            return
        if not self.frames and self._is_condition(start, end):
            return
        if not self.frames and self._is_deed(start, end):
            self._hold(Adverbial("condition", span))
            self.subject = None if self.context.carried and self.context.article and not self.named else self.subject
            return
        if not self.frames and self._is_topic(start, end):
            self.topic = span if self.list_start is None or not goes_on else Span(self.list_start, span.end)
            self.list_start = span.start if self.list_start is None else self.list_start
        if first.flags & Flag.PREPOSITION or not self.frames or is_adverb_here(self.tokens, start, end):
            if first.text in ("对", "对于"):
                self.about = span_of(self.tokens, start + 1, end)
            if self.topic is None:
                self._hold(Adverbial(adverbial_role(self.tokens, start, end), span))
            return
        if self._defines(start, end):
            return
        if not self.frames and is_body(self.tokens, end - 1):
            self.name = Span(self.name.start if self.name else span.start, span.end)
            return
        if mark not in ("：", ":"):
            self._extend_object(start, span)

    def _names_follow(self, start: int) -> bool:
        """带班领导，值班人员必须…: whether a modal follows the comma, or a name and then a modal."""
        following = self.tokens[start : start + 6]
        for k, token in enumerate(following):
            if token.flags & MODAL:
                return k == 0 or is_body(following, k - 1)
            if (token.kind == MARK and token.text != "、") or is_verb(token):
                return False
        return False

    def _hold(self, adverbial: Adverbial) -> None:
        """对X，按照Y， and 在Z， at the head of a sentence reach all its predicates, other adverbials the next."""
        first = self.tokens_at(adverbial.span)
        reaches = first in words("clauses", "reaching") and not self.frames
        (self.head if reaches or first in ("对", "对于") else self.pending).append(adverbial)

    def _is_backing(self, start: int, frame: Frame) -> bool:
        """为…提供有力保障 behind another predicate: a result. 党中央高度重视…: background. A penalty: a consequence."""
        if any(a.role == "condition" for a in self.head) and self.tokens_at(frame.verbs[-1]) in words(
            "predicates", "penalty"
        ):
            return True
        if frame.subject and "".join(t.text for t in self.tokens if t.start >= frame.subject.start)[:3] in (
            "党中央",
            "习近平",
        ):
            return True
        if not self.frames or frame.target is None or self.tokens[start].text != "为":
            return False
        target = "".join(t.text for t in self.tokens if frame.target.start <= t.start < frame.target.end)
        return load_rules("duties")["backing"].search(target) is not None

    def _is_condition(self, start: int, end: int) -> bool:
        """经营单位发包或者出租场地，应当…: somebody does something, then a modal says what must be done with it."""
        if end + 1 >= len(self.tokens) or not self.tokens[end + 1].flags & MODAL:
            return False
        stop = clause_subject(self.tokens, start, end)
        if stop is None or any(t.text == "的" for t in self.tokens[stop:end]):
            return False
        self.subject = self.standing = span_of(self.tokens, start, stop)
        self.named = True
        if span := span_of(self.tokens, stop, end):
            self.head.append(Adverbial("condition", span))
        return True

    def _is_deed(self, start: int, end: int) -> bool:
        """建设垃圾处理场，应当…: a deed of whoever does it, and no thing: a verb with its object, then a modal."""
        first = self.tokens[start]
        if not is_verb(first) or first.flags & Flag.BODY or end + 1 >= len(self.tokens):
            return False
        if not self.tokens[end + 1].flags & MODAL or any(t.text == "的" for t in self.tokens[start:end]):
            return False
        return first.flags & Flag.PURE > 0 or (
            end - start > 2 and self.tokens[start + 1].text not in words("predicates", "tail")
        )

    def _is_topic(self, start: int, end: int) -> bool:
        """A noun phrase that stands alone before its predicate, with no adverbial's opening or end.

        A list of such goes on over a comma with 以及 or 和 (设施，环境和条件，以及…的用品，应当…).
        """
        first, last = self.tokens[start], self.tokens[end - 1]
        if (end - start < 2 and first.flags) or not is_noun(last) or last.flags & Flag.LOCALIZER:
            return False
        if first.flags & Flag.PREPOSITION and not (self.list_start is not None and first.flags & Flag.LIST_JOINER):
            return False
        return not any(t.text == "是" for t in self.tokens[start:end])

    def _defines(self, start: int, end: int) -> bool:
        """公司是责任主体，必须…: who it is goes on to be the subject."""
        for k in range(start + 1, end):
            if self.tokens[k].text == "是" and is_body(self.tokens, k - 1):
                self.subject = span_of(self.tokens, start, k)
                return True
        return False

    def _asks_whether(self, start: int, end: int, first: Frame) -> bool:
        """…是否合法, X是Y: an indirect question or a definition, no predicate."""
        clause = self.tokens[start:end]
        if any(t.text in _WHETHER and t.start < first.verbs[0].start for t in clause):
            return True
        return not any(t.flags & MODAL for t in clause) and first.subject is None and self._defines(start, end)

    def _object_asks(self) -> bool:
        leaf = self._last_leaf()
        held = leaf.target if leaf is not None else None
        return held is not None and any(t.text in _WHETHER for t in self.tokens if held.start <= t.start < held.end)

    def _reaches(self, start: int) -> bool:
        """Whether the object of the last predicate ends right before the comma before the clause."""
        leaf = self._last_leaf()
        comma = self.tokens[start - 1]
        return leaf is not None and leaf.target is not None and comma.text in "，," and comma.start == leaf.target.end

    def _goes_on_ensuring(self, start: int, frames: list[Frame]) -> bool:
        """确认X具备Y，其Z符合W: what is made sure of goes on with a further state over the comma."""
        last = self.frames[-1] if self.frames else None
        if last is None or last.children or len(frames) != 1:
            return False
        if frames[0].modality_span not in (None, self.modality_span):
            return False
        if self.tokens_at(last.verbs[-1]) not in words("predicates", "ensuring"):
            return False
        return self._reaches(start) and self.tokens_at(frames[0].verbs[0]) in words("predicates", "states")

    def _goes_on(self, start: int, frames: list[Frame]) -> bool:
        """包括送审稿，制定文件的依据，以及其他材料: verbs inside what is listed are no predicates."""
        if not self.frames or self.tokens[start - 1].text not in ("，", ","):
            return False
        if any(f.subject is not None or self._says_modality(start, f) for f in frames):
            return False
        lists = self.tokens_at(self.frames[-1].verbs[-1]) in words("predicates", "listing")
        return lists or self.tokens[start].text == "以及"

    def _extend_object(self, start: int, span: Span, whole: bool = False) -> None:
        """决策部署，安全生产方针政策、法律法规: the clause goes on with the object of the last frame."""
        last = self.frames[-1]
        path = [last]
        while path[-1].children:
            path.append(path[-1].children[-1])
        leaf = path[-1]
        name = "destination" if leaf.destination and leaf.framed else "target"
        value: Span | None = getattr(leaf, name)
        if bounds(self.tokens, last):
            self.topic = span
            return
        first, final = self.tokens[start], next(t for t in self.tokens if t.end == span.end)
        if final.flags & Flag.ADVERB or (first.flags & (VERB | Flag.FRAMING) and self.modality_span is not None):
            if not whole:
                return
        holds_verb = not whole and any(
            t.kind == TIME or t.flags & (Flag.PURE | Flag.UNKNOWN_VERB | MODAL)
            for t in self.tokens[start:][: len(span)]
            if t.end <= span.end
        )
        if holds_verb or self.tokens[start - 1].text not in ("，", ","):
            return
        if value is None or self.tokens[start - 1].start != value.end:
            return
        self._grow_object(span)

    def _grow_object(self, span: Span) -> None:
        """The object of the last predicate reaches to the end of the span."""
        path = [self.frames[-1]]
        while path[-1].children:
            path.append(path[-1].children[-1])
        leaf = path[-1]
        name = "destination" if leaf.destination and leaf.framed else "target"
        value: Span = getattr(leaf, name)
        grown: Frame = leaf.with_(**{name: Span(value.start, span.end), "clause": Span(leaf.clause.start, span.end)})
        for parent in reversed(path[:-1]):
            grown = parent.with_(children=(*parent.children[:-1], grown))
        self.frames[-1] = grown
        if self.open is not None:
            self.open = grown

    def _take(self, start: int, end: int, frames: list[Frame]) -> None:
        frames = self._inherit(start, end, frames)
        if self._belongs_to_party(start, end, frames):
            assert self.open is not None
            party = self.open.party or self.open.target
            target = self.open.target if self.open.party else None
            parent = self.open.with_(children=(*self.open.children, *frames), party=party, target=target)
            self.frames[-1] = self.open = parent
            return
        if self._only_verbs(start, frames):
            merged = frames[0].with_(verbs=self.frames[-1].verbs + frames[0].verbs, relation="and")
            frames = [merged, *frames[1:]]
            self.frames.clear()
        self.frames.extend(frames)
        self.open = frames[-1] if frames[-1].open else None

    def _only_verbs(self, start: int, frames: list[Frame]) -> bool:
        """学习、理解，贯彻、落实X: what stands before is nothing but verbs, and shares the object."""
        if len(self.frames) != 1 or frames[0].target is None or self.tokens[start].start != frames[0].verbs[0].start:
            return False
        last = self.frames[0]
        first = self.tokens[start]
        if first.flags & Flag.LIGHT:
            return False
        bare = last.target is None and last.destination is None and last.party is None
        return bare and len(last.verbs) > 1 and last.clause.end == self.tokens[start - 1].start

    def _inherit(self, start: int, end: int, frames: list[Frame]) -> list[Frame]:
        """Fill in what the clause leaves out: subject, modality, circumstances, shared object of a 将 frame."""
        result: list[Frame] = []
        replaced: tuple[Span, Span | None] | None = None
        for n, frame in enumerate(frames):
            if self.topic is not None and n == 0:
                frame = self._about_topic(frame, self.topic, start)
                if self.topic in (frame.target, frame.subject):
                    self.pending = [a for a in self.pending if not self.topic.start <= a.span.start < self.topic.end]
                else:
                    self.head.append(Adverbial("scope", self.topic))
                self.topic = None
            if n == 0 and not self.frames and self._is_acted_upon(frame):
                frame = frame.with_(passive=True)
            if frame.passive and len(self.frames) == self.since and n == 0:
                self.subject, self.topical = None, True
            own = frame.subject is not None
            apart = own or (self.modality == "permission" and "topic-first" in frame.doubts)
            if apart and n == 0 and frame.modality_span is not None and frame.modality_span == self.modality_span:
                frame = frame.with_(modality="obligation", modality_span=None)
            if not own:
                frame = frame.with_(subject=self._left_out(frame))
            elif n == 0 and not frame.agent:
                frame = self._with_names_before(frame, start)
                self.topical = self.topical or frame.topical
                self.subject = frame.subject
                self.standing = self.standing if frame.topical else frame.subject
                self.named = True
            elif n == 0 and (
                frame.modality == "recommendation" or (not self.named and frame.modality != "prohibition")
            ):
                self.subject, self.topical = frame.subject, True
            adverbials = (*self.head, *(self.pending if n == 0 else ()), *frame.adverbials)
            frame = frame.with_(adverbials=adverbials)
            previous = result[-1] if result else self._last_leaf()
            if previous is not None and previous.target is None and previous.party is None and self.object is not None:
                previous = previous.with_(target=self.object)
            shared = self._share(frame, previous)
            if (
                shared.target is None
                and previous is not None
                and self.tokens_at(shared.verbs[0]) in words("predicates", "withheld")
            ):
                shared = shared.with_(target=previous.target)
            if shared.target is None and shared.party is None and self.event is not None:
                if self.tokens_at(shared.verbs[0]) in words("predicates", "on_event"):
                    shared = shared.with_(target=self.event)
            shared = self._of_what_stands_before(shared)
            if replaced and shared.target == replaced[0]:
                shared = shared.with_(target=replaced[1])
            if shared.destination is not None and frame.destination is None:
                replaced = (shared.destination, shared.target)
            result.append(shared)
            self.object = shared.target or self.object
            if shared.target is not None and (shared.fronted or shared.passive):
                self.about = shared.target
        if frames[0].modality_span is not None and frames[0].modality_span != self.modality_span:
            self.modality, self.modality_span = frames[0].modality, frames[0].modality_span
            if self.tokens_at(frames[0].modality_span) in words("clauses", "negation"):
                self.modality, self.modality_span = self.context.modality, self.context.modality_span
        self.pending = []
        return result

    def _with_names_before(self, frame: Frame, start: int) -> Frame:
        """各部门，各店铺要…: names that a comma parts from the subject belong to it."""
        names, self.name = self.name, None
        if names is None or frame.subject is None or frame.subject.start != self.tokens[start].start:
            return frame
        if names.end != self.tokens[start - 1].start:
            return frame
        return frame.with_(subject=Span(names.start, frame.subject.end))

    def _about_topic(self, frame: Frame, topic: Span, start: int) -> Frame:
        """The thing named in the clause before is acted upon; where it has an object, it may be its subject."""
        said_of = self.tokens_before(topic) in ("对", "对于")
        if frame.target is None and frame.party is None:
            return frame.with_(target=topic, passive=frame.subject is None and not said_of)
        if frame.party is not None and frame.children and frame.children[-1].target is None:
            child = frame.children[-1].with_(target=topic)
            return frame.with_(children=(*frame.children[:-1], child))
        if frame.subject is not None or said_of:
            return frame
        if enters(self.tokens, frame):
            return frame.with_(target=topic, destination=frame.target, passive=True)
        modal_behind = self.modality_span is not None and self.modality_span.start == topic.end
        if (
            modal_behind
            or self.tokens[start].flags & (Flag.OBLIGATION | Flag.PROHIBITION)
            or bounds(self.tokens, frame)
        ):
            return frame.with_(subject=topic, topical=True)
        return frame

    def _of_what_stands_before(self, frame: Frame) -> Frame:
        """对X，应当立即处理: a bare predicate is of X; so is the next (对X进行保养，定期检测)."""
        verb = next((t for t in self.tokens if t.start == frame.verbs[-1].start), None)
        if self.about is None or verb is None or verb.flags & Flag.INTRANSITIVE:
            return frame
        if frame.subject is not None and frame.subject.start > self.about.end and self.frames:
            self.about = None
            return frame
        if self.frames and frame.modality != self.frames[-1].modality:
            return frame
        if frame.party is not None or (frame.target is not None and frame.target != self.about):
            return frame
        if frame.destination is not None and verb.text not in words("predicates", "passing_on"):
            return frame
        kept = tuple(a for a in frame.adverbials if a.span.end != self.about.end)
        return frame.with_(target=self.about, adverbials=kept, fronted=True)

    def _is_acted_upon(self, frame: Frame) -> bool:
        """该项工作于四月底前完成: the thing at the head of the sentence is the object, and nobody is named who acts."""
        if frame.subject is not None or frame.target is None or "topic-first" not in frame.doubts:
            return False
        return frame.target.end <= frame.verbs[0].start

    def tokens_before(self, span: Span) -> str:
        return next((t.text for t in self.tokens if t.end == span.start), "")

    def tokens_at(self, span: Span) -> str:
        return next((t.text for t in self.tokens if t.start == span.start), "")

    def _left_out(self, frame: Frame) -> Span | None:
        """Who acts where the clause does not say: the agent before 并, else the subject."""
        if self.clause_subject is not None:
            return self.clause_subject
        if (
            self.subject is None
            and not self.topical
            and frame.modality_span is not None
            and frame.modality == "obligation"
        ):
            return self.standing
        return self.subject

    def _last_leaf(self) -> Frame | None:
        leaf = self.frames[-1] if self.frames else None
        while leaf is not None and leaf.children:
            leaf = leaf.children[-1]
        return leaf

    def _share(self, frame: Frame, previous: Frame | None) -> Frame:
        """The object left out is that of the predicate before, also over a comma."""
        if previous is None:
            return frame
        return share_objects(self.tokens, previous, [frame], self._coordinated(frame, previous))[0]

    def _coordinated(self, frame: Frame, previous: Frame) -> bool:
        """Whether 并 or a list joiner stands right before the predicate, or its object goes to somebody (报X)."""
        if frame.destination is not None:
            return True
        between = [t for t in self.tokens if previous.clause.end <= t.start < frame.verbs[0].start and t.kind != MARK]
        return bool(between) and bool(between[0].flags & Flag.LIST_JOINER) and between[0].text not in ("与", "和")

    def _belongs_to_party(self, start: int, end: int, frames: list[Frame]) -> bool:
        if self.open is None:
            return False
        clause = self.tokens[start:end]
        first_verb = next((t for t in clause if t.start == frames[0].verbs[0].start), None)
        if first_verb is None:
            return False
        closes = first_verb.text in words("predicates", "closing_reach") or frames[0].party is not None
        if self.open.children and closes and self.tokens[start].text not in ("并", "并且"):
            return False
        if any(t.kind == TIME and t.text.startswith(("每", "各", "按")) for t in clause):
            return False
        if self.open.children and any(t.flags & MODAL for t in clause if t.kind == WORD):
            return False
        if "topic-first" in frames[0].doubts or (frames[0].subject is not None and frames[0].subject != self.subject):
            return False
        return not (self.open.children and frames[0].framed and any("述职" in t.text for t in clause))


def _circumstance_role(first: str, last: str) -> str | None:
    if last == "的" or first in ("如", "如果", "若", "凡", "因"):
        return "condition"
    if (last.endswith("内") and len(last) > 1) or _excepts(first, last):
        return "scope"
    if last in _OCCASION_END or first in ("经", "经过"):
        return "occasion"
    return None


def _excepts(first: str, last: str) -> bool:
    """除应当符合前条规定之外，还应当…: beside what; the modal inside is none of the sentence."""
    return first in ("除", "除了") and last in ("外", "之外", "以外")
