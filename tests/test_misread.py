"""Texts that were decoded wrongly and saved are read as they were meant, with every change on record."""

from __future__ import annotations

import time

import pytest
from fuzz.invariants import check_notice

from benchmarks.hostile import HOSTILE
from pipeline.inputs import read
from pipeline.inputs.lost_characters import choose_lost
from pipeline.inputs.misread import undo_misreading
from pipeline.inputs.plain import read_plain
from pipeline.model.text import SourceSpan, Text
from pipeline.run import parse_notice

NOTICE = """临川市安全生产委员会关于加强冬季防火工作的通知
临安委〔2023〕15号
各区县人民政府，市政府各部门：
　　各区县人民政府应当每季度至少召开1次防火工作会议，研究解决重大火灾隐患，督促有关部门落实防火责任。
　　市消防救援支队负责对人员密集场所开展检查，每月不少于2次；发现隐患的，应当在3个工作日内书面告知有关单位。
"""
PLAIN = NOTICE.replace("　　", "")


def windows(data: bytes) -> str:
    return "".join(bytes([byte]).decode("cp1252", "replace").replace("\ufffd", chr(byte)) for byte in data)


@pytest.mark.parametrize(
    "misread",
    [
        NOTICE.encode().decode("latin-1"),
        NOTICE.encode("gbk").decode("latin-1"),
        windows(NOTICE.encode()),
        windows(NOTICE.encode("gbk")),
    ],
    ids=["utf-8 as latin-1", "gbk as latin-1", "utf-8 as cp1252", "gbk as cp1252"],
)
def test_no_byte_was_lost_so_all_comes_back(misread: str) -> None:
    reading = read_plain(misread.encode())
    assert reading.text.string == PLAIN
    assert reading.text.source.string == misread
    assert [(remark.code, remark.severity) for remark in reading.diagnostics] == [("misread-bytes", "warning")]
    edits = [edit for layer in reading.text.layers for edit in layer if edit.rule == "misread-bytes"]
    assert edits and {edit.certainty for edit in edits} == {"unique"}


@pytest.mark.parametrize("codec", ["gbk", "gb18030"])
@pytest.mark.parametrize("lost", ["\ufffd", "?"])
def test_utf_8_read_as_gbk_comes_back_but_for_lost_bytes(codec: str, lost: str) -> None:
    misread = NOTICE.encode().decode(codec, "replace").replace("\ufffd", lost)
    reading = read_plain(misread.encode())
    (remark,) = reading.diagnostics
    assert (remark.code, remark.severity) == ("misread-bytes", "error")
    assert "read as GBK" in remark.message
    known = [c for c in reading.text.string if c not in "\ufffd?"]
    assert len(known) > 0.85 * len(PLAIN)
    rest = iter(PLAIN)
    assert sum(character in rest for character in known) > 0.95 * len(known)


@pytest.mark.parametrize(
    ("before", "candidates", "after", "chosen"),
    [
        ("生产领", "导幼", "小组及", "导"),
        ("市委办公", "审室宨", "", "室"),
        ("负责", "对容", "人员", None),
        ("领\ufffd", "导幼", "\ufffd小", None),
        ("", "个中", "", None),
    ],
)
def test_the_dictionary_chooses_what_one_lost_byte_leaves(
    before: str, candidates: str, after: str, chosen: str | None
) -> None:
    assert choose_lost(before, candidates, after) == chosen


def test_a_line_of_megabytes_takes_time_by_its_length() -> None:
    """What stands beside a lost byte was cut from copies of the whole line: 200 s for 10 MB."""

    def seconds(size: int) -> float:
        text = Text.of(HOSTILE["read in the wrong charset"](size))
        started = time.process_time()
        mended, _ = undo_misreading(text)
        assert mended.string.startswith("关于加强安全生产")
        return time.process_time() - started

    assert any(seconds(800_000) < 8 * seconds(200_000) for _ in range(2))


def test_the_number_of_a_notice_comes_back_whole() -> None:
    misread = NOTICE.encode().decode("gbk", "replace")
    text = read_plain(misread.encode()).text.string
    assert "临安委〔2023〕15号\n" in text


def test_what_was_lost_before_the_file_was_saved_is_told_of() -> None:
    garbled = NOTICE.encode("gbk").decode("utf-8", "replace")
    assert [d.code for d in read(garbled.encode(), "a.txt").diagnostics] == ["lost-characters"]
    assert [d.code for d in read("锟斤拷锟斤拷工作的通知。\n".encode(), "a.txt").diagnostics] == ["lost-characters"]
    assert [d.code for d in read(b"????:1???????,12339?????\n", "a.txt").diagnostics] == ["lost-characters"]
    assert not read(NOTICE.encode(), "a.txt").diagnostics


def test_places_lead_to_the_clause_in_the_source() -> None:
    misread = NOTICE.encode().decode("latin-1")
    notice = parse_notice(misread.encode())
    obligation = notice.obligations[0]
    place = obligation.verbs[0]
    source = misread[place.source_start : place.source_end].encode("latin-1").decode()
    assert place.text in source
    assert len(source) < 40
    assert notice.source_text == misread


@pytest.mark.parametrize("put", ["\x1c", "\u200b", "\u3000"])
def test_the_remark_stands_in_the_text_without_what_its_layout_lost(put: str) -> None:
    misread = NOTICE.encode().decode("latin-1")
    for at in range(4):
        check_notice(parse_notice((misread[:at] + put + misread[at:]).encode()))


def test_a_page_that_was_misread_says_so() -> None:
    page = f"<html><body><p>{NOTICE}</p></body></html>".encode().decode("latin-1").encode()
    codes = {(remark.code, remark.severity) for remark in parse_notice(page, "a.html").diagnostics}
    assert ("misread-bytes", "error") in codes


@pytest.mark.parametrize(
    "sound",
    [NOTICE, "Le décret est publié à Paris, où il a été signé. " * 5, "Größe, Maß, Übung: äöüß ÄÖÜ", "±5℃ §3 ×2 ·°"],
)
def test_a_sound_text_is_not_touched(sound: str) -> None:
    reading = read_plain(sound.encode())
    assert "misread-bytes" not in {edit.rule for layer in reading.text.layers for edit in layer}
    assert not reading.diagnostics
    assert reading.text.locate(SourceSpan(0, 1)).start == 0
