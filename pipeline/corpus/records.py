"""Rows of the state's database ↔ what a run knows of its files: what is found, on record and made."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pipeline.corpus.job import Made, Outcome
from pipeline.outputs import is_result

_encode = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Known:
    """A file with its id, and what is known of an earlier result: fingerprint, failure, and the files made of it."""

    notice_id: str
    name: str
    place: str
    size: int
    refusal: tuple[str, str] | None
    fingerprint: str | None
    failure: tuple[str, str] | None
    made: tuple[Made, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A notice on record: done, failed, or begun by a run that was stopped."""

    notice_id: str
    name: str
    status: str
    sha256: str | None
    size: int
    code: str | None
    message: str | None
    made: tuple[Made, ...]


def known_file(row: tuple[Any, ...]) -> Known:
    """A row of what this run found, with what is on record of it."""
    _, notice_id, name, place, size, refusal, fingerprint, code, message, made = row
    why = tuple(json.loads(refusal)) if refusal else None
    failure = (code, message) if code else None
    return Known(notice_id, name, os.fsdecode(place), size, why, fingerprint, failure, load(made))


def row_of(outcome: Outcome) -> tuple[str | int | None, ...]:
    """What is kept of an outcome."""
    o = outcome
    return o.notice_id, o.name, o.status, o.fingerprint, o.sha256, o.size, o.code, o.message, dump(o.made)


def with_planned(paths: Iterable[str], made: tuple[Made, ...]) -> tuple[Made, ...]:
    """What is there, and what may come to be there: without a hash, since it is not finished."""
    there = {m.path for m in made}
    return (*made, *(Made(path, "", 0) for path in paths if path not in there))


def dump(made: tuple[Made, ...]) -> str:
    """The files as the database keeps them."""
    return _encode([[m.path, m.sha256, m.bytes] for m in made])


def load(made: str | bytes | None) -> tuple[Made, ...]:
    """The files; none where the record is broken, which may have come with a folder from elsewhere.

    Nor what is no result of ours: files that the record names are taken away when they are no longer wanted.
    """
    try:
        files = [Made(str(path), str(sha256), int(size)) for path, sha256, size in json.loads(made or "[]")]
    except (ValueError, TypeError, OverflowError, RecursionError):
        return ()
    return tuple(file for file in files if is_result(file.path))
