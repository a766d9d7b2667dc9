"""From the first verb of a predicate to frames: chain, party and what it is to do, object, further predicates.

Assumption: after 督促, 指导, 组织 … a noun phrase that names somebody, with a predicate behind it, is the party.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.lexicon.words import GOVERNING, VERB, Flag, words
from pipeline.model.notice import PartyRole
from pipeline.model.text import Span
from pipeline.stages.obligations.frames import Adverbial, Frame, Setting, span_of
from pipeline.stages.obligations.grammar.bans import BANS
from pipeline.stages.obligations.grammar.chains import read_chain
from pipeline.stages.obligations.grammar.kinds import FRONTING, Tokens, is_list_joiner, is_verb
from pipeline.stages.obligations.grammar.more_deeds import each_in_its_way
from pipeline.stages.obligations.grammar.objects import read_object, whole_name
from pipeline.stages.obligations.grammar.parties import acts_in_ways, builds, find_party, past_adverbs, works
from pipeline.stages.obligations.grammar.positions import skip_light
from pipeline.stages.obligations.grammar.receivers import carried_out, told_of_right
from pipeline.stages.obligations.grammar.relation import chain_relation, strip_joiner
from pipeline.stages.obligations.grammar.sharing import share_objects
from pipeline.stages.obligations.grammar.splits import next_predicate, others_act
from pipeline.stages.obligations.grammar.verb_behind import by_leave
from pipeline.stages.obligations.tokens import TIME, WORD, Token

ClauseParser = Callable[[Tokens, int, int, Setting], list[Frame]]


def parse_predicates(tokens: Tokens, i: int, end: int, setting: Setting, parse_clause: ClauseParser) -> list[Frame]:
    """The frames of the predicates from the verb at `i` on, `end` exclusive, in order."""
    verbs, after = read_chain(tokens, i, end)
    if (
        len(verbs) > 1
        and tokens[verbs[-1]].text in ("检查", "督查")
        and tokens[verbs[-2]].text in ("督促", "监督", "指导")
    ):
        tokens = [*tokens[: verbs[-1]], _directing(tokens[verbs[-1]]), *tokens[verbs[-1] + 1 :]]
    if tokens[verbs[-1]].flags & GOVERNING and find_party(tokens, verbs[-1], after, end):
        return _frames(tokens, verbs, after, end, setting, parse_clause)
    split = None if told_of_right(tokens, verbs[-1], end) else next_predicate(tokens, verbs, after, end)
    frames = _frames(tokens, verbs, after, split if split else end, setting, parse_clause)
    if split:
        rest = strip_joiner(tokens, split, end)
        if rest == split and setting.modality == "prohibition":
            return frames
        who = None if tokens[split].text == "、" and others_act(tokens, rest, end) else setting.subject
        if setting.agent and tokens[split].text == "并" and by_leave(tokens, verbs[-1]):
            who = setting.displaced
        if each_in_its_way(tokens, verbs[0], split, end):
            how = Adverbial("manner", Span(tokens[rest].start, tokens[rest].end))
            here = Setting(who, setting.modality, setting.modality_span, [how])
            return frames + parse_predicates(tokens, rest + 1, end, here, parse_clause)
        again = _how_again(tokens, verbs[0], rest)
        behind = Setting(who, setting.modality, setting.modality_span, again)
        further = parse_clause(tokens, rest + len(again), end, behind)
        if split == after and further and _leaves_object(tokens, frames[-1], verbs[-1], rest):
            frames[-1] = frames[-1].with_(target=further[0].target)
        frames += share_objects(tokens, frames[-1], further, joined=rest > split)
    return frames


def _how_again(tokens: Tokens, verb: int, rest: int) -> list[Adverbial]:
    """不得违章指挥、违章作业: the word before the first verb, of which nothing is known, says how of the next too."""
    if verb == 0 or tokens[rest].flags or tokens[rest].kind != WORD or tokens[rest].text != tokens[verb - 1].text:
        return []
    return [Adverbial("manner", Span(tokens[rest].start, tokens[rest].end))]


def _directing(token: Token) -> Token:
    """督促检查各部门落实责任: behind 督促 what is checked is what somebody does, who is directed."""
    return token.flagged(token.flags | Flag.DIRECTED)


def _leaves_object(tokens: Tokens, frame: Frame, verb: int, rest: int) -> bool:
    """损坏、擅自占用设施: a verb without object right before 、 or 或者 and an adverb has that of the verb behind."""
    bare = frame.target is None and frame.party is None and frame.destination is None
    joined = tokens[rest - 1].text in ("、", "或者", "或") and (
        tokens[rest].flags & Flag.ADVERB or tokens[rest].text in ("从", "在")
    )
    return bool(bare and joined) and not tokens[verb].flags & (Flag.INTRANSITIVE | GOVERNING)


def _frames(
    tokens: Tokens, verbs: list[int], after: int, end: int, setting: Setting, parse_clause: ClauseParser
) -> list[Frame]:
    """The frames of one chain with what stands behind it; several only where a chain governs a 将 frame."""
    chain = [tokens[v] for v in verbs]
    spans = tuple([Span(verb.start, verb.end) for verb in chain])
    forbids = chain[0].text in BANS
    frame = Frame(
        spans,
        chain_relation(tokens, verbs) if len(verbs) > 1 else None,
        adverbials=tuple(setting.adverbials),
        subject=setting.subject,
        modality="prohibition" if forbids else setting.modality,
        modality_span=spans[0] if forbids else setting.modality_span,
        clause=Span(chain[0].start, tokens[end - 1].end),
        doubts=("unknown-verb",) if [verb for verb in chain if verb.flags & Flag.UNKNOWN_VERB] else (),
    )
    last = chain[-1]
    if after < end and tokens[after].text in FRONTING and all(verb.flags & Flag.CHAINING for verb in chain):
        inner = parse_clause(tokens, after, end, Setting(setting.subject, setting.modality, setting.modality_span))
        return _prefixed(frame, inner)
    if (
        end - after > 1
        and last.text in ("印发", "转发", "下发", "发", "批转", "印送", "发给")
        and (found := carried_out(tokens, frame, after, end))
    ):
        return found
    if (
        last.flags & (Flag.CHAINING | Flag.SUPPORTED)
        and after < end
        and (inner := _governed_clause(tokens, after, end, setting, parse_clause))
        and not (last.text in words("predicates", "ensuring") and inner[0].modality != setting.modality)
    ):
        return _prefixed(frame, inner)
    if last.text in words("predicates", "whole_party") and after < end and whole_name(tokens, after, end):
        return [frame.with_(target=span_of(tokens, after, end), party_role=_role(last.flags), open=True)]
    if last.flags & GOVERNING and (split := find_party(tokens, verbs[-1], after, end)):
        return [_with_party(tokens, frame, last.flags, after, split, end, parse_clause)]
    if after + 1 == end and tokens[after].text in ("等", "等等"):
        return [frame]
    return [read_object(tokens, frame, verbs, after, end)]


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
    """负责对X进行监管, 组织定期对X进行检查: what is governed begins with an adverbial."""
    k = after
    while k + 1 < end and (tokens[k].kind == TIME or tokens[k].flags & Flag.ADVERB) and not tokens[k].flags & VERB:
        k += 1
    if not tokens[k].flags & Flag.PREPOSITION or tokens[k].flags & (VERB | Flag.LIST_JOINER):
        return []
    if tokens[end - 1].text == "工作" and tokens[end - 2].text in ("相关", "有关", "其他"):
        return []
    return parse_clause(tokens, after, end, Setting(setting.subject, setting.modality, setting.modality_span))


def _role(flags: int) -> PartyRole:
    if flags & Flag.ASSISTED:
        return "assisted"
    return "supported" if flags & Flag.SUPPORTED else "directed"


def _with_party(
    tokens: Tokens, frame: Frame, flags: int, after: int, split: int, end: int, parse_clause: ClauseParser
) -> Frame:
    children = [] if acts_in_ways(tokens, split, end) else parse_clause(tokens, split, end, Setting())
    alone = split + 1 == end and tokens[split].flags & VERB
    if builds(tokens, after - 1, split, end):
        first = skip_light(tokens, split, end)
        how = [Adverbial("manner", Span(t.start, t.end)) for t in tokens[split:first] if t.kind == WORD]
        children = parse_predicates(tokens, first, end, Setting(adverbials=how), parse_clause)
    elif not children and (alone or works(tokens, after - 1, split, end)):
        children = parse_predicates(tokens, split, end, Setting(), parse_clause)
    verb = past_adverbs(tokens, split, end)
    listed = split < verb < end and is_list_joiner(tokens[max(split, verb - 2)])
    listed = listed or (split < verb < end and bool(tokens[verb].flags & Flag.INTRANSITIVE))
    if not children and listed and is_verb(tokens[verb]):
        how = [Adverbial("manner", Span(t.start, t.end)) for t in tokens[split:verb] if not is_list_joiner(t)]
        children = parse_predicates(tokens, verb, end, Setting(adverbials=how), parse_clause)
    party = span_of(tokens, after, split)
    if not children and not _only_adverbials(tokens, split, end):
        return frame.with_(target=span_of(tokens, after, end), doubts=(*frame.doubts, "party-unclear"))
    return frame.with_(party=party, party_role=_role(flags), children=tuple(children), open=True)


def _only_adverbials(tokens: Tokens, i: int, end: int) -> bool:
    return i < end and bool(tokens[i].flags & (Flag.PREPOSITION | Flag.ADVERB))
