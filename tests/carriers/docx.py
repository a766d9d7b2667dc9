"""Writes Word files: XML by hand, so that tests say exactly what Word would say."""

from __future__ import annotations

from xml.sax.saxutils import escape

from carriers.notice import NOTICE, Paragraph
from carriers.ofd import zip_files

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_NS = (
    f'xmlns:w="{TRANSITIONAL}" xmlns:r="{RELATIONS}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
LEVELS = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    """A paragraph; content that is no XML is one run."""
    inner = content if content.startswith("<") or not content else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def listed(level: int, list_id: int = 1) -> str:
    """The properties of a paragraph with an automatic number."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def level(index: int, number_format: str, text: str, more: str = "") -> str:
    """A level of a list definition."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(levels: str, lists: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    """A numbering part with one definition."""
    return f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{lists}'


def pack(body: str, parts: dict[str, str] | None = None, main: str = "word/document.xml") -> bytes:
    """A Word file; `parts` are the contents of styles, numbering, footnotes, header1, footer1 … by name."""
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes"}
    files = {"[Content_Types].xml": f'<Types xmlns="{_TYPES}"/>', "_rels/.rels": _relations([("officeDocument", main)])}
    relations = []
    for name, content in (parts or {}).items():
        kind = roots.get(name) or name.rstrip("0123456789")
        root = roots.get(name) or {"header": "hdr", "footer": "ftr"}[kind]
        files[f"word/{name}.xml"] = f"<w:{root} {_NS}>{content}</w:{root}>"
        relations.append((kind, f"{name}.xml"))
    files["word/_rels/document.xml.rels"] = _relations(relations, ids=list(parts or {}))
    files[main] = f"<w:document {_NS}><w:body>{body}</w:body></w:document>"
    return zip_files(files)


def _relations(relations: list[tuple[str, str]], ids: list[str] | None = None) -> str:
    rows = "".join(
        f'<Relationship Id="{ids[i] if ids else f"rId{i}"}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(relations)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{rows}</Relationships>'


def text_box(content: str) -> str:
    """A text box as Word writes it: twice, in a choice and a fallback."""
    box = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def field(instruction: str, result: str) -> str:
    """A field with its result."""
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{separate}{run(result)}{end}"


def _write(item: Paragraph) -> str:
    if item.kind == "number":
        number = paragraph(item.text, '<w:jc w:val="center"/>')
        return paragraph(text_box(number))
    if item.kind == "title":
        first, second = item.text.split("\n")
        return paragraph(f"{run(first)}<w:r><w:br/></w:r>{run(second)}", '<w:jc w:val="center"/>')
    if item.kind == "signature":
        return paragraph(item.text, '<w:jc w:val="right"/>')
    if item.kind == "addressees":  # tracked changes and hidden text that a reader does not see
        gone = '<w:del w:id="1"><w:r><w:delText>各乡镇，</w:delText></w:r></w:del>'
        kept = f'<w:ins w:id="2">{run(item.text)}</w:ins>'
        return paragraph(gone + kept + run("（内部）", "<w:vanish/>"))
    return paragraph(item.text, listed(item.level - 1) if item.level else "")


def write_docx() -> bytes:
    """The notice: red head in the first header, number in a text box, list numbers automatic."""
    head, *rest = NOTICE
    red = paragraph(run(head.text, '<w:color w:val="FF0000"/><w:sz w:val="60"/>'), '<w:jc w:val="center"/>')
    foot = paragraph(f"{run('— ')}{field('PAGE', '1')}{run(' —')}", '<w:jc w:val="center"/>')
    section = (
        '<w:sectPr><w:headerReference w:type="first" r:id="header1"/>'
        '<w:footerReference w:type="default" r:id="footer1"/><w:titlePg/></w:sectPr>'
    )
    levels = "".join(level(i, f, t, '<w:suff w:val="nothing"/>') for i, (f, t) in enumerate(LEVELS))
    parts = {"numbering": numbering(levels), "header1": red, "footer1": foot}
    return pack("".join(map(_write, rest)) + section, parts)
