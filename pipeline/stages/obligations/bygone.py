"""What was done before the notice was issued: a sentence and the day of issue in, whether it only tells of it out."""

from __future__ import annotations

import datetime

from pipeline.lexicon.patterns import compile_pattern

_BYGONE = compile_pattern(
    r"[ \u3000]*(?P<year>(?:19|20)\d\d)年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?"
    r"(?:份|初|底|末|[上中下]旬|[上下]午|晚上?|凌晨|以来|期间|\d{1,2}[时:：]\d{0,2}分?许?|左右){0,3}[，,]"
)
_MONTH, _JUST_GONE_BY = 2, 2
_STILL_ASKED = compile_pattern("应|须|请|不得|不准|不许|禁|力争|确保|(?<![重主需必概摘])要(?![求素点件领])")


def is_bygone(sentence: str, issued: datetime.date) -> bool:
    """2021年4月，省政府印发《…》: at the head a year, a month or a day before that of the notice, and nothing asked.

    A month that has just gone by may be one in which a plan begins, unless 了 or 已 says that it is told.
    """
    when = _BYGONE.match(sentence)
    if when is None or _STILL_ASKED.search(sentence) is not None:
        return False
    said = tuple(int(when[part]) for part in ("year", "month", "day") if when[part] is not None)
    if len(said) == _MONTH and not any(done in sentence for done in "了已"):
        return 12 * (issued.year - said[0]) + issued.month - said[1] > _JUST_GONE_BY
    return said < (issued.year, issued.month, issued.day)[: len(said)]
