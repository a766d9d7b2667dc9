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
