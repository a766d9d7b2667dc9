"""Opens zip packages (DOCX, OFD) within limits: bytes in, parts and parsed XML out; `Refused` for what is unsafe.

A package is hostile until shown otherwise: the number of parts, the size of each and of all, and the ratio of
compression are bounded before and while anything is inflated; nothing is ever written to disk. XML is parsed
without document types, entities and network, to a bounded depth and size.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import re
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from pipeline.model.errors import Refused

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_PARTS = 20_000
MAX_PART_BYTES = 48 * 1024 * 1024
MAX_TOTAL_BYTES = 160 * 1024 * 1024
MAX_RATIO = 250
RATIO_FREE_BYTES = 1024 * 1024
"""Below this size an XML part may be packed as tightly as it likes: a page of blank cells packs a thousandfold."""

ZIP_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, IndexError, MemoryError),
    *(NotImplementedError, RuntimeError, OSError, ValueError),
)
"""What `zipfile` raises for a damaged file: of its own, of the packers, and for what it does not expect."""

SPAN_MARKS = (b"PK\x07\x08", b"PK00")
"""What stands before the first file where a packer had several disks in mind; one was enough."""
_FIRST_FILE = b"PK\x03\x04"
_ENTRY = b"PK\x01\x02"
_END = b"PK\x05\x06"
UTF8_NAME = 0x800
"""The mark of a name in UTF-8."""
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:")


class Package:
    """The parts of a zip file by name; names are compared without regard to case and kind of slash."""

    def __init__(self, archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> None:
        self._archive = archive
        self._parts = parts
        self._spent = 0
        self.names = tuple(parts)
        self._by_folded = {name.lower(): name for name in reversed(self.names)}

    def find(self, name: str, base: str = "") -> str | None:
        """The stored name of the part that a reference in the folder `base` means, or None if there is none."""
        plain = name.strip().replace("\\", "/")
        for path in (plain if plain.startswith("/") else posixpath.join(base, plain), plain):
            stored = self._by_folded.get(posixpath.normpath(path).lstrip("/").lower())
            if stored is not None:
                return stored
        return None

    def read(self, name: str) -> bytes:
        """The bytes of a part that `find` or `names` gave; refused when it inflates beyond the limits."""
        info = self._parts[name]
        limit = min(MAX_PART_BYTES, MAX_TOTAL_BYTES - self._spent)
        try:
            with self._archive.open(info) as stream:
                data = stream.read(limit + 1)
        except ZIP_ERRORS as e:
            raise Refused("broken-package", f"part {name} of the package cannot be unpacked: {e}") from e
        if len(data) > limit:
            raise Refused("too-large", f"part {name} of the package is larger than {limit} bytes")
        self._spent += len(data)
        return data

    def parse(self, name: str) -> _Element:
        """The root element of an XML part; refused when it is not well-formed or declares a document type."""
        return parse_xml(self.read(name), name)


def open_zip(data: bytes) -> zipfile.ZipFile:
    """The zip file; BadZipFile too where it breaks off within a file that is a zip file itself.

    The directory stands at the end, so that of the inner one would be taken for its own, and all others be lost.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except UnicodeDecodeError:
        archive = zipfile.ZipFile(io.BytesIO(_with_names_as_bytes(data)))
    start = 4 * data.startswith(SPAN_MARKS)
    if data.startswith(_FIRST_FILE, start) and all(info.header_offset != start for info in archive.infolist()):
        archive.close()
        raise zipfile.BadZipFile("it breaks off; its directory is lost")
    return archive


def _with_names_as_bytes(data: bytes) -> bytes:
    """The zip file, names that say to be UTF-8 and are not without that mark: one of them would end the whole.

    They stand in the directory at the end and before each file.
    """
    end = data.rfind(_END)
    size, start = struct.unpack_from("<II", data, end + 12)
    changed, at = bytearray(data), end - size
    before = at - start
    while 0 <= at < end and data.startswith(_ENTRY, at):
        name, extra, comment = struct.unpack_from("<HHH", data, at + 28)
        if not is_utf8(data[at + 46 : at + 46 + name]):
            file = before + struct.unpack_from("<I", data, at + 42)[0]
            for flags in (at + 8, *([file + 6] if data.startswith(_FIRST_FILE, file) else ())):
                struct.pack_into("<H", changed, flags, struct.unpack_from("<H", data, flags)[0] & ~UTF8_NAME)
        at += 46 + name + extra + comment
    return bytes(changed)


def is_utf8(name: bytes) -> bool:
    """Whether a name is, whatever its mark says."""
    try:
        name.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def open_package(data: bytes) -> Package:
    """The zip file in `data`; refused when it is none, encrypted, a bomb, or climbs out of its own folder."""
    try:
        archive = open_zip(data)
    except ZIP_ERRORS as e:
        raise Refused("broken-package", f"the file is no readable zip package: {e}") from e
    infos = [info for info in archive.infolist() if info.filename and not info.is_dir()]
    if len(infos) > MAX_PARTS:
        raise Refused("too-many-parts", f"the package has {len(infos)} parts, more than {MAX_PARTS}")
    parts: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        parts.setdefault(_safe_name(info.filename), info)
        _check_size(info)
    return Package(archive, parts)


def parse_xml(data: bytes, name: str) -> _Element:
    """The root element; no entities, no network, libxml2's own limits of depth and size."""
    from lxml import etree

    plain = data.replace(b"\0", b"") if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:4] else data
    if _DOCTYPE.search(plain):
        raise Refused("xml-doctype", f"part {name} declares a document type or entities")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as e:
        raise Refused("broken-xml", f"part {name} is not well-formed XML: {e}") from e


def _safe_name(name: str) -> str:
    path = posixpath.normpath(name.replace("\\", "/")).lstrip("/")
    if path == ".." or path.startswith("../") or _DRIVE.match(path) or "\0" in path:
        raise Refused("unsafe-path", f"the package holds a part that climbs out of it: {name!r}")
    return path


def _check_size(info: zipfile.ZipInfo) -> None:
    if info.flag_bits & 0x1:
        raise Refused("encrypted", f"part {info.filename} of the package is encrypted")
    limit = RATIO_FREE_BYTES if info.filename.lower().endswith(".xml") else MAX_PART_BYTES
    if info.file_size > limit and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        raise Refused("zip-bomb", f"part {info.filename} is packed more than {MAX_RATIO} to 1")
