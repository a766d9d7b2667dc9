"""Changes that reach behind a reader's first checks: parts of a zip file, attributes and elements of XML, numbers."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

Mutate = Callable[[bytes, int], bytes]
"""Changes bytes somehow, to at most so many: the fuzzer's own."""

VALUES = (
    *("", "-1", "0", "1", "7", "99999999999", "1e400", "nan", "true", "x", "²", "１", "0 0 0 0", "-5 -5 -5 -5"),
    *("1 2 3 4 5 6", "0 0 0 0 0 0", "g 5 3", "g 99999999 1", "../../x.xml", "decimal", "chineseCounting", "%1%2%9"),
)
WORDS = (
    *("每年", "不少于2次", "《", "》", "〔2024〕3号", "一、", "（一）", "1.", "(1)", "①", "第一条", "第一章"),
    *("附件：", "(shù)", "?(", "(a)", "督促", "负责", "应当", "不得", "将", "纳入", "，", "。", "；", "："),
    *("\n", "\r\n", "\x0b", "\u3000", "\u202e", "\ufeff", "\x00", "各单位：", "关于印发《", "2024年13月45日"),
    *("15个工作日内", "由", "等", "的", "在", "时", "以上", "<p>", "</p>", "<table>", "<tr><td>"),
    *("&#xD800;", "&#0;", "&amp", "<!--", "-->", "<![CDATA[", "]]>", "<script>", "|---|", "**", "# "),
    *("```", "[a](b)", "零", "二○二四年", "\t", " | ", "责任单位", "工作任务", "完成时限", "工作频次", "长期坚持"),
    *("发文机关：", "发文字号：\n", "锛", "銆", "\ufffd", "<td rowspan=2>", "<td colspan=99999999>", "　　", "第2页"),
)  # fmt: skip


def change_text(data: bytes, chance: random.Random, mutate: Mutate, limit: int) -> bytes:
    """A word put in, a stretch doubled, moved or taken out; or whatever the fuzzer does."""
    if chance.random() < 0.4:
        return mutate(data, limit)
    text = data.decode("utf-8", "replace")
    for _ in range(chance.randrange(1, 5)):
        at = chance.randrange(len(text) + 1)
        length = chance.choice((1, 3, 10, 50))
        piece = chance.choice((text[at : at + length], chance.choice(WORDS)))
        there = chance.randrange(len(text) + 1)
        kind = chance.random()
        if kind < 0.6:
            text = text[:there] + piece * chance.choice((1, 1, 1, 2, 30)) + text[there:]
        else:
            text = text[:at] + text[at + length :]
    return text.encode("utf-8", "replace")[:limit]


def change_xml(data: bytes, chance: random.Random) -> bytes:
    """An attribute given a value that is none, an element renamed, taken out or repeated."""
    text = data.decode("utf-8", "replace")
    for _ in range(chance.randrange(1, 5)):
        kind = chance.random()
        if kind < 0.4 and (found := _choose(r'"[^"]*"', text, chance)):
            text = _put(text, found, f'"{chance.choice(VALUES)}"')
        elif kind < 0.7 and (found := _choose(r"</?((?:\w+:)?\w+)", text, chance)):
            other = _choose(r"</?((?:\w+:)?\w+)", text, chance)
            text = re.sub(rf"(</?){re.escape(found[1])}(?=[\s/>])", rf"\g<1>{other[1] if other else 'a'}", text)
        elif found := _choose(r"<(\w+:?\w*)[^<>]*?(?:/>|>[^<]*</\1>)", text, chance):
            text = _put(text, found, chance.choice(("", found[0] * 2, found[0] * 50, chance.choice(WORDS))))
    return text.encode("utf-8", "replace")


def change_package(data: bytes, chance: random.Random, mutate: Mutate, limit: int) -> bytes:
    """Parts of a zip file changed, lost or doubled; now and then the bytes of the file itself."""
    if chance.random() < 0.1:
        return mutate(data, limit)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {info.filename: package.read(info) for info in package.infolist()[:50] if info.file_size < limit}
    except Exception:  # whatever zipfile makes of bytes that the fuzzer has spoilt
        return mutate(data, limit)
    for name in list(parts):
        if chance.random() < 1.5 / max(1, len(parts)):
            known = name.lower().endswith((".xml", ".rels"))
            parts[name] = change_xml(parts[name], chance) if known else mutate(parts[name], limit)
        if chance.random() < 0.02:
            del parts[name]
    return pack(parts, chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)))[:limit]


def pack(parts: dict[str, bytes], compression: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def _choose(pattern: str, text: str, chance: random.Random) -> re.Match[str] | None:
    found = list(re.finditer(pattern, text))
    return chance.choice(found) if found else None


def _put(text: str, found: re.Match[str], replacement: str) -> str:
    return text[: found.start()] + replacement + text[found.end() :]
