"""What prose without numbers orders: sentence or directive in, a verdict or its frames with their object out."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from pipeline.lexicon.words import Flag, words
from pipeline.model.text import Span, Text
from pipeline.stages.obligations.leaves import orders
from pipeline.stages.obligations.sentences import Sentence
from pipeline.stages.obligations.tokens import Token, is_due

_INSTRUMENT = regex.compile(r"《[^》]{1,200}》|(?:本|该)(?:方案|办法|规定|细则|意见|通知|制度|规则|计划|清单)")


def must_be_done(sentence: Sequence[Token], string: str) -> bool:
    """Whether a sentence says what must or must not be done; prose says what may be."""
    due = any(is_due(t) for t in sentence) and not any(t.text in ("了", "已") for t in sentence)
    return (
        due
        or orders(string)
        or any(t.flags & (Flag.OBLIGATION | Flag.PROHIBITION) and t.text != "需要" for t in sentence)
    )


def of_instrument(text: Text, before: Span, sentence: Sentence) -> Sentence:
    """请认真贯彻执行: what is to be carried out is the instrument named before the directive."""
    named = [m.span() for m in _INSTRUMENT.finditer(text[before])]
    if not named or not sentence.frames:
        return sentence
    first = sentence.frames[0]
    if first.target is None and first.party is None and text[first.verbs[-1]] in words("predicates", "carried_out"):
        place = Span(before.start + named[-1][0], before.start + named[-1][1])
        sentence.frames[0] = first.with_(target=place)
    return sentence
