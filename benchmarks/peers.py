"""Throughput beside others: `python -m benchmarks peers` writes the table peers.md and the plot peers.svg.

All contestants run in one run, each in a process and an environment of its own, taking turns round by round so that
a busy machine slows all of them alike; the best round of each counts. Start-up is not measured, processor time is.
A peer that does not install is skipped with the reason.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_dir

from benchmarks.environments import Missing, environment
from benchmarks.material import ROOT, make_pages, make_size
from benchmarks.plot import Bar, draw_bars
from benchmarks.report import table

HERE = Path(__file__).parent
ROUNDS = 3
TEXT, PAGES = "2 MB of notices", "web pages"


@dataclass(frozen=True)
class Contestant:
    """Who runs on what: `name` is its function in contestant.py; without `packages` it is gongwen itself.

    Then `compiled` says that it is the one of `make wheel`, in an environment of its own, and not the sources here.
    """

    label: str
    name: str
    task: str
    size: int
    packages: tuple[tuple[str, ...], ...] = ()
    folder: str = ""
    compiled: bool = False


CONTESTANTS = (
    Contestant("gongwen, whole pipeline", "gongwen", TEXT, 2_000_000),
    Contestant("gongwen, whole pipeline, compiled", "gongwen_compiled", TEXT, 2_000_000, compiled=True),
    Contestant("gongwen, header, outline, times", "gongwen_times", TEXT, 2_000_000),
    Contestant("jieba.lcut", "jieba_cut", TEXT, 2_000_000, (("jieba", "setuptools"),), "jieba"),
    Contestant("jieba.posseg.lcut", "jieba_tags", TEXT, 2_000_000, (("jieba", "setuptools"),), "jieba"),
    Contestant("JioNLP, times", "jionlp_times", TEXT, 2_000_000, (("jionlp",),), "jionlp"),
    Contestant(
        "Recognizers-Text, dates and times",
        "recognizers_times",
        TEXT,
        60_000,
        (("recognizers-text-suite", "emoji<2"),),
        "recognizers",
    ),
    Contestant("bluebell", "bluebell_akn", TEXT, 300_000, (("bluebell-akn",),), "bluebell"),
    Contestant("gongwen, whole pipeline on pages", "gongwen_page", PAGES, 1_000_000),
    Contestant("gongwen, reading the page", "gongwen_page_reader", PAGES, 1_000_000),
    Contestant(
        "trafilatura", "trafilatura_page", PAGES, 1_000_000, (("trafilatura", "lxml_html_clean"),), "trafilatura"
    ),
    Contestant("docling, HTML backend", "docling_page", PAGES, 200_000, (("torch==2.13.0",), ("docling",)), "docling"),
)
MATERIAL: dict[str, Callable[[int], list[str]]] = {TEXT: make_size, PAGES: make_pages}


class Runner:
    """A contestant's process, loaded and ready."""

    def __init__(self, contestant: Contestant, python: Path, folder: Path) -> None:
        self.contestant = contestant
        texts = MATERIAL[contestant.task](contestant.size)
        self.bytes = sum(len(t.encode()) for t in texts)
        self.rounds: list[float] = []
        file = folder / f"{contestant.name}.json"
        file.write_text(json.dumps(texts), encoding="utf8")
        paths = {} if contestant.packages or contestant.compiled else {"PYTHONPATH": str(ROOT)}
        self.errors = folder / f"{contestant.name}.errors"
        self.process = subprocess.Popen(
            [str(python), str(HERE / "contestant.py"), contestant.name, str(file)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors.open("w"),
            text=True,
            cwd=folder,
            env={**os.environ, **paths, "OMP_NUM_THREADS": "1"},
        )

    def ready(self) -> Missing | None:
        """Waits until it is loaded; the reason where it cannot be."""
        if self._line() == "ready":
            return None
        errors = self.errors.read_text().strip().splitlines()
        return Missing(errors[-1] if errors else "ended without a word")

    def round(self) -> None:
        assert self.process.stdin
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        self.rounds.append(float(self._line()))

    def close(self) -> None:
        self.process.kill()
        self.process.wait()

    @property
    def speed(self) -> float:
        """MB/s of the best round."""
        return self.bytes / min(self.rounds) / 1e6

    def _line(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()


def run(cache: Path | None = None) -> str:
    """All contestants; the table as Markdown."""
    cache = cache or Path(user_cache_dir("gongwen", appauthor=False)) / "benchmarks"
    skipped: dict[str, str] = {}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        runners = []
        for contestant in CONTESTANTS:
            started = _start(contestant, cache, folder)
            if isinstance(started, Missing):
                skipped[contestant.label] = started.reason
                continue
            stack.callback(started.close)
            runners.append(started)
        for _ in range(ROUNDS):
            for runner in runners:
                runner.round()
        (HERE / "peers.svg").write_text(draw_bars(_bars(runners)), encoding="utf8")
        return _report(runners, skipped)


def _start(contestant: Contestant, cache: Path, folder: Path) -> Runner | Missing:
    python: Path | Missing = Path(sys.executable)
    if contestant.compiled:
        python = _of_wheel(cache)
    elif contestant.packages:
        python = environment(cache / contestant.folder, contestant.packages)
    if isinstance(python, Missing):
        return python
    runner = Runner(contestant, python, folder)
    if missing := runner.ready():
        runner.close()
        return missing
    return runner


def _of_wheel(cache: Path) -> Path | Missing:
    """The Python of an environment that holds the compiled wheel, named after the wheel's content."""
    wheel = next((ROOT / "dist").glob("gongwen-*-cp*.whl"), None)
    if wheel is None:
        return Missing("not built: make wheel")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return environment(cache / f"gongwen-{digest[:12]}", ((str(wheel),),))


def _ours(runners: list[Runner], task: str) -> Runner:
    return next(r for r in runners if r.contestant.task == task and not r.contestant.packages)


def _report(runners: list[Runner], skipped: dict[str, str]) -> str:
    rows = []
    for r in runners:
        ratio = _ours(runners, r.contestant.task).speed / r.speed
        size = f"{r.bytes / 1e6:.2f}"
        rows.append([r.contestant.label, r.contestant.task, size, f"{r.speed:.3f}", f"{ratio:.2f}"])
    rows += [[label, "skipped: " + reason, "", "", ""] for label, reason in skipped.items()]
    return table(["", "on", "MB", "MB/s", "whole pipeline is × as fast"], rows)


def _bars(runners: list[Runner]) -> list[Bar]:
    return [Bar(r.contestant.label, r.speed, not r.contestant.packages, r.contestant.task) for r in runners]
