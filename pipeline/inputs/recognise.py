"""Tells the format of a file by its bytes: data and name in, the name of the format out.

The names are those of FORMATS for what can be read, of `convert.CONVERTIBLE` for what LibreOffice can make readable,
`zip` for an archive of files, and others for what is told apart only so that the refusal can name it. A file's own
name decides nothing but between Markdown and plain text, which may be the same bytes.
"""

from __future__ import annotations

import re

from pipeline.inputs.package import SPAN_MARKS, ZIP_ERRORS, open_zip
from pipeline.model import own

SAMPLE = 1 << 15
_MARKDOWN_NAMES = (".md", ".markdown")

_SIGNATURES = (
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    *((b"BZh%d%b" % (level, start), "bzip2") for level in range(1, 10) for start in (b"1AY&SY", b"\x17rE8P\x90")),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
)
ZIP_BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06", *SPAN_MARKS)
"""How a zip file begins: with a file, with the directory of none, or with the mark of a disk."""
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("PowerPoint Document", "ppt"),
)
_PARTS = ((b"OFD.xml", "ofd"), (b"xl/", "xlsx"), (b"ppt/", "pptx"), (b"word/", "docx"), (b"[Content_Types]", "docx"))
_TABLES = (b"notice_id,", b"file,code,message")
"""How our CSV files begin, which would be a notice of their cells."""
_JSON = re.compile(rb"\s*+[\[{]\s*+[\"\[{\]}]")
_XML_DECLARATION = re.compile(rb"\s*+<\?xml\b")
_LEAD = re.compile(rb"(?:\s++|<!--.*?(?:-->|\Z)|<[!?][^>]*+>)*+", re.DOTALL)
_TAG = re.compile(
    rb"</?(?:html|head|body|div|p|br|table|tbody|tr|td|th|span|font|meta|title|center|section|article|h[1-6]|ul|ol|li"
    rb"|b|strong|em|a|img|link|script|style|form|pre|blockquote|dl|dt|dd|main|header|ucapcontent)(?=[\s/>])",
    re.IGNORECASE,
)
_WHOLE = frozenset((b"html", b"head", b"body", b"meta", b"title", b"style", b"script", b"link", b"form"))
"""Elements with which only a whole page begins."""
_BREAK = re.compile(rb"<(?:p|div|br|tr|td|th|li|h[1-6]|section|dt|dd)(?=[\s/>])", re.IGNORECASE)
_MARKDOWN = re.compile(
    rb"""
    (?=[ \t\#\-&>*!\[|:`~<])(?:                              # what any begins with, so that they are tried there only
      ^[ ]{0,3}\#{1,6}[ \t]+\S.{0,300}$                      # a heading
    | \A---[ \t]*\r?\n(?:[\w-]+[ \t]*:.*\r?\n|[ \t-].*\r?\n){1,60}?---[ \t]*$  # front matter
    | ^[ \t]*(?:\#{1,6}[ \t]*)?&(?:emsp|ensp|nbsp);          # indentation as people type it
    | ^[ \t>]*\*\*[^*\s][^*\n]{0,300}\*\*(?!\*)            # strong emphasis
    | !?\[[^\[\]\n]{1,300}\]\((?:https?://|\.{0,2}/|\#|mailto:)[^()\s]{0,500}\)  # a link
    | ^[ \t]*+(?:\|[ \t]*+)?:?-{2,}:?[ \t]*+(?:\|[ \t]*+:?-{2,}:?[ \t]*+)++(?:\|[ \t]*+)?$  # the second line of a table
    | ^[ ]{0,3}(?:```|~~~)
    | ^<!--.*?-->[ \t]*\r?$
    )""",
    re.VERBOSE | re.MULTILINE,
)
_MAYBE_MARKDOWN = re.compile(rb"[#&*\[|`~]|--")
"""Without one of these no mark of Markdown stands there: to look for all of them takes as long as to read the text."""


def recognise(data: bytes, name: str) -> str:
    """The format of `data`; `name` only breaks a tie between Markdown and plain text."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(ZIP_BEGINNINGS):
        return _kind_of_package(data, name)
    if data.startswith(_OLE2):
        return next((kind for stream, kind in _STREAMS if stream.encode("utf-16-le") in data), "ole2")
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    return "tar" if data[257:262] == b"ustar" else _kind_of_text(data, name)


def _kind_of_package(data: bytes, name: str) -> str:
    """What a zip file is, by the names of its parts."""
    try:
        with open_zip(data) as package:
            names = {info.filename.replace("\\", "/").lstrip("/").lower() for info in package.infolist()}
    except ZIP_ERRORS:
        return _kind_of_broken_package(data[:SAMPLE], name)
    if "ofd.xml" in names:
        return "ofd"
    if "[content_types].xml" in names:
        for folder, kind in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
            if any(part.startswith(folder) for part in names):
                return kind
        return "docx"
    if {"mimetype", "content.xml"} <= names:
        return "odt"
    return "epub" if "meta-inf/container.xml" in names else "zip"


def _kind_of_broken_package(sample: bytes, name: str) -> str:
    """What a zip file was whose directory is lost: each part still begins with its name."""
    for part, kind in _PARTS:
        if part in sample:
            return kind
    return next((kind for kind in ("docx", "ofd") if name.lower().endswith("." + kind)), "zip")


def _kind_of_text(data: bytes, name: str) -> str:
    """What a file is that has no signature; the sample is read without zeros, so UTF-16 looks like ASCII too."""
    sample = data[:SAMPLE].replace(b"\0", b"")
    sample = sample.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if sample.startswith(b"BEGIN:VCALENDAR"):
        return "calendar"
    if own.PAGE in sample[: own.BEGINNING] or sample.startswith(_TABLES):
        return "result"
    if b"MIME-Version:" in sample[:4096] and b"multipart/related" in sample[:4096]:
        return "mht"
    if _XML_DECLARATION.match(sample) and b"<html" not in sample.lower():
        return "word-xml" if b"Word.Document" in sample[:4096] or b"office:document" in sample[:4096] else "xml"
    if _JSON.match(sample) and data.rstrip(b"\0 \t\r\n")[-1:] in b"]}":
        return "json"
    marks = sum(1 for _ in _MARKDOWN.finditer(sample)) if _MAYBE_MARKDOWN.search(sample) else 0
    tags = sum(1 for _ in _TAG.finditer(sample))
    if _is_html(sample, tags, marks, name.lower().endswith(_MARKDOWN_NAMES)):
        return "html"
    return "markdown" if marks or name.lower().endswith(_MARKDOWN_NAMES) else "text"


def _is_html(sample: bytes, tags: int, marks: int, named_markdown: bool) -> bool:
    """A page, or a piece of one: it begins with a tag, or tags are as frequent as lines. Markdown, which may begin with
    a tag, has hardly any that part its lines."""
    lead = _LEAD.match(sample)
    begins = _TAG.match(sample, lead.end() if lead else 0)
    lines = sum(1 for line in sample.splitlines() if line.strip())
    if begins:
        breaks = sum(1 for _ in _BREAK.finditer(sample))
        if begins[0][1:].lower() not in _WHOLE and breaks < lines / 2 and (named_markdown or marks > breaks):
            return False
        return tags > marks
    if named_markdown and marks:
        return False
    return tags >= 3 and tags >= lines / 2 and tags > 2 * marks
