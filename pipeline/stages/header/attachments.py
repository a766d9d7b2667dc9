"""Finds where a list of attachments ends: page and first line go in, the line after its last name comes out.

Assumptions: 1. each name has a number, or stands in 《》; 2. the rest of a name that the width of the page broke is
bare, and a further number follows it or it ends the name; 3. below the closing, a list goes on to the end of the file
or to where what is attached begins, or it is one of files.
"""

from __future__ import annotations

from pipeline.stages.header.pages import Page, is_bare, rule
from pipeline.stages.header.titles import is_complete

_LONGEST_NAME, _LONGEST_REST, _MOST_RESTS = 120, 40, 2


def end_of_list(page: Page, first: int) -> int:
    """The line after a list of attachments that stands above the signature."""
    end, rests = first + 1, 0
    while (following := _next_item(page, end)) is not None:
        end = following + 1
    while rests < _MOST_RESTS and _wraps(page, first, end):
        end, rests = end + 1, rests + 1
    return end


def _next_item(page: Page, index: int) -> int | None:
    """The line of the next name: this one, or one behind the rest of the name before."""
    for line in range(index, min(index + _MOST_RESTS + 1, len(page))):
        if rule("annex_item").match(page.string(line)) and not rule("annex_label").match(page.string(line)):
            return line if len(page.string(line)) <= _LONGEST_NAME else None
        if not _may_be_rest(page.string(line)):
            return None
    return None


def _may_be_rest(string: str) -> bool:
    if not string or len(string) > _LONGEST_REST or not is_bare(string):
        return False
    return not any(rule(name).match(string) for name in ("organ_line", "date_line", "farewell", "annex_label", "note"))


def _wraps(page: Page, first: int, index: int) -> bool:
    """Whether a line is the rest of the last name: a document's end must follow soon, and this is not it."""
    string = page.string(index)
    if not _may_be_rest(string):
        return False
    return not is_complete(page.joined(first, index)) and rule("title_end").search(string) is not None


def lists_attachments(page: Page, index: int, first: str) -> bool:
    """Whether 附件：1.… within an attached document only lists what is attached: the document ends there."""
    end = index + 1
    while rule("annex_item").match(page.string(end)):
        end += 1
    if end == index + 1 and not rule("annex_item").match(first):
        return end == len(page)
    names = ("annex_label", "annex_titled", "organ_line", "date_line")
    return end == len(page) or any(rule(name).match(page.string(end)) for name in names)


def end_below_closing(page: Page, index: int) -> int | None:
    """Where a list of attachments below the closing ends; None where none begins."""
    if page.string(index)[0] not in "附后相":
        return None
    return _end_of_files(page, index) or _end_of_names(page, index) or _end_of_links(page, index)


def _end_of_files(page: Page, index: int) -> int | None:
    """附件：, then nothing but numbered names of files."""
    if rule("annex_label").match(page.string(index)) is None:
        return None
    end = index + 1
    while rule("annex_item").match(page.string(end)) and rule("file_name").search(page.string(end)):
        end += 1
    return end if end > index + 1 else None


def _end_of_names(page: Page, index: int) -> int | None:
    """附件：1.…, numbered names up to where the first of what they name begins."""
    titled = rule("annex_titled").match(page.string(index))
    if titled is None or rule("annex_item").match(titled["annex_title"]) is None:
        return None
    end = end_of_list(page, index)
    return end if end == len(page) or rule("annex_label").match(page.string(end)) else None


def _end_of_links(page: Page, index: int) -> int | None:
    """Nothing but names of attachments, each with 附件：, and furniture up to the end of the file."""
    if rule("annex_titled").match(page.string(index)) is None:
        return None
    end = index + 1
    while end < len(page) and (
        rule("annex_titled").match(page.string(end)) or rule("furniture").match(page.string(end))
    ):
        end += 1
    return end if end == len(page) else None
