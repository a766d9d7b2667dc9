"""Who must inspect at least twice a year, and where does it say so? Asked of the JSON files with Python alone.

python examples/with_json.py output
"""

import json
import sys
from pathlib import Path

A_YEAR = {"P1Y": 1, "P6M": 2, "P3M": 4, "P2M": 6, "P1M": 12, "P15D": 24, "P10D": 36, "P1W": 52, "P1D": 365}


def answer(output: Path) -> list[tuple[str, int, str, str, int]]:
    """Rows of who, how often a year, the clause, the file and the line in it."""
    found = []
    for path in sorted((output / "notices").glob("*.json")):
        notice = json.loads(path.read_text(encoding="utf-8"))
        obligations = {o["obligation_id"]: o for o in notice["obligations"]}
        for frequency in notice["frequencies"]:
            obligation = obligations.get(frequency["obligation_id"])
            times = (frequency["count_min"] or 0) * A_YEAR.get(frequency["period"], 0)
            if obligation is None or times < 2 or not any("查" in verb["text"] for verb in obligation["verbs"]):
                continue
            leading = (bearer["text"] for bearer in obligation["bearers"] if bearer["role"] != "support")
            who = obligation["actor"] or "、".join(leading)
            place = obligation["place"]
            line = notice["source_text"].count("\n", 0, place["source_start"]) + 1
            found.append((notice["source"]["name"], line, place["char_start"], who, times, place["text"]))
    return [(who, times, text, name, line) for name, line, _, who, times, text in sorted(found)]


if __name__ == "__main__":
    for row in answer(Path(sys.argv[1] if len(sys.argv) > 1 else "output")):
        print(*row, sep=" | ")
