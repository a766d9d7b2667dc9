"""把X抓好抓实, 把X谋划好、落实好: how well a thing is done closes the clause → the verbs that say so, and their frame.

In: the tokens and where 把 or 将 stands. Out: a frame whose target is the thing; none where another predicate follows.
"""

from __future__ import annotations

from pipeline.lexicon.words import Flag, words
from pipeline.model.text import Span
from pipeline.stages.obligations.frames import Adverbial, Frame, Setting, span_of
from pipeline.stages.obligations.grammar.kinds import FRONTING, Tokens, is_list_joiner, is_verb
from pipeline.stages.obligations.grammar.positions import is_adverb_here
from pipeline.stages.obligations.grammar.relation import chain_relation

_WELL = frozenset(["好", "清楚", "彻底", "扎实", "到位", "到底", "到人", "整齐", "干净", "齐全"])
_COMES_ABOUT = frozenset(["落地", "见效"])


def thing_end(tokens: Tokens, i: int, end: int) -> int:
    """Where what 把 says ends: before 、 and a further 把, before 好并, else with the clause."""
    for k in range(i + 3, end - 1):
        if tokens[k].text == "、" and tokens[k + 1].text in FRONTING:
            return k
        if tokens[k].text in ("并", "并且") and tokens[k - 1].text in _WELL:
            return k
    return end


def well_done(tokens: Tokens, i: int, end: int, here: Setting) -> Frame | None:
    """The frame of 把X抓好抓实 up to `end`."""
    verbs, first = _verbs(tokens, i, end)
    if not verbs:
        verbs, first = _made_so(tokens, i, end)
    if not verbs or any(t.text in words("predicates", "entering") for t in tokens[i + 2 : first]):
        return None
    stop = first
    while stop > i + 2 and (is_adverb_here(tokens, stop - 1, end) or tokens[stop - 1].flags & Flag.ADVERB):
        if is_verb(tokens[stop - 1]):
            break
        stop -= 1
    return closing_frame(tokens, i, stop, verbs, end, here)


def closing_frame(tokens: Tokens, i: int, stop: int, verbs: list[int], end: int, here: Setting) -> Frame:
    """The frame of 把X…V that its verbs close: X ends at `stop`, and what stands between says how."""
    how = [Adverbial("manner", Span(t.start, t.end)) for t in tokens[stop : verbs[0]]]
    return Frame(
        tuple(Span(tokens[k].start, tokens[k].end) for k in verbs),
        chain_relation(tokens, verbs),
        target=span_of(tokens, i + 1, stop),
        adverbials=(*here.adverbials, *how),
        subject=here.subject,
        modality=here.modality,
        modality_span=here.modality_span,
        clause=Span(tokens[i].start, tokens[end - 1].end),
        framed=True,
    )


def _verbs(tokens: Tokens, i: int, end: int) -> tuple[list[int], int]:
    """The verbs from the end of the clause back, each with 好 or saying itself how well; where they begin."""
    verbs: list[int] = []
    k, how = end, words("predicates", "resultative") | _COMES_ABOUT
    while k > i + 2:
        last = tokens[k - 1]
        if last.text in _WELL and is_verb(tokens[k - 2]) and k - 2 > i + 1:
            verbs.insert(0, k - 2)
            k -= 2
        elif is_verb(last) and last.text in how:
            verbs.insert(0, k - 1)
            k -= 1
        elif verbs and is_list_joiner(last) and k == verbs[0]:
            k -= 1
        else:
            break
    before = tokens[verbs[0] - 1] if verbs else None
    if before is None or is_list_joiner(before) or (before.text == "同" and before.flags & Flag.ADVERB):
        return [], end
    return verbs, verbs[0]


def _made_so(tokens: Tokens, i: int, end: int) -> tuple[list[int], int]:
    """把任务项目化、清单化, 把措施逐项具体化: what the thing is made close the clause, several or behind an adverb."""
    verbs = [end - 1]
    while verbs[0] > i + 3 and tokens[verbs[0] - 1].text == "、":
        verbs.insert(0, verbs[0] - 2)
    before = tokens[verbs[0] - 1]
    alone = len(verbs) == 1 and (not before.flags & Flag.ADVERB or is_verb(before))
    if alone or any(len(tokens[k].text) != 3 or tokens[k].text[-1] != "化" for k in verbs):
        return [], end
    plain = any(t.flags & Flag.PURE for t in tokens[i + 2 : verbs[0]])
    return ([], end) if plain and all(t.text != "的" for t in tokens[i + 2 : verbs[0]]) else (verbs, verbs[0])
