"""Who must inspect at least twice a year, and where does it say so? Asked of the Parquet tables with DuckDB.

python examples/with_duckdb.py output
"""

import sys
from pathlib import Path

import duckdb

QUESTION = """
    WITH often AS (
        SELECT notice_id, frequency_id, obligation_id, count_min * CASE period
            WHEN 'P1Y' THEN 1 WHEN 'P6M' THEN 2 WHEN 'P3M' THEN 4 WHEN 'P2M' THEN 6 WHEN 'P1M' THEN 12
            WHEN 'P15D' THEN 24 WHEN 'P10D' THEN 36 WHEN 'P1W' THEN 52 WHEN 'P1D' THEN 365 END AS times_a_year
        FROM frequencies
    ),
    lines AS (
        SELECT notice_id, row_id AS obligation_id, source_line AS line
        FROM places WHERE "table" = 'obligations' AND field = 'place'
    )
    SELECT coalesce(o.actor, o.bearer) AS who, often.times_a_year, o.text, n.source_name, lines.line
    FROM obligations AS o
    JOIN often USING (notice_id, obligation_id)
    JOIN notices AS n USING (notice_id)
    JOIN lines USING (notice_id, obligation_id)
    WHERE often.times_a_year >= 2 AND len(list_filter(o.verbs, lambda verb: verb LIKE '%查%')) > 0
    ORDER BY n.source_name, lines.line, o.char_start, who
"""


def answer(output: Path) -> list[tuple[str, int, str, str, int]]:
    """Rows of who, how often a year, the clause, the file and the line in it."""
    with duckdb.connect() as database:
        for table in ("notices", "obligations", "frequencies", "places"):
            path = str(output / "tables" / f"{table}.parquet").replace("'", "''")
            database.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{path}')")
        return database.execute(QUESTION).fetchall()


if __name__ == "__main__":
    for row in answer(Path(sys.argv[1] if len(sys.argv) > 1 else "output")):
        print(*row, sep=" | ")
