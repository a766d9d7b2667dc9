"""What a ban forbids that the verb lists do not know: the few words behind 严禁 or 禁止 up to the end of the clause.

In: a clause and the place of its ban, or the place behind it. Out: whether a deed stands there, and its frame.
"""

from __future__ import annotations

from pipeline.lexicon.words import MODAL, Flag, words
from pipeline.model.text import Span
from pipeline.stages.obligations.frames import Frame, Setting
from pipeline.stages.obligations.grammar.kinds import Tokens, is_body, is_list_joiner, is_noun, is_verb, takes_object
from pipeline.stages.obligations.grammar.positions import is_attribute, opens
from pipeline.stages.obligations.grammar.ways import breach_end
from pipeline.stages.obligations.tokens import MARK, WORD

BANS = frozenset(["禁止", "严禁", "严格禁止", "谢绝"])
_ON_ROADS = frozenset(["通行", "行驶", "驶入", "停放", "停靠", "进入", "上路", "滞留", "停泊", "航行"])
VEHICLES = ("车", "车辆", "船舶", "船只", "行人")
_FEW = 3
_SHORT = 8
_DESCRIBED = frozenset(
    [
        *("区域", "时段", "路段", "线路", "范围", "时间", "场所", "地点", "水域"),
        *("标志", "标识", "物品", "品种", "种类", "名录", "目录", "名单", "行为", "情形"),
    ]
)
"""What is described by what is forbidden in it, or by it (划定禁止通行的路段)."""
_NO_DEED = Flag.PREPOSITION | Flag.JOINER | Flag.LOCALIZER | MODAL


def vehicles_end(tokens: Tokens, i: int, end: int) -> int | None:
    """禁止一切车辆|通行, 严禁货车|在桥上停放: where the name of what moves ends: it must not."""
    if not any(t.text in _ON_ROADS for t in tokens[i + 1 : end]):
        return None
    for k in range(i + 1, end):
        if is_verb(tokens[k - 1]) or tokens[k].text == "的":
            return None
        aside = tokens[k].flags & Flag.PREPOSITION and not is_list_joiner(tokens[k])
        if tokens[k - 1].text.endswith(VEHICLES) and (tokens[k].text in _ON_ROADS or aside):
            return k
    return None


def forbids_what_follows(tokens: Tokens, i: int, end: int) -> bool:
    """禁止室内存放X, 禁止未经处理的污水进入X: behind where or who a predicate opens, and it is forbidden."""
    if tokens[i].text not in BANS or i + 1 >= end:
        return False
    where = i == 0 or tokens[i - 1].kind == MARK or is_noun(tokens[i - 1])
    if where and _brief(tokens, i + 1, end) and (is_verb(tokens[end - 1]) or _nothing_known(tokens, i + 1, end)):
        return True
    if breach_end(tokens, i + 1, end):
        return True
    described = False
    for k in range(i + 2, end):
        if tokens[k].kind == MARK:
            return False
        described = described or tokens[k].text == "的"
        if described and (not tokens[k].flags & (Flag.PURE | Flag.PREPOSITION) or is_attribute(tokens, k, end)):
            continue
        if not is_noun(tokens[k - 1]) or is_verb(tokens[k - 1]) or is_list_joiner(tokens[k - 1]):
            continue
        if opens(tokens, k, end) and k + 1 < end:
            return True
        acts = is_verb(tokens[k]) and takes_object(tokens, k, end)
        if is_body(tokens, k - 1) and (acts or does_wrongly(tokens, k)):
            return True
        aside = tokens[k].text in ("以", "在", "向", "从") and is_body(tokens, k - 1)
        if aside and any(is_verb(t) for t in tokens[k + 2 : end]):
            return True
    return False


def does_wrongly(tokens: Tokens, k: int) -> bool:
    """严禁企业违法排放污水: behind a name a word for what is wrong, and a verb that is as often a noun."""
    return k + 1 < len(tokens) and tokens[k].text in words("predicates", "wrongly") and is_verb(tokens[k + 1])


def _brief(tokens: Tokens, i: int, end: int) -> bool:
    """Whether the clause ends in a few words, none of which joins or describes."""
    return end - i <= _FEW and all(t.kind == WORD and t.text != "的" and not t.flags & _NO_DEED for t in tokens[i:end])


def _nothing_known(tokens: Tokens, i: int, end: int) -> bool:
    return not any(t.flags & ~Flag.GUESSED for t in tokens[i:end])


def _closes(tokens: Tokens, end: int) -> bool:
    """Whether the sentence ends here: 不得违反规定，擅自V says how V is forbidden."""
    return end >= len(tokens) or tokens[end].text not in "，,"


def forbidden_phrase(tokens: Tokens, i: int, end: int, here: Setting) -> list[Frame]:
    """严禁斜拉歪吊, 不得大操大办: right behind a ban, a few words of which no verb is known are what it forbids."""
    banned = here.modality_span is not None and i > 0 and here.modality_span.end == tokens[i - 1].end
    if not banned or here.modality != "prohibition" or not _brief(tokens, i, end) or is_body(tokens, end - 1):
        return []
    if is_list_joiner(tokens[max(0, i - 2)]) or (tokens[i].flags & Flag.STATIVE and not _closes(tokens, end)):
        return []
    phrase = Span(tokens[i].start, tokens[end - 1].end)
    if not 1 < phrase.end - phrase.start <= _SHORT:
        return []
    return [
        Frame(
            verbs=(phrase,),
            relation=None,
            adverbials=tuple(here.adverbials),
            subject=here.subject,
            modality=here.modality,
            modality_span=here.modality_span,
            clause=phrase,
            doubts=("unknown-verb",),
        )
    ]


def names_ban(tokens: Tokens, k: int, i: int, end: int) -> bool:
    """宣传禁止燃放的规定, 划定禁止通行的路段, 在禁行的区域内: a ban that is the object of a verb, or says where."""
    before, last = tokens[k - 1], end - 1
    while last > k and (is_list_joiner(tokens[last]) or tokens[last].text in _DESCRIBED):
        last -= 1
    if before.flags & Flag.PURE and k + 1 < last < end - 1 and tokens[last].text == "的":
        return True
    if before.flags & Flag.PREPOSITION and not is_list_joiner(before):
        return any(t.text == "的" for t in tokens[k:end])
    if before.text in ("其他", "其它"):
        mark = next((m for m in range(end - 1, k, -1) if tokens[m].text == "的"), end)
        return mark < end and not any(t.flags & (Flag.PURE | MODAL) for t in tokens[mark:end])
    told = k == i + 1 or tokens[k - 2].text in ("并", "，")
    return told and bool(before.flags & Flag.NOMINAL) and any(t.text == "规定" for t in tokens[k:end])


def is_short_deed(tokens: Tokens, i: int, end: int) -> bool:
    """看小说、|玩手机、打游戏: behind 、 one character with what it is done to, up to the next 、 or the end."""
    if i < 1 or tokens[i - 1].text not in ("、", "或", "或者") or i + 1 >= end or len(tokens[i].text) > 1:
        return False
    thing = tokens[i + 1]
    if tokens[i].text not in words("predicates", "short") or not is_noun(thing) or len(thing.text) < 2:
        return False
    return i + 2 >= end or is_list_joiner(tokens[i + 2])


def is_made_sure(tokens: Tokens, i: int, k: int) -> bool:
    """确保消防通道不得堵塞: what must not be is what is made sure of, and no ban of the clause."""
    i += bool(tokens[i].flags & (Flag.JOINER | Flag.ADVERB))
    if tokens[i].text not in words("predicates", "ensuring") or k < i + 2 or tokens[k - 1].flags & Flag.LOCALIZER:
        return False
    return not is_verb(tokens[i + 1]) and tokens[i + 1].text not in ("人", "方")
