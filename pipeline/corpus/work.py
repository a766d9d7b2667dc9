"""What a worker does with one file: read, parse, write its outputs. A job goes in, an outcome comes out."""

from __future__ import annotations

import hashlib
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pipeline.model.errors import Refused
from pipeline.outputs import output_path, render
from pipeline.outputs.atomic import Store, is_remote

if TYPE_CHECKING:
    from pipeline.model.notice import Notice

MAX_BYTES = 100_000_000
"""Of a file: what is larger is no notice."""

Status = Literal["done", "unchanged", "failed"]


@dataclass(frozen=True, slots=True)
class Job:
    """One file to be made into a notice.

    `fingerprint` is what an earlier result was made from, if one is there, and `failure` why it came to nothing then.
    """

    notice_id: str
    name: str
    place: str
    size: int
    store: Store
    forms: tuple[str, ...]
    version: str
    seconds: float
    fingerprint: str | None = None
    failure: tuple[str, str] | None = None
    refusal: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was written."""

    path: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job; `code` and `message` say why it failed, now or, if it is unchanged, an earlier time."""

    notice_id: str
    name: str
    status: Status
    fingerprint: str | None = None
    sha256: str | None = None
    size: int = 0
    made: tuple[Made, ...] = ()
    code: str | None = None
    message: str | None = None
    notice: Notice | None = field(default=None, repr=False, compare=False)
    """Only within one process, so that the tables of a single notice need not read it back."""


class _TimeUp(BaseException):
    """The time limit, as no error of content, so that no stage takes it for one."""


def do_job(job: Job) -> Outcome:
    """Parse the file and write every form asked for, unless the earlier result still stands."""
    try:
        data, corrections = _read(job), _read_corrections(job)
    except (OSError, Refused) as e:
        return fail(job, e.code, str(e)) if isinstance(e, Refused) else fail(job, "unreadable", _reason(e))
    sha256 = hashlib.sha256(data).hexdigest()
    fingerprint = _fingerprint(job, sha256, corrections)
    if job.fingerprint in (fingerprint, _within(job.seconds, fingerprint)):
        code, message = job.failure or (None, None)
        size = len(data)
        return Outcome(job.notice_id, job.name, "unchanged", fingerprint, sha256, size, code=code, message=message)
    _warm_up()
    try:
        with _time_limit(job.seconds):
            notice, made = _make(job, data, corrections)
    except Refused as e:
        return fail(job, e.code, str(e), fingerprint, sha256)
    except _TimeUp:
        message = f"Not finished within {job.seconds:g} seconds."
        return fail(job, "time-limit", message, _within(job.seconds, fingerprint), sha256)
    except OSError as e:
        return fail(job, "not-written", _reason(e))
    except Exception as e:
        return fail(job, "crashed", _reason(e), fingerprint, sha256)
    return Outcome(job.notice_id, job.name, "done", fingerprint, sha256, len(data), made, notice=notice)


def do_job_apart(job: Job) -> Outcome:
    """The same in a process of its own: the notice stays there."""
    return replace(do_job(job), notice=None)


def fail(job: Job, code: str, message: str, fingerprint: str | None = None, sha256: str | None = None) -> Outcome:
    """The outcome of a job that failed; with a fingerprint it is not tried again until the file or the code changes."""
    return Outcome(job.notice_id, job.name, "failed", fingerprint, sha256, job.size, code=code, message=message)


def _read(job: Job) -> bytes:
    if job.refusal:
        raise Refused(*job.refusal)
    if job.size > MAX_BYTES:
        raise Refused("too-large", f"The file has {job.size:,} bytes, more than {MAX_BYTES:,}.")
    data = read(job.place, MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise Refused("too-large", f"The file has more than {MAX_BYTES:,} bytes.")
    return data


def read(place: str, limit: int) -> bytes:
    """The first bytes of a file, on this machine or at an address."""
    if is_remote(place):
        from fsspec.core import url_to_fs

        system, path = url_to_fs(place)
        data: bytes = system.cat_file(path, end=limit)
        return data
    with Path(place).open("rb") as file:
        return file.read(limit)


def _read_corrections(job: Job) -> bytes:
    """The reviewer's corrections that lie beside the file; nothing where there are none."""
    from pipeline.corrections.beside import corrections_path

    path = corrections_path(job.place, job.name, job.notice_id)
    return b"" if is_remote(job.place) or not path.exists() else path.read_bytes()


def _fingerprint(job: Job, sha256: str, corrections: bytes) -> str:
    """What a result depends on, in one hash."""
    digest = hashlib.sha256(f"{job.version}\0{job.name}\0{sha256}\0".encode())
    digest.update(corrections)
    return digest.hexdigest()


def _within(seconds: float, fingerprint: str) -> str:
    """The fingerprint of a notice that took too long: given more time, it is tried again."""
    return f"{fingerprint} {seconds:g}"


@cache
def _warm_up() -> None:
    """Rules and dictionaries are loaded before time is taken, so that no notice pays for them."""
    from pipeline.run import parse_notice

    parse_notice("关于防汛的通知\n各单位要每年检查一次。".encode())


def _make(job: Job, data: bytes, corrections: bytes) -> tuple[Notice, tuple[Made, ...]]:
    from pipeline.run import parse_notice

    notice = parse_notice(data, job.name, job.notice_id)
    if corrections:
        from pipeline.corrections.lay_over import lay_over
        from pipeline.corrections.planned import read_corrections

        said = corrections.decode("utf-8-sig", errors="replace")
        notice = lay_over(notice, read_corrections(said, f"corrections/{job.notice_id}.toml"))
    made = []
    for form in job.forms:
        content = render(notice, form)
        path = output_path(job.notice_id, form)
        job.store.write(path, content)
        made.append(Made(path, hashlib.sha256(content).hexdigest(), len(content)))
    return notice, tuple(made)


def _reason(error: BaseException) -> str:
    """An error in one line, without what names this machine."""
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    said = str(error).splitlines()
    return f"{type(error).__name__}: {said[0][:300]}" if said else type(error).__name__


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raise _TimeUp when the time is over, where the system has such an alarm; who started us may kill us later."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def raise_time_up(*_: Any) -> None:
        raise _TimeUp

    before = signal.signal(signal.SIGALRM, raise_time_up)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def time_for(size: int, seconds: float) -> float:
    """The limit for a file of that size: `seconds` for each megabyte begun."""
    return seconds * max(1, -(-size // 1_000_000))


def usable_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
