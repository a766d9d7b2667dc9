"""Literary forms, as the laws of Taiwan have them: tokens of a sentence → the same in the terms the grammar knows.

Assumptions: (1) 之 between words is 的; at the end of a clause it stands for what is named already and is no object
(由主管机关定之), and what stands before it is a verb; (2) 者 at the end of a clause that holds a verb says in what
case, as 的 does (评鉴不合格者，…); (3) behind a modal 令, 命, 置, 含有 are verbs; (4) 非经 is 未经; (5) in
其他应遵行事项 the verb is part of the noun; (6) 商 between two names, or behind 请, is 会同; (7) 报经X批准
is 报X批准, and 得到V is 应V. The place of a token stays, its word is replaced.
"""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, VERB, Flag
from pipeline.stages.obligations.flags import flags_of
from pipeline.stages.obligations.grammar.kinds import after_modal
from pipeline.stages.obligations.tokens import MARK, WORD, Token, clause_end

_VERBS = frozenset(["令", "命", "置", "设", "聘", "缴", "订", "附", "含有"])
FORMS = _VERBS | {"之", "者", "非", "商", "报经", "得到"}
_COMMAS = frozenset("，,")
_NO_ATTRIBUTE = Flag.PREPOSITION | Flag.JOINER
_SAYING = frozenset(["之一", "未满", "年满", "在", "达", "逾", "满"])
_DENIED = frozenset("不未无")


def read_literary(tokens: list[Token]) -> list[Token]:
    """The tokens with 之, 者 and verbs of one character as what they are here."""
    result: list[Token] = []
    begin = 0
    for i, token in enumerate(tokens):
        behind = tokens[i + 1] if i + 1 < len(tokens) else None
        if token.kind == MARK and token.text != "、":
            begin = len(result) + 1
        if token.text == "经" and len(result) > begin and result[-1].text == "非":
            token = Token(result.pop().start, token.end, "未经", WORD, flags_of("未经"))
        elif token.text == "应" and result and result[-1].text == "其他":
            token = token.flagged(0)
        elif result and result[-1].text == "应" and not result[-1].flags and token.flags & VERB:
            token = token.flagged(token.flags & ~VERB)
        elif token.text == "商" and behind is not None and _consults(result, behind):
            token = Token(token.start, token.end, "会同", WORD, flags_of("会同"))
        elif token.text == "报经" and _closes_with_leave(tokens, i):
            token = Token(token.start, token.start + 1, "报", WORD, flags_of("报"))
        elif token.text == "得到" and behind is not None and _is_done(result[begin:], behind):
            token = token.flagged(Flag.OBLIGATION)
        elif token.text == "之" and result:
            token = _of(result, token, behind)
        elif token.text[-1] == "者" and behind is not None and behind.text in _COMMAS:
            token = _case(result, begin, token)
        elif token.text in _VERBS and not token.flags & VERB and _opens(result, begin, token):
            governs = Flag.DIRECTED | Flag.CHAINING if token.text in ("令", "命") else 0
            token = token.flagged(Flag.PURE | governs)
        result.append(token)
    return result


def _consults(before: list[Token], behind: Token) -> bool:
    """民政部商财政部制定, 请你们商有关部门办理: whom somebody asks before he does it."""
    somebody = bool(before) and (before[-1].flags & Flag.BODY or before[-1].text in ("请", "你们", "我们"))
    return bool(somebody) and (bool(behind.flags & Flag.BODY) or behind.text in ("有关", "相关", "各"))


def _closes_with_leave(tokens: list[Token], i: int) -> bool:
    """报经X批准: the clause says no more than who approves (报经X批准后实施 says when)."""
    end = clause_end(tokens, i)
    return end > i + 2 and bool(tokens[end - 1].flags & Flag.HANDLED)


def _is_done(before: list[Token], behind: Token) -> bool:
    """标识得到完善: nothing before is a verb that makes it come about (使措施得到改进)."""
    return bool(behind.flags & VERB) and not any(
        t.flags & (Flag.PURE | MODAL) or t.text in ("使", "让") for t in before
    )


def _mark(token: Token) -> Token:
    return Token(token.start, token.end, "的", WORD, 0)


def _of(before: list[Token], token: Token, behind: Token | None) -> Token:
    """主管机关之许可: 的. 由主管机关定之: nothing, behind a verb."""
    last = before[-1]
    if last.kind == MARK or last.text == "分":
        return token
    if behind is None or behind.kind == MARK:
        if last.kind == WORD and not last.flags & (VERB | Flag.BODY):
            before[-1] = last.flagged(Flag.PURE)
        return Token(token.start, token.end, token.text, MARK, 0)
    if last.flags & _NO_ATTRIBUTE and not last.flags & VERB:
        return token
    return _mark(token)


def _opens(before: list[Token], begin: int, token: Token) -> bool:
    """应令其改善, 并置人员, 本会置委员: behind a modal or 并; 置 wherever it stands by itself."""
    if token.text == "置" or (len(before) > begin and before[-1].text == "并"):
        return True
    return after_modal([*before[-4:], token], len(before[-4:]))


def _case(before: list[Token], begin: int, token: Token) -> Token:
    """以笼子饲养宠物者，…: 者 as 的; 评鉴不合格者: 不合格 and 的."""
    if token.text != "者":
        if token.text[0] not in _DENIED or len(token.text) < 3:
            return token
        state = Token(token.start, token.end - 1, token.text[:-1], WORD, Flag.STATIVE)
        before.append(state)
        return Token(token.end - 1, token.end, "的", WORD, 0)
    says = any(t.flags & (VERB | Flag.NEGATION | Flag.STATIVE) or t.text in _SAYING for t in before[begin:])
    return _mark(token) if says else token
