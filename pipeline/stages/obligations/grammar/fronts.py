"""What stands before a modal or 由: the subject, what is acted upon, and adverbials.

Assumption: before a modal (应当, 不得, 可以) stand the subject and adverbials only.
"""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag, words
from pipeline.model.text import Span
from pipeline.stages.obligations.frames import Adverbial, Setting, span_of
from pipeline.stages.obligations.grammar.adverbials import leading_adverbial
from pipeline.stages.obligations.grammar.agents import add_adverbial
from pipeline.stages.obligations.grammar.bans import BANS, VEHICLES
from pipeline.stages.obligations.grammar.deeds import (
    anybody_begins,
    does_behind_name,
    is_deed,
    is_verb_with_object,
    no_subject,
    only_before_modal,
)
from pipeline.stages.obligations.grammar.described import described_name, is_building, is_thing_there
from pipeline.stages.obligations.grammar.events import IF, event_span
from pipeline.stages.obligations.grammar.kinds import Tokens, is_body, is_list_joiner, is_noun, is_verb
from pipeline.stages.obligations.grammar.leave import leave_end
from pipeline.stages.obligations.grammar.occasions import (
    before_occasion,
    is_period,
    occasion_before_name,
    opens_period,
    thing_before,
)
from pipeline.stages.obligations.grammar.openings import describes_name, several_act, skip_opening
from pipeline.stages.obligations.grammar.positions import is_adverb_here
from pipeline.stages.obligations.grammar.subjects import clause_subject, is_place
from pipeline.stages.obligations.grammar.ways import LEAVE
from pipeline.stages.obligations.grammar.worth import HELD
from pipeline.stages.obligations.tokens import TIME

CONDITIONAL = frozenset(["如", "如果", "若", "倘若", "假如", "一旦", "凡", "凡是", "凡属", "凡能", "凡可"])
_IF_SO = IF | {"未经"}
_WHEN = frozenset(["的", "时", "后", "前", "期间", "之前", "之后", "以前", "以后"])
_ASKED = frozenset(["要求", "建议", "请求", "需要"])
"""对患者提出的不合理要求应耐心劝解: what somebody asks for is a thing here."""
_BOUNDS = frozenset(["以内", "以上", "以下", "内"])
"""员工请假3天以内由X批准: how long somebody is away is the case, and nothing that X does anything to."""
_CASE = frozenset(["情形", "情节", "情况", "性质", "后果", "问题"])
"""情节严重者应当…: such a case, and nobody."""


def read_front(tokens: Tokens, i: int, modal: int, here: Setting) -> Span | None:
    """Subject and adverbials before the modal; a subject that cannot act is returned as topic."""
    if is_thing_there(tokens, i, modal) or is_building(tokens, i, modal):
        return span_of(tokens, i, modal)
    i = skip_opening(tokens, i, modal)
    if i + 2 < modal and tokens[i].flags & Flag.ADVERB and tokens[i + 1].text in CONDITIONAL:
        i += 1
    unless = tokens[i].text in ("非", "无", "没有") and tokens[modal - 1].text in words("clauses", "exception")
    unless = unless or (tokens[i].text == "有" and tokens[modal - 1].text in words("clauses", "mishap"))
    unless = unless or (i + 1 < modal and tokens[i].text in CONDITIONAL)
    if unless and (condition := span_of(tokens, i, modal)):
        here.adverbials.append(Adverbial("condition", condition))
        return None
    if i + 1 == modal and tokens[i].text in ("要求", "引导", "支持"):
        return None
    asked = tokens[modal].text == "请" and tokens[modal - 1].text.endswith(VEHICLES) and modal - i < 6
    if described_name(tokens, i, modal) or asked:
        here.subject = span_of(tokens, i, modal)
        return None
    if occasion := occasion_before_name(tokens, i, modal):
        here.adverbials.append(Adverbial("occasion", Span(tokens[i].start, tokens[occasion - 1].end)))
        i = occasion
    while i < modal:
        if tokens[i].kind == TIME:
            i += 1
            continue
        if is_period(tokens, i, modal):
            here.adverbials.append(Adverbial("occasion", Span(tokens[i].start, tokens[i].end)))
            i += 1
            continue
        if tokens[i].flags & Flag.PREPOSITION and leave_end(tokens, i, modal + 1):
            here.adverbials.append(Adverbial("occasion", Span(tokens[i].start, tokens[modal - 1].end)))
            return None
        if tokens[i].flags & Flag.PREPOSITION and (found := leading_adverbial(tokens, i, modal)):
            if found[1] == modal and modal > i + 2 and tokens[modal - 1].text in words("clauses", "before_modal"):
                found = (Adverbial(found[0].role, Span(tokens[i].start, tokens[modal - 2].end)), modal - 1)
            if found[1] == modal - 1 and tokens[i].text in ("对", "对于") and tokens[modal - 1].text in _ASKED:
                found = (Adverbial(found[0].role, Span(tokens[i].start, tokens[modal - 1].end)), modal)
            if tokens[i].text in ("对", "对于", "针对") and tokens[found[1] - 1].text != "的":
                here.about = (i + 1, found[1])
            if tokens[i].text in words("predicates", "discovering"):
                here.event = event_span(tokens, i, found[1])
            add_adverbial(tokens, i, found[0], found[1], here)
            i = found[1]
            continue
        if is_adverb_here(tokens, i, modal + 1) and not describes_name(tokens, i, modal):
            here.adverbials.append(Adverbial("manner", Span(tokens[i].start, tokens[i].end)))
            i += 1
            continue
        if tokens[i].text in words("clauses", "before_modal") and tokens[i].text[0] != "最":
            i += 1
            continue
        break
    return _read_subject(tokens, i, modal, here) if i < modal else None


def read_acted_upon(tokens: Tokens, i: int, agent: int, here: Setting) -> Span | None:
    """What stands before 由, with its adverbials read: it is acted upon, whoever or whatever it names."""
    stop = agent
    while stop > i + 1 and tokens[stop - 1].flags & Flag.ADVERB and not tokens[stop - 1].flags & VERB:
        stop -= 1
        here.adverbials.append(Adverbial("manner", Span(tokens[stop].start, tokens[stop].end)))
    if (begin := before_occasion(tokens, i, stop)) and (occasion := span_of(tokens, begin, stop)):
        here.adverbials.append(Adverbial("occasion", occasion))
        stop = begin
    front = Setting()
    topic = read_front(tokens, i, stop, front) or front.subject
    if topic is None and (whole := span_of(tokens, i, stop)):
        topic = next((a.span for a in front.adverbials if a.role == "condition" and a.span.start == whole.start), None)
    if topic is None or tokens[stop - 1].text in ("的", "时", "后", "前", "期间"):
        here.adverbials += front.adverbials
        here.about = here.about or front.about
        return None
    if tokens[i].end == topic.start and tokens[i].text in words("clauses", "weak_adverb"):
        topic = Span(tokens[i].start, topic.end)
    here.adverbials += [a for a in front.adverbials if a.span.end <= topic.start]
    if tokens[stop - 1].text in _BOUNDS and any(t.text in words("predicates", "personal") for t in tokens[i:stop]):
        here.adverbials.append(Adverbial("condition", Span(topic.start, tokens[stop - 1].end)))
        return None
    while tokens[stop - 1].kind == TIME and tokens[stop - 1].start > topic.start:
        stop -= 1
    return Span(topic.start, tokens[stop - 1].end)


def _read_subject(tokens: Tokens, i: int, end: int, here: Setting) -> Span | None:
    """The subject, else what is said instead of one: when, if, how much. A thing is returned as topic."""
    permits = end < len(tokens) and tokens[end].flags & Flag.PERMISSION
    if permits and (leave := next((k for k in range(i + 1, end) if leave_end(tokens, k, end + 1)), None)):
        last = end - 1 - (tokens[end - 1].text in words("clauses", "before_modal"))
        here.adverbials.append(Adverbial("occasion", Span(tokens[leave].start, tokens[last].end)))
        end = leave
    while end > i + 1 and tokens[end - 1].kind == TIME:
        end -= 1
    if (anybody := anybody_begins(tokens, i, end)) is not None:
        before, where = span_of(tokens, i, anybody), tokens[anybody - 1].flags & Flag.LOCALIZER
        if before is not None and (where or is_verb(tokens[i]) or tokens[i].text == "未经"):
            here.adverbials.append(Adverbial("scope" if where else "condition", before))
        else:
            here.displaced = before
        i = anybody
    if here.worth & HELD and (held := thing_before(tokens, i, end)) is not None:
        read_front(tokens, held, end, here)
        return span_of(tokens, i, held)
    if _says_when(tokens, i, end, here):
        return None
    stop = _name_end(tokens, i, end)
    while stop > i + 1 and tokens[stop - 1].text in words("clauses", "before_modal"):
        stop -= 1
    where = stop > i + 1 and (is_body(tokens, stop - 2) or tokens[stop - 2].flags & Flag.LOCALIZER)
    if where and tokens[stop - 1].text in words("clauses", "when"):
        stop -= 1
        here.adverbials.append(Adverbial("occasion", Span(tokens[stop].start, tokens[stop].end)))
    span = span_of(tokens, i, stop)
    alone = i + 1 == stop == end < len(tokens) and tokens[i].text in words("predicates", "personal")
    if span and alone and tokens[end].flags & MODAL:
        here.adverbials.append(Adverbial("occasion", span))
        return None
    if span and (role := no_subject(tokens, i, stop)):
        here.adverbials.append(Adverbial(role, span))
        return None
    if span and is_deed(tokens, i, stop):
        here.adverbials.append(Adverbial("condition", span))
        if tokens[i].text in words("predicates", "discovering"):
            here.event = event_span(tokens, i, stop)
        span = None
    goes_on = stop < end and (tokens[stop].text in _IF_SO or tokens[stop].text in words("predicates", "personal"))
    if goes_on or (stop < end and tokens[stop].flags & (Flag.PURE | Flag.NEGATION)):
        while end > stop + 1 and tokens[end - 1].text in words("clauses", "before_modal"):
            end -= 1
        if circumstance := span_of(tokens, stop, end):
            here.adverbials.append(Adverbial("condition", circumstance))
    elif stop < end:
        read_front(tokens, stop, end, here)
    if span is None:
        return None
    if is_body(tokens, stop - 1):
        if stop == i + 1 and tokens[i].text[0] == "全" and end < len(tokens) and tokens[end].text in BANS:
            here.adverbials.append(Adverbial("scope", span))
            return None
        here.subject = span
        return None
    here.verbal_topic = is_verb_with_object(tokens, i, stop)
    here.acting_topic = is_place(tokens, stop - 1)
    return span


def _says_when(tokens: Tokens, i: int, end: int, here: Setting) -> bool:
    """经考核合格方可…, 情节严重者可…, 企业延期的应当…: an approval, a case or a circumstance with its subject."""
    last = tokens[end - 1].text
    described = end - i > 3 and tokens[end - 2].text == "的" and is_noun(tokens[end - 1])
    if tokens[i].text == "未经" and (described or (end - i in (2, 3) and last.endswith(("人员", "车辆", "者")))):
        return False
    if tokens[i].text == "未经" and is_body(tokens, end - 1):
        given = next((k + 1 for k in range(i + 1, end - 1) if tokens[k].text in LEAVE), end)
        if given < end and not is_list_joiner(tokens[given]) and tokens[given].text != "的":
            here.adverbials.append(Adverbial("condition", Span(tokens[i].start, tokens[given - 1].end)))
            here.subject = span_of(tokens, given, end)
            return True
    if tokens[i].text in ("经", "经过", "未经") or (tokens[i].text in _CASE and last.endswith("者")):
        role = "condition" if last.endswith("者") or tokens[i].text == "未经" else "occasion"
        while end > i + 2 and tokens[end - 1].text in words("clauses", "before_modal"):
            end -= 1
        here.adverbials.append(Adverbial(role, Span(tokens[i].start, tokens[end - 1].end)))
        return True
    if last not in _WHEN or end - i < 2:
        return False
    if (thing := before_occasion(tokens, i, end)) and not tokens[i].flags & (VERB | Flag.PREPOSITION):
        here.undergone = span_of(tokens, i, thing)
    begin = thing if thing and tokens[thing].text in ("经", "经过") else clause_subject(tokens, i, end) or i
    begin = i if last == "后" and several_act(tokens, i, end - 1) else begin
    if begin > i and begin != thing:
        here.subject = span_of(tokens, i, begin)
    if circumstance := span_of(tokens, begin, end):
        here.adverbials.append(Adverbial("condition" if last == "的" else "occasion", circumstance))
    return True


def _name_end(tokens: Tokens, i: int, end: int) -> int:
    """Where the name of somebody ends before an adverbial or a verb of the same clause, else `end`."""
    for k in range(i + 1, end):
        token = tokens[k]
        if not is_noun(tokens[k - 1]) or not is_body(tokens, k - 1) or is_list_joiner(token):
            continue
        if tokens[k - 1].text == "其" and k - 1 == i and end - i > 2:
            continue
        if (
            (token.flags & Flag.PURE and not any(t.text == "的" for t in tokens[k:end]))
            or is_deed(tokens, k, end)
            or does_behind_name(tokens, k, end)
            or token.kind == TIME
            or token.flags & Flag.NEGATION
            or token.text in _IF_SO
            or token.text in words("predicates", "happening")
            or (token.text in words("predicates", "personal") and only_before_modal(tokens, k + 1, end))
            or (token.flags & Flag.PREPOSITION and token.text not in ("和", "与", "同"))
            or is_adverb_here(tokens, k, end + 1)
            or opens_period(tokens, k, end)
        ):
            return k
    return end
