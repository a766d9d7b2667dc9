"""A run that was stopped leaves nothing that the next one does not know of, whatever its inputs are by then."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from corpora import Quiet, differences, make_corpus

from pipeline.cli import main
from pipeline.corpus import Order, extract, parts
from pipeline.corpus.engines.processes import _serve

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no kill -9")

DIE_ON_THE_WAY = """
import os, sys
from corpora import Quiet
from pipeline.corpus import Order, extract, parts
parts.SINGLE_UP_TO = 3
corpus, output, kind = sys.argv[1:]
class Dying(Quiet):
    def step(self, outcome):
        if type(outcome).__name__ == kind:
            os._exit(9)
extract(Order((corpus,), output, jobs=2), Dying())
"""
HANG = """
import sys
from test_interrupted import hang
from pipeline.corpus.engines import Calling
from pipeline.corpus.engines.processes import run_processes
from test_engines import Sum
list(run_processes(Calling(hang, hang), iter([Sum(1), Sum(2, size=10**9)]), 2))
"""


def python(code: str, *words: str | Path) -> subprocess.Popen[bytes]:
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    return subprocess.Popen([sys.executable, "-c", code, *map(str, words)], env=os.environ | {"PYTHONPATH": paths})


@pytest.mark.parametrize("kind", ["Outcome", "PartOutcome"])
def test_what_was_begun_for_files_that_are_gone_is_taken_away(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after the first result, which is on disk and not yet on record; then all but four notices are removed."""
    corpus, output = make_corpus(tmp_path / "in", 12), tmp_path / "out"
    assert python(DIE_ON_THE_WAY, corpus, output, kind).wait() == 9
    assert list(output.glob("notices/*" if kind == "Outcome" else "tables/duties/*"))
    for path in sorted(corpus.rglob("*.txt"))[:8]:
        path.unlink()
    monkeypatch.setattr(parts, "SINGLE_UP_TO", 3)
    for folder in (output, tmp_path / "undisturbed"):
        assert extract(Order((str(corpus),), str(folder), jobs=2), Quiet()).in_order
    assert differences(output, tmp_path / "undisturbed") == []


def hang(task: object) -> None:
    """A task that tells which process does it, and never ends."""
    os.write(1, f"{os.getpid()}\n".encode())  # at once, so that two do not mix
    time.sleep(600)


def test_workers_end_with_who_started_them() -> None:
    """Else they would write beside the run that comes next."""
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    started = subprocess.Popen(
        [sys.executable, "-c", HANG], env=os.environ | {"PYTHONPATH": paths}, stdout=subprocess.PIPE
    )
    assert started.stdout
    workers = [int(started.stdout.readline()) for _ in range(2)]
    started.kill()
    started.wait()
    for _ in range(100):
        if not any(map(is_alive, workers)):
            break
        time.sleep(0.05)
    left = list(filter(is_alive, workers))
    for worker in left:
        os.kill(worker, signal.SIGKILL)
    assert left == []


def test_what_starts_the_workers_says_nothing_when_it_is_interrupted_while_it_loads() -> None:
    loading = (
        "import os, signal, pipeline.corpus.work as work\nwork.warm_up = lambda: os.kill(os.getpid(), signal.SIGINT)"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"{loading}\nimport pipeline.corpus.preload"], cwd=ROOT, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_what_stumbles_over_an_interrupt_says_nothing_either(monkeypatch: pytest.MonkeyPatch) -> None:
    """argparse failed while it tidied up: a traceback where somebody pressed Ctrl-C."""

    def stumble(*_: object) -> None:
        try:
            raise KeyboardInterrupt
        finally:
            raise AttributeError("save_nargs")

    monkeypatch.setattr("pipeline.commands.run", stumble)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 130


def test_signals_that_were_blocked_before_we_began_are_heard(tmp_path: Path) -> None:
    """What starts the workers never heard that one had ended: the run waited for ever behind its last notice."""
    make_corpus(tmp_path / "in", 3)
    block = "import os, signal, sys; signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals());"
    begin = [sys.executable, "-c", f"{block} os.execv(sys.argv[1], sys.argv[1:])"]
    order = [sys.executable, "-m", "pipeline", "extract", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "-j", "2"]
    done = subprocess.run([*begin, *order], cwd=ROOT, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


def is_alive(process: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(process, 0)
        return True
    return False


def test_where_a_file_cannot_be_written_the_rest_goes_on(tmp_path: Path) -> None:
    """A limit of the size of a file stands for a disk that is full: one notice and the tables do not fit."""
    corpus, output = make_corpus(tmp_path / "in", 6), tmp_path / "out"
    long = corpus / "2020/长.txt"
    long.write_text((corpus / "2022/通知-0002.txt").read_text(encoding="utf-8") * 12, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "extract", str(corpus), "-o", str(output), "-j", "2"],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, resource.RLIM_INFINITY)),
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "2020/长.txt: File too large (not-written)" in done.stderr
    assert len(list((output / "notices").iterdir())) == 6
    assert not list((output / ".gongwen/unfinished").iterdir())
    for folder in (output, tmp_path / "undisturbed"):
        assert extract(Order((str(corpus),), str(folder), jobs=2), Quiet()).in_order
    assert differences(output, tmp_path / "undisturbed") == []


def test_a_worker_whose_run_was_ended_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers that nobody had read reset its pipe, and its traceback stood behind Ctrl-C."""
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    ours, theirs = multiprocessing.Pipe()
    theirs.send("an answer")
    ours.close()
    _serve(theirs, str)
