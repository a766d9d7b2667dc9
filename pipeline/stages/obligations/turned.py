"""Words that are verbs only where nothing else can stand: tokens of a sentence → the same with these as verbs.

Assumptions: (1) 代表 between a modal and a further verb is one (应当代表和维护职工的权益); (2) 违反 behind a word that
forbids is one, unless the deed that it describes follows (不得违反规定收费); (3) 作 before how often (作一次试验)
is one, and 组织 behind when and 各 is no body (6月、12月各组织一次演练); (4) 组织 behind 其他 or 等 is somebody;
(5) 统一 before 到 or what is in minds is one (统一思想, 把思想统一到决策部署上来), and 密切 before 同X的联系;
(6) 领导 behind 统一 is one, and nobody; (7) 保存 and its like before how long are (会议记录保存一年以上);
(8) 分工 in 各部门分工负责 says how, 再 and
后 behind 先 when; (9) 设 before 专人 is 指定, and 禁止 behind 可以
is 限制, no ban.
"""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag, word_flags, words
from pipeline.stages.obligations.grammar.counted import KEEPING, at_least, lasts
from pipeline.stages.obligations.grammar.kinds import after_modal
from pipeline.stages.obligations.grammar.ways import breach_end
from pipeline.stages.obligations.tokens import MARK, TIME, WORD, Token

_OF_ONE_MIND = frozenset(["思想", "认识", "思想认识", "步调", "口径", "意志", "行动"])
_TURNED = frozenset(["代表", "违反", "作", "各", "统一", "密切", "分工", "设", "先", "禁止", "集中"]) | KEEPING


def turn_verbs(tokens: list[Token]) -> list[Token]:
    """The tokens with 代表, 违反, 作, 组织, 统一, 密切 and 保存 as verbs where they are."""
    if _TURNED.isdisjoint([token.text for token in tokens]):
        return tokens
    return [_turned(token) if _is_turned(tokens, i) else token for i, token in enumerate(tokens)]


def _turned(token: Token) -> Token:
    if token.text == "设":
        return Token(token.start, token.end, "指定", WORD, word_flags()["指定"])
    if token.text in ("分工", "再", "后"):
        return Token(token.start, token.end, token.text.replace("后", "再"), WORD, Flag.ADVERB)
    if token.text == "禁止":
        return Token(token.start, token.end, "限制", WORD, word_flags()["限制"])
    if token.text in ("统一", "密切"):
        return token.flagged(Flag.PURE | (Flag.FRAMING if token.text == "统一" else 0))
    acts = token.text in ("组织", "领导")
    return token.flagged((token.flags & ~(Flag.BODY | Flag.NOMINAL) if acts else token.flags) | Flag.PURE)


def _is_turned(tokens: list[Token], i: int) -> bool:
    if i > 1 and tokens[i - 1].text in ("统一", "集中") and tokens[i].flags & Flag.NOMINAL and tokens[i].text != "领导":
        return bool(tokens[i - 2].flags & Flag.BODY) and i + 1 < len(tokens) and tokens[i + 1].kind == MARK
    if i + 2 >= len(tokens):
        return False
    if tokens[i].text == "领导":
        return i > 0 and tokens[i - 1].text == "统一" and _leads(tokens, i + 1)
    if tokens[i].text == "统一":
        return tokens[i + 1].text in _OF_ONE_MIND or (tokens[i + 1].text == "到" and _is_fronted(tokens, i))
    if tokens[i].text == "密切":
        return (tokens[i + 1].text in ("同", "与", "和") and _is_bond(tokens, i + 2)) or _ties(tokens, i)
    if tokens[i].text == "设":
        return tokens[i + 1].text in ("专人", "专职", "专门")
    if i == 0:
        return tokens[i].text == "代表" and _stands_for(tokens)
    if tokens[i].text in ("再", "后"):
        return tokens[i - 1].text in "、，," and bool(tokens[i + 1].flags & VERB) and _is_next(tokens, i)
    if tokens[i].text == "禁止":
        return bool(tokens[i - 1].flags & Flag.PERMISSION) or tokens[i + 1].text in ("并", "并且")
    if tokens[i].text == "分工":
        return tokens[i + 1].text == "负责" and bool(tokens[i - 1].flags & Flag.BODY) and tokens[i + 2].kind == MARK
    if tokens[i].text in KEEPING:
        return lasts(tokens[at_least(tokens, i + 1)]) and tokens[i - 1].text != "的"
    if tokens[i].text == "代表":
        joined = tokens[i + 1].flags & Flag.LIST_JOINER and tokens[i + 2].flags & VERB
        return bool(tokens[i - 1].flags & MODAL and joined)
    if tokens[i].text == "作":
        return tokens[i + 1].kind == TIME
    if tokens[i].text == "组织":
        return i > 1 and tokens[i - 1].text == "各" and tokens[i - 2].kind == TIME
    if tokens[i].text != "违反" or not after_modal(tokens, i) or not tokens[i - 1].flags & Flag.PROHIBITION:
        return False
    end = next((k for k in range(i, len(tokens)) if tokens[k].kind == MARK and tokens[k].text != "、"), len(tokens))
    return breach_end(tokens, i, end) is None


def _is_next(tokens: list[Token], i: int) -> bool:
    """先通风、再检测、后作业: whether 先 says before, in the same sentence, what is done first."""
    return any(t.text == "先" for t in tokens[:i])


def _leads(tokens: list[Token], behind: int) -> bool:
    """统一领导、协调X, 统一领导本地区X: a further verb, or what is led, stands behind, and the clause goes on."""
    token = tokens[behind]
    if token.text == "、":
        return bool(tokens[behind + 1].flags & VERB)
    return token.kind == WORD and token.text not in ("的", "下", "小组", "机构", "体制", "机制", "机关", "与", "和")


def _stands_for(tokens: list[Token]) -> bool:
    """代表职工合法权益，: all that the clause says is whose good, and no deed."""
    end = next((k for k, t in enumerate(tokens) if t.kind == MARK and t.text != "、"), len(tokens))
    good = tokens[end - 1].text.endswith(("权益", "利益", "意愿", "意志"))
    return good and not any(t.flags & (VERB | MODAL) for t in tokens[1:end])


def _ties(tokens: list[Token], i: int) -> bool:
    """密切部门协作，: at the head of a clause, between whom, and what ties them closes it."""
    begins = i == 0 or tokens[i - 1].kind == MARK
    noun = tokens[i + 1].kind == WORD and not tokens[i + 1].flags & (VERB | MODAL | Flag.PREPOSITION)
    closes = i + 3 >= len(tokens) or tokens[i + 3].kind == MARK
    return begins and noun and closes and tokens[i + 2].text in ("协作", "合作", "配合", "联系", "关系", "沟通")


def _is_fronted(tokens: list[Token], i: int) -> bool:
    """把思想统一到…: whether 把 or 将 stands before, in the same clause."""
    for k in range(i - 1, -1, -1):
        if tokens[k].kind == MARK and tokens[k].text != "、":
            return False
        if tokens[k].text in ("把", "将"):
            return True
    return False


def _is_bond(tokens: list[Token], i: int) -> bool:
    """密切同人大代表的联系: whether 的 and what ties two stand behind, in the same clause."""
    for k in range(i + 1, len(tokens) - 1):
        if tokens[k].kind == MARK:
            return False
        if tokens[k].text == "的":
            return any(t.text in ("联系", "关系", "沟通", "合作", "配合", "交流") for t in tokens[k + 1 : k + 4])
    return False


def names_office(tokens: list[Token], i: int) -> bool:
    """采购事务管理所承担日常工作: 所 is an office, and opens no attribute of what stands behind a 的."""
    before, behind = tokens[i - 1], tokens[i + 1]
    if not (before.flags & Flag.NOMINAL or before.text.endswith("管理")) or not behind.flags & VERB:
        return False
    end = next((k for k in range(i, len(tokens)) if tokens[k].kind == MARK and tokens[k].text != "、"), len(tokens))
    return all(t.text != "的" for t in tokens[i:end])


def _is_governed(tokens: list[Token], i: int) -> bool:
    """推动协会等|组织: whether a verb that directs or supports somebody stands before, in the same clause."""
    begin = next((k + 1 for k in range(i - 1, -1, -1) if tokens[k].kind == MARK and tokens[k].text != "、"), 0)
    return any(t.text in words("predicates", "any_party") or t.flags & Flag.DIRECTED for t in tokens[begin : i - 1])


def name_office(before: Token, office: Token) -> Token:
    """事务管理|所 as one name."""
    return Token(before.start, office.end, before.text + office.text, WORD, Flag.BODY)


def names_organisation(tokens: list[Token], i: int) -> bool:
    """工会、妇联等组织按照职责…, 其他组织保存的档案, 有关组织同意: 组织 is somebody, and nothing that is done.

    Governed by 推动 and the like (推动协会等组织提高X) it is too.
    """
    before, behind = tokens[i - 1], tokens[i + 1]
    if before.text == "等" and _is_governed(tokens, i) and behind.flags & Flag.PURE:
        return behind.text not in words("predicates", "organised")
    if before.text == "等":
        return bool(behind.flags & (MODAL | Flag.ADVERB | Flag.PREPOSITION)) and not behind.flags & VERB
    if before.text in ("有关", "相关"):
        return behind.text in ("同意", "批准", "和", "或者") or bool(behind.flags & MODAL)
    return before.text in ("其他", "任何", "该", "事业") or (before.text == "本" and behind.text == "的")
