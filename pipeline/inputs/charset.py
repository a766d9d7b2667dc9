"""Decodes a text file: bytes in, string and encoding out, with the stretches of bytes that could not be decoded.

The encoding is told by the bytes themselves; what the carrier declares only decides between readings that fit. For a
file without losses `data.decode(encoding)` is the string. Each lost stretch stands as one U+FFFD in the string.
Assumptions: 1. the text is Chinese, so of several decodings the one with most everyday Chinese characters is right;
2. valid UTF-8 is UTF-8, if it has characters of three
bytes or was misread before; 3. a file with many control characters is no text.
"""

from __future__ import annotations

import codecs
import re
import struct
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from pipeline.inputs.misread import is_misread
from pipeline.lexicon.rules import load_rules
from pipeline.model.diagnostic import Diagnostic, Remarks
from pipeline.model.errors import Refused
from pipeline.model.text import SourceSpan, Span, Text

LARGEST = 100_000_000
"""Bytes of a file beyond which it is refused: no notice is that long, and memory is not for the asking."""

REPLACEMENT = "\ufffd"
SAMPLE = 1 << 17
PLAUSIBLE = 0.05
"""Share of everyday characters below which no Chinese encoding is believed; right ones are above 0.3."""

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_DECLARED = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "cp950",
    "cp950": "cp950",
    "big5hkscs": "big5hkscs",
    "shift_jis": "cp932",
    "euc_jp": "euc_jp",
    "euc_kr": "cp949",
}
_WIDE = ("utf-16-le", "utf-16-be")
_NATIVE = ("gb18030", "cp950", "big5hkscs")
_SEVEN_BITS = ((b"~{", "hz"), (b"+", "utf-7"))
"""Encodings without high bytes, and what stands before Chinese in them."""
_RIGHT = 0.3
_DOUBTFUL, _MOST_KANA, _FEWEST = 0.15, 0.1, 16
"""Share of everyday characters below which, and of kana above which, a text of so many may be of another language."""
_KANA = re.compile("[\u3041-\u3096]")
_LOST = re.compile("[\ud800-\udfff]+")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_THREE_BYTES = re.compile(rb"[\xe0-\xef][\x80-\xbf]{2}")
_HIGH = re.compile(rb"[\x80-\xff]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class Loss:
    """A stretch of bytes that could not be decoded, and the position of the U+FFFD that stands for it."""

    byte_start: int
    byte_end: int
    position: int


@dataclass(frozen=True)
class Decoded:
    """The decoded source, the name Python knows its encoding by, and what was lost."""

    string: str
    encoding: str
    losses: tuple[Loss, ...] = ()
    doubt: str = ""
    """Why the encoding may be wrong."""


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of `data`. Refuses `empty`, `binary` and `too-large` files; never fails otherwise."""
    if len(data) > LARGEST:
        raise Refused("too-large", f"The file has {len(data)} bytes; more than {LARGEST} are not read.")
    if not data.strip():
        raise Refused("empty", "The file is empty.")
    encoding = detect_encoding(data, declared)
    decoded = _decode_with_losses(data, encoding)
    if _looks_binary(decoded):
        raise Refused("binary", "The file is binary data, not text.")
    if not decoded.string.strip():
        raise Refused("empty", "The file holds nothing but white space.")
    return decoded


def detect_encoding(data: bytes, declared: str | None = None) -> str:
    """The encoding that the bytes show; `declared` wins among encodings that fit equally well."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding
    if seven := _guess_seven_bits(data):
        return seven
    if b"\0" not in data[:SAMPLE] and _is_utf8(data):
        if _THREE_BYTES.search(data) or not _HIGH.search(data) or is_misread(data.decode()):
            return "utf-8"
    candidates = list(dict.fromkeys(_candidates(declared)))
    scores = {encoding: _score(data, encoding) for encoding in candidates}
    best = max(candidates, key=lambda e: scores[e])
    if scores[best][0] >= PLAUSIBLE or not _HIGH.search(data):
        return best
    return _guess_foreign(data) or "utf-8"


def report_losses(decoded: Decoded, text: Text) -> tuple[Diagnostic, ...]:
    """Doubt about the encoding, and one `undecodable-bytes` a lost stretch, where its U+FFFD stands in `text`."""
    remarks = Remarks(text)
    if decoded.doubt:
        remarks.note("encoding-doubtful", "warning", decoded.doubt, Span(0, min(len(text), 20)))
    for loss in decoded.losses:
        message = f"Bytes {loss.byte_start} to {loss.byte_end} are not valid {decoded.encoding} and were lost."
        span = text.locate(SourceSpan(loss.position, loss.position + 1))
        remarks.note("undecodable-bytes", "warning", message, span)
    return remarks.finish()


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _guess_seven_bits(data: bytes) -> str | None:
    """The encoding of Chinese without high bytes, if it is one."""
    if _HIGH.search(data):
        return None
    for mark, encoding in _SEVEN_BITS:
        if mark in data:
            with suppress(UnicodeError):
                string = data.decode(encoding)
                foreign, common = len(_NOT_ASCII.findall(string)), sum(map(string.count, _common_characters()))
                if foreign >= _FEWEST and common >= _RIGHT * foreign:
                    return encoding
    return None


def _doubt(string: str, encoding: str) -> str:
    if encoding.startswith(("utf", "hz")):
        return ""
    foreign = len(_NOT_ASCII.findall(string[:SAMPLE]))
    if not foreign:
        return ""
    if encoding not in _NATIVE:
        return f"The bytes are of no Chinese encoding; they were read as {encoding}."
    common = sum(map(string[:SAMPLE].count, _common_characters()))
    odd = common < _DOUBTFUL * foreign or len(_KANA.findall(string[:SAMPLE])) > _MOST_KANA * foreign
    return f"Read as {encoding} the text looks hardly Chinese." if odd and foreign >= _FEWEST else ""


def _candidates(declared: str | None) -> Iterator[str]:
    if declared:
        with suppress(LookupError):
            yield _DECLARED.get(codecs.lookup(declared.strip()).name, "utf-8")
    yield from ("utf-8", *_NATIVE, *_WIDE)


def _score(data: bytes, encoding: str) -> tuple[float, int]:
    """How Chinese the data looks in this encoding, from a sample: share of everyday characters less faults."""
    first = _HIGH.search(data)
    start = first.start() if first and encoding not in _WIDE else 0
    sample = data[start : start + SAMPLE].decode(encoding, "replace")
    foreign = len(_NOT_ASCII.findall(sample))
    faults = sample.count(REPLACEMENT) + len(_CONTROL.findall(sample))
    common = sum(map(sample.count, _common_characters()))
    return (common - 3 * faults) / max(1, foreign + faults), -foreign


def _common_characters() -> set[str]:
    return set("".join(load_rules("charset").words["common"]))


def _guess_foreign(data: bytes) -> str | None:
    """What charset-normalizer makes of data that no Chinese encoding explains, if the whole can be read so."""
    from charset_normalizer import from_bytes

    guess = from_bytes(data[:SAMPLE], cp_exclusion=["utf_7"]).best()
    try:
        return guess.encoding if guess and data.decode(guess.encoding, "surrogateescape") else None
    except UnicodeError:  # what a codec of several bytes makes of the end, or of what comes after the sample
        return None


def _decode_with_losses(data: bytes, encoding: str) -> Decoded:
    """Undecodable bytes come through the codec as lone surrogates; runs of them become one U+FFFD each."""
    codec, skip, handler = _codec_of(data, encoding)
    body = data[skip:]
    unit = 4 if encoding == "utf-32" else 2
    odd = len(body) % unit if handler == "surrogatepass" else 0
    string = _decode_wide(body, codec) if unit == 4 else body[: len(body) - odd].decode(codec, handler)
    losses = []
    parts: list[str] = []
    position, end, length = skip, 0, 0
    try:
        string.encode()  # tells that nothing was lost in a tenth of the time in which it is looked for
        found: Iterable[re.Match[str]] = ()
    except UnicodeEncodeError:
        found = _LOST.finditer(string)
    for lost in found:
        kept = string[end : lost.start()]
        start = position + len(kept.encode(codec, handler))
        position, end = start + len(lost.group().encode(codec, handler)), lost.end()
        parts += (kept, REPLACEMENT)
        losses.append(Loss(start, position, length + len(kept)))
        length += len(kept) + 1
    string = "".join((*parts, string[end:])) if losses else string
    if odd:
        losses.append(Loss(len(data) - odd, len(data), len(string)))
        string += REPLACEMENT
    return Decoded(string, encoding, tuple(losses), _doubt(string, encoding))


def _decode_wide(body: bytes, codec: str) -> str:
    """UTF-32 of whole characters; what is none becomes a lone surrogate."""
    order = "<" if codec == "utf-32-le" else ">"
    codes = struct.unpack(f"{order}{len(body) // 4}I", body[: len(body) // 4 * 4])
    return "".join(chr(code) if code < 0x110000 else "\ud800" for code in codes)


def _codec_of(data: bytes, encoding: str) -> tuple[str, int, str]:
    """The codec without byte order mark, the length of the mark, and how lost bytes come through."""
    if encoding == "utf-8-sig":
        return "utf-8", len(codecs.BOM_UTF8), "surrogateescape"
    if encoding == "utf-16":
        return ("utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"), 2, "surrogatepass"
    if encoding == "utf-32":
        return ("utf-32-le" if data.startswith(codecs.BOM_UTF32_LE) else "utf-32-be"), 4, "surrogatepass"
    return encoding, 0, "surrogatepass" if encoding in _WIDE else "surrogateescape"


def _looks_binary(decoded: Decoded) -> bool:
    sample = decoded.string[:SAMPLE]
    lost = sum(loss.byte_end - loss.byte_start for loss in decoded.losses if loss.position < SAMPLE)
    return len(_CONTROL.findall(sample)) > len(sample) / 100 + 1 or lost > len(sample) / 4 + 2
