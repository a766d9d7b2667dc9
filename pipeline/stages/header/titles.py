"""Finds the title among lines that may be one: runs of lines go in, blocks of lines with what they are come out.

Assumptions: 1. a title runs on over lines until it ends in the name of a kind of document and its brackets are closed;
2. the name of the issuer on the line above 关于… belongs to the title; 3. a title that stands twice is meant where it
stands last, nearest to the addressees (mirror sites repeat it); 4. …文件 ends a red head, never a title.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.lexicon.patterns import compile_pattern
from pipeline.stages.header.pages import Page, compact, rule

_PAIRS = ("《》", "（）", "()", "〈〉", "“”")
_NOISE = compile_pattern(r"[\s\p{P}\p{S}]+")
_NO_TITLE = compile_pattern(r"[^\p{Han}]*+")
"""404 Not Found: no line of a title is without a Chinese character."""
_STROKES = frozenset("|｜丨")
"""What a site's own headline is parted with (通告｜某县禁止焚烧秸秆), and no title of a notice."""
_LONGEST_TITLE_LINES = 8
_SHORTEST_ISSUER, _SHORTEST_CUT, _FEWEST_LETTERS = 4, 12, 2


@dataclass(frozen=True, slots=True)
class Block:
    """Lines `first` up to `last`, exclusive, that say one thing: `title`, `red_head` or `other`."""

    first: int
    last: int
    string: str
    kind: str


def find_blocks(page: Page, runs: Sequence[tuple[int, int]], last: bool = True) -> list[Block]:
    """The blocks of all runs; at most one of them is the title.

    Where an element of the header follows, the `last` block that may be the title is meant; where the body does, the
    first one: what follows it may be the body's first heading.
    """
    blocks = [block for first, end in runs for block in _cut(page, first, end)]
    title = _choose_title(blocks)
    if not last and title is not None:
        first_title = next(
            block for block in blocks if (block.kind != "red_head" and is_complete(block.string)) or block is title
        )
        kept = _says_again(first_title.string, title.string) or _is_headline(first_title.string, title.string)
        title = title if kept else first_title
    return [block if block.kind == "red_head" else _settle(block, title) for block in blocks]


def _says_again(first: str, second: str) -> bool:
    """Whether a page names the notice in its own words above the title: 长垣市关于…的通告（交管局）, 关于…的通告."""
    first, second = bare(first), bare(second)
    return first in second or (second in first and second.startswith("关于"))


def _is_headline(first: str, second: str) -> bool:
    """Whether a page says in short what the notice below says in full: 封路通告, 关于…实行封闭的通告."""
    if rule("title_of_act").search(first) or not rule("title_of_act").search(second):
        return False
    kinds = rule("kind").search(first), rule("kind").search(second)
    return kinds[0] is not None and kinds[1] is not None and kinds[0]["kind"] == kinds[1]["kind"]


def _settle(block: Block, title: Block | None) -> Block:
    """What a block is, once the title is known."""
    if block is title:
        kind = "title"
    elif _is_organ(block.string):
        kind = "red_head"
    else:
        kind = "other"
    return Block(block.first, block.last, block.string, kind)


def _cut(page: Page, first: int, last: int) -> list[Block]:
    """The blocks of one run of lines."""
    blocks, begin = [], first
    for index in range(first, last):
        string = without_tail(page.joined(begin, index), page.string(index))
        following = page.string(index + 1) if index + 1 < last else None
        if index < begin:
            continue
        if rule("red_head").match(page.string(index)) or (index > begin and compact(page.string(index)) == "文件"):
            end = last if all(_is_organ(page.joined(i, i + 1)) for i in range(index + 1, last)) else index + 1
            blocks.append(Block(begin, end, page.joined(begin, end), "red_head"))
            begin = end
        elif following is None or _ends_block(page, begin, index, string, following):
            blocks.append(Block(begin, index + 1, string, ""))
            begin = index + 1
    return blocks


def without_tail(before: str, string: str) -> str:
    """What lines say with the next one, without the buttons of a page behind a whole title."""
    tail = rule("title_tail").search(string)
    if tail is not None and is_complete(before + compact(string[: tail.start()])):
        string = string[: tail.start()]
    return before + compact(string)


def _ends_block(page: Page, begin: int, index: int, string: str, following: str) -> bool:
    if _NO_TITLE.fullmatch(string) is not None:
        return True
    if len(string) >= _SHORTEST_ISSUER and compact(following).startswith(string):
        return True
    if _is_organ(string) and (
        compact(following).startswith(string)
        or _names_again(string, following)
        or _is_cut_short(page, begin, index + 1)
    ):
        return True
    if _begins_whole(string, following) or rule("bullet").match(following) or not _STROKES.isdisjoint(string):
        return True
    headed, next_headed = page.layout.get(index) == "heading", page.layout.get(index + 1) == "heading"
    if headed and not next_headed and is_complete(string):
        return True
    if next_headed and not headed and _is_organ(string) and is_complete(compact(following)):
        return True
    return (is_complete(string) and not goes_on(string, following)) or index + 1 - begin >= _LONGEST_TITLE_LINES


def stands_above(page: Page, begin: int, title: str) -> bool:
    """Whether a line above `begin` says the same: a site names what it copies, then who made it, then itself again."""
    wanted = bare(title)
    return any(bare(page.string(index)) == wanted for index in range(begin))


def _is_cut_short(page: Page, begin: int, index: int) -> bool:
    """Whether a line above `begin` says the same as line `index`, perhaps in full where this is cut short.

    A title that goes on in the next line is not cut short.
    """
    title = page.string(index)
    if stands_above(page, begin, title):
        return True
    wanted, longer = bare(title), bare(page.joined(index, index + 2))
    if len(wanted) < _SHORTEST_CUT or not is_complete(compact(title)):
        return False
    above = [bare(page.string(line)) for line in range(begin)]
    return any(line.startswith(wanted) and not line.startswith(longer) for line in above)


def _names_again(organ: str, following: str) -> bool:
    """山东省临江市人民政府, 临江市人民政府关于…: the title names who issues it itself."""
    title = rule("title_issuer").match(compact(following))
    return title is not None and len(title["organ"]) > 2 and organ.endswith(title["organ"])


def _begins_whole(string: str, following: str) -> bool:
    """《关于…的实施, 某县人民政府关于…: a line of the page, cut short, above a title that names who issues it."""
    if _is_organ(string) or rule("title_of_act").search(string) is not None or string[-1] in "、和与及":
        return False
    title = rule("title_issuer").match(compact(following))
    return (
        title is not None
        and len(title["organ"]) > _SHORTEST_ISSUER
        and rule("organ_line").match(title["organ"]) is not None
    )


def is_complete(string: str) -> bool:
    """Whether a string ends like a title, with all its brackets closed."""
    return rule("title_end").search(string) is not None and all(
        string.count(pair[0]) == string.count(pair[1]) for pair in _PAIRS
    )


def goes_on(string: str, following: str) -> bool:
    """Whether the line after a string that looks like a title belongs to it still."""
    following = compact(following)
    if rule("title_goes_on").match(following):
        return True
    begun = rule("title_of_act").search(string) is not None
    ended = rule("kind").search(string) is not None
    named = rule("title_issuer").match(following)
    starts_anew = rule("title_of_act").match(following) is not None or (
        named is not None and rule("organ_line").match(named["organ"]) is not None
    )
    return begun and not ended and not starts_anew and rule("kind").search(following) is not None


def _is_organ(string: str) -> bool:
    if rule("organ_line").match(string) is None or rule("title_of_act").search(string) is not None:
        return False
    return rule("site_line").search(string) is None


def is_head(string: str) -> bool:
    """Whether a line, or each cell of a row, is a body's name or 文件."""
    cells = [compact(cell) for cell in string.split("\t") if cell.strip()]
    return bool(cells) and all(cell == "文件" or rule("red_head").match(cell) or _is_organ(cell) for cell in cells)


def _choose_title(blocks: Sequence[Block]) -> Block | None:
    """The last block that is a title of a notice; else of a rule; else anything that is not an issuer's name.

    Where that is one above cut short, the one above is meant.
    """
    free = [block for block in blocks if block.kind != "red_head"]
    acts = [b for b in free if rule("title_of_act").search(b.string) and is_complete(b.string)]
    complete = [b for b in free if is_complete(b.string)]
    named = [b for b in free if not _is_organ(b.string) and not rule("furniture").match(b.string)]
    named = [b for b in named if sum(map(str.isalpha, b.string)) >= _FEWEST_LETTERS]
    last = next((group[-1] for group in (acts, complete, named) if group), None)
    return next((block for block in acts if last is not None and _is_longer(block.string, last.string)), last)


def _is_longer(whole: str, cut: str) -> bool:
    """Whether a title is another one that ends before its kind of document does (关于印发…建议, …建议规则的通知)."""
    whole, cut = bare(whole), bare(cut)
    return (
        len(cut) >= _SHORTEST_CUT and len(whole) > len(cut) and whole.startswith(cut) and not rule("kind").search(cut)
    )


def bare(string: str) -> str:
    """A string without blanks and punctuation: what two writings of one title share."""
    return str(_NOISE.sub("", string))
