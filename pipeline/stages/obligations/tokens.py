"""A sentence as tokens: words with the lexicon's flags; quotations, titles, brackets and times are one token each.

Words are cut by the segmenter and then brought to the lexicon's measure: an adverb or a verb that the dictionary has
glued to what follows (依法查处, 采取措施) is cut off, so that every predicate is a token of its own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

import regex

from pipeline.lexicon.segment import cut_words
from pipeline.lexicon.words import MODAL, VERB, Flag, is_meeting, word_flags, words
from pipeline.model.text import Span

WORD, UNIT, BRACKET, TIME, MARK = range(5)
"""Kinds: a word; a quotation or title; a bracket with its content; words of a frequency or deadline; punctuation."""

_OPAQUE = regex.compile(
    r"《(?:[^《》]|《[^《》]*》)*》|“[^“”]*”|「[^「」]*」|（(?:[^（）]|（[^（）]*）)*）|\((?:[^()]|\([^()]*\))*\)|〔[^〔〕]*〕|\[[^\[\]]*\]"
    r"|(?<!\d)\d{1,6}(?:[:：]\d{1,6}){1,6}"
)
_MARKS = frozenset("，,；;：:。、！!？?　 \t\n—…·.")
_SPLITTABLE = 4
_START = attrgetter("start")
_APART, _ONE_WORD, _ONE_NAME = range(3)
_WHOLE = frozenset(["不得", "应当"])
_NO_NAME = Flag.JOINER | Flag.PREPOSITION | Flag.ADVERB | MODAL
"""或者: a word of these kinds may end like a body, and names none."""
_WHERE_TO = frozenset("到至进入往回")
_PLACES = frozenset("校厂园店馆村院站场矿库所户室")
_OF_NO_COMPANY = frozenset(["制定", "执行", "举办", "起草", "审批", "监管", "督办"])
_WHO = frozenset("方员长")
"""受托方, 巡查员, 指挥长: behind a verb these name somebody."""
_NEAR = frozenset(["上述", "前述", "下列", "以下", "以上", "有关", "相关"])
_FIRST_CUT = regex.compile("(不得(?!不|已|以|知|而)|应当)")
"""Modals that the dictionary would tear apart (不|得分|包)."""


class Token(NamedTuple):
    """One token with its place in the restored text; a tuple, for it is made in half the time of a frozen class."""

    text: str
    start: int
    end: int
    kind: int
    flags: int


def _is_way(word: str) -> bool:
    """入校, 进小区, 离村: going and where in one word, which looks like a body; before a verb it says how."""
    if not 1 < len(word) < 4 or word[0] not in "进入到离返出回赴驻":
        return False
    place = word[1:]
    return place in _PLACES or (
        len(place) > 1 and any(place in words("clauses", name) for name in ("acting_place", "body", "not_body"))
    )


def token_at(tokens: Sequence[Token], start: int) -> Token | None:
    """The token that begins at this place of the text."""
    index = bisect_left(tokens, start, key=_START)
    return tokens[index] if index < len(tokens) and tokens[index].start == start else None


def text_at(tokens: Sequence[Token], start: int) -> str:
    """What the token that begins here says; nothing where none does."""
    token = token_at(tokens, start)
    return token.text if token is not None else ""


def text_before(tokens: Sequence[Token], end: int) -> str:
    """What the token that ends here says; nothing where none does."""
    index = bisect_left(tokens, end, key=_START) - 1
    return tokens[index].text if index >= 0 and tokens[index].end == end else ""


def within(tokens: Sequence[Token], span: Span) -> Sequence[Token]:
    """The tokens that begin in the span."""
    return tokens[bisect_left(tokens, span.start, key=_START) : bisect_left(tokens, span.end, key=_START)]


def said(tokens: Sequence[Token], span: Span) -> str:
    """What the tokens that begin in the span say."""
    return "".join(token.text for token in within(tokens, span))


@lru_cache(maxsize=200_000)
def flags_of(word: str) -> int:
    """The lexicon's flags of a word; a noun that ends like a body (…局, …单位) is one."""
    known = word_flags().get(word)
    if known is not None and known & Flag.BODY:
        return known
    flags = known or 0
    if len(word) == 2 and word[1] in _WHERE_TO and word[0] in words("predicates", "moving"):
        return flags | Flag.PURE | Flag.FRAMING
    if not flags & (VERB | _NO_NAME) and word not in words("clauses", "not_body") and len(word) > 1:
        suffixes = words("clauses", "body_suffix")
        tail = word_flags().get(word[-2:], 0) if len(word) > 2 else 0
        if is_meeting(word):
            return flags
        if word[-1] in suffixes or word[-2:] in suffixes or (tail & Flag.BODY and not tail & VERB):
            flags |= Flag.BODY
    if flags in (0, Flag.BODY) and _is_way(word):
        return Flag.ADVERB | Flag.NOMINAL | Flag.INTRANSITIVE
    return flags


def tokenise(string: str, base: int, times: Sequence[Span]) -> list[Token]:
    """Tokens of a sentence that begins at character `base`; `times` are the spans of frequency and deadline words."""
    tokens: list[Token] = []
    position = 0
    for start, end, kind in _fixed_stretches(string, base, times):
        _add_words(tokens, string[position:start], base + position)
        tokens.append(Token(string[start:end], base + start, base + end, kind, 0))
        position = end
    _add_words(tokens, string[position:], base + position)
    return tokens


def _fixed_stretches(string: str, base: int, times: Sequence[Span]) -> list[tuple[int, int, int]]:
    found = [(max(0, t.start - base), min(len(string), t.end - base), TIME) for t in times]
    found = [f for f in found if f[0] < f[1] and string[f[1] : f[1] + 1] != "的"]
    opaque = list(_OPAQUE.finditer(string))
    if found and opaque:
        found = [f for f in found if not any(m.start() < f[0] and f[1] < m.end() for m in opaque)]
    for match in opaque:
        start, end = match.span()
        if not any(s < end and start < e for s, e, _ in found):
            found.append((start, end, BRACKET if string[start] in "（([〔" else UNIT))
    found.sort()
    return [f for i, f in enumerate(found) if i == 0 or f[0] >= found[i - 1][1]]


def _add_words(tokens: list[Token], string: str, start: int) -> None:
    if not string:
        return
    words_cut = _regroup([w for part in _FIRST_CUT.split(string) if part for w in _cut(part)])
    held = ""
    for word, following in zip(words_cut, [*words_cut[1:], ""], strict=True):
        if held:
            word = held + word
            kind, flags, held = WORD, flags_of(word) or Flag.GUESSED, ""
        elif len(word) == len(following) == 1 and _is_guess(word, following):
            held = word
            continue
        else:
            kind, flags = _kind_and_flags(word)
        end = start + len(word)
        tokens.append(Token(word, start, end, kind, flags))
        start = end


@lru_cache(maxsize=200_000)
def _kind_and_flags(word: str) -> tuple[int, int]:
    return (MARK, 0) if word in _MARKS or word.isspace() else (WORD, flags_of(word))


def _is_guess(first: str, second: str) -> bool:
    """接|运: two single characters that nothing is known of are taken as one word, perhaps a verb."""
    return _is_unknown(first) and _is_unknown(second)


@lru_cache(maxsize=20_000)
def _is_unknown(character: str) -> bool:
    if character in _FUNCTION or not "一" <= character <= "鿿":
        return False
    return not word_flags().get(character, 0) & ~Flag.BODY


_FUNCTION = frozenset(
    "的之所被是将把待使让在和与及或等各其本该此每一二三四五六七八九十百千万亿两半第几个名件项条款元年月日时分秒次人物者性化率量度型类种级层面方式上下中内外前后左右里间处市县区镇乡村省局部门"
)


def _cut(part: str) -> list[str]:
    return [part] if part in _WHOLE else cut_words(part)


def _regroup(cut: Sequence[str]) -> list[str]:
    """The words in the lexicon's measure: glued ones taken apart, then fixed verbs put together."""
    result: list[str] = []
    last = ""
    for i, word in enumerate(cut):
        split = _split(word)
        if word[-2:] == "组织" and (named := _split_name(word, cut[i + 1] if i + 1 < len(cut) else "")):
            split = named
        for part in split:
            joint = _joint(last, part)
            if joint == _APART:
                result.append(part)
            elif joint == _ONE_WORD:
                result[-1] += part
                _join_again(result)
            else:
                _join_name(result, part)
            last = result[-1]
    return result


@lru_cache(maxsize=200_000)
def _joint(first: str, second: str) -> int:
    """How the second word joins the one before it."""
    if not first:
        return _APART
    if first + second in _joined() or _is_torn_verb(first, second):
        return _ONE_WORD
    return _ONE_NAME if _is_name(first, second) else _APART


def _is_torn_verb(first: str, second: str) -> bool:
    """树|牢: a verb of the lexicon that the dictionary does not have. 搬|进: how and where to."""
    if second in _WHERE_TO and first in words("predicates", "moving"):
        return True
    return len(first) == len(second) == 1 and bool(word_flags().get(first + second, 0) & (Flag.PURE | Flag.NOMINAL))


def _is_name(verb: str, noun: str) -> bool:
    """教育|行政部门, 受托|方: one name. 制定|企业标准: a verb whose object begins like one."""
    if noun in _WHO and len(verb) > 1 and word_flags().get(verb, 0) & VERB:
        return True
    if noun not in words("predicates", "agency_tail") or (noun == "企业" and verb in _OF_NO_COMPANY):
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
    while result and len(result) > 1 and result[-1] in ("监督", "维护", "生产", "运输", "检验", "设计", "规划"):
        name = result.pop() + name
    result.append(name)


def _split_name(word: str, following: str) -> tuple[str, ...] | None:
    """工会组织|开展: who, and the verb 组织, before a verb that 组织 commonly heads."""
    if word.endswith("组织") and len(word) == _SPLITTABLE and following in words("predicates", "organised"):
        if word_flags().get(word[:2], 0) & Flag.BODY:
            return (word[:2], "组织")
    return None


@lru_cache(maxsize=1)
def _joined() -> frozenset[str]:
    return words("predicates", "fixed") | words("predicates", "joined")


@lru_cache(maxsize=100_000)
def _split(word: str) -> tuple[str, ...]:
    known = word_flags()
    if 1 < len(word) < _SPLITTABLE and word[-1] in "在到至给" and known.get(word[:-1], 0) & (Flag.PURE | Flag.NOMINAL):
        return (word[:-1], word[-1])
    if len(word) == 3 and word[0] == "按" and known.get(word[1:], 0) & Flag.FOOTING_HEAD:
        return (word[0], word[1:])
    if len(word) < 2 or word in known:
        return (word,)
    if word in words("predicates", "verb_and_more"):
        return (word[:2], word[2:])
    if len(word) == 3 and word[0] == "相" and known.get(word[1:], 0) & VERB:
        return (word[0], word[1:])
    if len(word) == _SPLITTABLE and word[1] in "在到" and known.get(word[0], 0) & VERB:
        return (word[0], word[1], word[2:])
    if len(word) == _SPLITTABLE and word[1] in _WHERE_TO and known.get(word[:2], 0) & Flag.PURE:
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
