"""`gongwen check FILE…`: what a drafter mends before a notice is issued."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands import complain, refuse
from pipeline.commands.reading import read_notice, status_of
from pipeline.model.errors import Refused


def run(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Notices; - for standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="With all places.")] = False,
    sarif: Annotated[bool, typer.Option("--sarif", help="SARIF 2.1.0, for editors and review tools.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit status 1 for warnings too.")] = False,
) -> None:
    """Check numbering, brackets, document numbers, dates, references and bearers. Exit status 1 where errors are."""
    from pipeline.checking import check_notice, render_json, render_sarif, render_text

    if as_json and sarif:
        refuse("--json or --sarif, not both")
    if sarif and len(files) > 1:
        refuse("--sarif takes one file")
    render = render_json if as_json else render_sarif if sarif else render_text
    status = 0
    for file in files:
        try:
            notice = read_notice(file)
        except Refused as e:
            complain(f"gongwen: {file or repr(file)}: {e} ({e.code})")
            status = max(status, status_of(e))
            continue
        findings = check_notice(notice)
        typer.echo(render(notice, findings), nl=False)
        found = any(f.severity == "error" or (strict and f.severity == "warning") for f in findings)
        status = max(status, int(found))
    if status:
        raise typer.Exit(status)
