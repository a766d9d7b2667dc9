"""Finds the numbered paragraphs that ran into one line: a line goes in, the places where they begin come out.

Assumptions: 1. numbers of one family follow each other, and each paragraph ends in a stop, but for a heading, below
which a list of a lower family begins; 2. one number alone proves nothing, nor does 一、…；二、…； within a paragraph;
3. （一）项, 第一条规定 and the like are mentions, not numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.lexicon.numerals import parse_integer
from pipeline.lexicon.patterns import compile_pattern

_HAN = "[一二三四五六七八九十百零〇]"
_NUMBER = compile_pattern(
    rf"(?P<division>第{_HAN}{{1,4}}章)(?=\s?\p{{Han}}{{2,20}}\s?第{_HAN}{{1,6}}[条节])"
    rf"|(?P<article>第{_HAN}{{1,6}}条)(?![的所和、，。；第前后中至或与及款项之规])"
    rf"|(?P<comma>(?<!第)(?<!{_HAN}){_HAN}{{1,3}}、)(?!{_HAN}、)"
    rf"|(?P<bracket>(?<![第款条]\s?)[（(]{_HAN}{{1,3}}[）)])(?![项目款])"
    r"|(?P<arabic>(?<![0-9.．A-Za-z])[0-9]{1,2}[.．、])(?![0-9])"
    r"|(?P<bracket_arabic>[（(][0-9]{1,2}[）)])(?=\p{Han})"
)
_HINT = re.compile("[一二三四五六七八九十百零〇0-9][章条、）).．]")
"""How every number ends: looked for first, in a twentieth of the time."""
_RANKS = ("division", "article", "comma", "bracket", "arabic", "bracket_arabic")
_TITLE = compile_pattern(
    r"[^，。；：、]{3,60}(?:制度|办法|规定|细则|规则|守则|规程|通知|方案|预案|职责|要求|意见|责任制)\s?"
)
"""A title that ran into its first paragraph."""
_STOPS = "。；：！？”）)!?;:》"
_FULL_STOPS = "。！？”）)"
_LONGEST_HEADING, _LONGEST_GAP = 40, 24
_PROOF = ("article", "comma", "division")


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    family: str
    ordinal: int
    before: str

    @property
    def stopped(self) -> bool:
        return not self.before or self.before in _STOPS


def find_numbered(string: str) -> set[int]:
    """Where the numbered paragraphs of a line begin, if it holds several."""
    if len(_HINT.findall(string)) < 2:
        return set()
    found = _candidates(string)
    if len(found) < 2:
        return set()
    kept = _in_sequence(string, found)
    begins = next((item.family for item in kept if item.start == 0), None)
    proved = {family for family in _RANKS if sum(item.family == family for item in kept) > 1}
    if begins != "comma" and not any(item.family == "comma" and item.before in _FULL_STOPS for item in kept[1:]):
        proved.discard("comma")
    if not proved & {*_PROOF, begins}:
        return set()
    return {item.start for item in kept if item.family in proved} | _second_title(string[: kept[0].start])


def _second_title(above: str) -> set[int]:
    """Where a title stands again before the first number (安全生产责任制度 安全生产责任制度一、…)."""
    half = len(above.rstrip()) // 2
    return {half + 1} if half and above[:half] == above[half + 1 :].rstrip() and above[half].isspace() else set()


def _candidates(string: str) -> list[_Found]:
    found = []
    for match in _NUMBER.finditer(string):
        family = str(match.lastgroup)
        ordinal = parse_integer(match[family].strip("第章条、（）().．"))
        if ordinal:
            before = string[max(0, match.start() - _LONGEST_GAP) : match.start()].rstrip()[-1:]
            found.append(_Found(match.start(), match.end(), family, ordinal, before))
    return found


def _in_sequence(string: str, found: list[_Found]) -> list[_Found]:
    """The numbers that follow each other: within a list the next one, below a heading a first one."""
    last: dict[str, int] = {}
    through: dict[str, int] = {}
    kept: list[_Found] = []
    for item in found:
        below = kept and _RANKS.index(item.family) > _RANKS.index(kept[-1].family)
        heads = (
            below and item.start - kept[-1].end <= _LONGEST_HEADING and "。" not in string[kept[-1].end : item.start]
        )
        if (
            not item.stopped
            and item.family != "division"
            and not (heads and (item.ordinal in (1, through.get(item.family, 0) + 1)))
            and not (not kept and item.ordinal == 1 and _TITLE.fullmatch(string, 0, item.start))
        ):
            continue
        if item.start == 0 or not kept:
            follows = item.start == 0 or item.ordinal == 1
        else:
            follows = item.ordinal in (last.get(item.family, 0) + 1, through.get(item.family, 0) + 1)
        if not follows:
            continue
        kept.append(item)
        last[item.family] = through[item.family] = item.ordinal
        for family in _RANKS[_RANKS.index(item.family) + 1 :]:
            if family != "article":
                last.pop(family, None)
    return kept
