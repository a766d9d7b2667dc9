"""What stands once and is of each: 公司每半年、车间每季度组织一次演练, 将X与Y同时部署、同时检查.

In: the tokens of a sentence and its frames. Out: the frames, one for each name with its own period, and with what is
said of all of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from pipeline.lexicon.words import MODAL, VERB, Flag
from pipeline.model.text import Span
from pipeline.stages.obligations.carrying.state import State
from pipeline.stages.obligations.frames import Frame, span_of
from pipeline.stages.obligations.grammar.kinds import is_body, is_list_joiner
from pipeline.stages.obligations.tokens import MARK, TIME, Token, said, text_before, within

_AT_ONCE = frozenset(["同时", "同步"])
Share = tuple[Span, Token]
"""A name and how often it acts."""


def apportion(tokens: Sequence[Token], frames: list[Frame]) -> list[Frame]:
    """The frames; one before whose verb several names stand, each with its period, is one frame a name."""
    if len([token for token in tokens if _is_period(token)]) < 2:
        return frames
    result: list[Frame] = []
    behind = 0
    for frame in frames:
        shares = _shares(tokens, behind, frame.verbs[0].start) if not frame.children else []
        result += _one_each(frame, shares) if shares else [frame]
        behind = frame.verbs[-1].end
    return result


def said_of_all(tokens: Sequence[Token], frames: Sequence[Frame]) -> list[Frame]:
    """将X与Y同时部署、同时检查: behind 、 and 同时 the deed is done as the one before it is."""
    result: list[Frame] = []
    for frame in frames:
        if frame.children:
            frame = frame.with_(children=tuple(said_of_all(tokens, frame.children)))
        last = result[-1].adverbials if result else ()
        own = [said(tokens, a.span) for a in frame.adverbials]
        if last and (not own or own[0] in _AT_ONCE) and text_before(tokens, last[-1].span.end) in _AT_ONCE:
            at = bisect_left(tokens, frame.verbs[0].start, key=attrgetter("start"))
            if at > 1 and tokens[at - 1].text in _AT_ONCE and tokens[at - 2].text == "、":
                frame = frame.with_(adverbials=(*last, *frame.adverbials[1:]))
        result.append(frame)
    return result


def name_and_time(state: State, start: int, end: int) -> Span | None:
    """各乡镇每月5日前，将报表送县局: who acts, and by when, in a clause of their own."""
    last = end
    while last > start and state.tokens[last - 1].kind == TIME:
        last -= 1
    name = state.tokens[start:last]
    if last in (start, end) or not is_body(state.tokens, last - 1):
        return None
    plain = not any(
        (t.kind == MARK and t.text != "、") or t.flags & (MODAL | Flag.PREPOSITION | Flag.PURE) for t in name
    )
    return span_of(state.tokens, start, last) if plain else None


def as_often(state: State, name: Span, end: int) -> Frame | None:
    """县级河长每月巡河1次，村级河长每周不少于1次: the deed before, with its own count, of whom a clause only names."""
    last, close = state.last_leaf(), state.tokens[end - 1]
    if last is None or not close.text.endswith(("次", "次以上")):
        return None
    return last.with_(subject=name, adverbials=(), clause=Span(name.start, close.end))


def _is_period(token: Token) -> bool:
    return token.kind == TIME and token.text[0] == "每"


def _shares(tokens: Sequence[Token], start: int, verb: int) -> list[Share]:
    """The names with their periods between the two places, if there are several and nothing else; else none."""
    shares: list[Share] = []
    name: list[Token] = []
    between = within(tokens, Span(start, verb))
    for k, token in enumerate(between):
        if _is_period(token):
            if not name or not is_body(name, len(name) - 1):
                return []
            shares.append((Span(name[0].start, name[-1].end), token))
            name = []
        elif shares and not name and (token.flags & (Flag.ADVERB | MODAL)) and k >= len(between) - 2:
            continue
        elif token.flags & (VERB | MODAL | Flag.PREPOSITION) and not token.flags & Flag.BODY:
            return []
        elif token.kind == MARK or is_list_joiner(token):
            if name:
                return []
        else:
            name.append(token)
    return shares if len(shares) > 1 and not name else []


def _one_each(frame: Frame, shares: list[Share]) -> list[Frame]:
    first, last = shares[0][0], shares[-1][0]
    own = tuple(a for a in frame.adverbials if not first.start <= a.span.start < last.start)
    doubts = tuple(d for d in frame.doubts if d != "topic-first")
    ends = [period.end for _, period in shares[:-1]] + [max(frame.clause.end, frame.verbs[-1].end)]
    return [
        frame.with_(subject=name, adverbials=own, doubts=doubts, clause=Span(name.start, end))
        for (name, _), end in zip(shares, ends, strict=True)
    ]
