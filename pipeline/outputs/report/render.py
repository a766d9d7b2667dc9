"""Notice → the report page: text on the left, obligations on the right, chart, diagnostics, restored spots."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.notice import Header, Notice
from pipeline.model.text import Source
from pipeline.outputs.report.chart import make_chart
from pipeline.outputs.report.page import Language, render_page
from pipeline.outputs.report.passages import Passage, make_passages
from pipeline.outputs.report.restorations import make_spots, sum_conversions
from pipeline.outputs.report.rows import Row, make_rows
from pipeline.outputs.wording import catalogue

MAPPED = frozenset({"title", "heading", "article", "text", "table"})
"""Kinds of rows that the outline always shows; parts of the layout only where something is asked in them."""


def render_report(notice: Notice, language: Language = "zh", index: str | None = None) -> str:
    """The page of one notice, complete in itself; `index` is the address of the page it is listed on, if any."""
    rows = make_rows(notice)
    passages = make_passages(notice)
    return render_page(
        "report.html.j2",
        language,
        index=index,
        notice=notice,
        title=page_title(notice),
        facts=list(header_facts(notice.header)),
        rows=rows,
        passages=passages,
        addresses=_addresses(rows, passages),
        outline=make_outline(notice, passages),
        chart=make_chart(rows),
        verbs=_commonest(v for row in rows for v in dict.fromkeys(row.verbs)),
        bearers=_commonest(b for row in rows for b in row.bearers),
        spots=make_spots(notice),
        conversions=sum_conversions(notice),
        remarks=_locate(notice),
        modalities=list(catalogue()["modality"].items()),
    )


def page_title(notice: Notice) -> str:
    """What the page is called: the notice's title, or its id."""
    return notice.header.title.value if notice.header.title else notice.notice_id


def header_facts(header: Header) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Each header field that is filled in, but for the title: its code and its values as text."""
    for code in catalogue()["header"]:
        value = getattr(header, code)
        if not value or code == "title":
            continue
        yield code, tuple(_fact(v) for v in (value if isinstance(value, tuple) else (value,)))


def _fact(value: object) -> str:
    for name in ("value", "text", "title"):
        if hasattr(value, name):
            said = str(getattr(value, name))
            version = getattr(value, "version", None) or ""
            return f"《{said}》{'' if version in said else version}" if name == "title" else said
    return str(value)


@dataclass(frozen=True)
class Branch:
    """A line of the outline: how deep, what it is called, how many obligations and frequencies its sections hold."""

    number: int
    section_id: str
    depth: int
    name: str
    obligations: int
    frequencies: int
    share: int
    heading: bool


def make_outline(notice: Notice, passages: tuple[Passage, ...]) -> list[Branch]:
    """The outline as a map: headings, and leaves by their first words; `share` (0 to 5) is how much is asked there."""
    obligations = Counter(o.section_id for o in notice.obligations)
    frequencies = Counter(f.section_id for f in notice.frequencies)
    most = max(obligations.values(), default=1)
    return [
        Branch(
            p.number,
            p.section.section_id,
            min(6, p.section.depth),
            _branch_name(p, notice.text),
            obligations[p.section.section_id],
            frequencies[p.section.section_id],
            -(-5 * obligations[p.section.section_id] // most),
            p.section.heading is not None,
        )
        for p in passages
        if p.section.kind in MAPPED or obligations[p.section.section_id]
    ]


def _branch_name(passage: Passage, text: str, most: int = 24) -> str:
    section = passage.section
    if section.heading is not None:
        return " ".join(((section.marker.text if section.marker else "") + section.heading.text).split())
    place = section.place
    words = " ".join(text[place.char_start : min(place.char_end, place.char_start + most + 1)].split())
    return words if len(words) <= most else words[:most] + "…"


def _addresses(rows: tuple[Row, ...], passages: tuple[Passage, ...]) -> list[str]:
    """Where in the page the text of each row stands: its clause, or the passage where nothing of it shows (blanks)."""
    clauses = _first_clauses(passages)
    numbers = {p.section.section_id: p.number for p in passages}
    return [
        f"c{clauses[row.number]}" if row.number in clauses else f"s{numbers.get(row.obligation.section_id, 0)}"
        for row in rows
    ]


def _first_clauses(passages: tuple[Passage, ...]) -> dict[int, int]:
    """For each row of the table, the clause of the text that it begins in: where it is the innermost, if anywhere."""
    outer: dict[int, int] = {}
    inner: dict[int, int] = {}
    for clause in (c for p in passages for c in p.clauses):
        for row in clause.rows:
            outer.setdefault(row, clause.number)
        if clause.rows:
            inner.setdefault(clause.rows[-1], clause.number)
    return outer | inner


def _commonest(values: Iterable[str]) -> list[tuple[str, int]]:
    return sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0]))


def _locate(notice: Notice) -> list[tuple[Diagnostic, str, int | None]]:
    """Each diagnostic with line and column in the source, and the number of the section it lies in."""
    source = Source(notice.source_text)
    starts = [s.place.char_start for s in notice.sections]
    found: list[tuple[Diagnostic, str, int | None]] = []
    for diagnostic in notice.diagnostics:
        if diagnostic.place is None:
            found.append((diagnostic, "", None))
            continue
        line, column = source.line_column(diagnostic.place.source_start)
        section = bisect_right(starts, diagnostic.place.char_start) - 1
        found.append((diagnostic, f"{line}:{column}", section if section >= 0 else None))
    return found
