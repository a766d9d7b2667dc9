"""From the first verb of a predicate to frames: verb chains, objects, destinations, parties and what they are to do.

Assumptions: (1) verbs without an object between them share the object behind the last (研究解决X, 学习并贯彻执行X);
(2) a verb whose objects are nominal ends the chain (加强监督检查, 制定X的办法); (3) 并 before a predicate begins a new
one, 、 and 和 only before a plain verb with an object of its own and not inside a list closed by 等 + noun;
(4) after 督促, 指导, 组织 … a noun phrase that names somebody, with a predicate behind it, is the party.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable

from pipeline.lexicon.words import GOVERNING, VERB, Flag, words
from pipeline.model.notice import PartyRole, VerbRelation
from pipeline.model.text import Span
from pipeline.stages.obligations.frames import Adverbial, Frame, Setting, span_of
from pipeline.stages.obligations.positions import (
    FRONTING,
    Tokens,
    adverbial_end,
    is_adverb_here,
    is_attribute,
    is_body,
    is_list_joiner,
    is_noun,
    is_verb,
    opens,
    predicate_follows,
    skip_light,
)
from pipeline.stages.obligations.tokens import BRACKET, MARK, TIME, UNIT, WORD

_COMPLEMENTS = frozenset(["好", "出", "成", "了", "完", "完毕", "清", "起来", "在案"])
_TO = frozenset(["到", "至", "给", "为", "成", "在", "于", "入", "向", "至于"])


ClauseParser = Callable[[Tokens, int, int, Setting], list[Frame]]


def parse_predicates(tokens: Tokens, i: int, end: int, setting: Setting, parse_clause: ClauseParser) -> list[Frame]:
    """The frames of the predicates from the verb at `i` on, `end` exclusive, in order."""
    verbs, after = _chain(tokens, i, end)
    if tokens[verbs[-1]].flags & GOVERNING and _party(tokens, verbs[-1], after, end):
        return _frames(tokens, verbs, after, end, setting, parse_clause)
    split = _next_predicate(tokens, verbs, after, end)
    frames = _frames(tokens, verbs, after, split if split else end, setting, parse_clause)
    if split:
        rest = _strip_joiner(tokens, split, end)
        if rest == split and setting.modality == "prohibition":
            return frames
        further = parse_clause(tokens, rest, end, Setting(setting.subject, setting.modality, setting.modality_span))
        frames += share_objects(tokens, frames[-1], further, joined=rest > split)
    return frames


def share_objects(tokens: Tokens, previous: Frame, frames: list[Frame], joined: bool) -> list[Frame]:
    """纳入Z after X, 并定期考核 after 制定X: the object that the first of the frames leaves out is the one before."""
    if not frames or previous.target is None:
        return frames
    first = _unwrapped(tokens, frames[0]) if joined else frames[0]
    verb = next((t.text for t in tokens if first.verbs and t.start == first.verbs[-1].start), "")
    if verb in words("predicates", "entering") and first.destination is None and not first.framed:
        prefix = previous.verbs[: previous.prefix]
        first = first.with_(
            verbs=prefix + first.verbs,
            relation="chain" if prefix else first.relation,
            prefix=len(prefix),
            target=previous.target,
            destination=first.target,
            framed=previous.framed,
        )
    elif first.target is None and first.party is None:
        if (verb in words("predicates", "passing_on") and first.destination is not None) or (
            (joined or verb in words("predicates", "same_object"))
            and verb not in words("predicates", "on_event")
            and first.destination is None
        ):
            first = first.with_(target=previous.target)
    elif first.party is not None and joined and first.children and first.children[-1].target is None:
        first = _share_with_party(tokens, first, previous.target)
    return [first, *frames[1:]]


def _unwrapped(tokens: Tokens, frame: Frame) -> Frame:
    """并进行考核: the light verb gives way to the verb that is its whole object."""
    if frame.target is None or len(frame.verbs) != 1:
        return frame
    inside = [t for t in tokens if frame.target.start <= t.start < frame.target.end]
    light = next((t for t in tokens if t.start == frame.verbs[0].start), None)
    if light is None or light.text != "进行" or not all(is_verb(t) or is_list_joiner(t) for t in inside):
        return frame
    verbs = tuple(Span(t.start, t.end) for t in inside if is_verb(t))
    return frame.with_(verbs=verbs, target=None, relation="chain" if len(verbs) > 1 else None)


def _share_with_party(tokens: Tokens, frame: Frame, target: Span | None) -> Frame:
    """提供用品，并督促人员佩戴、使用: what they are to use is what is provided."""
    child = frame.children[-1]
    verb = next((t for t in tokens if t.start == child.verbs[-1].start), None)
    if verb is None or verb.flags & Flag.INTRANSITIVE or child.party is not None:
        return frame
    return frame.with_(children=(*frame.children[:-1], child.with_(target=target)))


def _strip_joiner(tokens: Tokens, i: int, end: int) -> int:
    while i < end and (tokens[i].text == "、" or tokens[i].flags & Flag.LIST_JOINER):
        i += 1
    return i


def _chain(tokens: Tokens, i: int, end: int) -> tuple[list[int], int]:
    """Positions of the verbs of the chain that begins at `i`, and the position behind it."""
    verbs, j = [i], i + 1
    while j < end:
        k = j
        while k < end and (is_list_joiner(tokens[k]) and tokens[k].flags & ~0 == tokens[k].flags):
            k += 1
        joined = k > j
        if not joined and tokens[verbs[-1]].flags & Flag.CHAINING:
            while k < end - 1 and is_adverb_here(tokens, k, end) and not is_verb(tokens[k]):
                k += 1
        if not joined and k + 1 < end and tokens[k].text == "进行" and is_verb(tokens[k + 1]) and k == j:
            k += 1
        if joined and tokens[j].text in ("并", "并且"):
            k = skip_light(tokens, k, end)
        if (
            joined
            and k < end
            and tokens[k].flags & Flag.GUESSED
            and tokens[j].text in ("、", "或者", "或")
            and _guess_continues(tokens, verbs[-1], k, end)
        ) or (k < end and is_verb(tokens[k]) and _continues(tokens, verbs[-1], k, end, joined)):
            verbs.append(k)
            j = k + 1
        else:
            break
    return verbs, j


def _guess_continues(tokens: Tokens, previous: int, k: int, end: int) -> bool:
    """伪造、冒用X: an unknown word between or behind verbs of a list is one of them."""
    if tokens[previous].flags & Flag.LIGHT:
        return False
    return k + 1 >= end or _has_object(tokens, k + 1, end)


def _continues(tokens: Tokens, previous: int, i: int, end: int, joined: bool) -> bool:
    """Whether the verb at `i`, right after the verb at `previous`, belongs to the same chain."""
    before, verb = tokens[previous], tokens[i]
    rest = i + 1
    if (rest < end and tokens[rest].text in ("的", "性", "型")) or before.text in words("predicates", "entering"):
        return False
    if not joined and verb.flags & Flag.PURE and rest + 1 >= end and rest < end:
        organised = before.text == "组织" and verb.text in words("predicates", "organised")
        if tokens[rest].text in words("predicates", "tail") and not before.flags & Flag.LIGHT and not organised:
            return False
    if not joined and verb.flags & Flag.NOMINAL and rest + 1 >= end and rest < end:
        if tokens[rest].text in words("predicates", "thing_tail") or tokens[rest].text in (
            "日志",
            "内容",
            "结果",
            "证",
        ):
            return False
    if (
        verb.flags & Flag.STATIVE
        and not joined
        and not verb.flags & Flag.CHAINING
        and not (
            before.flags & Flag.CHAINING and verb.flags & (Flag.PURE | Flag.NOMINAL) and before.text in ("拒绝", "申请")
        )
    ):
        return False
    if verb.flags & Flag.UNKNOWN_VERB and joined and not before.flags & Flag.LIGHT:
        return _object_or_end(tokens, rest, end)
    if before.text in words("predicates", "exposing") and any(t.text == "的" for t in tokens[rest:end]):
        return False
    if verb.flags & Flag.UNKNOWN_VERB or (verb.text in words("predicates", "topical") and not joined):
        return verb.text == "领导" and before.text == "负责"
    if before.text in words("predicates", "making") and verb.text in words("predicates", "finishing"):
        return _object_or_end(tokens, rest, end)
    if joined:
        if verb.flags & Flag.PURE:
            return not is_attribute(tokens, i, end) or not before.flags & Flag.LIGHT
        return not before.flags & Flag.LIGHT and _object_or_end(tokens, rest, end)
    if before.flags & Flag.LIGHT and not before.flags & Flag.CHAINING:
        return bool(verb.flags & GOVERNING and verb.flags & Flag.PURE and _party(tokens, i, rest, end))
    if verb.flags & Flag.PURE:
        if not before.flags & (Flag.CHAINING | Flag.NOMINAL) and any(t.text == "的" for t in tokens[i:end]):
            return False
        return not is_attribute(tokens, i, end)
    if before.text in words("predicates", "processing"):
        return _object_or_end(tokens, rest, end)
    return bool(before.flags & (Flag.CHAINING | Flag.NOMINAL)) and _object_or_end(tokens, rest, end)


def _is_attribute_of_rest(tokens: Tokens, i: int, end: int) -> bool:
    return i + 1 < end and tokens[i + 1].text == "的"


def _has_object(tokens: Tokens, i: int, end: int) -> bool:
    token = tokens[i]
    if is_list_joiner(token):
        return i + 1 < end and (is_verb(tokens[i + 1]) or bool(tokens[i + 1].flags & Flag.GUESSED))
    if token.kind in (UNIT,):
        return True
    if token.kind != WORD or token.text in words("predicates", "tail") or token.text in ("的", "等"):
        return False
    return not is_list_joiner(token) or (i + 1 < end and is_verb(tokens[i + 1]))


def _object_or_end(tokens: Tokens, i: int, end: int) -> bool:
    if i >= end or tokens[i].kind == TIME or tokens[i].text in ("并", "并且"):
        return True
    return _has_object(tokens, i, end) or (tokens[i].text == "、" and i + 1 < end and _adverb_opens(tokens, i + 1, end))


def _next_predicate(tokens: Tokens, verbs: list[int], after: int, end: int) -> int | None:
    """Where the next predicate of the clause begins (its joiner, if it has one)."""
    first = tokens[verbs[-1]]
    closed_list = _closed_list_end(tokens, after, end)
    for k in range(after, end):
        token = tokens[k]
        if k + 1 >= end:
            return None
        if (
            token.text in ("报", "上报", "报送", "抄送")
            and k > after
            and is_noun(tokens[k - 1])
            and is_body(tokens, end - 1)
        ):
            return k
        if (
            token.text in ("或者", "或")
            and tokens[k + 1].text in ("在", "对", "向", "由", "按照", "将", "把")
            and _later_verb(tokens, k, end)
        ):
            return k
        if token.text in ("并", "并且") and k >= after and predicate_follows(tokens, k + 1, end):
            if not is_attribute(tokens, _first_verb(tokens, k + 1, end), end) or k == after:
                return k
        if k < closed_list:
            continue
        if token.text == "、" and _adverb_opens(tokens, k + 1, end):
            return k
        if k == after:
            continue
        if is_list_joiner(token) and is_noun(tokens[k - 1]) and _independent(tokens, k + 1, end, token.text):
            return k
        if (
            first.flags & Flag.SERIAL
            and token.flags & Flag.ADVERB
            and not token.flags & VERB
            and is_noun(tokens[k - 1])
            and tokens[k - 1].text != "的"
            and tokens[k + 1].flags & Flag.PURE
            and k + 2 >= end
        ):
            return k
        if token.kind == WORD and first.flags & Flag.SERIAL and _serial(tokens, verbs, k, end):
            return k
    return None


def _later_verb(tokens: Tokens, i: int, end: int) -> bool:
    return any(tokens[k].flags & Flag.PURE for k in range(i + 2, end))


def _adverb_opens(tokens: Tokens, i: int, end: int) -> bool:
    """同时组织实施 behind 、: an adverb that is nothing else, and a predicate."""
    token = tokens[i]
    if not (token.flags & Flag.ADVERB or token.text == "同时") or token.text in words("clauses", "weak_adverb"):
        return False
    if token.flags & VERB or i + 1 >= end or not predicate_follows(tokens, i + 1, end):
        return False
    return not (
        tokens[i + 1].flags & Flag.NOMINAL and i + 2 < end and tokens[i + 2].text in words("predicates", "thing_tail")
    )


def _first_verb(tokens: Tokens, i: int, end: int) -> int:
    return next((k for k in range(i, end) if is_verb(tokens[k])), end - 1)


def _independent(tokens: Tokens, i: int, end: int, joiner: str) -> bool:
    """Whether what follows a list joiner is a predicate with an object of its own."""
    k = i
    if joiner == "、":
        while k < end and is_adverb_here(tokens, k, end):
            k += 1
    token = tokens[k] if k < end else None
    if token is None:
        return False
    if joiner in ("或者", "或") and token.flags & GOVERNING and _party(tokens, k, k + 1, end):
        return True
    if not token.flags & Flag.PURE or token.flags & Flag.STATIVE:
        return False
    if k + 1 >= end or (not is_noun(tokens[k + 1]) and not is_verb(tokens[k + 1])):
        return False
    if tokens[i - 2].flags & Flag.PURE and tokens[i - 2].kind == WORD:
        return False
    strong = token.text in words("predicates", "strong")
    if not strong:
        return False
    if k + 2 >= end or is_list_joiner(tokens[k + 2]):
        if tokens[k + 1].text in words("predicates", "thing_tail" if strong else "tail"):
            return joiner == "、" and strong
    if tokens[k + 1].text in words("predicates", "tail") and token.text in words("predicates", "compounding"):
        return False
    return not is_attribute(tokens, k, end) or (joiner == "、" and k > i)


def _closed_list_end(tokens: Tokens, i: int, end: int) -> int:
    """Behind the last 等 + noun (巡查、督查、考核等工作): before it, joiners join nouns."""
    for k in range(end - 1, i, -1):
        if tokens[k].text == "等":
            return k
    return i


def _serial(tokens: Tokens, verbs: list[int], k: int, end: int) -> bool:
    """召开会议研究推动工作: a plain verb, or a run of verbs with an object, right behind a complete object."""
    token = tokens[k]
    if not is_noun(tokens[k - 1]) or tokens[k - 1].text == "的" or tokens[k - 1].kind == TIME:
        return False
    if is_attribute(tokens, k, end) or token.flags & Flag.STATIVE:
        return False
    if tokens[verbs[-1]].text not in ("召开", "举办", "召集") and any(t.text == "的" for t in tokens[k:end]):
        return False
    if any(tokens[v].flags & GOVERNING for v in verbs) and not token.flags & Flag.LIGHT_FRAME:
        return tokens[verbs[-1]].text == "组织" and False
    if token.flags & Flag.PURE:
        return token.text not in words("predicates", "handled") and (
            (k + 1 < end and tokens[k + 1].text not in words("predicates", "tail"))
            or token.flags & (Flag.LIGHT_FRAME | Flag.LIGHT) != 0
        )
    if token.flags & Flag.NOMINAL and k + 1 < end and tokens[verbs[-1]].text == "召开":
        return is_verb(tokens[k + 1]) and tokens[k - 1].text in ("会", "会议", "大会", "例会")
    return False


def _frames(
    tokens: Tokens, verbs: list[int], after: int, end: int, setting: Setting, parse_clause: ClauseParser
) -> list[Frame]:
    """The frames of one chain with what stands behind it; several only where a chain governs a 将 frame."""
    spans = tuple(Span(tokens[v].start, tokens[v].end) for v in verbs)
    frame = Frame(
        verbs=spans,
        relation=_relation(tokens, verbs),
        adverbials=tuple(setting.adverbials),
        subject=setting.subject,
        modality=setting.modality,
        modality_span=setting.modality_span,
        clause=Span(tokens[verbs[0]].start, tokens[end - 1].end),
        doubts=("unknown-verb",) if any(tokens[v].flags & Flag.UNKNOWN_VERB for v in verbs) else (),
    )
    last = tokens[verbs[-1]]
    if after < end and tokens[after].text in FRONTING and all(tokens[v].flags & Flag.CHAINING for v in verbs):
        inner = parse_clause(tokens, after, end, Setting(setting.subject, setting.modality, setting.modality_span))
        return _prefixed(frame, inner)
    if (
        end - after > 1
        and last.text in ("印发", "转发", "下发", "发")
        and (found := _carried_out(tokens, frame, after, end))
    ):
        return found
    if (
        last.text in ("负责", "组织")
        and after < end
        and (inner := _governed_clause(tokens, after, end, setting, parse_clause))
    ):
        return _prefixed(frame, inner)
    if last.text in words("predicates", "whole_party") and after < end and _whole_name(tokens, after, end):
        return [frame.with_(target=span_of(tokens, after, end), party_role=_role(last.flags), open=True)]
    if last.flags & GOVERNING and (split := _party(tokens, verbs[-1], after, end)):
        return [_with_party(tokens, frame, last.flags, after, split, end, parse_clause)]
    return [_with_object(tokens, frame, verbs, after, end)]


def _prefixed(frame: Frame, inner: list[Frame]) -> list[Frame]:
    """推动将X纳入Y并作为Z: the governing verbs head every chain of the 将 frame."""
    if not inner:
        return [frame]
    return [
        f.with_(
            verbs=frame.verbs + f.verbs,
            relation="chain",
            adverbials=(frame.adverbials if n == 0 else ()) + f.adverbials,
            subject=f.subject or frame.subject,
            prefix=len(frame.verbs),
        )
        for n, f in enumerate(inner)
    ]


def _governed_clause(tokens: Tokens, after: int, end: int, setting: Setting, parse_clause: ClauseParser) -> list[Frame]:
    """负责对X进行监管, 组织对X进行检查: what is governed begins with an adverbial."""
    if not tokens[after].flags & Flag.PREPOSITION or tokens[after].flags & VERB:
        return []
    return parse_clause(tokens, after, end, Setting(setting.subject, setting.modality, setting.modality_span))


def _carried_out(tokens: Tokens, frame: Frame, after: int, end: int) -> list[Frame] | None:
    """印发各单位贯彻落实: to whom, and what they do with it."""
    closing = tokens[end - 1]
    if closing.text not in words("predicates", "carried_out") or not is_body(tokens, end - 2):
        return None
    receiver = span_of(tokens, after, end - 1)
    verb = Span(closing.start, closing.end)
    follow = Frame((verb,), subject=receiver, topical=True, modality=frame.modality, clause=verb, target=frame.target)
    return [frame.with_(destination=receiver), follow]


def _whole_name(tokens: Tokens, after: int, end: int) -> bool:
    """委托具有资质的机构，…: the object is a name, and the clause ends; what the party does may follow."""
    return is_body(tokens, end - 1) and not _party(tokens, after - 1, after, end)


def _relation(tokens: Tokens, verbs: list[int]) -> VerbRelation | None:
    if len(verbs) < 2:
        return None
    between = {tokens[k].text for a, b in itertools.pairwise(verbs) for k in range(a + 1, b)}
    if between & {"或", "或者"}:
        return "or"
    return "and" if between else "chain"


def _party(tokens: Tokens, verb: int, after: int, end: int) -> int | None:
    """Where the party that begins at `after` ends and its predicate begins; None if there is none."""
    if tokens[verb].text in ("监督", "检查", "考核") and tokens[end - 1].text in ("情况", "行为"):
        return None
    cautious = tokens[verb].text in words("predicates", "cautious_party")
    for k in range(after + 1, end):
        if tokens[k].text in ("与", "同") and is_body(tokens, k - 1) and _reciprocal(tokens, k, end):
            return k
        if not is_noun(tokens[k - 1]) or is_list_joiner(tokens[k]) or tokens[k].text in ("的", "等"):
            continue
        if is_body(tokens, k - 1) and _party_acts(tokens, k, end):
            return k
        if not cautious and tokens[verb].text in words("predicates", "any_party") and opens(tokens, k, end):
            return k
    return None


def _reciprocal(tokens: Tokens, i: int, end: int) -> bool:
    """支持A与B签订X: 与B says with whom."""
    for k in range(i + 2, end):
        if tokens[k].flags & Flag.PURE and is_noun(tokens[k - 1]):
            return tokens[k].text in words("predicates", "reciprocal")
    return False


def _party_acts(tokens: Tokens, i: int, end: int) -> bool:
    """Whether a predicate begins right behind the noun that names somebody."""
    if tokens[i].kind in (BRACKET, MARK):
        return False
    if opens(tokens, i, end):
        return True
    if tokens[i].flags & Flag.GUESSED and len(tokens[i - 1].text) > 1:
        return i + 1 >= end or tokens[i + 1].text != "的"
    k = skip_light(tokens, i, end)
    if k < end and k > i and tokens[k].flags & Flag.GUESSED:
        return True
    if k >= end:
        return False
    token = tokens[k]
    if (
        token.flags & Flag.NOMINAL
        and token.text not in words("predicates", "topical")
        and not is_attribute(tokens, k, end)
    ):
        if k + 1 < end and tokens[k + 1].flags & Flag.PURE:
            return True
        later = any(tokens[m].flags & Flag.PURE and is_noun(tokens[m - 1]) for m in range(k + 1, end))
        return k > i or (_object_or_end(tokens, k + 1, end) and not later)
    return False


def _role(flags: int) -> PartyRole:
    if flags & Flag.ASSISTED:
        return "assisted"
    return "supported" if flags & Flag.SUPPORTED else "directed"


def _with_party(
    tokens: Tokens, frame: Frame, flags: int, after: int, split: int, end: int, parse_clause: ClauseParser
) -> Frame:
    children = parse_clause(tokens, split, end, Setting())
    party = span_of(tokens, after, split)
    if not children and not _only_adverbials(tokens, split, end):
        return frame.with_(target=span_of(tokens, after, end), doubts=(*frame.doubts, "party-unclear"))
    return frame.with_(party=party, party_role=_role(flags), children=tuple(children), open=True)


def _only_adverbials(tokens: Tokens, i: int, end: int) -> bool:
    return i < end and bool(tokens[i].flags & (Flag.PREPOSITION | Flag.ADVERB))


def _with_object(tokens: Tokens, frame: Frame, verbs: list[int], after: int, end: int) -> Frame:
    last = tokens[verbs[-1]]
    if after < end - 1 and tokens[after].kind == BRACKET:
        after += 1
    while end > after + 1 and tokens[end - 1].kind == BRACKET and "简称" in tokens[end - 1].text:
        end -= 1
    if after < end and tokens[after].text in _COMPLEMENTS:
        after += 1
    if (
        after < end
        and tokens[after].text in _TO
        and last.flags & Flag.FRAMING
        and last.text not in words("predicates", "entering")
    ):
        return frame.with_(destination=span_of(tokens, after + 1, end))
    if after < end and tokens[after].text == "对" and last.text in ("开展", "进行", "实施"):
        if light := _nominal_predicate(tokens, frame, after, end):
            return light
    if last.text == "使用" and (cut := _use_end(tokens, after, end)):
        end = cut
    if handled := _handled(tokens, verbs, after, end):
        return _report_frame(tokens, frame, after, handled, end)
    for k in range(after, end):
        if (
            tokens[k].text in _TO
            and k > after
            and tokens[k].text in ("给", "到", "至", "为")
            and last.flags & Flag.FRAMING
        ):
            return frame.with_(target=span_of(tokens, after, k), destination=span_of(tokens, k + 1, end))
    if (last.flags & Flag.ADDRESSING or last.text in words("predicates", "handing")) and (
        split := _addressee_end(tokens, after, end)
    ):
        return frame.with_(destination=span_of(tokens, after, split), target=span_of(tokens, split, end))
    return frame.with_(target=span_of(tokens, after, end))


def _nominal_predicate(tokens: Tokens, frame: Frame, after: int, end: int) -> Frame | None:
    """开展对X的V: V of X; words between 的 and V say how."""
    mark = max((k for k in range(after, end) if tokens[k].text == "的"), default=None)
    if mark is None or not is_verb(tokens[end - 1]):
        return None
    first = end
    while first > mark + 1 and (is_verb(tokens[first - 1]) or is_list_joiner(tokens[first - 1])):
        first -= 1
    verbs = tuple(Span(t.start, t.end) for t in tokens[first:end] if is_verb(t))
    how = span_of(tokens, mark + 1, first)
    adverbials = frame.adverbials + ((Adverbial("manner", how),) if how else ())
    kept = frame.verbs[:-1]
    return frame.with_(
        verbs=kept + verbs,
        relation="chain" if len(kept + verbs) > 1 else None,
        target=span_of(tokens, after + 1, mark),
        adverbials=adverbials,
    )


def _use_end(tokens: Tokens, after: int, end: int) -> int | None:
    """使用X做Y: where X ends; what is done with it says how (ANNOTATION: 不得使用X做Y)."""
    for k in range(after + 1, end):
        if is_noun(tokens[k - 1]) and tokens[k].flags & (Flag.PURE | Flag.UNKNOWN_VERB) and k + 1 < end:
            if not is_attribute(tokens, k, end) and not any(t.text == "的" for t in tokens[k:end]):
                return k
    return None


def _handled(tokens: Tokens, verbs: list[int], after: int, end: int) -> int | None:
    """报X备案, 移交X处理: the place of the closing verb."""
    if tokens[verbs[-1]].text not in words("predicates", "handing") or end - after < 2:
        return None
    k = end - 1
    if tokens[k].text in words("predicates", "handled") and is_body(tokens, k - 1):
        return k
    return None


def _report_frame(tokens: Tokens, frame: Frame, after: int, closing: int, end: int) -> Frame:
    return frame.with_(
        verbs=(*frame.verbs, Span(tokens[closing].start, tokens[closing].end)),
        relation="chain",
        destination=span_of(tokens, after, closing),
    )


def _addressee_end(tokens: Tokens, after: int, end: int) -> int | None:
    """Where a leading addressee ends (告知承租人X); `end` if the whole object names somebody."""
    if after >= end:
        return None
    last = end
    while last > after and tokens[last - 1].kind in (MARK, TIME):
        last -= 1
    if last > after and is_body(tokens, last - 1):
        return last
    for k in range(after + 1, last):
        if (
            is_body(tokens, k - 1)
            and len(tokens[k - 1].text) > 1
            and not is_list_joiner(tokens[k])
            and tokens[k].text != "的"
            and (
                tokens[k].text
                in ("其", "有关", "相关", "涉及", "本", "该", "下列", "需要", "需", "应当", "如何", "是否")
                or tokens[k].flags & Flag.STATIVE
            )
        ):
            return k
    return None


def adverbial_role(tokens: Tokens, i: int, end: int) -> str:
    """manner, occasion, scope: by the first and last word of the phrase."""
    first, last = tokens[i].text, tokens[end - 1].text
    if last in ("时", "后", "前", "期间", "以前", "之前", "之后", "以后", "之际", "过程中") or first in (
        "遇",
        "每逢",
        "当",
    ):
        return "occasion"
    if first in ("除", "除了", "从", "在", "就", "于", "自"):
        return "scope"
    return "manner"


def leading_adverbial(tokens: Tokens, i: int, end: int) -> tuple[Adverbial, int] | None:
    """The prepositional phrase at `i` and the position behind it, if one stands there."""
    if tokens[i].kind != WORD or not tokens[i].flags & Flag.PREPOSITION:
        return None
    stop = adverbial_end(tokens, i, end)
    if stop is None or stop <= i + 1:
        return None
    span = span_of(tokens, i, stop)
    return (Adverbial(adverbial_role(tokens, i, stop), span), stop) if span else None
