"""Reads the closing of a document: its lines go in; signature, date, notes, copies and printing are noted in it.

Assumptions: 1. a line that is nothing but a date closes a document where an issuer's or a leader's name stands above,
or nothing but closing lines below; 2. what belongs to the closing follows at once; 3. a list of attachments below the
closing, up to the end of the file, is a list of links.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.model.reading import Zone
from pipeline.stages.header.attachments import end_below_closing
from pipeline.stages.header.leaders import find_glued_leader, find_leader
from pipeline.stages.header.pages import Page, compact, is_bare, rule
from pipeline.stages.header.signers import is_date, leads_below, names_alone, signed_day, signs, signs_below, wraps_name
from pipeline.stages.header.titles import bare

_MOST_SIGNERS, _LONGEST_FAREWELL, _SHORTEST_ISSUED, _LONGEST_TITLE = 14, 20, 6, 4
_DATE_ENDS = (*"日号月一二三四五六天章印发布公", *"0123456789０１２３４５６７８９")


@dataclass
class Document:
    """One document of the file: lines `first` up to `last`, exclusive; the closing elements by kind and line."""

    first: int
    last: int
    zones: list[Zone] = field(default_factory=list)
    signature: list[int] = field(default_factory=list)
    date: int | None = None
    attachments: list[int] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    copies: list[int] = field(default_factory=list)
    printed: int | None = None
    title: tuple[int, int] | None = None
    named: str = ""
    """The title of the notice, without blanks and punctuation."""


def find_date(page: Page, document: Document, index: int, body: int) -> bool:
    """Whether a line is the date of a signature; notes signature and date."""
    string = page.string(index)
    if not string.rstrip(" ）)。.|｜").endswith(_DATE_ENDS):
        return False
    line = page.lines[index]
    if (both := rule("signed_date_line").match(string)) and rule("organ_line").match(both["organ"]):
        document.signature, document.date = [index], index
        start = line.start + both.start("date")
        document.zones += [Zone("signature", line.start, start), Zone("date", start, line.end)]
        return True
    model = rule("model_date").match(string) is not None or rule("month_line").match(string) is not None
    if not model and not is_date(string) and not signed_day(string):
        return False
    first = index
    while first > body and index - first < _MOST_SIGNERS and signs(page.string(first - 1)):
        first -= 1
    if first == index > body and find_glued_leader(page.string(index - 1)):
        first -= 1
    if body < first < index and wraps_name(page, first):
        first -= 1
    if first == index and not rule("date_line").match(string):
        return False
    if first > body and rule("note_above").match(page.string(first - 1)):
        document.notes.append(first - 1)
        document.zones.append(page.zone("note", first - 1, first))
    if first == index and (leads_below(page, index) or signs_below(page, index)):
        document.signature, document.date = [index + 1], index
        document.zones += [page.zone("date", index, index + 1), page.zone("signature", index + 1, index + 2)]
        return True
    if first == index and index - 1 not in document.attachments and not _closes(page, index, document.named):
        return False
    document.signature, document.date = list(range(first, index)), None if model else index
    if first < index:
        document.zones.append(page.zone("signature", first, index))
    document.zones.append(page.zone("date", index, index + 1))
    return True


def find_last_leader(page: Page, document: Document, index: int) -> bool:
    """Whether the last line of the page is a leader's who signs without a date, as in Taiwan."""
    if index + 1 < len(page) or find_leader(page.string(index)) is None:
        return False
    document.signature = [index]
    document.zones.append(page.zone("signature", index, index + 1))
    return True


def find_undated(page: Page, document: Document, index: int, issuer: str) -> bool:
    """Whether a line is a signature without a date: nothing stands behind it but what pages add.

    It is a name below 特此通告, that of the `issuer` whom the title names, below a sentence, or the last line of all.
    """
    above = page.string(index - 1)
    if index + 1 == len(page) and above[-1:] == "。" and names_alone(page.string(index)):
        document.signature = [index]
        document.zones.append(page.zone("signature", index, index + 1))
        return True
    farewell = rule("farewell").match(above) is not None and len(above) <= _LONGEST_FAREWELL
    if not (farewell and rule("organ_line").match(page.string(index))) and not (
        issuer and above[-1:] == "。" and compact(page.string(index)) == issuer
    ):
        return False
    names = ("annex_label", "annex_titled", "note", "copies_to", "label", "furniture", "blank_date")
    end = index + 1
    while farewell and end - index < _MOST_SIGNERS and rule("organ_line").match(page.string(end)):
        end += 1
    following = page.string(end)
    told = end - index > 1 and not any("。" in page.string(i) for i in range(end, len(page))) and not is_date(following)
    if following and not told and not any(rule(name).match(following) for name in names):
        return False
    document.signature = list(range(index, end))
    document.zones.append(page.zone("signature", index, end))
    return True


def _closes(page: Page, index: int, named: str) -> bool:
    """Whether a date without a signature ends a document: a sentence above it, or nothing but the closing below."""
    following = page.string(index + 1)
    if not following or page.layout.get(index) == "right":
        return True
    above = page.string(index - 1)
    if len(above) <= _LONGEST_FAREWELL and rule("farewell").match(above):
        return True
    if above[-1:] not in "。）)》" and above != "完":
        return False
    if above[-1:] == "。" and not any("。" in page.string(i) for i in range(index + 1, len(page))):
        return True
    names = ("annex_label", "annex_titled", "note", "copies_to", "label", "furniture")
    issued = len(following) >= _SHORTEST_ISSUED and bare(following) in named
    return issued or any(rule(name).match(following) for name in names) or _heads_rule(page, index + 1)


def _heads_rule(page: Page, index: int) -> bool:
    """Whether lines are the title of what is issued: an article follows, or 《its name》 stands above the date."""
    for end in range(index + 1, index + 1 + _LONGEST_TITLE):
        line = page.string(end - 1)
        if not line or not is_bare(line):
            return False
        string = page.joined(index, end)
        if rule("title_end").search(string) is None:
            continue
        if f"《{string}》" in page.string(index - 2) or rule("list_start").match(page.string(end)) is not None:
            return True
    return False


def read_closing(page: Page, document: Document, index: int) -> int:
    """What belongs to the closing after the date; the line at which the next document begins."""
    while index < len(page):
        string = page.string(index)
        if rule("printed_count").match(string):
            document.zones.append(page.zone("other", index, index + 1))
        elif rule("note").match(string) or rule("bare_note").match(string):
            document.notes.append(index)
            document.zones.append(page.zone("note", index, index + 1))
        elif rule("note").match(page.joined(index, index + 2)) and not rule("note").match(page.string(index + 1)):
            document.notes.append(index)
            document.zones.append(page.zone("note", index, index + 2))
            index += 1
        elif rule("copies_to").match(string):
            end = _end_of_copies(page, index)
            document.copies.extend(range(index, end))
            document.zones.append(page.zone("copies_to", index, end))
            index = end - 1
        elif index + 1 == len(page) and not document.signature and find_last_leader(page, document, index):
            return len(page)
        elif len(string) <= 80 and rule("printed_by").match(string):
            document.printed = index
            document.zones.append(page.zone("printed_by", index, index + 1))
        elif rule("printed_date").match(page.string(index + 1)) and _prints(string):
            document.printed = index
            document.zones.append(page.zone("printed_by", index, index + 2))
            index += 1
        elif (listed := end_below_closing(page, index)) is not None:
            document.attachments = document.attachments or list(range(index, listed))
            document.zones.append(page.zone("attachments", index, listed))
            index = listed - 1
        elif any(rule(name).match(string) for name in ("furniture", "label", "blank_date")) or not any(
            map(str.isalnum, string)
        ):
            document.zones.append(page.zone("other", index, index + 1))
        else:
            return index
        index += 1
    return len(page)


def _prints(string: str) -> bool:
    return rule("printed_label").match(string) is not None or rule("organ_line").match(string) is not None


def _end_of_copies(page: Page, index: int) -> int:
    """The line after the list of who gets copies: it may run on over lines."""
    index += 1
    while index < len(page) and page.string(index - 1)[-1] not in "。." and _goes_on_copying(page.string(index)):
        index += 1
    return index


def _goes_on_copying(string: str) -> bool:
    if any(
        rule(name).match(string)
        for name in ("copies_to", "printed_by", "printed_count", "furniture", "annex_label", "note", "date_line")
    ):
        return False
    return len(string) <= 100 and ("，" in string or "、" in string or "," in string or string[-1] == "。")
