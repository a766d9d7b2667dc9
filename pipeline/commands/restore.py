"""`gongwen restore FILE`: the restored text; with `--json` every edit too, and whether it proves itself."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser

from pipeline.commands.reading import open_notice
from pipeline.outputs.unseen import escape_unseen, show_unseen


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a notice, its JSON file, or - for standard input")
    parser.add_argument("--json", action="store_true", dest="as_json", help="with every edit, its rule and certainty")


def run(file: str, as_json: bool) -> None:
    notice = open_notice(file)
    if not as_json:
        text = show_unseen(notice.text) if sys.stdout.isatty() else notice.text
        sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")
        return
    answer = {
        "notice_id": notice.notice_id,
        "source_name": notice.source.name,
        "source_sha256": notice.source.sha256,
        "script": notice.source.script,
        "damage": list(notice.source.damage),
        "restoration": notice.source.restoration,
        "reproduced": notice.source.restoration == "reproduced",
        "text": notice.text,
        "edits": [edit.model_dump(mode="json") for edit in notice.edits],
        "diagnostics": [remark.model_dump(mode="json") for remark in notice.diagnostics],
    }
    sys.stdout.write(escape_unseen(json.dumps(answer, ensure_ascii=False, indent=1)) + "\n")
