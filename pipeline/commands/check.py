"""`gongwen check FILE…`: what a drafter mends before a notice is issued."""

from __future__ import annotations

from argparse import ArgumentParser

from pipeline.commands import complain, refuse, say
from pipeline.commands.reading import STDIN, read_notice, status_of
from pipeline.model.errors import Refused


def add_arguments(parser: ArgumentParser) -> None:
    parser.epilog = "Exit status 1 where errors are."
    parser.add_argument("files", nargs="+", metavar="FILE", help="notices; - for standard input")
    parser.add_argument("--json", action="store_true", dest="as_json", help="with all places")
    parser.add_argument("--sarif", action="store_true", help="SARIF 2.1.0, for editors and review tools")
    parser.add_argument("--strict", action="store_true", help="exit status 1 for warnings too")


def run(files: list[str], as_json: bool, sarif: bool, strict: bool) -> None:
    from pipeline.checking import check_notice, render_json, render_sarif, render_text

    if as_json and sarif:
        refuse("--json or --sarif, not both")
    if sarif and len(files) > 1:
        refuse("--sarif takes one file")
    if files.count(STDIN) > 1:
        refuse("-: standard input holds one notice")
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
        say(render(notice, findings), end="")
        found = any(f.severity == "error" or (strict and f.severity == "warning") for f in findings)
        status = max(status, int(found))
    if status:
        raise SystemExit(status)
