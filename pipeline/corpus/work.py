"""What a worker does with one file: read, parse, write its outputs. A job goes in, an outcome comes out."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from pipeline.corpus.job import Job, Made, Outcome, fail
from pipeline.corpus.source import Source, open_source, unchanged, within
from pipeline.corpus.time_limit import TimeUp, time_limit
from pipeline.model.errors import Refused
from pipeline.outputs import output_path, render

if TYPE_CHECKING:
    from pipeline.model.notice import Notice


def do_job(job: Job) -> Outcome:
    """Parse the file and write every form asked for, unless the earlier result still stands."""
    try:
        source = open_source(job)
    except MemoryError as e:
        return fail(job, "unreadable", reason(e))
    except (OSError, Refused) as e:
        return fail(job, e.code, str(e)) if isinstance(e, Refused) else fail(job, "unreadable", reason(e))
    if known := unchanged(job, source):
        return known
    warm_up()
    sha256, fingerprint = source.sha256, source.fingerprint
    try:
        with time_limit(job.seconds):
            notice, made = _make(job, source)
    except Refused as e:
        return fail(job, e.code, str(e), fingerprint, sha256)
    except TimeUp as e:
        return fail(job, "time-limit", str(e), within(job.seconds, fingerprint), sha256)
    except OSError as e:
        return fail(job, "not-written", reason(e))
    except Exception as e:
        return fail(job, "crashed", reason(e), fingerprint, sha256)
    return Outcome(job.notice_id, job.name, "done", fingerprint, sha256, len(source.data), made, notice=notice)


def do_job_apart(job: Job) -> Outcome:
    """The same in a process of its own: the notice stays there."""
    return replace(do_job(job), notice=None)


@cache
def warm_up() -> None:
    """Rules and dictionaries are loaded before time is taken, so that no notice pays for them."""
    from pipeline.run import parse_notice

    parse_notice("关于防汛的通知\n各单位要每年检查一次。".encode())


def _make(job: Job, source: Source) -> tuple[Notice, tuple[Made, ...]]:
    from pipeline.run import parse_notice

    notice = parse_notice(source.data, job.name, job.notice_id)
    if source.corrections:
        from pipeline.corrections.lay_over import lay_over
        from pipeline.corrections.planned import read_corrections

        notice = lay_over(notice, read_corrections(source.corrections, source.corrections_name))
    made = []
    for form in job.forms:
        content = render(notice, form)
        path = output_path(job.notice_id, form)
        job.store.write(path, content)
        made.append(Made(path, hashlib.sha256(content).hexdigest(), len(content)))
    return notice, tuple(made)


def reason(error: BaseException) -> str:
    """An error in one line, without what names this machine."""
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    said = str(error).splitlines()
    return f"{type(error).__name__}: {said[0][:300]}" if said else type(error).__name__


def usable_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
