"""Folders of notices for the tests of the corpus: each notice another, made from those of `tests/gold`."""

from __future__ import annotations

import filecmp
from pathlib import Path

GOLD = Path(__file__).parent / "gold"
PARENTS = ("emergency-flood.txt", "letter-swimming.txt", "reply-water-source.txt", "county-plan-elderly.txt")


class Quiet:
    """A watch that only remembers what failed."""

    def __init__(self) -> None:
        self.failures: dict[str, str] = {}

    def begin(self, stage: str, total: int | None) -> None: ...

    def step(self, outcome: object) -> None: ...

    def failed(self, name: str, code: str, message: str) -> None:
        self.failures[name] = code


def make_corpus(folder: Path, count: int) -> Path:
    """`count` notices in folders of years, no two the same."""
    for number in range(count):
        text = (GOLD / PARENTS[number % len(PARENTS)]).read_text(encoding="utf-8")
        path = folder / f"{2020 + number % 3}" / f"通知-{number:04}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("2024", f"{2000 + number % 25}") + f"（联系人：王{number}）\n", encoding="utf-8")
    return folder


def differences(one: Path, other: Path) -> list[str]:
    """The paths in which two folders differ, hidden files included."""
    paths = {p.relative_to(root) for root in (one, other) for p in root.rglob("*") if p.is_file()}
    return sorted(
        str(p)
        for p in paths
        if not ((one / p).exists() and (other / p).exists() and filecmp.cmp(one / p, other / p, shallow=False))
    )
