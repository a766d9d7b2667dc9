"""Who is looked at, not who must act: 重点检查单位落实情况.

In: the words of a sentence before they are put together. Out: whether a name behind a verb of inspecting stays apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from pipeline.lexicon.words import MODAL, word_flags, words

_CLOSELY = frozenset(["重点", "全面", "深入", "认真", "逐一", "逐个", "仔细", "定期", "及时", "着重"])
WHO_IS_SEEN = frozenset(["人员", "单位", "企业", "机构", "部门"])
_LISTED = frozenset(["、", "和", "名单", "清单", "名录", "目录", "台账"])
_LOOKED_AHEAD = 100
"""Words behind one in which a modal is looked for; no clause of a notice has as many."""
_CLAUSE_MARKS = frozenset("，,；;：:。！？!?\n")


def is_inspected(result: list[str], cut: Sequence[str], i: int) -> bool:
    """重点检查|单位落实情况: behind how at the head of a clause, who is looked at, and no name that must act."""
    if len(result) < 2 or result[-2] not in _CLOSELY or result[-1] not in words("predicates", "inspecting"):
        return False
    clause = list(takewhile(lambda word: word not in _CLAUSE_MARKS, cut[i : i + _LOOKED_AHEAD]))
    if not clause or clause[0] in _LISTED or (len(result) > 2 and result[-3] not in _CLAUSE_MARKS):
        return False
    return not any(word[0] == "由" or word_flags().get(word, 0) & MODAL for word in clause)
