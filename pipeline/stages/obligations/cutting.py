"""A stretch of text → its words, by the segmenter and then in the lexicon's measure.

Words that the dictionary has glued (依法查处, 采取措施) are taken apart, so that every predicate is a word of its own;
then fixed verbs (树牢) and names that begin with a verb (教育行政部门) are put together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from pipeline.lexicon.remembered import Remembered
from pipeline.lexicon.rules import load_rules
from pipeline.lexicon.segment import cut_words
from pipeline.lexicon.words import VERB, Flag, word_flags, words
from pipeline.stages.obligations.flags import WHERE_TO, flags_of
from pipeline.stages.obligations.inspected import WHO_IS_SEEN, is_inspected

_SPLITTABLE = 4
_WHOLE_VERB = Flag.PURE | Flag.NOMINAL
_APART, _ONE_WORD, _ONE_NAME = range(3)
_OF_NO_COMPANY = frozenset(["收集", "制定", "执行", "举办", "起草", "审批", "监管", "督办", "批准"])
_WHO = frozenset([*"方员长岗", "义务人"])
"""受托方, 巡查员, 指挥长: behind a verb these name somebody."""
_HOW_DONE = frozenset("制率")
"""办结制, 整改率: behind a verb these name how, or how much of it, is done."""
_WHERE_DONE = frozenset("点站室图桩牌栏")
"""投放点, 调解室, 作战图: behind what is as often a noun these name where or on what it is done."""
_INSPECTORS = frozenset(["检查人员", "管理人员", "执法人员", "检验人员"])
_MEMBERS = frozenset(["职工", "会员", "党员", "团员", "学生", "教师", "员工", "群众", "居民", "村民", "青年", "妇女"])
"""工会组织|职工: behind 组织 these are whom somebody organises, and no part of the name."""
_NEAR = frozenset(["上述", "前述", "下列", "以下", "以上", "有关", "相关"])


def cut_to_measure(string: str) -> list[str]:
    """The words of a stretch of text that holds no quotation, bracket or time."""
    parts = load_rules("predicates").heads("first_cut").split(string)
    return _regroup([w for k, part in enumerate(parts) if part for w in ([part] if k % 2 else cut_words(part))])


def _regroup(cut: Sequence[str]) -> list[str]:
    """The words in the lexicon's measure: glued ones taken apart, then fixed verbs put together."""
    result: list[str] = []
    opens = 0
    for i, (word, (whole, opening, closing)) in enumerate(zip(cut, map(_KINDS.__getitem__, cut), strict=True)):
        if whole and not opens & closing:
            result.append(word)
            opens = opening
            continue
        split = _split(word)
        if word[-2:] == "组织" and (named := _split_name(word, cut[i + 1] if i + 1 < len(cut) else "")):
            split = named
        for part in split:
            joint = _joint(result[-1], part) if result else _APART
            if joint == _APART or (part in WHO_IS_SEEN and is_inspected(result, cut, i + 1)):
                result.append(part)
            elif joint == _ONE_WORD:
                result[-1] += part
                _join_again(result)
            else:
                _join_name(result, part)
        opens = _KINDS[result[-1]][1]
    return result


def _kinds_of(word: str) -> tuple[bool, int, int]:
    """Whether a word is left whole, and of which kinds of joints it may be the first and the second word.

    Words join (`_joint`) only where both are of one kind; most are of none, and this is asked at once.
    """
    flags, one = word_flags().get(word, 0), len(word) == 1
    opening = (
        word in _joined_halves()[0],
        word in words("predicates", "moving"),
        one and word in _torn_halves()[0],
        bool(flags & VERB) and not one,
        word in ("监督", "抢险"),
        bool(flags & Flag.NOMINAL),
        word in words("predicates", "on_duty"),
        word in words("predicates", "agency_verbs"),
        len(word) == 2,
    )
    closing = (
        word in _joined_halves()[1],
        word in WHERE_TO,
        one and word in _torn_halves()[1],
        word in _WHO or word in _HOW_DONE,
        word in _INSPECTORS or word.startswith("救援"),
        word == "部" or word in _WHERE_DONE or (word[-1] == "组" and len(word) == 3),
        word in words("clauses", "body"),
        word in words("predicates", "agency_tail"),
        word == "化",
    )
    whole = word[-2:] != "组织" and _split(word) == (word,)
    return (
        whole,
        sum(1 << k for k, may in enumerate(opening) if may),
        sum(1 << k for k, may in enumerate(closing) if may),
    )


_KINDS = Remembered(_kinds_of)


@lru_cache(maxsize=200_000)
def _joint(first: str, second: str) -> int:
    """How the second word joins the one before it."""
    if first + second in _joined() or _is_torn_verb(first, second) or (second == "化" and len(first) == 2):
        return _ONE_WORD
    return _ONE_NAME if _is_name(first, second) else _APART


@lru_cache(maxsize=1)
def _joined_halves() -> tuple[frozenset[str], frozenset[str]]:
    """What words of `_joined` begin and end with."""
    return _halves(_joined())


@lru_cache(maxsize=1)
def _torn_halves() -> tuple[frozenset[str], frozenset[str]]:
    """The first and the second characters of verbs."""
    return _halves([word for word, flags in word_flags().items() if flags & _WHOLE_VERB and len(word) == 2])


def _halves(known: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    cuts = [(word[:k], word[k:]) for word in known for k in range(1, len(word))]
    return frozenset([first for first, _ in cuts]), frozenset([second for _, second in cuts])


def _is_torn_verb(first: str, second: str) -> bool:
    """树|牢: a verb of the lexicon that the dictionary does not have; not 各校|对. 搬|进: how and where to."""
    if second in WHERE_TO and first in words("predicates", "moving"):
        return True
    return (
        len(first) == len(second) == 1
        and first not in ("应", "校")
        and bool(word_flags().get(first + second, 0) & _WHOLE_VERB)
    )


def _is_name(verb: str, noun: str) -> bool:
    """教育|行政部门, 受托|方: one name. 制定|企业标准: a verb whose object begins like one."""
    if noun in _WHO and len(verb) > 1 and word_flags().get(verb, 0) & VERB:
        return True
    if noun in _HOW_DONE and len(verb) == 2 and word_flags().get(verb, 0) & VERB:
        return True
    if (noun in _INSPECTORS and verb == "监督") or (verb == "抢险" and noun.startswith("救援")):
        return True
    if (noun == "部" or (noun in _WHERE_DONE and len(verb) == 2)) and word_flags().get(verb, 0) & Flag.NOMINAL:
        return True
    if noun[-1] == "组" and len(noun) == 3 and word_flags().get(noun[:2], 0) & word_flags().get(verb, 0) & Flag.NOMINAL:
        return True
    if verb in words("predicates", "on_duty") and noun in words("clauses", "body"):
        return True
    if noun not in words("predicates", "agency_tail") or verb + noun == "招用人员":
        return False
    if noun == "企业" and verb in _OF_NO_COMPANY:
        return False
    return verb in words("predicates", "agency_verbs")


def _join_again(result: list[str]) -> None:
    """生产|经营单位, 教育|行政主管部门: what has just become one word may be one with the word before it."""
    joint = _joint(result[-2], result[-1]) if len(result) > 1 else _APART
    if joint == _ONE_WORD:
        last = result.pop()
        result[-1] += last
    elif joint == _ONE_NAME:
        _join_name(result, result.pop())


def _join_name(result: list[str], noun: str) -> None:
    """Join the noun to the verbs before it: 监督|管理|部门, 维护|保养|单位."""
    name = result.pop() + noun
    while result and len(result) > 1 and result[-1] in ("抢险", "监督", "维护", "生产", "运输", "检验", "设计", "规划"):
        name = result.pop() + name
    result.append(name)


def _split_name(word: str, following: str) -> tuple[str, ...] | None:
    """工会组织|开展, 工会组织|职工: who, and the verb 组织, before a verb that it commonly heads, or members."""
    acts = following in words("predicates", "organised") or following in _MEMBERS
    if word.endswith("组织") and len(word) == _SPLITTABLE and acts:
        if word_flags().get(word[:2], 0) & Flag.BODY:
            return (word[:2], "组织")
    elif word.endswith("工会组织") and following in _MEMBERS:
        return (word[:-2], "组织")
    return None


@lru_cache(maxsize=1)
def _joined() -> frozenset[str]:
    return words("predicates", "fixed") | words("predicates", "joined")


@lru_cache(maxsize=100_000)
def _split(word: str) -> tuple[str, ...]:
    known = word_flags()
    if 1 < len(word) < _SPLITTABLE and word[-1] in "在到至给" and known.get(word[:-1], 0) & (Flag.PURE | Flag.NOMINAL):
        return (word[:-1], word[-1])
    if len(word) == 3 and word[-1] in "时前后" and word not in known and known.get(word[:-1], 0) & VERB:
        return (word[:-1], word[-1])
    if len(word) == 3 and word[-1] in "应须要需" and word not in known and flags_of(word[:-1]) & Flag.BODY:
        return (word[:-1], word[-1])
    if len(word) == 3 and word[0] == "按" and known.get(word[1:], 0) & Flag.FOOTING_HEAD:
        return (word[0], word[1:])
    if word in ("部将", "上将", "表报", "并作", "应交"):
        return (word[0], word[1])
    if len(word) < 2 or word in known or word in words("predicates", "uncut") | words("predicates", "qualities"):
        return (word,)
    if word in words("predicates", "verb_and_more"):
        return (word[:2], word[2:])
    if len(word) == 3 and word[0] == "相" and known.get(word[1:], 0) & VERB:
        return (word[0], word[1:])
    if len(word) == _SPLITTABLE and word[1] in "在到" and known.get(word[0], 0) & VERB:
        return (word[0], word[1], word[2:])
    if len(word) == _SPLITTABLE and word[1] in WHERE_TO and known.get(word[:2], 0) & Flag.PURE:
        return (word[:2], word[2:])
    if len(word) > _SPLITTABLE and known.get(word[:-2], 0) & Flag.ADVERB and known.get(word[-2:], 0) & VERB:
        return (word[:-2], word[-2:])
    if len(word) == _SPLITTABLE:
        first, second = known.get(word[:2], 0), known.get(word[2:], 0)
        if (first & Flag.PREPOSITION and (second & Flag.FOOTING_HEAD or word[2:] in _NEAR)) or (
            first & Flag.ADVERB and second & VERB
        ):
            return (word[:2], word[2:])
        if first & (Flag.PURE | Flag.NOMINAL) and second & (Flag.PURE | Flag.NOMINAL):
            return (word[:2], word[2:])
        if first & VERB and second & Flag.ADVERB and not second & VERB:
            return (word[:2], word[2:])
        if first & Flag.PURE and not flags_of(word) & Flag.BODY and not second & Flag.BODY:
            return (word[:2], word[2:])
    if word[0] in "应须要" and known.get(word[1:], 0) & Flag.ADVERB:
        return (word[0], word[1:])
    if word[0] in words("predicates", "glued") and known.get(word[1:], 0) & (VERB | Flag.BODY):
        return (word[0], word[1:])
    return (word,)
