"""A format is told by content: wrong names, every encoding, look-alikes; what cannot be read is refused by name."""

from __future__ import annotations

import bz2
import io
import sys
import zipfile
from pathlib import Path

import pytest

from pipeline.comparison import compare_notices, render_html
from pipeline.inputs import FORMATS, read
from pipeline.inputs.convert import CONVERTIBLE, conversion_command
from pipeline.inputs.recognise import recognise
from pipeline.model.errors import Refused, UnsupportedFormat
from pipeline.model.reading import Reading
from pipeline.model.text import Text
from pipeline.outputs import render
from pipeline.outputs.columns import TABLES
from pipeline.outputs.csv import csv_header
from pipeline.outputs.datapackage import FAILURES
from pipeline.outputs.report import render_index
from pipeline.run import parse_notice

TEXT = "关于加强检查的通知\n各部门：\n一、每季度检查1次。\n"
PAGE = "<html><body><p>关于加强检查的通知</p><p>各部门：每季度检查1次。</p></body></html>"
CENTRED = "<center>关于检查的通知</center>\n\n各部门：\n\n一、每季度检查1次。\n\n二、每年报告。\n\n特此通知。\n"
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def package(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        (TEXT.encode(), "a.txt", "text"),
        (CENTRED.encode(), "a.md", "markdown"),
        (f"{CENTRED}\n## 二、报告\n".encode(), "a.txt", "markdown"),
        (f"<html>\n{CENTRED}".encode(), "a.md", "html"),
        (b"BZh " + TEXT.encode(), "a.txt", "text"),
        (b"GIF8 " + TEXT.encode(), "a.txt", "text"),
        (bz2.compress(TEXT.encode()), "a.txt", "bzip2"),
        (bz2.compress(b"", 1), "a.txt", "bzip2"),
        (b"GIF89a\x01\x00\x01\x00", "a.txt", "image"),
        (TEXT.encode("gb18030"), "a.html", "text"),
        (TEXT.encode("utf-16"), "a.docx", "text"),
        (PAGE.encode(), "a.txt", "html"),
        (PAGE.encode("gb18030"), "a.doc", "html"),
        (PAGE.encode("utf-16"), "a", "html"),
        (PAGE.encode("utf-16-le"), "a", "html"),
        (b"\xef\xbb\xbf" + PAGE.encode(), "a", "html"),
        (b"<!-- saved from url -->\n<DIV class=x>\xd2\xbb</DIV>", "a", "html"),
        (f'<?xml version="1.0" encoding="utf-8"?>\n{PAGE}'.encode(), "a.xml", "html"),
        (f"正文：{PAGE[12:-14]}".encode(), "a", "html"),
        ("# 关于检查的通知\n各部门：\n".encode(), "a.txt", "markdown"),
        (
            "# 关于检查的通知\n<br><br><p>各部门：</p>\n## 一、要求\n## 二、检查\n## 三、报告\n".encode(),
            "a",
            "markdown",
        ),
        ("**某某公司文件**\n各部门：\n".encode("gb18030"), "a.txt", "markdown"),
        ("---\ntitle: 通知\n---\n各部门：\n".encode(), "a.txt", "markdown"),
        ("&emsp;&emsp;各部门：\n".encode(), "a.txt", "markdown"),
        (TEXT.encode(), "a.md", "markdown"),
        ("网页用<p>标签分段，用<br>换行。\n".encode(), "a.txt", "text"),
        ("当事人张**、李**；#安全#。\n1. 第一\n- 3 -\n----\n".encode(), "a.txt", "text"),
        (b"%PDF-1.7\n", "a.docx", "pdf"),
        (b"junk\n%PDF-1.4\n", "a.pdf", "pdf"),
        (package("[Content_Types].xml", "word/document.xml"), "a.doc", "docx"),
        (package("[Content_Types].xml", "word/document.xml")[:-40], "a", "docx"),
        (package("[Content_Types].xml", "xl/workbook.xml")[:-40], "a.docx", "xlsx"),
        (package("OFD.xml", "Doc_0/Document.xml")[:-40], "a", "ofd"),
        (b"PK\x03\x04 spoilt", "a.docx", "docx"),
        (b"PK\x03\x04 spoilt", "a.zip", "zip"),
        (package("OFD.xml", "Doc_0/Document.xml"), "a.zip", "ofd"),
        (package("[Content_Types].xml", "xl/workbook.xml"), "a.docx", "xlsx"),
        (package("mimetype", "content.xml"), "a", "odt"),
        (package("通知.txt"), "a.docx", "zip"),
        (OLE2 + "WordDocument".encode("utf-16-le"), "a.docx", "doc"),
        (OLE2 + "EncryptedPackage".encode("utf-16-le"), "a.docx", "encrypted"),
        (OLE2 + "Workbook".encode("utf-16-le"), "a.wps", "xls"),
        (b"{\\rtf1\\ansi", "a.doc", "rtf"),
        ('{"title": "通知"}'.encode(), "a.txt", "json"),
        ('[{"title": "通知"}]'.encode(), "a.txt", "json"),
        ("[2020]9号\n各部门：".encode(), "a.txt", "text"),
        (b"\x89PNG\r\n\x1a\n", "a.pdf", "image"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>', "a.doc", "word-xml"),
        (b'<?xml version="1.0"?><law/>', "a.xml", "xml"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", "a.doc", "mht"),
        (b"Rar!\x1a\x07\x01\x00", "a.zip", "rar"),
        (b"", "a", "text"),
    ],
)
def test_content_tells_the_format(data: bytes, name: str, found: str) -> None:
    assert recognise(data, name) == found


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (TEXT.encode("gb18030"), "text/plain"),
        (PAGE.encode("gb18030"), "text/html"),
        (b"# " + TEXT.encode(), "text/markdown"),
    ],
)
def test_the_same_text_in_three_formats(data: bytes, media_type: str) -> None:
    reading = read(data, "a.docx")
    assert reading.media_type == media_type
    assert reading.text.string.startswith("关于加强检查的通知\n各部门：")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'{"a": 1}', ("JSON", "DOCX")),
        (b"\x89PNG\r\n\x1a\n", ("picture", "scan")),
        (package("a.txt"), ("archive", "extract")),
        (b"\x1f\x8b\x08", ("gzip", "plain text")),
    ],
)
def test_a_refusal_names_what_it_is_and_what_is_read(data: bytes, words: tuple[str, ...]) -> None:
    with pytest.raises(UnsupportedFormat) as refusal:
        read(data, "a.bin")
    assert refusal.value.code == "unsupported-format"
    assert all(word in str(refusal.value) for word in words)


def test_encrypted_word_files_are_refused_as_such() -> None:
    with pytest.raises(Refused) as refusal:
        read(OLE2 + "EncryptedPackage".encode("utf-16-le"), "a.docx")
    assert refusal.value.code == "encrypted"


def test_an_old_word_file_is_refused_with_the_command_that_converts_it() -> None:
    with pytest.raises(UnsupportedFormat) as refusal:
        read(OLE2 + "WordDocument".encode("utf-16-le"), "关于 检查.doc")
    assert "soffice --headless --convert-to docx '关于 检查.doc'" in str(refusal.value)


def test_no_format_is_both_read_and_converted() -> None:
    assert not FORMATS.keys() & CONVERTIBLE.keys()
    assert conversion_command("a.doc") == "soffice --headless --convert-to docx a.doc"


def fake_office(folder: Path, script: str) -> None:
    program = folder / "soffice"
    program.write_text(f"#!{sys.executable}\nimport sys, pathlib\n{script}")
    program.chmod(0o755)


def test_conversion_on_demand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_office(tmp_path, "source = pathlib.Path(sys.argv[-1]); source.with_suffix('.docx').write_bytes(b'made')")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(
        "pipeline.inputs.docx.read_docx", lambda data: Reading(Text.of(data.decode()), "docx"), raising=False
    )
    reading = read(OLE2 + "WordDocument".encode("utf-16-le"), "a.wps", convert=True)
    assert (reading.text.string, reading.media_type) == ("made", "application/msword")
    assert [d.code for d in reading.diagnostics] == ["converted"]


@pytest.mark.parametrize("script", ["sys.exit(1)", "pass"])
def test_a_conversion_that_fails_is_refused(script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_office(tmp_path, script)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refused) as refusal:
        read(OLE2 + "WordDocument".encode("utf-16-le"), "a.doc", convert=True)
    assert refusal.value.code == "conversion-failed"


def test_without_libreoffice_the_refusal_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnsupportedFormat, match="not on this machine"):
        read(b"{\\rtf1", "a.rtf", convert=True)


@pytest.mark.parametrize(
    "data", [b"", b" \r\n", b"\0\1\2\3" * 100, b"PK\x03\x04", b"%PDF-", b"<", b"&", b"#", b"<p>", b"|"]
)
def test_scraps_are_read_or_refused(data: bytes) -> None:
    try:
        read(data, "a")
    except Refused as refusal:
        assert str(refusal)


@pytest.mark.parametrize("form", ["html", "ics", "csv"])
def test_what_was_made_of_a_notice_is_none(form: str) -> None:
    """A page or calendar that lay among the notices was read as one, and took the id of its own."""
    notice = parse_notice((TEXT + "市政府\n2025年3月1日\n").encode())
    made = csv_header(TABLES["places"]) if form == "csv" else render(notice, form)
    for name in ("a.txt", "a.html", "a.md"):
        with pytest.raises(UnsupportedFormat, match=r"what gongwen made of a notice|a calendar"):
            parse_notice(made, name)
    for page in (render_index([notice]), render_html(compare_notices(notice, notice))):
        assert recognise(page.encode(), "a.html") == "result"
    assert recognise(csv_header(FAILURES), "failures.csv") == "result"
