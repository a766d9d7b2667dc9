"""Whether 突出 describes a thing (整治突出问题, 隐患和突出问题), or says what is to be stressed (突出问题导向)."""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag
from pipeline.stages.obligations.tokens import Token

_WHAT = frozenset(["问题", "矛盾", "短板", "风险", "隐患", "贡献", "成绩", "事迹", "难题", "困难"])


def is_outstanding(tokens: list[Token], i: int) -> bool:
    """隐患和突出问题, 整治突出问题: behind a joiner other than 并 or a plain verb, before what may stand out."""
    joined = i > 1 and tokens[i - 1].flags & Flag.LIST_JOINER and tokens[i - 1].text not in ("并", "并且")
    governed = i > 0 and tokens[i - 1].flags & VERB and not tokens[i - 1].flags & (MODAL | Flag.INTRANSITIVE)
    if not (joined or governed) or i + 1 >= len(tokens) or tokens[i + 1].text not in _WHAT:
        return False
    return not (i + 2 < len(tokens) and tokens[i + 2].text == "导向")
