"""Letters, orders and announcements of Taiwan: page and top go in; what their labels say of the header comes out.

Assumptions: 1. they have a number of the kind 台教字第…号 behind 发文字号：; 2. the head names body and kind with a
blank between (教育部　函); 3. the subject (主旨) is the title; 4. whom the original goes to (正本) is addressed, else
who receives this copy (受文者); 5. an attachment that is only said to be as the subject has it (如主旨) is not named.
"""

from __future__ import annotations

from typing import Any

from pipeline.stages.header.front import Front
from pipeline.stages.header.issuers import common_name
from pipeline.stages.header.lists import split_addressees, split_issuer
from pipeline.stages.header.pages import Page, rule

_DEEPEST = 40


def read_letter(page: Page, front: Front, values: dict[str, Any]) -> None:
    """Put what a letter says in its own way over the values."""
    if not front.numbers or "字第" not in front.numbers[-1][1].text or front.numbers[-1][1].agency_code:
        return
    for index in front.kinds:
        if (head := rule("letter_head").match(page.string(index))) and rule("organ_line").match(head["organ"]):
            begin = page.lines[index].start
            named = split_issuer(page, begin + head.start("organ"), begin + head.end("organ"))
            values["issuers"] = tuple(common_name(issuer) for issuer in named)
            values["document_type"] = page.said(begin + head.start("kind"), begin + head.end("kind"))
            break
    for index in range(front.body, min(len(page), front.body + _DEEPEST)):
        if subject := rule("subject_line").match(page.string(index)):
            begin = page.lines[index].start
            values["title"] = page.said(begin + subject.start("subject"), begin + subject.end("subject"))
            break
    _read_receivers(page, front, values)


def _read_receivers(page: Page, front: Front, values: dict[str, Any]) -> None:
    """Who is addressed, and what is attached."""
    originals = [i for i in range(front.body, len(page)) if rule("originals").match(page.string(i))]
    for index in (*originals[:1], *front.lines_of("label")):
        match = rule("originals").match(page.string(index)) or rule("receiver").match(page.string(index))
        if match and "addressees" not in values:
            start, end = page.lines[index].start + match.start("organs"), page.lines[index].start + match.end("organs")
            values["addressees"] = split_addressees(page, start, end)
            values["addressees_text"] = page.said(start, end).place
