"""`python -m benchmarks [PART …]`: runs the parts asked for, or all, and writes each one's table beside this file."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path

from benchmarks.report import machine

PARTS = ("peers", "stages", "start", "growth", "extremes", "corpus", "ray")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all where none is named")
    for part in parser.parse_args().parts or PARTS:
        if part not in PARTS:
            parser.error(f"{part}: unknown; there are {', '.join(PARTS)}")
        result = f"{machine()}\n\n{import_module(f'benchmarks.{part}').run()}"
        Path(__file__).with_name(f"{part}.md").write_text(result, encoding="utf8")
        print(f"## {part}\n\n{result}", flush=True)


if __name__ == "__main__":
    main()
