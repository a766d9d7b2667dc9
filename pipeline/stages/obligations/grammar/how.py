"""Words that may say how (合理, 科学, 安全) and may be part of a noun: what stands around them decides.

In: the tokens and the place of the word or of the verb behind it. Out: yes or no.
"""

from __future__ import annotations

from pipeline.lexicon.words import GOVERNING, MODAL, VERB, Flag, words
from pipeline.stages.obligations.grammar.building import PACE
from pipeline.stages.obligations.grammar.kinds import (
    Tokens,
    is_body,
    is_list_joiner,
    is_noun,
    is_verb,
    said_again,
    takes_object,
)
from pipeline.stages.obligations.tokens import MARK, TIME, WORD, Token

_OPENLY = frozenset(
    ["招聘", "招考", "招募", "招标", "征集", "选拔", "选聘", "遴选", "竞聘", "竞价", "比选", "评选", "拍卖", "摇号"]
)
_LONGEST_NAME = 6


def says_how(tokens: Tokens, i: int, end: int) -> bool:
    """合理布局产业化基地, 公开招聘人员: a word that may be a noun or a verb, and is an adverb of the verb behind it."""
    if tokens[i].text == "一般" and tokens[i + 1].flags & Flag.NEGATION:
        return True
    if tokens[i].text in ("集中", "统一") and tokens[i + 1].text == "组织" and i + 2 < end:
        return tokens[i + 2].kind == WORD and not tokens[i + 2].flags & Flag.LOCALIZER
    if tokens[i].text == "配套" and tokens[i + 1].text in ("建设", "安装") and i + 2 < end:
        return is_noun(tokens[i + 2]) and not is_verb(tokens[i + 2])
    if tokens[i].text == "综合" and tokens[i + 1].text in ("开发", "治理") and i + 2 < end:
        return (i == 0 or tokens[i - 1].kind == MARK) and takes_object(tokens, i + 1, end)
    if tokens[i].text == "公开":
        told = i + 2 < end and tokens[i + 2].text in words("predicates", "tail")
        return tokens[i + 1].text in _OPENLY and not told
    if tokens[i].text in words("predicates", "strictly") and i + 2 < end and is_verb(tokens[i + 2]):
        plain = tokens[i + 1].flags & (Flag.ADVERB | VERB) == Flag.ADVERB
        return plain and tokens[i + 1].text not in words("clauses", "weak_adverb")
    return tokens[i].text in ("合理", "科学") and opens_well(tokens, i + 1, end)


def acts_twice(tokens: Tokens, k: int, end: int) -> bool:
    """研究解决X, 发展和推广X: a verb that is as often a noun, and a plain one behind it or joined to it."""
    if not tokens[k].flags & Flag.NOMINAL or k + 1 >= end:
        return False
    joined = tokens[k + 1].text == "和" and k + 2 < end
    return bool(tokens[k + 1 + joined].flags & Flag.PURE)


def opens_well(tokens: Tokens, verb: int, end: int) -> bool:
    """合理布局产业化基地，: at the head of a clause, before a topical verb with an object that no 的 follows.

    So it does behind where that is done (在疏导区内合理规划摊位).
    """
    at_head = verb == 1 or tokens[verb - 2].text in "，,；;：:" or bool(tokens[verb - 2].flags & Flag.LOCALIZER)
    if not at_head or verb + 1 >= end or tokens[verb].text not in words("predicates", "building"):
        return False
    thing = tokens[verb + 1]
    if thing.text in words("predicates", "compound_head") or tokens[end - 1].text in words("clauses", "way"):
        return False
    return takes_object(tokens, verb, end) and not any(t.flags & MODAL for t in tokens[verb:end])


def is_no_adverb(tokens: Tokens, i: int, end: int) -> bool:
    """储存安全实施监督, 抓紧抓实, 加快实施进度: an adverb elsewhere, and here part of a noun, or a verb."""
    if tokens[i].text == "加快":
        return i + 2 < end and tokens[i + 2].text in PACE
    if tokens[i].text == "抓紧":
        return tokens[i + 1].text in ("抓实", "抓好", "抓细", "抓牢")
    return tokens[i].text == "安全" and is_of_safety(tokens, i, end)


def is_of_safety(tokens: Tokens, i: int, end: int) -> bool:
    """对粮食的数量和储存安全实施监督: behind a noun and before a light verb or 负责 it is no adverb."""
    nxt = tokens[i + 1]
    light = nxt.flags & Flag.LIGHT_FRAME or (nxt.text == "负责" and i + 2 >= end)
    return bool(light) and i > 0 and is_noun(tokens[i - 1]) and not tokens[i - 1].flags & Flag.ADVERB


def in_noun_head(tokens: Tokens, i: int) -> bool:
    """…的重点控制企业: whether nothing but adverbs that are as often attributes stand between 的 and this token."""
    if i == 0 or tokens[i].text not in words("clauses", "weak_adverb"):
        return False
    before = range(i, max(i - _LONGEST_NAME, 0) - 1, -1)
    return tokens[next((k for k in before if tokens[k].text not in words("clauses", "weak_adverb")), i)].text == "的"


def only_describes(tokens: Tokens, i: int, end: int) -> bool:
    """等可以现场查验的状况: behind the modal nothing but adverbs and verbs up to 的."""
    while i < end and (is_verb(tokens[i]) or tokens[i].flags & Flag.ADVERB):
        i += 1
    return i < end and tokens[i].text == "的"


def does_somehow(tokens: Tokens, k: int, end: int) -> bool:
    """业主依法确需改变用途的: adverbs and a plain verb, with no 的 behind that would make an attribute of them."""
    first = k
    while k < end and tokens[k].flags & Flag.ADVERB and not is_verb(tokens[k]):
        k += 1
    acts = first < k < end and tokens[k].flags & (Flag.PURE | Flag.STATIVE)
    return bool(acts) and not any(t.text == "的" for t in tokens[k:end])


def has_done(tokens: Tokens, k: int, end: int) -> bool:
    """申请人考试合格后: a deed and how it came out close the clause."""
    if k + 1 == end:
        return tokens[k].text.endswith("合格") and len(tokens[k].text) > 2
    return k + 2 == end and tokens[k].flags & Flag.NOMINAL > 0 and tokens[k + 1].text in words("clauses", "ending")


def describes_end(tokens: Tokens, k: int, end: int) -> bool:
    """机构在境内采集的信息的整理，: where it is done belongs to the attribute of the deed that closes the clause."""
    if tokens[k].text != "在" or not is_verb(tokens[end - 1]):
        return False
    return any(tokens[m].text == "的" and is_verb(tokens[m - 1]) for m in range(k + 2, end - 1))


def in_charge(tokens: Tokens, k: int, end: int) -> bool:
    """县级负责药品监管的部门负责X: what somebody is in charge of describes the name behind 的, which goes on to act."""
    if tokens[k].text not in ("负责", "主管", "分管"):
        return False
    mark = next((m for m in range(k + 2, min(k + 9, end - 1)) if tokens[m].text == "的"), None)
    if mark is None or mark + 2 >= end or not is_body(tokens, mark + 1) or is_verb(tokens[mark + 1]):
        return False
    behind = tokens[mark + 2]
    closes = behind.flags & Flag.NOMINAL and tokens[end - 1].text.endswith(("工作", "事务"))
    if behind.text in words("predicates", "tail") or (closes and all(t.text != "的" for t in tokens[mark + 2 : end])):
        return False
    return is_verb(behind) or (bool(behind.flags & (MODAL | Flag.PREPOSITION | Flag.ADVERB)) and behind.text != "的")


def goes_where(tokens: Tokens, i: int, end: int) -> bool:
    """教育局统一到市局加盖钢印, 部门统一按照规定验收: how all do it, and where or by what."""
    together = tokens[i].text in ("统一", "集中", "分别") and i + 1 < end
    return together and tokens[i + 1].text in ("到", "赴", "向", "按", "按照", "由")


def has_charge_of(tokens: Tokens, i: int, mark: int, end: int) -> bool:
    """县级部门负责对企业的材料进行审核: the 的 belongs to what 对 names, up to the light verb that no 的 follows.

    参加每周一次的义务清扫: what somebody takes part in is a deed, and no further predicate.
    推动优质的资源向基层延伸: so is what is furthered.
    """
    if tokens[i].text in ("推动", "推进", "促进") and tokens[mark - 1].text != "向":
        return any(t.text == "向" for t in tokens[mark + 2 : end - 1])
    if tokens[i].text in ("参加", "参与", "接受") and is_verb(tokens[end - 1]) and mark < end - 1:
        return all(not t.flags & (MODAL | Flag.PREPOSITION) and t.text != "的" for t in tokens[mark + 1 : end])
    if tokens[i].text not in ("负责", "组织") or tokens[i + 1].text not in ("对", "对于"):
        return False
    light = next(
        (k for k in range(mark + 2, end - 1) if tokens[k].text in ("进行", "开展", "实施", "予以", "加以")), end
    )
    return light < end and not any(t.text == "的" for t in tokens[light:end])


def no_name_ends(tokens: Tokens, k: int, end: int) -> bool:
    """Whether no name of somebody ends right before the word, or one that goes on behind it."""
    if not is_body(tokens, k - 1) or tokens[k].kind != WORD or is_list_joiner(tokens[k]):
        return True
    return in_charge(tokens, k, end)


def often_done(tokens: Tokens, mark: int, end: int) -> bool:
    """部门对企业的条件每三年考核一次: behind what it is of, how often and the verb."""
    return any(tokens[k].kind == TIME and is_verb(tokens[k + 1]) for k in range(mark + 2, end - 1))


def place_closes(tokens: Tokens, i: int, mark: int, end: int) -> bool:
    """在各自的职责范围内负责X, 在获得学历的同时学习X: what closes 在 stands soon behind 的; or 在7日内审核X的Y."""
    if tokens[mark + 1].text == "同时" or (tokens[i + 1].kind == TIME and i + 3 < mark and is_verb(tokens[i + 2])):
        return True
    near = range(mark + 2, min(mark + 5, end))
    return any(tokens[k].flags & Flag.LOCALIZER and (k + 1 >= end or tokens[k + 1].text != "的") for k in near)


def closes_light(tokens: Tokens, mark: int, end: int) -> bool:
    """部门每三年对已认定的基地进行复核: a light verb closes the clause, and no 的 follows it."""
    light = next((k for k in range(mark + 2, end - 1) if tokens[k].text in ("进行", "予以", "加以")), None)
    return light is not None and not any(t.text == "的" for t in tokens[mark + 1 : end])


_GUIDING = frozenset(["指导", "监督", "管理", "协调", "检查", "考核", "督促", "统筹", "组织", "服务"])
"""市教育局指导、监督全市的安全工作: two of these behind a name are what it does."""


def has_charge(tokens: Tokens, k: int, end: int) -> bool:
    """人民政府领导本区域的保障工作, 部门统一管理全国的标准化工作: charge of the work of a region or a body."""
    k += tokens[k].text in ("统一", "综合", "具体")
    if (
        k + 3 < end
        and tokens[k].text in _GUIDING
        and tokens[k + 1].text in ("、", "和")
        and tokens[k + 2].text in _GUIDING
    ):
        return True
    if k + 1 >= end or tokens[k].text not in ("领导", "管理", "主管", "分管"):
        return False
    return tokens[k + 1].text[0] in "本全所" or tokens[k + 1].text in words("clauses", "pointing")


def gives_later(tokens: Tokens, i: int, behind: int, end: int) -> bool:
    """机构为困难家庭的老人提供服务: 为 behind a name, and behind whom it is for the verb that says what is given."""
    if tokens[i].text not in ("为", "给") or i == 0 or not is_body(tokens, i - 1):
        return False
    given = range(behind + 1, end)
    return any(tokens[k].text in ("提供", "办理", "发放", "创造") and is_body(tokens, k - 1) for k in given)


def is_done_to(tokens: Tokens, i: int, end: int) -> bool:
    """扰乱煤矿的生产秩序, 主管本区域的教育工作: harm done and charge held are no attributes of what they are of."""
    verb, last = tokens[i].text, tokens[end - 1].text
    if verb in ("主管", "分管"):
        return last in ("工作", "事务", "业务", "事业", "实施")
    return verb in words("predicates", "harming") and last[-2:] in words("predicates", "harmed")


def looks_at(tokens: Tokens, verb: int, end: int) -> bool:
    """重点检查单位落实情况: an inspection, and more than the name of who is looked at behind it."""
    if tokens[verb].text not in words("predicates", "inspecting") or verb + 2 >= end:
        return False
    return bool(tokens[verb + 1].flags & Flag.BODY) and not is_list_joiner(tokens[verb + 2])


def directs(token: Token) -> bool:
    """指导地方在…: a verb that governs whom it names, and no name itself as 领导 is."""
    return bool(token.flags & GOVERNING) and not token.flags & Flag.BODY


def each_does_so(tokens: Tokens, i: int, end: int) -> bool:
    """统一管理、统一调度; 由X集中管理、统一调度; 动态管理、定期更新: behind who acts or alone, how and a verb twice."""
    if said_again(tokens, i, end):
        return True
    if i + 4 >= end or not is_verb(tokens[i + 1]) or tokens[i + 2].text != "、" or not is_verb(tokens[i + 4]):
        return False
    again = tokens[i + 3].flags & Flag.ADVERB > 0
    if i + 5 == end and (i == 0 or tokens[i - 1].kind == MARK):
        return again or tokens[i + 3].kind == TIME
    return again and i > 1 and is_noun(tokens[i - 1]) and any(t.text == "由" for t in tokens[max(0, i - 6) : i - 1])


def is_deed(tokens: Tokens, k: int, m: int, end: int) -> bool:
    """Whether a plain verb behind a noun says more than which object is meant (办公室汇总|各部门报送的周报)."""
    plain = tokens[m].flags & Flag.PURE and is_noun(tokens[m - 1])
    everybody = tokens[k + 1].text in ("各", "各类", "各级", "所属", "下属", "辖区") and is_body(tokens, m - 1)
    return bool(plain) and not (everybody and m + 2 < end and tokens[m + 1].text == "的" and m - k <= _LONGEST_NAME)
