"""Finds how often things are to be done: text and sections in, `Frequency` records in text order out.

Assumptions about notices:
1. How often is said within one sentence; a period (每年) reaches no further than its full stop.
2. A clause (between commas) that ends in 的 is a condition, one with 未 before the words a breach: neither says how
   often something is to be done.
3. A number of 次 is a frequency only under a period or event named before it in the sentence, or in the form 2次/年.
4. Headings name what follows and hold no frequency; nor do title, signature, notes and contents.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.lexicon.rules import load_rules
from pipeline.lexicon.sentences import Sentence, read_sentences
from pipeline.model.density import bounded
from pipeline.model.notice import Frequency, Section
from pipeline.model.text import Quote, Text
from pipeline.stages.frequencies.grammar import Reading, read
from pipeline.stages.frequencies.tokens import scan
from pipeline.stages.frequencies.values import Count, recurrence_rule, timex


def find_frequencies(text: Text, sections: Sequence[Section]) -> tuple[Frequency, ...]:
    """Every frequency of the body, attached to no obligation yet."""
    return tuple(
        _record(f"f{number}", text, sentence, reading)
        for number, (sentence, reading) in enumerate(bounded(_readings(text, sections), text.string, "frequencies"), 1)
    )


def _readings(text: Text, sections: Sequence[Section]) -> Iterator[tuple[Sentence, Reading]]:
    for sentence in read_sentences(text, sections, load_rules("frequencies")["trigger"]):
        found, tokens = scan(sentence)
        for reading in read(found, tokens):
            yield sentence, reading


def _record(frequency_id: str, text: Text, sentence: Sentence, reading: Reading) -> Frequency:
    count = reading.count or Count(None, None)
    freq, mod = timex(count)
    words = _quotes(text, sentence, reading)
    span = sentence.span(reading.words[0][0], reading.words[-1][1])
    return Frequency.trusted(
        frequency_id=frequency_id,
        obligation_id=None,
        section_id=sentence.section_id,
        kind=reading.kind,
        count_min=count.least,
        count_max=count.most,
        min_inclusive=count.least_inclusive,
        max_inclusive=count.most_inclusive,
        unit=count.unit,
        period=reading.period,
        event=reading.event,
        timex_value=reading.period,
        timex_freq=freq,
        timex_mod=mod,
        rrule=recurrence_rule(count, reading.period, reading.exact_period),
        words=words,
        place=words[0] if words[0].span == span else text.quote(span),
    )


def _quotes(text: Text, sentence: Sentence, reading: Reading) -> tuple[Quote, ...]:
    """The words of the frequency; those that touch are one quote."""
    joined: list[tuple[int, int]] = []
    for start, end in reading.words:
        if joined and joined[-1][1] >= start:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(text.quote(sentence.span(start, end)) for start, end in joined)
