"""Files that are whole or not there: written beside, forced to disk, then renamed; local folders and object storage.

Local files are made in the hidden folder of the output, so that no reader of the others ever sees half a file. An
object store shows an object only when it is whole, so there it is simply put.
"""

from __future__ import annotations

import errno
import filecmp
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

HIDDEN = ".gongwen"
"""The folder within an output folder that holds what no reader needs: state, lock, unfinished files."""

_AT_ONCE = 24
"""Files forced to disk at the same time."""
_ATTEMPTS = 10
"""How often a file is put into a folder that another process takes away while it is empty."""

_LOCAL = "file://"


def is_remote(place: str) -> bool:
    """Whether a path is one for fsspec (`s3://…`), and not on this machine's disk."""
    return "://" in place and not place.startswith(_LOCAL)


def without_scheme(place: str) -> str:
    """`file:///srv/notices` is a path like any other."""
    return place.removeprefix(_LOCAL)


@contextmanager
def reaching(place: str) -> Iterator[None]:
    """Whatever the driver of an address raises (none of that name, none installed, no way in) is an OSError."""
    try:
        yield
    except Exception as e:
        if isinstance(e, FileNotFoundError) or (isinstance(e, OSError) and e.strerror):
            raise
        raise OSError(errno.EIO, f"{type(e).__name__}: {e}"[:300], place) from e


def write_file(path: Path, data: bytes) -> None:
    """Write a single file that is no part of an output folder, whole or not at all; a device is just written to.

    Who may read a file that lies there may read the new one, and nobody else.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.parent / f".{os.getpid()}-{os.urandom(8).hex()}"
    try:
        unfinished.write_bytes(data)
        if path.exists():
            shutil.copymode(path, unfinished)
        _force_and_rename(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def _climbs_out(path: str) -> bool:
    """Whether a path within a folder leads out of it."""
    named = PurePath(path)
    return bool(named.anchor) or ".." in named.parts


def _force_and_rename(unfinished: Path, target: Path) -> None:
    """Put a finished file in its place, unless the very same lies there already."""
    if target.is_file() and not target.is_symlink() and filecmp.cmp(unfinished, target, shallow=False):
        return
    with unfinished.open("rb+") as file:
        os.fsync(file.fileno())
    unfinished.replace(target)


@dataclass(frozen=True, slots=True)
class Store:
    """An output folder, local or remote; paths within it use `/`. Small, so that it can be sent to a worker."""

    root: str

    @property
    def remote(self) -> bool:
        return is_remote(self.root)

    def local(self, path: str = "") -> Path:
        return Path(without_scheme(self.root), path)

    def write(self, path: str, data: bytes) -> None:
        """Put `data` there, whole; OSError where that fails, and then nothing has changed."""
        with self.replacing(path) as unfinished:
            unfinished.write_bytes(data)

    @contextmanager
    def replacing(self, path: str) -> Iterator[Path]:
        """A local file to write to, which takes the place of `path` when the block ends well."""
        with self.replacing_all([path]) as unfinished:
            yield unfinished[path]

    @contextmanager
    def replacing_all(self, paths: Iterable[str]) -> Iterator[dict[str, Path]]:
        """The same for several files: forced to disk at once, since waiting for the disk is what takes long."""
        folder = Path(tempfile.gettempdir()) if self.remote else self._workshop()
        unfinished = {path: folder / f"{os.getpid()}-{os.urandom(8).hex()}" for path in paths}
        try:
            yield unfinished
            self._put_all(unfinished)
        finally:
            for left in unfinished.values():
                left.unlink(missing_ok=True)

    def _put_all(self, unfinished: dict[str, Path]) -> None:
        """Threads only where there is something to do at the same time: a notice is one file most times."""
        if len(unfinished) == 1:
            for path, file in unfinished.items():
                self._put(file, path)
            return
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(_AT_ONCE) as pool:
            list(pool.map(self._put, unfinished.values(), unfinished.keys()))

    def size(self, path: str) -> int | None:
        """Its size in bytes; null where there is no such file, or something else that may have no end."""
        try:
            if self.remote:
                with reaching(self.root):
                    return int(self._filesystem().size(self._address(path)))
            status = os.stat(f"{without_scheme(self.root)}/{path}")  # noqa: PTH116 - a Path takes ten times as long
            return status.st_size if stat.S_ISREG(status.st_mode) else None
        except (FileNotFoundError, NotADirectoryError):
            return None

    def read(self, path: str) -> bytes:
        with reaching(self.root):
            if self.remote:
                data: bytes = self._filesystem().cat_file(self._address(path))
                return data
            return self.local(path).read_bytes()

    def remove(self, path: str) -> None:
        """Take the file away if it is there and is one; what records that came from elsewhere say is not believed."""
        if _climbs_out(path):
            return
        with suppress(FileNotFoundError, NotADirectoryError), reaching(self.root):
            if self.remote:
                self._filesystem().rm_file(self._address(path))
            elif self.local(path).is_symlink() or not self.local(path).is_dir():
                self.local(path).unlink()

    def prune(self, folder: str) -> None:
        """Take a local folder of ours away if it is empty; object stores have none."""
        with suppress(OSError):
            if not self.remote and not _climbs_out(folder):
                self.local(folder).rmdir()

    def clear_workshop(self) -> None:
        """Take away what a run that was killed has left unfinished."""
        if not self.remote:
            for left in self._workshop().iterdir():
                if left.is_dir() and not left.is_symlink():
                    shutil.rmtree(left)
                else:
                    left.unlink()

    def _workshop(self) -> Path:
        folder = self.local(HIDDEN) / "unfinished"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _put(self, unfinished: Path, path: str) -> None:
        if self.remote:
            self._send(unfinished, path)
            return
        target = self.local(path)
        for left in reversed(range(_ATTEMPTS)):
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                _force_and_rename(unfinished, target)
                return
            except FileNotFoundError:
                if not left or not unfinished.exists():
                    raise

    def _send(self, unfinished: Path, path: str) -> None:
        """Put a file into the store; a folder is made only where the store has folders."""
        with reaching(self.root):
            system, address = self._filesystem(), self._address(path)
            try:
                system.put_file(str(unfinished), address)
            except FileNotFoundError:
                system.makedirs(address.rpartition("/")[0], exist_ok=True)
                system.put_file(str(unfinished), address)

    def _filesystem(self) -> Any:
        from fsspec.core import url_to_fs

        return url_to_fs(self.root)[0]

    def _address(self, path: str) -> str:
        from fsspec.core import url_to_fs

        return f"{url_to_fs(self.root)[1].rstrip('/')}/{path}"
