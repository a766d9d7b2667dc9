"""Whether what must be there, who passes something and support beside encouragement are verbs (应当有X, 由大会通过).

In: the tokens of a sentence and the place of the word. Out: yes or no.
"""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag
from pipeline.stages.obligations.tokens import MARK, UNIT, WORD, Token, clause_end

_FAR = 12
"""Tokens before 通过 among which is looked for 由."""

_LONGEST = 60
"""Tokens behind 应当有 among which its clause must end: looking further would cost the square of a long clause."""


def acts(tokens: list[Token], begin: int, end: int) -> bool:
    return any(t.flags & (Flag.PURE | MODAL | Flag.PREPOSITION) or t.text == "的" for t in tokens[begin:end])


def must_be_there(tokens: list[Token], i: int) -> bool:
    """仓库应当有消防设施: behind a modal, before a thing, with what describes it, and no deed behind that."""
    if i == 0 or tokens[i + 1].text in ("专人", "专职", "专门"):
        return False
    if tokens[i - 1].flags & Flag.PROHIBITION:
        return _must_not_be_there(tokens, i)
    if not tokens[i - 1].flags & Flag.OBLIGATION:
        return False
    end = i + clause_end(tokens[i : i + _LONGEST], 0)
    if end == i + _LONGEST:
        return False
    last = tokens[end - 1]
    mark = max((k for k in range(i, end) if tokens[k].text == "的"), default=i)
    return last.kind == WORD and not last.flags & VERB and not acts(tokens, mark + 1, end)


def _must_not_be_there(tokens: list[Token], i: int) -> bool:
    """不得有任何歧视; 不得有虚假记载或者重大遗漏: before 任何 or what it is like, and no 行为 at the end."""
    if tokens[i + 1].text not in ("任何", "虚假", "丝毫", "明显"):
        return False
    end = i + clause_end(tokens[i : i + _LONGEST], 0)
    return end < i + _LONGEST and not tokens[end - 1].text.endswith(("行为", "活动", "情形", "现象"))


def passed_by(tokens: list[Token], i: int) -> bool:
    """由会员大会通过，: at the end of a clause, behind 由 and a meeting. 审议通过X: right behind what is done first."""
    if i and tokens[i - 1].text in ("审议", "讨论", "表决", "审查") and tokens[i + 1].kind in (WORD, UNIT):
        end = clause_end(tokens, i)
        return tokens[i + 1].text not in ("的", "后", "之后", "以后") and not acts(tokens, i + 1, end - 1)
    if tokens[i + 1].kind != MARK or i < 2:
        return False
    met = tokens[i - 1].text.endswith(("大会", "会议", "会", "审议", "讨论", "表决"))
    by = any(t.text == "由" for t in tokens[max(0, i - _FAR) : i - 1])
    return met and by


def also_supports(tokens: list[Token], i: int) -> bool:
    """鼓励和支持在学校周边设立X: beside 鼓励 and before where it is done, 支持 and its joiner say nothing more."""
    verb = i + (tokens[i].text in ("和", "、"))
    joined = 1 < verb < len(tokens) - 1 and tokens[verb - 1].text in ("和", "、") and tokens[verb - 2].text == "鼓励"
    return joined and tokens[verb].text == "支持" and tokens[verb + 1].text == "在"


def appoints(tokens: list[Token], i: int) -> bool:
    """设专人监护: before somebody for nothing else. 公司设安全委员会，: behind a body, up to the end."""
    if tokens[i + 1].text in ("专人", "专职", "专门"):
        return True
    end = clause_end(tokens, i)
    body = tokens[end - 1].text.endswith(("委员会", "机构", "组", "室", "部", "处", "科", "站"))
    return i > 0 and body and bool(tokens[i - 1].flags & Flag.BODY) and not acts(tokens, i + 1, end)
