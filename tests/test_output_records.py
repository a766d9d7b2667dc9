"""What the outputs for people hold, recorded in `tests/data/outputs`, so that a change of output is seen in review.

GONGWEN_RECORD=1 writes the records anew; that run fails, so that no green run can come from rewriting.
"""

from __future__ import annotations

import datetime
import io
import os
import re
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from made_notices import county_list

from pipeline.checking import check_notice, render_json, render_sarif, render_text
from pipeline.comparison import compare_notices, render_html, render_markdown
from pipeline.corrections.lay_over import lay_over
from pipeline.corrections.planned import PlannedCorrection
from pipeline.model.notice import Notice
from pipeline.outputs.akn import render_akn
from pipeline.outputs.ledger import render_xlsx
from pipeline.outputs.reminders import render_calendar
from pipeline.outputs.report import render_index, render_report

FOLDER = Path(__file__).parent / "data" / "outputs"
PLAIN = county_list().notice()
CORRECTION = PlannedCorrection(
    action="change",
    table="frequencies",
    row="f1",
    text="每年听取安全生产工作情况汇报不少于2次",
    field="count_min",
    value=4,
    reason="按新版清单",
    by="王芳",
)
NOTICE = lay_over(PLAIN, [CORRECTION])


def dump_cells(notice: Notice) -> str:
    openpyxl = pytest.importorskip("openpyxl")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(render_xlsx(notice)))
    lines = []
    for sheet in book.worksheets:
        lines.append(f"== {sheet.title}")
        lines += ["\t".join("" if c.value is None else str(c.value) for c in row) for row in sheet.iter_rows()]
    return "\n".join(lines) + "\n"


def without_dress(page: str) -> str:
    """A page without style, script and their hashes, which would change every record whenever one of them does."""
    page = re.sub(r"<(style|script)>.*?</\1>", r"<\1>…</\1>", page, flags=re.DOTALL)
    return re.sub(r"sha256-[^&]+", "sha256-…", page)


RECORDS: dict[str, Callable[[], str | bytes]] = {
    "report.html": lambda: without_dress(render_report(NOTICE)),
    "report-en.html": lambda: without_dress(render_report(NOTICE, "en")),
    "index.html": lambda: without_dress(render_index([NOTICE])),
    "ledger.tsv": lambda: dump_cells(NOTICE),
    "calendar.ics": lambda: render_calendar(NOTICE, start=datetime.date(2025, 1, 1)),
    "notice.akn.xml": lambda: render_akn(NOTICE),
    "check.txt": lambda: render_text(PLAIN, check_notice(PLAIN)),
    "check.json": lambda: render_json(PLAIN, check_notice(PLAIN)),
    "check.sarif": lambda: render_sarif(PLAIN, check_notice(PLAIN)),
    "diff.md": lambda: render_markdown(compare_notices(PLAIN, NOTICE)),
    "diff.json": lambda: compare_notices(PLAIN, NOTICE).model_dump_json(indent=1) + "\n",
    "diff.html": lambda: without_dress(render_html(compare_notices(PLAIN, NOTICE))),
}


@pytest.mark.parametrize("name", RECORDS)
def test_the_output_is_as_recorded(name: str) -> None:
    made = RECORDS[name]()
    data = made.encode("utf8") if isinstance(made, str) else made
    path = FOLDER / name
    if os.environ.get("GONGWEN_RECORD"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        pytest.fail(f"{name} was recorded anew: read the difference, then run again without GONGWEN_RECORD")
    assert data == path.read_bytes(), f"{name} has changed; GONGWEN_RECORD=1 records it"


def test_every_record_is_used() -> None:
    assert {p.name for p in FOLDER.iterdir()} == set(RECORDS)


def test_a_correction_shows_in_every_output() -> None:
    for name in ("report.html", "ledger.tsv", "calendar.ics", "notice.akn.xml"):
        made = RECORDS[name]()
        text = made if isinstance(made, str) else made.decode("utf8").replace("\r\n ", "")
        assert "按新版清单" in text, name
        assert "王芳" in text, name
