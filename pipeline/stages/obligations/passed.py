"""Whether what must be there, who passes something and support beside encouragement are verbs (应当有X, 由大会通过).

In: the tokens of a sentence and the place of the word. Out: yes or no.
"""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag
from pipeline.stages.obligations.grammar.ways import breach_end
from pipeline.stages.obligations.parts import begins
from pipeline.stages.obligations.tokens import BRACKET, MARK, TIME, UNIT, WORD, Token, clause_end

_FAR = 12
"""Tokens before 通过 among which is looked for 由."""

SET_UP = frozenset(["成立", "组建", "设立"])
EXCESS = frozenset(["超速", "超载", "超员", "超限"])
_MOVING = frozenset(["行驶", "驾驶", "运输", "运行", "载客", "载货", "作业"])
_MOST = 3
_CHARGED = frozenset(["负责", "承担", "统筹", "牵头"])
_LONGEST_NAME = 8
"""Tokens of the name of what is set up."""

_LONGEST = 60
"""Tokens behind 应当有 among which its clause must end: looking further would cost the square of a long clause."""


def _names_team(token: Token) -> bool:
    return bool(token.flags & Flag.BODY) or token.text.endswith("队伍")


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
    """不得有任何歧视; 不得有积水和垃圾: before 任何 or what it is like, or things only, and no 行为 at the end.

    不得有虚假的呼叫行为: unless what it is like stands before it (`read_owed` has read the deeds).
    """
    end = i + clause_end(tokens[i : i + _LONGEST], 0)
    like = tokens[i + 1].text in ("任何", "虚假", "丝毫", "明显")
    if not like and not _only_things(tokens, i + 1, end):
        return False
    return end < i + _LONGEST and (like or not tokens[end - 1].text.endswith(("行为", "活动", "情形", "现象")))


def _only_things(tokens: list[Token], i: int, end: int) -> bool:
    """Whether nothing but nouns, joiners and 等 stand here; 下列X tells of deeds."""
    things = all(
        (t.kind == WORD and not t.flags) or t.flags & Flag.LIST_JOINER or t.text in ("、", "等") for t in tokens[i:end]
    )
    return things and i < end and tokens[i].text not in ("下列", "以下", "上述")


def passed_by(tokens: list[Token], i: int) -> bool:
    """由会员大会通过，: at the end of a clause, behind 由 and a meeting. 审议通过X: right behind what is done first."""
    if i and tokens[i - 1].text in ("审议", "讨论", "表决", "审查") and tokens[i + 1].kind in (WORD, UNIT):
        end = clause_end(tokens, i)
        return tokens[i + 1].text not in ("的", "后", "之后", "以后") and not acts(tokens, i + 1, end - 1)
    if tokens[i + 1].kind != MARK or i < 2:
        return False
    met = tokens[i - 1].text.endswith(("大会", "会议", "会", "审议", "讨论", "表决", "半数", "多数"))
    by = any(t.text in ("由", "经") for t in tokens[max(0, i - _FAR) : i - 1])
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


def charges(tokens: list[Token], i: int) -> bool:
    """成立专家组承担评审工作: before a body that is set up and, right behind its name, what it is charged with."""
    for k in range(i + 2, min(i + _LONGEST_NAME, len(tokens))):
        if tokens[k].text in _CHARGED:
            return _names_team(tokens[k - 1]) and tokens[k + 1].kind == WORD and tokens[k + 1].text != "的"
        if tokens[k].kind == MARK or tokens[k].text in ("的", "由"):
            return False
    return False


def gathers(tokens: list[Token], i: int) -> bool:
    """主席团集中代表的意见: behind somebody, before whose opinions are gathered."""
    if i == 0 or not tokens[i - 1].flags & Flag.BODY or i + 3 >= len(tokens):
        return False
    return tokens[i + 2].text == "的" and tokens[i + 3].text in ("意见", "智慧", "建议", "意愿")


def breaches(tokens: list[Token], i: int) -> bool:
    """不得违反规定: behind a ban, unless the deed follows that it is the manner of (不得违反规定收费).

    严禁违章作业、违反劳动纪律: so it is behind other deeds that are forbidden.
    """
    first = i - 1
    if i and tokens[first].text == "、":
        near = range(first, max(-1, i - _FAR), -1)
        first = next((k for k in near if tokens[k].kind == WORD and tokens[k].flags & MODAL), first)
    return (
        i > 0 and bool(tokens[first].flags & Flag.PROHIBITION) and breach_end(tokens, i, clause_end(tokens, i)) is None
    )


def keeps_proof(tokens: list[Token], i: int) -> bool:
    """应当及时固定、提取证据; 固定证据: behind a modal or an adverb before other deeds, or before what proves."""
    if tokens[i + 1].text in ("证据", "现场", "痕迹", "电子数据"):
        return True
    told = i > 0 and bool(tokens[i - 1].flags & (MODAL | Flag.ADVERB)) and not tokens[i - 1].flags & VERB
    return told and tokens[i + 1].text in ("、", "和", "或者") and bool(tokens[i + 2].flags & VERB)


_GONE_BY = (
    "标准",
    "格式",
    "式样",
    "样式",
    "标识",
    "标志",
    "规格",
    "编码",
    "流程",
    "口径",
    "尺度",
    "制式",
    "名称",
    "要求",
)


def makes_one(tokens: list[Token], i: int) -> bool:
    """应当统一服务标准; 统一标志、标识: behind a modal or opening its clause, before a thing and nothing else."""
    if not (begins(tokens, i) or (i and tokens[i - 1].flags & MODAL)):
        return False
    end = i + clause_end(tokens[i : i + _LONGEST], 0)
    if end - i < 2 or end == i + _LONGEST or not tokens[end - 1].text.endswith(_GONE_BY):
        return False
    return not acts(tokens, i + 1, end - 1)


def leads_on(tokens: list[Token], i: int) -> bool:
    """将数据传输至平台: before where it goes."""
    return tokens[i + 1].text in ("至", "到", "给")


def by_phone(tokens: list[Token], i: int) -> bool:
    """30分钟内电话报告: behind when or at the head of a clause, before a verb of telling."""
    told = tokens[i + 1].flags & Flag.ADDRESSING
    return bool(told) and (begins(tokens, i) or tokens[i - 1].kind == TIME)


def confers(tokens: list[Token], i: int) -> bool:
    """商有关部门安排运输: at the head of a clause, before those with whom something is settled."""
    return begins(tokens, i) and (bool(tokens[i + 1].flags & Flag.BODY) or tokens[i + 1].text in ("有关", "相关", "各"))


def is_method(tokens: list[Token], i: int) -> bool:
    """选择打分法对风险进行评价: at the head of a clause, before a method and what is done with it."""
    if not begins(tokens, i):
        return False
    end = clause_end(tokens, i)
    at = next((k for k in range(i + 2, end) if tokens[k].text in ("对", "对于")), None)
    return at is not None and tokens[at - 1 - (tokens[at - 1].kind == BRACKET)].text.endswith("法")


def exceeds(tokens: list[Token], i: int) -> bool:
    """酒后驾驶、超速行驶; 超员、超速驾驶校车: in a list, before a verb of moving, or before others and such a verb."""
    k = i + 1
    if "、" not in (tokens[max(0, i - 1)].text, tokens[k].text, tokens[min(k + 1, len(tokens) - 1)].text):
        return False
    for _ in range(_MOST):
        if k + 2 >= len(tokens) or tokens[k].text != "、" or tokens[k + 1].text not in EXCESS:
            break
        k += 2
    return tokens[k].text in _MOVING


_MADE = frozenset(["处理", "记录", "登记", "说明", "安排", "答复", "调整", "标记", "备案", "公示"])
_FEW = 8
"""Tokens behind 并作 among which its clause must end."""


def is_made(tokens: list[Token], i: int) -> bool:
    """作一次试验: before how often. 消毒并作毁形处理: behind 并, before what closes the clause."""
    if i == 0 or tokens[i + 1].kind == TIME or tokens[i - 1].text not in ("并", "并且"):
        return i > 0 and tokens[i + 1].kind == TIME
    return tokens[i + clause_end(tokens[i : i + _FEW], 0) - 1].text in _MADE
