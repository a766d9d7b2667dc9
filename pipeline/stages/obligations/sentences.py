"""A leaf text → sentences of clauses, and each sentence → frames with subject, modality and conditions carried over.

Assumptions: (1) a sentence ends at 。！？, clauses at ，；：; (2) …的， and …时， at the head of a sentence say when
its predicates hold; (3) a subject holds until another is named, 由X for its clause; a modality until another or ；;
(4) what 督促, 指导, 组织 + party opened goes on over commas until ；, a governing verb, a period of its own, 负责 or
领导, or 将…述职 (ANNOTATION); (5) a clause without predicate continues the object before it or is an adverbial of
the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.lexicon.words import MODAL, VERB, Flag, words
from pipeline.model.notice import Modality
from pipeline.model.text import Span
from pipeline.stages.obligations.carrying.bare import read_bare_clause
from pipeline.stages.obligations.carrying.capacity import take_capacity
from pipeline.stages.obligations.carrying.charge import take_charge
from pipeline.stages.obligations.carrying.circumstances import read_circumstance
from pipeline.stages.obligations.carrying.continuing import (
    asks_whether,
    belongs_to_object,
    extend_object,
    goes_on_listing,
    grow_object,
)
from pipeline.stages.obligations.carrying.counting import Count, past_date, past_number
from pipeline.stages.obligations.carrying.facts import take_composition, take_fact
from pipeline.stages.obligations.carrying.happenings import take_happening, while_doing
from pipeline.stages.obligations.carrying.hopes import take_hope
from pipeline.stages.obligations.carrying.no_deeds import is_no_deed
from pipeline.stages.obligations.carrying.opening import open_clause, take_described
from pipeline.stages.obligations.carrying.parties import take_frames
from pipeline.stages.obligations.carrying.purpose import take_purpose
from pipeline.stages.obligations.carrying.seats import stands_under, take_seat
from pipeline.stages.obligations.carrying.shares import apportion, said_of_all
from pipeline.stages.obligations.carrying.some_of_them import take_some_of_them
from pipeline.stages.obligations.carrying.state import Context, State
from pipeline.stages.obligations.carrying.tasks import adds_nothing, past_task
from pipeline.stages.obligations.carrying.upon import past_case
from pipeline.stages.obligations.carrying.whoever import take_whoever
from pipeline.stages.obligations.carrying.wishes import take_wish
from pipeline.stages.obligations.compounds import name_compounds
from pipeline.stages.obligations.doubts import note_doubts
from pipeline.stages.obligations.frames import Frame, Setting
from pipeline.stages.obligations.grammar.clauses import parse_clause
from pipeline.stages.obligations.grammar.worth import MODALS, TIMES
from pipeline.stages.obligations.splitting import split_clauses
from pipeline.stages.obligations.tokens import BRACKET, MARK, Token, find_any

_IDLE = frozenset(["否则", "无需", "无须", "毋需", "毋须", "不必"])
_SUCH_AS = frozenset(["如", "例如", "诸如", "比如", "譬如"])


@dataclass
class Sentence:
    """One sentence with its frames."""

    span: Span
    frames: list[Frame] = field(default_factory=list)
    lead_in: bool = False
    """Whether it ends with a colon and announces items."""
    modality: Modality = "obligation"
    modality_span: Span | None = None
    """What its last modal says: items behind a lead-in inherit it (禁止下列行为：)."""


class SentenceReader:
    """Reads the sentences of one leaf in order and carries the subject from one to the next."""

    def __init__(self, context: Context, carries: bool = True) -> None:
        self.context = context
        self.carries = carries
        self.subject = context.subject
        self.named = False
        """Whether the last sentence named its subject itself."""
        self.agents: set[Span | None] = set()
        self.count = Count()
        self.only_may = False
        """Whether the last sentence only allows its subject something: a next one without a modal is not of him."""
        self.before: Span | None = None
        """Who acted before the sentence that only allows something."""
        self.opening: Span | None = None
        """Who, no agent, the last sentence began with: a sentence that begins with 要 is of them again."""

    def read(self, tokens: Sequence[Token]) -> Sentence:
        """The frames of one sentence; where no mark ends it one is added, for the grammar looks behind clauses."""
        if (last := tokens[-1]).kind != MARK:
            tokens = [*tokens, Token(last.end, last.end, "\n", MARK, 0)]
        tokens = name_compounds(tokens)
        sentence = Sentence(Span(tokens[0].start, tokens[-1].end))
        state = State(tokens, self.context, self.subject if self.carries else self.context.subject, self.subject)
        if self.only_may and self.carries and not state.worth & MODALS:
            state.stand(self.before)
        if tokens[0].text == "要" and self.opening is not None:
            state.stand(self.opening)
        for start, end, mark in split_clauses(tokens, state.texts):
            _read_clause(state, past_number(state, start, end, self.count), end, mark)
            if mark in ("：", ":") and _take_listed(state, end):
                break
            if mark in ("；", ";"):
                state.part()
            elif mark in ("：", ":") and end + 1 < len(tokens):
                state.drop_label(start)
            sentence.lead_in = mark in ("：", ":")
        sentence.modality, sentence.modality_span = state.modality, state.modality_span
        self._carry_on(state, sentence.lead_in)
        frames = apportion(tokens, state.frames) if state.worth & TIMES else state.frames
        if "同时" in state.texts or "同步" in state.texts:
            frames = said_of_all(tokens, frames)
        sentence.frames[:] = [note_doubts(tokens, frame) for frame in frames]
        return sentence

    def _carry_on(self, state: State, lead_in: bool) -> None:
        """Keep who acts for the sentences and items behind."""
        if state.name is not None and lead_in and not state.frames:
            state.subject, state.named = state.name, True
        if state.topical:
            state.stand_again()
        first = state.frames[0] if state.frames else None
        self.agents.update([f.subject for f in state.frames if f.agent])
        self.opening = first.subject if first and not first.topical and first.subject not in self.agents else None
        self.named, before = state.named, self.subject
        said = {f.modality for f in state.frames if f.subject == state.subject} if state.subject is not None else set()
        self.only_may = said == {"permission"} and not self.context.article
        self.before = before if self.only_may and before != state.subject else self.before
        self.subject = self.subject if state.subject is None and not self.carries else state.subject


def _read_clause(state: State, start: int, end: int, mark: str) -> None:
    """Let one clause change what is known of its sentence."""
    tokens, texts = state.tokens, state.texts
    while start < end and (tokens[start].kind == MARK or _is_number(tokens[start])):
        start += 1
    start = past_date(state, start, end)
    start = take_wish(state, start, end) if start < end else start
    if start >= end or take_some_of_them(state, start, end, mark):
        return
    if take_whoever(state, start, end) or take_described(state, start, end, mark):
        return
    start = past_case(state, past_task(state, start, end, mark), end)
    if start >= end:
        return
    word = tokens[start].text
    if take_purpose(state, start, end, mark) or word in _IDLE:
        return
    if take_hope(state, start, end):
        return
    such = word in _SUCH_AS and state.frames and tokens[end - 1].text in ("等", "等等")
    if such or (word in _SUCH_AS and mark in ("，", ",") and _only_examples(tokens[start:end])):
        return
    if state.frames and tokens[start - 1].text in "，," and adds_nothing(tokens, start, end):
        return
    if "同时" in texts:
        start = while_doing(state, start, end)
    if adverbial := read_circumstance(state, start, end, mark):
        state.note(adverbial)
        state.list_start = None
        return
    if take_charge(state, start, end, mark):
        return
    if take_capacity(state, start, end, mark) or take_composition(state, start, end) or take_seat(state, start, end):
        return
    owes = mark in ("，", ",") and tokens[end - 1].text in ("义务", "权利") and state.defines(start, end)
    if owes or stands_under(tokens, start, end):
        return
    if take_fact(state, start, end, mark):
        return
    first = not state.frames
    open_clause(state, start, end)
    setting = Setting(None, state.modality, state.modality_span, [], first)
    setting.known, setting.public = state.topic or state.about, state.governs()
    setting.worth = state.worth
    if first and state.context.modality == "prohibition" and _may_be_banned(tokens[start].flags):
        setting.banned = start
    if tokens[end - 1].text == "除外":
        return
    frames = parse_clause(tokens, start, end, setting)
    if goes_on_listing(state, start, end, frames):
        extend_object(state, start, Span(tokens[start].start, tokens[end - 1].end), whole=True)
        return
    if setting.event is not None:
        state.event, state.about = setting.event, None
    if not frames and (
        setting.fronted or setting.subject or setting.modality_span != state.modality_span or setting.adverbials
    ):
        _take_front(state, setting)
        return
    if frames and not (frames := [f for f in frames if not is_no_deed(state, start, f)]):
        if find_any(tokens, ("了", "未", "没有", "尚未"), start, end) is not None:
            return
    asks = bool(frames) and asks_whether(state, start, end, frames[0])
    if frames and belongs_to_object(state, start, frames, asks):
        grow_object(state, Span(tokens[start].start, tokens[end - 1].end))
    elif not frames or asks:
        read_bare_clause(state, start, end, mark)
    elif mark not in ("，", ",") or not take_happening(state, start, end, frames):
        take_frames(state, start, end, frames)


def _is_number(token: Token) -> bool:
    """（2）借领支票者应当…: the number of a point within the sentence."""
    return token.kind == BRACKET and token.text[1:-1].strip().isdigit() and len(token.text) < 6


def _only_examples(tokens: Sequence[Token]) -> bool:
    """其他借款，如业务费、周转金等，: nouns only, up to 等 or with it."""
    return any(t.text == "等" for t in tokens) and not any(t.flags & (VERB | MODAL) or t.text == "的" for t in tokens)


def _may_be_banned(flags: int) -> bool:
    """排放污水, 围海造田: a verb that opens the item of a list of what is forbidden is no part of a noun."""
    return bool(flags & (VERB | Flag.GUESSED)) and (not flags & Flag.STATIVE or bool(flags & Flag.NOMINAL))


def _take_listed(state: State, colon: int) -> bool:
    """方案应说明：目的、形式和地点。: what stands behind the colon is the object of the verb of telling before it."""
    last = state.frames[-1] if state.frames else None
    if last is None or last.target is not None or last.children or last.clause.end != state.tokens[colon - 1].end:
        return False
    end = len(state.tokens)
    while end > colon + 1 and state.tokens[end - 1].kind == MARK:
        end -= 1
    if end <= colon + 1 or state.word_at(last.verbs[-1]) not in words("predicates", "telling_what"):
        return False
    if any(t.flags & MODAL for t in state.tokens[colon + 1 : end]):
        return False
    state.frames[-1] = last.with_(target=Span(state.tokens[colon + 1].start, state.tokens[end - 1].end))
    return True


def _take_front(state: State, setting: Setting) -> None:
    """企业应当自获批之日起，: subject, modal and adverbials of a clause whose predicate is yet to come."""
    if setting.subject is not None and state.topic is not None and not state.frames:
        state.act(setting.subject)
    state.subject = setting.subject or state.subject
    state.standing = setting.subject or state.standing
    state.named = state.named or setting.subject is not None
    for adverbial in setting.adverbials:
        state.hold(adverbial)
        if (word := state.word_at(adverbial.span)) in ("对", "对于"):
            state.about = Span(adverbial.span.start + len(word), adverbial.span.end)
    if setting.modality_span is not None:
        state.modality, state.modality_span = setting.modality, setting.modality_span
    if setting.fronted is not None:
        state.topic = setting.fronted
    elif setting.subject is None and setting.topic is not None:
        state.topic = setting.topic
