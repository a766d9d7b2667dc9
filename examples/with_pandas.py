"""Who must inspect at least twice a year, and where does it say so? Asked of the Parquet tables with pandas.

python examples/with_pandas.py output
"""

import sys
from pathlib import Path

import pandas

A_YEAR = {"P1Y": 1, "P6M": 2, "P3M": 4, "P2M": 6, "P1M": 12, "P15D": 24, "P10D": 36, "P1W": 52, "P1D": 365}
KEYS = ["notice_id", "obligation_id"]


def answer(output: Path) -> list[tuple[str, int, str, str, int]]:
    """Rows of who, how often a year, the clause, the file and the line in it."""

    def table(name: str) -> pandas.DataFrame:
        return pandas.read_parquet(output / "tables" / f"{name}.parquet")

    frequencies, places = table("frequencies"), table("places")
    frequencies["times_a_year"] = frequencies["count_min"] * frequencies["period"].map(A_YEAR)
    lines = places[(places["table"] == "obligations") & (places["field"] == "place")]
    lines = lines.rename(columns={"row_id": "obligation_id", "source_line": "line"})[[*KEYS, "line"]]
    found = (
        table("obligations")
        .merge(frequencies[frequencies["times_a_year"] >= 2][[*KEYS, "times_a_year"]], on=KEYS)
        .merge(table("notices")[["notice_id", "source_name"]], on="notice_id")
        .merge(lines, on=KEYS)
    )
    found = found[[any("查" in verb for verb in verbs) for verbs in found["verbs"]]]
    found["who"] = found["actor"].fillna(found["bearer"])
    found = found.sort_values(["source_name", "line", "char_start", "who"])
    columns = found[["who", "times_a_year", "text", "source_name", "line"]]
    return [(who, int(times), text, name, int(line)) for who, times, text, name, line in columns.to_numpy()]


if __name__ == "__main__":
    for row in answer(Path(sys.argv[1] if len(sys.argv) > 1 else "output")):
        print(*row, sep=" | ")
