"""Any bytes give a sound notice or a named refusal: seeds and findings of the fuzzers in `fuzz/`, and made input."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from fuzz.invariants import check_notice, parse_or_refuse
from fuzz.targets import HERE, TARGETS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.inputs.archive import members
from pipeline.inputs.html import read_html
from pipeline.inputs.markdown import read_markdown
from pipeline.inputs.package import open_package
from pipeline.model.errors import Refused
from pipeline.model.notice import Notice
from pipeline.model.sound import find_fault
from pipeline.run import parse_notice

FINDINGS = sorted(path for path in (HERE / "findings").glob("*/*") if path.is_file())
MODEST = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
WORDS = st.sampled_from(
    [
        *("每年", "不少于", "2次", "一、", "（一）", "1.", "《", "》", "〔2024〕3号", "负责", "督促"),
        *("，", "。", "：", "(shù)", "?(", "?", "附件：", "第一条", "<p>", "&#xD800;", "]]>", "|---|", "。。", " "),
        *("\n", "\x00", "\u202e", "\ufeff", "\r", "\u2028", "目\u3000录", "抄送：", "附 件"),
        *("“", "”", "（", "）", "各单位", "将", "纳入", "印发"),
    ]
)  # fmt: skip


def test_there_are_findings() -> None:
    assert {path.parent.name for path in FINDINGS} <= set(TARGETS)
    assert FINDINGS


@pytest.mark.parametrize("name", TARGETS)
def test_the_seeds_of_each_target_hold(name: str) -> None:
    for seed in TARGETS[name].seeds()[:2]:
        TARGETS[name].check(seed)


@pytest.mark.parametrize("path", FINDINGS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_fuzzing_found_stays_mended(path: Path) -> None:
    TARGETS[path.parent.name].check(path.read_bytes())


@MODEST
@given(st.lists(WORDS, max_size=60).map("".join))
def test_any_words_give_a_sound_notice(text: str) -> None:
    parse_or_refuse(text.encode())


@MODEST
@given(st.one_of(st.binary(max_size=400), st.text(max_size=200).map(lambda t: t.encode("utf-8", "surrogatepass"))))
def test_any_bytes_give_a_sound_notice_or_a_named_refusal(data: bytes) -> None:
    parse_or_refuse(data, "notice.md" if data[:1] < b"\x80" else "notice.txt")


def test_an_entry_without_a_name_is_passed_over() -> None:
    nameless = _without_name(_zip({"x": b"1", "b.txt": b"2"}))
    assert list(members(nameless)) == [("b.txt", b"2")]
    assert open_package(nameless).names == ("b.txt",)


def _zip(parts: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _without_name(data: bytes) -> bytes:
    """The directory's entry `x` with no name; the directory gets shorter, and says so."""
    at = data.index(b"PK\x01\x02")
    entry = data[at : at + 46 + 1]
    assert entry.endswith(b"x")
    end = data.index(b"PK\x05\x06")
    size = int.from_bytes(data[end + 12 : end + 16], "little") - 1
    shorter = entry[:28] + b"\0\0" + entry[30:46]
    return data[:at] + shorter + data[at + 47 : end + 12] + size.to_bytes(4, "little") + data[end + 16 :]


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_DEFLATED])
def test_spoilt_entries_of_any_packing_are_refused(method: int) -> None:
    data = _zip({"a.txt": bytes(range(256)) * 40}, method)
    refused = 0
    for at in range(35, 120):
        try:
            list(members(data[:at] + bytes([data[at] ^ 255]) + data[at + 1 :]))
        except Refused:
            refused += 1
    assert refused > 40


@pytest.mark.parametrize(
    ("old", "new"), [('"char_start":0', '"char_start":-1'), ('"source_end":', '"source_end":9'), ("检查", "检验")]
)
def test_false_places_in_the_json_of_a_notice_are_found(old: str, new: str) -> None:
    notice = parse_notice("各单位：\n一、每年检查不少于2次。\n".encode())
    assert find_fault(notice) is None
    changed = notice.model_dump_json().replace(old, new, 1)
    assert find_fault(Notice.model_validate_json(changed)) is not None


@pytest.mark.parametrize("number", ["9" * 5000, "0" * 5000 + "65", "x" + "F" * 5000])
def test_a_reference_to_no_character_is_none_however_long(number: str) -> None:
    reference = f"&#{number};"
    page = (
        f'<meta name="title" content="{reference}"><p title="{reference}">各单位：</p><p>每年检查{reference}2次。</p>'
    )
    assert "每年检查" in read_html(page.encode()).text.string
    assert "每年检查" in read_markdown(f"# 通知\n\n每年检查{reference}2次。\n".encode()).text.string


@pytest.mark.parametrize(
    "text",
    [
        "各单位：\n每季度检查，，检查?堤防。\n每年检查一次。",
        "—1—\n各单位：\n每年检查?堤防一次。",
        "各(gè)单(dān)位(wèi)每(měi)年(nián)检查?堤(dī)防。\n各(gè)单(dān)位(wèi)每(měi)年(nián)检(jiǎn)查(chá)堤(dī)防(fáng)。",
        "各單位：\n每年檢查?堤防，，不少於2次。",
    ],
    ids=["doubled marks", "a page number", "annotations", "traditional"],
)
def test_what_is_said_of_lost_bytes_stands_where_they_were_whatever_is_restored_before_them(text: str) -> None:
    notice = parse_notice(text.encode().replace(b"?", b"\xff"))
    check_notice(notice)
    (lost,) = [said.place for said in notice.diagnostics if said.code == "undecodable-bytes"]
    assert lost and "\ufffd" in lost.text and find_fault(notice) is None
