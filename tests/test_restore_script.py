"""Script is told by its characters, and converted in place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon.rules import load_rules
from pipeline.model.text import SourceSpan, Span, Text
from pipeline.stages.restore import restore
from pipeline.stages.restore.script import convert_script, script_of, simplify

TAIWAN = "依據行政程序法第一百五十四條規定，主管機關應於三個月內公告之。本府得設置「諮詢委員會」，並置委員七人。"
HONG_KONG = "行政長官會同行政會議訂立本規例。衞生署署長須於憲報刊登公告，並可指明日期。"


def test_word_lists_agree_with_opencc() -> None:
    words = load_rules("script").words
    traditional, simplified = "".join(words["traditional"]), "".join(words["simplified"])
    assert [c for c in traditional if simplify(c) == c] == []
    assert [c for c in simplified if simplify(c) != c] == []
    assert not set(traditional) & set(simplified)


@pytest.mark.parametrize(
    ("string", "script"),
    [
        ("关于印发通知", "Hans"),
        ("關於印發通知", "Hant"),
        ("關于印發《通知》", "Hant"),
        ("引用古籍“學而時習之”，认真学习贯彻党中央决策部署，抓好落实。", "Hans"),
        ("人人有工作", "Hans"),
        ("", "Hans"),
    ],
)
def test_script_is_that_of_most_characters(string: str, script: str) -> None:
    assert script_of(string) == script


@pytest.mark.parametrize("original", [TAIWAN, HONG_KONG])
def test_texts_traditional_by_right_are_not_damaged(original: str) -> None:
    restored = restore(Text.of(original))
    assert (restored.script, restored.damage, restored.restoration) == ("Hant", (), "none")
    assert restored.source_script is not None and restored.source_script.string == original
    assert len(restored.text) == len(original)


def test_a_mainland_notice_in_traditional_characters_was_converted() -> None:
    restored = restore(Text.of("國務院關於印發《安全生產責任清單》的通知"))
    assert (restored.script, restored.damage) == ("Hant", ("script-converted",))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("干部于是并且后来", "干部于是并且后来"),
        ("作出顯著成績，著作權", "作出显著成绩，著作权"),
        ("乾隆年間天氣乾燥", "乾隆年间天气干燥"),
        ("瞭解情況、覆蓋全面、徵收土地", "了解情况、覆盖全面、征收土地"),
        ("請予答覆，以覆函為準", "请予答复，以复函为准"),
        ("衞生部門", "卫生部门"),
        ("為群眾、爲羣衆", "为群众、为群众"),
    ],
)
def test_characters_with_several_forms(before: str, after: str) -> None:
    assert convert_script(Text.of(before)).string == after


@given(st.text("關於印發通知安全干后里學𠮷、\n", max_size=40))
def test_every_character_keeps_its_place(string: str) -> None:
    text = convert_script(Text.of(string))
    assert len(text) == len(string)
    for i in range(len(string)):
        assert text.origin(Span(i, i + 1)) == SourceSpan(i, i + 1)
    for edit in text.layers[0] if text.layers else ():
        assert all(a != b for a, b in zip(edit.before, edit.after, strict=True))
