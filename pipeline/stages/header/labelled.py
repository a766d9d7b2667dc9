"""Header values that lines of labels give: page and label lines go in, the header's values are filled in.

Assumption: what the notice itself says is better; the labels of a page fill in what it does not say.
"""

from __future__ import annotations

from typing import Any

from pipeline.lexicon.document_numbers import match_number
from pipeline.lexicon.rules import load_rules
from pipeline.model.notice import DocumentNumber, SaidDate
from pipeline.model.text import Span
from pipeline.stages.header.dates import said_date
from pipeline.stages.header.labels import FEWEST, opens_value, read_pairs
from pipeline.stages.header.lists import split_issuer
from pipeline.stages.header.pages import Page, rule
from pipeline.stages.header.titles import is_complete

_LONGEST_NUMBER, _SHORTEST_TITLE = 40, 6
_DATES = frozenset({"date_issued", "date_effective", "date_expires"})


def read_labels(page: Page, lines: list[int], values: dict[str, Any]) -> None:
    """Fill in what the notice itself does not say."""
    for index in lines:
        for pair in read_pairs(page.string(index), 1 if index - 1 in lines else FEWEST):
            line = page.lines[index]
            start, end = line.start + pair.start, line.start + pair.end
            if start == end and index + 1 in lines and opens_value(line.string, page.string(index + 1)):
                start, end = page.lines[index + 1].start, page.lines[index + 1].end
            if start < end:
                _take(page, pair.field, start, end, values)


def _take(page: Page, field: str, start: int, end: int, values: dict[str, Any]) -> None:
    if field == "title" and (values["title"] is None or _is_better(page.text.string[start:end], values["title"].value)):
        values["title"] = page.said(start, end)
    elif field == "issuer" and not values["issuers"] and _may_issue(page.text.string[start:end]):
        values["issuers"] = split_issuer(page, start, end)
    elif field in _DATES and values.get(field) is None:
        values[field] = _read_date(page, start, end)
    elif field == "document_number" and values["document_number"] is None:
        values["document_number"] = read_number(page, start, end)


def _is_better(labelled: str, found: str) -> bool:
    """Whether a label names a notice where no line of the page does."""
    return is_complete(labelled) and rule("title_of_act").search(labelled) is not None and not is_complete(found)


def _may_issue(name: str) -> bool:
    """A name, no code (81201) and no site."""
    return not name.endswith(("网站", "网")) and not name.isdigit()


def _read_date(page: Page, start: int, end: int) -> SaidDate | None:
    """The day that a value begins with; it may say the hour as well."""
    match = load_rules("web_page")["calendar_date"].match(page.text.string, start, end)
    if match is None:
        return said_date(page, start, end)
    end = match.end() + (page.text.string[match.end() : match.end() + 1] == "日")
    return said_date(page, start, end)


def number_behind(page: Page, start: int, end: int) -> int | None:
    """关于…的通知（川办发〔2020〕1号）: where the bracket opens that closes a title with its number, if one does."""
    string = page.text.string
    if string[end - 1] not in "）)":
        return None
    for opened in range(max(start + 1, end - _LONGEST_NUMBER), end):
        if string[opened] in "（(" and (found := match_number(string, opened + 1, end - 1)) and found.end == end - 1:
            return opened
    return None


def number_before(page: Page, start: int, end: int) -> int:
    """某政发〔2023〕2号某区人民政府关于…的通知: where the title begins behind its number, which pages put before it."""
    found = match_number(page.text.string, start, end)
    if found is None or found.agency_code is None or end - found.end < _SHORTEST_TITLE:
        return start
    rest = page.text.string[found.end : end]
    return found.end + len(rest) - len(rest.lstrip()) if rule("title_of_act").search(rest) else start


def read_number(page: Page, start: int, end: int) -> DocumentNumber | None:
    """The document number that begins a stretch of the text."""
    found = match_number(page.text.string, start, end)
    if found is None:
        return None
    return DocumentNumber.trusted(
        text=found.text,
        agency_code=found.agency_code,
        year=found.year,
        sequence=found.sequence,
        place=page.text.quote(Span(found.start, found.end)),
    )
