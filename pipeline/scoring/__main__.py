"""`python -m pipeline.scoring GOLD [--notices DIR] [--only ID] [--verbose]` writes the report to standard output."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pipeline.scoring import BrokenMarks, score


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m pipeline.scoring", description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--notices", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--verbose", action="store_true")
    given = parser.parse_args()
    try:
        report = score(given.gold, given.notices, given.verbose, given.only)
    except BrokenMarks as e:
        parser.error(str(e))
    sys.stdout.writelines(line + "\n" for line in report.lines())
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main())
