"""Notices → the index page that leads to their reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from pipeline.model.notice import Notice
from pipeline.outputs.report.page import Language, render_page
from pipeline.outputs.report.render import page_title


@dataclass(frozen=True)
class Entry:
    """What the index says of one notice: small, so that an index of very many stays small too."""

    address: str
    title: str
    document_number: str
    issuers: str
    date: str
    obligations: int
    frequencies: int
    diagnostics: int
    corrections: int


def render_index(notices: Iterable[Notice], language: Language = "zh") -> str:
    """The index of these notices; each report is expected beside it as `<notice_id>.html`."""
    entries = [make_entry(n) for n in notices]
    return render_page("index.html.j2", language, entries=entries, total=sum(e.obligations for e in entries))


def make_entry(notice: Notice) -> Entry:
    """The line of one notice."""
    header = notice.header
    date = header.date_issued or header.date_printed
    return Entry(
        address=quote(f"{notice.notice_id}.html"),
        title=page_title(notice),
        document_number=header.document_number.text if header.document_number else "",
        issuers="、".join(s.value for s in header.issuers),
        date=date.value.isoformat() if date else "",
        obligations=len(notice.obligations),
        frequencies=len(notice.frequencies),
        diagnostics=sum(d.severity != "info" for d in notice.diagnostics),
        corrections=len(notice.corrections),
    )
