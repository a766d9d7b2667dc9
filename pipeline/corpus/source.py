"""A file among the inputs → its bytes, the corrections beside it, and the fingerprint of what a result depends on."""

from __future__ import annotations

import hashlib
import select
import sys
from dataclasses import dataclass
from pathlib import Path

from pipeline.corpus.job import Job, Outcome
from pipeline.model.errors import Refused
from pipeline.outputs.atomic import is_remote, reaching

MAX_BYTES = 100_000_000
"""Of a file: what is larger is no notice."""
_AT_ONCE = 1_000_000
"""Bytes asked for of standard input in one call."""
SOON_READ = 1_000_000
"""Bytes of a file on this machine up to which it takes less to read and hash it than to ask a worker to."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a notice is made from."""

    data: bytes
    corrections: bytes
    corrections_name: str
    sha256: str
    fingerprint: str


def open_source(job: Job) -> Source:
    """Read what the job is about; Refused or OSError where that is not to be had."""
    data, (name, corrections) = _read(job), _read_corrections(job)
    sha256 = hashlib.sha256(data).hexdigest()
    digest = hashlib.sha256(f"{job.version}\0{job.name}\0{sha256}\0".encode())
    digest.update(corrections)
    return Source(data, corrections, name, sha256, digest.hexdigest())


def unchanged(job: Job, source: Source) -> Outcome | None:
    """The outcome of a job whose earlier result still stands."""
    if job.fingerprint not in (source.fingerprint, within(job.seconds, source.fingerprint)):
        return None
    code, message = job.failure or (None, None)
    made_from = source.fingerprint, source.sha256, len(source.data)
    return Outcome(job.notice_id, job.name, "unchanged", *made_from, code=code, message=message)


def unchanged_at_once(job: Job) -> Outcome | None:
    """The same where it can be told without a worker; what cannot be read, or only once, is left to one."""
    if job.fingerprint is None or job.size > SOON_READ or is_remote(job.place):
        return None
    try:
        return unchanged(job, open_source(job)) if job.size or Path(job.place).is_file() else None
    except (OSError, Refused):
        return None


def within(seconds: float, fingerprint: str) -> str:
    """The fingerprint of a notice that took too long: given more time, it is tried again."""
    return f"{fingerprint} {seconds:g}"


def read(place: str, limit: int) -> bytes:
    """The first bytes of a file, on this machine or at an address."""
    if is_remote(place):
        from fsspec.core import url_to_fs

        with reaching(place):
            system, path = url_to_fs(place)
            data: bytes = system.cat_file(path, end=limit)
            return data
    with open(place, "rb") as file:  # noqa: PTH123 - a Path takes longer to make than a small file to read
        return file.read(limit)


def read_standard_input() -> bytes:
    """Standard input to its end, or more than a notice may have.

    Who has it open too may say meanwhile that it never waits, and a socket may wait a while only: what has come so far
    is not the whole.
    """
    stream, data = getattr(sys.stdin.buffer, "raw", sys.stdin.buffer), bytearray()
    while len(data) <= MAX_BYTES and (part := stream.read(_AT_ONCE)) != b"":
        if part is None:
            select.select([stream], [], [])
        else:
            data += part
    return bytes(data)


def _read(job: Job) -> bytes:
    if job.refusal:
        raise Refused(*job.refusal)
    if job.size > MAX_BYTES:
        raise Refused("too-large", f"The file has {job.size:,} bytes, more than {MAX_BYTES:,}.")
    data = read(job.place, MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise Refused("too-large", f"The file has more than {MAX_BYTES:,} bytes.")
    return data


def _read_corrections(job: Job) -> tuple[str, bytes]:
    """The reviewer's corrections that lie beside the file and what theirs is called; no bytes where there are none."""
    if is_remote(job.place):
        return "", b""
    from pipeline.corrections.beside import read_beside

    return read_beside(job.place, job.name, job.notice_id)
