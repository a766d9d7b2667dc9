"""Words that are verbs, or no bans, only where nothing else can stand: tokens of a sentence → the same, turned.

`_WHERE` says of each word when it is turned; the functions below hold the examples. A word that is none elsewhere takes
the place of one the grammar knows: 设 (专人) that of 指定, 后 (先X、后Y) that of 再, 禁止 that is no ban that of 限制.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.lexicon.words import MODAL, VERB, Flag, word_flags
from pipeline.stages.obligations.grammar.counted import KEEPING, at_least, lasts
from pipeline.stages.obligations.parts import IN_PARTS, begins, each_apart
from pipeline.stages.obligations.passed import (
    EXCESS,
    SET_UP,
    also_supports,
    appoints,
    breaches,
    by_phone,
    charges,
    confers,
    exceeds,
    gathers,
    is_made,
    is_method,
    keeps_proof,
    leads_on,
    makes_one,
    must_be_there,
    passed_by,
)
from pipeline.stages.obligations.tokens import MARK, TIME, WORD, Token, clause_end

_OF_ONE_MIND = frozenset(["思想", "认识", "思想认识", "步调", "口径", "意志", "行动"])
_SHARES = frozenset(["分工", "归口", "分级", "分类"])
_TIES = frozenset(["协作", "合作", "配合", "联系", "关系", "沟通", "交流"])
_AS_ONE = frozenset(["统一", "集中"])
_IN_PLACE_OF = dict.fromkeys(IN_PARTS, "逐级") | {
    **dict.fromkeys(["选择", "选用"], "采用"),
    "电话": "书面",
    "杜绝": "消除",
    "商": "会同",
    "联系": "协调",
    "设": "指定",
    "配备": "指定",
    **dict.fromkeys(SET_UP, "指定"),
    "指令": "责令",
    "禁止": "限制",
}
_FARTHEST = 60


def turn_verbs(tokens: list[Token]) -> list[Token]:
    """The tokens with the words of `_WHERE` as verbs where they are, and a verb behind 统一 that closes its clause."""
    if "支持" in [token.text for token in tokens]:
        tokens = [token for i, token in enumerate(tokens) if not also_supports(tokens, i)]
    may = [token.text in _WHERE or tokens[i - 1].text in _AS_ONE for i, token in enumerate(tokens)]
    return [_turned(token) if may[i] and _is_turned(tokens, i) else token for i, token in enumerate(tokens)]


def _turned(token: Token) -> Token:
    if known := _IN_PLACE_OF.get(token.text):
        return Token(token.start, token.end, known, WORD, word_flags()[known])
    if token.text in EXCESS:
        return token.flagged(Flag.ADVERB)
    if token.text in ("分工", "归口", "再", "后"):
        return Token(token.start, token.end, token.text.replace("后", "再"), WORD, Flag.ADVERB)
    if token.text in ("统一", "密切"):
        return token.flagged(Flag.PURE | (Flag.FRAMING if token.text == "统一" else 0))
    if token.text == "通过":
        return token.flagged(Flag.PURE)
    acts = token.text in ("组织", "领导")
    return token.flagged((token.flags & ~(Flag.BODY | Flag.NOMINAL) if acts else token.flags) | Flag.PURE)


def _is_turned(tokens: list[Token], i: int) -> bool:
    where = _WHERE.get(tokens[i].text)
    if where is not None:
        return i + 1 + (tokens[i].text != "通过") < len(tokens) and where(tokens, i)
    return i > 1 and tokens[i - 1].text in _AS_ONE and _does_as_one(tokens, i)


def _does_as_one(tokens: list[Token], i: int) -> bool:
    """由行政部统一采购。: behind the name of who does it, what is as often a noun, and the end of the clause."""
    closes = i + 1 < len(tokens) and tokens[i + 1].kind == MARK
    return closes and bool(tokens[i].flags & Flag.NOMINAL and tokens[i - 2].flags & Flag.BODY)


def _represents(tokens: list[Token], i: int) -> bool:
    """应当代表和维护职工的权益; 代表职工合法权益，: behind a modal or who acts, or all of a clause."""
    end = clause_end(tokens, i)
    good = tokens[end - 1].text.endswith(("权益", "利益", "意愿", "意志"))
    if i:
        if tokens[i - 1].text == "对外":
            return True
        must = tokens[i - 1].flags & MODAL or (good and tokens[i - 1].flags & Flag.BODY)
        return bool(must and tokens[i + 1].flags & Flag.LIST_JOINER and tokens[i + 2].flags & VERB)
    return good and not any(t.flags & (VERB | MODAL) for t in tokens[1:end])


def _organises(tokens: list[Token], i: int) -> bool:
    """6月、12月各组织一次演练: behind when and 各. 组织力量对X进行检查: at the head of a clause, before who does it."""
    if begins(tokens, i) and tokens[i + 2].text == "对":
        return tokens[i + 1].text == "力量" or bool(tokens[i + 1].flags & Flag.BODY)
    return i > 1 and tokens[i - 1].text == "各" and tokens[i - 2].kind == TIME


def _unites(tokens: list[Token], i: int) -> bool:
    """统一思想, 统一标准; 把思想统一到决策部署上来: before what is in minds or all go by, or 到 behind 把 or 将."""
    if tokens[i + 1].text != "到":
        return tokens[i + 1].text in _OF_ONE_MIND or makes_one(tokens, i)
    for k in range(i - 1, max(i - _FARTHEST, -1), -1):
        if tokens[k].text in ("把", "将"):
            return True
        if tokens[k].kind == MARK and tokens[k].text != "、":
            return False
    return False


def _binds_closer(tokens: list[Token], i: int) -> bool:
    """密切同人大代表的联系; 密切部门协作，: what ties two stands behind, in the same clause."""
    end = clause_end(tokens, i)
    if tokens[i + 1].text in ("同", "与", "和"):
        of = next((k for k in range(i + 3, end) if tokens[k].text == "的"), end)
        return any(t.text in _TIES for t in tokens[of + 1 : min(of + 4, end)])
    begins = i == 0 or tokens[i - 1].kind == MARK
    plain = not tokens[i + 1].flags & (VERB | MODAL | Flag.PREPOSITION)
    return begins and plain and end == i + 3 and tokens[i + 2].text in _TIES


def _leads(tokens: list[Token], i: int) -> bool:
    """统一领导和协调X; 统一领导本地区X: behind 统一, and a further verb, or what is led, behind it."""
    if i == 0 or tokens[i - 1].text != "统一":
        return False
    behind = tokens[i + 1]
    if behind.text in ("、", "和", "与"):
        return bool(tokens[i + 2].flags & VERB)
    return behind.kind == WORD and behind.text not in ("的", "下", "小组", "机构", "体制", "机制", "机关")


def _keeps(tokens: list[Token], i: int) -> bool:
    """会议记录保存一年以上; 录像保存不少于90天: before how long."""
    return i > 0 and tokens[i - 1].text != "的" and lasts(tokens[at_least(tokens, i + 1)])


def _shared_out(tokens: list[Token], i: int) -> bool:
    """各部门分工负责。各部门分工管理本行业的工作: between the name and what is done it says how."""
    named = i > 0 and bool(tokens[i - 1].flags & Flag.BODY)
    if named and _manages_share(tokens, i + 1) and tokens[i + 1].text == "管理":
        return True
    return named and tokens[i + 1].text == "负责" and tokens[i + 2].kind == MARK


def _in_share(tokens: list[Token], i: int) -> bool:
    """办公室归口管理公文: as 分工 does."""
    return i > 0 and _manages_share(tokens, i + 1) and tokens[i + 1].text == "管理"


def _manages_share(tokens: list[Token], i: int) -> bool:
    """各部门分工管理本行业的工作: behind somebody and in which share, what is done, with its object."""
    if i < 2 or tokens[i - 1].text not in _SHARES or not tokens[i - 2].flags & Flag.BODY:
        return False
    behind = tokens[i + 1]
    return behind.kind == WORD and behind.text not in ("的", "制度", "体制", "原则", "机制") and not behind.flags & VERB


def _provides(tokens: list[Token], i: int) -> bool:
    """配备专人看护现场: before somebody and what he is to do."""
    return tokens[i + 1].text == "专人" and bool(tokens[i + 2].flags & VERB)


def _ends_there(tokens: list[Token], i: int) -> bool:
    """将隐患杜绝在源头: before where, it is what is done with the thing, and no ban."""
    return tokens[i + 1].text in ("在", "于")


def _gets_in_touch(tokens: list[Token], i: int) -> bool:
    """联系成员单位开展工作: at the head of a clause, before those who are called upon and what they are to do."""
    if not begins(tokens, i):
        return False
    end = clause_end(tokens, i)
    who = next((k for k in range(i + 1, end) if tokens[k].flags & Flag.BODY), end)
    does = any(t.flags & Flag.PURE and not t.flags & Flag.BODY for t in tokens[who + 1 : end])
    return does and not any(t.flags & VERB or t.text == "的" for t in tokens[i + 1 : who])


def _orders(tokens: list[Token], i: int) -> bool:
    """，指令从业人员暂停作业: at the head of a clause, before somebody."""
    return begins(tokens, i) and bool(tokens[i + 1].flags & Flag.BODY)


def _comes_next(tokens: list[Token], i: int) -> bool:
    """先通风、再检测、后作业: behind what is done first, before a verb."""
    listed = i > 0 and tokens[i - 1].text in "、，,"
    return listed and bool(tokens[i + 1].flags & VERB) and any(t.text == "先" for t in tokens[:i])


def _bans_itself(tokens: list[Token], i: int) -> bool:
    """可以禁止或者限制通行; 严格禁止并查处X: to forbid is what may or must be done."""
    return i > 0 and (bool(tokens[i - 1].flags & Flag.PERMISSION) or tokens[i + 1].text in ("并", "并且"))


_WHERE: dict[str, Callable[[list[Token], int], bool]] = {
    "代表": _represents,
    "违反": breaches,
    "作": is_made,
    "组织": _organises,
    "集中": gathers,
    "统一": _unites,
    "密切": _binds_closer,
    "领导": _leads,
    "分工": _shared_out,
    "归口": _in_share,
    "管理": _manages_share,
    "设": appoints,
    "有": must_be_there,
    "通过": passed_by,
    "配备": _provides,
    **dict.fromkeys(SET_UP, charges),
    **dict.fromkeys(EXCESS, exceeds),
    "指令": _orders,
    "商": confers,
    "电话": by_phone,
    "杜绝": _ends_there,
    **dict.fromkeys(["选择", "选用"], is_method),
    "固定": keeps_proof,
    "传输": leads_on,
    **dict.fromkeys(IN_PARTS, each_apart),
    "联系": _gets_in_touch,
    "再": _comes_next,
    "后": _comes_next,
    "禁止": _bans_itself,
    **dict.fromkeys(KEEPING, _keeps),
}
SIGNS = frozenset(["传输"]) | frozenset(
    ["代表", "违反", "作", "各", "统一", "集中", "密切", "分工", "归口", "设", "专人", "指令", "先", "禁止", "固定"]
).union(
    KEEPING,
    IN_PARTS,
    SET_UP,
    EXCESS,
    ["商", "联系", "选择", "选用", "杜绝", "电话", "组织", "有", "通过", "鼓励"],
)
"""A sentence without any of these holds nothing to be turned."""
