"""Who must inspect at least twice a year, and where does it say so? Asked of the Parquet tables with polars.

python examples/with_polars.py output
"""

import sys
from pathlib import Path

import polars as pl

A_YEAR = {"P1Y": 1, "P6M": 2, "P3M": 4, "P2M": 6, "P1M": 12, "P15D": 24, "P10D": 36, "P1W": 52, "P1D": 365}


def answer(output: Path) -> list[tuple[str, int, str, str, int]]:
    """Rows of who, how often a year, the clause, the file and the line in it."""

    def table(name: str) -> pl.LazyFrame:
        return pl.scan_parquet(output / "tables" / f"{name}.parquet")

    periods = pl.LazyFrame({"period": list(A_YEAR), "rate": list(A_YEAR.values())})
    often = (
        table("frequencies")
        .join(periods, on="period")
        .with_columns(times_a_year=(pl.col("count_min") * pl.col("rate")).cast(pl.Int64))
    )
    lines = (
        table("places")
        .filter(pl.col("table") == "obligations", pl.col("field") == "place")
        .select("notice_id", obligation_id="row_id", line="source_line")
    )
    found = (
        table("obligations")
        .filter(pl.col("verbs").list.eval(pl.element().str.contains("查")).list.any())
        .join(often.filter(pl.col("times_a_year") >= 2), on=["notice_id", "obligation_id"])
        .join(table("notices").select("notice_id", "source_name"), on="notice_id")
        .join(lines, on=["notice_id", "obligation_id"])
        .with_columns(who=pl.coalesce("actor", "bearer"))
        .sort("source_name", "line", "char_start", "who")
        .select("who", "times_a_year", "text", "source_name", "line")
    )
    return found.collect().rows()


if __name__ == "__main__":
    for row in answer(Path(sys.argv[1] if len(sys.argv) > 1 else "output")):
        print(*row, sep=" | ")
