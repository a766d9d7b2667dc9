"""A sentence as tokens: words with the lexicon's flags; quotations, titles, brackets and times are one token each.

What lies between those is cut into words (`cutting`); a word of which nothing is known may be guessed to be a verb.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Sequence
from itertools import accumulate
from operator import attrgetter

import regex

from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.remembered import Remembered
from pipeline.lexicon.words import Flag, word_flags
from pipeline.model.text import Span
from pipeline.stages.obligations.cutting import cut_to_measure
from pipeline.stages.obligations.flags import flags_of

WORD, UNIT, BRACKET, TIME, MARK = range(5)
"""Kinds: a word; a quotation or title; a bracket with its content; words of a frequency or deadline; punctuation."""

_OPAQUE = compile_pattern(
    r"《(?:[^《》]|《[^《》]*》)*》|“[^“”]*”|「[^「」]*」|（(?:[^（）]|（[^（）]*）)*）|\((?:[^()]|\([^()]*\))*\)|〔[^〔〕]*〕|\[[^\[\]]*\]"
    r"|(?<!\d)\d{1,6}(?:[:：]\d{1,6}){1,6}"
)
_MAY_BE_OPAQUE = re.compile(r"[《“「（(〔\[:：]")
"""A first look: most stretches hold nothing opaque."""
_ASIDE = compile_pattern(
    r"[（(](?:详见|见|附)?附[件表后]|[（(](?:样式|格式|模板|样表)[^（）()]{0,4}见|联系人|联系方式|联系电话|电话[:：]|邮箱[:：]|下同"
)
"""报市安委办（联系人：某某）, 牵头单位（含责任单位，下同）: whom to ask and what is meant are no part of the name."""
_BLANKS = frozenset(" \u3000")
"""A blank beside a bracket says nothing: 各县 （区）教育局."""
_MARKS = frozenset("，,；;：:。、！!？?　 \t\n—…·.")


class Token:
    """One token with its place in the restored text; tokens are ordered by where they begin.

    Nobody changes one. Its fields are slots, which are read three times as fast as those of a named tuple.
    """

    __slots__ = ("end", "flags", "kind", "start", "text")

    def __init__(self, start: int, end: int, text: str, kind: int, flags: int) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.kind = kind
        self.flags = flags

    def flagged(self, flags: int) -> Token:
        """The token with these flags."""
        return Token(self.start, self.end, self.text, self.kind, flags)


_START = attrgetter("start")
_MANY, _NEAR = 500, 30
_LONGEST_CLAUSE = 500
"""Tokens: asked at each token of a text without marks, a clause without end would take time by the square."""


def is_due(token: Token) -> bool:
    """Whether the token says by when: 6月8日前, 15日内."""
    return token.kind == TIME and token.text[-1] in "前内"


def clause_end(tokens: Sequence[Token], i: int) -> int:
    """Where the clause ends that the token stands in: before the next mark other than 、, or far behind the token."""
    last = min(len(tokens), i + _LONGEST_CLAUSE)
    for k in range(i, last):
        if tokens[k].kind == MARK and tokens[k].text != "、":
            return k
    return last


def find_word(tokens: Sequence[Token], word: str, start: int, end: int) -> int | None:
    """Where the word stands first between the two places."""
    for k in range(start, end):
        if tokens[k].text == word:
            return k
    return None


def find_any(tokens: Sequence[Token], words: Container[str], start: int, end: int) -> int | None:
    """Where one of the words stands first between the two places."""
    for k in range(start, end):
        if tokens[k].text in words:
            return k
    return None


def token_at(tokens: Sequence[Token], start: int) -> Token | None:
    """The token that begins at this place of the text."""
    index = _first_from(tokens, start)
    return tokens[index] if index < len(tokens) and tokens[index].start == start else None


def text_at(tokens: Sequence[Token], start: int) -> str:
    """What the token that begins here says; nothing where none does."""
    token = token_at(tokens, start)
    return token.text if token is not None else ""


def text_before(tokens: Sequence[Token], end: int) -> str:
    """What the token that ends here says; nothing where none does."""
    index = _first_from(tokens, end) - 1
    return tokens[index].text if index >= 0 and tokens[index].end == end else ""


def within(tokens: Sequence[Token], span: Span) -> Sequence[Token]:
    """The tokens that begin in the span."""
    first = last = _first_from(tokens, span.start)
    count, end = len(tokens), span.end
    while last < count and tokens[last].start < end:
        last += 1
    return tokens[first:last]


def _first_from(tokens: Sequence[Token], start: int) -> int:
    """Which token is the first that begins at this place or behind it.

    In a sentence of thousands it is looked for first near where it would stand were all tokens of one length.
    """
    count = len(tokens)
    if count <= _MANY:
        return bisect_left(tokens, start, key=_START)
    low, high = 0, count
    near = (start - tokens[0].start) * count // (tokens[-1].end - tokens[0].start + 1)
    before, behind = near - _NEAR, near + _NEAR
    if 0 < before < count and tokens[before].start < start:
        low = before
    if 0 <= behind < count and tokens[behind].start >= start:
        high = behind
    return bisect_left(tokens, start, low, high, key=_START)


def said(tokens: Sequence[Token], span: Span) -> str:
    """What the tokens that begin in the span say."""
    return "".join(token.text for token in within(tokens, span))


def tokenise(string: str, base: int, times: Sequence[Span]) -> list[Token]:
    """Tokens of a sentence that begins at character `base`; `times` are the spans of frequency and deadline words."""
    tokens: list[Token] = []
    position = 0
    for start, end, kind in _fixed_stretches(string, base, times):
        _add_words(tokens, string[position:start], base + position)
        if kind == BRACKET and tokens and tokens[-1].kind == MARK and tokens[-1].text in _BLANKS:
            tokens.pop()
        if kind != BRACKET or not _ASIDE.search(string, start, end):
            tokens.append(Token(base + start, base + end, string[start:end], kind, 0))
        position = end + (kind == BRACKET and string[end : end + 1] in _BLANKS)
    _add_words(tokens, string[position:], base + position)
    return tokens


def _fixed_stretches(string: str, base: int, times: Sequence[Span]) -> list[tuple[int, int, int]]:
    found = [(max(0, t.start - base), min(len(string), t.end - base), TIME) for t in times]
    found = [f for f in found if f[0] < f[1] and string[f[1] : f[1] + 1] not in ("的", "之")]
    opaque = [*_OPAQUE.finditer(string)] if _MAY_BE_OPAQUE.search(string) else []
    if not opaque and len(found) < 2:
        return found
    if found and opaque:
        found = _outside(found, opaque)
    starts, reach = [f[0] for f in found], list(accumulate((f[1] for f in found), max))
    for match in opaque:
        start, end = match.span()
        before = bisect_left(starts, end)
        if before == 0 or reach[before - 1] <= start:
            found.append((start, end, BRACKET if string[start] in "（([〔" else UNIT))
    found.sort()
    return [f for i, f in enumerate(found) if i == 0 or f[0] >= found[i - 1][1]]


def _outside(times: list[tuple[int, int, int]], opaque: list[regex.Match[str]]) -> list[tuple[int, int, int]]:
    """The times that do not stand within a quotation, title or bracket."""
    starts = [match.start() for match in opaque]
    holders = ((time, bisect_left(starts, time[0]) - 1) for time in times)
    return [time for time, holder in holders if holder < 0 or opaque[holder].end() <= time[1]]


def _add_words(tokens: list[Token], string: str, start: int) -> None:
    if not string:
        return
    cut = cut_to_measure(string)
    held = ""
    for i, (word, (kind, flags, odd)) in enumerate(zip(cut, map(_KNOWN.__getitem__, cut), strict=True)):
        if held:
            word = held + word
            kind, flags, held = WORD, flags_of(word) or Flag.GUESSED, ""
        elif odd and i + 1 < len(cut):
            if word == "得":
                flags = 0 if tokens and _says_how_well(tokens[-1], cut[i + 1]) else flags
            elif _KNOWN[cut[i + 1]][2] and cut[i + 1] != "得":
                held = word
                continue
        end = start + len(word)
        tokens.append(Token(start, end, word, kind, flags))
        start = end


def _known_of(word: str) -> tuple[int, int, bool]:
    """Kind and flags of a word, and whether it is 得 or a character that nothing is known of.

    接|运: two such are taken as one word, perhaps a verb.
    """
    if word in _MARKS or word.isspace():
        return MARK, 0, False
    return WORD, flags_of(word), word == "得" or (len(word) == 1 and _is_unknown(word))


_KNOWN = Remembered(_known_of)


def _says_how_well(before: Token, following: str) -> bool:
    """储得进、管得好: 得 between two single characters permits nothing."""
    known = Flag.PREPOSITION | Flag.JOINER | Flag.BODY
    if len(following) != 1 or len(before.text) != 1 or before.kind != WORD:
        return False
    return not (before.flags | word_flags().get(following, 0)) & known


def _is_unknown(character: str) -> bool:
    if character in _FUNCTION or not "一" <= character <= "鿿":
        return False
    return not word_flags().get(character, 0) & ~Flag.BODY


_FUNCTION = frozenset(
    "好你我的之所被是将把待使让在和与及或等各其本该此每一二三四五六七八九十百千万亿两半第几个名件项条款元年月日时分秒次人物者性化率量度型类种级层面方式上下中内外前后左右里间处市县区镇乡村省局部门"
)
