"""Notice → findings: what its reading noted (numbering), and what is checked here (brackets, forms, bearers …).

Assumptions: 1. a bracket or quotation is closed in its own paragraph, but for quotations, which may run on; 2. laws,
regulations and standards are cited by title alone, other instruments need their number once; 3. a duty may take its
bearer from a heading, so one without any is an oversight or a general demand, not an error.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pipeline.checking.brackets import find_unbalanced
from pipeline.checking.forms import check_date_issued, check_forms, check_number
from pipeline.lexicon.rules import load_rules
from pipeline.model.diagnostic import MOST_ALIKE, NO_TITLE, Diagnostic
from pipeline.model.notice import Header, Notice
from pipeline.model.text import Quote

RANK = {"error": 0, "warning": 1, "info": 2}


def check_notice(notice: Notice) -> tuple[Diagnostic, ...]:
    """All findings in the order of the text, those without place first."""
    found = [
        *_check_header(notice),
        *check_number(notice),
        *check_date_issued(notice),
        *find_unbalanced(notice),
        *check_forms(notice),
        *_check_citations(notice),
        *_check_bearers(notice),
    ]
    return tuple(sorted(dict.fromkeys([*notice.diagnostics, *_bounded(dict.fromkeys(found))]), key=_order))


def _bounded(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The first of each code, and how many there are more, as reading did with what it noted."""
    alike = defaultdict[str, list[Diagnostic]](list)
    for finding in found:
        alike[finding.code].append(finding)
    for code, findings in alike.items():
        yield from findings[:MOST_ALIKE]
        if (more := len(findings) - MOST_ALIKE) > 0:
            yield Diagnostic(code=code, severity=findings[-1].severity, message=f"and {more} more of this kind")


def _order(finding: Diagnostic) -> tuple[int, int, str]:
    return finding.place.char_start if finding.place else -1, RANK[finding.severity], finding.code


def _check_header(notice: Notice) -> Iterator[Diagnostic]:
    header = notice.header
    if not header.title:
        yield NO_TITLE
    wanted = (
        ("issuer-missing", "warning", "no issuing body (发文机关) found", header.issuers),
        ("date-missing", "warning", "no date of issue (成文日期) found", header.date_issued),
        ("number-missing", "info", "no document number (发文字号) found", header.document_number),
        ("type-missing", "info", "the title names no document type (文种)", _is_typed(header)),
    )
    for code, severity, message, value in wanted:
        if not value:
            yield Diagnostic.model_validate({"code": code, "severity": severity, "message": message})


def _is_typed(header: Header) -> bool:
    """A title that ends with its document type, or with a kind of rule, or that is missing itself."""
    if header.document_type or not header.title:
        return True
    return bool(load_rules("checking")["rule_title"].search(header.title.value))


def _check_citations(notice: Notice) -> Iterator[Diagnostic]:
    """The first mention of each instrument that is never given its number."""
    needs_none = load_rules("checking")["needs_no_number"]
    numbered = {c.title for c in notice.citations if c.document_number}
    own = notice.header.issued_instrument.title if notice.header.issued_instrument else None
    seen = {own, *numbered}
    for citation in notice.citations:
        if citation.title in seen or citation.relation == "issues" or needs_none.search(citation.title):
            continue
        seen.add(citation.title)
        yield _finding(
            "citation-without-number", "warning", f"《{citation.title}》 is cited without its number", citation.place
        )


def _check_bearers(notice: Notice) -> Iterator[Diagnostic]:
    for obligation in notice.obligations:
        if obligation.modality == "obligation" and not obligation.bearers and obligation.actor is None:
            yield _finding("duty-without-bearer", "warning", "nobody is named who has to do this", obligation.place)


def _finding(code: str, severity: str, message: str, place: Quote) -> Diagnostic:
    return Diagnostic.model_validate({"code": code, "severity": severity, "message": message, "place": place})
