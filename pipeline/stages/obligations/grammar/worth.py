"""Which questions are worth asking of the clauses of a sentence: its tokens and what they say → one bit for each.

Each looks in a clause for a word or a flag that most sentences do not hold.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Final

from pipeline.lexicon.words import MODAL, Flag
from pipeline.stages.obligations.tokens import TIME, Token

MODALS: Final = 1
AGENTS: Final = 2
TOLD: Final = 4
TIMES: Final = 8
HELD: Final = 16
EACH: Final = 32

AGENT_WORDS = frozenset(["由", "有", "有人", "专人"])
HANDING_WORDS = frozenset(["交", "送", "报", "移交", "转交", "送交", "报送", "上报", "交由"])
HOLDING_WORDS = frozenset(["在", "未经"])


def worth_asking(tokens: Sequence[Token], texts: Set[str]) -> int:
    """The bits of what the sentence holds."""
    flags = 0
    for token in tokens:
        flags |= token.flags
    worth = MODALS if flags & MODAL else 0
    if flags & Flag.ADDRESSING or not HANDING_WORDS.isdisjoint(texts):
        worth |= TOLD
    if not AGENT_WORDS.isdisjoint(texts):
        worth |= AGENTS
    if not HOLDING_WORDS.isdisjoint(texts):
        worth |= HELD
    if "各" in texts:
        worth |= EACH
    return worth | TIMES if TIME in [token.kind for token in tokens] else worth
