"""The examples answer their question, all the same way, on tables as they are published."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from made_notices import Made, county_list, yearly

from pipeline.model.notice import Notice
from pipeline.outputs.columns import TABLES
from pipeline.outputs.json import render_json
from pipeline.outputs.parquet import write_parquet
from pipeline.outputs.tables import table_rows

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("with_*.py"))


def second_notice() -> Notice:
    made = Made(notice_id="zz-2024-1")
    made.row("s1", "text", "县长带队检查不少于四次", text="县长带队检查不少于四次")
    made.row("s2", "text", "督促常委会成员每年调研检查安全生产工作不少于2次；每年巡查1次；每月检查不超过3次")
    made.obligation(
        "s1", "县长带队检查不少于四次", "检查", bearer="县长", frequency=("四次", {"count_min": 1, "period": "P3M"})
    )
    child = {"actor": "常委会成员", "bearer": "县委", "frequency": yearly(2, "每年…不少于2次")}
    made.obligation("s2", "每年调研检查安全生产工作不少于2次", "调研,检查", **child)
    once = {"count_min": 1, "count_max": 1, "period": "P1Y"}
    made.obligation("s2", "每年巡查1次", "巡查", bearer="县委", frequency=("每年…1次", once))
    at_most = {"count_max": 3, "period": "P1M"}
    made.obligation("s2", "每月检查不超过3次", "检查", bearer="县委", frequency=("每月…不超过3次", at_most))
    return made.notice()


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder with what the examples read of it."""
    folder = tmp_path_factory.mktemp("output")
    (folder / "tables").mkdir()
    (folder / "notices").mkdir()
    notices = (county_list().notice(), second_notice())
    for notice in notices:
        (folder / "notices" / f"{notice.notice_id}.json").write_bytes(render_json(notice))
    for name in ("notices", "obligations", "frequencies", "places"):
        batches = [table_rows(n)[name] for n in notices]
        write_parquet(folder / "tables" / f"{name}.parquet", TABLES[name], batches)
    return folder


ANSWER = [
    ("县应急局", 2, "每半年对危险化学品企业检查1次", "linjiang-2024-3.txt", 11),
    ("县长", 4, "县长带队检查不少于四次", "zz-2024-1.txt", 1),
    ("常委会成员", 2, "每年调研检查安全生产工作不少于2次", "zz-2024-1.txt", 2),
]


def test_there_are_examples() -> None:
    assert [p.stem for p in EXAMPLES] == ["with_duckdb", "with_json", "with_pandas", "with_polars"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda p: p.stem)
def test_the_answer_is_the_same_however_it_is_asked(example: Path, output: Path) -> None:
    pytest.importorskip(example.stem.removeprefix("with_"))
    assert runpy.run_path(str(example))["answer"](output) == ANSWER


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda p: p.stem)
def test_it_runs_as_a_script(example: Path, output: Path) -> None:
    pytest.importorskip(example.stem.removeprefix("with_"))
    run = subprocess.run(
        [sys.executable, str(example), str(output)], capture_output=True, encoding="utf8", env={"PYTHONUTF8": "1"}
    )
    assert run.stdout.splitlines() == [" | ".join(map(str, row)) for row in ANSWER], run.stderr
