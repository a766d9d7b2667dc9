"""Notices in any number and size, made from the notices of tests/gold by a seeded generator: same seed, same bytes.

Numbers and dates are drawn anew, places get other names, and the sentences of a paragraph change their order, so that
no two notices are alike but all read like notices.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "gold"
PAGE = "finance-page.html"
ODD = ("mirror-livestock", "traditional-guideline")
"""Damaged and traditional notices: a segmenter of simplified Chinese takes a hundred times as long for them."""

SHORT = 600
"""Bytes after which a notice that is to be short takes no further line."""

_PLACE = re.compile(r"^[\u4e00-\u9fff]{2}(?=[省市县区])", re.MULTILINE)
_NUMBER = re.compile(r"\d+(?=[年月日]?)")
_SENTENCE = re.compile(r"[^。]*。")
_FIRST, _SECOND = "云青海龙安平东清永长", "岭河川陵山原阳江州泽"


@lru_cache(maxsize=1)
def gold_notices() -> dict[str, str]:
    """The sound notices in simplified characters, by name."""
    paths = sorted(p for p in GOLD.iterdir() if p.suffix in (".txt", ".md") and ".obligations" not in p.name)
    return {p.name: p.read_text(encoding="utf8") for p in paths if not p.name.startswith(ODD)}


def vary(notice: str, random_: random.Random) -> str:
    """The notice with other numbers, places and order of sentences."""
    for place in dict.fromkeys(_PLACE.findall(notice)):
        notice = notice.replace(place, random_.choice(_FIRST) + random_.choice(_SECOND))
    lines = [_shuffled(line, random_) for line in notice.split("\n")]
    return _NUMBER.sub(lambda m: _other_number(m, random_), "\n".join(lines))


def _shortened(notice: str) -> str:
    """Its lines from the head to the one that makes it long enough: title, addressees, the first paragraphs."""
    kept, size = "", 0
    for line in notice.splitlines(keepends=True):
        if size > SHORT:
            break
        kept, size = kept + line, size + len(line.encode())
    return kept


def _other_number(match: re.Match[str], random_: random.Random) -> str:
    number, follows = match[0], match.string[match.end() : match.end() + 1]
    if len(number) == 4:
        return str(random_.randint(2001, 2025))
    if follows in ("月", "日"):
        return str(random_.randint(1, 12 if follows == "月" else 28))
    if len(number) > 4 or match.string[match.start() - 1 : match.start()] in ("\n", ""):
        return number
    return str(random_.randint(1, 10 ** len(number) - 1))


def _shuffled(line: str, random_: random.Random) -> str:
    """The sentences between the first and the rest of a paragraph in another order."""
    sentences = _SENTENCE.findall(line)
    if len(sentences) < 3 or "".join(sentences) != line:
        return line
    middle = sentences[1:]
    random_.shuffle(middle)
    return sentences[0] + "".join(middle)


def make_notices(count: int, seed: int = 1, short: bool = False) -> Iterator[str]:
    """So many notices, each a variation of a gold notice in turn; short ones are cut to about 0.8 KB."""
    random_ = random.Random(seed)
    notices = [_shortened(n) if short else n for n in gold_notices().values()]
    for i in range(count):
        yield vary(notices[i % len(notices)], random_)


def make_size(size: int, seed: int = 1) -> list[str]:
    """Notices of together `size` bytes in UTF-8, or a little more."""
    made: list[str] = []
    total = 0
    for notice in make_notices(10**9, seed):
        made.append(notice)
        total += len(notice.encode())
        if total >= size:
            break
    return made


def make_pages(size: int, seed: int = 1) -> list[str]:
    """Web pages of together `size` bytes: the frame of the gold page around varied notices."""
    page = (GOLD / PAGE).read_text(encoding="utf8")
    head, rest = page.split('<div class="article" id="content">', 1)
    tail = rest[rest.index("</div>") :]
    made: list[str] = []
    total = 0
    for notice in make_notices(10**9, seed):
        body = "\n".join(f"<p>　　{line}</p>" for line in notice.split("\n") if line)
        made.append(f'{head}<div class="article" id="content">\n{body}\n{tail}')
        total += len(made[-1].encode())
        if total >= size:
            break
    return made


def make_long(size: int, seed: int = 1) -> str:
    """One regulation of `size` bytes in UTF-8, or a little more: articles with paragraphs of varied notices."""
    random_ = random.Random(seed)
    notices = list(gold_notices().values())
    paragraphs: list[str] = ["云岭省水库管理办法\n"]
    total, article = 0, 0
    while total < size:
        for line in vary(random_.choice(notices), random_).split("\n"):
            if line.endswith("。") and len(line) > 20 and total < size:
                article += 1
                paragraphs.append(f"第{article}条　{line.lstrip('　')}\n")
                total += len(paragraphs[-1].encode())
    return "".join(paragraphs)
