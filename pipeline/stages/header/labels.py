"""What a page says of its notice in lines above it (plain copies): a line goes in, its labels and values come out.

Assumptions: 1. a line of labels begins with one, behind a bullet at most; 2. a label has a colon, or it is one of
several, each with a blank behind it; 3. a line that is one label with nothing behind its colon has its value in the
line below (镇巴县人民政府工作规则), unless that is a title or a label itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.rules import load_rules
from pipeline.stages.header.pages import compact, rule

_FIELDS = (
    "index_number",
    "document_number",
    "title",
    "issuer",
    "date_issued",
    "date_published",
    "date_effective",
    "date_expires",
    "subject",
    "keywords",
    "document_type",
    "status",
    "other",
)
_LONGEST_LINE, _LONGEST_VALUE = 400, 60
_CELLS = compile_pattern("[|｜][^|｜]{0,300}[|｜]")
FEWEST = 2
"""Labels without a colon are labels where there are so many of them."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and the place of its value in the line; the value may be empty."""

    field: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _labels() -> tuple[regex.Pattern[str], dict[str, str]]:
    """The pattern of a label, letter-spaced or not, and the field each label gives."""
    words = load_rules("web_page").words
    fields = {label: name for name in _FIELDS for label in words[name]}
    named = "|".join(r"[ \u3000]{0,8}".join(label) for label in sorted(fields, key=lambda label: (-len(label), label)))
    opened = r"(?:(?<![^ \t\u3000|｜】\])）])|^)[-–—\s•●◆·|｜\[【(（]{0,8}"
    closed = r"[\]】)）]?[ \t\u3000]{0,8}(?:(?P<colon>[:：]|(?<=[\]】]))|(?=[ \t\u3000|｜])|$)"
    return compile_pattern(f"{opened}(?P<label>{named}){closed}"), fields


def read_pairs(string: str, fewest: int = FEWEST) -> list[Pair]:
    """The labels of a line with the places of their values; empty where the line is none of labels.

    `fewest` is 1 for a line below one of labels, which may be the next row of a table (文　号 某政发〔2019〕9号).
    """
    if len(string) > _LONGEST_LINE:
        return []
    labels, fields = _labels()
    first = labels.match(string)
    if first is None:
        return []
    matches = [first, *labels.finditer(string, first.end())]
    if first["colon"]:
        matches = [match for match in matches if match["colon"]]
    elif (len(matches) < fewest and not _CELLS.search(string)) or not string[first.end() :].strip():
        return []
    ends = [match.start() for match in matches[1:]] + [len(string)]
    pairs = []
    for match, end in zip(matches, ends, strict=True):
        value = string[match.end() : end]
        start = match.end() + len(value) - len(value.lstrip(" \t\u3000|｜"))
        name = fields["".join(match["label"].split())]
        pairs.append(Pair(name, start, max(start, start + len(value.strip(" \t\u3000|｜】]")))))
    return pairs


def opens_value(string: str, following: str) -> bool:
    """Whether a line is one label with nothing behind its colon, whose value the line below may be."""
    pairs = read_pairs(string)
    if len(pairs) != 1 or pairs[0].start < pairs[0].end or pairs[0].field == "other" or string[-1:] not in ":：":
        return False
    if len(following) > _LONGEST_VALUE or following[-1:] in "：:。；" or read_pairs(following):
        return False
    return pairs[0].field == "title" or rule("title_end").search(compact(following)) is None
