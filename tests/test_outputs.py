"""JSON, CSV, Parquet, data package: valid, typed, safe to open, whole or not there."""

from __future__ import annotations

import csv
import datetime
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from frictionless import validate
from hypothesis import given, settings
from hypothesis import strategies as st
from made_notices import county_list, hostile_notice

from pipeline import load
from pipeline.corpus import Order, extract
from pipeline.outputs import WRITERS, atomic, render
from pipeline.outputs.atomic import Store, write_file
from pipeline.outputs.columns import TABLES
from pipeline.outputs.csv import LIST_MARK, render_csv
from pipeline.outputs.json import render_json
from pipeline.outputs.parquet import arrow_schema, arrow_table
from pipeline.outputs.schemas import notice_schema, schema_files
from pipeline.outputs.shapes import Column, Table
from pipeline.outputs.tables import table_rows

ROOT = Path(__file__).parent.parent


class Quiet:
    """A watch that looks away."""

    def begin(self, stage: str, total: int | None) -> None: ...

    def step(self, outcome: object) -> None: ...

    def failed(self, name: str, code: str, message: str) -> None: ...


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("in")
    for path in [*(ROOT / "raw").glob("*.txt"), *sorted((ROOT / "tests/gold").glob("*[a-z].txt"))[:4]]:
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "broken.zip.bin").write_bytes(b"\x00\x01\x02" * 500)
    result = tmp_path_factory.mktemp("out") / "o"
    extract(Order((str(folder),), str(result), jobs=2), Quiet())
    return result


def test_every_json_file_meets_the_schema_and_reads_back(output: Path) -> None:
    validator = jsonschema.Draft202012Validator(notice_schema())
    files = sorted((output / "notices").glob("*.json"))
    assert files
    for file in files:
        validator.validate(json.loads(file.read_bytes()))
        assert render_json(load(file)) == file.read_bytes()


def test_schema_refuses_what_the_model_does() -> None:
    said = json.loads(render_json(county_list().notice()))
    said["obligations"][0]["modality"] = "maybe"
    assert not jsonschema.Draft202012Validator(notice_schema()).is_valid(said)


def test_the_schemas_on_disk_are_current() -> None:
    folder = ROOT / "schemas"
    files = schema_files()
    assert {p.relative_to(folder).as_posix() for p in folder.rglob("*.json")} == set(files)
    for path, content in files.items():
        assert (folder / path).read_bytes() == content, f"{path}: run `make schemas`"


@pytest.mark.filterwarnings("ignore")
def test_the_data_package_is_valid_for_its_own_validator(output: Path) -> None:
    report = validate(str(output / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])
    assert {task.name for task in report.tasks} == {*TABLES, "failures"}


@pytest.mark.filterwarnings("ignore")
def test_the_validator_would_have_found_a_wrong_cell(output: Path, tmp_path: Path) -> None:
    for path in [output / "datapackage.json", output / "failures.csv", *(output / "tables").glob("*.csv")]:
        write_file(tmp_path / path.relative_to(output), path.read_bytes())
    duties = tmp_path / "tables/duties.csv"
    duties.write_bytes(duties.read_bytes() + b"nowhere,d1,s1,x,y,one,2,3,4\r\n")
    assert not validate(str(tmp_path / "datapackage.json")).valid


def test_parquet_has_the_columns_and_types_of_the_contract(output: Path) -> None:
    for name, table in TABLES.items():
        schema = pq.read_schema(output / f"tables/{name}.parquet")
        assert schema.names == table.column_names
        assert schema.equals(arrow_schema(name))
    notices = pq.read_table(output / "tables/notices.parquet")
    assert notices.schema.field("date_issued").type == pa.date32()
    assert notices.schema.field("issuers").type == pa.list_(pa.string())
    seed = next(r for r in notices.to_pylist() if r["notice_id"] == "chengdu-anwei-2020-9")
    assert isinstance(seed["date_issued"], datetime.date)


def test_csv_and_parquet_say_the_same(output: Path) -> None:
    for name, table in TABLES.items():
        content = (output / f"tables/{name}.csv").read_text(encoding="utf-8-sig")
        written = list(csv.DictReader(io.StringIO(content, newline="")))
        typed = pq.read_table(output / f"tables/{name}.parquet").to_pylist()
        assert len(written) == len(typed)
        for said, meant in zip(written, typed, strict=True):
            for column in table.columns:
                assert undo(said[column.name]) == as_text(meant[column.name]), (name, column.name)


def undo(cell: str) -> str:
    """What README says: one `'` at the beginning goes."""
    return cell[1:] if cell.startswith("'") else cell


def as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return LIST_MARK.join(value) if isinstance(value, list) else str(value)


def test_csv_opens_right_in_a_spreadsheet(output: Path) -> None:
    content = (output / "tables/notices.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfnotice_id,")
    assert content.endswith(b"\r\n")
    frame = pd.read_csv(output / "tables/notices.csv")
    assert list(frame.columns) == TABLES["notices"].column_names


RISKY = Table("t", "", (Column("text", "string", ""), Column("list", "list", ""), Column("number", "integer", "")))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'"])
def test_no_cell_runs_as_a_formula(start: str) -> None:
    content = render_csv(RISKY, [(f"{start}1+1", [f"{start}cmd", "x"], -1)]).decode("utf-8-sig")
    row = list(csv.reader(io.StringIO(content, newline="")))[1]
    assert row == [f"'{start}1+1", f"'{start}cmd；x", "-1"]


@settings(max_examples=60)
@given(st.lists(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0")), max_size=4))
def test_any_text_comes_back_from_csv(texts: list[str]) -> None:
    content = render_csv(RISKY, [(t, [], 0) for t in texts]).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content, newline="")))[1:]
    assert [undo(r[0]) for r in rows] == texts


def test_a_table_without_rows_keeps_its_columns() -> None:
    table = arrow_table(TABLES["deadlines"], [])
    assert table.num_rows == 0
    assert table.column_names == TABLES["deadlines"].column_names


def test_every_writer_gives_the_same_bytes_for_the_same_notice() -> None:
    for make in (county_list, hostile_notice):
        for form in WRITERS:
            assert render(make().notice(), form) == render(make().notice(), form), form
        assert table_rows(make().notice()) == table_rows(make().notice())


def test_the_json_file_names_neither_clock_nor_machine(output: Path) -> None:
    everything = b"".join(p.read_bytes() for p in output.rglob("*.json"))
    assert str(output).encode() not in everything
    assert str(Path.home()).encode() + b"/" not in everything


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    store.write("notices/a.json", b"first")
    with pytest.raises(RuntimeError), store.replacing("notices/a.json") as unfinished:
        unfinished.write_bytes(b"half")
        raise RuntimeError
    assert (tmp_path / "notices/a.json").read_bytes() == b"first"
    assert not list((tmp_path / ".gongwen/unfinished").iterdir())


def test_a_folder_that_is_pruned_while_it_is_written_to_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename, calls = atomic._force_and_rename, []

    def prune_first(unfinished: Path, target: Path) -> None:
        calls.append(target)
        if len(calls) == 1:
            Store(str(tmp_path)).prune("notices")
        rename(unfinished, target)

    monkeypatch.setattr(atomic, "_force_and_rename", prune_first)
    Store(str(tmp_path)).write("notices/a.json", b"all")
    assert (tmp_path / "notices/a.json").read_bytes() == b"all"
    assert len(calls) == 2


def test_what_is_being_written_cannot_be_seen(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    with store.replacing_all(["tables/a.csv", "tables/b.csv"]) as unfinished:
        for file in unfinished.values():
            file.write_bytes(b"half")
        assert not (tmp_path / "tables").exists()
    assert {p.name for p in (tmp_path / "tables").iterdir()} == {"a.csv", "b.csv"}
