"""Standard input and zip files among the inputs → files on disk, one for each notice in them."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.corpus.arrange import lies_at
from pipeline.corpus.discover import Found, is_passed_over
from pipeline.corpus.source import MAX_BYTES, read, read_standard_input
from pipeline.model.errors import Refused
from pipeline.outputs.atomic import is_remote


def take_standard_input(folder: Path) -> Found:
    """What comes in on standard input, as a file."""
    path = folder / "stdin"
    try:
        data = read_standard_input() if sys.stdin else b""
    except OSError as e:
        return Found(str(path), "stdin", 0, ("unreadable", e.strerror or type(e).__name__))
    path.write_bytes(data)
    return Found(str(path), "stdin", len(data))


def unpack(found: Iterable[Found], folder: Path) -> Iterator[Found]:
    """The same files, but each zip file as what it holds; one that is refused stays, and says why."""
    for file in found:
        if (file.name.lower().endswith(".zip") or Path(file.place).parent == folder) and _is_zip(file.place):
            for member in _members(file, folder):
                yield replace(member, argument=file.argument)
        else:
            yield file


def _is_zip(place: str) -> bool:
    """Whether it begins as one; a pipe can be read only once, and nobody may write to it."""
    from pipeline.inputs.recognise import ZIP_BEGINNINGS

    try:
        return (is_remote(place) or Path(place).is_file()) and read(place, 4) in ZIP_BEGINNINGS
    except OSError:
        return False


def _members(archive: Found, folder: Path) -> Iterator[Found]:
    from pipeline.inputs.archive import is_archive, members

    if archive.size > MAX_BYTES or not is_archive(data := read(archive.place, MAX_BYTES)):
        yield archive
        return
    begin = hashlib.sha256(lies_at(archive.place).encode(errors="surrogateescape")).hexdigest()[:16]
    taken = 0
    try:
        for number, (name, content) in enumerate(members(data)):
            if is_passed_over(name):
                continue
            path = folder / f"{begin}-{number}"
            _write(path, content)
            yield Found(str(path), f"{archive.name}/{name}", len(content))
            taken += 1
        if not taken:
            raise Refused("empty", "The archive holds no file that may be a notice.")
    except Refused as e:
        yield replace(archive, refusal=(e.code, str(e)))
    except OSError as e:
        yield replace(archive, refusal=("not-unpacked", e.strerror or type(e).__name__))


def _write(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all: what there was room for is room for others again."""
    try:
        path.write_bytes(content)
    except OSError:
        path.unlink(missing_ok=True)
        raise
