"""Reads the top of a notice: its lines go in, what they are comes out.

Assumptions: 1. the body begins after the addressees, or at the first line that is a sentence or bears a marker;
2. above it, each line is one element of GB/T 9704-2012 or furniture of a page, in any order; 3. lines without any sign
of what they are may be title or issuer.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.lexicon.document_numbers import NumberFound, match_number
from pipeline.stages.header.labels import opens_value, read_pairs
from pipeline.stages.header.numbers import read_bare_number, read_number_line
from pipeline.stages.header.pages import Page, compact, is_bare, rule
from pipeline.stages.header.titles import Block, find_blocks, is_complete, is_head

_YOU = ("你", "您", "贵")
DEEPEST, _LONGEST_NUMBER = 80, 30
"""No header is longer than so many lines, no number than so many characters."""


@dataclass
class Front:
    """The top of a notice: line indexes are into the page; `body` is the first line of the body."""

    body: int = 0
    inline: int | None = None
    """Where the text begins that stands on the addressees' own line."""
    numbers: list[tuple[int, NumberFound]] = field(default_factory=list)
    order: int | None = None
    """The line of an order's head, above its number."""
    blocks: list[Block] = field(default_factory=list)
    kinds: dict[int, str] = field(default_factory=dict)
    """What each line of the top is, by its index."""

    @property
    def title(self) -> Block | None:
        return next((block for block in self.blocks if block.kind == "title"), None)

    def lines_of(self, kind: str) -> list[int]:
        return [index for index, found in self.kinds.items() if found == kind]


def read_front(page: Page, first: int = 0) -> Front:
    """The top of the notice, or of the document of the file that begins at line `first`."""
    front = Front(first)
    index = first
    while index < min(len(page), first + DEEPEST):
        kind = classify(page, index, front)
        if kind == "body":
            break
        front.kinds[index] = kind
        index += 1
        if kind in ("addressees", "addressees_open"):
            break
    front.body = index
    _end_at_title(page, front)
    _take_bare_addressees(page, front)
    _name_bare_lines(page, front)
    return front


def classify(page: Page, index: int, front: Front) -> str:
    """What a line of the top is."""
    string = page.string(index)
    if page.layout.get(index) == "table_row" and (kind := _classify_row(page, index, front)):
        return kind
    if rule("corner_line").match(string):
        return "corner"
    if _read_number(page, index, front):
        return "document_number"
    if rule("signatory").match(string) or _signs_too(page, index, front):
        return "signatory"
    if rule("furniture").match(string) or rule("label").match(string) or read_pairs(string) or _is_rule_line(string):
        return "label"
    if any(rule(name).match(string) for name in ("addressed_to", "lead_line")) or is_broken_number(string):
        return "label"
    if front.kinds.get(index - 1) == "label" and read_pairs(string, 1):
        return "label"
    if rule("short_label").match(string) and (_is_label(page.string(index + 1)) or _is_label(page.string(index - 1))):
        return "label"
    if front.kinds.get(index - 1) == "label" and (opens_value(page.string(index - 1), string) or string[0] in "：:，,"):
        return "label"
    if rule("date_line").match(string):
        return "date"
    if (made := rule("dated_maker").match(string)) and rule("organ_line").match(made["organ"]):
        return "issuer"
    if (
        front.numbers
        and (signed := rule("signed_date_line").match(string))
        and rule("organ_line").match(signed["organ"])
    ):
        return "issuer"
    if _is_adoption(page, index, front):
        return "adoption"
    if rule("contents").match(string) or rule("foreword").match(string):
        return "body"
    return _classify_words(page, index)


def _classify_row(page: Page, index: int, front: Front) -> str | None:
    """What a row of a table is; None for one of the red head, as people set it in Word: its cells say what it is."""
    string = page.string(index)
    if rule("label").match(string):
        return "label"
    if any(kind == "bare" and not is_head(page.string(line)) for line, kind in front.kinds.items()):
        return "body"
    if is_head(string):
        return "bare"
    of_head = any(rule(name).search(string) for name in ("corner_line", "signatory")) or read_number_line(string)
    return None if of_head else "body"


def _signs_too(page: Page, index: int, front: Front) -> bool:
    """Whether a line is a further name below 签发人：张三."""
    named = rule("signatory_more").match(page.string(index)) is not None and not is_complete(
        page.joined(index, index + 1)
    )
    return named and (
        front.kinds.get(index - 1) == "signatory" or rule("signatory").search(page.string(index - 1)) is not None
    )


def _is_label(string: str) -> bool:
    return string != "" and (rule("label").match(string) is not None or bool(read_pairs(string)))


def is_broken_number(string: str) -> bool:
    """Whether a line begins like a document number, but lost a part of it; a whole one may stand before a title."""
    begun = len(string) <= _LONGEST_NUMBER and rule("number_begun").match(string) is not None
    return begun and not (rule("title_of_act").search(string) and is_complete(string) and match_number(string))


def _is_rule_line(string: str) -> bool:
    """A line of asterisks or strokes, or the counter of a page."""
    return not any(map(str.isalnum, string)) or string.isdigit()


def _is_adoption(page: Page, index: int, front: Front) -> bool:
    """Whether a line says who adopted or amended, alone or with the line before or after it."""
    string = page.string(index)
    if rule("adoption").match(string) or rule("adoption_open").match(string):
        return True
    if front.kinds.get(index - 1) != "adoption":
        return False
    before = page.string(index - 1)
    is_open = before.count("（") + before.count("(") > before.count("）") + before.count(")")
    return (is_open and string[-1] in "）)") or rule("adoption_rest").match(string) is not None


def _classify_words(page: Page, index: int) -> str:
    string = page.string(index)
    if rule("no_addressees").search(string) is None and len(string) <= 400:
        if rule("addressees_line").match(string):
            return "addressees"
    opened = rule("addressees_open").match(string)
    if opened is not None and rule("no_addressees").search(opened["organs"]) is None:
        return "addressees_open"
    return "bare" if is_bare(string) else "body"


def _read_number(page: Page, index: int, front: Front) -> bool:
    """Whether a line is a document number; notes it, and the head of an order above it."""
    string = page.string(index)
    found = read_number_line(string)
    if found is None:
        above = page.string(index - 1) if index - 1 in front.kinds else ""
        head = above if rule("order_head").match(above) else None
        found = read_bare_number(string, head)
        if found is not None and head is not None:
            front.order = index - 1
            front.kinds[index - 1] = "order"
    if found is not None:
        front.numbers.append((index, found))
    return found is not None


def _end_at_title(page: Page, front: Front) -> None:
    """Give lines back to the body that follow a complete title without any element of the header after them."""
    strong = [i for i, kind in front.kinds.items() if kind not in ("bare", "label")]
    last = max(strong, default=-1)
    trailing = [i for i, kind in front.kinds.items() if kind == "bare" and i > last]
    if not trailing:
        return
    blocks = find_blocks(page, _runs(trailing), last=False)
    title = next((block for block in blocks if block.kind == "title"), None)
    if title is None or (last >= 0 and any(front.kinds[i] == "addressees" for i in strong)):
        return
    end = title.last if title.last <= trailing[-1] else None
    if end is not None:
        while front.kinds.get(end) == "label":
            end += 1
        for index in [i for i in front.kinds if i >= end]:
            del front.kinds[index]
        front.body = end


def _take_bare_addressees(page: Page, front: Front) -> None:
    """Addressees that lost their colon, or are persons: they stand below title or number, above a sentence."""
    index = front.body
    if "addressees" in front.kinds.values() or front.kinds.get(index - 1) not in ("bare", "label", "document_number"):
        return
    if rule("addressees_bare").match(page.string(index)) and page.string(index + 1)[-1:] in "。：":
        front.kinds[index] = "addressees"
        front.body = index + 1
    elif rule("addressees_named").match(page.string(index)) and page.string(index + 1)[:1] in _YOU:
        if rule("no_addressees").search(page.string(index)) is None:
            front.kinds[index] = "addressees"
            front.body = index + 1


def _runs(indexes: list[int]) -> list[tuple[int, int]]:
    """Lines that follow each other, as runs of them."""
    runs: list[tuple[int, int]] = []
    for index in indexes:
        if runs and runs[-1][1] == index:
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return runs


def _name_bare_lines(page: Page, front: Front) -> None:
    """Tell title, red head and other lines apart. Of two numbers, the one nearer to the body is the notice's."""
    for index, _ in front.numbers[:-1]:
        front.kinds[index] = "label"
    blocks = find_blocks(page, _runs(front.lines_of("bare")))
    order = compact(page.string(front.order)) if front.order is not None else None
    front.blocks = [Block(b.first, b.last, b.string, "red_head") if b.string == order else b for b in blocks]
    for block in front.blocks:
        for index in range(block.first, block.last):
            front.kinds[index] = block.kind
