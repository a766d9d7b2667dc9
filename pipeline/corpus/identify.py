"""A file's name → the notice's id, which is also a file name: safe on every system, whatever the name holds."""

from __future__ import annotations

import hashlib
import re
import unicodedata

MAX_BYTES = 180
"""Of an id in UTF-8: with the longest suffix of an output it stays below the 255 that file systems allow."""

_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f\\:*?"<>|\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]')
_SUFFIX = re.compile(r"(?<=[^/])\.[A-Za-z][A-Za-z0-9]{0,7}\Z")
"""What tells a format; `.0版）` at the end of a title does not."""
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)")


def readable(name: str) -> str:
    """A file name as text, where its bytes are no UTF-8."""
    return name.encode(errors="surrogateescape").decode(errors="replace")


def base_id(name: str) -> str:
    """The path without suffix, `/` as `--`."""
    return _make_safe(_SUFFIX.sub("", name))


def full_id(name: str) -> str:
    """The path with its suffix, for the later of two files with one id."""
    return _make_safe(name)


def numbered(notice_id: str, number: int) -> str:
    """Yet another id, where the suffix does not tell two files apart."""
    return _shorten(notice_id, MAX_BYTES - 8) + f"~{number}"


def folded(notice_id: str) -> str:
    """What two ids must not share, since some file systems take upper and lower case for the same."""
    return unicodedata.normalize("NFKC", notice_id).casefold()


def _make_safe(path: str) -> str:
    text = unicodedata.normalize("NFC", path.replace("/", "--"))
    text = _UNSAFE.sub("_", text).strip(" ").rstrip(".") or "_"
    if text.startswith(".") or _RESERVED.match(text):
        text = "_" + text
    return _shorten(text, MAX_BYTES)


def _shorten(text: str, limit: int) -> str:
    """A name that is too long ends in a hash of the whole, so that two long names stay two."""
    if len(text.encode()) <= limit:
        return text
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return text.encode()[: limit - len(digest) - 1].decode(errors="ignore") + "~" + digest
