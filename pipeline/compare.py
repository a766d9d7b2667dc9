"""`python -m pipeline.compare REV FOLDER`: what this code finds in a folder of notices and the code of REV does not.

Both revisions parse every file in a process of their own; REV is checked out beside (`git worktree`). In: a revision
and a folder; out: rows lost (`-`) and gained (`+`) per table. Rows are compared by what they say, not by their
number or place, so that a row moved by an earlier one is no difference.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parent.parent
_PASSED_OVER = {".csv", ".jsonl"}
_PARSE_ALL = """
import json, pathlib, sys
from pipeline.run import parse_notice
for line in sys.stdin:
    path = pathlib.Path(json.loads(line))
    try:
        said = json.loads(parse_notice(path.read_bytes(), path.name).model_dump_json())
    except Exception as error:
        said = {"failures": [{"error": type(error).__name__, "message": str(error)}]}
    print(json.dumps(said))
"""
_PLACES = {"char_start", "char_end", "source_start", "source_end", "place", "order", "layer", "layer_start"}

Table = Counter[str]
"""What the rows of one table say, each with how often."""


def compare(revision: str, folder: Path, root: Path = _ROOT) -> Iterator[str]:
    """The difference as lines of text: for each table the rows lost and gained, file by file."""
    files = find_files(folder)
    with worktree(root, revision) as other:
        before, after = parse_all(other, files), parse_all(root, files)
    yield from difference_lines(before, after, [str(f.relative_to(folder)) for f in files])


def find_files(folder: Path) -> list[Path]:
    """Every file that may be a notice."""
    return sorted(
        p
        for p in folder.resolve().rglob("*")
        if p.is_file() and p.suffix not in _PASSED_OVER and not p.name.startswith(".")
    )


@contextmanager
def worktree(root: Path, revision: str) -> Iterator[Path]:
    """The code of another revision in a folder of its own, for as long as it is needed."""
    with tempfile.TemporaryDirectory() as parent:
        place = Path(parent) / "code"
        git = ["git", "-C", str(root), "worktree"]
        subprocess.run([*git, "add", "--quiet", "--detach", str(place), revision], check=True)
        try:
            yield place
        finally:
            subprocess.run([*git, "remove", "--force", str(place)], check=True)


def parse_all(code: Path, files: list[Path]) -> list[dict[str, Table]]:
    """The tables of each file as the code in that folder sees them."""
    done = subprocess.run(
        [sys.executable, "-c", _PARSE_ALL],
        input="".join(json.dumps(str(f)) + "\n" for f in files),
        stdout=subprocess.PIPE,
        cwd=code,
        env=os.environ | {"PYTHONPATH": str(code), "PYTHONUTF8": "1"},
        text=True,
        encoding="utf-8",
        check=True,
    )
    return [tables_of(json.loads(line)) for line in done.stdout.splitlines()]


def tables_of(notice: dict[str, Any]) -> dict[str, Table]:
    """The rows of a notice, one table for each list of records and one for the header."""
    tables = {name: Counter(map(say, rows)) for name, rows in notice.items() if isinstance(rows, list)}
    for name, single in notice.items():
        if isinstance(single, dict):
            tables[name] = Counter(f"{key}: {say(value)}" for key, value in single.items() if said(value))
    return tables


def said(value: Any) -> bool:
    return value is not None and value != [] and value != {}


def say(value: Any) -> str:
    """What a value says, without number and place: a quotation is its text, a record its fields."""
    if isinstance(value, list):
        return "、".join(map(say, value))
    if not isinstance(value, dict):
        return str(value)
    if "char_start" in value and "text" in value:
        return str(value["text"])
    fields = {k: v for k, v in value.items() if k not in _PLACES and (k == "section_id" or not k.endswith("_id"))}
    return " ".join(f"{k}={say(v)}" for k, v in fields.items() if said(v))


def difference_lines(before: list[dict[str, Table]], after: list[dict[str, Table]], names: list[str]) -> Iterator[str]:
    """Per table: how many rows were lost and gained, then each under its file."""
    none: Table = Counter()
    for table in sorted({t for tables in (*before, *after) for t in tables}):
        lines, lost, gained = [], 0, 0
        for name, old, new in zip(names, before, after, strict=True):
            gone, come = old.get(table, none) - new.get(table, none), new.get(table, none) - old.get(table, none)
            if gone or come:
                lines += [f"  {name}", *(f"  - {r}" for r in gone.elements()), *(f"  + {r}" for r in come.elements())]
            lost, gained = lost + gone.total(), gained + come.total()
        yield f"{table}: {lost} lost, {gained} gained"
        yield from lines


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m pipeline.compare", description=__doc__)
    parser.add_argument("revision")
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    sys.stdout.writelines(line + "\n" for line in compare(given.revision, given.folder))


if __name__ == "__main__":
    main()
