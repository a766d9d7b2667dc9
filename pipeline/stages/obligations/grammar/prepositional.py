"""What a preposition opens in a clause before its predicate: who acts, what it is about, to whom, or an adverbial.

In: the adverbial as it was found and where it ends. Out: where to go on, and what the predicate is about.
"""

from __future__ import annotations

from pipeline.model.text import Span
from pipeline.stages.obligations.frames import Adverbial, Setting, span_of
from pipeline.stages.obligations.grammar.agents import add_adverbial
from pipeline.stages.obligations.grammar.held import last_verb
from pipeline.stages.obligations.grammar.kinds import Tokens, is_body, is_verb
from pipeline.stages.obligations.grammar.topics import only_approval
from pipeline.stages.obligations.grammar.towards import is_only_about

_HOW_EXAMINED = frozenset(["合法性", "公平竞争", "安全性", "可行性", "必要性", "完整性", "真实性"])
"""须经合法性审查: in which respect something is examined, and nobody who does it."""
_IN_WHAT_MEASURE = frozenset(["全面", "日常", "统一", "综合", "直接", "具体"])
"""负责对X的全面监管, 对小流域综合治理: how it is done, behind what it is done to."""


def take_adverbial(
    tokens: Tokens, i: int, end: int, found: tuple[Adverbial, int], about: Span | None, here: Setting
) -> tuple[int, Span | None]:
    """Add what the preposition at `i` opens to what is known of the clause."""
    text = tokens[i].text
    adverbial, stop = found
    if stop == end and here.modality_span is not None and not is_only_about(tokens, i, end):
        stop = last_verb(tokens, i, end) or end
        adverbial = Adverbial(adverbial.role, span_of(tokens, i, stop) or adverbial.span)
    if (
        text in ("经", "经过")
        and not all(map(is_verb, tokens[i + 1 : stop]))
        and only_approval(tokens, stop, end, here)
    ):
        return _approved(tokens, i, stop, here), about
    if text in ("对", "对于") and stop < end and tokens[stop - 1].text != "的":
        cut = stop - (tokens[stop - 1].text in ("一律", "均", "都"))
        if tokens[stop - 1].text in _IN_WHAT_MEASURE and stop > i + 2:
            cut = stop - 1 - (tokens[stop - 2].text == "的")
            here.adverbials.append(Adverbial("manner", Span(tokens[stop - 1].start, tokens[stop - 1].end)))
        about = span_of(tokens, i + 1, cut)
        if cut < stop:
            adverbial = Adverbial(adverbial.role, Span(tokens[i].start, tokens[cut - 1].end))
    elif text in ("向", "给") and adverbial.span:
        here.to = span_of(tokens, i + 1, stop)
        return stop, about
    add_adverbial(tokens, i, adverbial, stop, here)
    return stop, about


def _approved(tokens: Tokens, i: int, stop: int, here: Setting) -> int:
    """经X批准, 经合法性审查: who approves acts, unless it says in which respect something is examined."""
    met = is_body(tokens, stop - 2) or tokens[stop - 2].text.endswith("会议")
    stop -= stop > i + 2 and is_verb(tokens[stop - 1]) and met
    if tokens[stop - 1].text in _HOW_EXAMINED and (how := span_of(tokens, i + 1, stop)):
        here.adverbials.append(Adverbial("manner", how))
    else:
        here.subject, here.agent = span_of(tokens, i + 1, stop), True
    return stop
