"""Finds where a notice begins anew below what a page put above it: page and top go in, the better top comes out.

Assumptions: 1. a site may put its menus, its own title and the first sentences of the notice above it; then nothing of
a header stands there but perhaps that title; 2. the notice begins where a title stands with a number or addressees, or
where a title stands that the page has named already; 3. it begins before the first numbered line, and no sentence that
closes stands before it but one that the site cut short, that is announced as an abstract or an encyclopedia's summary;
4. behind such lines, it begins where the page's title stands again with a number or addressees.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

import regex

from pipeline.lexicon.patterns import compile_pattern
from pipeline.lexicon.rules import load_rules
from pipeline.stages.header.front import DEEPEST, Front, read_front
from pipeline.stages.header.pages import Page, is_bare, rule
from pipeline.stages.header.titles import bare, is_complete, stands_above

_FARTHEST, _SHORTEST_NAMED = 40, 12
_ELEMENT = compile_pattern(r"[：:号期年令》〉）)】\]密急提★|丨·、0-9０-９]|^(?:各|有关)")
"""What lines that are elements of a header have in common, and the cells of a table have not."""
_OWN = frozenset({"addressees", "addressees_open", "document_number", "order", "adoption", "signatory", "corner"})


def begin_anew(page: Page, top: Front) -> Front:
    """The top of the notice where it begins below furniture, with all above it as such; else `top`."""
    if _OWN & set(top.kinds.values()):
        return top
    for index in range(min(len(page), _FARTHEST)):
        if rule("lead_line").match(page.string(index)) and (below := read_front(page, index + 1)).title is not None:
            below.kinds = dict.fromkeys(range(index + 1), "label") | below.kinds
            return below
    titled = bare(top.title.string) if top.title is not None else ""
    closed, hopeful = False, _find_hopeful(page, min(len(page), top.body + _FARTHEST + DEEPEST))
    for index in range(top.body + 1, min(len(page), top.body + _FARTHEST)):
        closed = closed or _closes(page, index - 1)
        if closed and (len(titled) < _SHORTEST_NAMED or bare(page.string(index)) != titled):
            continue
        if not is_bare(page.string(index)) or not _is_hopeful(hopeful[index : index + DEEPEST]):
            continue
        if (found := _read(page, index, closed)) is not None:
            found.kinds = dict.fromkeys(range(index), "label") | found.kinds
            return found
    return top


@cache
def _ending() -> regex.Pattern[str]:
    """A line that ends as the name of a kind of document or rule does, or in a bracket that closes."""
    words = load_rules("header").words
    names = (*words["kinds"], *words["loose_kinds"], *words["instruments"])
    return compile_pattern(f"[{''.join(sorted({name[-1] for name in names}))}）)〕》]$")


def _find_hopeful(page: Page, last: int) -> list[str]:
    """What the lines up to `last` may be by their characters alone, as reading a top is dear.

    `e`: the end of a title; `o`: an element of a header; `r`: what a line above begins with; more than one at a time.
    """
    found, above = [], list[str]()
    for index in range(last):
        string, wanted = page.string(index), bare(page.string(index))
        place = bisect_left(above, wanted)
        repeated = place < len(above) and above[place].startswith(wanted)
        ends = _ending().search(string) or rule("title_tail").search(string)
        marks = (ends and "e", _ELEMENT.search(string) and "o", repeated and "r")
        found.append("".join(mark for mark in marks if mark))
        above.insert(place, wanted)
    return found


def _is_hopeful(marks: list[str]) -> bool:
    """Whether a title may end among lines, with an element of a header or the same title above."""
    together = "".join(marks)
    return "e" in together and ("o" in together or "r" in together)


def _closes(page: Page, index: int) -> bool:
    """Whether a line belongs to a notice, so that none begins below it."""
    string = page.string(index)
    if rule("marked_line").match(string) or rule("date_line").match(string) or rule("list_start").match(string):
        return True
    furniture = rule("furniture").match(string) or rule("label").match(string)
    told = rule("abstract").match(page.string(index - 1)) or rule("encyclopedic").match(string)
    return string[-1] == "。" and not furniture and not told


def _read(page: Page, index: int, closed: bool) -> Front | None:
    """The top that begins at a line, if that is the notice's; below what `closed` it must have more than a title."""
    found = read_front(page, index)
    title = found.title
    if title is None or not is_complete(title.string):
        return None
    if title.first > index and is_bare(page.string(index - 1)):
        return None
    own = _OWN & set(found.kinds.values())
    if closed and not own:
        return None
    addressed = bool(own) and ("adoption" in own or rule("title_of_act").search(title.string) is not None)
    return found if addressed or stands_above(page, title.first, title.string) else None
