"""Encodings are told by their bytes; what cannot be decoded is named by its bytes."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from pipeline.inputs.charset import LARGEST, Loss, decode, report_losses
from pipeline.model.errors import Refused
from pipeline.model.text import Source, Text

SIMPLIFIED = (
    "关于印发《安全生产责任清单》的通知\r\n各区（市）县人民政府，市级各部门：\n为贯彻落实上级要求，现印发给你们。\n"
)
TRADITIONAL = "關於辦理安全管理事項，應依法律規定為之。\n主管機關得訂定辦法，並公告施行。\n"


@pytest.mark.parametrize(
    ("string", "encoding", "detected"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8-sig"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (SIMPLIFIED + "䶮𠮷镕", "gb18030", "gb18030"),
        (SIMPLIFIED, "utf-16", "utf-16"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (SIMPLIFIED, "utf-16-be", "utf-16-be"),
        (TRADITIONAL, "big5", "cp950"),
        (TRADITIONAL, "gbk", "gb18030"),
        (TRADITIONAL, "utf-8", "utf-8"),
        ("通知", "gbk", "gb18030"),
        ("关于", "utf-16-be", "utf-16-be"),
        ("plain ASCII, 1.", "ascii", "utf-8"),
        (SIMPLIFIED, "utf-32", "utf-32"),
        (SIMPLIFIED, "hz", "hz"),
        (SIMPLIFIED, "utf-7", "utf-7"),
        ("~{9X and +86-10, A+B-C", "ascii", "utf-8"),
    ],
)
def test_encodings_are_told_by_content(string: str, encoding: str, detected: str) -> None:
    data = string.encode(encoding)
    decoded = decode(data)
    assert (decoded.string, decoded.encoding, decoded.losses) == (string, detected, ())
    assert data.decode(decoded.encoding) == string


@pytest.mark.parametrize("order", ["le", "be"])
def test_utf_32_in_both_orders_with_losses(order: str) -> None:
    codec = f"utf-32-{order}"
    start = ("\ufeff" + SIMPLIFIED).encode(codec)
    decoded = decode(start + b"\xff\xff\xff\xff" + "完".encode(codec) + b"\0\0")
    assert (decoded.string, decoded.encoding) == (SIMPLIFIED + "\ufffd完\ufffd", "utf-32")
    end = len(start)
    lost = [(loss.byte_start - end, loss.byte_end - end, loss.position - len(SIMPLIFIED)) for loss in decoded.losses]
    assert lost == [(0, 4, 0), (8, 10, 2)]


JAPANESE = "事業者は、毎年一回、定期に健康診断を行わなければならない。ただし、この限りでない。"
KOREAN = "사업주는 매년 1회 이상 정기적으로 건강진단을 실시하여야 한다. 다만, 그러하지 아니하다."


@pytest.mark.parametrize(
    ("string", "encoding", "doubtful"),
    [
        (JAPANESE, "euc_jp", True),
        (JAPANESE, "shift_jis", True),
        (JAPANESE, "utf-8", False),
        (KOREAN, "euc_kr", True),
        (KOREAN, "johab", True),
        ("Règlement général: contrôler", "latin-1", True),
        (SIMPLIFIED, "gbk", False),
        (TRADITIONAL, "big5", False),
    ],
)
def test_what_is_of_no_chinese_encoding_is_told(string: str, encoding: str, doubtful: bool) -> None:
    decoded = decode(string.encode(encoding))
    remarks = report_losses(decoded, Text.of(Source(decoded.string)))
    assert [remark.code for remark in remarks] == ["encoding-doubtful"] * doubtful


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "big5", "utf-8", "iso-8859-1", "no-such-thing", "base64", ""])
def test_a_wrong_declaration_does_no_harm(declared: str) -> None:
    assert decode(SIMPLIFIED.encode(), declared).string == SIMPLIFIED
    assert decode(SIMPLIFIED.encode("gbk"), declared).string == SIMPLIFIED


def test_a_declaration_decides_between_readings_that_fit() -> None:
    data = "テスト".encode("shift_jis")
    assert decode(data * 20, "shift_jis").encoding in ("cp932", "shift_jis")


@pytest.mark.parametrize(
    ("encoding", "place", "junk", "lost"),
    [
        ("utf-8", 9, b"\xff\xfe", (9, 11)),
        ("utf-8", 9, b"\xe4\xb8", (9, 11)),
        ("gb18030", 8, b"\xff", (8, 9)),
        ("utf-16-le", 8, b"\x00\xd8", (8, 10)),
    ],
)
def test_lost_bytes_are_named_and_the_rest_is_read(
    encoding: str, place: int, junk: bytes, lost: tuple[int, int]
) -> None:
    data = SIMPLIFIED.encode(encoding)
    decoded = decode(data[:place] + junk + data[place:])
    before = data[:place].decode(encoding)
    assert decoded.string == before + "\ufffd" + SIMPLIFIED[len(before) :]
    assert decoded.losses == (Loss(*lost, len(before)),)
    (diagnostic,) = report_losses(decoded, Text.of(decoded.string))
    assert diagnostic.code == "undecodable-bytes"
    assert f"{lost[0]} to {lost[1]}" in diagnostic.message
    assert diagnostic.place is not None and diagnostic.place.text == "\ufffd"


def test_losses_count_bytes_from_the_start_of_the_file() -> None:
    data = SIMPLIFIED.encode("utf-8-sig")
    assert decode(data[:12] + b"\xff" + data[12:] + b"\xff").losses[0].byte_start == 12
    wide = SIMPLIFIED.encode("utf-16") + b"x"
    assert decode(wide).losses == (Loss(len(wide) - 1, len(wide), len(SIMPLIFIED)),)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        ("\u3000\n\u3000".encode(), "empty"),
        (bytes(range(256)) * 10, "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(1000), "binary"),
        (b"\x7fELF" + bytes(range(0, 256, 7)) * 40, "binary"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        decode(data)
    assert refusal.value.code == code


@pytest.mark.parametrize("encoding", ["utf-32-be", "utf-32-le"])
def test_a_guess_that_does_not_hold_to_the_end_is_dropped(encoding: str) -> None:
    data = ("关于防汛的通知\n各单位：\n一、每年检查不少于2次。\n" * 3).encode(encoding) + b"\0\0\xff"
    with pytest.raises(Refused) as refused:
        decode(data)
    assert refused.value.code == "binary"


def test_a_file_beyond_all_measure_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        decode(b"a" * (LARGEST + 1))
    assert refusal.value.code == "too-large"
    assert str(LARGEST) in str(refusal.value)


@pytest.mark.parametrize("unit", [SIMPLIFIED.encode("gbk"), SIMPLIFIED.encode() + b"\xff", b"\xff\n", b"a\xff"])
def test_time_is_linear(unit: bytes) -> None:
    spent = []
    for size in (50_000, 500_000):
        data = SIMPLIFIED.encode() * 50 + unit * (size // len(unit))
        start = time.process_time()
        with suppress(Refused):
            decode(data)
        spent.append(time.process_time() - start)
    assert spent[1] < 40 * spent[0] + 0.2
