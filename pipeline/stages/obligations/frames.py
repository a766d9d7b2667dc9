"""What a clause says, before it becomes records: predicates with their arguments as spans of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.lexicon.words import Flag
from pipeline.model.notice import Modality, PartyRole, VerbRelation
from pipeline.model.text import Span
from pipeline.stages.obligations.tokens import MARK, TIME, Token, token_at

_EDGES = (MARK, TIME)
_JOINERS = frozenset(["并", "和", "与", "及", "或", "的话"])
NOWHERE = Span(0, 0)


class Adverbial(NamedTuple):
    """A stretch before the predicate and what it is: manner, occasion, condition, scope."""

    role: str
    span: Span


@dataclass(slots=True)
class Frame:
    """One predicate. `children` is what the party is to do.

    Nobody changes one; it is made anew by `with_`. It is not frozen, for to make a frozen one takes four times as long.
    """

    verbs: tuple[Span, ...]
    relation: VerbRelation | None = None
    party: Span | None = None
    party_role: PartyRole | None = None
    target: Span | None = None
    destination: Span | None = None
    adverbials: tuple[Adverbial, ...] = ()
    subject: Span | None = None
    modality: Modality = "obligation"
    modality_span: Span | None = None
    children: tuple[Frame, ...] = ()
    doubts: tuple[str, ...] = ()
    clause: Span = NOWHERE
    framed: bool = False
    """Whether the target was fronted with 将 or 把: later framing verbs share it."""
    fronted: bool = False
    """Whether the target was fronted with 对 or is the thing in front: bare predicates of later clauses share it."""
    prefix: int = 0
    """How many of the verbs govern the rest (推动将X纳入Y): later predicates in the frame repeat them."""
    topical: bool = False
    """Whether the subject is a thing: it is subject of its own clause only."""
    agent: bool = False
    """Whether the subject was named by 由, 经, 鼓励 or 严禁: it acts in its own clause only."""
    topic: Span | None = None
    """The thing before a predicate that has an object of its own (校车运载学生)."""
    passive: bool = False
    """Whether the target stands where the subject would, and nobody is named who acts."""
    open: bool = False
    """Whether predicates of later clauses may still belong to the party."""

    def with_(self, **changes: object) -> Frame:
        """The frame with other values in some fields; `dataclasses.replace` costs twice that."""
        changed = Frame(
            self.verbs,
            self.relation,
            self.party,
            self.party_role,
            self.target,
            self.destination,
            self.adverbials,
            self.subject,
            self.modality,
            self.modality_span,
            self.children,
            self.doubts,
            self.clause,
            self.framed,
            self.fronted,
            self.prefix,
            self.topical,
            self.agent,
            self.topic,
            self.passive,
            self.open,
        )
        for name, value in changes.items():
            setattr(changed, name, value)
        return changed


@dataclass(slots=True)
class Setting:
    """What a clause inherits from what stands before it in the sentence."""

    subject: Span | None = None
    modality: Modality = "obligation"
    modality_span: Span | None = None
    adverbials: list[Adverbial] = field(default_factory=list)
    first: bool = False
    """Whether no predicate stands before in the sentence."""
    agent: bool = False
    """Whether the subject was named by 由, 经, 鼓励 or 严禁."""
    verbal_topic: bool = False
    """Whether what stands before the modal is a verb with its object (采购食材应当查验): a condition, no subject."""
    acting_topic: bool = False
    """Whether what stands before the modal is a place that stands for those who run it: it goes on as subject."""
    about: tuple[int, int] | None = None
    """Positions of X where 对X stands before the modal: what the predicate may be about."""
    known: Span | None = None
    """What an earlier clause has named as that which is acted upon (对X，…): 进行V is V of it."""
    displaced: Span | None = None
    """Who was named before 由X said who acts (幼儿应当由家长接送): acted upon."""
    topic: Span | None = None
    """The thing before the modal of a clause without predicate (费用应于每年三月底前，…): of the next clause."""
    event: Span | None = None
    """What the clause says has happened (发现险情及时报告)."""
    fronted: Span | None = None
    """What 将 has named in a clause without verb (将检查情况，于四月底前报X)."""
    to: Span | None = None
    """Whom 向X and 给X name."""

    undergone: Span | None = None
    """What has been done something with before the modal (规划批准后不得变更): acted upon, if nothing else is."""
    public: bool = False
    """Whether who acted so far is a government or its department: what it encourages behind a comma it must."""
    banned: int | None = None
    """Where the item of a list of what is forbidden begins: only with a predicate."""
    worth: int = -1
    """Which questions are worth asking of the sentence (`grammar/worth.py`); all where nobody has looked."""
    topics: int = 0
    """How many things have been passed over that come first and are no subject."""

    def anew(self) -> Setting:
        """The same for a clause, which may add to it."""
        here = Setting(self.subject, self.modality, self.modality_span, list(self.adverbials), self.first)
        here.known, here.banned, here.public, here.worth = self.known, self.banned, self.public, self.worth
        return here

    def awaits(self, tokens: Sequence[Token], i: int) -> bool:
        """高校要面向企业，开发岗位: whether a modal before the comma still has no predicate, so that one opens here."""
        if not self.first or self.modality != "obligation" or self.modality_span is None:
            return False
        if i == 0 or tokens[i - 1].text not in ("，", ","):
            return False
        behind = token_at(tokens, self.modality_span.end)
        return behind is not None and bool(behind.flags & Flag.PREPOSITION)

    def governed(self, tokens: Sequence[Token], i: int) -> bool:
        """Whether a modal, an adverb or a subject of this clause stands right before the token."""
        if i == self.banned:
            return True
        if i == 0:
            return False
        before = tokens[i - 1].end
        for span in (self.modality_span, self.subject, self.to):
            if span is not None and span.end == before:
                return True
        for adverbial in self.adverbials:
            if adverbial.span.end == before:
                return True
        return False


def span_of(tokens: Sequence[Token], start: int, end: int) -> Span | None:
    """The stretch of the tokens without joiners, marks and times at either side; None if nothing is left."""
    while start < end and tokens[start].kind in _EDGES:
        start += 1
    while start < end and (tokens[end - 1].kind in _EDGES or tokens[end - 1].text in _JOINERS):
        end -= 1
    return Span(tokens[start].start, tokens[end - 1].end) if start < end else None
