"""Who is recommended or allowed to do something (鼓励企业发展X, 允许机构检测): where the name ends, what follows."""

from __future__ import annotations

from pipeline.lexicon.words import GOVERNING, VERB, Flag, words
from pipeline.model.text import Span
from pipeline.stages.obligations.frames import Adverbial, Setting
from pipeline.stages.obligations.grammar.bans import does_wrongly, vehicles_end
from pipeline.stages.obligations.grammar.building import NO_WORK
from pipeline.stages.obligations.grammar.described import described_name
from pipeline.stages.obligations.grammar.kinds import (
    Tokens,
    after_modal,
    is_body,
    is_list_joiner,
    is_noun,
    is_verb,
    takes_object,
)
from pipeline.stages.obligations.grammar.parties import builds, party_acts
from pipeline.stages.obligations.grammar.subjects import adverbial_behind_name, subject_end
from pipeline.stages.obligations.grammar.ways import BREACH
from pipeline.stages.obligations.tokens import Token


def recommends(tokens: Tokens, i: int, end: int) -> bool:
    """鼓励各地加快建设, 允许企业自行检测: a recommendation to somebody, or a permission."""
    return is_granted(tokens[i]) and grantee_end(tokens, i, end) is not None


def is_furthered(tokens: Tokens, i: int, here: Setting) -> bool:
    """各部门要鼓励企业发展X, 应当采取措施，提倡X: behind a modal that obliges, to recommend is what must be done."""
    furthers = tokens[i].flags & Flag.RECOMMENDATION and tokens[i].flags & Flag.SUPPORTED
    if not furthers or here.modality != "obligation" or here.modality_span is None:
        return False
    if i + 1 < len(tokens) and tokens[i + 1].flags & Flag.PREPOSITION and is_verb(tokens[i + 1]):
        return False
    first = i - (i > 0 and tokens[i - 1].text in ("引导", "支持"))
    return after_modal(tokens, first) or (here.public and _goes_on(tokens, i, here.modality_span))


def _goes_on(tokens: Tokens, i: int, modal: Span) -> bool:
    """Whether nothing but adverbs stands between the comma and the token, and the modal before the comma."""
    while i > 0 and tokens[i - 1].flags & Flag.ADVERB and not tokens[i - 1].flags & VERB:
        i -= 1
    return i > 0 and tokens[i - 1].text in ("，", ",") and modal.end <= tokens[i - 1].start


def grantee_end(tokens: Tokens, i: int, end: int) -> int | None:
    """Where the name ends of whom something is recommended or allowed to, also before what they are to build up."""
    if stop := subject_end(tokens, i + 1, end):
        return _before_toward(tokens, i + 2, stop)
    if stop := adverbial_behind_name(tokens, i + 1, end):
        return stop
    return next(
        (
            k
            for k in range(i + 2, end)
            if is_body(tokens, k - 1) and (builds(tokens, i, k, end) or _does_alone(tokens, k, end))
        ),
        None,
    )


def barred_end(tokens: Tokens, i: int, end: int) -> int | None:
    """禁止任何单位收费, 禁止任何单位违反规定收费, 严禁企业违法排放X: where the name ends of whom it is forbidden."""
    if stop := subject_end(tokens, i, end) or vehicles_end(tokens, i, end):
        return stop
    for k in range(i + 1, end - 1):
        if tokens[k].flags & Flag.PURE or tokens[k].text == "的":
            return None
        if is_body(tokens, k - 1) and (tokens[k].text in BREACH or does_wrongly(tokens, k)):
            return k
    return None


def _does_alone(tokens: Tokens, i: int, end: int) -> bool:
    """鼓励毕业生自主创业, 鼓励银行开发新产品: verbs without object close the clause, or a verb with its thing does."""
    k = i
    while k < end - 1 and tokens[k].flags & Flag.ADVERB and not is_verb(tokens[k]):
        k += 1
    verb = tokens[k]
    if not verb.flags & Flag.NOMINAL or is_list_joiner(tokens[i]):
        return False
    if all(is_verb(t) for t in tokens[k:end]):
        return bool(verb.flags & Flag.INTRANSITIVE) and not verb.flags & GOVERNING
    thing, last = tokens[min(k + 1, end - 1)], tokens[end - 1]
    if any(thing.text in words("predicates", name) for name in NO_WORK) or not takes_object(tokens, k, end):
        return False
    named = any(last.text in words("predicates", name) for name in ("said_of", "stated", "tail", "compound_head"))
    return not is_verb(thing) and is_noun(last) and not is_verb(last) and not last.flags & Flag.BODY and not named


def _before_toward(tokens: Tokens, i: int, stop: int) -> int:
    """鼓励银行对企业贷款: the name ends before 对, which opens an adverbial up to the verb."""
    if not is_body(tokens, stop - 1):
        return stop
    return next((k for k in range(i, stop) if tokens[k].text in ("对", "向") and is_body(tokens, k - 1)), stop)


def described_grantee(tokens: Tokens, i: int, end: int) -> int | None:
    """鼓励转移到西部的企业参与交易: the end of a name that opens with the verb of its attribute, a predicate behind."""
    for k in range(i + 4, end):
        if is_body(tokens, k - 1) and party_acts(tokens, k, end) and described_name(tokens, i + 1, k):
            return k
    return None


def supports(tokens: Tokens, i: int, end: int) -> bool:
    """鼓励X，支持符合条件的企业Y: behind a recommendation 支持 recommends too, if it names somebody who acts."""
    return subject_end(tokens, i + 1, end) is not None or described_grantee(tokens, i, end) is not None


def past_how(tokens: Tokens, i: int, stop: int, end: int, here: Setting) -> int:
    """鼓励企业自主开发X, 严禁企业违法排放X: past the adverbs before what they are to build up, or do wrongly."""
    wrongly = tokens[i].flags & Flag.PROHIBITION and does_wrongly(tokens, stop)
    if wrongly or builds(tokens, i, stop, end) or _does_alone(tokens, stop, end):
        while stop < end and not is_verb(tokens[stop]):
            here.adverbials.append(Adverbial("manner", Span(tokens[stop].start, tokens[stop].end)))
            stop += 1
    return stop


def is_granted(token: Token) -> bool:
    return bool(token.flags & Flag.RECOMMENDATION) or token.text in ("允许", "准许", "准予")


def behind_joined(tokens: Tokens, i: int, end: int) -> int:
    """鼓励和支持企业发展X, 鼓励、引导机构投保: the last of the verbs joined to the one that recommends or allows."""
    while i + 3 < end and is_list_joiner(tokens[i + 1]) and tokens[i + 2].text in words("predicates", "encouraging"):
        i += 2
    return i


def only_whom(tokens: Tokens, i: int, end: int) -> bool:
    """鼓励具备技能的市民，对患者实施救护: names, or before a comma a name that what it does describes."""
    goes_on = end < len(tokens) and tokens[end].text in ("，", ",")
    return _only_names(tokens, i, end) or (goes_on and described_name(tokens, i, end))


def _only_names(tokens: Tokens, i: int, end: int) -> bool:
    """支持鼓励有关企业、行业协会，改进…: the clause ends with those to whom it is recommended."""
    if i >= end or (is_verb(tokens[i]) and i + 1 < end and is_noun(tokens[i + 1]) and not is_body(tokens, i)):
        return False
    if any(_does_to(tokens, k, end) for k in range(i + 1, end - 1)):
        return False
    return not any(t.flags & (Flag.PURE | Flag.PREPOSITION) and not is_list_joiner(t) for t in tokens[i:end])


def _does_to(tokens: Tokens, k: int, end: int) -> bool:
    """提倡业主选择服务企业: a verb that governs, right behind the name of somebody and with its object."""
    governs = tokens[k].flags & Flag.NOMINAL and tokens[k].flags & (GOVERNING | Flag.ADDRESSING)
    return bool(governs) and is_body(tokens, k - 1) and takes_object(tokens, k, end)
