"""Finds pinyin that a mirror put behind characters: text in, which characters it annotates, and how, out.

Assumptions: 1. a bracket behind a character is an annotation only if it holds a reading of that character; 2. a
mirror with a table annotates every occurrence, so a character mostly seen without is not in the table; 3. a writer
glosses rare characters or writes about pinyin, a mirror annotates everyday ones and traditional ones.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.readings import LONGEST, PINYIN, is_reading, normal, toneless
from pipeline.lexicon.rules import load_rules
from pipeline.stages.restore.gbk import decode_pair, encode

READING = f"[{PINYIN}]{{1,{LONGEST}}}"
ANNOTATION = re.compile(rf"\(({READING} ?)\)")
"""A mirror's table may hold a blank behind the reading: 會(huì )."""
_ANNOTATED = compile_pattern(rf"([㐀-鿿])((?:\({READING} ?\))+)")
SWALLOWED = re.compile(rf"\?({READING})\)")
_SPLIT = compile_pattern(rf"([㐀-鿿▀-▟])(?:([@-~])\(|\?)({READING})\)")
"""An annotation that the bytes of its character show in part: the second one as a letter, or swallowed."""
TORN_APART = r"(?<=[㐀-鿿])\?[。，、；：？！,:;!?(（]?[^\n?]{0,8}?[▀-▟─-╿ㄅ-ㄩ](?=[㐀-鿿▀-▟─-╿ㄅ-ㄩ])"
"""四川?。ㄗ罴眩┪拿: a lost byte before a mark, and signs that stand in no notice: what its neighbours became."""
_TORN = compile_pattern(TORN_APART)
_AFTER_LOSS = re.compile(r"\?[^\n]{0,60}")

_TABLE_COVERAGE = 0.8
"""Share of a character's occurrences that a table annotates; the rest are look-alikes among mangled characters."""

FEWEST = 5
"""Different characters with pinyin that show a mirror where one would not."""


@dataclass(frozen=True)
class Findings:
    """What the text shows of the mirror."""

    damaged: bool = False
    """Whether the text as a whole shows that a mirror annotated it."""
    readings: dict[str, str] = field(default_factory=dict)
    """Annotated characters and the pinyin they have, as written."""
    by_table: bool = True
    """Every occurrence is annotated (bytes may have been destroyed), not some at random."""
    bare: frozenset[str] = frozenset()
    """Characters seen without annotation, away from mangled stretches: they are not in the table."""


def find_annotations(string: str) -> Findings:
    """The annotated characters, if the text as a whole shows that a mirror annotated it."""
    if not ANNOTATION.search(string) and not SWALLOWED.search(string):
        return Findings(damaged=_TORN.search(string) is not None and not _traditional().isdisjoint(string))
    seen: dict[str, Counter[str]] = {}
    doubled = False
    for character, brackets in _ANNOTATED.findall(string):
        pinyin = ANNOTATION.findall(brackets)
        if all(is_reading(character, p) for p in pinyin):
            seen.setdefault(character, Counter())[pinyin[0]] += 1
            doubled |= len(pinyin) > 1
    occurrences = Counter(string)
    covered = {c for c, n in seen.items() if n.total() >= _TABLE_COVERAGE * occurrences[c]}
    by_table = not doubled and _is_regular(seen, covered, occurrences)
    kept = covered if by_table else set(seen)
    readings = {c: n.most_common(1)[0][0] for c, n in seen.items() if c in kept}
    split, swallowed = _find_split(string)
    if split or swallowed:
        by_table, readings = True, {**{c: n.most_common(1)[0][0] for c, n in seen.items() if c in covered}, **split}
    elif not (_table_shows(string, seen, covered, occurrences) if by_table else _chance_shows(string, seen, doubled)):
        return Findings()
    return Findings(True, readings, by_table, frozenset(_bare(string)))


def _is_regular(seen: dict[str, Counter[str]], covered: set[str], occurrences: Counter[str]) -> bool:
    """Whether most characters that come again are annotated again; chance would not do that."""
    again = {c for c in seen if occurrences[c] > 1}
    return 2 * len(again & covered) >= len(again)


def _find_split(string: str) -> tuple[dict[str, str], bool]:
    """Traditional characters whose annotation stands behind half of them; whether others lost a byte to theirs."""
    found: dict[str, str] = {}
    swallowed = False
    for before, letter, pinyin in _SPLIT.findall(string):
        lead = (encode(before) or b"\n")[-1]
        trails = [ord(letter)] if letter else range(0x80, 0xFF)
        fitting = [
            c
            for c in (decode_pair(lead, t) for t in trails)
            if c in _traditional() and _has_tone(pinyin) and is_reading(c, pinyin)
        ]
        if letter:
            found.update((c, pinyin) for c in fitting)
        else:
            swallowed |= bool(fitting)
    return found, swallowed


@lru_cache(maxsize=1)
def _traditional() -> frozenset[str]:
    return frozenset("".join(load_rules("script").words["traditional"]))


def _table_shows(string: str, seen: dict[str, Counter[str]], covered: set[str], occurrences: Counter[str]) -> bool:
    """One everyday traditional character with pinyin is proof, but several where pinyin is spoken of; others must
    come again and again."""
    if len(covered & _traditional()) >= (FEWEST if is_about_pinyin(string) else 1):
        return True
    again = [c for c in covered if occurrences[c] > 1]
    return len(again) >= 3 and sum(seen[c].total() for c in again) >= 10


def _chance_shows(string: str, seen: dict[str, Counter[str]], doubled: bool) -> bool:
    """Pinyin at random places: behind everyday characters, in a text that is not about pinyin."""
    if is_about_pinyin(string):
        return False
    if doubled or set(seen) & _traditional():
        return True
    return len(seen) >= FEWEST and 2 * len(everyday().intersection(seen)) >= len(seen)


@lru_cache(maxsize=1)
def everyday() -> frozenset[str]:
    """Characters that no writer glosses."""
    return frozenset("".join(load_rules("charset").words["common"]))


def is_about_pinyin(string: str) -> bool:
    """Whether pinyin in the text may be its own."""
    return any(word in string for word in load_rules("restore").words["about_pinyin"])


def _has_tone(pinyin: str) -> bool:
    return normal(pinyin) not in toneless(normal(pinyin))


def _bare(string: str) -> set[str]:
    return set(_AFTER_LOSS.sub("", _ANNOTATED.sub("", string)))
