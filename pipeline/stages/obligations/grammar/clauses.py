"""A clause (what stands between commas) → frames: subject, modal and adverbials first, then the predicates.

Assumptions: (1) 对X进行V says V of X; 将X…V…Y says V of X with Y as second argument; (2) a thing before a modal whose
verb has no object is what is acted upon.
"""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag, words
from pipeline.model.text import Span
from pipeline.stages.obligations.frames import Adverbial, Frame, Setting, span_of
from pipeline.stages.obligations.grammar.adverbials import is_footing_phrase, leading_adverbial
from pipeline.stages.obligations.grammar.agents import add_adverbial, agent_position, told_position
from pipeline.stages.obligations.grammar.fronting import companion, fronted_end, fronted_verb, with_fronted
from pipeline.stages.obligations.grammar.fronts import read_acted_upon, read_front
from pipeline.stages.obligations.grammar.kinds import (
    FRONTING,
    Tokens,
    is_body,
    is_list_joiner,
    is_noun,
    is_verb,
    may_be_adverb,
    may_be_verb,
)
from pipeline.stages.obligations.grammar.modals import (
    forbids_what_follows,
    is_future,
    modal_position,
    read_modal,
    recommends,
)
from pipeline.stages.obligations.grammar.positions import is_adverb_here, opens, predicate_follows
from pipeline.stages.obligations.grammar.predicates import parse_predicates
from pipeline.stages.obligations.grammar.sharing import share_objects
from pipeline.stages.obligations.grammar.splits import next_predicate
from pipeline.stages.obligations.grammar.subjects import adverbial_behind_name, subject_end
from pipeline.stages.obligations.grammar.things import (
    acts_alone,
    as_held,
    bare_thing,
    bounds,
    enters,
    is_done_to,
    is_quantity,
)
from pipeline.stages.obligations.grammar.topics import (
    attribute_phrase,
    happening_end,
    is_predicate_verb,
    last_verb,
    occasion_end,
    only_approval,
)
from pipeline.stages.obligations.tokens import BRACKET, MARK, TIME, WORD

_LIGHT = frozenset(["进行", "予以", "加以"])


def parse_clause(tokens: Tokens, i: int, end: int, setting: Setting) -> list[Frame]:
    """The frames of the clause `tokens[i:end]`; empty where it holds no predicate."""
    while end > i and tokens[end - 1].kind in (MARK,):
        end -= 1
    here = Setting(setting.subject, setting.modality, setting.modality_span, list(setting.adverbials), setting.first)
    here.known = setting.known
    topic: Span | None = None
    deed = is_verb(tokens[i])
    if (modal := modal_position(tokens, i, end)) is not None:
        topic = read_front(tokens, i, modal, here)
        i = modal
    elif (agent := agent_position(tokens, i, end) or told_position(tokens, i, end)) is not None:
        topic, i = read_acted_upon(tokens, i, agent, here), agent
    frames = _read_rest(tokens, i, end, here, topic)
    setting.event = here.event
    if not frames and not tokens[i].flags & Flag.PREPOSITION:
        setting.subject, setting.modality, setting.modality_span = here.subject, here.modality, here.modality_span
        setting.adverbials, setting.topic = here.adverbials, None if deed else topic
    return frames


def _read_rest(tokens: Tokens, i: int, end: int, here: Setting, topic: Span | None) -> list[Frame]:
    """Modal, adverbials and predicate from `i` on."""
    subject_read = False
    about = span_of(tokens, *here.about) if here.about else None
    to: Span | None = None
    while i < end:
        token = tokens[i]
        if token.kind in (MARK, TIME, BRACKET):
            i += 1
        elif (
            token.flags & MODAL
            and not (
                token.flags & VERB
                and not predicate_follows(tokens, i + 1, end)
                and not recommends(tokens, i, end)
                and not forbids_what_follows(tokens, i, end)
            )
            and token.text != "请"
        ):
            i = read_modal(tokens, i, end, here)
        elif token.text == "请" or (token.text in ("支持", "引导") and i + 1 < end and tokens[i + 1].text == "鼓励"):
            i += 1
        elif token.text == "支持" and here.modality == "recommendation" and subject_end(tokens, i + 1, end):
            i = read_modal(tokens, i, end, here)
        elif token.text in FRONTING:
            if not is_future(tokens, i, end) and (frames := _fronted(tokens, i, end, here)):
                return _finish(tokens, frames, topic, to, here)
            i += 1
        elif (
            token.flags & Flag.NEGATION
            and i + 1 < end
            and predicate_follows(tokens, i + 1, end)
            and not (here.first and tokens[i + 1].flags & Flag.STATIVE and attribute_phrase(tokens, i, end))
        ):
            if here.modality == "obligation":
                here.modality, here.modality_span = "prohibition", Span(token.start, token.end)
            i += 1
        elif token.kind == WORD and is_adverb_here(tokens, i, end):
            here.adverbials.append(Adverbial("manner", Span(token.start, token.end)))
            i += 1
        elif (
            token.kind == WORD
            and token.flags & Flag.PREPOSITION
            and not is_predicate_verb(tokens, i, end, here)
            and (found := leading_adverbial(tokens, i, end))
        ):
            adverbial, stop = found
            if stop == end and here.modality_span is not None and not is_footing_phrase(tokens, i, end):
                stop = last_verb(tokens, i, end) or end
                adverbial = Adverbial(adverbial.role, span_of(tokens, i, stop) or adverbial.span)
            if token.text in ("经", "经过") and only_approval(tokens, stop, end, here):
                here.subject = span_of(tokens, i + 1, stop)
                here.agent = True
                i = stop
                continue
            if token.text in ("对", "对于") and stop < end and tokens[stop - 1].text != "的":
                about = span_of(tokens, i + 1, stop)
            elif token.text in ("向", "给") and adverbial.span:
                to = span_of(tokens, i + 1, stop)
                i = stop
                continue
            add_adverbial(tokens, i, adverbial, stop, here)
            i = stop
        elif token.text in words("predicates", "auxiliary") or (
            token.kind == WORD and token.flags & Flag.JOINER and not token.flags & VERB
        ):
            i += 1
        elif token.text in words("predicates", "happening") and (close := happening_end(tokens, i, end)):
            if span := span_of(tokens, i, close):
                here.adverbials.append(Adverbial("condition", span))
                ends = tokens[close - 1].text in ("时", "后", "前")
                here.event = span_of(tokens, i + 1, close - ends)
            i = close
        elif not subject_read and (close := adverbial_behind_name(tokens, i, end)):
            subject_read = True
            here.subject = span_of(tokens, i, close)
            i = close
        elif (close := occasion_end(tokens, i, min(end, i + 6))) and (span := span_of(tokens, i, close)):
            here.adverbials.append(Adverbial("occasion", span))
            i = close
        elif token.flags & Flag.GUESSED and here.governed(tokens, i) and (i + 1 >= end or tokens[i + 1].text != "的"):
            frames = _predicate(tokens, i, end, here, about)
            frames[0] = frames[0].with_(doubts=(*frames[0].doubts, "unknown-verb"))
            return _finish(tokens, frames, topic, to, here)
        elif is_predicate_verb(tokens, i, end, here):
            return _finish(tokens, _predicate(tokens, i, end, here, about), topic, to, here)
        elif (close := occasion_end(tokens, i, end)) and (span := span_of(tokens, i, close)):
            here.adverbials.append(Adverbial("occasion", span))
            i = close
        elif not subject_read and (close := subject_end(tokens, i, end)):
            subject_read = True
            here.subject = span_of(tokens, i, close)
            i = close
        elif here.governed(tokens, i) and may_be_adverb(tokens, i, end):
            here.adverbials.append(Adverbial("manner", Span(token.start, token.end)))
            i += 1
        elif here.governed(tokens, i) and may_be_verb(tokens, i, end) and not _opens_later(tokens, i, end):
            frames = _predicate(tokens, i, end, here, about)
            frames[0] = frames[0].with_(doubts=(*frames[0].doubts, "unknown-verb"))
            return _finish(tokens, frames, topic, to, here)
        else:
            return _topic_first(tokens, i, end, here)
    return []


def _opens_later(tokens: Tokens, i: int, end: int) -> bool:
    """Whether a predicate opens behind the noun phrase that begins here (禁止室内存放X)."""
    return any(is_noun(tokens[k - 1]) and opens(tokens, k, end) for k in range(i + 1, end))


def _topic_first(tokens: Tokens, i: int, end: int, here: Setting) -> list[Frame]:
    """重大事项按程序报批, 安全生产逐步形成…: a thing first, then its predicate; without one the clause has none."""
    for k in range(i + 1, end):
        at = k + 1 if tokens[k].text == "于" and k + 2 < end else k
        timed = tokens[at].kind == TIME and predicate_follows(tokens, at, end)
        if _is_told(tokens, i, k, end):
            frames = _read_rest(tokens, k, end, here, None)
            topic = bare_thing(tokens, i, k)
            if frames and frames[0].target is None:
                frames[0] = frames[0].with_(target=topic)
            elif frames and frames[0].destination is None and frames[0].party is None:
                frames[0] = frames[0].with_(target=topic, destination=frames[0].target)
            return [f.with_(doubts=(*f.doubts, "topic-first")) for f in frames]
        behind = is_noun(tokens[k - 1]) or (k > i + 1 and tokens[k - 1].text in ("均", "都", "也"))
        if behind and (timed or (opens(tokens, k, end) and tokens[k].kind == WORD)):
            topic = bare_thing(tokens, i, k)
            frames = _read_rest(tokens, k, end, here, None)
            if frames and frames[0].subject is None and bounds(tokens, frames[0]):
                frames[0] = frames[0].with_(subject=topic, topical=True)
                return frames
            if frames and frames[0].party is None and (frames[0].target is None or is_quantity(tokens, frames[0])):
                frames[0] = frames[0].with_(target=topic, fronted=frames[0].agent)
            elif frames and frames[0].subject is None and enters(tokens, frames[0]):
                frames[0] = frames[0].with_(target=topic, destination=frames[0].target)
            elif frames:
                frames[0] = frames[0].with_(topic=topic)
            return [f.with_(doubts=(*f.doubts, "topic-first")) for f in frames]
    return _verb_last(tokens, i, end, here)


def _is_told(tokens: Tokens, i: int, k: int, end: int) -> bool:
    """考核结果反馈医院: what has come out, the verb by which it is told, and to whom at the end of the clause."""
    if not tokens[k].flags & Flag.ADDRESSING or not is_verb(tokens[k]) or not is_body(tokens, end - 1):
        return False
    told = tokens[k - 1].text in words("predicates", "tail") or tokens[k - 1].text in words("predicates", "outcome")
    return told and k + 1 < end and not any(t.text == "的" for t in tokens[k:end])


def _verb_last(tokens: Tokens, i: int, end: int, here: Setting) -> list[Frame]:
    """每日夜间巡查不少于3次: nothing opens a predicate, but a count says that the last verb is one."""
    if not any(t.kind == TIME for t in tokens[max(0, i - 2) : end]):
        return []
    last = end
    while last > i and tokens[last - 1].kind in (TIME, MARK):
        last -= 1
    if last <= i + 1 or not is_verb(tokens[last - 1]) or any(t.text == "的" for t in tokens[i:last]):
        return []
    frames = parse_predicates(tokens, last - 1, end, here, parse_clause)
    time = next((k for k in range(i, last) if tokens[k].kind == TIME), i)
    if topic := span_of(tokens, i, time):
        frames[0] = frames[0].with_(target=topic)
    if how := span_of(tokens, time, last - 1):
        frames[0] = frames[0].with_(adverbials=(*frames[0].adverbials, Adverbial("manner", how)))
    frames[0] = frames[0].with_(doubts=("verb-last",))
    return frames


def _predicate(tokens: Tokens, i: int, end: int, here: Setting, about: Span | None) -> list[Frame]:
    if tokens[i].text in ("予以", "加以") and about is None and here.known is None:
        k = i + 1
        while k < end and tokens[k].flags & Flag.ADVERB and not is_verb(tokens[k]):
            here.adverbials.append(Adverbial("manner", Span(tokens[k].start, tokens[k].end)))
            k += 1
        if k < end and is_verb(tokens[k]):
            i = k
    if tokens[i].text in _LIGHT and i + 1 < end and (frames := _light(tokens, i, end, here, about)):
        return frames
    frames = parse_predicates(tokens, i, end, here, parse_clause)
    if (about or here.known) and frames and tokens[i].text in ("给予", "授予"):
        frames[0] = _without_receiver(frames[0])
    bare = tokens[i].text in words("predicates", "bare")
    if about and not bare and frames and frames[0].target is None and frames[0].party is None:
        kept = tuple(a for a in frames[0].adverbials if a.span.end != about.end)
        frames[0] = frames[0].with_(target=about, adverbials=kept, fronted=not tokens[i].flags & Flag.INTRANSITIVE)
    return frames


def _without_receiver(frame: Frame) -> Frame:
    """对贫困学生给予财政补助: 对X has said to whom, so that what looks like a receiver belongs to what is given."""
    if frame.target is None or frame.destination is None or frame.destination.end != frame.target.start:
        return frame
    return frame.with_(target=Span(frame.destination.start, frame.target.end), destination=None)


def _light(tokens: Tokens, i: int, end: int, here: Setting, about: Span | None) -> list[Frame]:
    """对X进行V: V of X; words before V say how. Where nothing says of what, the light verb stays, V its object."""
    target = about or here.known
    if target is None:
        return []
    stop = next((k for k in range(i + 1, end) if tokens[k].text in ("并", "并且")), end)
    stop = next_predicate(tokens, [i], i + 1, stop) or stop
    last = stop
    while last > i + 1 and tokens[last - 1].kind in (MARK, TIME):
        last -= 1
    first = last
    while first > i + 1 and (is_verb(tokens[first - 1]) or (first < last and _joins_verbs(tokens, first - 1))):
        first -= 1
    while first < last and not is_verb(tokens[first]):
        first += 1
    if first + 1 < last and tokens[first].text in words("predicates", "strictly") and is_verb(tokens[first + 1]):
        first += 1
    if first >= last:
        return []
    verbs = [k for k in range(first, last) if is_verb(tokens[k])]
    adverbials = [a for a in here.adverbials if a.span.end != target.end]
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
        fronted=True,
    )
    if stop >= end:
        return [frame]
    rest = parse_clause(tokens, stop, end, Setting(here.subject, here.modality, here.modality_span))
    return [frame, *share_objects(tokens, frame, rest, joined=True)]


def _joins_verbs(tokens: Tokens, i: int) -> bool:
    """A joiner between verbs, or the adverb behind one (检测和安全评价)."""
    return is_list_joiner(tokens[i]) or bool(tokens[i].flags & Flag.ADVERB and is_list_joiner(tokens[i - 1]))


def _fronted(tokens: Tokens, i: int, end: int, here: Setting) -> list[Frame]:
    """将X…V…Y."""
    if i + 2 >= end:
        return []
    verb = fronted_verb(tokens, i, end)
    if verb is None or (tokens[i + 1].flags & Flag.PREPOSITION and tokens[i + 1].text not in ("与", "和", "同", "以")):
        return []
    stop = fronted_end(tokens, i, verb, end)
    inner = Setting(here.subject, here.modality, here.modality_span, list(here.adverbials))
    limit = companion(tokens, i + 1, stop, inner)
    target = span_of(tokens, i + 1, limit)
    if verb == i + 1:
        return []
    if stop == verb and tokens[verb].text in _LIGHT and (light := _light(tokens, verb, end, inner, target)):
        return light
    frames = _read_rest(tokens, stop, end, inner, None)
    return [with_fronted(tokens, f, target) for f in frames]


def _of_topic(frame: Frame, topic: Span) -> Frame:
    """X应当同步设计、同步施工: the thing in front is acted upon by every bare predicate of its clause."""
    bare = frame.target is None and frame.party is None and frame.destination is None
    return frame.with_(target=topic, passive=frame.subject is None) if bare else frame


def _finish(tokens: Tokens, frames: list[Frame], topic: Span | None, to: Span | None, here: Setting) -> list[Frame]:
    """Give the first frame what stood before it: a topic that is acted upon, an addressee."""
    if not frames:
        return frames
    if here.agent:
        frames = [f.with_(agent=True) if f.subject == here.subject else f for f in frames]
    first = as_held(tokens, frames[0])
    if to is not None and first.destination is None:
        first = first.with_(destination=to)
    topic = topic or here.displaced
    if topic is not None:
        if bounds(tokens, first) or (acts_alone(tokens, first) and not here.agent):
            first = first.with_(subject=topic, topical=True)
        elif first.target is None and first.party is None:
            first = first.with_(target=topic, passive=first.subject is None, fronted=True)
            frames[1:] = [_of_topic(f, topic) for f in frames[1:]]
        elif enters(tokens, first):
            first = first.with_(target=topic, destination=first.target, passive=first.subject is None)
        elif here.verbal_topic:
            first = first.with_(adverbials=(Adverbial("condition", topic), *first.adverbials))
        elif first.subject is None and is_done_to(tokens, topic, first):
            first = first.with_(adverbials=(Adverbial("scope", topic), *first.adverbials))
        elif first.subject is None:
            back = next((t.text == "其" for t in tokens if t.start == topic.start), False)
            first = first.with_(subject=topic, topical=back or not here.acting_topic)
    frames[0] = first
    return frames
