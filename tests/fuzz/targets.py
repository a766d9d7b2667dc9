"""TARGETS: what is driven with bytes, the seeds it starts from, and how they are changed."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from carriers.docx import LEVELS, field, level, listed, numbering, paragraph, text_box, write_docx
from carriers.docx import pack as pack_docx
from carriers.markup import write_html, write_markdown
from carriers.notice import lines
from carriers.ofd import write_ofd
from mirror import damage

from fuzz.invariants import check_text, parse_or_refuse, read_or_refuse
from fuzz.mutations import Mutate, change_package, change_text, pack
from pipeline.inputs.archive import members
from pipeline.inputs.docx import read_docx
from pipeline.inputs.html import read_html
from pipeline.inputs.markdown import read_markdown
from pipeline.inputs.ofd import read_ofd
from pipeline.inputs.pdf import read_pdf
from pipeline.inputs.plain import read_plain
from pipeline.inputs.recognise import recognise
from pipeline.model.errors import Refused
from pipeline.model.text import Text
from pipeline.stages.restore import restore

HERE = Path(__file__).parent
Change = Callable[[bytes, random.Random, Mutate, int], bytes]


@dataclass(frozen=True)
class Target:
    """`check` raises where something is wrong; `change` makes one input out of another."""

    check: Callable[[bytes], object]
    seeds: Callable[[], list[bytes]]
    change: Change
    limit: int = 20_000
    """Bytes of an input: the time limit is per input, so they must not be large."""


def check_archive(data: bytes) -> None:
    """Names stay below the folder, whatever is inside; a member is bytes."""
    recognise(data, "a.zip")
    try:
        for name, content in members(data):
            assert isinstance(content, bytes) and name and ".." not in name.split("/")
            assert not name.startswith("/") and "\0" not in name
    except Refused as refusal:
        assert refusal.code and str(refusal)


def check_restore(data: bytes) -> None:
    restored = restore(Text.of(data.decode("utf-8", "replace")))
    check_text(restored.text)
    restored_again = restore(Text.of(restored.text.source.string))
    assert restored_again.text.string == restored.text.string


DUTIES = (
    ("序号", "工作任务", "牵头单位", "配合单位", "工作频次", "完成时限"),
    ("1", "1.健全数据库。2.开展指导。", "县应急局", "县公安局、各乡镇", "每季度1次", "2024年6月底前"),
    ("2", "通报进展情况", "县公安局牵头，县教育局配合", "", "", "长期坚持"),
)
"""A table of duties."""
LABELS = (
    "索引号：01-2024　　发文机关：某县人民政府\n标　　题：关于开展检查的通知\n"
    "发文字号：\n某政发〔2024〕3号\n发布日期：2024-03-05\n"
)


def text_seeds() -> list[bytes]:
    """A notice; one with labels above and a table below; copies that broke, joined and wrongly decoded its lines."""
    sound = "\n".join(lines())
    tables = "\n".join(joint.join(row) for joint in ("\t", " | ") for row in DUTIES)
    wrapped = "\n".join(line[at : at + 28] for line in lines() for at in range(0, len(line), 28))
    texts = [sound, f"{LABELS}{sound[:300]}\n附件\n任务分工表\n{tables}\n", wrapped, sound.replace("\n", "　　")]
    misread = [sound.encode().decode(code, "replace").encode() for code in ("gb18030", "gbk", "latin-1")]
    return [*(text.encode() for text in texts), sound.encode("gb18030"), sound.encode("utf-16"), *misread]


def damaged_seeds() -> list[bytes]:
    sound = "各區、市應當規範執行調度，現報告如下。監測數據質量？環境檢查業務經調整，當的日常考核。\n"
    tables = (HERE.parent / "data" / "restore").glob("*.t*")
    return [damage(sound).encode(), damage(sound * 3).encode(), *(path.read_bytes()[:4000] for path in sorted(tables))]


def docx_seeds() -> list[bytes]:
    levels = "".join(level(i, form, text) for i, (form, text) in enumerate(LEVELS))
    table = f"<w:tbl><w:tr><w:tc>{paragraph('a')}</w:tc><w:tc>{paragraph('b', listed(1))}</w:tc></w:tr></w:tbl>"
    body = (
        paragraph("甲", listed(0))
        + table
        + paragraph(field(" PAGEREF x ", "3") + text_box(paragraph("框")))
        + paragraph("乙", '<w:pStyle w:val="H1"/>')
        + '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:footnoteReference w:id="2"/></w:r></w:p>'
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="H0"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="H0"><w:basedOn w:val="H1"/><w:rPr><w:sz w:val="44"/></w:rPr></w:style>'
    )
    notes = f'<w:footnote w:id="2">{paragraph("注")}</w:footnote>'
    parts = {"numbering": numbering(levels), "styles": styles, "footnotes": notes, "header1": paragraph("文件")}
    return [write_docx(), pack_docx(body, parts), pack_docx(paragraph("任务分工表") + _word_table())]


def _word_table() -> str:
    """The table of duties with a title across it, and a cell merged with the one above."""
    title = f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="6"/></w:tcPr>{paragraph("分工表")}</w:tc></w:tr>'
    merged = ("", '<w:vMerge w:val="restart"/>', "<w:vMerge/>")
    rows = "".join(
        f"<w:tr>{''.join(_cell(cell, mark if x == 4 else '') for x, cell in enumerate(row))}</w:tr>"
        for mark, row in zip(merged, DUTIES, strict=True)
    )
    return f"<w:tbl>{title}{rows}</w:tbl>"


def _cell(content: str, properties: str) -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(content)}</w:tc>"


def html_seeds() -> list[bytes]:
    pages = sorted((HERE.parent / "data" / "inputs" / "pages").glob("*.html"))
    return [write_html(), *(path.read_bytes()[:15_000] for path in pages), _duties_page()]


def _duties_page() -> bytes:
    head, first, second = ([f"<td>{cell}</td>" for cell in row] for row in DUTIES)
    first[4] = first[4].replace("<td>", "<td rowspan=2>")
    del second[4]
    rows = [["<td colspan=6>分工表</td>"], head, first, second]
    table = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    return f"<p>关于印发《任务分工表》的通知</p><p>各单位：</p><p>请落实。</p><table>{table}</table>".encode()


def markdown_seeds() -> list[bytes]:
    rows = [f"| {' | '.join(row)} |" for row in DUTIES]
    return [write_markdown(), "\n".join(["# 任务分工表", "", rows[0], "|---" * 6 + "|", *rows[1:], ""]).encode()]


def archive_seeds() -> list[bytes]:
    inner = pack({"a.txt": "通知".encode(), "b/c.txt": b"1"}, zipfile.ZIP_DEFLATED)
    return [inner, pack({"in.zip": inner, "通知.txt": b"2", "a.docx": write_docx()}, zipfile.ZIP_STORED)]


def pdf_seeds() -> list[bytes]:
    return [(HERE.parent / "carriers" / "notice.pdf").read_bytes()]


TARGETS = {
    "plain": Target(partial(read_or_refuse, read_plain), text_seeds, change_text),
    "html": Target(partial(read_or_refuse, read_html), html_seeds, change_text),
    "markdown": Target(partial(read_or_refuse, read_markdown), markdown_seeds, change_text),
    "docx": Target(partial(read_or_refuse, read_docx), docx_seeds, change_package, 60_000),
    "pdf": Target(
        partial(read_or_refuse, read_pdf), pdf_seeds, lambda data, _, mutate, limit: mutate(data, limit), 80_000
    ),
    "ofd": Target(partial(read_or_refuse, read_ofd), lambda: [write_ofd()], change_package, 60_000),
    "archive": Target(check_archive, archive_seeds, change_package),
    "restore": Target(check_restore, damaged_seeds, change_text, 8_000),
    "notice": Target(parse_or_refuse, lambda: [*text_seeds(), *html_seeds()], change_text, 8_000),
}
