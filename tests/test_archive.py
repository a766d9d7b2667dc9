"""Archives of notices: names and bytes as packed; whatever is unsafe is refused in bounded time and memory."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from pipeline.inputs import archive
from pipeline.inputs.archive import is_archive, members
from pipeline.model.errors import Refused
from pipeline.run import parse_notice


def pack(*files: tuple[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as packed:
        for name, content in files:
            packed.writestr(zipfile.ZipInfo(name), content, compression)
    return stream.getvalue()


def refusal_of(data: bytes) -> str:
    with pytest.raises(Refused) as refusal:
        list(members(data))
    return refusal.value.code


def test_members_come_in_order_without_the_systems_files() -> None:
    data = pack(
        ("通知/b.txt", b"2"),
        ("通知/a.txt", b"1"),
        ("__MACOSX/通知/._a.txt", b"x"),
        (".DS_Store", b"x"),
        ("通知/~$a.docx", b"x"),
        ("通知/", b""),
    )
    assert list(members(data)) == [("通知/b.txt", b"2"), ("通知/a.txt", b"1")]


def test_names_of_chinese_windows() -> None:
    name = "关于检查的通知.txt"
    placeholder = "x" * len(name.encode("gb18030"))
    data = pack((placeholder, b"1")).replace(placeholder.encode(), name.encode("gb18030"))
    assert [found for found, _ in members(data)] == [name]


@pytest.mark.parametrize("before", [b"", b"a program that unpacks itself"])
def test_a_name_that_is_not_the_utf8_it_says_costs_no_file(before: bytes) -> None:
    name = "关于检查的通知.txt".encode("gb18030")
    placeholder = "中" + "x" * (len(name) - 3)
    data = before + pack((placeholder, b"1"), ("通知.txt", b"2")).replace(placeholder.encode(), name)
    assert list(members(data)) == [("关于检查的通知.txt", b"1"), ("通知.txt", b"2")]


def test_archives_in_archives_are_opened() -> None:
    inner = pack(("c.txt", b"3"))
    assert list(members(pack(("a.txt", b"1"), ("b.zip", inner)))) == [("a.txt", b"1"), ("b.zip/c.txt", b"3")]


def test_documents_that_are_packages_stay_whole() -> None:
    document = pack(("[Content_Types].xml", b"x"), ("word/document.xml", b"x"))
    assert not is_archive(document)
    assert list(members(pack(("a.docx", document)))) == [("a.docx", document)]


def test_only_zip_files_of_files_are_archives() -> None:
    assert is_archive(pack(("a.txt", b"1")))
    assert not is_archive("各单位：".encode())


@pytest.mark.parametrize("name", ["../a.txt", "a/../../b.txt", "/etc/passwd", "..\\a.txt", "C:\\a.txt", "a/b/../../.."])
def test_paths_that_climb_out_are_refused(name: str) -> None:
    assert refusal_of(pack((name, b"1"))) == "unsafe-path"


def test_a_bomb_is_refused_before_it_is_inflated() -> None:
    start = time.process_time()
    assert refusal_of(pack(("a.txt", b"\0" * 50_000_000))) == "zip-bomb"
    assert time.process_time() - start < 5


def test_a_bomb_that_lies_about_its_size_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_FILE_BYTES", 1000)
    data = bytearray(pack(("a.txt", b"1" * 5000)))
    for signature, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(signature) + place
        data[at : at + 4] = (500).to_bytes(4, "little")
    assert refusal_of(bytes(data)) in ("too-large", "broken-archive")


def test_the_sum_of_all_files_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_TOTAL_BYTES", 250)
    assert refusal_of(pack(("a", b"1" * 100), ("b", b"2" * 100), ("c", b"3" * 100))) == "too-large"


def test_the_number_of_files_is_limited_over_nested_archives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_FILES", 5)
    inner = pack(*((f"{n}.txt", b"1") for n in range(4)))
    assert refusal_of(pack(("a.zip", inner), ("b.zip", inner))) == "too-many-files"


def test_archives_nest_to_a_bounded_depth() -> None:
    data = pack(("a.txt", b"1"))
    for _ in range(archive.MAX_DEPTH):
        data = pack(("a.zip", data))
    assert refusal_of(data) == "too-deep"


def test_broken_and_encrypted_archives_are_refused() -> None:
    assert refusal_of(b"PK\x03\x04 nothing") == "broken-archive"
    data = pack(("a.txt", b"1" * 100), compression=zipfile.ZIP_STORED)
    assert refusal_of(data.replace(b"1" * 100, b"1" * 99 + b"2")) == "broken-archive"
    locked = bytearray(data)
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(signature) + place] |= 1
    assert refusal_of(bytes(locked)) == "encrypted"


@pytest.mark.parametrize("inner", [("c.txt",), (), ("[Content_Types].xml", "word/document.xml")])
def test_an_archive_that_breaks_off_is_not_taken_for_one_in_it(inner: tuple[str, ...]) -> None:
    within = pack(*((name, b"3") for name in inner))
    data = pack(("a.txt", b"1"), ("b.docx", within), compression=zipfile.ZIP_STORED)
    assert list(members(data))
    assert refusal_of(data[:-60]) == "broken-archive"
    with pytest.raises(Refused):
        parse_notice(data[:-60], "a.docx")


def test_a_file_that_cannot_be_had_costs_no_other() -> None:
    spoilt = pack(("x.txt", b"1" * 100), ("y.txt", b"2"), compression=zipfile.ZIP_STORED)
    spoilt = spoilt.replace(b"1" * 100, b"1" * 99 + b"2")
    bomb = pack(("b.txt", b"\0" * 5_000_000), ("c.txt", b"3"))
    data = pack(
        ("a.docx", b"PK\x03\x04 nothing"), ("../up.txt", b""), ("s.zip", spoilt), ("b.zip", bomb), ("z.txt", b"4")
    )
    found = []
    with pytest.raises(Refused, match=r"a\.docx is no readable zip archive.* \(and 3 more of its files\)"):
        for member in members(data):
            found.append(member)  # noqa: PERF402 - what came before the refusal is asked for
    assert found == [("s.zip/y.txt", b"2"), ("b.zip/c.txt", b"3"), ("z.txt", b"4")]


def test_files_that_break_off_are_counted_as_what_they_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_TOTAL_BYTES", 1_000)
    files = [(f"{n}.txt", b"1" * 300) for n in range(9)]
    data = pack(*files, compression=zipfile.ZIP_STORED).replace(b"1" * 300, b"1" * 299 + b"2")
    assert refusal_of(data) == "too-large"


def test_a_file_that_is_too_large_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_FILE_BYTES", 100)
    data = pack(("film.mp4", b"1" * 200), ("a.txt", b"2"))
    found = []
    with pytest.raises(Refused, match=r"film\.mp4 is larger than 100 bytes"):
        for member in members(data):
            found.append(member)  # noqa: PERF402 - what came before the refusal is asked for
    assert found == [("a.txt", b"2")]


def test_a_link_in_an_archive_is_no_notice() -> None:
    link = zipfile.ZipInfo("l.txt")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr(link, "../a.txt")
    assert refusal_of(stream.getvalue()) == "link"


@pytest.mark.parametrize("mark", [b"PK\x07\x08", b"PK00"])
def test_the_mark_of_a_disk_may_stand_before_an_archive(mark: bytes) -> None:
    data = mark + pack(("a.txt", b"1"), ("b.zip", pack(("c.txt", b"2"))), compression=zipfile.ZIP_STORED)
    assert is_archive(data)
    assert list(members(data)) == [("a.txt", b"1"), ("b.zip/c.txt", b"2")]
    assert refusal_of(data[:-60]) == "broken-archive"
