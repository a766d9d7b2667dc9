"""Predicates with a light verb, and what 对X gives them: 对X进行V says V of X, 予以V says V, 给予X Y gives Y to X."""

from __future__ import annotations

from pipeline.lexicon.words import Flag, words
from pipeline.model.text import Span
from pipeline.stages.obligations.frames import Adverbial, Frame, Setting, span_of
from pipeline.stages.obligations.grammar.bans import vehicles_end
from pipeline.stages.obligations.grammar.kinds import Tokens, is_list_joiner, is_verb
from pipeline.stages.obligations.grammar.positions import predicate_follows
from pipeline.stages.obligations.grammar.predicates import ClauseParser, parse_predicates
from pipeline.stages.obligations.grammar.sharing import share_objects
from pipeline.stages.obligations.grammar.splits import next_predicate
from pipeline.stages.obligations.tokens import MARK, TIME, text_at, within

LIGHT = frozenset(["进行", "予以", "加以"])


def read_predicate(
    tokens: Tokens, i: int, end: int, here: Setting, about: Span | None, parse_clause: ClauseParser
) -> list[Frame]:
    """The frames of the predicate at `i`; `about` is what 对X before it has named."""
    if (join := _behind_denial(tokens, i, end, here)) is not None:
        denied = parse_predicates(tokens, i, join, here, parse_clause)
        return denied + parse_clause(tokens, join, end, Setting(here.subject))
    if tokens[i].text in ("予以", "加以") and about is None and here.known is None:
        k = i + 1
        while k < end and tokens[k].flags & Flag.ADVERB and not is_verb(tokens[k]):
            here.adverbials.append(Adverbial("manner", Span(tokens[k].start, tokens[k].end)))
            k += 1
        if k < end and is_verb(tokens[k]):
            join = next((m for m in range(k, end) if not is_verb(tokens[m])), end)
            if join + 1 < end and (tokens[join].text in ("并", "并且") or _or_does(tokens, join, end)):
                done = parse_predicates(tokens, k, join, here, parse_clause)
                return done + parse_clause(tokens, join, end, Setting(here.subject, here.modality, here.modality_span))
            i = k
    if tokens[i].text in LIGHT and i + 1 < end and (frames := read_light(tokens, i, end, here, about, parse_clause)):
        return frames
    frames = parse_predicates(tokens, i, end, here, parse_clause)
    if (about or here.known) and frames and tokens[i].text in ("给予", "授予"):
        frames[0] = _without_receiver(frames[0])
    if about and frames:
        frames[0] = _done_to(tokens, frames[0])
    bare = tokens[i].text in words("predicates", "bare")
    if about and not bare and frames and frames[0].target is None and frames[0].party is None:
        kept = tuple(a for a in frames[0].adverbials if a.span.end != about.end)
        frames[0] = frames[0].with_(target=about, adverbials=kept, fronted=not tokens[i].flags & Flag.INTRANSITIVE)
    return frames


def _or_does(tokens: Tokens, k: int, end: int) -> bool:
    """予以销毁或者采取其他措施: behind 或者 a verb with an object of its own, of which 予以 is not said."""
    return tokens[k].text in ("或者", "或") and k + 2 < end and tokens[k + 1].text in _WITH_OBJECT


_WITH_OBJECT = frozenset(["采取", "给予", "处以", "责令", "要求", "提请", "作出", "提出"])


def _behind_denial(tokens: Tokens, i: int, end: int, here: Setting) -> int | None:
    """不予批准并书面说明理由: where 并 stands behind what is denied; what follows must be done."""
    if here.modality_span is None or text_at(tokens, here.modality_span.start) != "不予":
        return None
    join = next((k for k in range(i + 1, end - 1) if tokens[k].text in ("并", "并且")), None)
    return join if join is not None and predicate_follows(tokens, join + 1, end) else None


def _done_to(tokens: Tokens, frame: Frame) -> Frame:
    """对X要摸排登记: a verb that closes the clause behind a plain one is done to X too."""
    if frame.target is None or frame.party or frame.destination or len(frame.verbs) > 1:
        return frame
    inside, first = within(tokens, frame.target), within(tokens, frame.verbs[0])[0]
    if len(inside) != 1 or not is_verb(inside[0]) or inside[0].text in words("predicates", "drawn_up"):
        return frame
    if not first.flags & Flag.PURE or first.flags & (Flag.LIGHT | Flag.RESULT):
        return frame
    if first.text in words("predicates", "doing_well"):
        return frame
    return frame.with_(verbs=(*frame.verbs, frame.target), relation="chain", target=None)


def read_banned(tokens: Tokens, i: int, end: int, here: Setting, parse_clause: ClauseParser) -> list[Frame]:
    """禁止一切野外用火: the deed that closes the clause is forbidden. 禁止围湖造田: no duty to forbid."""
    here.modality, here.modality_span = "prohibition", Span(tokens[i].start, tokens[i].end)
    if stop := vehicles_end(tokens, i + 1, end):
        here.subject, here.agent = span_of(tokens, i + 1, stop), True
        return parse_clause(tokens, stop, end, here) or parse_predicates(tokens, stop, end, here, parse_clause)
    last = end - 1
    if last > i + 1 and tokens[last].flags & Flag.PURE and not is_verb(tokens[last - 1]):
        if how := span_of(tokens, i + 1, last):
            here.adverbials.append(Adverbial("manner", how))
        i = last
    return parse_predicates(tokens, i, end, here, parse_clause)


def _without_receiver(frame: Frame) -> Frame:
    """对贫困学生给予财政补助: 对X has said to whom, so that what looks like a receiver belongs to what is given."""
    if frame.target is None or frame.destination is None or frame.destination.end != frame.target.start:
        return frame
    return frame.with_(target=Span(frame.destination.start, frame.target.end), destination=None)


def read_light(
    tokens: Tokens, i: int, end: int, here: Setting, about: Span | None, parse_clause: ClauseParser
) -> list[Frame]:
    """对X进行V工作: V of X; words before V say how. Where nothing says of what, the light verb stays, V its object."""
    target = about or here.known
    if target is None and not _in_case(tokens, i, here):
        return []
    stop = next((k for k in range(i + 1, end) if tokens[k].text in ("并", "并且") or _or_does(tokens, k, end)), end)
    stop = next_predicate(tokens, [i], i + 1, stop) or stop
    last = stop
    while last > i + 1 and tokens[last - 1].kind in (MARK, TIME):
        last -= 1
    last -= last - 2 > i and tokens[last - 1].text == "工作" and is_verb(tokens[last - 2])
    first = last
    while first > i + 1 and (is_verb(tokens[first - 1]) or (first < last and _joins_verbs(tokens, first - 1))):
        first -= 1
    while first < last and not is_verb(tokens[first]):
        first += 1
    if first + 1 < last and tokens[first].text in words("predicates", "strictly") and is_verb(tokens[first + 1]):
        first += 1
    if first >= last or _lists_deeds(tokens, i + 1, first):
        return []
    verbs = [k for k in range(first, last) if is_verb(tokens[k])]
    adverbials = [a for a in here.adverbials if target is None or a.span.end != target.end]
    if how := span_of(tokens, i + 1, first):
        adverbials.append(Adverbial("manner", how))
    frame = Frame(
        verbs=tuple(Span(tokens[k].start, tokens[k].end) for k in verbs),
        relation=("chain" if len(verbs) == verbs[-1] - verbs[0] + 1 else "and") if len(verbs) > 1 else None,
        target=target,
        adverbials=tuple(adverbials),
        subject=here.subject,
        modality=here.modality,
        modality_span=here.modality_span,
        clause=Span(tokens[i].start, tokens[stop - 1].end),
        fronted=target is not None,
    )
    if stop >= end:
        return [frame]
    rest = parse_clause(tokens, stop, end, Setting(here.subject, here.modality, here.modality_span))
    return [frame, *share_objects(tokens, frame, rest, joined=True)]


def _lists_deeds(tokens: Tokens, begin: int, last: int) -> bool:
    """进行身份查验和信息登记: behind a deed and a joiner a noun of its own, so that deeds are listed, and none is how.

    安全评估和环境评估 is one deed, done twice.
    """
    joins = [k for k in range(begin + 1, last) if is_list_joiner(tokens[k]) and is_verb(tokens[k - 1])]
    if not joins or tokens[last - 1].flags & Flag.ADVERB or tokens[last - 1].text == "等":
        return False
    return len(joins) > 1 or tokens[joins[0] - 1].text != tokens[last].text


def _in_case(tokens: Tokens, i: int, here: Setting) -> bool:
    """对问题突出的进行约谈: the case stands right before the light verb, and names nothing that is acted upon."""
    begin = tokens[i].start
    for case in reversed(here.adverbials):
        if case.span.end != begin or case.role == "condition":
            break
        begin = case.span.start
    else:
        return False
    if case.span.end != begin:
        return False
    return any(t.start == case.span.start and t.text in ("对", "对于") for t in tokens[:i])


def _joins_verbs(tokens: Tokens, i: int) -> bool:
    """A joiner between verbs, or the adverb behind one (检测和安全评价, 再细化、再分解)."""
    if tokens[i].text == "再" and tokens[i - 1].text == "、":
        return True
    return is_list_joiner(tokens[i]) or bool(tokens[i].flags & Flag.ADVERB and is_list_joiner(tokens[i - 1]))
