"""A clause (what stands between commas) → frames: subject, modal and adverbials first, then the predicates.

Assumption: a thing before a modal whose verb has no object is what is acted upon.
"""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag, words
from pipeline.model.text import Span
from pipeline.stages.obligations.frames import Adverbial, Frame, Setting, span_of
from pipeline.stages.obligations.grammar.adverbials import leading_adverbial
from pipeline.stages.obligations.grammar.agents import agent_position, read_agent
from pipeline.stages.obligations.grammar.bans import BANS, forbidden_phrase, forbids_what_follows, is_short_deed
from pipeline.stages.obligations.grammar.companions import before_companion
from pipeline.stages.obligations.grammar.counted import before_duration, each_end
from pipeline.stages.obligations.grammar.described import described_actor, is_unmet
from pipeline.stages.obligations.grammar.events import IF, happening_end, occasion_end, says_moment, what_happens
from pipeline.stages.obligations.grammar.foremost import brought_down, ruling_position, topic_first
from pipeline.stages.obligations.grammar.fronting import read_fronted
from pipeline.stages.obligations.grammar.fronts import read_acted_upon, read_front
from pipeline.stages.obligations.grammar.future import is_future
from pipeline.stages.obligations.grammar.given import give_front
from pipeline.stages.obligations.grammar.granted import is_furthered, recommends, supports
from pipeline.stages.obligations.grammar.kinds import FRONTING, Tokens, is_verb, may_be_adverb, may_be_verb
from pipeline.stages.obligations.grammar.leave import leave_end
from pipeline.stages.obligations.grammar.light import read_banned, read_predicate
from pipeline.stages.obligations.grammar.modals import denied_twice, modal_position, read_modal
from pipeline.stages.obligations.grammar.occasions import add_occasion, before_everybody, name_before_time
from pipeline.stages.obligations.grammar.over_comma import approval_within, goes_over_comma
from pipeline.stages.obligations.grammar.positions import is_adverb_here, predicate_follows
from pipeline.stages.obligations.grammar.prepositional import take_adverbial
from pipeline.stages.obligations.grammar.subjects import adverbial_behind_name, on_behalf_end, subject_end
from pipeline.stages.obligations.grammar.told import told_position
from pipeline.stages.obligations.grammar.topical import prevents_well
from pipeline.stages.obligations.grammar.topics import attribute_phrase, is_predicate_verb, opens_later
from pipeline.stages.obligations.grammar.ways import breach_end, keeps_up
from pipeline.stages.obligations.grammar.worth import AGENTS, EACH, MODALS, TIMES, TOLD
from pipeline.stages.obligations.tokens import BRACKET, MARK, TIME, WORD

_STANDING_FOR = frozenset(["违背", "超出", "超越", "违反", "未经", "违反规定", "代表"])
"""What a phrase opens with that says against what rule, or on whose behalf, something is done."""


def parse_clause(tokens: Tokens, i: int, end: int, setting: Setting) -> list[Frame]:
    """The frames of the clause `tokens[i:end]`; empty where it holds no predicate."""
    end = before_duration(tokens, i, end)
    here, worth = setting.anew(), setting.worth
    topic: Span | None = None
    deed = is_verb(tokens[i])
    if worth & MODALS and (modal := modal_position(tokens, i, end)) is not None:
        topic = read_front(tokens, i, modal, here)
        i = modal
    elif (worth & AGENTS and (agent := agent_position(tokens, i, end)) is not None) or (
        worth & TOLD and (agent := told_position(tokens, i, end)) is not None
    ):
        topic, i = read_acted_upon(tokens, i, agent, here), agent
    elif (worth & TIMES and (stop := name_before_time(tokens, i, end)) is not None) or (
        stop := described_actor(tokens, i, end)
    ) is not None:
        here.subject, i = span_of(tokens, i, stop), stop
    elif (rules := ruling_position(tokens, i, end)) is not None:
        topic, i = read_front(tokens, i, rules, here), rules
    elif (down := brought_down(tokens, i, end)) is not None:
        topic, i = span_of(tokens, i, down), down
    frames = _read_rest(tokens, i, end, here, topic)
    setting.event, setting.fronted = here.event, here.fronted
    if not frames and not tokens[i].flags & Flag.PREPOSITION:
        setting.subject, setting.modality, setting.modality_span = here.subject, here.modality, here.modality_span
        setting.adverbials, setting.topic = here.adverbials, None if deed else topic
    return frames


def _read_rest(tokens: Tokens, i: int, end: int, here: Setting, topic: Span | None) -> list[Frame]:
    """Modal, adverbials and predicate from `i` on."""
    subject_read, begin = here.subject is not None, i
    about = span_of(tokens, *here.about) if here.about else None
    while i < end:
        token = tokens[i]
        text, kind, flags = token.text, token.kind, token.flags
        if kind in (MARK, TIME, BRACKET):
            i += 1
        elif text == "是" and i > 0 and tokens[i - 1].flags & MODAL:
            return []
        elif (
            flags & MODAL
            and not (
                flags & VERB
                and not predicate_follows(tokens, i + 1, end)
                and not recommends(tokens, i, end)
                and not forbids_what_follows(tokens, i, end)
            )
            and text != "请"
            and not is_furthered(tokens, i, here)
        ):
            i = read_modal(tokens, i, end, here)
        elif (text == "请" and flags & MODAL) or (
            text in ("支持", "引导")
            and i + 1 < end
            and tokens[i + 1].text == "鼓励"
            and not is_furthered(tokens, i + 1, here)
        ):
            i += 1
        elif text == "支持" and here.modality == "recommendation" and supports(tokens, i, end):
            i = read_modal(tokens, i, end, here)
        elif text == "未" and i == begin and here.first and not here.modality_span and is_unmet(tokens, i, end):
            return []
        elif text in FRONTING:
            if goes_over_comma(tokens, i, end):
                bound = approval_within(tokens, i, end) or end
                here.fronted = span_of(tokens, i + 1, bound)
                if bound < end and (occasion := span_of(tokens, bound, end)):
                    here.adverbials.append(Adverbial("occasion", occasion))
                return []
            if not is_future(tokens, i, end) and (
                frames := read_fronted(tokens, i, end, here, _read_rest, parse_clause)
            ):
                return give_front(tokens, frames, topic, here)
            i += 1
        elif (
            flags & Flag.NEGATION
            and i + 1 < end
            and predicate_follows(tokens, i + 1, end)
            and not (here.first and tokens[i + 1].flags & Flag.STATIVE and attribute_phrase(tokens, i, end))
        ):
            if here.modality == "obligation":
                here.modality, here.modality_span = "prohibition", Span(token.start, token.end)
            elif text == "不" and denied_twice(tokens, i, here):
                here.modality = "obligation"
            elif here.modality == "permission" and here.modality_span and here.modality_span.end <= tokens[begin].start:
                here.modality, here.modality_span = "prohibition", Span(token.start, token.end)
            i += 1
        elif (
            here.worth & EACH
            and (i == begin or tokens[i - 1].kind == TIME or here.governed(tokens, i))
            and (stop := each_end(tokens, i, end))
        ):
            if when := span_of(tokens, i, stop - 1):
                here.adverbials.append(Adverbial("occasion", when))
            i = stop
            if not tokens[i].flags & Flag.PURE:
                return give_front(tokens, read_predicate(tokens, i, end, here, about, parse_clause), topic, here)
        elif kind == WORD and flags & Flag.ADVERB and (is_adverb_here(tokens, i, end) or prevents_well(tokens, i, end)):
            here.adverbials.append(Adverbial("manner", Span(token.start, token.end)))
            i += 1
        elif text in _STANDING_FOR and (stop := breach_end(tokens, i, end, here) or on_behalf_end(tokens, i, end)):
            here.adverbials.append(Adverbial("manner", Span(token.start, tokens[stop - 1].end)))
            i = stop
        elif text in ("经", "经过", "由") and (stop := leave_end(tokens, i, end)):
            here.adverbials.append(Adverbial("occasion", Span(token.start, tokens[stop - 1].end)))
            i = stop
        elif text in ("由", "经") and (stop := read_agent(tokens, i, end, here)):
            i = stop
        elif (
            kind == WORD
            and flags & Flag.PREPOSITION
            and not is_predicate_verb(tokens, i, end, here)
            and (found := leading_adverbial(tokens, i, end))
        ):
            i, about = take_adverbial(tokens, i, end, found, about, here)
        elif (
            text in words("predicates", "auxiliary")
            or (text == "坚持" and keeps_up(tokens, i, end))
            or (text == "逾期" and i + 1 < end and tokens[i + 1].flags & Flag.NEGATION)
            or (text == "有" and i + 1 < end and tokens[i + 1].text in ("专人", "专职", "专门"))
            or (text == "有人" and i + 1 < end)
            or (kind == WORD and flags & Flag.JOINER and not flags & VERB)
        ):
            i += 1
        elif (text in words("clauses", "moment") and says_moment(tokens, i, end)) or (
            not subject_read and before_everybody(tokens, i, end)
        ):
            here.adverbials.append(Adverbial("occasion", Span(token.start, token.end)))
            i += 1
        elif (text in IF or text in words("predicates", "happening")) and (happens := happening_end(tokens, i, end)):
            verb, stop = happens
            if span := span_of(tokens, i, stop):
                here.adverbials.append(Adverbial("condition", span))
                here.event = what_happens(tokens, verb, stop)
            i = stop
        elif not subject_read and (close := adverbial_behind_name(tokens, i, end)):
            subject_read = True
            here.subject = span_of(tokens, i, close)
            i = close
        elif close := occasion_end(tokens, i, end if text == "报" else min(end, i + 6)):
            subject_read = add_occasion(tokens, i, close, here, subject_read)
            i = close
        elif flags & Flag.GUESSED and here.governed(tokens, i) and (i + 1 >= end or tokens[i + 1].text != "的"):
            frames = read_predicate(tokens, i, end, here, about, parse_clause)
            frames[0] = frames[0].with_(doubts=(*frames[0].doubts, "unknown-verb"))
            return give_front(tokens, frames, topic, here)
        elif text in BANS and flags & VERB and here.modality_span is None:
            return read_banned(tokens, i, end, here, parse_clause)
        elif is_predicate_verb(tokens, i, end, here):
            return give_front(tokens, read_predicate(tokens, i, end, here, about, parse_clause), topic, here)
        elif close := occasion_end(tokens, i, end):
            subject_read = add_occasion(tokens, i, close, here, subject_read)
            i = close
        elif not subject_read and (close := subject_end(tokens, i, end)):
            subject_read, close = True, before_companion(tokens, i, close, end)
            here.agent = here.agent or (i > 0 and tokens[i - 1].text == "有")
            here.subject = span_of(tokens, i, close)
            i = close
        elif here.governed(tokens, i) and may_be_adverb(tokens, i, end):
            here.adverbials.append(Adverbial("manner", Span(token.start, token.end)))
            i += 1
        elif (
            (
                (here.modality == "prohibition" and is_short_deed(tokens, i, end))
                or (here.governed(tokens, i) and may_be_verb(tokens, i, end))
            )
            and not opens_later(tokens, i, end)
            and not (i + 2 < end and is_verb(tokens[end - 1]) and text not in words("predicates", "short"))
        ):
            frames = read_predicate(tokens, i, end, here, about, parse_clause)
            frames[0] = frames[0].with_(doubts=(*frames[0].doubts, "unknown-verb"))
            return give_front(tokens, frames, topic, here)
        else:
            frames = topic_first(tokens, i, end, here, _read_rest, parse_clause)
            return frames or forbidden_phrase(tokens, i, end, here)
    return []
