"""A clause that opens with 对 and a case → where the case ends and its consequence begins, with no comma between.

Assumption: behind the 的 of a case stands what is done then, and no noun: a verb of giving or of sanction, an adverb
that is nothing else with its predicate, or a preposition that opens an adverbial (对符合条件的给予补贴).
"""

from __future__ import annotations

from pipeline.lexicon.words import GOVERNING, MODAL, VERB, Flag, words
from pipeline.stages.obligations.carrying.circumstances import read_circumstance
from pipeline.stages.obligations.carrying.state import State
from pipeline.stages.obligations.grammar.agents import agent_end
from pipeline.stages.obligations.grammar.kinds import Tokens, is_body
from pipeline.stages.obligations.grammar.light import LIGHT
from pipeline.stages.obligations.grammar.positions import predicate_follows
from pipeline.stages.obligations.tokens import MARK, TIME, Token, find_any

_UPON = frozenset(["对", "对于"])
_CASES = frozenset(["经", "凡", "因", "逾期", "确", "确需", "达到", "考核", "获得", "取得"])
_DUE = frozenset(["该", "能", "能够", "不能", "无法"])
"""该拆除的坚决拆除, 能立即整改的立行立改: what is due or can be done opens a case."""
_OUT_OF_ORDER = frozenset(["失效", "过期", "损坏", "破损", "缺失", "变质", "老化", "丢失", "超期"])
_MEETING = frozenset(["符合", "不", "具备", "满足", "达到", "未"]) | _OUT_OF_ORDER
_AT_ONCE = frozenset(["优先", "一次性", "当场", "限期", "坚决"])
_SO = ("不力", "严重", "突出", "优秀", "恶劣", "显著", "较好", "较差", "不到位", "合格")
"""How something is, at the end of a case (整改不力的撤销命名)."""
_BY = frozenset(["由", "按", "按照", "依照", "依据", "根据"])


def past_case(state: State, start: int, end: int) -> int:
    """对符合条件的给予补贴: the case is on record, and the predicate begins behind it."""
    if "的" not in state.texts or (stop := _case_end(state.tokens, start, end)) is None:
        return start
    case = read_circumstance(state, start, stop, "，")
    if case is None:
        return start
    state.note(case)
    state.list_start = None
    return stop


def _case_end(tokens: Tokens, start: int, end: int) -> int | None:
    """Where the predicate begins behind 对X的; none where 的 describes a noun (对存在的问题进行整改)."""
    marks = [k for k in range(start + 1, end - 1) if tokens[k].text == "的" and tokens[k].kind != MARK]
    if not marks:
        return None
    upon = find_any(tokens, _UPON, start, min(start + 6, end))
    if upon is not None and upon > start and not _names_who(tokens, start, upon):
        upon = None
    if upon is None and tokens[start].text in _UPON:
        return None
    states = upon is None and _opens_case(tokens[start])
    seen = states and (tokens[start].text in words("predicates", "discovering") or tokens[start].text in _DUE)
    for k in marks:
        if upon is not None and k < upon + 2:
            continue
        if upon is None:
            so = tokens[k - 1].text.endswith(_SO)
            follows = _may(tokens, start, k + 1, end) or ((states or so) and _must(tokens, k + 1, end))
            follows = follows or ((so or seen) and _does(tokens, k + 1, end))
            follows = follows or (states and (_closes(tokens, k + 1, end) or _soon(tokens, start, k + 1, end)))
        else:
            follows = _must(tokens, k + 1, end) or _does(tokens, k + 1, end)
        if not follows:
            continue
        if _is_case(tokens, start + (upon is not None), k) and not _is_described(tokens, k + 1, end):
            return k + 1
    return None


def _opens_case(token: Token) -> bool:
    """符合条件的按规定给予补贴, 未通过的不予登记, 发现问题的立即整改: what is so, is not, or has come to be seen."""
    seen = token.text in words("predicates", "discovering") or token.text in _OUT_OF_ORDER
    return seen or bool(token.flags & (Flag.STATIVE | Flag.NEGATION)) or token.text in _CASES or token.text in _DUE


def _names_who(tokens: Tokens, start: int, upon: int) -> bool:
    """各地对符合条件的给予补贴: nothing but a name before 对."""
    plain = not any(t.flags & (VERB | MODAL | Flag.PREPOSITION) for t in tokens[start:upon])
    return plain and is_body(tokens, upon - 1)


def _is_case(tokens: Tokens, i: int, k: int) -> bool:
    """Whether what stands between says what is so: a verb, a negation or how it is, and no mere noun (对企业的)."""
    return any(t.flags & (VERB | Flag.NEGATION | Flag.STATIVE | Flag.GUESSED) for t in tokens[i:k]) or (
        not tokens[k - 1].flags
    )


def _may(tokens: Tokens, start: int, i: int, end: int) -> bool:
    """符合条件的可申请补贴: a permission with its predicate, and no later 的 (可复制的可推广的经验)."""
    i += tokens[i].text in ("均", "都", "也") and i + 2 < end
    if not tokens[i].flags & Flag.PERMISSION or any(t.text == "的" for t in tokens[i:end]):
        return False
    opening = tokens[start]
    if opening.flags & MODAL or (opening.flags & Flag.PREPOSITION and opening.text not in ("在", "经")):
        return False
    return predicate_follows(tokens, i + 1, end)


def _must(tokens: Tokens, i: int, end: int) -> bool:
    """给予补贴, 由财政给予补贴: a verb that opens a consequence, or who acts or by what, with a verb behind."""
    if tokens[i].text in words("predicates", "consequence"):
        return i + 1 < end and tokens[i + 1].text != "的"
    if tokens[i].text == "由" and agent_end(tokens, i, end) is None:
        return False
    if tokens[i].text in _UPON:
        return any(t.text in LIGHT or t.text == "给予" for t in tokens[i + 2 : end])
    return tokens[i].text in _BY and any(t.flags & VERB for t in tokens[i + 2 : end])


def _does(tokens: Tokens, i: int, end: int) -> bool:
    """立即停产, 适当延长期限: an adverb that is nothing else, or at once, with its predicate."""
    if tokens[i].kind == TIME:
        return predicate_follows(tokens, i + 1, end)
    if tokens[i].flags & VERB or not tokens[i].flags & (Flag.ADVERB | Flag.NEGATION):
        return False
    if i + 1 < end and tokens[i + 1].text in LIGHT:
        return False
    return tokens[i].text not in words("clauses", "weak_adverb") and predicate_follows(tokens, i + 1, end)


def _soon(tokens: Tokens, start: int, i: int, end: int) -> bool:
    """符合条件的及时拨付, 不符合条件的一次性告知原因: how soon or how well what is due in it is done."""
    soon = tokens[i].text in words("clauses", "between") or tokens[i].text in _AT_ONCE
    return soon and tokens[start].text in _MEETING and predicate_follows(tokens, i + 1, end)


def _closes(tokens: Tokens, i: int, end: int) -> bool:
    """该保留的保留, 能立即整改的立行立改: the same verb again, or a fixed one, and the end of the clause."""
    again = tokens[i].text == tokens[i - 2].text or len(tokens[i].text) == 4
    return i + 1 == end and again and bool(tokens[i].flags & VERB)


def _is_described(tokens: Tokens, i: int, end: int) -> bool:
    """对反映的依法应当解决的问题及时解决: a later 的 with a verb behind it belongs to the noun that is dealt with."""
    last = max((k for k in range(i, end) if tokens[k].text == "的"), default=None)
    return last is not None and any(t.flags & (VERB | GOVERNING) and t.kind != TIME for t in tokens[last:end])
