"""The rows of the tables: each gives back its words, and the edits on record lead from them to the source and back."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from made_notices import county_list

from pipeline import parse_notice
from pipeline.model.notice import Notice
from pipeline.model.replay import replay_text
from pipeline.model.text import Span
from pipeline.outputs.columns import TABLES
from pipeline.outputs.shapes import Cell
from pipeline.outputs.tables import table_rows

GOLD = Path(__file__).parent / "gold"
SEED = Path(__file__).parent.parent / "raw" / "chengdu-anwei-2020-9.txt"
FILES = [SEED, *(p for p in sorted(GOLD.iterdir()) if p.suffix in {".md", ".html"}), *sorted(GOLD.glob("*[a-z].txt"))]
NOTICES = [p.name for p in FILES if ".obligations." not in p.name]


@cache
def notice_of(name: str) -> Notice:
    path = next(p for p in FILES if p.name == name)
    return parse_notice(path.read_bytes(), path.name)


def named_rows(notice: Notice, table: str) -> list[dict[str, Cell]]:
    names = TABLES[table].column_names
    return [dict(zip(names, row, strict=True)) for row in table_rows(notice)[table]]


def test_there_are_notices_to_test() -> None:
    assert len(NOTICES) >= 12


@pytest.mark.parametrize("name", NOTICES)
def test_the_places_of_every_row_give_back_its_words(name: str) -> None:
    notice = notice_of(name)
    for table in TABLES:
        for row in named_rows(notice, table):
            start, end = row.get("char_start"), row.get("char_end")
            if not isinstance(start, int) or not isinstance(end, int):
                continue
            words = row["text"] or row["heading"] if table == "sections" else row.get("text")
            if words is not None:
                assert notice.text[start:end] == words, (table, row)


@pytest.mark.parametrize("name", NOTICES)
def test_the_edits_lead_from_every_row_to_its_source_and_back(name: str) -> None:
    notice = notice_of(name)
    text = replay_text(notice)
    assert text.string == notice.text
    for table in TABLES:
        for row in named_rows(notice, table):
            if "char_start" not in row or row["char_start"] is None or table == "edits":
                continue
            span = Span(int(str(row["char_start"])), int(str(row["char_end"])))
            quote = text.quote(span)
            assert (quote.source_start, quote.source_end) == (row["source_start"], row["source_end"]), (table, row)
            back = text.locate(quote.source_span)
            assert back.start <= span.start <= span.end <= back.end, (table, row)


@pytest.mark.parametrize("name", NOTICES)
def test_every_character_belongs_to_exactly_one_section(name: str) -> None:
    notice = notice_of(name)
    rows = [r for r in named_rows(notice, "places") if r["table"] == "sections" and r["field"] == "place"]
    assert "".join(str(r["text"]) for r in rows) == notice.text


@pytest.mark.parametrize("name", NOTICES)
def test_every_quotation_of_the_json_file_has_its_row_of_places(name: str) -> None:
    notice = notice_of(name)
    assert len(named_rows(notice, "places")) == count_quotes(notice.model_dump())


def count_quotes(value: object) -> int:
    if isinstance(value, dict):
        own = {"text", "char_start", "source_start"} <= set(value)
        return int(own) + sum(map(count_quotes, value.values()))
    return sum(map(count_quotes, value)) if isinstance(value, list | tuple) else 0


def test_places_name_table_row_field_and_item() -> None:
    notice = county_list().notice()
    rows = named_rows(notice, "places")
    verbs = [r for r in rows if r["field"] == "verbs" and r["row_id"] == "o1"]
    assert [r["text"] for r in verbs] == [v.text for v in notice.obligations[0].verbs]
    assert [r["item"] for r in verbs] == list(range(1, len(verbs) + 1))
    title = next(r for r in rows if r["field"] == "title")
    assert (title["table"], title["row_id"], title["item"]) == ("notices", notice.notice_id, None)
    assert title["source_line"] is not None


def test_a_row_has_as_many_cells_as_its_table_columns_and_required_ones_are_filled() -> None:
    for name in NOTICES:
        for table, rows in table_rows(notice_of(name)).items():
            for row in rows:
                for column, cell in zip(TABLES[table].columns, row, strict=True):
                    assert not (column.required and cell is None), (name, table, column.name)
                    assert cell is None or isinstance(cell, PYTHON[column.type]), (name, table, column.name, cell)


PYTHON = {"string": str, "integer": int, "boolean": bool, "date": str, "list": list}


def test_bearer_of_an_obligation_leaves_out_who_only_supports() -> None:
    notice = notice_of("joint-school-food.txt")
    supporting = [o for o in notice.obligations if any(b.role == "support" for b in o.bearers)]
    cells = {r["obligation_id"]: r["bearer"] for r in named_rows(notice, "obligations")}
    for obligation in supporting:
        leading = [b.text for b in obligation.bearers if b.role != "support"]
        assert cells[obligation.obligation_id] == ("、".join(leading) or None)
    assert any(r["role"] == "sole" for r in named_rows(notice, "bearers"))
