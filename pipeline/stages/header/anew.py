"""Finds where a notice begins anew below what a page put above it: page and top go in, the better top comes out.

Assumptions: 1. a site may put its menus, its own title and the first sentences of the notice above it; then nothing of
a header stands there but perhaps that title; 2. the notice begins where a title stands with a number or addressees, or
where a title stands that the page has named already; 3. it begins before the first numbered line, and no sentence that
closes stands before it but one that the site cut short, that is announced as an abstract or an encyclopedia's summary;
4. behind such lines, it begins where the page's title stands again with a number or addressees.
"""

from __future__ import annotations

from pipeline.stages.header.front import Front, read_front
from pipeline.stages.header.pages import Page, is_bare, rule
from pipeline.stages.header.titles import bare, is_complete, stands_above

_FARTHEST, _SHORTEST_NAMED = 40, 12
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
    closed = False
    for index in range(top.body + 1, min(len(page), top.body + _FARTHEST)):
        closed = closed or _closes(page, index - 1)
        if closed and (len(titled) < _SHORTEST_NAMED or bare(page.string(index)) != titled):
            continue
        if is_bare(page.string(index)) and (found := _read(page, index, closed)) is not None:
            found.kinds = dict.fromkeys(range(index), "label") | found.kinds
            return found
    return top


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
