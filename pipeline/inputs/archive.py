"""Opens a zip file of notices within limits: bytes in, names and bytes of its files out, one after the other.

An archive is hostile until shown otherwise: the number of files, the size of each and of all and the ratio of
compression are bounded before and while anything is inflated; nothing is written to disk. A zip file within a zip
file is opened as well, to a bounded depth. Names without the mark of UTF-8 are GB 18030, as Chinese Windows packs.
"""

from __future__ import annotations

import posixpath
import re
import stat
import zipfile
from collections.abc import Iterator

from pipeline.inputs.package import UTF8_NAME, ZIP_ERRORS, is_utf8, open_zip
from pipeline.inputs.recognise import recognise
from pipeline.model.errors import Refused

MAX_FILES = 20_000
MAX_FILE_BYTES = 100_000_000
MAX_TOTAL_BYTES = 1_000_000_000
MAX_RATIO = 250
RATIO_FREE_BYTES = 1_000_000
"""Below this size a file may be packed as tightly as it likes."""
MAX_DEPTH = 3
"""How deep archives may lie in archives."""

_DRIVE = re.compile(r"[A-Za-z]:")
_ENCRYPTED = 0x1


def is_archive(data: bytes) -> bool:
    """Whether `data` is a zip file of files, not a document that is one inside (DOCX, OFD)."""
    return data.startswith(b"PK") and recognise(data, "") == "zip"


def members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Name (folders with `/`) and bytes of each file in the archive, in its order; refused where it is unsafe.

    Files of the system (hidden ones, `__MACOSX`) are passed over. A file that cannot be had costs no other: it is
    refused when all others have come.
    """
    yield from _Opener().members(data, "", MAX_DEPTH)


class _Spent(Refused):
    """What all files may cost is spent: nothing more is unpacked."""


class _Opener:
    """Counts what has been inflated over all archives within one."""

    def __init__(self) -> None:
        self.spent = 0
        self.files = 0

    def members(self, data: bytes, prefix: str, depth: int) -> Iterator[tuple[str, bytes]]:
        if not depth:
            raise Refused("too-deep", f"{prefix.rstrip('/')} lies more than {MAX_DEPTH} archives deep.")
        try:
            archive = open_zip(data)
        except ZIP_ERRORS as e:
            whose = prefix.rstrip("/") or "The file"
            raise Refused("broken-archive", f"{whose} is no readable zip archive: {e}") from e
        with archive:
            infos = [info for info in archive.infolist() if info.filename and not info.is_dir()]
            self.files += len(infos)
            if self.files > MAX_FILES:
                raise _Spent("too-many-files", f"The archive holds more than {MAX_FILES} files.")
            refused = list[Refused]()
            for info in infos:
                try:
                    yield from self._member(archive, info, prefix, depth)
                except _Spent:
                    raise
                except Refused as e:
                    refused.append(e)
        if refused:
            more = f" (and {len(refused) - 1} more of its files)" if len(refused) > 1 else ""
            raise Refused(refused[0].code, f"{refused[0]}{more}")

    def _member(
        self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, prefix: str, depth: int
    ) -> Iterator[tuple[str, bytes]]:
        name = _safe_name(info)
        _check_size(info, name)
        if _is_of_system(name):
            return
        name = prefix + name
        if stat.S_ISLNK(info.external_attr >> 16):
            raise Refused("link", f"{name} in the archive is a link to another file.")
        content = self._inflate(archive, info, name)
        if is_archive(content):
            yield from self.members(content, name + "/", depth - 1)
        else:
            yield name, content

    def _inflate(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes:
        limit = min(MAX_FILE_BYTES, MAX_TOTAL_BYTES - self.spent)
        if limit < 0:
            raise _Spent("too-large", f"The files up to {name} are larger than {MAX_TOTAL_BYTES} bytes.")
        try:
            with archive.open(info) as stream:
                content = stream.read(limit + 1)
        except ZIP_ERRORS as e:
            self.spent += info.file_size
            raise Refused("broken-archive", f"{name} cannot be unpacked: {e}") from e
        self.spent += len(content)
        if len(content) > limit:
            refusal = Refused if limit == MAX_FILE_BYTES else _Spent
            raise refusal("too-large", f"{name} is larger than {limit} bytes.")
        return content


def _safe_name(info: zipfile.ZipInfo) -> str:
    """The name as its maker meant it; refused when it leads out of the archive."""
    name = info.filename
    if not info.flag_bits & UTF8_NAME:
        try:
            raw = name.encode("cp437")
            name = raw.decode("utf-8") if is_utf8(raw) else raw.decode("gb18030")
        except UnicodeError:
            name = info.filename
    path = posixpath.normpath(name.replace("\\", "/"))
    if path.startswith(("/", "../")) or path == ".." or _DRIVE.match(path) or "\0" in path:
        raise Refused("unsafe-path", f"The archive holds a file that climbs out of it: {name!r}.")
    return path


def _is_of_system(name: str) -> bool:
    parts = name.split("/")
    return any(part.startswith((".", "~$")) for part in parts) or parts[0] == "__MACOSX" or parts[-1] == "Thumbs.db"


def _check_size(info: zipfile.ZipInfo, name: str) -> None:
    if info.flag_bits & _ENCRYPTED:
        raise Refused("encrypted", f"{name} in the archive is encrypted.")
    if info.file_size > MAX_FILE_BYTES:
        raise Refused("too-large", f"{name} is larger than {MAX_FILE_BYTES} bytes.")
    if info.file_size > RATIO_FREE_BYTES and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        raise Refused("zip-bomb", f"{name} is packed more than {MAX_RATIO} to 1.")
