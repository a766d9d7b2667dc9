"""Findings → lines for a terminal, JSON, or SARIF 2.1.0 for editors and review tools."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pipeline.model.diagnostic import Diagnostic
from pipeline.model.notice import Notice
from pipeline.model.text import Quote, Source
from pipeline.outputs.unseen import escape_unseen, one_line
from pipeline.outputs.wording import say

LEVELS = {"error": "error", "warning": "warning", "info": "note"}
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render_text(notice: Notice, findings: Sequence[Diagnostic]) -> str:
    """A line a finding, as compilers write them, so that editors can jump there; a count at the end."""
    source = Source(notice.source_text)
    lines = []
    for finding in findings:
        where = ":".join(map(str, _line_column(source, finding.place))) if finding.place else "-"
        name = say("finding", finding.code).zh
        said = f"{name} {finding.code}" if name != finding.code else finding.code
        found = f"{notice.source.name}:{where}: {say('severity', finding.severity).zh} {said}: {finding.message}"
        lines.append(one_line(found))
    counts = [f"{say('severity', s).zh} {sum(f.severity == s for f in findings)}" for s in LEVELS]
    return "\n".join([*lines, "，".join(counts)]) + "\n"


def render_json(notice: Notice, findings: Sequence[Diagnostic]) -> str:
    """The findings with their places in text and source, and line and column in the source."""
    source = Source(notice.source_text)
    rows = []
    for finding in findings:
        row = finding.model_dump(mode="json")
        line, column = _line_column(source, finding.place) if finding.place else (None, None)
        rows.append({**row, "source_line": line, "source_column": column})
    return _as_json({"notice_id": notice.notice_id, "findings": rows})


def render_sarif(notice: Notice, findings: Sequence[Diagnostic]) -> str:
    """One SARIF run."""
    source = Source(notice.source_text)
    rules = [
        {"id": code, "shortDescription": {"text": f"{say('finding', code).en} ({say('finding', code).zh})"}}
        for code in sorted({f.code for f in findings})
    ]
    run = {
        "tool": {"driver": {"name": "gongwen", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(f, notice.source.name, source) for f in findings],
    }
    return _as_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _as_json(content: dict[str, Any]) -> str:
    return escape_unseen(json.dumps(content, ensure_ascii=False, indent=2)) + "\n"


def _sarif_result(finding: Diagnostic, name: str, source: Source) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": _as_uri(name)}}
    if finding.place:
        line, column = _line_column(source, finding.place)
        end_line, end_column = source.line_column(finding.place.source_end)
        location["region"] = {
            "startLine": line,
            "startColumn": column,
            "endLine": end_line,
            "endColumn": end_column,
            "charOffset": finding.place.source_start,
            "charLength": finding.place.source_end - finding.place.source_start,
        }
    return {
        "ruleId": finding.code,
        "level": LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": location}],
    }


def _line_column(source: Source, place: Quote) -> tuple[int, int]:
    return source.line_column(place.source_start)


def _as_uri(name: str) -> str:
    from urllib.parse import quote

    return quote(name.replace("\\", "/"))
