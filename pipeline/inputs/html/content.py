"""Chooses the lines of a page that are the notice: page in, blocks in order out.

Assumptions: 1. the notice holds most of the page's sentences; 2. an element that publishing systems name as the
text's own holds it whole; 3. without such a name, the notice is the smallest element with most of the sentences,
widened as long as what comes in reads as a notice; 4. a title (or number) that the notice lacks and the page shows
above it belongs to it; 5. links alone after the date of the signature are the page's list of attachments.
"""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass
from itertools import accumulate

from pipeline.inputs.html.elements import OF_PAGE
from pipeline.inputs.html.heads import find_heads
from pipeline.inputs.html.metadata import Labelled, find_labelled, find_tables_of_page, is_info_line, page_titles
from pipeline.inputs.html.page import Block, Element, Page
from pipeline.inputs.html.tables import find_data_tables
from pipeline.lexicon.rules import RuleFile, load_rules

MOST = 0.6
"""Share of the page's sentences that makes an element the notice's."""

TYPICAL = 40
"""Characters that a line of a kind only notices have weighs at least."""

NAMED = 0.4
"""The same for an element that is named as the text's own."""

PART = 0.3
"""Share of the page's sentences above which no element is furniture, whatever its name."""

BEFORE = 0.1
"""Share of the page's sentences that may stand outside of its metadata table on one side."""

EDGE = 10
"""Lines at either end of the notice among which furniture is looked for."""

LONGEST_LINE = 160
CLOSING = 8
"""Lines after the date of the signature among which the page's list of attachments begins."""

SENTENCE = 12
"""Characters of a sentence at least."""
_SENTENCE = re.compile("[，。；：、！？《]")
_NAME_PARTS = re.compile("[-_]")


@dataclass(frozen=True)
class Content:
    """The numbers of the blocks that are the notice, and the data tables among their elements."""

    blocks: tuple[int, ...]
    tables: frozenset[int]
    labelled: tuple[Labelled, ...]


def choose_content(page: Page) -> Content:
    """The notice's own lines, in order."""
    return _Chooser(page).choose()


class _Chooser:
    """One choice; holds what is known of each block."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.rules: RuleFile = load_rules("web_page")
        self.labelled = find_labelled(page)
        self.tables = find_data_tables(page)
        self.left_out = [block.state.hidden for block in page.blocks]
        self.info_lines = {line.block for line in self.labelled if is_info_line(line)}
        self.furniture = [self._reads_as_furniture(number) for number in range(len(page.blocks))]
        self.sums = self._weigh()
        self._leave_out_metadata()
        self._leave_out_page_parts()
        self.sums = self._weigh()

    def choose(self) -> Content:
        first, last = self._range()
        inside = [number for number in range(first, last) if not self.left_out[number]]
        middle = range(EDGE, len(inside) - EDGE)
        inside = [number for place, number in enumerate(inside) if place in middle or not self.furniture[number]]
        inside = self._without_page_date(inside)
        inside = self._without_link_lists(inside)
        titles = page_titles(self.page, self.labelled)
        heads = find_heads(self.page, [n for n in range(first) if not self.left_out[n]], inside, titles)
        return Content((*heads, *inside), self.tables, tuple(self.labelled))

    def _weigh(self) -> list[float]:
        passed_over = map(operator.or_, self.left_out, self.furniture)
        weights = (0.0 if out else _weight(b) for b, out in zip(self.page.blocks, passed_over, strict=True))
        return [0.0, *accumulate(weights)]

    def _holder(self, number: int) -> Element:
        return self.page.elements[self.page.blocks[number].state.element]

    def _weighs(self, number: int) -> float:
        return self.sums[number + 1] - self.sums[number]

    def _share(self, first: int, last: int) -> float:
        return (self.sums[last] - self.sums[first]) / (self.sums[-1] or 1.0)

    def _leave_out_metadata(self) -> None:
        """The page's own table, which stands before or after the text."""
        for table in find_tables_of_page(self.page, self.labelled):
            if self._share(0, table[0]) <= BEFORE or self._share(0, table[-1] + 1) >= 1 - BEFORE:
                for number in table:
                    self.left_out[number] = True

    def _leave_out_page_parts(self) -> None:
        """Elements named as furniture, unless a good part of the page's sentences stands in them."""
        parts = frozenset(self.rules.words["page_parts"])
        done = 0
        for element in self.page.elements[1:]:
            if element.last <= done or not _is_named_after(element, parts):
                continue
            if self._share(element.first, element.last) < PART:
                self.left_out[element.first : element.last] = [True] * (element.last - element.first)
                done = element.last

    def _range(self) -> tuple[int, int]:
        """First block of the notice and the one after its last."""
        if not self.sums[-1]:
            return 0, len(self.page.blocks)
        named = frozenset(self.rules.words["text_containers"])
        inner = 0
        for number, element in enumerate(self.page.elements):
            share = self._share(element.first, element.last)
            if share >= NAMED and (element.name in named or not named.isdisjoint(element.names)):
                return element.first, element.last
            if share >= MOST and number not in self.tables and element.table not in self.tables:
                inner = number
        return self._widen(inner)

    def _widen(self, number: int) -> tuple[int, int]:
        """The range of the element, grown to its ancestors' as long as all that comes in may be of the notice."""
        elements = self.page.elements
        first, last = elements[number].first, elements[number].last
        while number:
            number = elements[number].parent
            outer = elements[number]
            around = (*range(outer.first, first), *range(last, outer.last))
            others = sum(not self._may_be_notice(block) for block in around)
            if others and not self._is_text_with_links(around, others):
                return self._reach(number, first, last)
            first, last = outer.first, outer.last
        return first, last

    def _is_text_with_links(self, numbers: tuple[int, ...], others: int) -> bool:
        """Whether sentences outweigh the links and furniture among them: a good part of the page's, two for each."""
        weights = [self._weighs(number) for number in numbers]
        sentences = sum(weight >= SENTENCE for weight in weights)
        return sentences >= 2 * others and sum(weights) >= BEFORE * self.sums[-1]

    def _reach(self, place: int, first: int, last: int) -> tuple[int, int]:
        """The range grown within the element to a title, number or addressees above it, to the date below it, and to
        the sentences that stand in the element as its own last one does."""
        begin, end, outer = first, last, self.page.elements[place]
        for number in range(first - 1, outer.first - 1, -1):
            if not self._may_be_notice(number):
                break
            centred = number + 1 == begin < first and self.page.blocks[number].state.align == "center"
            if centred or self._reads_as(number, "notice_title", "of_notice"):
                begin = number
        for number in range(last, outer.last):
            if not self._may_be_notice(number):
                break
            is_own = self._holder(number).parent == place and self._holder(number).name == self._holder(last - 1).name
            if self._reads_as(number, "date_line") or (is_own and self._weighs(number) >= SENTENCE):
                end = number + 1
        return begin, end

    def _reads_as(self, number: int, *rules: str) -> bool:
        text = self.page.blocks[number].text
        return len(text) <= LONGEST_LINE and any(self.rules[rule].search(text) for rule in rules)

    def _may_be_notice(self, number: int) -> bool:
        return self.left_out[number] or not (self.page.blocks[number].is_links or self.furniture[number])

    def _reads_as_furniture(self, number: int) -> bool:
        return number in self.info_lines or self._reads_as(number, "furniture", "info_line")

    def _without_page_date(self, inside: list[int]) -> list[int]:
        """The blocks without a date as machines write it in front of the first sentence."""
        for place, number in enumerate(inside[:EDGE]):
            if "。" in self.page.blocks[number].text:
                break
            if 0 < place < len(inside) - 1 and self._reads_as(number, "page_date"):
                return inside[:place] + inside[place + 1 :]
        return inside

    def _without_link_lists(self, inside: list[int]) -> list[int]:
        """The blocks without the bread crumbs before and the page's lists of links after the notice."""
        blocks = self.page.blocks
        last = len(inside)
        while last and (blocks[inside[last - 1]].is_links or self._announces_links(inside[last - 1])):
            last -= 1
        tail = inside[last:]
        if not last or not any(blocks[number].is_links for number in tail):
            return inside
        closed = any(self.rules["date_line"].search(blocks[n].text) for n in inside[max(0, last - CLOSING) : last])
        of_page = self.furniture[tail[0] - 1] or all(self._reads_as(number, "file_link") for number in tail)
        if not closed and not of_page:
            last = len(inside)
        first = 0
        while blocks[inside[first]].is_links:
            first += 1
        return inside[first:last]

    def _announces_links(self, number: int) -> bool:
        text = self.page.blocks[number].text
        return len(text) <= LONGEST_LINE and self.rules["links_label"].search(text) is not None


def _is_named_after(element: Element, parts: frozenset[str]) -> bool:
    return element.name in OF_PAGE or any(
        name in parts or not parts.isdisjoint(_NAME_PARTS.split(name)) for name in element.names
    )


def _weight(block: Block) -> float:
    """How much of a notice's sentences the line holds: its length, or a third where it is no sentence."""
    if block.is_links:
        return 0.0
    if len(block.text) <= LONGEST_LINE:
        rules = load_rules("web_page")
        if rules["of_notice"].search(block.text):
            return max(len(block.text), TYPICAL)
        if rules["of_site"].search(block.text):
            return 0.0
    return len(block.text) / (1 if len(block.text) >= SENTENCE and _SENTENCE.search(block.text) else 3)


def hidden_is_shown(page: Page) -> bool:
    """Whether a script must make the hidden text visible: nearly all the text of the page is hidden."""
    hidden = sum(_weight(block) for block in page.blocks if block.state.hidden)
    return hidden >= 100 and hidden > 4 * sum(_weight(block) for block in page.blocks if not block.state.hidden)
