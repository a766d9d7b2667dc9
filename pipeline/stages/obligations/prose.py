"""What prose without numbers orders, above the sections or where there are none: a stretch in, its sentences out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.words import MODAL, Flag, words
from pipeline.model.text import Span, Text
from pipeline.stages.obligations.carrying.state import Context
from pipeline.stages.obligations.grammar.kinds import is_body, is_verb
from pipeline.stages.obligations.leaves import names_told, orders
from pipeline.stages.obligations.sentences import Sentence, SentenceReader
from pipeline.stages.obligations.splitting import Splitter
from pipeline.stages.obligations.tokens import MARK, Token, is_due

_INSTRUMENT = compile_pattern(r"《[^》]{1,200}》|(?:本|该)(?:方案|办法|规定|细则|意见|通知|制度|规则|计划|清单)")


_LONGEST_NAME = 9
_CHANGES = frozenset(["的", "变动", "变化", "调整"])


def must_be_done(sentence: Sequence[Token], string: str) -> bool:
    """Whether a sentence says what must or must not be done; prose says what may be."""
    due = any(is_due(t) for t in sentence) and not any(t.text in ("了", "已") for t in sentence)
    return (
        due
        or orders(string)
        or _falls_to(sentence)
        or any(t.flags & (Flag.OBLIGATION | Flag.PROHIBITION) and t.text != "需要" for t in sentence)
    )


def tells(string: str, tokens: Sequence[Token]) -> bool:
    """Whether a paragraph says that something must be done, or by when."""
    return orders(string) or any(t.flags & MODAL or is_due(t) for t in tokens)


def _falls_to(sentence: Sequence[Token]) -> bool:
    """成员需要调整的，由所在单位提出: in a case, who has to do what."""
    return any(
        sentence[k].text == "由" and sentence[k - 1].text in ("，", ",") and sentence[k - 2].text in _CHANGES
        for k in range(2, len(sentence))
    )


def name_alone(sentence: Sequence[Token]) -> Span | None:
    """县气象局。负责监测暴雨。: a sentence that is nothing but the name of who does what the next ones say."""
    if not 2 <= len(sentence) <= _LONGEST_NAME or sentence[-1].text != "。" or not is_body(sentence, len(sentence) - 2):
        return None
    if any(t.flags & MODAL or t.kind == MARK or t.text == "的" for t in sentence[:-1]) or is_verb(sentence[0]):
        return None
    return Span(sentence[0].start, sentence[-2].end)


def told_above(text: Text, splitter: Splitter, span: Span) -> Iterator[Sentence]:
    """各牵头单位要高度重视，认真研究措施。 above 一、: what a preamble without directive tells whom it names."""
    reader = SentenceReader(Context())
    for run in splitter.sentences(span):
        if names_told(text.string[run[0].start : run[-1].end]):
            yield reader.read(run)


def told_to(addressees: Span, text: Text, splitter: Splitter, span: Span, begin: int) -> Iterator[Sentence]:
    """What the paragraph tells the addressees from `begin` on (请认真贯彻执行), and before it what it forbids."""
    before = Span(span.start, begin)
    if (forbidden := _forbidden(text, splitter, before)) is not None:
        yield forbidden
    reader = SentenceReader(Context(addressees))
    for run in splitter.sentences(Span(begin, span.end)):
        yield _of_instrument(text, before, reader.read(run))


def _forbidden(text: Text, splitter: Splitter, span: Span) -> Sentence | None:
    """联席会议不刻制印章，请…: what a reply forbids before its directive."""
    begin = max(text[span].rfind(mark) for mark in "。；;") + 1 + span.start
    tokens = splitter.tokens(Span(begin, span.end))
    if not tokens:
        return None
    sentence = SentenceReader(Context()).read(tokens)
    sentence.frames[:] = [f for f in sentence.frames if f.modality == "prohibition"]
    return sentence


def _of_instrument(text: Text, before: Span, sentence: Sentence) -> Sentence:
    """请认真贯彻执行: what is to be carried out is the instrument named before the directive."""
    named = [m.span() for m in _INSTRUMENT.finditer(text[before])]
    if not named or not sentence.frames:
        return sentence
    first = sentence.frames[0]
    if first.target is None and first.party is None and text[first.verbs[-1]] in words("predicates", "carried_out"):
        place = Span(before.start + named[-1][0], before.start + named[-1][1])
        sentence.frames[0] = first.with_(target=place)
    return sentence
