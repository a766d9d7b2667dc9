"""Issuers of a notice: page, top, main document and title go in, who issued it comes out.

Assumptions: 1. whom the red head or an order's head names, else who signs (where that is an office of whom the title
begins with, the latter), else whom the title begins with; 2. a body is one through all its terms, and a body of the
state is named without the state.
"""

from __future__ import annotations

import regex

from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.rules import load_rules
from pipeline.model.notice import Said
from pipeline.stages.header.closing import Document
from pipeline.stages.header.front import Front
from pipeline.stages.header.lists import split_issuer, split_issuers
from pipeline.stages.header.pages import Page, compact, rule, squeeze
from pipeline.stages.header.titles import Block, is_complete, stands_above

_TERM = compile_pattern("第[一二三四五六七八九十百]+届")
_MOST_BODIES = 12
STATE = compile_pattern("中华人民共和国(?=国务院|中央军)")


def read_issuers(page: Page, front: Front, main: Document, title: Said | None) -> tuple[Said, ...]:
    if front.order is not None and (head := rule("order_head").match(page.string(front.order))):
        return _of_order(page, front.order, head)
    heads = [block for block in front.blocks if block.kind == "red_head"]
    signed = _of_signature(page, main.signature) if main.signature else ()
    if not (signed and heads and _is_of_page(page, front, heads[-1])) and (named := _of_red_head(page, heads)):
        return named
    own = front.title is not None or (title is not None and rule("title_of_act").search(title.value) is not None)
    titled = _of_title(page, title) if title is not None and own else ()
    if signed:
        return titled if _is_office_of(signed, titled) else signed
    if issuer_lines := front.lines_of("issuer"):
        return _of_signature(page, issuer_lines)
    return titled or _of_despatch(page, front)


def _of_despatch(page: Page, front: Front) -> tuple[Said, ...]:
    """第98/2000号行政长官批示: whom the number of Macau names."""
    for index, _ in front.numbers[-1:]:
        found, begin = load_rules("document_numbers")["despatch"].match(page.string(index)), page.lines[index].start
        if found is not None and found["organ"]:
            return (page.said(begin + found.start("organ"), begin + found.end("organ")),)
    return ()


def _is_office_of(signed: tuple[Said, ...], titled: tuple[Said, ...]) -> bool:
    """台州市教育局人事处 signs what 台州市教育局 issues by its title."""
    if len(signed) != 1 or len(titled) != 1:
        return False
    whole, body = signed[0].value, titled[0].value
    return whole != body and whole.startswith(body) and not (body.endswith("委") and whole == body + "员会")


def _of_order(page: Page, index: int, head: regex.Match[str]) -> tuple[Said, ...]:
    """The body in the head of an order, and those on the lines above it that order with it."""
    named: list[Said] = []
    for line in range(first_of_order(page, index), index):
        named += split_issuer(page, page.lines[line].start, page.lines[line].end)
    begin = page.lines[index].start
    named += split_issuer(page, begin + head.start("organ"), begin + head.end("organ"))
    return tuple(common_name(issuer) for issuer in named)


def first_of_order(page: Page, index: int) -> int:
    """The first line of an order's head: names of further bodies may stand above the one with 令."""
    first, organ = index, compact(page.string(index))
    while index - first < _MOST_BODIES and _orders_too(compact(page.string(first - 1)), organ):
        first -= 1
    return first


def _orders_too(above: str, head: str) -> bool:
    return rule("organ_line").match(above) is not None and not head.startswith(above) and above not in head


def common_name(issuer: Said) -> Said:
    """An issuer without the name of the state and the term: one body through all notices and terms."""
    return issuer.with_(value=_TERM.sub("", STATE.sub("", issuer.value)))


def _of_red_head(page: Page, heads: list[Block]) -> tuple[Said, ...]:
    """The issuers of the last red head with 文件, else of a line that is an issuer's name."""
    if not heads:
        return ()
    marked = [head for head in heads if _has_word(page, head)]
    head = (marked or heads)[-1]
    stretches = [_without_word(page, index) for index in range(head.first, head.last)]
    strings = [page.text.string[start:end].strip() for start, end in stretches]
    if len(stretches) > 1 and not all(not string or rule("organ_line").match(string) for string in strings):
        return (page.said(stretches[0][0], stretches[-1][1]),)
    return tuple(issuer for start, end in stretches if start < end for issuer in split_issuer(page, start, end))


def _is_of_page(page: Page, front: Front, head: Block) -> bool:
    """Whether a line that names a body is the page's own.

    The title stands above it, perhaps not for the only time, or the way through the site (首页 >> 公开) right below.
    """
    if front.title is None or _has_word(page, head):
        return False
    if head.first > front.title.first or stands_above(page, head.first, front.title.string):
        return True
    return rule("site_path").match(page.string(head.last)) is not None


def _has_word(page: Page, head: Block) -> bool:
    lines = [page.string(index) for index in range(head.first, head.last)]
    return any(compact(line) == "文件" or rule("red_head").match(line) for line in lines)


def _without_word(page: Page, index: int) -> tuple[int, int]:
    """The stretch of a line of a red head without 文件, which may stand beside any of several issuers."""
    line = page.lines[index]
    if compact(line.string) == "文件":
        return line.start, line.start
    match = rule("red_head").match(line.string)
    return (line.start + match.start("organ"), line.start + match.end("organ")) if match else (line.start, line.end)


def _of_signature(page: Page, lines: list[int]) -> tuple[Said, ...]:
    first = lines[0]
    if both := rule("signed_date_line").match(page.string(first)) or rule("dated_maker").match(page.string(first)):
        begin = page.lines[first].start
        return split_issuer(page, begin + both.start("organ"), begin + both.end("organ"))
    return split_issuers(page, first, lines[-1] + 1)


def _of_title(page: Page, title: Said) -> tuple[Said, ...]:
    string, places = squeeze(page, title.place.char_start, title.place.char_end)
    match = rule("title_issuer").match(string)
    if match is not None and rule("organ_line").match(match["organ"]):
        named = split_issuer(page, places[0], places[match.end("organ") - 1] + 1)
        return tuple(common_name(issuer) for issuer in named)
    return _above_title(page, title)


def _above_title(page: Page, title: Said) -> tuple[Said, ...]:
    """The body whose name is the first line of a title of several: a company above the name of its rule."""
    first, _, rest = title.place.text.partition("\n")
    if not rest or not is_complete(compact(rest)) or rule("organ_line").match(first.strip()) is None:
        return ()
    start = title.place.char_start
    return split_issuer(page, start, start + len(first))
