"""Signs that copying left: what is not seen is taken out, whatever the format, and on record."""

from __future__ import annotations

import pytest

from pipeline.inputs import read
from pipeline.run import parse_notice

LINE = "各单位要{}检查{}一次。"
BEFORE = {
    "a.txt": "关于防汛的通知\n{}\n",
    "a.html": "<html><body><p>关于防汛的通知<p>{}</body></html>",
    "a.md": "# 关于防汛的通知\n\n{}\n",
}


@pytest.mark.parametrize("name", BEFORE)
@pytest.mark.parametrize("sign", ["\u202a", "\u2066", "\ufe0f", "\U000e0100", "\U000e0041", "\u034f", "\xad", "\u2060"])
def test_what_is_not_seen_is_taken_out(name: str, sign: str) -> None:
    text = read(BEFORE[name].format(LINE.format(sign, sign * 3)).encode(), name).text
    assert text.string.split() == ["关于防汛的通知", "各单位要检查一次。"]
    assert "zero-width" in {edit.rule for layer in text.layers for edit in layer}


def test_a_doubt_about_the_encoding_quotes_the_text_as_it_became() -> None:
    notice = parse_notice(b"\x80  \xff!", "notice.txt")
    (place,) = (d.place for d in notice.diagnostics if d.code == "encoding-doubtful")
    assert place is not None and notice.text[place.char_start : place.char_end] == place.text


def test_codes_of_symbol_fonts_are_symbols_and_other_codes_for_private_use_are_told_of() -> None:
    reading = read("关于防汛的通知\n\uf0b7检查\ue123一次。\n\uf052同意\n".encode(), "a.txt")
    assert reading.text.string.split() == ["关于防汛的通知", "·检查\ue123一次。", "☑同意"]
    assert [remark.place.text for remark in reading.diagnostics if remark.code == "private-use" and remark.place] == [
        "\ue123"
    ]


def test_references_that_a_page_escaped_twice_are_what_they_mean() -> None:
    page = BEFORE["a.html"].format(LINE.format("&amp;ldquo;", "&amp;rdquo;") + "&amp;copy;")
    text = read(page.encode(), "a.html").text
    assert text.string.split() == ["关于防汛的通知", "各单位要“检查”一次。&copy;"]
    assert "entity" in {edit.rule for edit in text.layers[-1]}


@pytest.mark.parametrize("name", BEFORE)
@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("\uf967", "不"),
        ("︐", "，"),
        ("︻", "【"),
        ("﹐", "，"),
        ("｡", "。"),
        ("𝟐", "2"),
        ("2\ufe0f\u20e3", "②"),
        ("\u3164", " "),
    ],
)
def test_other_forms_of_a_character_are_the_usual_one(name: str, written: str, meant: str) -> None:
    text = read(BEFORE[name].format(LINE.format(written, "")).encode(), name).text
    assert text.string.split("\n")[1] == LINE.format(meant, "")
