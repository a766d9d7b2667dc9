"""A thing that comes first and is no subject to be read as one (重大事项按程序报批): clause → frames that hold it.

In: a clause at whose front neither modal, adverbial nor predicate opens, and the reader of what stands behind the
thing. Out: the frames of its predicate with the thing at its place; none where no predicate follows.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.lexicon.words import MODAL, VERB, Flag, words
from pipeline.model.text import Span
from pipeline.stages.obligations.frames import Adverbial, Frame, Setting, span_of
from pipeline.stages.obligations.grammar.kinds import FRONTING, Tokens, is_body, is_list_joiner, is_noun, is_verb
from pipeline.stages.obligations.grammar.positions import opens, predicate_follows
from pipeline.stages.obligations.grammar.predicates import ClauseParser, parse_predicates
from pipeline.stages.obligations.grammar.things import bare_thing, bounds, enters, is_quantity, is_ruled
from pipeline.stages.obligations.grammar.ways import purpose_end
from pipeline.stages.obligations.tokens import MARK, TIME, WORD, Token, find_any

RestReader = Callable[[Tokens, int, int, Setting, Span | None], list[Frame]]
"""Reads modal, adverbials and predicate from a place of the clause on."""

_TAKEN = frozenset(["为主", "为单位", "单位", "单元"])
_BROUGHT = frozenset(["压缩", "缩短", "缩减", "压减", "减少"])
_LONGEST_MEASURED = 20
_MEASURED = ("时间", "时限", "期限", "周期", "工期", "环节", "材料", "次数")
_MOST_TOPICS = 8
"""Things first, one behind the other, in one clause; no notice has more than three."""


def topic_first(
    tokens: Tokens, i: int, end: int, here: Setting, read_rest: RestReader, parse_clause: ClauseParser
) -> list[Frame]:
    """重大事项按程序报批, 安全生产逐步形成…: a thing first, then its predicate; without one the clause has none."""
    here.topics += 1
    if here.topics > _MOST_TOPICS:
        return []
    for k in range(i + 1, end):
        at = k + 1 if tokens[k].text == "于" and k + 2 < end else k
        timed = tokens[at].kind == TIME and predicate_follows(tokens, at, end)
        verb = at + 1 if at > k and tokens[at].kind == TIME and at + 1 < end else k
        if _is_told(tokens, k, verb, end):
            frames = read_rest(tokens, k, end, here, None)
            topic = bare_thing(tokens, i, k)
            if frames and frames[0].target is None:
                frames[0] = frames[0].with_(target=topic)
            elif frames and frames[0].destination is None and frames[0].party is None:
                frames[0] = frames[0].with_(target=topic, destination=frames[0].target)
            return [f.with_(doubts=(*f.doubts, "topic-first")) for f in frames]
        behind = is_noun(tokens[k - 1]) or (k > i + 1 and tokens[k - 1].text in ("均", "都", "也", "还"))
        mainly = _mainly_by(tokens, k, end) if behind else None
        if behind and (timed or mainly or (tokens[k].kind == WORD and opens(tokens, k, end))):
            topic = _with_what_describes(tokens, i, here, bare_thing(tokens, i, k))
            if k == i + 1 and tokens[i].text == "全部":
                here.adverbials.append(Adverbial("manner", Span(tokens[i].start, tokens[i].end)))
                topic = None
            if mainly and tokens[mainly - 1].text == "为主" and is_body(tokens, mainly - 2):
                here.subject, here.agent = span_of(tokens, k + 1, mainly - 1), True
            elif mainly and tokens[mainly - 1].text != "为主":
                mainly = None
            frames = read_rest(tokens, mainly or k, end, here, None)
            if frames and frames[0].subject is None and (bounds(tokens, frames[0]) or is_ruled(tokens, frames[0])):
                frames[0] = frames[0].with_(subject=topic, topical=True)
                return frames
            if frames and frames[0].party is None and (frames[0].target is None or is_quantity(tokens, frames[0])):
                frames[0] = frames[0].with_(target=topic, fronted=frames[0].agent)
            elif frames and frames[0].subject is None and enters(tokens, frames[0]):
                frames[0] = frames[0].with_(target=topic, destination=frames[0].target)
            elif frames:
                frames[0] = frames[0].with_(topic=topic)
            return [f.with_(doubts=(*f.doubts, "topic-first")) for f in frames]
    return _verb_last(tokens, i, end, here, parse_clause)


def ruling_position(tokens: Tokens, i: int, end: int) -> int | None:
    """养犬管理遵循…的原则: where the verb stands that says by which principle the deed before it is done."""
    if end - i < 4 or not is_verb(tokens[i]) or tokens[end - 2].text != "的":
        return None
    if tokens[end - 1].text not in ("原则", "方针", "理念"):
        return None
    rules = (k for k in range(i + 1, end - 3) if tokens[k].text in ("遵循", "坚持", "贯彻", "秉持"))
    k = next(rules, None)
    if k is None or not is_noun(tokens[k - 1]) or is_list_joiner(tokens[k - 1]):
        return None
    return k if tokens[k - 1].flags & (VERB | Flag.ADVERB) != Flag.ADVERB else None


def brought_down(tokens: Tokens, i: int, end: int) -> int | None:
    """企业开办时间压缩至1个工作日内: where the verb stands that says down to what the thing before it is brought."""
    k = find_any(tokens, _BROUGHT, i + 1, min(end - 1, i + _LONGEST_MEASURED))
    if k is None or tokens[k + 1].text not in ("至", "到", "为") or not tokens[k - 1].text.endswith(_MEASURED):
        return None
    opens_with = tokens[i].flags & Flag.PURE and k > i + 2
    plain = not any(t.flags & (Flag.PREPOSITION | MODAL | Flag.ADVERB) or t.text in FRONTING for t in tokens[i:k])
    return k if plain and not opens_with and all(t.kind == WORD for t in tokens[i:k]) else None


def _mainly_by(tokens: Tokens, k: int, end: int) -> int | None:
    """发生的问题以兵役机关为主负责处理: where the deed begins behind who does it mostly.

    规划以村为单位编制: or behind by what.
    """
    stop = purpose_end(tokens, k, end) if tokens[k].text == "以" else None
    main = stop is not None and stop < end and tokens[stop - 1].text in _TAKEN and is_verb(tokens[stop])
    return stop if main else None


def _with_what_describes(tokens: Tokens, i: int, here: Setting, topic: Span | None) -> Span | None:
    """交接前发生的问题: the adverbial right before a verb that describes the thing belongs to the thing."""
    described = i + 1 < len(tokens) and is_verb(tokens[i]) and tokens[i + 1].text == "的"
    described = described and not tokens[i].flags & (Flag.STATIVE | Flag.UNKNOWN_VERB)
    if topic is None or not described or not here.adverbials or here.adverbials[-1].span.end != tokens[i].start:
        return topic
    return Span(here.adverbials.pop().span.start, topic.end)


def _is_told(tokens: Tokens, k: int, verb: int, end: int) -> bool:
    """考核结果于五日内反馈医院: what has come out, the verb by which it is told, and to whom, which ends the clause."""
    if not tokens[verb].flags & Flag.ADDRESSING or not is_verb(tokens[verb]) or not is_body(tokens, end - 1):
        return False
    told = tokens[k - 1].text in words("predicates", "tail") or tokens[k - 1].text in words("predicates", "outcome")
    return told and verb + 1 < end and not any(t.text == "的" for t in tokens[k:end])


def _verb_last(tokens: Tokens, i: int, end: int, here: Setting, parse_clause: ClauseParser) -> list[Frame]:
    """每日夜间巡查不少于3次: nothing opens a predicate, but a count says that the last verb is one."""
    if not any(t.kind == TIME for t in tokens[max(0, i - 2) : end]):
        return []
    last = end
    while last > i and tokens[last - 1].kind in (TIME, MARK):
        last -= 1
    if last <= i + 1 or not is_verb(tokens[last - 1]) or any(t.text == "的" for t in tokens[i:last]):
        return []
    frames = parse_predicates(tokens, last - 1, end, here, parse_clause)
    time = next((k for k in range(i, last) if tokens[k].kind == TIME), None)
    if time is None:
        return [_counted_behind(tokens, i, last - 1, frames[0])]
    if topic := span_of(tokens, i, time):
        frames[0] = frames[0].with_(target=topic)
    if how := span_of(tokens, time, last - 1):
        frames[0] = frames[0].with_(adverbials=(*frames[0].adverbials, Adverbial("manner", how)))
    frames[0] = frames[0].with_(doubts=("verb-last",))
    return frames


def _counted_behind(tokens: Tokens, i: int, verb: int, frame: Frame) -> Frame:
    """班组安全检查每周一次: before the verb who acts, then what is acted upon, or only how (安全, 应急)."""
    named = next((k for k in range(verb, i, -1) if is_body(tokens, k - 1)), i)
    how = named
    while how < verb and _says_how(tokens[how]):
        how += 1
    subject, thing = span_of(tokens, i, named), span_of(tokens, named, verb)
    frame = frame.with_(doubts=("verb-last",), subject=subject or frame.subject)
    if thing is not None and how == verb:
        return frame.with_(adverbials=(*frame.adverbials, Adverbial("manner", thing)))
    return frame.with_(target=thing)


def _says_how(token: Token) -> bool:
    """安全|检查, 夜间|巡查: of what field the deed is, or in which part of the day."""
    when = token.text in words("clauses", "when") or token.text in words("clauses", "moment")
    return bool(token.flags & Flag.ADVERB) or when or token.text in words("predicates", "field")
