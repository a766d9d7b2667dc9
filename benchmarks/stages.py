"""What each stage costs: processor time and share of the whole pipeline over two megabytes of notices."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from benchmarks.material import make_size
from benchmarks.report import table

SIZE = 2_000_000
STAGES = (
    "read",
    "restore",
    "restore_paragraphs",
    "find_header",
    "build_outline",
    "assign_bearers",
    "find_references",
    "find_frequencies",
    "find_deadlines",
    "find_obligations",
)


def run() -> str:
    """The table as Markdown: the stages of pipeline/run.py in their order, then what is left (records, models)."""
    from pipeline import run as pipeline

    spent: dict[str, float] = defaultdict(float)
    texts = [text.encode() for text in make_size(SIZE)]
    pipeline.parse_notice(texts[0])
    originals = {stage: getattr(pipeline, stage) for stage in STAGES}
    try:
        for stage, function in originals.items():
            setattr(pipeline, stage, _timed(stage, function, spent))
        begin = time.process_time()
        for text in texts:
            pipeline.parse_notice(text)
        whole = time.process_time() - begin
    finally:
        for stage, function in originals.items():
            setattr(pipeline, stage, function)
    spent["the rest"] = whole - sum(spent.values())
    size = sum(map(len, texts)) / 1e6
    rows = [[stage, f"{s:.2f}", f"{s / whole:.0%}", f"{size / s:.2f}"] for stage, s in spent.items()]
    return table(
        ["stage", "s", "share", "MB/s"], [*rows, ["whole pipeline", f"{whole:.2f}", "100%", f"{size / whole:.2f}"]]
    )


def _timed(stage: str, function: Callable[..., Any], spent: dict[str, float]) -> Callable[..., Any]:
    def timed(*arguments: Any, **named: Any) -> Any:
        begin = time.process_time()
        try:
            return function(*arguments, **named)
        finally:
            spent[stage] += time.process_time() - begin

    return timed
