"""Markdown as people type notices: what is markup goes, what is text stays, every place leads back."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.inputs.markdown import read_markdown
from pipeline.model.errors import Refused
from pipeline.model.reading import Reading

SHARED = os.environ.get("GONGWEN_SHARED")

NOTICE = """---
lang: 'zh-cn'
title: 关于加强检查的通知
---
**某某有限公司文件**\x20
# 某安字[2024]1号
## 关于加强检查的通知
各部门：

&emsp;&emsp;为做好工作，现将有关事项通知如下：
### &emsp;&emsp;一、落实责任。
&emsp;&emsp;各部门**每月**检查1次，依据《规定》（鲁安办发[2021]第50号）和[办法](/files/a.pdf)执行。
<!-- INFO END -->

1. 第一项
2\\. 第二项
- 第三项

| 序号 | 任务 | 备注 |
|:---|---|---|
| 1 | 检查\\|整改 | |
| 2 | | 每季度 |

## \x20
&emsp;&emsp;&emsp;&emsp;安全生产委员会办公室\x20\x20
<p style="text-align:right">2024年1月11日</p>

---
*[📄 点击下载此文件 ](/files/通知.pdf)
"""

LINES = [
    "某某有限公司文件",
    "某安字[2024]1号",
    "关于加强检查的通知",
    "各部门：",
    "为做好工作，现将有关事项通知如下：",
    "一、落实责任。",
    "各部门每月检查1次，依据《规定》（鲁安办发[2021]第50号）和办法执行。",
    "1. 第一项",
    "2. 第二项",
    "第三项",
    "序号\t任务\t备注",
    "1\t检查|整改",
    "2\t\t每季度",
    "安全生产委员会办公室",
    "2024年1月11日",
]


def read(text: str) -> Reading:
    return read_markdown(text.encode())


def marked(reading: Reading, kind: str) -> list[tuple[int, str]]:
    return [(m.level, reading.text[reading.text.locate(m.source)]) for m in reading.marks if m.kind == kind]


def test_a_notice_as_people_type_it() -> None:
    reading = read(NOTICE)
    assert reading.text.string.split("\n") == LINES
    assert marked(reading, "heading") == [(1, "某安字[2024]1号"), (2, "关于加强检查的通知"), (3, "一、落实责任。")]
    assert marked(reading, "table_row") == [(0, line) for line in LINES[10:13]]
    assert marked(reading, "right") == [(0, "2024年1月11日")]
    assert [(e.field, e.value) for e in reading.evidence] == [("title", "关于加强检查的通知")]


def test_edits_replay_the_reading() -> None:
    reading = read(NOTICE)
    (layer,) = reading.text.layers
    parts, position = [], 0
    for edit in layer:
        parts += [NOTICE[position : edit.span.start], edit.after]
        position = edit.span.end
    assert "".join((*parts, NOTICE[position:])) == reading.text.string


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("**“重点”**内容", "“重点”内容"),
        ("a **b** c", "a b c"),
        ("** 标题 **", "标题"),
        ("***要点***：", "要点："),
        ("*注意*：", "注意："),
        ("_注意_：", "注意："),
        ("`代码`与~~删去~~", "代码与"),
        ("##标题", "标题"),
        ("# 标题 #", "标题"),
        ("标题\n===", "标题"),
        ("> 引用", "引用"),
        ('![图](a.png)见[附件](https://a.cn/b_(1).doc "下载")', "见附件"),
        ("<https://www.gov.cn>", "https://www.gov.cn"),
        ("一<br>二", "一\n二"),
        ("<center>一</center>", "一"),
        ("一\n\n\n\n二", "一\n二"),
        ("```\n# 不是标题\n```", "# 不是标题"),
        ("一[^1]\n\n[^1]: 注", "一\n注"),
        ("[ref]: https://a.cn\n一", "一"),
        ("<!-- 多行\n注释 -->\n一", "一"),
        ("<table><tr><td>一</td><td>二</td></tr></table>\n三", "一\t二\n三"),
        ("\\# 井号 \\*", "# 井号 *"),
        ("检查**《办法》**。", "检查《办法》。"),
        ("`*甲* a\\*b <!-- c -->`", "*甲* a\\*b <!-- c -->"),
        ("见[办法][1]、[规定][]和[细则]。\n\n[1]: a.cn\n[规定]: b.cn '题'\n[细则]: c.cn", "见办法、规定和细则。"),
        ("前![图][1]后\n\n[1]: a.png", "前后"),
        ("见[办法](<https://a.cn/a b>)和[细则](附件/细则.doc)", "见办法和细则"),
        ("甲\\\n乙", "甲\n乙"),
        ("<a@b.cn>", "a@b.cn"),
        ("[TOC]\n一", "一"),
        ("甲<iframe src=x></iframe>", "甲"),
        ("> |单位|频次|\n> |--|--|\n> |甲局|每年|\n后", "单位\t频次\n甲局\t每年\n后"),
        ("```\n<!-- 注\n释 -->\n```\n一", "<!-- 注\n释 -->\n一"),
        ("```\n甲\n```x\n乙\n```\n丙", "甲\n```x\n乙\n丙"),
        (
            "<table><tr><td>一</td></tr></table>后文<table><tr><td>二</td></tr></table>**三**\n四",
            "一\n后文\n二\n三\n四",
        ),
        ("每年==检查==两次，a==b，c == d", "每年检查两次，a==b，c == d"),
        ("10<sup>4</sup>次", "10⁴次"),
        ("::: tip\n一\n:::\n{: .center}\n::: 提示", "一\n::: 提示"),
        ("## 标题 {#a .b}\n一{#c}", "标题\n一{#c}"),
        ("1. 一\n1. 二\n\n   说明\n\n1. 三", "1. 一\n2. 二\n说明\n3. 三"),
        ("1. 一\n  1. 甲\n  1. 乙\n1. 二\n说明\n1. 三", "1. 一\n1. 甲\n2. 乙\n2. 二\n说明\n1. 三"),
        ("1. 一\n1. 二\n# 三\n1. 四\n2. 五\n1. 六", "1. 一\n2. 二\n三\n1. 四\n2. 五\n1. 六"),
        ('+++\ntitle = "题"\n[a]\nb = 1\n+++\n一', "一"),
        ("+++\n正文。\n+++", "+++\n正文。\n+++"),
    ],
)
def test_markup_goes(typed: str, text: str) -> None:
    assert read(typed).text.string.rstrip() == text


@pytest.mark.parametrize(
    "unseen",
    [
        "<!-- 暗文 -->",
        "~~暗文~~",
        "~~暗**文**~~",
        "<del>暗文</del>",
        "<s>暗文</s>",
        '<span style="display:none">暗<span>文</span></span>',
        "<b hidden>暗文</b>",
        "<script>暗文</script>",
        "<ruby>检<rt>暗文</rt></ruby>",
    ],
)
def test_hidden_and_struck_out_text_is_left_out(unseen: str) -> None:
    assert read(f"各单位{unseen}每年检查一次。").text.string.replace("检每", "每") == "各单位每年检查一次。"


@pytest.mark.parametrize(
    "lines",
    [
        "<script>\n暗文\n</script>",
        "<style>\n.a { color: red }\n</style>",
        '<div style="display: none">\n<div>暗文</div>\n\n暗文\n</div>',
        "<p hidden>暗文</p>",
        "<table><tr><td hidden>暗文</td></tr></table>",
    ],
)
def test_hidden_lines_are_left_out(lines: str) -> None:
    assert read(f"各单位\n{lines}\n每年检查一次。").text.string == "各单位\n每年检查一次。"


@pytest.mark.parametrize(
    "plain",
    [
        "泰旅爱物字[2024]1号",
        "国发[2020](1)号",
        "1. 第一项",
        "1、第一项",
        "（一）第一项",
        "3*4=12，5*6=30",
        "每周3~~5次，每月10~~20次",
        "a<b 且 c>d",
        "见[办法][1]和[细则]",
        "当事人张**、李**和王*",
        "姓名____年龄____",
        "E级\\5级\\蓝色",
        "——每年检查一次；",
        "温度<35℃且>10℃",
        "#安全生产#专题",
        "snake_case_name",
        "A|B",
        "附件：1.分工表",
    ],
)
def test_text_stays(plain: str) -> None:
    assert read(plain).text.string == plain


PIECES = (
    "# ", "## ", "**", "*", "_", "`", "```\n", "[", "](", "a/b)", ")", "|", "|-|-|\n", "---\n", "\n", "\n\n",
    "> ", "- ", "1. ", "&emsp;", "\\", "<br>", "<p align=right>", "</p>", "<table>", "<td>", "</table>", "<!--",
    "-->", "各部门每月检查。", " ",
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join))
def test_any_text_is_read_and_its_edits_replay(typed: str) -> None:
    try:
        reading = read(typed)
    except Refused as refusal:
        assert refusal.code == "empty"
        return
    string = typed
    for layer in reading.text.layers:
        parts, position = [], 0
        for edit in layer:
            parts += [string[position : edit.span.start], edit.after]
            position = edit.span.end
        string = "".join((*parts, string[position:]))
    assert string == reading.text.string
    assert all(line == line.strip() for line in string.split("\n"))


def hostile() -> Iterator[tuple[str, str]]:
    yield "brackets", "[" * 300_000
    yield "links", "[a](" * 100_000
    yield "stars", "*a " * 200_000
    yield "quotes", ">" * 300_000
    yield "comments", "<!--" * 200_000
    yield "comment lines", "<!-- another comment\n" * 50_000
    yield "bars", "|a|\n|-|\n" + "|" * 300_000
    yield "blank lines", "\n" * 2_000_000
    yield "white space", "一" + " " * 2_000_000 + "二"
    yield "tags", "<p " * 200_000
    yield "front matter", "---\n" + "title: b and so on\n" * 50_000


@pytest.mark.parametrize(("name", "typed"), list(hostile()))
def test_hostile_text_takes_linear_time(name: str, typed: str) -> None:
    start = time.process_time()
    read("# 通知\n" + typed)
    assert time.process_time() - start < 10


@pytest.mark.skipif(not SHARED, reason="GONGWEN_SHARED names no folder of real notices")
def test_real_notices_lose_no_character() -> None:
    import re

    folder = Path(str(SHARED)) / "notices" / "regulations"
    for path in sorted(folder.glob("*.md")):
        kept = "".join(read_markdown(path.read_bytes()).text.string.split())
        source = re.sub("<!--.*?-->|^#+ ", "", path.read_text("utf-8"), flags=re.MULTILINE)
        assert kept == "".join(source.split()).replace("\u200b", "").replace("\ufeff", ""), path.name
