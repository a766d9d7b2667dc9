"""对X and 向X: whether the phrase is the whole clause, and where 进行, 予以 or 加以 ends it, whatever verbs X holds.

In: the tokens and where the phrase opens. Out: yes or no, or the place of the light verb with its adverbs.
"""

from __future__ import annotations

from itertools import pairwise

from pipeline.lexicon.words import MODAL, VERB, Flag, words
from pipeline.stages.obligations.grammar.kinds import Tokens, after_modal, is_body, is_list_joiner, is_noun, is_verb
from pipeline.stages.obligations.grammar.positions import is_attribute, predicate_follows
from pipeline.stages.obligations.tokens import BRACKET, TIME, UNIT, WORD

_SECOND = frozenset(["在", "于", "到", "用", "以", "按", "按照", "依照", "依据", "根据"])
_WHEN = frozenset(["时", "前", "后", "期间", "之前", "之后", "以前", "以后"])
_RULES = frozenset(["方针", "制度", "原则", "政策", "措施", "办法", "机制", "模式"])
"""对煤炭开发实行统一规划的方针: by what rule something is run is the object of a verb behind what 对 names."""
_GIVING = frozenset(["提供", "创造", "积累", "奠定", "贡献", "营造", "注入"])


_GIVEN = frozenset(["支持", "支撑", "服务", "保障", "便利", "帮助", "指导", "援助"])
_ALL = frozenset(["一律", "均", "都"])
_SAID = ("意见", "建议", "要求", "异议", "质疑", "批评")


def gives_behind(tokens: Tokens, i: int, end: int) -> int | None:
    """为全国优化环境工作积累经验: the verb that says what is given to what 为 names, whatever verbs that holds."""
    for k in range(i + 2, end - 1):
        if tokens[k].text in _GIVING and is_noun(tokens[k - 1]) and tokens[k + 1].text != "的":
            return None if is_attribute(tokens, k, end) and tokens[end - 1].text not in _GIVEN else k
    return None


def must_act(tokens: Tokens, i: int, end: int) -> bool:
    """应当对…进行…教育。: a modal before the phrase, and nothing behind it, so that it holds the predicate."""
    return (end >= len(tokens) or tokens[end].text not in ("，", ",")) and after_modal(tokens, i)


def ends_in_attribute(tokens: Tokens, i: int, end: int) -> bool:
    """对未完成目标的地区，: the phrase is the whole clause; behind its last 的 there are nouns only."""
    mark = max((k for k in range(i, end) if tokens[k].text == "的"), default=None)
    comma = end + 1 < len(tokens) and tokens[end].text in ("，", ",")
    if mark is None and end - i == 3 and comma and tokens[i].text != "由":
        return bool(tokens[end - 1].flags & Flag.NOMINAL and tokens[end + 1].flags & MODAL)
    if mark is None or mark + 1 >= end:
        return False
    if tokens[end - 1].text in _RULES and any(t.text in ("实行", "采取", "执行", "建立") for t in tokens[i + 2 : mark]):
        return False
    return all(
        (
            tokens[k].kind == WORD
            and (
                tokens[k].text == "新"
                or not tokens[k].flags & (VERB | Flag.ADVERB | Flag.PREPOSITION | MODAL | Flag.NEGATION | Flag.GUESSED)
            )
        )
        or is_list_joiner(tokens[k])
        or tokens[k].kind in (UNIT, BRACKET)
        for k in range(mark + 1, end)
    )


def light_verb(tokens: Tokens, i: int, end: int) -> int | None:
    """对X进行V: where 进行 stands, whatever verbs X holds; behind a comma within X also 实施."""
    over = any(t.text in ("，", ",") for t in tokens[i:end])
    if tokens[i].text == "针对" and (about := next((k for k in range(i + 2, end - 2) if tokens[k].text == "对"), None)):
        return about if is_noun(tokens[about - 1]) and tokens[about - 1].text != "的" else None
    for k in range(i + 2, end):
        if tokens[k].text in ("并", "并且"):
            return None
        light = tokens[k].text in ("进行", "予以", "加以") or (tokens[k].text == "实施" and over)
        light = light or (tokens[k].text == "做好" and is_noun(tokens[k - 1]) and not is_verb(tokens[k - 1]))
        light = light or (tokens[k].text == "开展" and tokens[k - 1].text in ("情况", "行为"))
        if light and not _describes(tokens, k, end):
            return _before_adverbs(tokens, i, k, end)
        if tokens[k].text == "给予" and _gives_at_once(tokens, i, k, end):
            return k
    return None


def raises(tokens: Tokens, i: int, end: int) -> int | None:
    """对各部门履职情况提出意见: the verb by which something is said of what 对 names, whatever verbs that holds."""
    k = next((k for k in range(end - 2, i + 1, -1) if tokens[k].text in ("提出", "发表")), None)
    if k is None or tokens[k - 1].text == "的" or not tokens[end - 1].text.endswith(_SAID):
        return None
    return k if all(not t.flags & MODAL and t.text != "的" for t in tokens[k:end]) else None


def _gives_at_once(tokens: Tokens, i: int, k: int, end: int) -> bool:
    """对企业的创新给予支持: no phrase of its own between what 对 names and the verb (对X按照规定给予Y)."""
    how = tokens[k - 1].flags & Flag.ADVERB and not is_verb(tokens[k - 1])
    if how or tokens[k - 1].text == "的" or tokens[k - 1].flags & Flag.LOCALIZER or _describes(tokens, k, end):
        return False
    return not any(
        t.flags & (Flag.PREPOSITION | Flag.LOCALIZER) and n.text != "的" for t, n in pairwise(tokens[i + 1 : k + 1])
    )


def _describes(tokens: Tokens, k: int, end: int) -> bool:
    """Whether 进行V belongs to an attribute: 的 stands right behind its verbs (对正在进行检查的单位进行指导)."""
    m = k + 1
    while m < end and (
        is_verb(tokens[m]) or tokens[m].kind == TIME or tokens[m].flags & Flag.ADVERB or is_list_joiner(tokens[m])
    ):
        m += 1
    return m < end and tokens[m].text == "的" and m > k + 1 and is_attribute(tokens, k, end)


def _before_adverbs(tokens: Tokens, i: int, k: int, end: int) -> int:
    """对问题及时督导进行纠正: the predicate begins with its adverb; not so in 对X正确使用Y情况进行检查."""
    if tokens[k - 1].text in ("情况", "行为"):
        return k
    for m in range(i + 2, k):
        if tokens[m].text in _SECOND and _goes_up_to(tokens, m, k):
            return m
        if (
            tokens[m].flags & Flag.ADVERB
            and not tokens[m].flags & VERB
            and (is_noun(tokens[m - 1]) or (tokens[m - 1].text == "的" and tokens[m].text not in _ALL))
        ):
            if tokens[m].text not in words("clauses", "weak_adverb") and predicate_follows(tokens, m + 1, end):
                return m
    return k


def _goes_up_to(tokens: Tokens, m: int, k: int) -> bool:
    """对安全阀到法定机构|进行校验, 对新员工在上岗前|进行培训: where, when or by what, up to the light verb."""
    if not is_noun(tokens[m - 1]) or tokens[m - 1].text == "的" or m + 1 >= k:
        return False
    mark = next((n for n in range(m, k) if tokens[n].text == "的"), None)
    if mark is not None and not (mark == k - 2 and tokens[k - 1].flags & Flag.FOOTING_HEAD):
        return False
    if tokens[m].text in ("在", "于"):
        return tokens[k - 1].kind == TIME or bool(tokens[k - 1].flags & Flag.LOCALIZER) or tokens[k - 1].text in _WHEN
    return is_noun(tokens[k - 1])


def told_described(tokens: Tokens, i: int, end: int) -> int | None:
    """向负责提供服务的机构报告: where the verb of telling begins that ends the clause, behind a described name."""
    last = end
    while last > i + 3 and is_verb(tokens[last - 1]):
        last -= 1
    if last == end or not tokens[last].flags & Flag.ADDRESSING or not is_body(tokens, last - 1):
        return None
    mark = max((k for k in range(i + 2, last - 1) if tokens[k].text == "的"), default=None)
    return last if mark and not any(is_verb(t) for t in tokens[mark:last]) else None


def guessed_behind(tokens: Tokens, i: int, end: int) -> int | None:
    """禁止向沟渠泼入、倾倒泔水: behind a modal and where to, a word perhaps a verb, with more verbs or an object."""
    if not after_modal(tokens, i):
        return None
    for k in range(i + 2, end - 1):
        if is_verb(tokens[k - 1]) or tokens[k].text == "的" or tokens[k + 1].text == "的":
            return None
        if tokens[k].flags & Flag.GUESSED:
            listed = is_list_joiner(tokens[k + 1]) and k + 2 < end and bool(tokens[k + 2].flags & Flag.PURE)
            return k if listed or (is_noun(tokens[k + 1]) and not is_verb(tokens[k + 1])) else None
    return None


def acts_with(tokens: Tokens, k: int, end: int) -> bool:
    """会同水利部研究提出意见, 会同各部门指导和监督X: behind those with whom it is done, a verb that another follows."""
    if k + 1 >= end or not is_body(tokens, k - 1) or not is_verb(tokens[k]):
        return False
    joined = is_list_joiner(tokens[k + 1]) and k + 3 < end and is_verb(tokens[k + 2])
    return bool(tokens[k + 1].flags & Flag.PURE) or (joined and all(t.text != "的" for t in tokens[k : k + 4]))


def agrees_with(tokens: Tokens, i: int, k: int, end: int) -> bool:
    """应当与员工约定工资, 应当与X约定调解的时间: behind a modal and with whom, a verb of agreeing with its object."""
    agrees = tokens[k].text in words("predicates", "with_somebody") and is_body(tokens, k - 1) and k + 1 < end
    if not agrees or not after_modal(tokens, i) or not is_noun(tokens[k + 1]):
        return False
    return not is_verb(tokens[k + 1]) or (k + 2 < end and tokens[k + 2].text == "的")


def is_asked(tokens: Tokens, i: int, k: int) -> bool:
    """向X申请办理登记: a verb of telling or asking right before the plain verb is the first of the two."""
    if tokens[i].text not in ("向", "给") or k - 1 < i + 2:
        return False
    asked = bool(tokens[k - 1].flags & Flag.ADDRESSING and tokens[k - 1].flags & Flag.NOMINAL)
    return asked and is_body(tokens, k - 2)


def aims_at(tokens: Tokens, i: int, end: int) -> bool:
    """围绕打赢攻坚战和推进队伍建设，: what is aimed at is told by verbs, and is all of the clause."""
    if tokens[i].text not in ("围绕", "聚焦") or i + 1 >= end or end >= len(tokens):
        return False
    return bool(tokens[i + 1].flags & Flag.PURE) and tokens[end].text in ("，", ",")


def is_only_about(tokens: Tokens, i: int, end: int) -> bool:
    """对于实名举报，: the phrase says what the next clause is about, and holds no predicate; nor does 不经X."""
    if tokens[i].text == "不经" or aims_at(tokens, i, end):
        return True
    return tokens[i].text in ("对", "对于") and ends_in_attribute(tokens, i, end)


def before_partner(tokens: Tokens, i: int, stop: int, end: int) -> int:
    """在作业前|与受托方签订协议: with whom something is agreed is an adverbial of its own."""
    k = next((k for k in range(stop - 2, i + 1, -1) if tokens[k].text in ("与", "同")), None)
    if k is None or any(t.text == "的" for t in tokens[k:stop]):
        return stop
    verb = next((t for t in tokens[stop:end] if t.flags & VERB or not t.flags & Flag.ADVERB), None)
    together = verb is not None and verb.text in words("predicates", "with_somebody")
    return k if together and is_noun(tokens[stop - 1]) and is_noun(tokens[k - 1]) else stop
