"""What a sentence that ends with a colon says of the items behind it: its frames go in, a verdict comes out."""

from __future__ import annotations

import regex

from pipeline.lexicon.rules import load_rules
from pipeline.lexicon.words import Flag, word_flags
from pipeline.model.text import Text
from pipeline.stages.obligations.sentences import Sentence

_DOING = frozenset(["办理", "处理", "执行", "实施", "为", "解决"])
_BY_BELOW = regex.compile(r"(?:依|按|照|依照|按照|通过|采取|采用|以)(?:下列|以下|如下)[^，。；：]{1,12}$")
"""应依下列规定办理：: what is done is what the items say."""


def names_duties(string: str) -> bool:
    """Whether a sentence ends by announcing the duties of whom it is about: 组长对安全负责，其职责是：."""
    return load_rules("duties")["duties-lead-in"].search(string) is not None


def announces_below(string: str) -> bool:
    """Whether a sentence ends with a colon and announces items: 应当遵守下列规定：."""
    return string.rstrip().endswith(("：", ":")) and any(word in string for word in ("下列", "以下", "如下"))


def forbids_things(text: Text, sentence: Sentence) -> bool:
    """禁止新建以下项目：, 不得开采下列煤炭：: the items are what must not be made or got, and no deeds."""
    last = sentence.frames[-1] if sentence.frames else None
    if last is None or last.modality != "prohibition" or last.target is None:
        return False
    thing = text[last.target]
    return thing.startswith(("下列", "以下")) and not thing.endswith(("行为", "活动", "情形", "工作", "作业", "方式"))


def only_announces(text: Text, sentence: Sentence) -> bool:
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
