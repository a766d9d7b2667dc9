"""What a sentence that ends with a colon says of the items behind it: its frames go in, what they inherit comes out."""

from __future__ import annotations

from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.rules import load_rules
from pipeline.lexicon.words import Flag, word_flags
from pipeline.model.notice import Section
from pipeline.model.text import Span, Text
from pipeline.stages.obligations.carrying.state import Context
from pipeline.stages.obligations.frames import Frame
from pipeline.stages.obligations.leaves import announces_no_duty, announces_things, holder, lists_names
from pipeline.stages.obligations.sentences import Sentence, SentenceReader
from pipeline.stages.obligations.splitting import Splitter

_DOING = frozenset(["办理", "处理", "执行", "实施", "为", "解决"])
_BELOW = frozenset(
    there + what
    for there in ("下列", "以下")
    for what in ("措施", "职责", "义务", "规定", "职权", "权利", "工作", "要求")
)
_BY_BELOW = compile_pattern(r"(?:依|按|照|依照|按照|通过|采取|采用|以)(?:下列|以下|如下)[^，。；：]{1,12}$")
"""应依下列规定办理：: what is done is what the items say."""
_NOW = compile_pattern(r"现[将就][^。；：]{0,120}如下[：:]\s*$")
"""市公安局现将有关事项通告如下：: who makes it known, and none of those who must."""


def read_lead_in(
    text: Text, section: Section, stretch: Span, sentence: Sentence, reader: SentenceReader
) -> Context | None:
    """What items inherit from the stretch that has been read as this sentence; None where they are no duties.

    The clause that only announces them is no obligation and leaves the sentence.
    """
    string = text[stretch]
    things = announces_things(string) or _forbids_things(text, sentence)
    context = None if things or announces_no_duty(string) else _inherited(text, section, stretch, sentence, reader)
    if sentence.frames and not things and _only_announces(text, sentence):
        sentence.frames.pop()
    elif (announcing := _announcing(text, sentence)) is not None:
        sentence.frames.remove(announcing)
    return context


def _announcing(text: Text, sentence: Sentence) -> Frame | None:
    """有权采取下列措施，被检查单位不得拒绝：: the predicate that announces the items where others stand behind it."""
    for frame in sentence.frames[:-1]:
        if frame.target is not None and text[frame.target] in _BELOW:
            return frame
    return None


def lead_in_above(text: Text, splitter: Splitter, span: Span) -> tuple[Span, Sentence, SentenceReader] | None:
    """住宿学生应当遵守下列规定： above 一、: who must, for the sections of the first level."""
    stretch = Span(text[span].rfind("。") + 1 + span.start, span.end)
    string = text[stretch]
    of_somebody = _names_duties(string)
    if not _announces_below(string) and not of_somebody:
        return None
    reader = SentenceReader(Context())
    sentence = reader.read(splitter.tokens(stretch))
    told = of_somebody and (reader.subject is not None or holder(string) is not None)
    if told or (sentence.modality_span is not None and sentence.modality in ("obligation", "prohibition")):
        return stretch, sentence, reader
    return None


def _inherited(text: Text, section: Section, stretch: Span, sentence: Sentence, reader: SentenceReader) -> Context:
    last = sentence.frames[-1] if sentence.frames else None
    announcing = _announcing(text, sentence)
    last = announcing or last
    own = section.bearer is None or reader.named
    context = Context(reader.subject if own else None)
    said = last if last is not None and (announcing or last.modality_span is not None) else sentence
    context.modality, context.modality_span = said.modality, said.modality_span
    if last is not None and word_flags().get(text[last.verbs[-1]], 0) & Flag.PROHIBITION:
        context.modality, context.modality_span = "prohibition", last.verbs[-1]
    if last is not None and last.subject and own:
        context.subject = last.subject
    string = text[stretch]
    if context.modality != "prohibition" and (bans := load_rules("duties")["bans-lead-in"].search(string)):
        begin, end = bans.span("bans")
        context.modality, context.modality_span = "prohibition", Span(stretch.start + begin, stretch.start + end)
    if (place := holder(string)) is not None:
        context.subject = Span(stretch.start + place[0], stretch.start + place[1])
    context.listing = lists_names(string)
    return context


def _names_duties(string: str) -> bool:
    """Whether a sentence ends by announcing the duties of whom it is about: 组长对安全负责，其职责是：."""
    return load_rules("duties")["duties-lead-in"].search(string) is not None


def _announces_below(string: str) -> bool:
    """Whether a sentence ends with a colon and announces items: 应当遵守下列规定：."""
    return (
        not _NOW.search(string)
        and string.rstrip().endswith(("：", ":"))
        and any(word in string for word in ("下列", "以下", "如下"))
    )


def _forbids_things(text: Text, sentence: Sentence) -> bool:
    """禁止新建以下项目：, 不得开采下列煤炭：: the items are what must not be made or got, and no deeds."""
    last = sentence.frames[-1] if sentence.frames else None
    if last is None or last.modality != "prohibition" or last.target is None:
        return False
    thing = text[last.target]
    return thing.startswith(("下列", "以下")) and not thing.endswith(("行为", "活动", "情形", "工作", "作业", "方式"))


def _only_announces(text: Text, sentence: Sentence) -> bool:
    """Whether the last predicate of a lead-in is the one that announces the items (履行下列义务：).

    Somebody who is to act (安排专人实施以下管理：) or a deed that is more than its items (评审以下内容：) is a duty.
    """
    last = sentence.frames[-1]
    if text[last.verbs[-1]] in _DOING and _BY_BELOW.search(text.string, sentence.span.start, last.verbs[0].start):
        return True
    if last.party is not None or word_flags().get(text[last.verbs[-1]], 0) & Flag.NOMINAL:
        return False
    clause = text.string[last.verbs[0].start : sentence.span.end]
    return "，" not in clause and "," not in clause and any(word in clause for word in ("下列", "以下", "如下", "包括"))
