"""Undoes a wrong reading of bytes that was saved: decoded text in, the text as it was meant and a remark out.

Somebody read UTF-8 as GBK (鍏充簬 for 关于), or UTF-8 or GBK as Latin-1 or Windows-1252 (å…³äºŽ, ¹ØÓÚ), and saved
that. Assumptions: 1. it shows in the whole text; 2. the characters give the bytes back, and these read rightly are
everyday Chinese; 3. where GBK had no character for a byte, U+FFFD or ? stands, and the character of that byte is lost,
but where GB18030 was read, which lacks only 80 before another byte, and for a mark at the end of a line or beside a
year, where only one can stand, and where the dictionary's words leave one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.inputs.lost_characters import choose_lost
from pipeline.lexicon.rules import load_rules
from pipeline.model.diagnostic import Diagnostic
from pipeline.model.text import Certainty, Edit, SourceSpan, Span, Text

_SAMPLE = 1 << 16
_FEWEST, _LEAST_TELLTALE, _LEAST_COMMON = 8, 0.02, 0.3
_NARROW = re.compile("[\x80-\xff]")
_WIDE = re.compile("[^\x00-\x7f]")
_TELLTALE = "锛銆鐨"
"""What the first bytes of ，：；（）, 。、《》 and 的 in UTF-8 give in GBK; two of them stand in no text."""
_UNIT = re.compile(
    rb"(?!\?[\x80-\xbf]{2})[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
    rb"|(?P<opens>\xe3[?\xff]{2}(?=[12][0-9]{3}\xe3\x80[\x95?\xff]))|(?P<stop>\xe3[?\xff]{2}\Z)"
    rb"|(?P<cut>[\xe0-\xef](?:[\x80-\xbf][?\xff]|[?\xff][\x80-\xbf])|[?\xff][\x80-\xbf]{2})|(?P<junk>.)",
    re.DOTALL,
)
_BOTH_LOST = {"opens": "〔", "stop": "。"}
"""Marks of which one byte is left, where they stand before the year of a number or at the end of a line."""
_LOST_LEAD = re.compile(rb"\xff(?=[\x80-\xfe])")
_OWN_USE = re.compile("[\ue000-\uf8ff]")
"""What GB18030 gives for pairs that GBK has no character for: its reader lost no pair, only the byte 80 before one."""
_NUMBERED = re.compile("〕[0-9]{1,5}$")
_PARTS = "，。；：、！？）》”"
_LONGEST, _TOP = 24, 15


_BEFORE = 6
"""Characters before a lost one that are looked at: 〕 and a number of five digits."""
_Unit = tuple[str, int, bool]
"""What a character may be, of how many bytes it is made, and whether one of these was lost."""


@dataclass(frozen=True, slots=True)
class _Way:
    """One wrong reading: what was read as what, how a character gives its bytes, how the bytes are read rightly."""

    name: str
    back: Callable[[str], bytes | None]
    meant: str
    lost_lead: bytes = b"\xff"
    """What was lost before a byte of its character, where it can only be one; FF where it is not known."""


def undo_misreading(text: Text) -> tuple[Text, tuple[Diagnostic, ...]]:
    """The text as it was meant, with each change an edit, if it had been misread."""
    way = _recognise(text.string)
    if way is None:
        return text, ()
    edits = list(_edits(text.string, way))
    mended = text.edit(edits)
    lost = mended.string.count("\ufffd")
    message = f"The text is {way.name} and was read again as {way.meant}; {lost or 'no'} characters remain lost."
    span = mended.locate(SourceSpan(edits[0].span.start, edits[0].span.end)) if edits else Span(0, 0)
    severity = "error" if lost else "warning"
    return mended, (Diagnostic(code="misread-bytes", severity=severity, message=message, place=mended.quote(span)),)


def report_misreading(source: str, text: Text) -> tuple[Diagnostic, ...]:
    """The error that a text is misread, for carriers whose markup keeps it from being undone."""
    way = _recognise(source)
    if way is None:
        return ()
    message = f"The text is {way.name}: it was decoded wrongly and saved so. Save it anew, or give it as plain text."
    place = text.quote(Span(0, min(len(text), 20)))
    return (Diagnostic(code="misread-bytes", severity="error", message=message, place=place),)


def is_misread(string: str) -> bool:
    """Whether the string is Chinese that was decoded wrongly."""
    return _recognise(string) is not None


def _recognise(string: str) -> _Way | None:
    wide = _WIDE.search(string)
    if wide is None:
        return None
    sample = string[wide.start() : wide.start() + _SAMPLE]
    foreign = len(sample) - len(sample.encode("ascii", "ignore"))
    if foreign < _FEWEST:
        return None
    if sum(map(sample.count, _TELLTALE)) >= max(2, _LEAST_TELLTALE * foreign):
        lead = b"\x80" if _OWN_USE.search(sample) else b"\xff"
        ways = [_Way("UTF-8 read as GBK", _from_gbk, "utf-8", lead)]
    elif len(_NARROW.findall(sample)) >= foreign / 2:
        ways = [
            _Way(f"{name} read as Windows-1252 or Latin-1", _from_latin, meant)
            for name, meant in (("UTF-8", "utf-8"), ("GBK", "gb18030"))
        ]
    else:
        return None
    return next((way for way in ways if _reads_well(sample, way)), None)


def _reads_well(sample: str, way: _Way) -> bool:
    """Whether the sample, read rightly, is everyday Chinese."""
    lines = sample.split("\n")
    read = "".join(character[0] for line in lines[: max(1, len(lines) - 1)] for character, _, _ in _units(line, way))
    foreign = _WIDE.findall(read)
    common = set("".join(load_rules("charset").words["common"]))
    return bool(foreign) and sum(character in common for character in foreign) >= _LEAST_COMMON * len(foreign)


def _edits(string: str, way: _Way) -> Iterator[Edit]:
    """An edit for each clause, so that places stay near: it ends where characters of both readings do."""
    start = 0
    for index, line in enumerate(string.split("\n")):
        starts = {0: 0}
        length = 0
        for position, character in enumerate(line, 1):
            length += len(way.back(character) or b"\xff")
            starts[length] = position
        begin, read, byte = 0, "", 0
        sure: Certainty = "unique"
        for character, size, cut in _choose(list(_units(line, way, index < _TOP))):
            byte += size
            read += character
            if cut:
                sure = "unresolved" if character == "\ufffd" else "likely"
            end = starts.get(byte)
            if end is not None and (character in _PARTS or len(read) >= _LONGEST or byte == length):
                if read != line[begin:end]:
                    yield Edit(Span(start + begin, start + end), read, "misread-bytes", sure)
                begin, read, sure = end, "", "unique"
        start += len(line) + 1


def _choose(units: list[_Unit]) -> Iterator[tuple[str, int, bool]]:
    """The units, the dictionary's choice for each character that lost one of its bytes."""
    read = [character if len(character) == 1 else "\ufffd" for character, _, _ in units]
    for index, (characters, size, cut) in enumerate(units):
        if len(characters) > 1:
            before, after = "".join(read[max(0, index - _BEFORE) : index]), "".join(read[index + 1 : index + 4])
            numbered = "号" in characters and _NUMBERED.search(before) is not None
            read[index] = "号" if numbered else choose_lost(before, characters, after) or "\ufffd"
        yield read[index], size, cut


def _units(line: str, way: _Way, on_top: bool = False) -> Iterator[_Unit]:
    """The characters meant, how many bytes each stands for, and whether some of these were lost."""
    data = b"".join(way.back(character) or b"\xff" for character in line)
    if way.meant != "utf-8":
        for character in data.decode(way.meant, "replace"):
            yield character, 1 if character == "\ufffd" else len(character.encode(way.meant)), False
        return
    for match in _UNIT.finditer(_LOST_LEAD.sub(way.lost_lead, data)):
        unit = match[0]
        if match.lastgroup is None:
            yield unit.decode("utf-8", "replace")[:1], len(unit), False
        elif match.lastgroup in _BOTH_LOST:
            yield _BOTH_LOST[match.lastgroup], len(unit), True
        elif match.lastgroup == "cut":
            start, end = match.span()
            mark = _mark(unit[:2], data[end : end + 2], data[max(0, start - 4) : start], on_top)
            yield mark if mark != "\ufffd" else _fitting(unit) or mark, len(unit), True
        else:
            yield "\ufffd", len(unit), True


@lru_cache(maxsize=1 << 10)
def _fitting(unit: bytes) -> str:
    """The Chinese characters that three bytes may be, of which one was lost."""
    lost = next(i for i, byte in enumerate(unit) if byte in b"?\xff")
    found = (unit[:lost] + bytes((byte,)) + unit[lost + 1 :] for byte in range(0x80, 0xF0))
    return "".join(c for c in (data.decode("utf-8", "ignore") for data in found) if len(c) == 1 and "一" <= c <= "龥")


def _mark(known: bytes, behind: bytes, before: bytes, on_top: bool) -> str:
    """The mark whose last byte is lost, where what stands beside it leaves only one."""
    if known == b"\xe3\x80":
        if before.isdigit() and len(before) == len(known) * 2:
            return "〕"
        return "〔" if behind.isdigit() else "。" if not behind.strip() else "\ufffd"
    if known == b"\xef\xbc" and not behind.strip():
        return "：" if on_top else "；"
    return "\ufffd"


@lru_cache(maxsize=1 << 14)
def _from_gbk(character: str) -> bytes | None:
    if character == "\ufffd":
        return None
    try:
        return character.encode("gb18030")
    except UnicodeEncodeError:
        return None


@lru_cache(maxsize=1 << 10)
def _from_latin(character: str) -> bytes | None:
    try:
        return character.encode("latin-1")
    except UnicodeEncodeError:
        try:
            return character.encode("cp1252")
        except UnicodeEncodeError:
            return None
