"""`parse_notice` as other programs call it: any kind of bytes, names as the system gives them, pools of processes."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from pipeline import Notice, Refused, UnsupportedFormat, load, parse_notice

PDF = (Path(__file__).parent / "carriers/notice.pdf").read_bytes()
TEXT = "各单位：\n一、每年检查不少于2次。\n".encode()


@pytest.mark.parametrize("data", [TEXT, PDF], ids=["text", "pdf"])
def test_bytes_of_every_kind_are_the_same_notice(data: bytes) -> None:
    assert parse_notice(bytearray(data)) == parse_notice(memoryview(data)) == parse_notice(data)


@pytest.mark.parametrize("data", [TEXT.decode(), None, 5, [1]])
def test_what_is_no_bytes_is_named(data: object) -> None:
    with pytest.raises(TypeError, match="data must be bytes, not"):
        parse_notice(data)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["\udcff\udcfe.txt", "\ud800", "a\0b", "", "/", Path("a/b.txt")])
def test_a_notice_of_any_name_can_be_written(name: str | Path) -> None:
    for notice in (parse_notice(TEXT, name), parse_notice(TEXT, "a.txt", str(name))):
        assert Notice.model_validate_json(notice.model_dump_json()) == notice


@pytest.mark.parametrize("name", [None, 5])
def test_what_is_no_name_is_named(name: object) -> None:
    with pytest.raises(TypeError, match="expected str, bytes"):
        parse_notice(TEXT, name)  # type: ignore[arg-type]


def test_a_result_with_a_byte_order_mark_is_read_back(tmp_path: Path) -> None:
    notice, file = parse_notice(TEXT), tmp_path / "a.json"
    file.write_text(notice.model_dump_json(), encoding="utf-8-sig")
    assert load(file) == load(str(file)) == notice


@pytest.mark.parametrize("refusal", [Refused("encrypted", "It is encrypted."), UnsupportedFormat("It is none.")])
def test_a_refusal_comes_whole_from_another_process(refusal: Refused) -> None:
    again = pickle.loads(pickle.dumps(refusal))
    assert (type(again), again.code, str(again)) == (type(refusal), refusal.code, str(refusal))
