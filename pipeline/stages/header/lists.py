"""Splits what names several: addressees, copies, issuers, attachments; a stretch of the text goes in, values come out.

Assumptions: 1. addressees are set apart by ，or ；; where there is neither, by 、 between names that stand by
themselves (各部门、各店铺; but 各省、自治区、直辖市人民政府 is one); 2. issuers in one line are set
apart by blanks or 、 where each piece is a name of its own; 3. brackets hold together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.rules import load_rules
from pipeline.model.notice import Said
from pipeline.stages.header.pages import Page, compact, rule

_BRACKET = compile_pattern(r"[（(][^（）()]*[）)]$")
_ONE_CHARACTER = compile_pattern(r"\p{Han}(?:[（(][^（）()]{1,4}[）)])?(?:及|和|与|$)")
_TWO_CHARACTERS = compile_pattern(r"(?!各)\p{Han}{2}$")
_OPEN, _CLOSE = "（(〔[《〈", "）)〕]》〉"


def split_at(string: str, separators: str) -> Iterator[tuple[int, int]]:
    """The stretches between separators that stand outside brackets."""
    depth, begin = 0, 0
    for index, character in enumerate(string):
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth = max(depth - 1, 0)
        elif depth == 0 and character in separators:
            yield begin, index
            begin = index + 1
    yield begin, len(string)


def split_addressees(page: Page, start: int, end: int) -> tuple[Said, ...]:
    """The addressees, or who gets copies, in a stretch of the text."""
    string = page.text.string[start:end]
    pieces = list(split_at(string, "，,；;\n"))
    if len([piece for piece in pieces if string[piece[0] : piece[1]].strip()]) == 1:
        pieces = _split_names(string)
    return tuple(_said(page, start + a, start + b) for a, b in pieces if compact(string[a:b]).strip("。.：:"))


def _split_names(string: str) -> list[tuple[int, int]]:
    """At 、 where each name stands by itself; else all in one piece."""
    string = string.rstrip(" \t\u3000\n。.")
    pieces = list(split_at(string, "、"))
    joined: list[tuple[int, int]] = []
    shared = any(_is_region(string[a:b]) for a, b in pieces[:-1])
    for a, b in pieces:
        if joined and not _stands_alone(string[slice(*joined[-1])], string[a:b], shared):
            joined[-1] = (joined[-1][0], b)
        else:
            joined.append((a, b))
    return joined


def _is_region(piece: str) -> bool:
    return compact(piece).endswith(load_rules("header").words["regions"])


def _stands_alone(before: str, piece: str, shared: bool) -> bool:
    """Whether `before` is a whole name and `piece` begins another. After 各省、…财政厅 or 各县财政局 a further office
    shares 各省, after 各院 a bare 处 shares 各."""
    if _ONE_CHARACTER.match(compact(piece)) or (before.startswith("各") and _TWO_CHARACTERS.match(compact(piece))):
        return False
    last = compact(before.rsplit("、", 1)[-1]).rstrip("）)")
    if not last.endswith((*load_rules("header").words["organs"], "兵团")) or _is_region(last):
        return False
    if rule("organ_line").match(_BRACKET.sub("", compact(piece))) is None and not _is_region(piece):
        return False
    if rule("office_of_each").match(compact(before)) and rule("office_alone").match(compact(piece)):
        return False
    return not shared or rule("stands_apart").match(compact(piece)) is not None


def _said(page: Page, start: int, end: int) -> Said:
    """A piece without blanks and stops around it."""
    string = page.text.string
    while start < end and string[start] in " \t\u3000\n，,；;、":
        start += 1
    while start < end and string[end - 1] in " \t\u3000\n。.：:，,；;、":
        end -= 1
    return page.said(start, end)


def split_issuers(page: Page, first: int, last: int) -> tuple[Said, ...]:
    """The issuers that sign on the lines from `first` up to `last`, exclusive; other lines are passed over,
    but where one begins a name that the next goes on with."""
    found: list[Said] = []
    begun: int | None = None
    for index in range(first, last):
        line = page.lines[index]
        if signer := rule("signer").match(line.string):
            found.append(page.said(line.start + signer.start("organ"), line.start + signer.end("organ")))
        if signer or rule("seal_line").match(line.string):
            begun = None
            continue
        if rule("organ_line").match(line.string) is None:
            begun = line.start if rule("organ_line").match(page.joined(index, index + 2)) else None
            continue
        seal = rule("seal").search(line.string)
        end = line.start + seal.start() if seal else line.end
        found += (page.said(begun, end),) if begun is not None else split_issuer(page, line.start, end)
        begun = None
    return tuple(found)


def split_issuer(page: Page, start: int, end: int) -> tuple[Said, ...]:
    """The issuers named in a stretch of one line."""
    string = page.text.string[start:end]
    for pieces in (_split_blank(string), list(split_at(string, "、"))):
        names = [compact(string[a:b]) for a, b in pieces]
        if len(names) > 1 and all(len(name) > 1 and rule("organ_line").match(name) for name in names):
            return tuple(_said(page, start + a, start + b) for a, b in pieces)
    if parts := _split_glued(string):
        return tuple(_said(page, start + a, start + b) for a, b in parts)
    return (_said(page, start, end),)


def _split_glued(string: str) -> list[tuple[int, int]]:
    """财政部国家税务总局, 岳阳市财政局岳阳市教育局: two names or more without a blank, where each is whole."""
    if offices := rule("office_glued").match(string):
        return [offices.span("first"), offices.span("second")]
    region = rule("own_region").match(string)
    begins = re.escape(region["region"]) if region else "|".join(load_rules("header").words["national"])
    if region is None and not re.match(begins, string):
        return []
    starts = [0, *(match.start() for match in re.finditer(begins, string) if match.start() > 2)]
    joined = list(zip(starts, [*starts[1:], len(string)], strict=True))
    names = [compact(string[a:b]) for a, b in joined]
    whole = all(len(name) > 2 and rule("organ_line").match(name) for name in names)
    mixed = region is not None and "国家" in string
    return joined if whole and not mixed and len(joined) > 1 else []


def _split_blank(string: str) -> list[tuple[int, int]]:
    return [match.span() for match in regex.finditer(r"\S+", string)]


def split_attachments(page: Page, start: int, end: int) -> tuple[Said, ...]:
    """The names in a list of attachments, without numbers, 《》 and closing stops."""
    string = page.text.string[start:end]
    label = rule("attachments_label").match(string)
    begin = label.end() if label else 0
    starts = list(rule("attachment_number").finditer(string, begin))
    if not starts or string[begin : starts[0].start()].strip():
        edges = [begin, *(m.start() for m in starts), len(string)]
        pieces = [(edges[0], edges[1])] + [(m.end(), e) for m, e in zip(starts, edges[2:], strict=True)]
    else:
        ends = [m.start() for m in starts[1:]] + [len(string)]
        pieces = [(m.end(), e) for m, e in zip(starts, ends, strict=True)]
    if not starts:
        pieces = _merge_wrapped(string, begin)
    return tuple(_attachment(page, start + a, start + b) for a, b in pieces if string[a:b].strip())


def _merge_wrapped(string: str, begin: int) -> list[tuple[int, int]]:
    """Names without numbers: one a line where each line is in 《》, else one in all."""
    lines = [(begin + m.start(), begin + m.end()) for m in regex.finditer(r"[^\n]+", string[begin:])]
    if all(string[a:b].strip().startswith("《") for a, b in lines):
        return lines
    return [(begin, len(string))]


def _attachment(page: Page, start: int, end: int) -> Said:
    string = page.text.string
    while start < end and (string[start].isspace() or string[start] in "：:"):
        start += 1
    while start < end and (string[end - 1].isspace() or string[end - 1] in "。；;，,"):
        end -= 1
    if string[start:end].startswith("《") and string.find("》", start, end) == end - 1:
        start, end = start + 1, end - 1
    return page.said(start, end)
