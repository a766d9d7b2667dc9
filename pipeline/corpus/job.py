"""What is sent to a worker and what comes back: a job is one file, an outcome what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from pipeline.outputs.atomic import Store

if TYPE_CHECKING:
    from pipeline.model.notice import Notice

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


def fail(job: Job, code: str, message: str, fingerprint: str | None = None, sha256: str | None = None) -> Outcome:
    """The outcome of a job that failed; with a fingerprint it is not tried again until the file or the code changes."""
    return Outcome(job.notice_id, job.name, "failed", fingerprint, sha256, job.size, code=code, message=message)


def time_for(size: int, seconds: float) -> float:
    """The limit for a file of that size: `seconds` for each megabyte begun."""
    return seconds * max(1, -(-size // 1_000_000))
