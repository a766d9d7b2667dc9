"""Two notices → their comparison."""

from __future__ import annotations

from pipeline.comparison.changes import Comparison, HeaderChange, Version
from pipeline.comparison.matching import plain
from pipeline.comparison.obligations import compare_obligations
from pipeline.comparison.sections import compare_sections, match_sections
from pipeline.model.notice import Header, Notice
from pipeline.outputs.wording import catalogue


def compare_notices(old: Notice, new: Notice) -> Comparison:
    """Everything that differs between two notices or two versions of one list."""
    matched = match_sections(old, new)
    sections = compare_sections(old, new, matched)
    obligations = compare_obligations(old, new, matched)
    return Comparison(
        old=_version(old),
        new=_version(new),
        header=tuple(_compare_headers(old.header, new.header)),
        sections=tuple(sections),
        obligations=tuple(obligations),
        unchanged_sections=len(new.sections) - sum(c.new is not None for c in sections),
        unchanged_obligations=len(new.obligations) - sum(c.new is not None for c in obligations),
    )


def _version(notice: Notice) -> Version:
    header = notice.header
    return Version(
        notice_id=notice.notice_id,
        title=header.title.value if header.title else notice.notice_id,
        document_number=header.document_number.text if header.document_number else None,
        date_issued=header.date_issued.value.isoformat() if header.date_issued else None,
        sections=len(notice.sections),
        obligations=len(notice.obligations),
    )


def _compare_headers(old: Header, new: Header) -> list[HeaderChange]:
    changes = []
    for field in catalogue()["header"]:
        before, after = header_values(old, field), header_values(new, field)
        if [plain(v) for v in before] != [plain(v) for v in after]:
            changes.append(HeaderChange(field=field, old=before, new=after))
    return changes


def header_values(header: Header, field: str) -> tuple[str, ...]:
    """The values of a header field as text."""
    value = getattr(header, field)
    values = value if isinstance(value, tuple) else (value,) if value else ()
    return tuple(str(getattr(v, "value", None) or getattr(v, "text", None) or getattr(v, "title", "")) for v in values)
